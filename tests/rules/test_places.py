"""Whose word fills which place: one voice a person, one a place, in the way that comes furthest."""

from __future__ import annotations

from itertools import permutations

import pytest

from innoctl.errors import Finding
from innoctl.model.authority_facts import DeputyFacts, MandateFacts
from innoctl.model.policy import HolderFacts
from innoctl.rules.approvals import judge
from innoctl.rules.mandate import Policy
from innoctl.rules.votes import Verdict, Vote
from tests.keys import key
from tests.rules.approving import SUBJECT, codes, organisation, policy, vote

CHANGE = SUBJECT._replace(what="change", stream="", owned=("authority", "process"))


def people(verdict: Verdict) -> list[tuple[str, str]]:
    return [(one.person, one.principal) for one in verdict.counted]


def review(name: str, under: Policy, **more: object) -> Vote:
    return vote(name, signed=False, key="", account=("forge", ord(name)), under=under, **more)


def roles() -> Policy:
    """Return a policy in which a keeps the authority and b the process."""
    held = (HolderFacts("keeper", "a", "", "", ""), HolderFacts("clerk", "b", "", "", ""))
    owned = (("authority", ("keeper",)), ("process", ("clerk",)))
    return policy("forge", owners=owned)._replace(organisation=organisation(*held))


def test_a_person_who_speaks_twice_has_one_vote() -> None:
    under = policy(deputies=(DeputyFacts("a", "c"),))
    votes = [vote("a", under=under), vote("a", principal="c", under=under)]
    for said in permutations(votes):
        verdict = judge(SUBJECT, said, under)
        assert (verdict.approved, people(verdict)) == (False, [("a", "a")])


def test_two_deputies_of_one_person_have_one_vote() -> None:
    under = policy(deputies=(DeputyFacts("d", "c"), DeputyFacts("e", "c")))
    mine = SUBJECT._replace(proposed_by="z")
    votes = [vote(name, principal="c", under=under) for name in "ed"]
    for said in permutations(votes):
        verdict = judge(mine, said, under)
        assert (verdict.approved, people(verdict)) == (False, [("d", "c")])
        crowded = Finding.of("G512", "approvals/e.yaml", ("person",), person="e", other="d")
        assert verdict.refused == (crowded,)


def test_who_holds_the_role_goes_before_his_deputy_however_well_that_one_is_proved() -> None:
    under = policy("forge")
    votes = [vote("d", principal="c", under=under), review("c", under)]
    for said in permutations(votes):
        verdict = judge(SUBJECT, said, under)
        assert (verdict.approved, people(verdict)) == (False, [("c", "c")])
        crowded = Finding.of("G512", "approvals/d.yaml", ("person",), person="d", other="c")
        assert verdict.refused == (crowded,)


def test_of_two_deputies_the_one_who_proves_more_counts() -> None:
    under = policy("forge", quorum=1, deputies=(DeputyFacts("d", "c"), DeputyFacts("e", "c")))
    mine = SUBJECT._replace(proposed_by="z")
    votes = [review("d", under, principal="c"), vote("e", principal="c", under=under)]
    for said in permutations(votes):
        assert people(judge(mine, said, under)) == [("e", "c")]


def test_the_grade_is_that_of_the_best_who_are_needed_whoever_holds_the_role_himself() -> None:
    under = policy("forge", quorum=1)
    verdict = judge(SUBJECT, [review("a", under), vote("d", principal="c", under=under)], under)
    assert (verdict.grade, people(verdict)) == ("signed", [("d", "c"), ("a", "a")])


@pytest.mark.parametrize("stance", ["dissent", "recuse"])
def test_who_dissents_or_stands_aside_is_not_heard_through_another_file(stance: str) -> None:
    votes = [vote("a"), vote("b"), vote("b", stance=stance)]
    for said in permutations(votes):
        verdict = judge(SUBJECT, said, policy())
        assert (verdict.approved, people(verdict), codes(verdict)) == (False, [("a", "a")], [])


@pytest.mark.parametrize("stance", ["dissent", "recuse"])
def test_a_deputy_does_not_speak_for_who_dissents_or_stands_aside(stance: str) -> None:
    votes = [vote("a"), vote("c", stance=stance), vote("d", principal="c")]
    verdict = judge(SUBJECT, votes, policy())
    assert (verdict.approved, people(verdict)) == (False, [("a", "a")])
    passed = Finding.of("G564", "approvals/d.yaml", ("for",), person="d", principal="c")
    assert verdict.refused == (passed,)


def test_a_deputy_who_is_named_in_the_decision_stands_in_for_his_principal() -> None:
    named = SUBJECT._replace(named=("a", "d"))
    verdict = judge(named, [], policy("recorded"))
    assert (verdict.grade, people(verdict)) == ("recorded", [("a", "a"), ("d", "c")])


def test_a_deputy_in_his_own_name_counts_in_no_place_of_another() -> None:
    verdict = judge(SUBJECT, [vote("a"), vote("d")], policy())
    assert (verdict.approved, codes(verdict)) == (False, ["G501"])


def test_owners_of_one_file_do_not_stand_for_those_of_another() -> None:
    under = roles()
    signed, reviewed = vote("a", under=under), review("b", under)
    assert judge(CHANGE, [signed], under).approved is False
    assert judge(CHANGE, [reviewed], under).approved is False
    both = judge(CHANGE, [signed, reviewed], under)
    assert (both.grade, both.needed, people(both)) == ("forge", 2, [("a", "a"), ("b", "b")])


def test_who_owns_none_of_the_files_is_told_which_they_are() -> None:
    verdict = judge(CHANGE, [vote("d", under=roles())], roles())
    about = {"what": "change", "stream": "authority, process", "principal": ""}
    said = Finding.of("G501", "approvals/d.yaml", ("person",), person="d", **about)
    assert verdict.refused == (said,)


@pytest.mark.parametrize("turn", [1, -1])
def test_the_way_that_is_met_counts_wherever_it_stands(turn: int) -> None:
    held = (
        *(HolderFacts("keeper", name, "", "", "") for name in "abc"),
        HolderFacts("chief", "d", "", "", ""),
    )
    rows = (
        MandateFacts(("unit/*",), ("*",), ("keeper",), 3),
        MandateFacts(("unit/*",), ("*",), ("chief",), 1),
    )
    under = policy(mandates=rows[::turn])._replace(organisation=organisation(*held))
    some = [vote("a", under=under), vote("b", under=under)]
    short = judge(SUBJECT, some, under)
    assert (short.approved, short.needed, people(short)) == (False, 3, [("a", "a"), ("b", "b")])
    verdict = judge(SUBJECT, [*some, vote("d", under=under)], under)
    assert (verdict.grade, verdict.needed, people(verdict)) == ("signed", 1, [("d", "d")])
    assert codes(verdict) == []  # a and b are not crowded out: nobody took their places


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_ways_that_are_met_the_better_proved_gives_the_grade(turn: int) -> None:
    held = (
        *(HolderFacts("keeper", name, "", "", "") for name in "ab"),
        HolderFacts("chief", "c", "", "", ""),
    )
    rows = (
        MandateFacts(("unit/*",), ("*",), ("keeper",), 2),
        MandateFacts(("unit/*",), ("*",), ("chief",), 1),
    )
    under = policy("forge", mandates=rows[::turn])._replace(organisation=organisation(*held))
    said = [review("a", under), review("b", under), vote("c", under=under)]
    verdict = judge(SUBJECT, said, under)
    assert (verdict.grade, people(verdict)) == ("signed", [("c", "c")])


def test_where_nobody_can_decide_one_approval_is_asked_for_that_nobody_can_give() -> None:
    over = judge(SUBJECT._replace(cents=1), [], policy(limit=0))
    assert (over.approved, over.needed, over.counted) == (False, 1, ())


def test_one_of_several_keys_that_two_persons_share_proves_neither() -> None:
    rows = policy().authority
    assert rows is not None
    first, second, *rest = rows.gatekeepers
    twin = second._replace(keys=(*second.keys, *first.keys))
    under = policy(gatekeepers=(first, twin, *rest))
    shared = judge(SUBJECT, [vote("a", under=under), vote("b", key=key("a"), under=under)], under)
    assert (shared.approved, codes(shared)) == (False, ["G510", "G510"])
    said = Finding.of("G510", "approvals/a.yaml", ("signature",), person="a", other="b")
    assert shared.refused[0] == said
    assert codes(judge(SUBJECT, [vote("b", under=under)], under)) == []  # his own key is his own


def test_no_amount_passes_a_limit_of_nothing() -> None:
    votes = [vote("a"), vote("b")]
    assert judge(SUBJECT, votes, policy(limit=0)).approved
    assert judge(SUBJECT._replace(cents=1), votes, policy(limit=0)).approved is False


def test_a_deputy_acts_for_an_owner_of_the_rules_as_for_any_gatekeeper() -> None:
    changed = SUBJECT._replace(what="change", stream="", owned=("authority",))
    said = judge(changed, [vote("d", principal="c")], policy())
    assert [(one.person, one.principal) for one in said.counted] == [("d", "c")]
    assert (said.approved, said.refused) == (True, ())
    own = judge(changed._replace(proposed_by="c"), [vote("d", principal="c")], policy())
    assert (own.approved, codes(own)) == (False, ["G502"])
    assert codes(judge(changed, [vote("d")], policy())) == ["G501"]
