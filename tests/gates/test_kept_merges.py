"""Amounts that a merge left out: whichever line comes first, ``gate verify`` names the merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from innoctl.workspace import kept
from tests.gates.council import Council
from tests.gates.test_kept import FIRST, MONTH, SECOND, THIRD, begun, lost, move, tip
from tests.gates.test_money import LEDGER, YEAR, book, line, year
from tests.repositories import run

FOURTH = line("F-4")


@pytest.fixture
def team(tmp_path: Path) -> Council:
    """A council on main with F-1 and F-2, and a colleague who saw F-1 alone and booked F-3."""
    council = begun(tmp_path)
    branch(council, "mate", "main~1")
    book(council, FIRST, THIRD)
    return council


def branch(council: Council, name: str, start: str) -> None:
    run(council.root, "checkout", "-q", "-b", name, start)


def merge(council: Council, onto: str, *others: str, how: str = "-Xours") -> str:
    """Merge on a branch and return the merge; where both sides differ, its own version stays."""
    run(council.root, "checkout", "-q", onto)
    run(council.root, "merge", "-q", how, "--no-ff", "-m", "merge", *others)
    return tip(council)


def settle(council: Council, onto: str, other: str, *rows: dict[str, str]) -> str:
    """Merge on a branch with these bookings as what comes of it, and return the merge."""
    run(council.root, "checkout", "-q", onto)
    run(council.root, "merge", "-q", "-Xours", "--no-ff", "--no-commit", other)
    book(council, *rows)
    return tip(council)


def test_what_a_pull_left_out_is_told_until_it_is_put_back(team: Council) -> None:
    pull = merge(team, "mate", "main")
    assert lost(team) == [("G560", "F-2", pull)]
    book(team, FIRST, THIRD, FOURTH)
    assert lost(team) == [("G560", "F-2", pull)]
    book(team, FIRST, THIRD, FOURTH, SECOND)
    assert lost(team) == []


def test_a_next_pull_does_not_hide_what_the_one_before_left_out(team: Council) -> None:
    pull = merge(team, "mate", "main")
    branch(team, "other", "main~1")
    team.write("organisation.md", {"a": "b"})
    team.commit("something else")
    merge(team, "other", "mate")
    assert lost(team) == [("G560", "F-2", pull)]


def test_what_was_put_back_on_the_side_before_it_was_taken_in_is_not_missing(team: Council) -> None:
    merge(team, "mate", "main")
    book(team, FIRST, THIRD, SECOND)
    branch(team, "other", "main~1")
    team.write("organisation.md", {"a": "b"})
    team.commit("something else")
    merge(team, "other", "mate")
    assert lost(team) == []


def test_what_a_merge_on_the_line_took_out_is_told_once(team: Council) -> None:
    assert lost(team, revision="main") == []
    joined = settle(team, "main", "mate", FIRST, THIRD)
    assert lost(team) == [("G560", "F-2", joined)]


@pytest.mark.parametrize("onto", ["main", "mate"])
def test_a_merge_that_holds_both_sides_has_lost_nothing(team: Council, onto: str) -> None:
    settle(team, onto, {"main": "mate", "mate": "main"}[onto], FIRST, THIRD, SECOND)
    assert lost(team) == []


def test_a_branch_that_is_behind_lands_without_anything_being_read(
    team: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "Batch", None)
    branch(team, "behind", "main~1")
    book(team, FIRST, path=MONTH.replace("2026-02", "2026-03"), idea="k3f9ac")
    merge(team, "main", "behind")
    assert lost(team) == []


@pytest.mark.parametrize("how", ["-sours", "-Xours"])
def test_a_branch_of_which_nothing_was_taken_is_told(team: Council, how: str) -> None:
    joined = merge(team, "main", "mate", how=how)
    assert lost(team) == [("G560", "F-3", joined)]


def test_every_branch_that_one_merge_took_in_is_looked_at(team: Council) -> None:
    branch(team, "other", "main~1")
    book(team, FIRST, FOURTH)
    joined = merge(team, "main", "mate", "other", how="-sours")
    assert lost(team) == [("G560", "F-3", joined), ("G560", "F-4", joined)]


def test_what_two_merges_left_out_is_told_once(team: Council) -> None:
    branch(team, "other", "main~1")
    merge(team, "other", "mate", how="-sours")
    merge(team, "main", "mate", how="-sours")
    merge(team, "main", "other")
    assert [(code, name) for code, name, _ in lost(team)] == [("G560", "F-3")]


def test_what_a_branch_booked_and_took_out_before_it_landed_is_lost_to_nobody(
    team: Council,
) -> None:
    book(team, FIRST)
    merge(team, "main", "mate")
    assert lost(team) == []


def test_what_a_branch_took_out_that_stood_before_it_is_told_once(team: Council) -> None:
    book(team, THIRD)
    settle(team, "mate", "main", SECOND, THIRD)
    landed = settle(team, "main", "mate", SECOND, THIRD)
    assert lost(team) == [("G560", "F-1", landed)]


def test_a_branch_from_before_brings_nothing_back_that_went_before_the_anchor(
    team: Council,
) -> None:
    run(team.root, "checkout", "-q", "main")
    book(team, SECOND)
    removed = tip(team)
    joined = settle(team, "main", "mate", SECOND, THIRD)
    assert lost(team) == [("G560", "F-1", removed)]
    assert lost(team, anchor=removed) == []
    assert joined == tip(team)


def test_a_ledger_that_moved_takes_what_a_branch_booked_along(team: Council) -> None:
    run(team.root, "checkout", "-q", "main")
    move(team, MONTH)
    team.commit("move")
    run(team.root, "merge", "-q", "-Xours", "--no-ff", "--no-commit", "mate")
    run(team.root, "rm", "-q", "-f", "--ignore-unmatch", LEDGER)
    book(team, FIRST, SECOND, THIRD, path=MONTH)
    assert lost(team) == []


def test_an_allocation_that_a_pull_left_out_is_told(team: Council) -> None:
    allocations = year()
    row = allocations["budgets"][0]
    for name, amount in (("main", "50.00"), ("mate", "70.00")):
        run(team.root, "checkout", "-q", name)
        row["changes"] = [{"on": "2026-05-01", "amount": amount, "why": "Meer"}]
        team.write(YEAR, allocations)
        team.commit("more")
    pull = settle(team, "mate", "main", FIRST, THIRD, SECOND)
    assert lost(team) == [("G562", "team-2026", pull)]


def test_a_portfolio_in_a_folder_of_its_repository_is_followed_alike(team: Council) -> None:
    run(team.root, "checkout", "-q", "main~1")
    (team.root / "deep").mkdir()
    names = run(team.root, "ls-files").splitlines()
    for name in dict.fromkeys(name.partition("/")[0] for name in names):
        run(team.root, "mv", name, f"deep/{name}")
    anchor = team.commit("deeper")
    team.root = team.root / "deep"
    for name, added in (("a", SECOND), ("b", THIRD)):
        branch(team, name, anchor)
        book(team, FIRST, added)
    pull = merge(team, "b", "a")
    assert lost(team, anchor=anchor) == [("G560", "F-2", pull)]
