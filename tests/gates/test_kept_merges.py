"""Amounts that a merge left out: whichever line comes first, ``gate verify`` names the merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from innoctl.vcs import demand
from innoctl.workspace import kept
from innoctl.workspace.landings import Reader
from innoctl.workspace.proposed import Change, examine
from tests.gates.council import Council
from tests.gates.test_kept import (
    FIRST,
    FOURTH,
    MONTH,
    SECOND,
    THIRD,
    begun,
    findings,
    lost,
    move,
    tip,
)
from tests.gates.test_money import LEDGER, TODAY, YEAR, book, year
from tests.repositories import checked_out, run


@pytest.fixture
def team(tmp_path: Path) -> Council:
    """A council with F-1 and F-2 on its main line."""
    return begun(tmp_path)


@pytest.fixture
def pair(team: Council) -> Council:
    """A council on main with F-1 and F-2, and a colleague who saw F-1 alone and booked F-3."""
    branch(team, "mate", "main~1")
    book(team, FIRST, THIRD)
    return team


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


def test_what_a_merge_dropped_is_told_with_the_merge(team: Council) -> None:
    run(team.root, "checkout", "-qb", "side", "HEAD~1")
    book(team, FIRST, THIRD)
    run(team.root, "checkout", "-q", "main")
    run(team.root, "merge", "-q", "-X", "theirs", "--no-ff", "--no-commit", "side")
    book(team, FIRST, THIRD)
    assert lost(team) == [("G560", "F-2", tip(team))]


@pytest.fixture
def apart(team: Council) -> Council:
    """The council on its main line with F-3, beside ``theirs``: a colleague's line with F-4."""
    run(team.root, "checkout", "-qb", "theirs")
    book(team, FIRST, SECOND, FOURTH)
    run(team.root, "checkout", "-q", "main")
    book(team, FIRST, SECOND, THIRD)
    return team


@pytest.mark.parametrize("how", [("-X", "ours"), ("-s", "ours")])
def test_a_pull_that_keeps_ones_own_side_alone_is_told(
    apart: Council, how: tuple[str, str]
) -> None:
    run(apart.root, "merge", "-q", *how, "--no-ff", "-m", "pull", "theirs")
    assert lost(apart) == [("G560", "F-4", tip(apart))]
    (found,) = (one for one in findings(apart) if one.code == "G560")
    text = run(apart.root, "show", f"theirs:{LEDGER}").splitlines()
    assert (found.path, text[found.line - 1].strip()) == (LEDGER, "- what: spend")
    book(apart, FIRST, SECOND, THIRD, FOURTH)
    assert lost(apart) == [], "it was put back"


def test_a_merge_that_holds_both_sides_has_lost_nothing(apart: Council) -> None:
    run(apart.root, "merge", "-q", "-X", "ours", "--no-ff", "--no-commit", "theirs")
    book(apart, FIRST, SECOND, THIRD, FOURTH)
    assert len(run(apart.root, "log", "-1", "--format=%P").split()) == 2
    assert lost(apart) == []


def test_a_branch_that_was_behind_has_lost_nothing(team: Council) -> None:
    run(team.root, "checkout", "-qb", "side", "HEAD~1")
    team.write("notes.md", {})
    team.commit("elsewhere")
    run(team.root, "checkout", "-q", "main")
    run(team.root, "merge", "-q", "--no-ff", "-m", "merge", "side")
    assert lost(team) == []


def test_what_one_side_took_out_itself_is_told_once_with_that_commit(team: Council) -> None:
    run(team.root, "checkout", "-qb", "theirs")
    book(team, FIRST, SECOND, FOURTH)
    book(team, FIRST, SECOND)
    run(team.root, "checkout", "-q", "main")
    book(team, SECOND)
    erased = tip(team)
    run(team.root, "merge", "-q", "--no-ff", "-m", "pull", "theirs")
    assert lost(team) == [("G560", "F-1", erased)], "F-4 never stood on the main line"


def test_what_moved_while_it_was_merged_is_not_lost(apart: Council) -> None:
    move(apart, MONTH)
    apart.commit("move")
    run(apart.root, "merge", "-q", "-s", "ours", "--no-ff", "--no-commit", "theirs")
    book(apart, FIRST, SECOND, THIRD, FOURTH, path=MONTH)
    assert lost(apart) == []


def test_an_allocation_that_a_pull_left_behind_is_told(team: Council) -> None:
    run(team.root, "checkout", "-qb", "theirs")
    raised = year()
    raised["budgets"][0]["changes"] = [{"on": "2026-03-01", "amount": "5.00", "why": "Meer"}]
    team.write(YEAR, raised)
    team.commit("raise")
    run(team.root, "checkout", "-q", "main")
    book(team, FIRST, SECOND, THIRD)
    run(team.root, "merge", "-q", "-s", "ours", "--no-ff", "-m", "pull", "theirs")
    assert lost(team) == [("G562", raised["budgets"][0]["id"], tip(team))]


def test_what_a_pull_left_out_is_told_until_it_is_put_back(pair: Council) -> None:
    pull = merge(pair, "mate", "main")
    assert lost(pair) == [("G560", "F-2", pull)]
    book(pair, FIRST, THIRD, FOURTH)
    assert lost(pair) == [("G560", "F-2", pull)]
    book(pair, FIRST, THIRD, FOURTH, SECOND)
    assert lost(pair) == []


def test_a_next_pull_does_not_hide_what_the_one_before_left_out(pair: Council) -> None:
    pull = merge(pair, "mate", "main")
    branch(pair, "other", "main~1")
    pair.write("organisation.md", {"a": "b"})
    pair.commit("something else")
    merge(pair, "other", "mate")
    assert lost(pair) == [("G560", "F-2", pull)]


def test_what_was_put_back_on_the_side_before_it_was_taken_in_is_not_missing(pair: Council) -> None:
    merge(pair, "mate", "main")
    book(pair, FIRST, THIRD, SECOND)
    branch(pair, "other", "main~1")
    pair.write("organisation.md", {"a": "b"})
    pair.commit("something else")
    merge(pair, "other", "mate")
    assert lost(pair) == []


def test_what_a_merge_on_the_line_took_out_is_told_once(pair: Council) -> None:
    assert lost(pair, revision="main") == []
    joined = settle(pair, "main", "mate", FIRST, THIRD)
    assert lost(pair) == [("G560", "F-2", joined)]


@pytest.mark.parametrize("onto", ["main", "mate"])
def test_whichever_side_comes_first_a_merge_that_holds_both_has_lost_nothing(
    pair: Council, onto: str
) -> None:
    settle(pair, onto, {"main": "mate", "mate": "main"}[onto], FIRST, THIRD, SECOND)
    assert lost(pair) == []


def test_a_branch_that_is_behind_lands_without_anything_being_read(
    pair: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "object_named", None)
    branch(pair, "behind", "main~1")
    book(pair, FIRST, path=MONTH.replace("2026-02", "2026-03"), idea="k3f9ac")
    merge(pair, "main", "behind")
    assert lost(pair) == []


def test_every_branch_that_one_merge_took_in_is_looked_at(pair: Council) -> None:
    branch(pair, "other", "main~1")
    book(pair, FIRST, FOURTH)
    joined = merge(pair, "main", "mate", "other", how="-sours")
    assert lost(pair) == [("G560", "F-3", joined), ("G560", "F-4", joined)]


def test_what_two_merges_left_out_is_told_once(pair: Council) -> None:
    branch(pair, "other", "main~1")
    merge(pair, "other", "mate", how="-sours")
    merge(pair, "main", "mate", how="-sours")
    merge(pair, "main", "other")
    assert [(code, name) for code, name, _ in lost(pair)] == [("G560", "F-3")]


def test_what_a_branch_booked_and_took_out_before_it_landed_is_lost_to_nobody(
    pair: Council,
) -> None:
    book(pair, FIRST)
    merge(pair, "main", "mate")
    assert lost(pair) == []


def test_what_a_branch_took_out_that_stood_before_it_is_told_once(pair: Council) -> None:
    book(pair, THIRD)
    settle(pair, "mate", "main", SECOND, THIRD)
    landed = settle(pair, "main", "mate", SECOND, THIRD)
    assert lost(pair) == [("G560", "F-1", landed)]


def test_a_branch_from_before_brings_nothing_back_that_went_before_the_anchor(
    pair: Council,
) -> None:
    run(pair.root, "checkout", "-q", "main")
    book(pair, SECOND)
    removed = tip(pair)
    joined = settle(pair, "main", "mate", SECOND, THIRD)
    assert lost(pair) == [("G560", "F-1", removed)]
    assert lost(pair, anchor=removed) == []
    assert joined == tip(pair)


def test_a_ledger_that_moved_takes_what_a_branch_booked_along(pair: Council) -> None:
    run(pair.root, "checkout", "-q", "main")
    move(pair, MONTH)
    pair.commit("move")
    run(pair.root, "merge", "-q", "-Xours", "--no-ff", "--no-commit", "mate")
    run(pair.root, "rm", "-q", "-f", "--ignore-unmatch", LEDGER)
    book(pair, FIRST, SECOND, THIRD, path=MONTH)
    assert lost(pair) == []


def test_a_portfolio_in_a_folder_of_its_repository_is_followed_alike(pair: Council) -> None:
    run(pair.root, "checkout", "-q", "main~1")
    (pair.root / "deep").mkdir()
    names = run(pair.root, "ls-files").splitlines()
    for name in dict.fromkeys(name.partition("/")[0] for name in names):
        run(pair.root, "mv", name, f"deep/{name}")
    anchor = pair.commit("deeper")
    pair.root = pair.root / "deep"
    for name, added in (("a", SECOND), ("b", THIRD)):
        branch(pair, name, anchor)
        book(pair, FIRST, added)
    pull = merge(pair, "b", "a")
    assert lost(pair, anchor=anchor) == [("G560", "F-2", pull)]


def test_what_a_merge_leaves_out_is_told_where_it_wants_to_land(team: Council) -> None:
    base = checked_out(team.root)
    run(team.root, "checkout", "--quiet", "-b", "side", "HEAD~1")
    book(team, FIRST, THIRD)
    run(team.root, "checkout", "--quiet", "main")
    run(team.root, "merge", "--quiet", "-s", "ours", "--no-ff", "-m", "ours", "side")
    assert [one.code for one in findings(team)] == ["G560"]
    for each in (True, False):
        found = examine(Reader(demand(team.root)), Change(base, "HEAD", each), TODAY).findings
        assert [one.code for one in found if one.severity == "error"] == ["G560"]
