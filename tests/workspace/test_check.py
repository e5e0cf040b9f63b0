"""A whole portfolio checked: what is remembered never differs from what would be found anew."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from innoctl.workspace.check import Checked, check
from innoctl.workspace.portfolio import Portfolio
from tests.corpus import BASE, FOLDER, codes


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def checked(root: Path, at: date | None = None) -> Checked:
    with Portfolio.find(root) as portfolio:
        return check(portfolio, at=at)


def test_after_any_change_a_check_says_what_a_fresh_one_says(tmp_path: Path) -> None:
    root = tmp_path / "portfolio"
    shutil.copytree(BASE, root)
    chance = random.Random(7)
    for number, code in enumerate(chance.sample(codes(), 12)):
        shutil.copytree(FOLDER / code, root, dirs_exist_ok=True)
        fresh = tmp_path / f"fresh-{number}"
        shutil.copytree(root, fresh)
        assert checked(root) == checked(fresh)
        assert checked(root) == checked(root)


def test_a_folder_behind_a_link_is_told_once_and_blamed_on_nobody(tmp_path: Path) -> None:
    root = tmp_path / "portfolio"
    shutil.copytree(BASE, root)
    (root / "ideas").rename(tmp_path / "outside")
    (root / "ideas").symlink_to(tmp_path / "outside")
    assert [(f.code, f.path) for f in checked(root).findings if f.severity == "error"] == [
        ("F110", "ideas")
    ]


def test_a_check_of_another_day_is_another_check(tmp_path: Path) -> None:
    root = tmp_path / "portfolio"
    shutil.copytree(BASE, root)
    assert checked(root).findings == []
    assert [f.code for f in checked(root, date(2026, 8, 31)).findings] == ["D440"] * 2
    assert checked(root).findings == []


def test_a_file_beside_the_folders_that_looks_like_one_of_ours_is_seen_when_it_comes(
    tmp_path: Path,
) -> None:
    root = tmp_path / "portfolio"
    shutil.copytree(BASE, root)
    assert checked(root).findings == []
    (root / "Ideas.yaml").touch()
    (root / "agendas.yaml").touch()
    assert [f.code for f in checked(root).findings] == ["L503"]


def test_all_that_is_wrong_is_told_at_once_sorted_by_place(tmp_path: Path) -> None:
    root = tmp_path / "portfolio"
    shutil.copytree(BASE, root)
    for code in ("M202", "D450", "M231", "R321", "L502", "F110"):
        shutil.copytree(FOLDER / code, root, dirs_exist_ok=True)
    found = checked(root).findings
    assert {f.code for f in found} >= {"M202", "D450", "M231", "R321", "L502"}
    assert found == sorted(found, key=lambda f: (f.path, f.line, f.column))
