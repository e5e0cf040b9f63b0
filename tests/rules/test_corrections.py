"""What a correction weighs, and who decides on it, landing by landing."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.rules.shares import Stake
from tests.gates.council import IDEA, STREAM, begin
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
WEIGHS = (Stake(STREAM, "concept", 500),)


def council(*added: Any, **more: Any) -> Branch:
    """Return a branch on which two decide at a gate, and one of them beside gates."""
    mandate = {"streams": ["unit/*"], "roles": ["keeper"], "gates": ["concept"], "quorum": 2}
    return Branch(BUDGET, added=added, mandates=[mandate], **more)


def correction(number: str = "02", old: Any = GO, **more: Any) -> Any:
    """Return a withdrawal in the place of a decision, which one could decide for itself."""
    fields = {"what": "withdraw", "outcome": "done", "to_phase": "ideation"}
    path = f"decisions/2026-01/{IDEA}-{number}-{more.get('what', 'withdraw')}.yaml"
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
    assert stakes(branch, third) == (Stake(STREAM, "withdraw", 0, ("concept",)), *WEIGHS)


def test_a_correction_in_the_first_commit_weighs_as_what_it_corrects_there() -> None:
    third = correction("03", ROW)
    branch = council(GO, ROW)
    take(branch, third)
    assert stakes(branch, third) == (Stake(STREAM, "withdraw", 0, ("concept",)), *WEIGHS)
    assert branch.grades()[ROW.path] == "imported"


def test_what_a_correction_in_the_first_commit_changed_there_weighs_for_the_next_one() -> None:
    first = beside("01", None)
    path = f"decisions/2026-01/{IDEA}-02-concept.yaml"
    no = landed(path, {**(NO.data or {}), "after": first.digest})
    hides = beside("03", no, "withdraw", supersedes=first.digest)
    branch = council(first, no, hides)
    again = beside("04", hides, "withdraw", supersedes=hides.digest)
    each(branch, (again, ("p-03",)), after=STOPPED)
    assert Stake(STREAM, "concept", 0) in stakes(branch, again)
    assert branch.grades()[again.path] == ""


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


ELDERS = "unit/elders"
ELDER = {"streams": [ELDERS], "roles": ["elder"], "gates": ["move", "concept"], "quorum": 1}
SEATED = begin()["organisation.yaml"]
TEAM = landed(
    "organisation.yaml",
    {**SEATED, "holders": [*SEATED["holders"], {"role": "elder", "person": "p-04"}]},
)
BESIDE = {"from_phase": "ideation", "to_phase": "ideation", "criteria": []}
MOVED = {**IDEA_DATA, "stream": ELDERS}
MOVE = landed(
    f"decisions/2026-01/{IDEA}-01-move.yaml",
    concept(what="move", outcome="accepted", to_stream=ELDERS, **BESIDE),
)
TAKEN = Stake(ELDERS, "move", 0, ("concept",))


def two_streams(*added: Any) -> Branch:
    """Return a branch on which p-04 alone decides in the stream that takes ideas over."""
    rows = [{"streams": [STREAM], "roles": ["keeper"], "gates": ["concept"], "quorum": 2}, ELDER]
    return Branch(BUDGET, TEAM, added=added, mandates=rows)


def undo(old: Any = MOVE, number: str = "02", **more: Any) -> Any:
    return correction(number, old, **{**BESIDE, **more})


def back(row: Any, before: Any = MOVED, after: Any = IDEA_DATA) -> Any:
    return ground(row.path, before=before, after=after, judged=before)


def move(branch: Branch, *persons: str) -> None:
    branch.add(MOVE, *by(MOVE, *persons), grounds=ground(MOVE.path, after=MOVED))


@pytest.mark.parametrize("persons", [("p-01", "p-02"), ("p-04",), ("p-01", "p-02", "p-04")])
def test_a_move_is_undone_by_those_who_took_it_and_those_who_get_the_idea_back(
    persons: tuple[str, ...],
) -> None:
    branch, row = two_streams(), undo(what="concept", outcome="rework", missing=["team"])
    move(branch, "p-04")
    branch.add(row, *by(row, *persons), grounds=back(row))
    whole = len(persons) == len(("p-01", "p-02", "p-04"))
    assert stakes(branch, row) == (TAKEN,)
    assert branch.grades() == {MOVE.path: "signed", row.path: "signed" if whole else ""}
    assert branch.judged()[MOVE.path].superseded == (row.path if whole else "")


def test_a_move_that_nobody_took_is_undone_by_the_stream_of_the_idea_alone() -> None:
    branch, row = two_streams(), undo()
    move(branch)
    branch.add(row, *by(row, "p-01"), grounds=back(row))
    assert (stakes(branch, row), branch.grades()[row.path]) == ((), "signed")


def test_a_correction_of_a_move_is_written_where_the_idea_came_from() -> None:
    for stream, wrong in ((STREAM, False), (ELDERS, True)):
        branch, row = two_streams(), undo(stream=stream)
        move(branch, "p-04")
        found = branch.add(row, *by(row, "p-01", "p-04"), grounds=back(row))
        assert ("G545" in found, branch.judged()[row.path].void) == (wrong, wrong)
        assert branch.grades()[row.path] == ("" if wrong else "signed")


def test_a_move_in_the_place_of_a_decision_asks_those_who_took_that_too() -> None:
    row = correction(what="move", outcome="accepted", to_stream=ELDERS, to_phase="ideation")
    for persons, grade in (
        (("p-04",), ""),
        (("p-01", "p-02"), ""),
        (("p-01", "p-02", "p-04"), "signed"),
    ):
        branch = two_streams()
        branch.add(GO, *by(GO, "p-01", "p-02"))
        branch.add(row, *by(row, *persons), grounds=back(row, CREATED, MOVED))
        assert (stakes(branch, row), branch.grades()[row.path]) == (WEIGHS, grade)


def test_who_took_a_move_is_asked_of_the_correction_of_its_correction_too() -> None:
    branch, row = two_streams(MOVE), undo()
    third = undo(row, "03")
    branch.add(row, *by(row, "p-01", "p-04"), grounds=back(row))
    branch.add(third, *by(third, "p-01"), grounds=back(third, IDEA_DATA))
    assert stakes(branch, third) == (Stake(STREAM, "withdraw", 0, ("concept",)), TAKEN)
    assert branch.grades()[third.path] == ""
    branch.add(*by(third, "p-04"))
    assert branch.grades()[third.path] == "signed"


def test_a_correction_takes_the_place_of_all_that_corrections_between_corrected() -> None:
    void = correction(stream="unit/west")
    for second, persons in ((ROW, ()), (void, ("p-01", "p-02"))):
        third = correction("03", second)
        branch = council()
        branch.add(GO, *by(GO, "p-01", "p-02"))
        take(branch, second, *by(second, *persons))
        branch.add(third, *by(third, "p-01", "p-02"), grounds=ground(third.path, before=CREATED))
        told = {path: one.superseded for path, one in branch.judged().items()}
        assert told == {CONCEPT: third.path, second.path: third.path, third.path: ""}


def test_the_nearest_correction_that_counts_takes_the_place() -> None:
    third = correction("03", ROW)
    branch = council()
    branch.add(GO, *by(GO, "p-01", "p-02"))
    take(branch, ROW, *by(ROW, "p-01", "p-02"))
    branch.add(third, *by(third, "p-01", "p-02"), grounds=ground(third.path, before=CREATED))
    told = {path: one.superseded for path, one in branch.judged().items()}
    assert told == {CONCEPT: ROW.path, ROW.path: third.path, third.path: ""}


def test_what_is_tried_on_a_fork_corrects_nothing_where_it_forked() -> None:
    branch = council()
    branch.add(GO, *by(GO, "p-01", "p-02"))
    fork = branch.history.fork()
    take(branch, ROW, *by(ROW, "p-01", "p-02"))
    assert branch.judged()[CONCEPT].superseded == ROW.path
    branch.history = fork
    third = correction("03", ROW)
    take(branch, third, *by(third, "p-01", "p-02"))
    assert (stakes(branch, third), branch.judged()[CONCEPT].superseded) == ((), "")


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
    assert (stakes(branch, row), branch.grades()[row.path]) == ((Stake(STREAM, "concept", 0),), "")
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
    assert stakes(branch, third) == (
        Stake(STREAM, "reopen", 0, ("concept",)),
        Stake(STREAM, "concept", 0),
    )
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


def beside(number: str, old: Any, what: str = "change", **more: Any) -> Any:
    """Return a decision beside gates that follows on another one, in ideation unless said otherwise."""
    fields = {**BESIDE, "what": what, "outcome": "done", "after": old and old.digest, **more}
    return landed(f"decisions/2026-01/{IDEA}-{number}-{what}.yaml", concept(**fields))


def each(branch: Branch, *rows: tuple[Any, tuple[str, ...]], after: Any = IDEA_DATA) -> list[str]:
    """Let decisions land one after the other, each with these approvals; return what is found last."""
    found: list[str] = []
    for row, persons in rows:
        found = branch.add(row, *by(row, *persons), grounds=ground(row.path, after=after))
    return found


def test_a_correction_needs_those_who_decided_later_what_it_makes_come_out_otherwise() -> None:
    first = beside("01", None)
    path, why = f"decisions/2026-01/{IDEA}-02-concept.yaml", {"reason_code": "little-value"}
    no = landed(path, {**(NO.data or {}), **why, "after": first.digest})
    hides = beside("03", no, "withdraw", supersedes=first.digest)
    again = reopening("04", hides)
    shows = beside("05", again, supersedes=hides.digest)
    branch = council()
    each(branch, (first, ("p-03",)), (no, ("p-01", "p-02")), after=STOPPED)
    each(branch, *((row, ("p-03",)) for row in (hides, again, shows)))
    stopped = Stake(STREAM, "concept", 0)
    assert [stopped in stakes(branch, row) for row in (hides, again, shows)] == [True] * 3
    assert [branch.grades()[row.path] for row in (hides, again, shows)] == ["", "", ""]
    branch.add(*by(shows, "p-02"), *by(again, "p-02"))
    assert [branch.grades()[row.path] for row in (hides, again, shows)] == ["", "signed", "signed"]


def test_what_was_approved_after_its_correction_weighs_for_the_next_one() -> None:
    third = correction("03", ROW)
    branch = council()
    branch.add(GO)
    take(branch, ROW)
    branch.add(*by(GO, "p-01", "p-02"))
    branch.add(third, *by(third, "p-03"), grounds=ground(third.path, before=CREATED))
    assert (stakes(branch, third), branch.grades()[third.path]) == (WEIGHS, "")


def test_what_nobody_approved_brings_no_idea_before_another_gate() -> None:
    one = {"streams": ["unit/*"], "roles": ["keeper"], "gates": ["concept"], "quorum": 1}
    branch = Branch(BUDGET, mandates=[one, {**one, "gates": ["product"], "quorum": 3}])
    branch.add(GO, *by(GO, "p-01"))
    forth = {"from_phase": "creation", "to_phase": "creation"}
    away = beside("02", GO, "reopen", **{**forth, "to_phase": "ideation"})
    grant = beside("03", away, resources=[{"budget": "b", "amount": "9.00"}])
    each(branch, (away, ()), (grant, ("p-01",)))
    assert stakes(branch, grant) == (Stake(STREAM, "change", 900, ("product",)),)
    assert branch.grades()[grant.path] == ""
    branch.add(*by(grant, "p-02", "p-03"))
    assert branch.grades()[grant.path] == "signed"


def test_a_stream_puts_no_idea_on_hold_that_another_one_has_taken_over_since() -> None:
    first = beside("01", None)
    moved = beside("02", first, "move", outcome="accepted", to_stream=ELDERS)
    late = {"outcome": "hold", "until": "2027-01-01", "rationale": "Nog even."}
    held = beside("03", moved, "concept", supersedes=first.digest, **late)
    branch = two_streams()
    each(branch, (first, ("p-03",)), (moved, ("p-04",)), (held, ("p-01", "p-02")), after=MOVED)
    assert (TAKEN in stakes(branch, held), branch.grades()[held.path]) == (True, "")
    branch.add(*by(held, "p-04"))
    assert branch.grades()[held.path] == "signed"


def test_a_correction_is_told_what_it_makes_wrong_of_what_came_later() -> None:
    product = {"what": "product", "from_phase": "creation", "to_phase": "scaling"}
    path = f"decisions/2026-01/{IDEA}-02-product.yaml"
    second = landed(path, concept(**product, after=GO.digest))
    row = correction("03", GO, after=second.digest)
    branch = council()
    each(branch, (GO, ()), (second, ()))
    found = branch.land(added=(row,), grounds=ground(row.path))
    told = Finding.of("G581", row.path, ("supersedes",), file=path, why="D434")
    assert [one for one in found if one.code == "G581"] == [told]
    third = correction("04", row)
    found = branch.land(added=(third,), grounds=ground(third.path))
    assert [one for one in found if one.code == "G581"] == [told._replace(path=third.path)]
    again = {**(GO.data or {}), "supersedes": GO.digest, "after": second.digest}
    same = landed(CONCEPT.replace("-01-", "-03-"), again)
    branch = council()
    assert "G581" not in each(branch, (GO, ()), (second, ()), (same, ()))
