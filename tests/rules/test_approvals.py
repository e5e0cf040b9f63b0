"""Which approvals count, held to a count by hand over random councils."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.model.authority_facts import (
    AuthorityFacts,
    DeputyFacts,
    GatekeeperFacts,
    KeyFacts,
    MandateFacts,
)
from innoctl.model.policy import HolderFacts, OrganisationFacts, StreamFacts
from innoctl.rules.approvals import judge
from innoctl.rules.mandate import (
    Policy,
    Seat,
    able_to,
    owner_of,
    owners,
    seats,
    stands_in,
    unreachable,
)
from innoctl.rules.votes import Subject, Verdict, Vote

PERSONS = ("a", "b", "c", "d", "e")
COUNCIL = ("a", "b", "c")
STREAM = "unit/oost"
SUBJECT = Subject("decisions/x.yaml", "0f" * 32, "proef", "concept", STREAM, "e", 0, "2026-03-12")


def organisation(*rows: HolderFacts) -> OrganisationFacts:
    streams = (
        StreamFacts(STREAM, (), "oost", "", "a", ()),
        StreamFacts("corps", (), "", "", "a", ()),
    )
    held = rows or tuple(HolderFacts("keeper", person, "", "", "") for person in COUNCIL)
    return OrganisationFacts("Proef", (), (), streams, (), held)


def policy(grade: str = "signed", *, quorum: int = 2, limit: int = -1, **more: object) -> Policy:
    authority = AuthorityFacts(
        approval=grade,
        mandates=(MandateFacts(("unit/*",), ("*",), ("keeper",), quorum, limit),),
        gatekeepers=tuple(
            GatekeeperFacts(name, (KeyFacts(f"key {name}"),), (("forge", ord(name)),))
            for name in PERSONS
        ),
        deputies=(DeputyFacts("d", "c"),),
        owners=(("authority", ("keeper",)), ("process", ("keeper",))),
    )
    return Policy(authority._replace(**more), organisation())  # type: ignore[arg-type]


def vote(name: str, **more: object) -> Vote:
    said = Vote(
        f"approvals/{name}.yaml", "proef", SUBJECT.path, SUBJECT.digest, name,
        signed=True, key=f"key {name}", policy=more.pop("under", None) or policy(),  # type: ignore[arg-type]
    )  # fmt: skip
    return said._replace(**more)  # type: ignore[arg-type]


def codes(verdict: Verdict) -> list[str]:
    return [one.code for one in verdict.refused]


def test_enough_of_the_council_approve() -> None:
    verdict = judge(SUBJECT, [vote("a"), vote("b")], policy())
    assert (verdict.approved, verdict.grade, verdict.needed) == (True, "signed", 2)
    assert [(one.person, one.principal, one.grade) for one in verdict.counted] == [
        ("a", "a", "signed"),
        ("b", "b", "signed"),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"digest": "00" * 32}, "G505"),
        ({"decision": "decisions/y.yaml"}, "G505"),
        ({"portfolio": "elders"}, "G505"),
        ({"key": ""}, "G504"),
        ({"key": "key a"}, "G503"),
        ({"person": "e", "key": "key e"}, "G502"),
        ({"person": "d", "key": "key d"}, "G501"),
        ({"person": "d", "key": "key d", "principal": "a"}, "G511"),
        ({"principal": "b"}, "G511"),
        ({"signed": False, "key": ""}, "G506"),
        ({"signed": False, "key": "", "account": ("forge", ord("b"))}, "G506"),
    ],
)
def test_a_vote_that_proves_less_does_not_count(changed: dict[str, object], code: str) -> None:
    verdict = judge(SUBJECT, [vote("a"), vote("b", **changed)], policy())
    assert (verdict.approved, codes(verdict)) == (False, [code])


@pytest.mark.parametrize(
    ("account", "code"),
    [(("forge", ord("b")), ""), (("forge", ord("a")), "G507"), (("other", ord("b")), "G507")],
)
def test_a_review_counts_by_host_and_number(account: tuple[str, int], code: str) -> None:
    under = policy("forge")
    other = vote("b", signed=False, key="", account=account, under=under)
    verdict = judge(SUBJECT, [vote("a", under=under), other], under)
    assert (verdict.grade, codes(verdict)) == (("", [code]) if code else ("forge", []))


def test_the_weakest_approval_that_is_needed_gives_the_grade() -> None:
    under = policy("forge")
    review = vote("b", signed=False, key="", account=("forge", ord("b")), under=under)
    two = [vote("a", under=under), review]
    assert judge(SUBJECT, two, under).grade == "forge"
    assert judge(SUBJECT, [*two, vote("c", under=under)], under).grade == "signed"


def test_an_importer_must_stand_for_a_review_where_the_policy_names_one() -> None:
    under = policy("forge", importers=(KeyFacts("key i"),))
    review = vote("b", signed=False, key="", account=("forge", ord("b")), under=under)
    bare = judge(SUBJECT, [vote("a", under=under), review], under)
    assert (bare.approved, codes(bare)) == (False, ["G509"])
    brought = review._replace(importer="key i")
    assert judge(SUBJECT, [vote("a", under=under), brought], under).approved


def test_an_importer_never_approves() -> None:
    under = policy(importers=(KeyFacts("key b"),))
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
        votes = [vote("a", under=under), vote("b", key="key a", under=under)]
    else:
        votes = [
            vote(name, signed=False, key="", account=("forge", ord("a")), under=under)
            for name in "ab"
        ]
    verdict = judge(SUBJECT, votes, under)
    assert (verdict.approved, codes(verdict)) == (False, ["G510", "G510"])


def test_keys_are_those_from_before_the_approval_landed() -> None:
    gone = policy(gatekeepers=(GatekeeperFacts("a", (KeyFacts("key a"),)), GatekeeperFacts("b")))
    assert judge(SUBJECT, [vote("a"), vote("b")], gone).approved  # they were added since
    late = judge(SUBJECT, [vote("a"), vote("b", under=gone)], policy())
    assert (late.approved, codes(late)) == (False, ["G503"])


def test_a_deputy_of_the_proposer_does_not_count() -> None:
    mine = SUBJECT._replace(proposed_by="c")
    verdict = judge(mine, [vote("a"), vote("d", principal="c")], policy())
    assert (verdict.approved, codes(verdict)) == (False, ["G502"])


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


def test_names_in_the_decision_count_where_names_are_enough_and_nowhere_else() -> None:
    named = SUBJECT._replace(named=("a", "b"))
    assert judge(named, [], policy("recorded")).grade == "recorded"
    assert judge(named, [], policy("forge")).approved is False
    assert judge(named, [], policy("signed")).approved is False
    assert judge(named._replace(proposed_by="a"), [], policy("recorded")).approved is False


def test_without_authority_a_name_is_all_there_is() -> None:
    bare = Policy(None, organisation())
    named = SUBJECT._replace(named=("e",))
    assert judge(named, [], bare).grade == "recorded"
    assert [one.person for one in judge(named, [], bare).counted] == ["e"]


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


def test_an_unknown_grade_asks_for_the_strongest() -> None:
    assert policy("signd").grade == "signed"
    assert Policy(None, organisation()).grade == "recorded"


class Drawn(NamedTuple):
    """A random vote: who says it, in whose place, with whose key, and how."""

    person: str
    principal: str
    key: str
    stance: str


DRAWN = st.builds(
    Drawn,
    st.sampled_from(PERSONS),
    st.sampled_from(("", *PERSONS)),
    st.sampled_from(PERSONS),
    st.sampled_from(("approve", "approve", "approve", "dissent", "recuse")),
)


def by_hand(
    votes: list[Drawn], deputies: list[tuple[str, str]], quorum: int, proposer: str
) -> bool:
    """Say whether as many different persons, each with his own key, fill as many different places."""
    silent = {
        v.person
        for v in votes
        if v.stance != "approve" and v.key == v.person and proposer not in {v.person, v.principal}
    }
    edges = set()
    for said in votes:
        place = said.principal or said.person
        himself, deputy = not said.principal, (said.person, place) in deputies
        good = said.key == said.person and said.stance == "approve" and place in COUNCIL
        stands = himself or (deputy and place != said.person)
        if good and stands and not {proposer, *silent} & {said.person, place}:
            edges.add((said.person, place))
    for chosen in itertools.combinations(sorted(edges), quorum):
        people, places = zip(*chosen, strict=True)
        if len(set(people)) == len(set(places)) == quorum:
            return True
    return False


@given(
    votes=st.lists(DRAWN, max_size=7, unique_by=lambda drawn: drawn.person),
    deputies=st.lists(
        st.tuples(st.sampled_from(PERSONS), st.sampled_from(COUNCIL)), max_size=3, unique=True
    ),
    quorum=st.integers(1, 3),
    proposer=st.sampled_from(PERSONS),
)
def test_a_decision_is_approved_exactly_when_a_count_by_hand_says_so(
    votes: list[Drawn], deputies: list[tuple[str, str]], quorum: int, proposer: str
) -> None:
    under = policy(quorum=quorum, deputies=tuple(DeputyFacts(*row) for row in deputies))
    subject = SUBJECT._replace(proposed_by=proposer)
    said = [
        vote(v.person, principal=v.principal, key=f"key {v.key}", stance=v.stance, under=under)
        for v in votes
    ]
    assert judge(subject, said, under).approved == by_hand(votes, deputies, quorum, proposer)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("authority.yaml", "authority"),
        ("portfolio.yaml", "authority"),
        ("process.yaml", "process"),
        ("process/unit/oost.yaml", "process"),
        ("organisation.yaml", "organisation"),
        ("agenda.yaml", "agenda"),
        ("budgets/2026.yaml", "budgets"),
        ("people.yaml", ""),
        ("ideas/authority.yaml", ""),
    ],
)
def test_every_file_of_the_policy_has_its_owners(path: str, key: str) -> None:
    assert owner_of(path) == key


def test_a_mandate_is_about_its_streams_and_gates_alone() -> None:
    rows = (
        MandateFacts(("unit/*",), ("concept",), ("keeper",), 1),
        MandateFacts(("corps",), ("*",), ("keeper",), 2),
    )
    under = policy(mandates=rows)
    assert seats(under, STREAM, "concept") == [Seat(COUNCIL, 1)]
    assert seats(under, STREAM, "product") == []
    assert seats(under, STREAM, "withdraw") == [Seat(COUNCIL, 1)]
    assert seats(under, "corps", "withdraw") == [Seat(COUNCIL, 2)]
    assert seats(under, "portfolio/x", "concept") == []
    named = (*rows, MandateFacts(("unit/*",), ("withdraw",), ("keeper",), 3))
    assert seats(policy(mandates=named), STREAM, "withdraw") == [Seat(COUNCIL, 3)]


def test_who_holds_a_role_elsewhere_or_at_another_time_has_no_seat() -> None:
    rows = (
        HolderFacts("keeper", "a", STREAM, "", ""),
        HolderFacts("keeper", "b", "corps", "", ""),
        HolderFacts("keeper", "c", "", "", "2026-03-11"),
        HolderFacts("other", "d", "", "", ""),
        HolderFacts("keeper", "z", "", "", ""),
    )
    under = policy()._replace(organisation=organisation(*rows))
    assert seats(under, STREAM, "concept", "2026-03-12")[0].persons == ("a",)
    assert seats(under, STREAM, "concept")[0].persons == ("a", "c")
    seat = owners(under, "authority", "2026-03-11")
    assert seat is not None
    assert seat.persons == ("a", "b", "c")


def test_a_person_stands_in_his_own_place_first() -> None:
    under = policy(deputies=(DeputyFacts("a", "b"), DeputyFacts("a", "a"), DeputyFacts("a", "e")))
    (seat,) = seats(under, STREAM, "concept")
    assert stands_in(under, "a", seat) == ("a", "b")


def test_what_nobody_could_approve_any_more_is_named() -> None:
    assert list(unreachable(policy())) == []
    four = [(row.field, row.able, row.quorum) for row in unreachable(policy(quorum=4))]
    assert four == [(("mandates", 0), 3, 4)]
    keyless = policy(gatekeepers=(GatekeeperFacts("a", (KeyFacts("key a"),)), GatekeeperFacts("b")))
    assert [row.able for row in unreachable(keyless)] == [1]
    nobody = policy(gatekeepers=())
    assert [row.field for row in unreachable(nobody)] == [
        ("mandates", 0),
        ("owners", "authority"),
        ("owners", "process"),
    ]
    assert list(unreachable(Policy(None, organisation()))) == []


def test_a_name_is_enough_only_where_names_are() -> None:
    bare = (GatekeeperFacts("a"), GatekeeperFacts("b", (), (("forge", 98),)))
    assert able_to(policy("recorded", gatekeepers=bare), "a")
    assert not able_to(policy("forge", gatekeepers=bare), "a")
    assert able_to(policy("forge", gatekeepers=bare), "b")
    assert not able_to(policy("signed", gatekeepers=bare), "b")
