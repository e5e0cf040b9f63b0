"""What counted when, landing by landing: decisions, their approvals, and the policy over them."""

from __future__ import annotations

from datetime import date
from typing import Any

from innoctl.errors import Finding
from innoctl.model.policy import ProcessFacts
from innoctl.rules.history import History
from innoctl.rules.landing import Landed, Landing
from innoctl.rules.shares import Share
from innoctl.rules.told import Told
from tests.gates.council import IDEA, OWNED, STREAM, begin
from tests.rules.branch import (
    CHANGE,
    CONCEPT,
    IDEA_DATA,
    PATH,
    Branch,
    approval,
    authority,
    change,
    concept,
    digest,
    ground,
    landed,
)
from tests.rules.made import PROCESS

GO = landed(CONCEPT, concept())
TWO = (approval(GO, "p-01"), approval(GO, "p-02"))
CREATED = {**IDEA_DATA, "phase": "creation"}


def test_a_decision_counts_once_enough_have_approved_its_bytes() -> None:
    branch = Branch()
    assert branch.add(GO, TWO[0]) == []
    assert branch.grades() == {CONCEPT: ""}
    assert branch.add(TWO[1]) == []
    assert branch.grades() == {CONCEPT: "signed"}
    (decided,) = branch.history.decided.values()
    assert (decided.commit, decided.authority, decided.imported) == ("commit 2", "commit 1", False)
    assert branch.amiss() == {}


def test_approvals_count_that_are_named_before_their_decision_in_one_landing() -> None:
    branch = Branch()
    assert branch.add(*TWO, GO) == []
    assert branch.grades() == {CONCEPT: "signed"}


def test_what_stood_in_the_first_commit_is_imported_and_its_approvals_are_nothing() -> None:
    branch = Branch(added=(TWO[0], GO, landed(CHANGE, None)))
    assert (branch.begun, branch.grades()) == ([], {CONCEPT: "imported"})
    assert branch.history.votes == {}
    assert branch.history.decided[CONCEPT].authority == "commit 1"
    assert branch.codes(altered=(landed(TWO[0].path, None),)) == []
    assert branch.amiss() == {TWO[0].path: "G527"}
    other = landed(CONCEPT, concept(rationale="anders"))
    branch.add(TWO[0], other, approval(other, "p-01"), approval(other, "p-02"))
    assert (branch.amiss(), branch.grades()) == ({CONCEPT: "G526"}, {CONCEPT: "imported"})
    assert branch.history.decided[CONCEPT].subject.digest == GO.digest


def test_a_file_of_the_policy_that_cannot_be_read_at_first_lets_nobody_decide() -> None:
    broken = Landed("authority.yaml", None, "ff")
    branch = Branch(broken, Landed("agenda.yaml", None, ""))
    assert branch.history.amiss == {"authority.yaml": Finding.of("G535", "authority.yaml")}
    assert branch.history.in_force.policy.grade == "signed"
    branch.add(GO, *TWO)
    assert branch.grades() == {CONCEPT: ""}


def test_without_authority_the_names_in_a_decision_are_all_that_counts() -> None:
    branch = Branch(landed("authority.yaml", None))
    assert branch.history.in_force.policy.authority is None
    named = landed(CONCEPT, concept(decided_by=["p-05"]))
    assert branch.add(named) == []
    assert branch.grades() == {CONCEPT: "recorded"}


def test_a_history_that_has_not_begun_knows_no_policy() -> None:
    history = History(date(2026, 9, 22))
    codes = [one.code for one in history.land(Landing("c", added=(GO,), grounds=ground()))]
    assert codes[0] == "G539"  # no portfolio has this decision's id
    assert (history.in_force.policy.authority, history.decided[CONCEPT].authority) == (None, "")


def test_a_name_that_a_tree_holds_twice_is_amiss() -> None:
    branch = Branch()
    assert branch.codes(doubled=("ideas/X",)) == []
    assert branch.history.amiss["ideas/X"] == Finding.of("G546", "ideas/X", file="ideas/X")


def test_a_decision_that_is_changed_counts_no_more_until_it_is_put_back() -> None:
    branch = Branch()
    branch.add(GO, *TWO)
    branch.land(altered=(landed(CONCEPT, concept(rationale="anders")),))
    assert (branch.amiss(), branch.grades()) == ({CONCEPT: "G526"}, {CONCEPT: ""})
    assert branch.judged()[CONCEPT].void
    branch.land(altered=(GO,))
    assert (branch.amiss(), branch.grades()) == ({}, {CONCEPT: "signed"})
    assert not branch.judged()[CONCEPT].void


def test_a_record_that_was_taken_away_comes_back_only_as_it_was() -> None:
    branch = Branch()
    branch.add(GO, *TWO)
    branch.land(altered=(landed(CONCEPT, None),))
    assert branch.amiss() == {CONCEPT: "G527"}
    other = landed(CONCEPT, concept(outcome="no_go", to_phase="ideation"))
    branch.add(other, approval(other, "p-01"), approval(other, "p-02"))
    assert (branch.amiss()[CONCEPT], branch.grades()) == ("G526", {CONCEPT: ""})
    assert branch.history.decided[CONCEPT].subject.digest == GO.digest
    branch.add(GO)
    assert CONCEPT not in branch.amiss()


def test_an_approval_that_is_changed_or_gone_counts_no_more() -> None:
    branch = Branch()
    branch.add(GO, *TWO)
    branch.land(altered=(landed(TWO[0].path, None),))
    assert branch.grades() == {CONCEPT: ""}
    branch.add(TWO[0])
    assert branch.grades() == {CONCEPT: "signed"}


DEPUTY = approval(GO, "p-04", **{"for": "p-03"})
AGAINST = approval(GO, "p-03", stance="dissent", because="Toch niet.")
AWAY = landed(CONCEPT, None)


def deputised() -> Branch:
    """Return a branch on which p-04 stands in for p-03."""
    return Branch(deputies=[{"person": "p-04", "for": "p-03"}])


def test_what_is_said_after_the_landing_that_approved_a_decision_takes_nothing_away() -> None:
    branch = deputised()
    branch.add(GO, TWO[0], DEPUTY)
    branch.add(AGAINST)
    assert branch.grades() == {CONCEPT: "signed"}
    together = deputised()
    together.add(GO, TWO[0], DEPUTY, AGAINST)
    assert together.grades() == {CONCEPT: ""}


def test_names_that_landed_in_a_decision_are_not_taken_away_by_a_later_word() -> None:
    named = landed(CONCEPT, concept(decided_by=["p-01", "p-02"]))
    against = approval(named, "p-01", stance="recuse", because="Toch niet.")
    branch = Branch(approval="recorded")
    branch.add(named)
    branch.add(against)
    assert branch.grades() == {CONCEPT: "recorded"}
    together = Branch(approval="recorded")
    together.add(named, against)
    assert together.grades() == {CONCEPT: ""}


def test_what_is_said_while_a_decision_is_away_is_weighed_with_the_rest() -> None:
    branch = deputised()
    branch.add(GO, TWO[0])
    branch.land(altered=(AWAY,), added=(DEPUTY,))
    branch.add(AGAINST)
    branch.land(altered=(GO,))
    assert (branch.amiss(), branch.grades()) == ({}, {CONCEPT: ""})


def test_what_stands_again_as_it_landed_is_approved_for_good() -> None:
    branch = deputised()
    branch.add(GO, TWO[0])
    branch.land(altered=(landed(TWO[0].path, None),), added=(DEPUTY,))
    branch.land()
    branch.land(altered=(TWO[0],))
    branch.add(AGAINST)
    assert (branch.amiss(), branch.grades()) == ({}, {CONCEPT: "signed"})


def test_a_history_that_is_tried_leaves_the_one_that_it_began_at_alone() -> None:
    agenda = landed("agenda.yaml", {"a": 1})
    row = landed(CHANGE, change(agenda))
    branch = Branch()
    branch.add(GO, TWO[0])
    branch.land(added=(row,), policy=(agenda,))
    tried = branch.history.fork()
    assert tried.today == branch.history.today
    wrong = landed(second().path, concept(stream="unit/elders"))
    tried.land(Landing("tried", added=(TWO[1], approval(row, "p-01"), wrong)))
    tried.land(Landing("tried", altered=(landed(CHANGE, None),)))
    assert [one.grade for one in tried.judged()] == ["signed", "", ""]
    assert tried.in_force.document("agenda.yaml") == {"a": 1}
    assert branch.grades() == {CONCEPT: "", CHANGE: ""}
    assert (branch.amiss(), branch.history.in_force.document("agenda.yaml")) == ({}, {})
    right = second()
    assert branch.add(right, grounds=next_ground(right)) == []
    assert not branch.judged()[right.path].void
    branch.add(approval(row, "p-01"))
    assert branch.history.in_force.document("agenda.yaml") == {"a": 1}


def test_a_decision_of_another_form_is_void_whoever_approved_it() -> None:
    wrong = landed(CONCEPT, concept(surprise=1))
    branch = Branch()
    assert branch.add(wrong, approval(wrong, "p-01"), approval(wrong, "p-02")) == ["G535"]
    assert (branch.judged()[CONCEPT].void, branch.grades()) == (True, {CONCEPT: ""})
    dayless = landed(CONCEPT, concept(decided_on="soon"))
    assert Branch().add(dayless)[0] == "G535"
    unread = Branch()
    assert unread.add(Landed(CONCEPT, None, "ff")) == ["G535"]
    assert unread.grades() == {}


def test_a_decision_of_another_portfolio_is_void() -> None:
    strange = landed(CONCEPT, concept(portfolio="elders"))
    branch = Branch()
    (said,) = branch.land(
        added=(strange, approval(strange, "p-01"), approval(strange, "p-02")), grounds=ground()
    )
    params = {"portfolio": "elders", "idea": IDEA}
    assert said == Finding.of("G539", CONCEPT, ("portfolio",), **params)
    assert branch.judged()[CONCEPT].void
    assert branch.history.in_force.portfolio == "proef"


def test_a_decision_on_no_idea_that_can_be_read_is_void() -> None:
    said = Finding.of("G535", CONCEPT, ("idea",))
    for grounds in ({}, ground(after=None), ground(after={**IDEA_DATA, "id": None})):
        branch = Branch()
        assert branch.land(added=(GO, *TWO), grounds=grounds) == [said]
        assert branch.grades() == {CONCEPT: ""}


def test_the_stream_that_decides_is_that_of_the_idea_before_the_landing() -> None:
    moved = landed(CONCEPT, concept(stream="unit/elders"))
    branch = Branch()
    found = branch.land(added=(moved,), grounds=ground(after={**CREATED, "stream": "unit/elders"}))
    params = {"stream": "unit/elders", "home": STREAM}
    assert Finding.of("G545", CONCEPT, ("stream",), **params) in found
    assert branch.judged()[CONCEPT].void
    new = Branch()
    assert "G545" not in new.add(GO, grounds=ground(before=None))
    long = landed(CONCEPT, concept(stream="unit/" + "x" * 100))
    found = Branch().land(added=(long,), grounds=ground())
    assert {len(dict(one.params)["stream"]) for one in found if one.code == "G545"} == {80}


def test_the_rules_of_an_ideas_life_speak_of_the_decision_that_lands() -> None:
    assert "G522" in Branch(mandates=[]).add(GO)
    assert Branch().add(GO, grounds=ground(after=IDEA_DATA)) == ["D450"]
    assert Branch().add(GO, grounds=ground(sums=())) == ["G529"]
    late = landed(CONCEPT, concept(decided_on="2027-01-01"))
    branch = Branch()
    assert branch.add(late) == ["D440"]
    follows = second(after=late.digest, decided_on="2027-01-02")
    found = branch.land(added=(follows,), grounds=next_ground(follows))
    assert [(one.code, one.path) for one in found] == [
        ("D440", follows.path)
    ]  # once said is enough
    wrong = landed(CONCEPT, concept(base_commit=None))
    assert Branch().add(wrong) == ["G544"]
    assert Branch(approval="recorded").add(wrong) == []


def second(number: str = "02", **more: Any) -> Landed:
    path = f"decisions/2026-01/{IDEA}-{number}-product.yaml"
    fields = {"what": "product", "from_phase": "creation", "to_phase": "scaling", **more}
    sums = [{"path": PATH, "sha256": digest(CREATED)}]
    return landed(path, concept(**{"after": GO.digest, "evidence": sums, **fields}))


def next_ground(row: Landed, **more: Any) -> Any:
    given = {
        "before": CREATED, "after": {**CREATED, "phase": "scaling"}, "judged": CREATED,
        "sums": ((PATH, digest(CREATED)),), **more,
    }  # fmt: skip
    return ground(row.path, **given)


def test_decisions_that_land_together_are_told_together_in_the_order_of_their_numbers() -> None:
    follows = second()
    scaled = {**CREATED, "phase": "scaling"}
    branch = Branch()
    found = branch.add(follows, GO, grounds=ground(after=scaled) | next_ground(follows))
    assert found == []
    assert list(branch.history.decided) == [CONCEPT, follows.path]
    both = ground() | next_ground(follows, after=CREATED)
    assert set(Branch().add(follows, GO, grounds=both)) == {"D450"}


def test_what_lands_is_told_by_the_process_of_the_stream_that_it_names() -> None:
    asked: list[str] = []

    def process(stream: str) -> ProcessFacts:
        asked.append(stream)
        return PROCESS

    found = list(Told().coherent([GO], ground(), process, date(2026, 9, 22)))
    assert (asked, [one.code for one in found]) == ([STREAM], ["D450"])


def test_two_decisions_after_the_same_one_are_told_whichever_shows_it() -> None:
    branch = Branch()
    branch.add(GO)
    rival = landed(
        f"decisions/2026-01/{IDEA}-01-withdraw.yaml",
        concept(what="withdraw", outcome="done", to_phase="ideation"),
    )
    codes = branch.add(rival)
    assert "D424" in codes
    assert "D421" in codes


def test_a_chain_that_is_broken_is_told_of_every_decision_that_lands_after_it() -> None:
    lost = landed(CONCEPT, concept(after="0f" * 32))
    vain = landed(CONCEPT, concept(supersedes="0f" * 32))
    for first, code in ((lost, "D420"), (vain, "D423")):
        branch = Branch()
        assert branch.add(first) == [code]
        row = second(after=first.digest)
        assert code in branch.add(row, grounds=next_ground(row))
    twin = f"decisions/2026-01/{IDEA}-01-withdraw.yaml"
    rival = landed(twin, concept(what="withdraw", outcome="done", to_phase="ideation"))
    branch = Branch()
    branch.add(GO, rival)
    row = second()
    assert {"D421", "D424"} <= set(branch.add(row, grounds=next_ground(row)))


def test_an_idea_that_tells_another_story_is_told_of_the_decision_that_lands() -> None:
    for key, code in (("phase", "D450"), ("state", "D451"), ("stream", "D452")):
        other = {"phase": "scaling", "state": "on_hold", "stream": "unit/elders"}[key]
        assert Branch().add(GO, grounds=ground(after={**CREATED, key: other})) == [code]


def correction(old: Landed = GO, **more: Any) -> Landed:
    path = f"decisions/2026-01/{IDEA}-02-concept.yaml"
    fields = {"after": GO.digest, "supersedes": old.digest, **more}
    return landed(path, concept(**fields))


def test_a_correction_takes_the_place_of_the_old_one_once_it_is_approved() -> None:
    row = correction()
    branch = Branch()
    branch.add(GO, *TWO)
    branch.add(row, grounds=ground(row.path, before=CREATED))
    assert branch.judged()[CONCEPT].superseded == ""
    branch.add(approval(row, "p-01"), approval(row, "p-03"))
    assert branch.judged()[CONCEPT].superseded == row.path
    assert branch.judged()[row.path].superseded == ""
    branch.land(altered=(landed(row.path, None),))
    assert branch.judged()[CONCEPT].superseded == ""


def test_a_void_correction_or_one_of_nothing_takes_no_place() -> None:
    void = correction(stream="unit/elders")
    branch = Branch()
    branch.add(GO, *TWO)
    assert "G545" in branch.add(void, approval(void, "p-01"), approval(void, "p-02"))
    assert branch.judged()[void.path].verdict.approved
    assert (branch.judged()[CONCEPT].superseded, branch.grades()[void.path]) == ("", "")
    plain = Branch()
    row = second()
    plain.add(GO, *TWO, row, approval(row, "p-01"), approval(row, "p-02"), grounds=next_ground(row))
    assert plain.judged()[CONCEPT].superseded == ""


def test_a_correction_is_of_the_same_idea_and_of_an_earlier_decision() -> None:
    other = landed(
        "decisions/2026-01/zzzzzz-01-concept.yaml", concept(idea="zzzzzz", supersedes=GO.digest)
    )
    branch = Branch()
    branch.add(GO, *TWO)
    branch.add(other, approval(other, "p-01"), approval(other, "p-02"))
    assert branch.judged()[CONCEPT].superseded == ""
    row = second(after="0f" * 32)
    early = landed(CONCEPT, concept(supersedes=row.digest))
    later = Branch()
    later.add(early, approval(early, "p-01"), approval(early, "p-02"))
    later.add(row, approval(row, "p-01"), approval(row, "p-02"), grounds=next_ground(row))
    assert [one.superseded for one in later.judged().values()] == ["", ""]


def test_a_correction_takes_its_place_whatever_was_decided_on_the_portfolio_before() -> None:
    agenda = landed("agenda.yaml", {"a": 1})
    row, changed = correction(), landed(CHANGE, change(agenda))
    branch = Branch()
    branch.land(added=(changed, approval(changed, "p-01")), policy=(agenda,))
    branch.add(GO, *TWO)
    branch.add(row, approval(row, "p-01"), approval(row, "p-02"))
    assert branch.judged()[CONCEPT].superseded == row.path
    assert branch.judged()[changed.path].superseded == ""


def test_an_imported_correction_counts_without_approval() -> None:
    row = correction()
    branch = Branch(added=(GO, row))
    assert branch.judged()[CONCEPT].superseded == row.path


def test_a_correction_is_of_the_stream_that_took_the_decision() -> None:
    branch = Branch()
    branch.add(GO, *TWO)
    row = correction()
    elsewhere = {**CREATED, "stream": "unit/elders"}
    found = branch.add(row, grounds=ground(row.path, before=elsewhere, after=elsewhere))
    assert "G545" not in found
    wrong = correction(stream="unit/elders")
    other = Branch()
    other.add(GO, *TWO)
    assert "G545" in other.add(wrong, grounds=ground(wrong.path, before=elsewhere, after=elsewhere))


def test_an_approval_of_another_form_or_of_no_decision_counts_for_nothing() -> None:
    wrong = approval(GO, "p-01", surprise=1)
    branch = Branch()
    branch.add(GO)
    assert branch.codes(added=(wrong,)) == ["G535"]
    assert branch.codes(added=(Landed(TWO[1].path, None, "ff"),)) == ["G535"]
    assert branch.history.votes == {}
    none = approval(second(), "p-01")
    (said,) = branch.land(added=(none,))
    params = {"decision": second().path}
    assert said == Finding.of("G536", none.path, ("decision",), **params)
    assert branch.history.votes == {}


AUTHORITY = landed("authority.yaml", authority(approval="forge"))
CHANGED = landed(CHANGE, change(AUTHORITY))
BOTH = (approval(CHANGED, "p-01"), approval(CHANGED, "p-02"))


def year(stream: str = "corps", **more: Any) -> Landed:
    """Return the allocations of a year: one of the stream of the idea, one of another."""
    rows = [{"id": "own", "stream": STREAM, "amount": "1.00"}]
    rows.append({"id": "other", "stream": stream, "amount": "1.00", **more})
    return landed("budgets/2026.yaml", {"year": 2026, "budgets": rows})


RICH = landed(
    CONCEPT,
    concept(resources=[{"budget": name, "amount": "5.00"} for name in ("own", "other")]),
)
RICH_TWO = (approval(RICH, "p-01"), approval(RICH, "p-02"))


def paid_along(branch: Branch) -> tuple[Share, ...]:
    return branch.history.decided[CONCEPT].subject.shares


def test_whose_budget_it_is_follows_from_the_allocations_in_force() -> None:
    branch = Branch(year(amount=1.0))  # an amount that cannot be read leaves it whose it is
    assert branch.add(RICH, *RICH_TWO) == ["G522"]
    assert paid_along(branch) == (Share("corps", 500),)
    assert branch.grades() == {CONCEPT: ""}
    own = Branch(year(STREAM))
    assert own.add(RICH, *RICH_TWO) == []
    assert (paid_along(own), own.grades()) == ((), {CONCEPT: "signed"})


def test_a_file_elsewhere_allocates_nothing() -> None:
    decoy = landed("process/budgets.yaml", year(STREAM).data)
    branch = Branch(decoy)
    branch.add(RICH, *RICH_TWO)
    assert (paid_along(branch), branch.grades()) == ((Share("", 1000),), {CONCEPT: ""})


def test_an_allocation_that_lands_beside_a_grant_is_not_in_force_for_it() -> None:
    mine = year(STREAM)
    row = landed(CHANGE, change(mine))
    branch = Branch(year())
    branch.land(
        added=(row, approval(row, "p-01"), RICH, *RICH_TWO), policy=(mine,), grounds=ground()
    )
    assert branch.grades() == {CHANGE: "signed", CONCEPT: ""}
    assert paid_along(branch) == (Share("corps", 500),)


def test_an_allocation_counts_from_the_landing_after_its_approval() -> None:
    mine = year(STREAM)
    row = landed(CHANGE, change(mine))
    branch = Branch(year())
    assert branch.history.in_force.payers == {"own": STREAM, "other": "corps"}
    branch.land(added=(row,), policy=(mine,))
    assert branch.history.in_force.payers["other"] == "corps"
    branch.add(approval(row, "p-01"))
    assert branch.history.in_force.payers["other"] == STREAM
    assert branch.history.in_force.payers is branch.history.in_force.payers
    branch.add(RICH, *RICH_TWO)
    assert branch.grades()[CONCEPT] == "signed"


def test_a_change_of_policy_is_in_force_once_an_owner_approved_it() -> None:
    branch = Branch()
    assert branch.codes(added=(CHANGED,), policy=(AUTHORITY,)) == []
    assert (branch.amiss(), branch.history.in_force.policy.grade) == ({}, "signed")
    assert branch.add(BOTH[0]) == []
    assert branch.history.in_force.policy.grade == "forge"
    branch.add(GO, *TWO)
    assert branch.history.decided[CONCEPT].authority == "commit 3"
    assert branch.history.decided[CONCEPT].policy.grade == "forge"
    assert branch.history.decided[CHANGE].policy.grade == "signed"


def test_a_landing_is_judged_by_the_policy_before_it() -> None:
    branch = Branch()
    mine = landed("authority.yaml", authority(mandates=[]))
    row = landed(CHANGE, change(mine))
    branch.land(added=(row, approval(row, "p-01"), GO, *TWO), policy=(mine,), grounds=ground())
    assert branch.history.in_force.policy.authority is not None
    assert branch.history.in_force.policy.authority.mandates == ()
    assert branch.grades() == {CHANGE: "signed", CONCEPT: "signed"}


def test_a_change_of_policy_without_a_decision_is_amiss_and_not_in_force() -> None:
    branch = Branch()
    assert branch.codes(policy=(AUTHORITY,)) == []
    said = Finding.of("G523", "authority.yaml", file="authority.yaml")
    assert branch.history.amiss == {"authority.yaml": said}
    assert branch.history.in_force.policy.grade == "signed"
    branch.land(policy=(landed("authority.yaml", authority()),))
    assert branch.amiss() == {}


def test_a_change_of_other_bytes_than_were_decided_is_amiss_and_not_in_force() -> None:
    other = landed("authority.yaml", authority(approval="recorded"))
    branch = Branch()
    branch.land(added=(CHANGED, *BOTH), policy=(other,))
    assert branch.amiss() == {"authority.yaml": "G524"}
    assert branch.history.in_force.policy.grade == "signed"
    branch.land(policy=(AUTHORITY,))
    assert (branch.amiss(), branch.history.in_force.policy.grade) == ({}, "forge")


def test_what_a_later_change_has_written_over_is_not_brought_back_by_a_late_approval() -> None:
    branch = Branch()
    branch.land(added=(CHANGED,), policy=(AUTHORITY,))
    branch.land(policy=(landed("authority.yaml", authority()),))
    assert branch.add(*BOTH) == []
    assert branch.history.in_force.policy.grade == "signed"
    branch.land(policy=(AUTHORITY,))
    assert branch.history.in_force.policy.grade == "forge"


def test_a_change_is_in_force_as_a_whole_or_not_at_all() -> None:
    agenda, gone = landed("agenda.yaml", {"a": 1}), landed("agenda.yaml", None)
    row = landed(CHANGE, change(AUTHORITY, gone))
    branch = Branch(agenda)
    branch.land(added=(row, approval(row, "p-01")), policy=(AUTHORITY,))
    assert branch.history.in_force.policy.grade == "signed"
    branch.land(policy=(gone,))
    assert (
        branch.history.in_force.policy.grade,
        branch.history.in_force.document("agenda.yaml"),
    ) == ("forge", {})


def test_a_change_of_which_one_file_was_written_over_is_not_brought_back() -> None:
    agenda = landed("agenda.yaml", {"a": 1})
    row = landed(CHANGE, change(AUTHORITY, agenda))
    branch = Branch()
    branch.land(added=(row,), policy=(AUTHORITY, agenda))
    branch.land(policy=(landed("agenda.yaml", None),))
    branch.add(approval(row, "p-01"))
    assert (
        branch.history.in_force.policy.grade,
        branch.history.in_force.document("agenda.yaml"),
    ) == ("signed", {})


def test_of_changes_of_one_file_that_land_together_the_last_is_in_force() -> None:
    first, last = landed("agenda.yaml", {"a": 1}), landed("agenda.yaml", {"a": 2})
    one = landed(CHANGE, change(first))
    two = landed("decisions/portfolio/0002-change.yaml", change(last, after=one.digest))
    branch = Branch()
    voices = (approval(one, "p-01"), approval(two, "p-01"))
    assert branch.codes(added=(one, two, *voices), policy=(first, last)) == []
    assert (branch.amiss(), branch.history.in_force.document("agenda.yaml")) == ({}, {"a": 2})
    branch.land()
    branch.add(GO)
    assert branch.history.decided[CONCEPT].authority == "commit 2"


def test_a_change_waits_no_more_for_what_a_later_one_has_written_over() -> None:
    mine, other = landed("agenda.yaml", {"a": 1}), landed("agenda.yaml", {"a": 2})
    one = landed(CHANGE, change(AUTHORITY, mine))
    two = landed("decisions/portfolio/0002-change.yaml", change(other, after=one.digest))
    branch = Branch()
    branch.land(added=(one,), policy=(AUTHORITY, mine))
    branch.land(added=(two, approval(two, "p-01")), policy=(other,))
    assert branch.history.in_force.document("agenda.yaml") == {"a": 2}
    assert branch.history.in_force.policy.grade == "signed"
    branch.add(approval(one, "p-01"))
    assert branch.history.in_force.document("agenda.yaml") == {"a": 2}
    assert branch.history.in_force.policy.grade == "forge"


def test_a_change_that_is_approved_afterwards_puts_in_force_what_stands_there() -> None:
    branch = Branch()
    branch.land(policy=(AUTHORITY,))
    assert branch.amiss() == {"authority.yaml": "G523"}
    branch.add(CHANGED)
    assert branch.amiss() == {"authority.yaml": "G523"}
    branch.add(BOTH[0])
    assert (branch.amiss(), branch.history.in_force.policy.grade) == ({}, "forge")


def test_bytes_that_were_in_force_once_need_a_new_decision_to_come_back() -> None:
    back = landed("authority.yaml", authority(approval="signed", importers=[]))
    again = landed("decisions/portfolio/0002-change.yaml", change(back, after=CHANGED.digest))
    branch = Branch()
    branch.land(added=(CHANGED, *BOTH), policy=(AUTHORITY,))
    branch.land(added=(again, approval(again, "p-01")), policy=(back,))
    assert (branch.amiss(), branch.history.in_force.policy.grade) == ({}, "signed")
    branch.land(policy=(AUTHORITY,))
    assert (branch.amiss(), branch.history.in_force.policy.grade) == (
        {"authority.yaml": "G523"},
        "signed",
    )


def test_changes_of_policy_form_one_chain() -> None:
    agenda = landed("agenda.yaml", {"a": 1})
    branch = Branch()
    branch.land(added=(CHANGED, *BOTH), policy=(AUTHORITY,))
    stray = landed("decisions/portfolio/0002-change.yaml", change(agenda))
    voices = (approval(stray, "p-01"), approval(stray, "p-02"))
    (said,) = branch.land(added=(stray, *voices), policy=(agenda,))
    assert said == Finding.of("G533", stray.path, ("after",))
    assert branch.judged()[stray.path].void
    assert branch.history.in_force.document("agenda.yaml") == {}
    good = landed("decisions/portfolio/0003-change.yaml", change(agenda, after=CHANGED.digest))
    assert branch.codes(added=(good, approval(good, "p-01"))) == []
    assert branch.history.in_force.document("agenda.yaml") == {"a": 1}


def test_an_imported_change_is_the_one_that_the_next_follows_on() -> None:
    branch = Branch(added=(CHANGED,))
    agenda = landed("agenda.yaml", {"a": 1})
    row = landed("decisions/portfolio/0002-change.yaml", change(agenda, after=CHANGED.digest))
    assert branch.codes(added=(row, approval(row, "p-01")), policy=(agenda,)) == []
    assert branch.history.in_force.document("agenda.yaml") == {"a": 1}
    assert branch.grades() == {CHANGE: "imported", row.path: "signed"}


def test_bytes_that_an_imported_change_named_need_a_decision_to_come_back() -> None:
    branch = Branch(added=(CHANGED,))
    branch.land(policy=(AUTHORITY,))
    assert (branch.amiss(), branch.history.in_force.policy.grade) == (
        {"authority.yaml": "G523"},
        "signed",
    )


def test_a_file_that_nobody_owns_is_changed_by_nobody_where_approval_is_asked() -> None:
    agenda = landed("agenda.yaml", {"a": 1})
    row = landed(CHANGE, change(agenda))
    branch = Branch(owners={"authority": ["keeper"]})
    assert branch.codes(added=(row, approval(row, "p-01")), policy=(agenda,)) == ["G537"]
    assert branch.history.in_force.document("agenda.yaml") == {}
    bare = Branch(owners={"authority": ["keeper"]})
    bare.land(policy=(agenda,))
    assert (bare.amiss(), bare.history.in_force.document("agenda.yaml")) == (
        {"agenda.yaml": "G523"},
        {},
    )


def test_where_names_are_enough_a_file_without_owners_is_changed_by_writing_it() -> None:
    agenda = landed("agenda.yaml", {"a": 1})
    branch = Branch(approval="recorded", owners={"authority": ["keeper"]})
    branch.land(policy=(agenda,))
    assert (branch.amiss(), branch.history.in_force.document("agenda.yaml")) == ({}, {"a": 1})
    branch.add(GO)
    assert branch.history.decided[CONCEPT].authority == "commit 1"
    branch.land(policy=(AUTHORITY,))
    assert branch.amiss() == {"authority.yaml": "G523"}
    free = Branch(approval="recorded", owners={})
    free.land(policy=(AUTHORITY,))
    free.add(GO)
    assert free.history.in_force.policy.grade == "forge"
    assert free.history.decided[CONCEPT].authority == "commit 2"


def test_a_file_that_an_approved_change_takes_away_is_no_more_in_force() -> None:
    branch = Branch(landed("agenda.yaml", {"a": 1}))
    gone = landed("agenda.yaml", None)
    row = landed(CHANGE, change(gone))
    branch.land(added=(row,), policy=(gone,))
    assert branch.amiss() == {}
    assert branch.history.in_force.document("agenda.yaml") == {"a": 1}
    branch.add(approval(row, "p-01"))
    assert branch.history.in_force.document("agenda.yaml") == {}


def test_a_new_file_that_cannot_be_read_is_amiss_until_it_is_gone() -> None:
    branch = Branch()
    assert branch.codes(policy=(Landed("budgets/2026.yaml", None, "aa"),)) == []
    assert branch.amiss() == {"budgets/2026.yaml": "G523"}
    branch.land(policy=(Landed("budgets/2026.yaml", None, ""),))
    assert branch.amiss() == {}


def test_an_approved_file_that_cannot_be_read_leaves_the_old_one_in_force() -> None:
    broken = Landed("authority.yaml", None, "ff" * 32)
    row = landed(CHANGE, change(broken))
    branch = Branch()
    branch.land(added=(row, approval(row, "p-01")), policy=(broken,))
    assert branch.history.in_force.policy.grade == "signed"
    assert branch.history.in_force.policy.authority is not None
    assert len(branch.history.in_force.policy.authority.mandates) == 1


def test_a_change_after_which_a_quorum_is_out_of_reach_is_told_and_not_yet_made() -> None:
    lone = landed("authority.yaml", authority(gatekeepers=[{"person": "p-01"}]))
    row = landed(CHANGE, change(lone))
    branch = Branch()
    before = branch.history.in_force.policy
    found = branch.land(added=(row,), policy=(lone,))
    owned = [{"able": 0, "quorum": 1, "stream": f"owners.{key}"} for key in OWNED]
    rows = [{"able": 0, "quorum": 2, "stream": STREAM}, *owned]
    assert found == [Finding.of("G525", CHANGE, ("changes",), **one) for one in rows]
    assert branch.history.in_force.policy == before
    assert branch.codes(doubled=("x",)) == []


def test_a_change_is_told_to_put_a_quorum_out_of_reach_whenever_it_comes_in_force() -> None:
    lone = landed("authority.yaml", authority(gatekeepers=[{"person": "p-01"}]))
    row = landed(CHANGE, change(lone))
    file_last, word_last = Branch(), Branch()
    assert file_last.codes(added=(row, approval(row, "p-01"))) == []
    assert set(file_last.codes(policy=(lone,))) == {"G525"}
    assert set(word_last.codes(added=(row,), policy=(lone,))) == {"G525"}
    assert set(word_last.codes(added=(approval(row, "p-01"),))) == {"G525"}
    assert word_last.codes(doubled=("x",)) == []


def test_what_was_out_of_reach_already_is_no_fault_of_the_change() -> None:
    branch = Branch(mandates=[{"streams": ["unit/*"], "roles": ["keeper"], "quorum": 9}])
    wider = authority(mandates=[{"streams": ["unit/*"], "roles": ["keeper"], "quorum": 8}])
    row = landed("authority.yaml", wider)
    assert branch.codes(added=(landed(CHANGE, change(row)),), policy=(row,)) == []


def test_roles_that_ended_lock_out_as_of_the_day_of_the_change_and_when_tried_as_of_today() -> None:
    held = begin()["organisation.yaml"]
    for until, when in (("2026-03-11", "then"), ("2026-03-12", "now"), ("2026-09-22", "never")):
        ended = {**held, "holders": [{**row, "until": until} for row in held["holders"]]}
        row = landed("organisation.yaml", ended)
        step = Landing("next", added=(landed(CHANGE, change(row)),), policy=(row,))
        history = Branch().history
        trying = history.fork()
        told = {one.code for one in trying.land(step)}, {one.code for one in history.land(step)}
        assert told == {
            "then": ({"G525"}, {"G525"}), "now": ({"G525"}, set()), "never": (set(), set()),
        }[when]  # fmt: skip


def test_the_process_of_a_stream_is_the_one_in_force() -> None:
    branch = Branch()
    assert branch.history.in_force.process().version == "1"
    own = landed(f"process/{STREAM}.yaml", {"gates": [{"gate": "concept", "threshold": "x"}]})
    whole = landed("process.yaml", {**begin()["process.yaml"], "version": "2"})
    row = landed(CHANGE, change(own, whole))
    branch.history.in_force.process(STREAM)
    branch.land(added=(row,), policy=(own, whole))
    assert branch.history.in_force.process().version == "1"
    branch.add(approval(row, "p-01"))
    assert branch.history.in_force.process().version == "2"
    assert branch.history.in_force.process(STREAM) != branch.history.in_force.process()
    assert branch.history.in_force.process(STREAM) is branch.history.in_force.process(STREAM)


def test_a_change_of_policy_that_reads_as_a_decision_on_an_idea_is_none() -> None:
    row = landed("agenda.yaml", {"goals": []})
    forged = landed(CHANGE, {**concept(), **change(row), "what": "concept"})
    branch = Branch()
    assert branch.codes(added=(forged,), policy=(row,)) == ["G535"]
    assert branch.add(GO, *TWO) == []
    assert branch.grades()[CONCEPT] == "signed"


def test_an_imported_decision_on_an_idea_begins_no_chain_of_changes() -> None:
    row = landed("agenda.yaml", {"goals": []})
    branch = Branch(added=(GO,))
    assert branch.codes(added=(landed(CHANGE, change(row)),), policy=(row,)) == []
