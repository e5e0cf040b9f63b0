"""In whose hands an idea is, landing by landing: where it began, and where moves in force led it."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.rules.homes import Homes
from innoctl.rules.landing import Document, Landed, Redrawn
from innoctl.rules.subjects import vote_of
from tests.gates.council import IDEA, STREAM
from tests.rules.branch import IDEA_DATA, PATH, Branch, approval, concept, ground, landed

ELDERS = "unit/elders"
WEST = "unit/west"


def step(number: str, after: Landed | None, what: str = "move", **more: Any) -> Landed:
    """Return a decision beside gates; a move to unit/elders unless said otherwise."""
    outcome = "accepted" if what == "move" else "done"
    told: Document = {"what": what, "outcome": outcome, "after": after.digest if after else None}
    told |= {"to_phase": "ideation", "base_commit": None, "evidence": [], "rationale": "Daarom."}
    told |= {"to_stream": more.pop("to", ELDERS)} if what == "move" else {}
    return landed(f"decisions/2026-01/{IDEA}-{number}-{what}.yaml", concept(**{**told, **more}))


def take(branch: Branch, *rows: Landed, stream: str = ELDERS, by: int = 2) -> list[str]:
    """Land decisions on the idea, which is then in a stream, each approved by so many."""
    said = [approval(row, f"p-0{number}") for row in rows for number in range(1, by + 1)]
    idea = {**IDEA_DATA, "stream": stream}
    grounds = {row.path: ground(before=idea, after=idea)[next(iter(ground()))] for row in rows}
    codes = branch.add(*rows, *said, grounds=grounds)
    return [code for code in codes if code == "G545"]


def home(branch: Branch) -> str:
    return branch.history.homes.of(IDEA)


def grades(branch: Branch) -> list[str]:
    return [*branch.grades().values()]


def astray(branch: Branch) -> list[str]:
    history = branch.history
    return [one.path[-14:-5] for one in history.homes.astray(history.judged())]


MOVE = step("01", None)
NEXT = step("02", MOVE, "change", stream=ELDERS)
LAST = step("03", NEXT, "change", stream=ELDERS)


def test_an_idea_is_where_it_first_landed_whatever_is_said_later() -> None:
    homes = Homes()
    homes.begin({IDEA: "", "k3f9ac": STREAM})
    assert (homes.of(IDEA), homes.told(IDEA)) == ("", ("", ""))
    homes.begin({IDEA: STREAM})
    homes.begin({IDEA: ELDERS})
    assert (homes.of(IDEA), homes.told(IDEA)) == (STREAM, ("", STREAM))


def test_a_move_leads_on_from_where_it_is_approved() -> None:
    branch = Branch()
    assert take(branch, MOVE, by=1) == []
    assert branch.history.homes.waiting == {MOVE.path: ELDERS}
    assert (home(branch), branch.history.homes.told(IDEA)) == (STREAM, (MOVE.path, ELDERS))
    branch.add(approval(MOVE, "p-02"))
    assert (home(branch), branch.history.homes.waiting) == (ELDERS, {})
    assert take(branch, step("02", MOVE, "change"), stream=STREAM) == ["G545"]


def test_a_move_from_where_the_idea_is_not_leads_nowhere() -> None:
    branch = Branch()
    assert take(branch, step("01", None, stream=WEST)) == ["G545"]
    assert (home(branch), branch.history.homes.told(IDEA)) == (STREAM, ("", STREAM))
    assert grades(branch) == [""]


def test_what_is_decided_ahead_of_a_move_counts_once_the_move_does() -> None:
    branch = Branch()
    assert take(branch, MOVE, by=1) == take(branch, NEXT) == take(branch, LAST) == []
    assert (grades(branch), astray(branch)) == (["", "", ""], ["02-change", "03-change"])
    assert branch.judged()[NEXT.path].void
    branch.add(approval(MOVE, "p-02"))
    assert (grades(branch), astray(branch)) == (["signed"] * 3, [])
    assert branch.history.homes.leans == {}


def test_what_too_few_approved_ahead_of_a_move_says_so_itself() -> None:
    branch = Branch()
    take(branch, MOVE, by=1)
    take(branch, NEXT, by=1)
    assert (grades(branch), branch.judged()[NEXT.path].void) == (["", ""], False)


def test_what_is_void_ahead_of_a_move_leans_on_nothing() -> None:
    strange = step("02", MOVE, "change", stream=ELDERS, portfolio="elders")
    branch = Branch()
    take(branch, MOVE, by=1)
    take(branch, strange)
    assert branch.judged()[strange.path].void
    assert (branch.history.homes.leans, astray(branch)) == ({}, [])


def test_a_move_ahead_of_a_move_waits_for_it() -> None:
    second = step("02", MOVE, stream=ELDERS, to=WEST)
    third = step("03", second, "change", stream=WEST)
    branch = Branch()
    take(branch, MOVE, by=1)
    assert take(branch, second) == take(branch, third) == []
    assert (home(branch), grades(branch)) == (STREAM, ["", "", ""])
    assert astray(branch) == ["b-02-move", "03-change"]
    strange = step("04", third, "change", stream="unit/" + "x" * 100)
    said = {"stream": "unit/" + "x" * 75, "home": STREAM}
    found = branch.land(added=(strange,), grounds=ground(strange.path))
    assert Finding.of("G545", strange.path, ("stream",), **said) in found
    branch.add(approval(MOVE, "p-02"))
    assert (home(branch), grades(branch)) == (WEST, ["signed"] * 3 + [""])


def test_what_was_decided_before_a_late_approval_stands() -> None:
    row = step("02", MOVE, "change")
    branch = Branch()
    take(branch, MOVE, by=1)
    assert take(branch, row, stream=STREAM) == []
    branch.add(approval(MOVE, "p-02"))
    assert (home(branch), grades(branch)) == (ELDERS, ["signed", "signed"])


def test_a_move_and_what_follows_on_it_land_together() -> None:
    branch = Branch()
    assert take(branch, MOVE, NEXT) == []
    assert (home(branch), grades(branch)) == (ELDERS, ["signed", "signed"])


def test_a_move_that_is_changed_after_it_came_in_force_takes_nothing_along() -> None:
    branch = Branch()
    take(branch, MOVE)
    take(branch, NEXT)
    branch.land(altered=(landed(MOVE.path, None),))
    assert (home(branch), grades(branch), astray(branch)) == (ELDERS, ["", "signed"], [])


def test_a_move_that_is_changed_does_not_come_in_force_until_it_is_put_back() -> None:
    branch = Branch()
    take(branch, MOVE, by=1)
    take(branch, NEXT)
    branch.land(altered=(landed(MOVE.path, None),), added=(approval(MOVE, "p-02"),))
    assert (home(branch), grades(branch), astray(branch)) == (STREAM, ["", ""], ["02-change"])
    branch.land(altered=(MOVE,))
    assert (home(branch), grades(branch)) == (ELDERS, ["signed", "signed"])


def correction(number: str = "02", of: Landed = MOVE, what: str = "change", **more: Any) -> Landed:
    return step(number, of, what, supersedes=of.digest, **more)


def test_a_correction_stands_in_the_place_of_a_move() -> None:
    for row, there in ((correction(), STREAM), (correction(what="move", to=WEST), WEST)):
        branch = Branch()
        take(branch, MOVE)
        take(branch, row, by=1)
        assert home(branch) == ELDERS
        branch.add(approval(row, "p-02"))
        assert home(branch) == there


def test_a_later_move_leads_on_whatever_became_of_an_earlier_one() -> None:
    second = step("02", MOVE, stream=ELDERS, to=WEST)
    third = step("03", second, "change", supersedes=MOVE.digest)
    branch = Branch()
    take(branch, MOVE, second)
    take(branch, third)
    assert home(branch) == WEST
    assert grades(branch)[2] == "signed"


def test_a_move_that_was_corrected_is_not_brought_back_by_a_late_approval() -> None:
    row = correction()
    branch = Branch()
    take(branch, MOVE, by=1)
    take(branch, row)
    branch.add(approval(MOVE, "p-02"))
    assert home(branch) == STREAM


def test_what_ran_ahead_of_a_move_that_was_corrected_never_counts() -> None:
    row = step("03", NEXT, "change", supersedes=MOVE.digest)
    branch = Branch()
    take(branch, MOVE, by=1)
    take(branch, NEXT)
    take(branch, row)
    assert branch.history.homes.waiting == {}
    branch.add(approval(MOVE, "p-02"))
    assert (grades(branch)[1:], astray(branch)) == (["", "signed"], ["02-change"])


def test_a_move_that_comes_in_force_leaves_other_ideas_where_they_are() -> None:
    other = landed(MOVE.path.replace(IDEA, "k3f9ac"), {**(MOVE.data or {}), "idea": "k3f9ac"})
    idea = {**IDEA_DATA, "id": "k3f9ac"}
    branch = Branch()
    branch.land(
        added=(other,),
        grounds=ground(other.path, before=idea, after=idea),
        begun={"k3f9ac": STREAM},
    )
    take(branch, MOVE)
    assert branch.history.homes.waiting == {other.path: ELDERS}
    assert branch.history.homes.of("k3f9ac") == STREAM


def test_what_the_forge_says_of_a_move_lets_what_follows_count() -> None:
    branch = Branch()
    take(branch, MOVE, by=1)
    take(branch, NEXT)
    policy = branch.history.in_force.policy
    branch.history.votes[MOVE.path].append(vote_of(approval(MOVE, "p-02"), policy))
    assert (home(branch), grades(branch), astray(branch)) == (STREAM, ["signed", "signed"], [])


def test_a_correction_astray_is_told_with_who_took_what_it_corrects() -> None:
    first = step("01", None, "change")
    second = step("02", first)
    row = step("03", second, "change", supersedes=first.digest, stream=ELDERS)
    branch = Branch()
    take(branch, first, second, stream=STREAM)
    found = branch.land(added=(row,), grounds=ground(row.path))
    params = {"stream": ELDERS, "home": STREAM}
    assert Finding.of("G545", row.path, ("stream",), **params) in found
    assert home(branch) == ELDERS


def test_a_correction_of_what_ran_ahead_of_a_move_waits_with_it_or_is_of_who_decides() -> None:
    for stream, grade in ((ELDERS, ""), (STREAM, "signed"), (WEST, "")):
        row = correction("03", NEXT, stream=stream)
        branch = Branch()
        take(branch, MOVE, by=1)
        take(branch, NEXT)
        assert take(branch, row) == (["G545"] if stream == WEST else [])
        assert branch.grades()[row.path] == grade
        assert bool(branch.judged()[NEXT.path].superseded) == (stream == STREAM)


def test_moves_of_the_first_commit_are_in_force() -> None:
    branch = Branch(added=(MOVE,))
    assert (home(branch), branch.history.homes.told(IDEA)) == (ELDERS, (MOVE.path, ELDERS))
    assert take(branch, NEXT) == []
    take(branch, step("03", NEXT, "change", supersedes=MOVE.digest))
    assert home(branch) == STREAM


def test_where_a_correction_says_to_go_that_is_no_move_counts_for_nothing() -> None:
    row = correction()
    strange = landed(row.path, {**(row.data or {}), "to_stream": WEST})
    assert home(Branch(added=(MOVE, strange))) == STREAM


def test_what_waits_for_the_forge_waits_together() -> None:
    branch = Branch(approval="forge")
    take(branch, MOVE, by=0)
    take(branch, NEXT, by=0)
    assert (astray(branch), grades(branch)) == ([], ["", ""])
    assert branch.judged()[NEXT.path].waits


def test_homes_that_are_tried_leave_those_alone_that_they_began_at() -> None:
    second = step("02", MOVE, stream=ELDERS, to=WEST)
    branch = Branch()
    take(branch, MOVE, by=1)
    before = branch.history
    branch.history = before.fork()
    take(branch, second)
    branch.add(approval(MOVE, "p-02"))
    assert (home(branch), before.homes.of(IDEA)) == (WEST, STREAM)
    assert before.homes.told(IDEA) == (MOVE.path, ELDERS)
    assert before.homes.leans == {}
    before, third = branch.history, step("03", second, stream=WEST, to="unit/north")
    branch.history = before.fork()
    take(branch, third)
    assert (home(branch), before.homes.of(IDEA)) == ("unit/north", WEST)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (STREAM, WEST, True),
        ("", WEST, True),
        (WEST, WEST, False),
        (WEST, STREAM, False),
        (STREAM, ELDERS, False),
        (STREAM, "", False),
    ],
)
def test_an_idea_file_goes_where_moves_lead_or_nowhere(
    *, before: str, after: str, said: bool
) -> None:
    branch = Branch()
    take(branch, MOVE, by=1)
    params = {"idea": IDEA, "home": STREAM, "stream": after}
    found = Finding.of("G566", PATH, ("stream",), **params)
    assert branch.land(redrawn=(Redrawn(PATH, before, after),)) == [found] * said


def test_an_idea_that_nobody_knows_goes_anywhere() -> None:
    row = Redrawn(PATH.replace(IDEA, "k3f9ac"), STREAM, WEST)
    assert Branch().land(redrawn=(row,)) == []


def test_a_decision_astray_is_told_with_where_it_should_have_been() -> None:
    branch = Branch()
    take(branch, MOVE, by=1)
    take(branch, NEXT)
    (found,) = branch.history.homes.astray(branch.history.judged())
    params = {"stream": ELDERS, "home": STREAM}
    assert found == Finding.of("G545", NEXT.path, ("stream",), **params)
