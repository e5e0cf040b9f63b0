"""An overview of one stream that is remembered is the one that would be made anew."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from typing import Any

import pytest

from innoctl.render.stream_tables import stream_document
from innoctl.resources import folder
from innoctl.workspace.overviews import report_on_stream
from innoctl.workspace.portfolio import Portfolio

AFTER = b"\nnotes: na de laatste lezing\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example, beside its ``.git``, of which only the place is needed."""
    place = tmp_path / "portfolio"
    shutil.copytree(folder("examples") / "politie", place)
    (place / ".git").mkdir()
    return place


def overviews(root: Path) -> tuple[dict[str, object], dict[str, object], int]:
    """Return the overview of every stream as remembered and as made now, and how many were made."""
    made = 0
    with Portfolio(root) as portfolio:
        day = portfolio.today()

        def make(stream: str) -> object:
            return dumps(stream_document(report_on_stream(portfolio, stream, day)), default=str)

        def kept(stream: str) -> Any:
            def counted() -> object:
                nonlocal made
                made += 1
                return make(stream)

            return portfolio.remembered(stream, counted, lambda: stream)

        streams = [row.id for row in portfolio.organisation().streams]
        return {name: kept(name) for name in streams}, {name: make(name) for name in streams}, made


def disturbed(root: Path) -> Iterator[str]:
    """Take away, spoil and bring back files of every folder, and budgets, one by one."""
    chance = random.Random(4)
    for part, count in (("ideas", 5), ("decisions", 5), ("ledger", 5), ("budgets", 1)):
        for path in chance.sample(sorted((root / part).rglob("*.yaml")), count):
            before = path.read_bytes()
            path.unlink()
            yield f"{path} taken away"
            path.write_bytes(before.replace(b"stream: unit/", b"stream: portfolio/") + b"x: [")
            yield f"{path} spoiled"
            path.write_bytes(before)
            yield f"{path} back"


def test_whatever_changes_what_is_remembered_of_a_stream_is_what_would_be_made(root: Path) -> None:
    kept, new, made = overviews(root)
    assert (kept, made) == (new, len(new))
    turns = saved = 0
    for what in disturbed(root):
        kept, new, made = overviews(root)
        assert kept == new, what
        turns, saved = turns + 1, saved + len(new) - made
    assert turns == 48
    assert saved > turns * 4, "a file that is taken away is of few streams"
