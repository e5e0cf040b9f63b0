from __future__ import annotations

import hashlib
from pathlib import Path

from innoctl.model.validate import validate
from innoctl.resources import folder
from innoctl.store.yaml_document import load
from tests.bench.portfolio import Source, write_ideas


def digest(files: list[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_the_same_seed_gives_the_same_portfolio_of_valid_ideas_of_two_kilobytes(
    tmp_path: Path,
) -> None:
    source = Source(folder("examples") / "politie")
    first = write_ideas(tmp_path / "a", 40, source)
    assert digest(first) == digest(write_ideas(tmp_path / "b", 40, source))
    assert 1800 <= sum(path.stat().st_size for path in first) / 40 <= 2300
    for path in first:
        value, problems = load(path.read_bytes())
        assert problems == []
        assert validate("idea", value) == []
