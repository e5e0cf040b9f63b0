"""Which approvals count, held to a count by hand over random councils."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.errors import Finding
from innoctl.model.authority_facts import DeputyFacts, GatekeeperFacts, KeyFacts
from innoctl.rules.approvals import judge
from innoctl.rules.mandate import Policy
from innoctl.rules.votes import Counted, Part, Verdict
from tests.keys import key
from tests.rules.approving import (
    COUNCIL,
    PERSONS,
    STREAM,
    SUBJECT,
    codes,
    organisation,
    policy,
    vote,
)


def test_enough_of_the_council_approve() -> None:
    verdict = judge(SUBJECT, [vote("a"), vote("b")], policy())
    assert (verdict.approved, verdict.grade, verdict.needed) == (True, "signed", 2)
    assert [(one.person, one.principal, one.grade) for one in verdict.counted] == [
        ("a", "a", "signed"),
        ("b", "b", "signed"),
    ]


def refusal(code: str, *field: str, **params: object) -> Finding:
    return Finding.of(code, "approvals/b.yaml", field, **params)


OUT = {"what": "concept", "stream": STREAM}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"digest": "00" * 32}, refusal("G505", "sha256", person="b", decision=SUBJECT.path)),
        (
            {"decision": "decisions/y.yaml"},
            refusal("G505", "sha256", person="b", decision=SUBJECT.path),
        ),
        ({"portfolio": "elders"}, refusal("G505", "sha256", person="b", decision=SUBJECT.path)),
        ({"key": ""}, refusal("G504", "signature", person="b")),
        ({"key": key("a")}, refusal("G503", "signature", person="b")),
        ({"person": "e", "key": key("e")}, refusal("G502", "person", person="e")),
        ({"opener": "b"}, refusal("G502", "person", person="b")),
        (
            {"person": "d", "key": key("d")},
            refusal("G501", "person", person="d", **OUT, principal=""),
        ),
        (
            {"person": "d", "key": key("d"), "principal": "a"},
            refusal("G511", "for", person="d", **OUT, principal="a"),
        ),
        ({"principal": "b"}, refusal("G511", "for", person="b", **OUT, principal="b")),
        (
            {"signed": False, "key": ""},
            refusal("G506", person="b", grade="recorded", asked="signed"),
        ),
        (
            {"signed": False, "key": "", "account": ("forge", ord("b"))},
            refusal("G506", person="b", grade="forge", asked="signed"),
        ),
    ],
)
def test_a_vote_that_proves_less_does_not_count(changed: dict[str, object], fault: Finding) -> None:
    verdict = judge(SUBJECT, [vote("a"), vote("b", **changed)], policy())
    assert (verdict.approved, verdict.refused) == (False, (fault,))


@pytest.mark.parametrize(
    ("account", "code"),
    [(("forge", ord("b")), ""), (("forge", ord("a")), "G507"), (("other", ord("b")), "G507")],
)
def test_a_review_counts_by_host_and_number(account: tuple[str, int], code: str) -> None:
    under = policy("forge")
    other = vote("b", signed=False, key="", account=account, under=under)
    verdict = judge(SUBJECT, [vote("a", under=under), other], under)
    assert (verdict.grade, codes(verdict)) == (("", [code]) if code else ("forge", []))
    said = refusal(code, "review", "account", person="b", account=account[1])
    assert verdict.refused == ((said,) if code else ())


def test_the_weakest_approval_that_is_needed_gives_the_grade() -> None:
    under = policy("forge")
    review = vote("b", signed=False, key="", account=("forge", ord("b")), under=under)
    two = [vote("a", under=under), review]
    assert judge(SUBJECT, two, under).grade == "forge"
    assert judge(SUBJECT, [*two, vote("c", under=under)], under).grade == "signed"


def test_an_importer_must_stand_for_a_review_where_the_policy_names_one() -> None:
    under = policy("forge", importers=(KeyFacts(key("i")),))
    review = vote("b", signed=False, key="", account=("forge", ord("b")), under=under)
    bare = judge(SUBJECT, [vote("a", under=under), review], under)
    assert (bare.approved, codes(bare)) == (False, ["G509"])
    brought = review._replace(importer=key("i"))
    assert judge(SUBJECT, [vote("a", under=under), brought], under).approved
    told_now = review._replace(asked=True)
    assert judge(SUBJECT, [vote("a", under=under), told_now], under).approved


def test_an_importer_never_approves() -> None:
    under = policy(importers=(KeyFacts(key("b")),))
    verdict = judge(SUBJECT, [vote("a", under=under), vote("b", under=under)], under)
    assert (verdict.approved, codes(verdict)) == (False, ["G508"])


@pytest.mark.parametrize("shared", ["key", "account"])
def test_what_two_persons_share_proves_neither(shared: str) -> None:
    rows = policy().authority
    assert rows is not None
    first, second, *rest = rows.gatekeepers
    twin = (
        second._replace(keys=first.keys)
        if shared == "key"
        else second._replace(accounts=first.accounts)
    )
    under = policy("forge", gatekeepers=(first, twin, *rest))
    if shared == "key":
        votes = [vote("a", under=under), vote("b", key=key("a"), under=under)]
    else:
        votes = [
            vote(name, signed=False, key="", account=("forge", ord("a")), under=under)
            for name in "ab"
        ]
    verdict = judge(SUBJECT, votes, under)
    assert (verdict.approved, codes(verdict)) == (False, ["G510", "G510"])


def test_keys_are_those_from_before_the_approval_landed() -> None:
    gone = policy(gatekeepers=(GatekeeperFacts("a", (KeyFacts(key("a")),)), GatekeeperFacts("b")))
    assert judge(SUBJECT, [vote("a"), vote("b")], gone).approved  # they were added since
    late = judge(SUBJECT, [vote("a"), vote("b", under=gone)], policy())
    assert (late.approved, codes(late)) == (False, ["G503"])


def test_a_deputy_of_the_proposer_does_not_count() -> None:
    mine = SUBJECT._replace(proposed_by="c")
    verdict = judge(mine, [vote("a"), vote("d", principal="c")], policy())
    assert (verdict.approved, codes(verdict)) == (False, ["G502"])


def test_a_review_of_a_deputy_takes_the_only_place_that_it_can() -> None:
    under = policy("forge", deputies=(DeputyFacts("d", "c"),))
    review = vote("d", signed=False, key="", account=("forge", ord("d")), under=under)
    said = judge(SUBJECT, [vote("a", under=under), review], under)
    assert [(one.person, one.principal) for one in said.counted] == [("a", "a"), ("d", "c")]
    for more in ("b", "a"):
        two = policy("forge", deputies=(DeputyFacts("d", "c"), DeputyFacts("d", more)))
        said = judge(SUBJECT, [vote("a", under=two), review._replace(policy=two)], two)
        assert (said.approved, codes(said)) == (False, ["G501"])
    away = judge(SUBJECT._replace(proposed_by="c"), [vote("a", under=under), review], under)
    assert (away.approved, codes(away)) == (False, ["G501"])
    mine = judge(SUBJECT, [vote("a", under=under), review._replace(opener="c")], under)
    assert (mine.approved, codes(mine)) == (False, ["G501"]), "c opened the pull request"
    himself = policy("forge", deputies=(DeputyFacts("b", "c"),))
    own = review._replace(person="b", account=("forge", ord("b")), policy=himself)
    said = judge(SUBJECT, [vote("a", under=himself), own], himself)
    assert [(one.person, one.principal) for one in said.counted] == [("a", "a"), ("b", "b")]


def test_nobody_says_for_a_reviewer_for_whom_it_was() -> None:
    two = policy("forge", deputies=(DeputyFacts("d", "c"), DeputyFacts("d", "b")))
    review = vote("d", signed=False, key="", account=("forge", ord("d")), under=two)
    for named in "bc":
        said = judge(SUBJECT, [vote("a", under=two), review._replace(principal=named)], two)
        added = Finding.of("G563", review.path, ("for",), person="d", principal=named)
        assert (said.approved, said.refused) == (False, (added,))


def test_where_names_are_enough_a_deputy_still_writes_down_for_whom() -> None:
    under = policy("recorded", deputies=(DeputyFacts("d", "c"),))
    written = vote("d", signed=False, key="", under=under)
    said = judge(SUBJECT, [vote("a", under=under), written], under)
    assert (said.approved, codes(said)) == (False, ["G501"]), "only a review takes a place unsaid"
    for_c = written._replace(principal="c")
    assert judge(SUBJECT, [vote("a", under=under), for_c], under).grade == "recorded"


def test_of_two_words_of_one_person_the_better_proved_counts() -> None:
    under = policy("forge")
    review = vote("b", signed=False, key="", account=("forge", ord("b")), under=under)
    signed = vote("b", under=under)
    for votes in ([review, signed], [signed, review]):
        said = judge(SUBJECT, [vote("a", under=under), *votes], under)
        assert [(one.person, one.grade) for one in said.counted] == [
            ("a", "signed"),
            ("b", "signed"),
        ]


def test_who_can_take_several_places_leaves_another_his_only_one() -> None:
    pairs = (("d", "b"), ("d", "c"), ("e", "b"))
    under = policy("recorded", deputies=tuple(DeputyFacts(*pair) for pair in pairs))
    for named in (("d", "e"), ("e", "d")):
        said = judge(SUBJECT._replace(named=named, proposed_by="a"), [], under)
        assert (said.grade, said.refused) == ("recorded", ())
        assert [(one.person, one.principal) for one in said.counted] == [("d", "c"), ("e", "b")]
    alone = judge(SUBJECT._replace(named=("d", "d"), proposed_by="a"), [], under)
    assert (alone.approved, [one.principal for one in alone.counted]) == (False, ["b"])


def test_an_account_beside_a_signature_gives_no_place_that_was_not_named() -> None:
    under = policy("forge", deputies=(DeputyFacts("d", "c"),))
    signed = vote("d", account=("forge", 1), under=under)
    said = judge(SUBJECT, [vote("a", under=under), signed], under)
    assert (said.approved, codes(said)) == (False, ["G501"])
    assert judge(SUBJECT, [vote("a", under=under), signed._replace(principal="c")], under).approved


def test_a_deputy_beyond_his_last_day_does_not_count() -> None:
    under = policy(deputies=(DeputyFacts("d", "c", "2026-01-01", "2026-03-11"),))
    verdict = judge(SUBJECT, [vote("a"), vote("d", principal="c")], under)
    assert (verdict.approved, codes(verdict)) == (False, ["G511"])
    on_time = SUBJECT._replace(day="2026-03-11")
    assert judge(on_time, [vote("a"), vote("d", principal="c")], under).approved


def test_dissent_and_recusal_are_told_and_count_for_nothing() -> None:
    votes = [vote("a"), vote("b", stance="dissent"), vote("c", stance="recuse")]
    verdict = judge(SUBJECT, votes, policy())
    assert (verdict.approved, verdict.dissents, verdict.recusals) == (False, ("b",), ("c",))
    assert judge(SUBJECT, [vote("d", stance="dissent")], policy()).refused == ()


def test_names_in_the_decision_count_where_names_are_enough_and_nowhere_else() -> None:
    named = SUBJECT._replace(named=("a", "b"))
    assert judge(named, [], policy("recorded")).grade == "recorded"
    assert judge(named, [], policy("forge")).approved is False
    assert judge(named, [], policy("signed")) == Verdict(
        "", (), 2, (), parts=(Part(STREAM, 0, (), 2, ""),)
    )
    assert judge(named._replace(proposed_by="a"), [], policy("recorded")).approved is False


def test_without_authority_a_name_is_all_there_is() -> None:
    bare = Policy(None, organisation())
    named = SUBJECT._replace(named=("e",))
    counted = (Counted("e", "e", "recorded", SUBJECT.path),)
    part = Part(STREAM, 0, counted, 0, "recorded")
    assert judge(named, [], bare) == Verdict("recorded", counted, 0, (), parts=(part,))


def test_an_amount_over_the_limit_finds_no_seat() -> None:
    votes = [vote("a"), vote("b")]
    under = policy(limit=100_00)
    assert judge(SUBJECT._replace(cents=100_00), votes, under).approved
    assert judge(SUBJECT._replace(cents=100_01), votes, under).approved is False


def test_a_change_needs_an_owner_of_every_file_it_touches() -> None:
    changed = SUBJECT._replace(what="change", stream="", owned=("authority", "process"))
    assert judge(changed, [vote("a")], policy()).grade == "signed"
    assert (
        judge(changed._replace(owned=("authority", "agenda")), [vote("a")], policy()).approved
        is False
    )
    assert judge(changed, [vote("d")], policy()).approved is False


class Drawn(NamedTuple):
    """A random vote: who says it, in whose place, with whose key ('' for his own), and how."""

    person: str
    principal: str
    key: str
    stance: str


DRAWN = st.builds(
    Drawn,
    st.sampled_from(PERSONS),
    st.sampled_from(("", "", "", *COUNCIL)),
    st.sampled_from(("", "", "", "", "a", "e")),
    st.sampled_from((*["approve"] * 6, "dissent", "recuse")),
)


def own_key(said: Drawn) -> bool:
    return said.key in {"", said.person}


def by_hand(
    votes: list[Drawn], deputies: list[tuple[str, str]], quorum: int, proposer: str
) -> bool:
    """Say whether as many different persons, each with his own key, fill as many different places."""
    silent = {
        v.person
        for v in votes
        if v.stance != "approve" and own_key(v) and proposer not in {v.person, v.principal}
    }
    edges = set()
    for said in votes:
        place = said.principal or said.person
        himself, deputy = not said.principal, (said.person, place) in deputies
        good = own_key(said) and said.stance == "approve" and place in COUNCIL
        stands = himself or (deputy and place != said.person)
        if good and stands and not {proposer, *silent} & {said.person, place}:
            edges.add((said.person, place))
    for chosen in itertools.combinations(sorted(edges), quorum):
        people, places = zip(*chosen, strict=True)
        if len(set(people)) == len(set(places)) == quorum:
            return True
    return False


def outcome(
    votes: list[Drawn], deputies: list[tuple[str, str]], quorum: int, proposer: str
) -> bool:
    under = policy(quorum=quorum, deputies=tuple(DeputyFacts(*row) for row in deputies))
    said = [
        vote(
            v.person, principal=v.principal, key=key(v.key or v.person), stance=v.stance,
            under=under,
        )
        for v in votes
    ]  # fmt: skip
    return judge(SUBJECT._replace(proposed_by=proposer), said, under).approved


DEPUTIES = st.lists(
    st.tuples(st.sampled_from(PERSONS), st.sampled_from(COUNCIL)), max_size=4, unique=True
)


@given(
    votes=st.lists(DRAWN, max_size=7, unique_by=lambda drawn: drawn.person),
    deputies=DEPUTIES,
    quorum=st.integers(1, 3),
    proposer=st.sampled_from(PERSONS),
)
def test_a_decision_is_approved_exactly_when_a_count_by_hand_says_so(
    votes: list[Drawn], deputies: list[tuple[str, str]], quorum: int, proposer: str
) -> None:
    drawn = (votes, deputies, quorum, proposer)
    assert outcome(*drawn) == by_hand(*drawn)


@given(
    votes=st.lists(DRAWN, max_size=9),
    deputies=DEPUTIES,
    quorum=st.integers(2, 3),
    proposer=st.sampled_from(PERSONS),
)
def test_however_often_people_speak_no_more_is_approved_than_a_count_by_hand(
    votes: list[Drawn], deputies: list[tuple[str, str]], quorum: int, proposer: str
) -> None:
    drawn = (votes, deputies, quorum, proposer)
    assert by_hand(*drawn) or not outcome(*drawn)
