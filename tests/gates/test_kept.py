"""Amounts that were taken out or altered in a commit that no guard saw: ``gate verify`` finds them."""

from __future__ import annotations

from collections.abc import Callable
from json import loads
from pathlib import Path
from typing import Any

import pytest

from innoctl.changes.book import Ledger, Moment, booked, spend
from innoctl.errors import Finding
from innoctl.vcs import demand
from innoctl.workspace import kept
from innoctl.workspace.landings import Reader
from innoctl.workspace.proposed import Change, examine
from innoctl.workspace.save import save
from innoctl.workspace.verify import verify
from tests import program
from tests.gates.council import IDEA, Council
from tests.gates.test_money import LEDGER, OTHER, TODAY, YEAR, book, line, year
from tests.repositories import checked_out, run

FIRST, SECOND, THIRD, FOURTH = (line(f"F-{number}") for number in range(1, 5))
MONTH = f"ledger/2026-02/{IDEA}.yaml"


def begun(tmp_path: Path) -> Council:
    """Begin a council whose names are enough, with allocations, and two bookings one by one."""
    council = Council(tmp_path, approval="recorded")
    council.write(YEAR, year())
    council.idea(OTHER)
    run(council.root, "add", "--all")
    run(council.root, "commit", "--quiet", "--amend", "--no-edit")
    book(council, FIRST)
    book(council, FIRST, SECOND)
    return council


@pytest.fixture
def team(tmp_path: Path) -> Council:
    """A council with two bookings that landed."""
    return begun(tmp_path)


def findings(council: Council, *, anchor: str = "", revision: str = "HEAD") -> tuple[Finding, ...]:
    return verify(demand(council.root), TODAY, anchor=anchor, revision=revision).findings


def lost(
    council: Council, *, anchor: str = "", revision: str = "HEAD"
) -> list[tuple[str, str, str]]:
    """Return code, reference (or budget) and commit of what is missing."""
    found = findings(council, anchor=anchor, revision=revision)
    return [
        (one.code, one.params[0][1], dict(one.params)["commit"])
        for one in found
        if one.code in {"G560", "G562"}
    ]


def tip(council: Council) -> str:
    return checked_out(council.root)[:12]


def move(council: Council, path: str) -> None:
    (council.root / path).parent.mkdir(parents=True, exist_ok=True)
    run(council.root, "mv", LEDGER, path)


def test_a_ledger_that_only_grew_has_lost_nothing(team: Council) -> None:
    book(team, FIRST, THIRD, SECOND)
    text = (team.root / LEDGER).read_text()
    (team.root / LEDGER).write_text(f"# herschreven\n{text}".replace("\n", "\r\n"), newline="")
    team.commit("rewrite")
    assert lost(team) == []


@pytest.mark.parametrize(
    "rows",
    [
        (FIRST,),
        (FIRST, {**SECOND, "amount": "99.00"}, THIRD),
        (FIRST, {**SECOND, "note": "anders"}),
        (FIRST, {**SECOND, "booked_by": "p-04"}),
    ],
)
def test_a_booking_that_went_or_changed_is_told_with_its_commit(
    team: Council, rows: tuple[dict[str, str], ...]
) -> None:
    book(team, *rows)
    told = ("G560", "F-2", tip(team))
    book(team, *rows, line("F-4"))
    assert lost(team) == [told]


def test_a_ledger_that_is_taken_away_has_lost_every_booking(team: Council) -> None:
    run(team.root, "rm", "-q", LEDGER)
    team.commit("remove")
    assert lost(team) == [("G560", name, tip(team)) for name in ("F-1", "F-2")]


def test_a_ledger_that_moves_hides_nothing_and_loses_nothing_else(team: Council) -> None:
    move(team, MONTH)
    team.commit("move")
    assert lost(team) == []
    run(team.root, "mv", MONTH, LEDGER)
    book(team, FIRST)
    assert lost(team) == [("G560", "F-2", tip(team))]


def test_a_ledger_that_moves_in_two_commits_has_lost_nothing_at_the_end(team: Council) -> None:
    text = (team.root / LEDGER).read_bytes()
    run(team.root, "rm", "-q", LEDGER)
    team.commit("away")
    (team.root / MONTH).parent.mkdir(parents=True, exist_ok=True)
    (team.root / MONTH).write_bytes(text)
    team.commit("back elsewhere")
    assert lost(team) == []


def test_a_ledger_given_to_another_idea_is_lost_to_the_first(team: Council) -> None:
    path = f"ledger/2026-01/{OTHER}.yaml"
    move(team, path)
    text = (team.root / path).read_text()
    (team.root / path).write_text(text.replace(IDEA, OTHER))
    team.commit("of another")
    assert [name for _, name, _ in lost(team)] == ["F-1", "F-2"]


def test_what_was_put_back_as_it_was_is_no_longer_missing(team: Council) -> None:
    book(team, SECOND)
    book(team, SECOND, THIRD)
    assert [name for _, name, _ in lost(team)] == ["F-1"]
    book(team, SECOND, THIRD, {**FIRST, "amount": "100.01"})
    assert [name for _, name, _ in lost(team)] == ["F-1"]
    book(team, SECOND, THIRD, {**FIRST, "amount": "100.01"}, FIRST)
    assert lost(team) == []


@pytest.mark.parametrize("damage", ["<<<<<<< HEAD\n", "lines: []\n", "- a: b: c\n"])
def test_a_version_that_cannot_be_read_hides_nothing(team: Council, damage: str) -> None:
    with (team.root / LEDGER).open("a") as file:
        file.write(damage)
    team.commit("damage")
    assert [name for _, name, _ in lost(team)] == ["F-1", "F-2"]
    broke = tip(team)
    book(team, SECOND)
    assert lost(team) == [("G560", "F-1", broke)]


def test_what_went_before_the_anchor_is_not_told(team: Council) -> None:
    book(team, FIRST)
    assert lost(team, anchor="HEAD~1") == [("G560", "F-2", tip(team))]
    assert lost(team, anchor="HEAD") == []
    assert lost(team, revision="HEAD~1") == []


@pytest.mark.parametrize(
    "alter",
    [
        lambda row: row.update(amount="999.00"),
        lambda row: row.update(kind="realisation"),
        lambda row: row.pop("changes"),
        lambda row: row["changes"][0].update(amount="-1.00"),
        lambda row: row["changes"][0].update(on="2026-06-01"),
    ],
)
def test_an_allocation_that_was_overwritten_is_told(
    team: Council, alter: Callable[[dict[str, Any]], None]
) -> None:
    allocations = year()
    row = allocations["budgets"][0]
    row["changes"] = [{"on": "2026-05-01", "amount": "-5.00", "why": "Minder"}]
    team.write(YEAR, allocations)
    team.commit("less")
    assert lost(team) == []
    alter(row)
    team.write(YEAR, allocations)
    team.commit("overwrite")
    assert lost(team) == [("G562", "team-2026", tip(team))]


def test_an_allocation_that_went_to_another_year_is_told(team: Council) -> None:
    allocations = year()
    first, *others = allocations["budgets"]
    team.write(YEAR, {**allocations, "budgets": others})
    team.write("budgets/2027.yaml", {**allocations, "year": 2027, "budgets": [first]})
    team.commit("another year")
    assert lost(team) == [("G562", "team-2026", tip(team))]


def test_allocations_whose_year_was_written_over_are_told(team: Council) -> None:
    team.write(YEAR, {**year(), "year": 2027})
    team.commit("call it another year")
    names = ("team-2026", "real-2026", "elders-2026")
    assert lost(team) == [("G562", name, tip(team)) for name in names]


def test_a_history_that_is_new_to_a_server_is_looked_through_as_well(team: Council) -> None:
    book(team, FIRST)
    found = examine(Reader(demand(team.root)), Change("0" * 40, "HEAD"), TODAY).findings
    assert [one.code for one in found if one.severity == "error"] == ["G560"]


def test_a_portfolio_in_a_folder_of_its_repository_is_followed_alike(team: Council) -> None:
    (team.root / "deep").mkdir()
    names = run(team.root, "ls-files").splitlines()
    for name in dict.fromkeys(name.partition("/")[0] for name in names):
        run(team.root, "mv", name, f"deep/{name}")
    anchor = team.commit("deeper")
    team.root = team.root / "deep"
    book(team, FIRST)
    assert lost(team, anchor=anchor) == [("G560", "F-2", tip(team))]


def test_the_form_in_which_the_program_books_needs_no_reading(
    team: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "object_named", None)
    rows = [spend("team-2026", 100, f"F-{n}", "", Moment("2026-04-30", "p-05")) for n in (7, 8)]
    for row in rows:
        ledger = Ledger(IDEA, "Een idee", LEDGER, team.digest(LEDGER))
        save(team.root, booked(ledger, [row], ()), language="en")
    assert lost(team) == []


def test_the_program_says_where_a_booking_stood_and_exits_1(team: Council) -> None:
    book(team, FIRST)
    here = ("-C", str(team.root), "gate", "verify")
    said = program.run(*here, "-o", "json")
    (row,) = loads(said.out)["data"]["findings"]
    assert said.status == 1
    assert (row["code"], row["path"], row["line"]) == ("G560", LEDGER, 10)
    facts = {"reference": "F-2", "amount": "100.00", "commit": tip(team)}
    assert row["params"] == facts
    said = program.run(*here)
    assert said.status == 1
    for word in (f"{LEDGER}:10:", "G560", "F-2", "€100.00", tip(team)):
        assert word in said.out
