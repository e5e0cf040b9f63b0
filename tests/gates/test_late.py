"""What lands after a decision was approved: it takes nothing away, and lets itself be mended."""

from __future__ import annotations

from tests.gates.council import IDEA, Council, begin
from tests.gates.test_refused import approved, errors, verified, wrong
from tests.repositories import checked_out, run


def codes(council: Council) -> list[str]:
    return [one.code for one in verified(council).findings]


def deputised(council: Council) -> str:
    """Decide with the approvals of p-01 and of the deputy of p-03; return the decision."""
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-04", **{"for": "p-03"})
    council.commit("decide")
    return decision


def test_a_principal_who_speaks_later_takes_nothing_away_from_his_deputy(council: Council) -> None:
    decision = deputised(council)
    for stance in ("dissent", "recuse", "approve"):
        before = checked_out(council.root)
        council.approve(decision, "p-03", stance=stance, because="Daarom.")
        council.commit("late")
        assert errors(council, before) == errors(council, before, each=True) == []
        (row,) = verified(council).rows
        assert (row.state, codes(council)) == ("approved", [])
        assert [(one.person, one.principal) for one in row.approvals] == [
            ("p-01", ""),
            ("p-04", "p-03"),
        ]
        run(council.root, "reset", "--quiet", "--hard", before)


def test_a_third_who_approves_later_is_shown_beside_the_others(council: Council) -> None:
    decision = deputised(council)
    council.approve(decision, "p-02")
    council.commit("late")
    (row,) = verified(council).rows
    assert [one.person for one in row.approvals] == ["p-01", "p-04", "p-02"]


def test_a_name_written_later_changes_no_decision(recorded: Council) -> None:
    decision = recorded.decide(decided_by=["p-01", "p-02"])
    recorded.derive(phase="creation")
    recorded.commit("decide")
    recorded.approve(decision, "p-01", key=None, stance="recuse", because="Toch niet.")
    recorded.commit("late")
    assert (verified(recorded).rows[0].state, codes(recorded)) == ("approved", [])


def test_a_change_of_policy_that_is_in_force_stays_so(recorded: Council) -> None:
    recorded.write("authority.yaml", recorded.authority(approval="recorded", quorum=1))
    change = recorded.change("authority.yaml", decided_by=["p-01"])
    recorded.commit("change")
    recorded.approve(change, "p-01", key=None, stance="dissent", because="Toch niet.")
    recorded.commit("late")
    assert codes(recorded) == []


def test_without_what_it_was_approved_with_a_decision_is_not_approved(council: Council) -> None:
    decision = deputised(council)
    council.approve(decision, "p-02")
    council.commit("late")
    gone = next(council.root.glob("approvals/*/*p-01.yaml"))
    gone.unlink()
    council.commit("gone")
    assert (codes(council), verified(council).rows[0].state) == (["G527"], "approved")
    next(council.root.glob("approvals/*/*p-02.yaml")).unlink()
    council.commit("gone")
    assert "G520" in codes(council)


def test_an_approval_too_many_is_refused_at_the_door_and_disturbs_no_decision(
    council: Council,
) -> None:
    before = checked_out(council.root)
    decision = council.decide()
    council.derive(phase="creation")
    for person in ("p-01", "p-02", "p-04"):
        council.approve(decision, person)
    council.commit("decide")
    assert errors(council, before) == ["G501"]
    assert (codes(council), wrong(council)) == (["G565"], [])
    assert verified(council).rows[0].state == "approved"


def test_an_approved_correction_takes_away_what_was_wrong_with_a_decision(council: Council) -> None:
    evidence = [{"path": f"ideas/2026-01/{IDEA}-een-idee.yaml", "sha256": "0" * 64}]
    decision = council.decide(evidence=evidence)
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert "G529" in wrong(council)
    digest = council.digest(decision)
    anew = council.decide(number="02", after=digest, supersedes=digest)
    for person in ("p-01", "p-02"):
        council.approve(anew, person)
    council.commit("anew")
    assert wrong(council) == []


def test_rules_that_were_written_over_come_back_by_a_decision_alone(council: Council) -> None:
    organisation = begin()["organisation.yaml"]
    after: dict[str, str] = {}
    for number in ("0001", "0002"):
        council.write("organisation.yaml", {**organisation, "name": f"Naam {number}"})
        change = council.change("organisation.yaml", number=number, **after)
        council.approve(change, "p-01")
        after = {"after": council.digest(change)}
    council.commit("both at once, as a squash lands them")
    assert wrong(council) == []
    council.write("organisation.yaml", {**organisation, "name": "Naam 0001"})
    before = checked_out(council.root)
    council.commit("back again")
    assert errors(council, before) == wrong(council) == ["G523"]


def test_a_change_comes_in_force_but_for_what_a_later_one_wrote_over(council: Council) -> None:
    authority = council.authority(approval="signed", quorum=3)
    organisation = begin()["organisation.yaml"]
    council.write("authority.yaml", authority)
    council.write("organisation.yaml", {**organisation, "name": "Naam 1"})
    first = council.change("authority.yaml", "organisation.yaml")
    council.approve(first, "p-01")
    council.write("organisation.yaml", {**organisation, "name": "Naam 2"})
    second = council.change("organisation.yaml", number="0002", after=council.digest(first))
    council.approve(second, "p-01")
    council.commit("both at once, as a squash lands them")
    assert wrong(council) == []
    approved(council, "p-01", "p-02")
    assert wrong(council) == ["G520"]


def test_what_is_put_back_as_it_landed_is_approved_for_good(council: Council) -> None:
    decision = deputised(council)
    file = council.root / decision
    text = file.read_bytes()
    file.write_bytes(text + b"# edited\n")
    council.commit("edit")
    file.write_bytes(text)
    council.commit("put back")
    council.approve(decision, "p-03", stance="dissent", because="Toch niet.")
    council.commit("late")
    assert (wrong(council), verified(council).rows[0].state) == ([], "approved")


def test_a_decision_afterwards_puts_in_force_what_stands_there_already(council: Council) -> None:
    organisation = begin()["organisation.yaml"]
    organisation["name"] = "Een andere naam"
    council.write("organisation.yaml", organisation)
    council.commit("without a decision")
    assert wrong(council) == ["G523"]
    change = council.change("organisation.yaml")
    council.approve(change, "p-01")
    council.commit("decide afterwards")
    assert wrong(council) == []
    approved(council, "p-01", "p-02")
    assert wrong(council) == []
