"""What a correction weighs, and who decides on it, landing by landing."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.rules.shares import Stake
from tests.gates.council import IDEA
from tests.rules.branch import (
    CONCEPT,
    IDEA_DATA,
    Branch,
    approval,
    concept,
    ground,
    landed,
)

GO = landed(CONCEPT, concept(resources=[{"budget": "b", "amount": "5.00"}]))
BUDGET = landed(
    "budgets/2026.yaml",
    {"year": 2026, "budgets": [{"id": "b", "stream": "unit/team", "amount": "9.00"}]},
)
CREATED = {**IDEA_DATA, "phase": "creation"}
WEIGHS = (Stake("concept", 500),)


def council(*added: Any, **more: Any) -> Branch:
    """Return a branch on which two decide at a gate, and one of them beside gates."""
    mandate = {"streams": ["unit/*"], "roles": ["keeper"], "gates": ["concept"], "quorum": 2}
    return Branch(BUDGET, added=added, mandates=[mandate], **more)


def correction(number: str = "02", old: Any = GO, **more: Any) -> Any:
    """Return a withdrawal in the place of a decision, which one could decide for itself."""
    fields = {"what": "withdraw", "outcome": "done", "to_phase": "ideation"}
    path = f"decisions/2026-01/{IDEA}-{number}-withdraw.yaml"
    return landed(
        path, concept(**{**fields, "after": old.digest, "supersedes": old.digest, **more})
    )


ROW = correction()


def take(branch: Branch, *rows: Any) -> None:
    branch.add(*rows, grounds=ground(ROW.path, before=CREATED))


def by(decision: Any, *persons: str) -> list[Any]:
    return [approval(decision, person) for person in persons]


def stakes(branch: Branch, row: Any = ROW) -> tuple[Stake, ...]:
    return branch.history.decided[row.path].subject.stakes


def test_a_correction_weighs_as_the_approved_decision_that_it_corrects() -> None:
    branch = council()
    branch.add(GO, *by(GO, "p-01", "p-02"))
    take(branch, ROW, *by(ROW, "p-01"))
    assert (stakes(branch), branch.grades()[ROW.path]) == (WEIGHS, "")
    assert branch.judged()[CONCEPT].superseded == ""
    branch.add(*by(ROW, "p-02"))
    assert branch.judged()[CONCEPT].superseded == ROW.path


def test_a_correction_weighs_as_what_lands_and_is_approved_with_it() -> None:
    branch = council()
    take(branch, GO, *by(GO, "p-01", "p-02"), ROW, *by(ROW, "p-01"))
    assert (stakes(branch), branch.grades()) == (WEIGHS, {CONCEPT: "signed", ROW.path: ""})


@pytest.mark.parametrize("persons", [(), ("p-01",)])
def test_what_too_few_approved_weighs_nothing(persons: tuple[str, ...]) -> None:
    branch = council()
    branch.add(GO, *by(GO, *persons))
    take(branch, ROW, *by(ROW, "p-01"))
    assert (stakes(branch), branch.judged()[CONCEPT].superseded) == ((), ROW.path)


def test_an_approval_that_was_taken_away_weighs_for_it_can_be_put_back() -> None:
    first, second = by(GO, "p-01", "p-02")
    branch = council()
    branch.add(GO, first, second)
    branch.land(
        altered=(landed(second.path, None),), added=(ROW, *by(ROW, "p-01")),
        grounds=ground(ROW.path, before=CREATED),
    )  # fmt: skip
    branch.add(second)
    assert (stakes(branch), branch.grades()) == (WEIGHS, {CONCEPT: "signed", ROW.path: ""})
    assert branch.amiss() == {}
    assert branch.judged()[CONCEPT].superseded == ""


def test_what_may_be_approved_on_the_forge_weighs_before_that_is_known() -> None:
    branch = council(approval="forge")
    branch.add(GO)
    take(branch, ROW)
    assert stakes(branch) == WEIGHS


def test_what_stood_in_the_first_commit_weighs_without_approval() -> None:
    branch = council(GO)
    take(branch, ROW)
    assert stakes(branch) == WEIGHS


def test_a_correction_of_a_correction_weighs_as_both() -> None:
    third = correction("03", ROW)
    branch = council()
    branch.add(GO, *by(GO, "p-01", "p-02"))
    take(branch, third, ROW, *by(ROW, "p-01", "p-02"))
    assert stakes(branch, third) == (Stake("withdraw", 0, ("concept",)), *WEIGHS)


def test_a_correction_in_the_first_commit_weighs_as_what_it_corrects_there() -> None:
    third = correction("03", ROW)
    branch = council(GO, ROW)
    take(branch, third)
    assert stakes(branch, third) == (Stake("withdraw", 0, ("concept",)), *WEIGHS)
    assert branch.grades()[ROW.path] == "imported"


def test_what_a_correction_weighs_is_not_shaken_off_by_one_that_too_few_approved() -> None:
    third = correction("03", ROW)
    branch = council()
    branch.add(GO, *by(GO, "p-01", "p-02"))
    take(branch, ROW)
    branch.add(third, *by(third, "p-01"), grounds=ground(third.path, before=CREATED))
    assert (stakes(branch, third), branch.grades()[third.path]) == (WEIGHS, "")
    branch.add(*by(third, "p-03"))
    assert branch.grades() == {CONCEPT: "signed", ROW.path: "", third.path: "signed"}


def test_a_correction_that_comes_back_weighs_what_it_weighed_when_it_landed() -> None:
    branch = council()
    branch.add(GO)
    take(branch, ROW, *by(ROW, "p-01"))
    branch.add(*by(GO, "p-01", "p-02"))
    branch.land(altered=(landed(ROW.path, None),))
    branch.add(ROW)
    assert (stakes(branch), branch.grades()) == ((), {CONCEPT: "signed", ROW.path: "signed"})


VOID = landed(CONCEPT, concept(stream="unit/elders"))


def test_what_is_void_weighs_nothing_whoever_approved_it() -> None:
    branch = council()
    branch.add(VOID, *by(VOID, "p-01", "p-02"))
    assert branch.judged()[CONCEPT].verdict.approved
    row = correction(old=VOID)
    take(branch, row, *by(row, "p-01"))
    assert (stakes(branch), branch.grades()) == ((), {CONCEPT: "", row.path: "signed"})


def test_a_correction_of_what_is_void_is_of_the_stream_of_the_idea() -> None:
    for stream, wrong in (("unit/team", False), ("unit/elders", True)):
        branch = council()
        branch.add(VOID)
        row = correction(old=VOID, stream=stream)
        found = branch.add(row, grounds=ground(row.path))
        assert ("G545" in found, branch.judged()[row.path].void) == (wrong, wrong)


def test_a_correction_of_a_void_correction_is_of_those_who_took_what_both_correct() -> None:
    void = correction(stream="unit/west")
    elsewhere = {**CREATED, "stream": "unit/elders"}
    for stream, wrong in (("unit/team", False), ("unit/elders", True), ("unit/west", True)):
        third = correction("03", void, stream=stream)
        branch = council()
        branch.add(GO, *by(GO, "p-01", "p-02"))
        branch.add(void, grounds=ground(void.path, before=elsewhere, after=elsewhere))
        found = branch.add(third, grounds=ground(third.path, before=elsewhere, after=elsewhere))
        assert ("G545" in found, branch.judged()[third.path].void) == (wrong, wrong)
        assert stakes(branch, third) == WEIGHS


NO = landed(CONCEPT, concept(outcome="no_go", to_phase="ideation"))
STOPPED = {**IDEA_DATA, "state": "stopped"}


def reopening(number: str, old: Any, **more: Any) -> Any:
    fields = {"what": "reopen", "outcome": "done", "to_phase": "ideation", "after": old.digest}
    return landed(f"decisions/2026-01/{IDEA}-{number}-reopen.yaml", concept(**{**fields, **more}))


def test_who_reopens_what_a_gate_stopped_is_as_many_as_decide_at_that_gate() -> None:
    row = reopening("02", NO)
    branch = council()
    branch.add(NO, *by(NO, "p-01", "p-02"))
    branch.add(row, *by(row, "p-03"), grounds=ground(row.path, before=STOPPED, after=IDEA_DATA))
    assert (stakes(branch, row), branch.grades()[row.path]) == ((Stake("concept", 0),), "")
    branch.add(*by(row, "p-02"))
    assert branch.grades()[row.path] == "signed"


def test_what_one_withdrew_one_reopens() -> None:
    fields = {"what": "withdraw", "outcome": "done", "to_phase": "ideation"}
    first = landed(f"decisions/2026-01/{IDEA}-01-withdraw.yaml", concept(**fields))
    row = reopening("02", first)
    branch = council()
    branch.add(first, *by(first, "p-01"))
    branch.add(row, *by(row, "p-03"), grounds=ground(row.path, before=STOPPED, after=IDEA_DATA))
    assert (stakes(branch, row), branch.grades()[row.path]) == ((), "signed")


def test_a_correction_of_a_reopening_is_as_heavy_as_the_reopening() -> None:
    row = reopening("02", NO)
    third = correction("03", row)
    branch = council(NO, row)
    branch.add(third, *by(third, "p-01"), grounds=ground(third.path, after=STOPPED))
    assert stakes(branch, third) == (Stake("reopen", 0, ("concept",)), Stake("concept", 0))
    assert branch.grades()[third.path] == ""


def test_the_gate_that_money_is_granted_before_follows_from_history_and_not_from_the_record() -> (
    None
):
    mandates = [
        {"streams": ["unit/*"], "roles": ["keeper"], "gates": ["concept"], "quorum": 1},
        {"streams": ["unit/*"], "roles": ["keeper"], "gates": ["product"], "quorum": 3},
    ]
    grant = {"resources": [{"budget": "b", "amount": "5.00"}], "after": GO.digest}
    fields = {"what": "change", "outcome": "done", **grant}
    path = f"decisions/2026-01/{IDEA}-02-change.yaml"
    for start, told in (("creation", []), ("ideation", ["D430"])):
        row = landed(path, concept(**fields, from_phase=start, to_phase=start))
        branch = Branch(BUDGET, added=(GO,), mandates=mandates)
        grounds = ground(path, before=CREATED, after=CREATED)
        assert branch.add(row, *by(row, "p-01", "p-02"), grounds=grounds) == told
        assert branch.history.decided[path].subject.gates == ("product",)
        assert branch.grades()[path] == ""
        branch.add(*by(row, "p-03"))
        assert branch.grades()[path] == "signed"
