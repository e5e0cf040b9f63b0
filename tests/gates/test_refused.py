"""What is refused, each with its own code: in a change that is proposed, and in history."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from innoctl.vcs import demand
from innoctl.workspace.landings import Reader
from innoctl.workspace.proposed import Change, examine, look
from innoctl.workspace.verify import Verified, verify
from tests.gates.council import IDEA, Council, begin
from tests.repositories import checked_out, run

TODAY = date(2026, 9, 22)


def errors(council: Council, base: str, head: str = "HEAD", *, each: bool = False) -> list[str]:
    found = examine(Reader(demand(council.root)), Change(base, head, each), TODAY).findings
    return [one.code for one in found if one.severity == "error"]


def verified(council: Council) -> Verified:
    return verify(demand(council.root), TODAY)


def wrong(council: Council) -> list[str]:
    return [one.code for one in verified(council).findings if one.severity == "error"]


def approved(council: Council, *persons: str) -> str:
    """Decide with these approvals in one commit; return the commit before."""
    before = checked_out(council.root)
    decision = council.decide()
    council.derive(phase="creation")
    for person in persons:
        council.approve(decision, person)
    council.commit("decide")
    return before


def test_two_of_the_council_decide(council: Council) -> None:
    base = approved(council, "p-01", "p-02")
    assert errors(council, base) == wrong(council) == []
    (row,) = verified(council).rows
    assert (row.state, row.grade, [one.person for one in row.approvals]) == (
        "approved",
        "signed",
        ["p-01", "p-02"],
    )


def test_a_deputy_speaks_for_the_one_he_stands_in_for(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-04", **{"for": "p-03"})
    council.commit("decide")
    assert wrong(council) == []
    assert verified(council).rows[0].approvals[1] == ("p-04", "p-03", "signed")


def test_one_approval_is_too_few(council: Council) -> None:
    base = approved(council, "p-01")
    assert errors(council, base) == wrong(council) == ["G520"]


def test_an_outsider_does_not_count(council: Council) -> None:
    authority = council.authority(approval="signed")
    authority["gatekeepers"].append(
        {"person": "p-05", "keys": [{"public": council.public("p-05"), "added_on": "2026-01-01"}]}
    )
    council.write("authority.yaml", authority)
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    before = checked_out(council.root)
    decision = council.decide(proposed_by="p-02")
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-05")
    council.commit("decide")
    assert errors(council, before) == wrong(council) == ["G501", "G520"]


def test_a_forged_name_does_not_count(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-02", key="p-01")
    council.commit("decide")
    assert wrong(council) == ["G503", "G520"]


def test_a_signature_over_other_words_does_not_count(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    path = council.root / council.approve(decision, "p-02")
    path.write_text(path.read_text().replace("approved_on: 2026-03-12", "approved_on: 2026-03-13"))
    council.commit("decide")
    assert wrong(council) == ["G504", "G520"]


@pytest.mark.parametrize("spoken_for", ["p-02", ""])
def test_nobody_approves_what_he_proposed(council: Council, spoken_for: str) -> None:
    decision = council.decide(proposed_by="p-03" if spoken_for else "p-02")
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    if spoken_for:
        council.approve(decision, "p-04", **{"for": "p-03"})
    else:
        council.approve(decision, "p-02")
    council.commit("decide")
    assert wrong(council) == ["G502", "G520"]


def test_one_person_with_two_keys_has_one_voice(council: Council) -> None:
    authority = council.authority(approval="signed")
    authority["gatekeepers"][0]["keys"].append(
        {"public": council.public("p-01-second"), "added_on": "2026-01-01"}
    )
    council.write("authority.yaml", authority)
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    decision = council.decide()
    council.derive(phase="creation")
    first = council.approve(decision, "p-01")
    council.approve(decision, "p-01", key="p-01-second", file=first.replace("p-01", "p-02"))
    council.commit("decide")
    assert wrong(council) == ["G520"]


def test_a_key_that_two_persons_have_proves_neither(council: Council) -> None:
    authority = council.authority(approval="signed")
    authority["gatekeepers"][1]["keys"] = authority["gatekeepers"][0]["keys"]
    council.write("authority.yaml", authority)
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-02", key="p-01")
    council.commit("decide")
    assert wrong(council) == ["G510", "G510", "G520"]


def test_a_principal_and_his_deputy_are_one_voice(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-03")
    council.approve(decision, "p-04", **{"for": "p-03"})
    council.commit("decide")
    assert wrong(council) == ["G512", "G520"]


def test_an_edited_decision_is_told_and_no_longer_approved(council: Council) -> None:
    approved(council, "p-01", "p-02")
    base = checked_out(council.root)
    path = council.root / f"decisions/2026-01/{IDEA}-01-concept.yaml"
    path.write_text(path.read_text() + "rationale: achteraf\n")
    council.commit("edit")
    assert errors(council, base) == ["G526"]
    assert wrong(council) == ["G526"]


@pytest.mark.parametrize("what", ["approvals", "decisions"])
def test_what_landed_is_not_taken_away(council: Council, what: str) -> None:
    approved(council, "p-01", "p-02")
    base = checked_out(council.root)
    next((council.root / what / "2026-01").iterdir()).unlink()
    council.commit("delete")
    assert errors(council, base) == ["G527"]
    assert wrong(council) == (["G527", "G520"] if what == "approvals" else ["G527"])


def test_what_is_put_back_as_it_was_counts_again(council: Council) -> None:
    approved(council, "p-01", "p-02")
    before = checked_out(council.root)
    path = council.root / f"decisions/2026-01/{IDEA}-01-concept.yaml"
    path.write_text(path.read_text() + "rationale: achteraf\n")
    next((council.root / "approvals" / "2026-01").iterdir()).unlink()
    council.write("authority.yaml", council.authority(approval="signed", quorum=1))
    council.commit("edit")
    assert len(wrong(council)) == len(["G526", "G527", "G523"])
    run(council.root, "checkout", before, "--", ".")
    council.commit("put back")
    assert wrong(council) == []
    assert verified(council).rows[0].state == "approved"


def test_an_approval_of_another_decision_does_not_count(council: Council) -> None:
    council.idea("k3f9ac")
    council.commit("another idea")
    first = council.decide()
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(first, person)
    second = council.decide("k3f9ac")
    council.derive("k3f9ac", phase="creation")
    digest = council.digest(second)
    for person in ("p-01", "p-02"):
        copied = (
            council.root / f"approvals/2026-01/{IDEA}-{council.digest(first)[:8]}-{person}.yaml"
        )
        there = council.root / f"approvals/2026-01/k3f9ac-{digest[:8]}-{person}.yaml"
        there.write_text(
            copied.read_text().replace(first, second).replace(council.digest(first), digest)
        )
    council.commit("copy")
    assert wrong(council) == ["G504", "G504", "G520"]


def test_an_approval_of_another_portfolio_does_not_count(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-02", portfolio="elders")
    council.commit("decide")
    assert wrong(council) == ["G505", "G520"]


def test_an_authority_that_the_branch_weakens_judges_nothing(council: Council) -> None:
    base = checked_out(council.root)
    council.write("authority.yaml", council.authority(approval="signed", quorum=1))
    approved(council, "p-01")
    assert errors(council, base) == wrong(council) == ["G523", "G520"]


def test_an_authority_weakened_first_and_used_next_judges_nothing(council: Council) -> None:
    base = checked_out(council.root)
    council.write("authority.yaml", council.authority(approval="signed", quorum=1))
    council.commit("weaken")
    approved(council, "p-01")
    assert errors(council, base, each=True) == wrong(council) == ["G523", "G520"]


def test_a_weaker_authority_that_its_owners_have_not_approved_judges_nothing(
    council: Council,
) -> None:
    council.write("authority.yaml", council.authority(approval="signed", quorum=1))
    council.change("authority.yaml")
    council.commit("weaken")
    approved(council, "p-01")
    assert wrong(council) == ["G538", "G520"]


def test_an_authority_that_its_owners_approved_judges_what_comes_after(council: Council) -> None:
    council.write("authority.yaml", council.authority(approval="signed", quorum=1))
    council.approve(council.change("authority.yaml"), "p-02")
    changed = council.commit("one is enough")
    approved(council, "p-01")
    assert wrong(council) == []
    assert verified(council).rows[1].authority == changed


def test_a_change_after_which_nobody_can_decide_is_refused(council: Council) -> None:
    base = checked_out(council.root)
    council.write("authority.yaml", council.authority(approval="signed", quorum=4))
    council.approve(council.change("authority.yaml"), "p-02")
    council.commit("four of three")
    assert errors(council, base) == wrong(council) == ["G525"]


@pytest.mark.parametrize("way", ["no owners", "one key", "importers", "ended"])
def test_nobody_is_locked_out_of_who_may_decide(council: Council, way: str) -> None:
    base = checked_out(council.root)
    path, value = "authority.yaml", council.authority(approval="signed")
    rows = value["gatekeepers"]
    if way == "no owners":
        del value["owners"]
    elif way == "one key":
        value["gatekeepers"] = [{**row, "keys": rows[0]["keys"]} for row in rows]
    elif way == "importers":
        value["importers"] = [row["keys"][0] for row in rows]
    else:
        path, value = "organisation.yaml", begin()["organisation.yaml"]
        value["holders"] = [{**row, "until": "2026-02-01"} for row in value["holders"]]
    council.write(path, value)
    council.approve(council.change(path), "p-01")
    council.commit("lock")
    assert {*errors(council, base)} == {*wrong(council)} == {"G525"}


@pytest.mark.parametrize("public", ["ssh-ed25519 AAAA-the-key", "no-touch-required {key}"])
def test_keys_that_nobody_can_sign_with_lock_nobody_out(council: Council, public: str) -> None:
    base = checked_out(council.root)
    authority = council.authority(approval="signed")
    for row in authority["gatekeepers"]:
        row["keys"][0]["public"] = public.format(key=row["keys"][0]["public"])
    council.write("authority.yaml", authority)
    council.approve(council.change("authority.yaml"), "p-01")
    council.commit("keys of nobody")
    assert {*errors(council, base)} == {*wrong(council)} == {"G525"}
    told = [one.code for one in look(council.root, Change(base, "HEAD"), TODAY).findings]
    assert told.count("M237") == len(authority["gatekeepers"])


def test_a_key_that_was_taken_out_signs_nothing_any_more(council: Council) -> None:
    authority = council.authority(approval="signed")
    authority["gatekeepers"][1]["keys"] = [
        {"public": council.public("p-02-new"), "added_on": "2026-02-01"}
    ]
    council.write("authority.yaml", authority)
    council.approve(council.change("authority.yaml"), "p-01")
    council.commit("a new key for p-02")
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-02", approved_on="2026-01-15")
    council.commit("backdated")
    assert wrong(council) == ["G503", "G520"]


def test_what_a_key_signed_before_it_was_taken_out_stays_good(council: Council) -> None:
    approved(council, "p-01", "p-02")
    authority = council.authority(approval="signed")
    authority["gatekeepers"][1]["keys"] = [
        {"public": council.public("p-02-new"), "added_on": "2026-04-01"}
    ]
    council.write("authority.yaml", authority)
    council.approve(council.change("authority.yaml"), "p-01")
    council.commit("a new key for p-02")
    assert wrong(council) == []


def test_two_decisions_after_the_same_one_do_not_both_stand(council: Council) -> None:
    base = checked_out(council.root)
    approved(council, "p-01", "p-02")
    run(council.root, "checkout", "--quiet", "-b", "other", base)
    stop = council.decide(
        number="02", outcome="no_go", to_phase="ideation", reason_code="little-value"
    )
    council.derive(state="stopped")
    for person in ("p-02", "p-03"):
        council.approve(stop, person)
    council.commit("and no")
    run(council.root, "checkout", "--quiet", "main")
    run(council.root, "merge", "--quiet", "--no-ff", "-s", "ours", "--no-commit", "other")
    run(council.root, "checkout", "other", "--", "decisions", "approvals")
    council.commit("both")
    assert "D421" in wrong(council)


def test_a_merge_the_wrong_way_round_is_refused(council: Council) -> None:
    base = approved(council, "p-01", "p-02")
    tip = checked_out(council.root)
    run(council.root, "checkout", "--quiet", "-b", "mine", base)
    council.idea("k3f9ac")
    council.commit("mine")
    run(council.root, "merge", "--quiet", "--no-edit", "main")
    assert errors(council, tip, each=True) == ["G534"]


def test_an_importer_does_not_approve(council: Council) -> None:
    council.write(
        "authority.yaml",
        council.authority(
            approval="signed",
            importers=[{"public": council.public("p-02"), "added_on": "2026-01-01"}],
        ),
    )
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    approved(council, "p-01", "p-02")
    assert wrong(council) == ["G508", "G520"]


def test_a_name_alone_is_too_weak_where_signatures_are_asked_for(council: Council) -> None:
    decision = council.decide(decided_by=["p-01", "p-02"])
    council.derive(phase="creation")
    path = council.root / council.approve(decision, "p-01")
    path.write_text(path.read_text().partition("signature:")[0])
    council.commit("names")
    assert wrong(council) == ["G506", "G520"]


def test_a_field_that_a_criterion_names_may_not_change_between_judging_and_landing(
    council: Council,
) -> None:
    decision = council.decide()
    council.idea(IDEA, value="Het scheelt niets.")
    run(council.root, "add", "ideas")
    run(council.root, "commit", "--quiet", "-m", "another value")
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert wrong(council) == ["G531"]


def test_a_reply_to_the_submitter_meanwhile_disturbs_nothing(council: Council) -> None:
    decision = council.decide()
    council.idea(IDEA, feedback=[{"on": "2026-03-01", "by": "p-01", "text": "Dank je wel."}])
    run(council.root, "add", "ideas")
    run(council.root, "commit", "--quiet", "-m", "reply")
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert wrong(council) == []
    assert [one.code for one in verified(council).findings] == ["G532"]


def test_a_decision_lands_without_other_changes_of_its_idea(council: Council) -> None:
    decision = council.decide()
    council.idea(IDEA, value="Toch anders.", phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert wrong(council) == ["G528"]


def test_a_gate_is_not_skipped(council: Council) -> None:
    decision = council.decide(what="product", from_phase="creation", to_phase="scaling")
    council.derive(phase="scaling")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("skip")
    assert wrong(council) == ["D430"]


def test_a_closed_idea_takes_no_gate(council: Council) -> None:
    stop = council.decide(outcome="no_go", to_phase="ideation", reason_code="little-value")
    council.derive(state="stopped")
    for person in ("p-01", "p-02"):
        council.approve(stop, person)
    council.commit("no")
    on = council.decide(number="02", after=council.digest(stop), decided_on="2026-04-01")
    council.derive(state="active", phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(on, person)
    council.commit("yes after all")
    assert "D434" in wrong(council)


def test_an_idea_says_the_phase_that_its_decisions_lead_to(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="scaling")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert wrong(council) == ["D450"]


def test_what_was_judged_must_be_what_stood_there(council: Council) -> None:
    idea = f"ideas/2026-01/{IDEA}-een-idee.yaml"
    decision = council.decide(evidence=[{"path": idea, "sha256": "0" * 64}])
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert wrong(council) == ["G529"]


@pytest.mark.parametrize("lacking", [{"base_commit": None}, {"evidence": []}])
def test_a_decision_at_a_gate_says_what_was_judged(
    council: Council, lacking: dict[str, Any]
) -> None:
    decision = council.decide(**lacking)
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert wrong(council) == ["G544"]


def test_what_was_judged_must_be_on_the_branch(council: Council) -> None:
    decision = council.decide(base_commit="ab" * 20)
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert wrong(council) == ["G530"]


def test_a_decision_of_another_portfolio_is_none_here(council: Council) -> None:
    decision = council.decide(portfolio="elders")
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person, portfolio="elders")
    council.commit("decide")
    assert wrong(council) == ["G539"]


def test_an_amount_over_every_mandate_is_refused(council: Council) -> None:
    authority = council.authority(approval="signed")
    authority["mandates"][0]["limit"] = "1000.00"
    council.write("authority.yaml", authority)
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    decision = council.decide(resources=[{"budget": "team-2026", "amount": "1000.01"}])
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert "G522" in wrong(council)


def test_dissent_and_recusal_are_told_and_do_not_count(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    council.approve(decision, "p-01")
    council.approve(decision, "p-02")
    council.approve(decision, "p-03", stance="dissent", because="Te vroeg.")
    council.commit("decide")
    (row,) = verified(council).rows
    assert (row.state, row.dissents) == ("approved", ("p-03",))


def test_a_branch_that_is_pushed_away_is_refused(council: Council) -> None:
    assert errors(council, "HEAD", "0" * 40) == ["G541"]


def test_a_move_is_decided_where_it_is_received(council: Council) -> None:
    organisation = begin()["organisation.yaml"]
    other = {"id": "corps", "name": "Korps", "director": "p-01"}
    organisation["streams"].append(other)
    council.write("organisation.yaml", organisation)
    run(council.root, "commit", "--quiet", "--amend", "-a", "--no-edit")
    decision = council.decide(
        what="move", outcome="accepted", to_phase="ideation", to_stream="corps", criteria=[]
    )
    council.derive(stream="corps")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("move")
    assert wrong(council) == ["G522", "G501", "G501", "G520"]
