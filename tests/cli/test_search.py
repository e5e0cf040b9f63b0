from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.test_completion import completed
from tests.program import run

if TYPE_CHECKING:
    import pytest


def test_search_finds_parts_of_words(politie: Path) -> None:
    status, out, err = run("search", "drone", "zoek", cwd=politie)
    assert (status, err) == (0, "")
    assert "Warmtebeelddrone bij zoekacties naar vermiste personen" in out


def test_search_that_finds_nothing_offers_words_and_says_no(politie: Path) -> None:
    status, out, err = run("search", "drnoe", cwd=politie)
    assert (status, out) == (1, "")
    assert "did you mean drone" in err
    status, out, err = run("search", "drnoe", "-o", "json", cwd=politie)
    assert status == 1
    assert json.loads(out)["data"] == []


def test_similar_ideas_of_an_idea_leave_itself_out(politie: Path) -> None:
    status, out, _err = run("similar", "warmtebeelddrone", "-o", "json", cwd=politie)
    assert status == 0
    first = json.loads(out)["data"][0]
    assert first["title"] == "Vermiste personen sneller vinden met een drone met warmtebeeld"
    assert 0 < first["score"] <= 1
    assert "warmtebeeld" in first["shared"]


def test_similar_wants_one_thing_to_compare(politie: Path) -> None:
    assert run("similar", cwd=politie).status == 2
    assert run("similar", "scrum", "--text", "x", cwd=politie).status == 2


def test_a_text_like_no_idea_is_said(politie: Path) -> None:
    status, out, err = run("similar", "--text", "xqzj", cwd=politie)
    assert (status, out.splitlines()[1:], err) == (0, [], "no idea resembles it\n")


def test_ids_complete_with_their_titles(politie: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(politie)
    shutil.rmtree(politie / ".git" / "innoctl", ignore_errors=True)
    name = next(politie.glob("ideas/*/*-scrum-*.yaml")).name[:6]
    assert completed("fish", f"innoctl show {name[:3]}") == f"{name}\tscrum in de opsporing\n"
    run("list", cwd=politie)
    assert completed("fish", f"innoctl show {name[:3]}") == f"{name}\tScrum in de opsporing\n"


def test_completion_outside_a_portfolio_offers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert completed("bash", "innoctl show a") == "\n"
