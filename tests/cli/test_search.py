from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from innoctl.cli.search import READ
from tests.cli.looking import data
from tests.cli.test_completion import completed
from tests.program import run
from tests.terminal import Session

if TYPE_CHECKING:
    import pytest


def test_search_finds_parts_of_words(politie: Path) -> None:
    status, out, err = run("search", "drone", "zoek", cwd=politie)
    assert (status, err) == (0, "")
    assert "Warmtebeelddrone bij zoekacties naar vermiste personen" in out


def test_search_that_finds_nothing_offers_words_and_is_no_error(politie: Path) -> None:
    status, out, err = run("search", "drnoe", cwd=politie)
    assert (status, out) == (0, "")
    assert "did you mean drone" in err
    assert "error" not in err
    dutch = run("search", "qqqq", "--lang", "nl", cwd=politie)
    assert (dutch.status, "similar --text TEKST" in dutch.err) == (0, True)
    status, out, err = run("search", "drnoe", "-o", "json", cwd=politie)
    assert status == 0
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


def test_near_misses_are_words_without_what_stands_around_them(
    politie: Path, tmp_path: Path
) -> None:
    root = tmp_path / "politie"
    shutil.copytree(politie, root)
    path = next(root.glob("ideas/*/*-scrum-*.yaml"))
    path.write_text(path.read_text().replace("\nsummary: ", "\nsummary: Xylofoon, (kwartet). ", 1))
    for typed, near in (("xylofoan", "xylofoon"), ("kwartot", "kwartet")):
        err = run("search", typed, cwd=root).err
        assert f"did you mean {near}?" in err or f"did you mean {near}, " in err


def test_on_a_terminal_an_idea_and_few_words_in_common_take_little_room(
    politie: Path, tmp_path: Path
) -> None:
    table = run("similar", "warmtebeelddrone", "-o", "json", cwd=politie).out
    assert max(len(row["shared"]) for row in json.loads(table)["data"]) > READ
    with Session("similar", "warmtebeelddrone", cwd=politie, home=tmp_path, COLUMNS="80") as shell:
        assert shell.finish() == 0
    rows = [row.split("   ")[-1] for row in shell.drawn.splitlines()[2:]]
    words = sum(len(row.replace(",", " ").split()) for row in rows)
    assert 0 < words <= READ * len(json.loads(table)["data"])


def test_on_a_narrow_terminal_a_streams_id_stays_in_one_piece(politie: Path) -> None:
    stream = "portfolio/dienstverlening"
    for words in (("similar", "tqxm7x"), ("list", "--columns", "id,title,stream,summary")):
        with Session(*words, cwd=politie, home=politie.parent, COLUMNS="80") as session:
            assert session.finish() == 0
            assert stream in session.drawn


def test_words_that_say_nothing_are_not_named_as_words_in_common(politie: Path) -> None:
    named = {word for idea in ("jq4xp6", "sj4wbg", "ft25b6", "rcd7gc")
             for row in data(politie, "similar", idea) for word in row["shared"]}  # fmt: skip
    assert {"vitale", "collega"} <= named
    assert not named & {"vijf", "vijfde", "drie", "totaal", "erbij", "eerste", "hij", "elkaar"}
