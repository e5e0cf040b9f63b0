"""What many decided is not undone by few, and money beside gates asks for as many as at a gate."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gates.council import IDEA, STREAM, Council, begin
from tests.gates.test_attacks import two_streams
from tests.gates.test_refused import errors, verified, wrong
from tests.gates.test_stories import speak
from tests.repositories import checked_out, run

ELDERS = "unit/elders"
GRANT = [{"budget": "b1", "amount": "900000.00"}]
BESIDE: dict[str, Any] = {
    "what": "change",
    "outcome": "done",
    "from_phase": "ideation",
    "to_phase": "ideation",
    "criteria": [],
    "rationale": "Daarom.",
}


def funded(council: Council, *mandates: dict[str, Any]) -> str:
    """Let two decide at every gate, with a budget to grant from; return the commit."""
    authority = council.authority(approval="signed")
    authority["mandates"][0]["gates"] = ["concept", "product", "embed"]
    authority["mandates"] += mandates
    council.write("authority.yaml", authority)
    row = {"id": "b1", "stream": STREAM, "kind": "innovation", "owner": "p-01"}
    budget = {"schema": "innoctl/budget/1", "year": 2026, "status": "adopted"}
    council.write("budgets/2026.yaml", {**budget, "budgets": [{**row, "amount": "1000000.00"}]})
    run(council.root, "add", "-A")
    run(council.root, "commit", "--quiet", "--amend", "--no-edit")
    return tip(council)


def tip(council: Council) -> str:
    return checked_out(council.root)


def landed(council: Council, decision: str, *persons: str) -> str:
    """Commit a decision with these approvals; return the commit before."""
    before = tip(council)
    for person in persons:
        council.approve(decision, person)
    council.commit("decide")
    return before


def test_money_beside_gates_needs_as_many_as_at_a_gate(council: Council) -> None:
    funded(council)
    before = landed(council, council.decide(resources=GRANT, **BESIDE), "p-01")
    assert errors(council, before, each=True) == wrong(council) == ["G520"]
    run(council.root, "reset", "--quiet", "--hard", before)
    before = landed(council, council.decide(resources=GRANT, **BESIDE), "p-01", "p-02")
    assert errors(council, before, each=True) == wrong(council) == []


def test_beside_gates_without_money_one_of_them_is_enough(council: Council) -> None:
    funded(council)
    before = landed(council, council.decide(**BESIDE), "p-01")
    assert errors(council, before, each=True) == wrong(council) == []


@pytest.mark.parametrize(
    "more",
    [
        {**BESIDE, "resources": GRANT},
        BESIDE,
        {**BESIDE, "what": "withdraw"},
    ],
)
def test_a_correction_needs_as_many_as_what_it_corrects(
    council: Council, more: dict[str, Any]
) -> None:
    funded(council)
    go = council.decide()
    council.derive(phase="creation")
    landed(council, go, "p-01", "p-02")
    digest = council.digest(go)
    state = "stopped" if more["what"] == "withdraw" else "active"
    again = {"number": "02", "after": digest, "supersedes": digest, **more}
    for persons, found in ((("p-01",), ["G520"]), (("p-01", "p-02"), [])):
        correction = council.decide(**again)
        council.derive(phase="ideation", state=state)
        before = landed(council, correction, *persons)
        assert errors(council, before, each=True) == wrong(council) == found
        assert verified(council).rows[0].state == ("approved" if found else "superseded")
        run(council.root, "reset", "--quiet", "--hard", before)


def test_what_nobody_approved_weighs_nothing(council: Council) -> None:
    limited = {"streams": ["unit/*"], "roles": ["keeper"], "quorum": 2, "limit": "1000.00"}
    funded(council)
    authority = council.authority(approval="signed")
    authority["mandates"] = [limited]
    council.write("authority.yaml", authority)
    run(council.root, "commit", "--quiet", "-a", "--amend", "--no-edit")
    go = council.decide(resources=GRANT)
    council.derive(phase="creation")
    landed(council, go)
    digest = council.digest(go)
    correction = council.decide(number="02", after=digest, supersedes=digest)
    before = landed(council, correction, "p-01", "p-02")
    assert errors(council, before, each=True) == []
    assert [row.state for row in verified(council).rows] == ["superseded", "approved"]


def test_two_kinds_of_judges_correct_together_what_each_decides(council: Council) -> None:
    withdrawing = {"streams": ["unit/*"], "roles": ["other"], "quorum": 1, "gates": ["withdraw"]}
    funded(council, withdrawing)
    organisation = begin()["organisation.yaml"]
    organisation["roles"].append({"id": "other", "name": "x", "contributions": ["direction"]})
    organisation["holders"].append({"role": "other", "person": "p-04"})
    council.write("organisation.yaml", organisation)
    run(council.root, "commit", "--quiet", "-a", "--amend", "--no-edit")
    go = council.decide()
    council.derive(phase="creation")
    landed(council, go, "p-01", "p-02")
    digest = council.digest(go)
    more = {**BESIDE, "what": "withdraw", "number": "02", "after": digest, "supersedes": digest}
    for persons, found in (
        (("p-01", "p-02"), ["G520"]),
        (("p-04",), ["G520"]),
        (("p-01", "p-02", "p-04"), []),
    ):
        correction = council.decide(**more)
        council.derive(phase="ideation", state="stopped")
        before = landed(council, correction, *persons)
        assert errors(council, before, each=True) == wrong(council) == found
        run(council.root, "reset", "--quiet", "--hard", before)


def test_who_may_grant_little_corrects_no_large_grant(council: Council) -> None:
    keeper = {"streams": ["unit/*"], "roles": ["keeper"], "quorum": 1, "limit": "1000.00"}
    funded(council, {**keeper, "gates": ["concept"]})
    go = council.decide(resources=GRANT)
    council.derive(phase="creation")
    landed(council, go, "p-01", "p-02")
    digest = council.digest(go)
    no: dict[str, Any] = {
        "outcome": "no_go",
        "to_phase": "ideation",
        "reason_code": "little-value",
        "rationale": "Toch niet.",
    }
    correction = council.decide(number="02", after=digest, supersedes=digest, **no)
    council.derive(phase="ideation", state="stopped")
    before = landed(council, correction, "p-03")
    assert errors(council, before, each=True) == ["G520"]
    assert verified(council).rows[0].state == "approved"


def withdrawn(council: Council, number: str, old: str) -> str:
    """Write a withdrawal in the place of a decision, which one could decide for itself."""
    digest = council.digest(old)
    more = {**BESIDE, "what": "withdraw", "number": number, "after": digest, "supersedes": digest}
    correction = council.decide(**more)
    council.derive(phase="ideation", state="stopped")
    return correction


def test_an_approval_that_is_away_while_a_correction_lands_weighs_all_the_same(
    council: Council,
) -> None:
    funded(council)
    go = council.decide()
    council.derive(phase="creation")
    landed(council, go, "p-01", "p-02")
    away = next(council.root.glob("approvals/*/*p-02.yaml"))
    text = away.read_bytes()
    away.unlink()
    before = landed(council, withdrawn(council, "02", go), "p-01")
    away.write_bytes(text)
    council.commit("put back")
    assert errors(council, before, each=True) == wrong(council) == ["G520"]


def test_a_correction_between_that_nobody_approved_makes_the_next_one_no_lighter(
    council: Council,
) -> None:
    funded(council)
    go = council.decide()
    council.derive(phase="creation")
    landed(council, go, "p-01", "p-02")
    between = withdrawn(council, "02", go)
    before = landed(council, between)
    landed(council, withdrawn(council, "03", between), "p-01")
    assert errors(council, before, each=True) == wrong(council) == ["G520", "G520"]
    council.approve(f"decisions/2026-01/{IDEA}-03-withdraw.yaml", "p-02")
    council.commit("approve")
    assert errors(council, before, each=True) == wrong(council) == []


def taken_over(council: Council) -> str:
    """Let another stream, where p-04 alone decides, take the idea over; return the move."""
    two_streams(council)
    move = {"what": "move", "outcome": "accepted", "to_stream": ELDERS}
    decision = council.decide(**BESIDE | move)
    council.derive(stream=ELDERS)
    before = landed(council, decision, "p-04")
    assert errors(council, before) == wrong(council) == []
    return decision


def given_back(council: Council, move: str, *persons: str, **more: Any) -> str:
    """Let a rework in the place of a move land with these approvals; return the commit before."""
    digest = council.digest(move)
    rework = {"what": "concept", "outcome": "rework", "missing": ["een team"]}
    told = {**BESIDE, **rework, "number": "02", "after": digest, "supersedes": digest, **more}
    correction = council.decide(**told)
    council.derive(stream=STREAM)
    return landed(council, correction, *persons)


@pytest.mark.parametrize(
    ("persons", "found"),
    [
        (("p-01", "p-02"), ["G569"]),
        (("p-04",), ["G520"]),
        (("p-01", "p-04"), ["G520"]),
        (("p-01", "p-02", "p-04"), []),
    ],
)
def test_a_move_is_undone_by_who_took_the_idea_and_who_gets_it_back_together(
    council: Council, persons: tuple[str, ...], found: list[str]
) -> None:
    move = taken_over(council)
    before = given_back(council, move, *persons)
    assert errors(council, before) == errors(council, before, each=True) == found
    assert wrong(council) == found
    states = [row.state for row in verified(council).rows]
    assert states == (["approved", "refused"] if found else ["superseded", "approved"])


def test_a_correction_of_a_move_is_written_in_the_stream_that_the_idea_came_from(
    council: Council,
) -> None:
    move = taken_over(council)
    before = given_back(council, move, "p-01", "p-02", "p-04", stream=ELDERS)
    assert "G545" in errors(council, before)
    assert "G545" in wrong(council)
    assert [row.state for row in verified(council).rows] == ["approved", "refused"]


def test_who_proposes_to_undo_a_move_is_told_who_took_it(council: Council) -> None:
    taken_over(council)
    rework = ("--outcome", "rework", "--missing", "een team", "--corrects", "01")
    said = speak(council, "p-05", "gate", "advance", IDEA, *rework)
    assert said.status == 0, said.err
    assert "Elders took the decision that this corrects and must approve as well: " in said.err
    assert said.err.count("Persoon p-04") == 1
    for person, status in (
        ("p-01", "not approved: 1 of 2"),
        ("p-02", "corrects and has not approved: 0 of 1"),
    ):
        assert status in speak(council, person, "gate", "approve", IDEA).err
    assert "enough have approved" in speak(council, "p-04", "gate", "approve", IDEA).err
    (branch,) = run(
        council.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/gate"
    ).split()
    run(council.root, "merge", "--quiet", "--no-ff", "--no-edit", branch)
    (file,) = council.root.glob("ideas/*/*.yaml")
    assert f"stream: {STREAM}\n" in file.read_text()
    assert wrong(council) == []
    assert [row.state for row in verified(council).rows] == ["superseded", "approved"]
    assert speak(council, "p-05", "check", "--errors").status == 0


def test_where_names_are_enough_who_took_a_move_is_named_among_those_who_undo_it(
    council: Council,
) -> None:
    two_streams(council)
    file = council.root / "authority.yaml"
    file.write_text(file.read_text().replace("approval: signed", "approval: recorded"))
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    told = {"what": "move", "outcome": "accepted", "to_stream": ELDERS, "decided_by": ["p-04"]}
    move = council.decide(**BESIDE | told)
    council.derive(stream=ELDERS)
    landed(council, move)
    assert wrong(council) == []
    rework = ("--outcome", "rework", "--missing", "een team", "--corrects", "01")
    names = ("--decided-by", "p-01", "--decided-by", "p-02")
    said = speak(council, "p-05", "gate", "advance", IDEA, *rework, *names)
    assert (said.status, said.err.count("error D569")) == (1, 1)
    assert f"those who decided are 0 where 1 are needed (concept, {ELDERS})" in said.err
    said = speak(council, "p-05", "gate", "advance", IDEA, *rework, *names, "--decided-by", "p-04")
    assert said.status == 0, said.err
    assert [row.state for row in verified(council).rows] == ["superseded", "approved"]
    assert wrong(council) == []


NO: dict[str, Any] = {
    "outcome": "no_go", "to_phase": "ideation", "reason_code": "little-value",
    "rationale": "Toch niet.",
}  # fmt: skip


def test_an_idea_that_one_withdrew_goes_through_no_gate_when_it_is_reopened(
    council: Council,
) -> None:
    funded(council)
    withdrawal = council.decide(**{**BESIDE, "what": "withdraw"})
    council.derive(state="stopped")
    landed(council, withdrawal, "p-03")
    again = {**BESIDE, "what": "reopen", "number": "02", "after": council.digest(withdrawal)}
    for phase, found in (("scaling", ["D441"]), ("embedded", ["D441"]), ("ideation", [])):
        reopening = council.decide(**{**again, "to_phase": phase})
        council.derive(phase=phase, state="embedded" if phase == "embedded" else "active")
        before = landed(council, reopening, "p-03")
        assert errors(council, before, each=True) == errors(council, before) == found
        assert wrong(council) == found
        run(council.root, "reset", "--quiet", "--hard", before)


def test_what_two_stopped_at_a_gate_is_reopened_by_two(council: Council) -> None:
    funded(council)
    no = council.decide(**NO)
    council.derive(state="stopped")
    landed(council, no, "p-01", "p-02")
    again = {**BESIDE, "what": "reopen", "number": "02", "after": council.digest(no)}
    for persons, found in ((("p-03",), ["G520"]), (("p-02", "p-03"), [])):
        reopening = council.decide(**again)
        council.derive(state="active")
        before = landed(council, reopening, *persons)
        assert errors(council, before, each=True) == wrong(council) == found
        run(council.root, "reset", "--quiet", "--hard", before)


def test_money_beside_gates_is_granted_by_those_of_the_gate_out_of_the_phase(
    council: Council,
) -> None:
    funded(council)
    authority = council.authority(approval="signed", quorum=1)
    authority["mandates"][0]["gates"] = ["concept"]
    authority["mandates"] += [{**authority["mandates"][0], "gates": ["product"], "quorum": 3}]
    council.write("authority.yaml", authority)
    run(council.root, "commit", "--quiet", "-a", "--amend", "--no-edit")
    go = council.decide()
    council.derive(phase="creation")
    landed(council, go, "p-01")
    more = {**BESIDE, "number": "02", "after": council.digest(go), "resources": GRANT}
    three = ("p-01", "p-02", "p-03")
    for phase, persons, found in (
        ("creation", three[:1], ["G520"]),
        ("creation", three[:2], ["G520"]),
        ("creation", three, []),
        ("ideation", three[:1], ["D430", "G520"]),
    ):
        change = council.decide(**{**more, "from_phase": phase, "to_phase": phase})
        before = landed(council, change, *persons)
        assert sorted(errors(council, before, each=True)) == sorted(wrong(council)) == found
        run(council.root, "reset", "--quiet", "--hard", before)


@pytest.mark.parametrize(
    "mandate", [{"limit": "100000.00"}, {"gates": ["product", "embed", "withdraw"]}]
)
def test_what_nobody_may_decide_any_more_is_corrected_by_as_many_as_the_stream_asks(
    council: Council, mandate: dict[str, Any]
) -> None:
    funded(council)
    go = council.decide(resources=GRANT)
    council.derive(phase="creation")
    landed(council, go, "p-01", "p-02")
    authority = council.authority(approval="signed")
    authority["mandates"][0] |= mandate
    council.write("authority.yaml", authority)
    landed(council, council.change("authority.yaml"), "p-01")
    for persons, found in ((("p-01",), ["G520"]), (("p-01", "p-03"), [])):
        correction = withdrawn(council, "02", go)
        before = landed(council, correction, *persons)
        assert errors(council, before, each=True) == wrong(council) == found
        told = [one for one in verified(council).findings if one.code == "G580"]
        assert [(one.path, one.severity) for one in told] == [(correction, "warning")]
        run(council.root, "reset", "--quiet", "--hard", before)


def test_no_push_hides_who_stopped_an_idea_from_who_reopens_it(council: Council) -> None:
    funded(council)
    change = council.decide(**BESIDE)
    landed(council, change, "p-03")
    no = council.decide(number="02", after=council.digest(change), **NO)
    council.derive(state="stopped")
    landed(council, no, "p-01", "p-02")
    base, last, digest = tip(council), no, council.digest(change)
    for number, what, state in (
        ("03", "withdraw", "stopped"),
        ("04", "reopen", "active"),
        ("05", "change", "active"),
    ):
        more = {} if what == "reopen" else {"supersedes": digest}
        after = council.digest(last)
        last = council.decide(**{**BESIDE, "what": what, "number": number, "after": after, **more})
        council.derive(state=state)
        landed(council, last, "p-03")
        digest = council.digest(last) if what == "withdraw" else digest
    assert errors(council, base, each=True) == wrong(council) == ["G581", *["G520"] * 3]
