"""Portfolios made to do harm: a finding in bounded time, nothing run, nothing shown that steers."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus import BASE, IDEA, build
from tests.program import run

SECRET = "of-somebody-else"
SECONDS = 20
"""Far more than any takes alone, far less than what hangs: tests share their machine."""
GOOD = next(BASE.glob("ideas/*/k3f9ab-*.yaml")).read_text("utf-8")


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _linked_folder(root: Path) -> None:
    outside = root.parent / "outside"
    _write(outside, "k3f9ac-x.yaml", f"title: {SECRET}\n")
    (root / "ideas/2026-10").symlink_to(outside)


def _linked_top(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_text(f"thesis: {SECRET}\n", "utf-8")
    (root / "agenda.yaml").unlink()
    (root / "agenda.yaml").symlink_to(outside)


def _names(root: Path) -> None:
    for name in ("-rf.yaml", "--help.yaml", "\x1b[2J.yaml", "a\nb.yaml", "$(id).yaml", "x;id.yaml"):
        _write(root, f"ideas/2026-09/{name}", GOOD)


def _markup(root: Path) -> None:
    text = GOOD.replace("kind: social", "kind: '[red]<script>alert(1)</script>\x85=cmd|x!A1'")
    _write(root, IDEA.replace("k3f9ac", "k3f9ab"), text)


def _many_keys(root: Path) -> None:
    _write(root, IDEA, GOOD + "".join(f"k{n}: {{[]: *x}}\n" for n in range(100_000)))


def _many_wrong(root: Path) -> None:
    wrong = "".join(f"  - {{to: a{n}, relation: x}}\n" for n in range(40_000))
    _write(root, IDEA, GOOD.replace("k3f9ab", "k3f9ac") + "links:\n" + wrong)


def _lost_people(root: Path) -> None:
    team = "".join(f"  - {{person: x-{n}, role: r, side: support}}\n" for n in range(20_000))
    _write(root, IDEA, GOOD.replace("k3f9ab", "k3f9ac") + "team:\n" + team)


def _escaping_ids(root: Path) -> None:
    decision = next((BASE / "decisions/2026-08").iterdir()).read_text("utf-8")
    text = decision.replace("m4k7pa", "../../../tmp/x").replace("concept", "../concept")
    _write(root, "decisions/2026-08/m4k7pa-02-concept.yaml", text)


def _pipe(root: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no pipes with a name")
    os.mkfifo(root / IDEA)


HARM: list[Callable[[Path], None]] = [
    _linked_folder,
    _linked_top,
    _names,
    _markup,
    _many_keys,
    _many_wrong,
    _lost_people,
    _escaping_ids,
    _pipe,
]


def assert_harmless(root: Path) -> None:
    files = {path: path.stat().st_mtime_ns for path in root.parent.rglob("*") if path.is_file()}
    began = time.monotonic()
    answer = run("check", cwd=root)
    assert time.monotonic() - began < SECONDS
    assert answer.status == 1, answer.err
    assert SECRET not in answer.out
    assert answer.out.replace("\n", "").isprintable()
    after = {path: path.stat().st_mtime_ns for path in root.parent.rglob("*") if path.is_file()}
    assert after == files


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__.strip("_"))
def test_a_hostile_portfolio_is_told_of_and_does_nothing(
    harm: Callable[[Path], None], tmp_path: Path
) -> None:
    root = build("base", tmp_path / "portfolio")
    harm(root)
    assert_harmless(root)


@pytest.mark.parametrize("code", ["F103", "F107", "F110", "F134", "F138", "F139", "M214", "M236"])
def test_the_hostile_part_of_the_corpus_does_nothing_either(code: str, tmp_path: Path) -> None:
    assert_harmless(build(code, tmp_path / "portfolio"))
