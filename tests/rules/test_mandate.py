"""Who may decide what: mandates, owners, the holders of their roles, and deputies."""

from __future__ import annotations

import pytest

from innoctl.model.authority_facts import DeputyFacts, GatekeeperFacts, KeyFacts, MandateFacts
from innoctl.model.policy import HolderFacts
from innoctl.rules.mandate import (
    Policy,
    Seat,
    able_to,
    holders,
    largest,
    owner_of,
    owners,
    seats,
    stands_in,
)
from tests.keys import key
from tests.rules.approving import COUNCIL, STREAM, organisation, policy


def test_an_unknown_grade_asks_for_the_strongest() -> None:
    assert policy("signd").grade == "signed"
    assert Policy(None, organisation()).grade == "recorded"
    assert [policy(grade).reviewed for grade in ("recorded", "forge", "signed")] == [
        False, True, True,
    ]  # fmt: skip
    assert Policy(None, organisation()).reviewed is False


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
    nothing = (MandateFacts(("unit/*",), (), ("keeper",), 1),)
    assert seats(policy(mandates=nothing), STREAM, "withdraw") == []


def test_beside_gates_one_of_those_who_decide_at_a_gate_is_enough_but_for_money() -> None:
    under = policy(mandates=(MandateFacts(("unit/*",), ("concept",), ("keeper",), 2),))
    assert seats(under, STREAM, "withdraw") == [Seat(COUNCIL, 1)]
    assert seats(under, STREAM, "change", money=("concept",)) == [Seat(COUNCIL, 2)]
    assert seats(under, STREAM, "concept") == [Seat(COUNCIL, 2)]


AT_EACH = (
    MandateFacts(("unit/*",), ("concept",), ("keeper",), 1),
    MandateFacts(("unit/*",), ("product", "embed"), ("keeper",), 3),
)


def test_money_beside_gates_is_for_those_at_the_gate_that_the_idea_stands_before() -> None:
    under = policy(mandates=AT_EACH)
    assert seats(under, STREAM, "change", money=("product",)) == [Seat(COUNCIL, 3)]
    assert seats(under, STREAM, "change", money=("concept",)) == [Seat(COUNCIL, 1)]
    assert seats(under, STREAM, "change", money=("concept", "x")) == [Seat(COUNCIL, 1)]
    assert seats(under, STREAM, "change") == [Seat(COUNCIL, 1)] * 2
    named = (*AT_EACH, MandateFacts(("unit/*",), ("change",), ("keeper",), 2))
    assert seats(policy(mandates=named), STREAM, "change", money=("product",)) == [Seat(COUNCIL, 2)]


@pytest.mark.parametrize("gates", [(), ("elsewhere",)])
def test_where_nobody_decides_at_that_gate_as_many_are_asked_as_at_the_strictest(
    gates: tuple[str, ...],
) -> None:
    assert seats(policy(mandates=AT_EACH), STREAM, "change", money=gates) == [Seat(COUNCIL, 3)]
    assert seats(policy(mandates=AT_EACH[::-1]), STREAM, "change", money=gates) == [
        Seat(COUNCIL, 3)
    ]
    assert seats(policy(mandates=()), STREAM, "change", money=gates) == []


def test_who_decides_at_no_gate_decides_nothing_beside_gates_but_what_is_named() -> None:
    clerk = MandateFacts(("unit/*",), ("withdraw",), ("keeper",), 1)
    assert seats(policy(mandates=(clerk,)), STREAM, "withdraw") == [Seat(COUNCIL, 1)]
    assert seats(policy(mandates=(clerk,)), STREAM, "reopen") == []
    assert seats(policy(mandates=(clerk, *AT_EACH)), STREAM, "change", money=()) == [
        Seat(COUNCIL, 3)
    ]


def test_the_largest_seats_of_a_stream_are_those_where_most_must_decide_at_a_gate() -> None:
    day = "2026-03-12"
    clerk = MandateFacts(("unit/*",), ("withdraw",), ("keeper",), 4)
    elsewhere = MandateFacts(("corps",), ("concept",), ("keeper",), 5)
    same = MandateFacts(("unit/*",), ("audit", "withdraw"), ("keeper",), 3, 100)
    under = policy(mandates=(*AT_EACH, clerk, elsewhere, same))
    most = [Seat(COUNCIL, 3, -1, day), Seat(COUNCIL, 3, 100, day)]
    assert largest(under, STREAM, day) == most
    assert largest(under, "portfolio/x", day) == []
    assert largest(Policy(None, organisation()), STREAM, day) == []


def test_a_limit_covers_what_is_as_much_and_none_covers_all() -> None:
    assert [Seat((), 1, 100).carries(cents) for cents in (0, 100, 101)] == [True, True, False]
    assert [Seat((), 1, 0).carries(cents) for cents in (0, 1)] == [True, False]
    assert Seat((), 1).carries(10**15)


def test_nobody_decides_where_there_is_no_authority() -> None:
    bare = Policy(None, organisation())
    assert seats(bare, STREAM, "concept") == []
    assert owners(bare, "authority") is None
    assert holders(bare, ("keeper",), STREAM, "") == ()
    assert stands_in(bare, "d", Seat(COUNCIL, 1)) == ()
    assert stands_in(bare, "a", Seat(COUNCIL, 1)) == ("a",)


def test_nobody_owns_a_file_whose_owners_are_no_roles() -> None:
    under = policy(owners=(("authority", ()), ("process", ("keeper",))))
    assert owners(under, "authority") is None
    assert owners(under, "agenda") is None
    assert owners(under, "process", "2026-03-12") == Seat(COUNCIL, 1, day="2026-03-12")


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


def test_who_began_or_ended_at_some_time_can_decide_where_no_day_is_asked() -> None:
    rows = (
        HolderFacts("keeper", "a", "", "2026-01-01", ""),
        HolderFacts("keeper", "b", "", "", "2026-01-01"),
        HolderFacts("keeper", "a", "", "", ""),
    )
    under = policy(deputies=(DeputyFacts("d", "a", "2026-01-01", "2026-02-01"),))
    under = under._replace(organisation=organisation(*rows))
    (seat,) = seats(under, STREAM, "concept")
    assert (seat.persons, stands_in(under, "d", seat)) == (("a", "b"), ("a",))
    assert owners(under, "authority") == Seat(("a", "b"), 1)


def test_a_person_stands_in_his_own_place_first() -> None:
    under = policy(deputies=(DeputyFacts("a", "b"), DeputyFacts("a", "a"), DeputyFacts("a", "e")))
    (seat,) = seats(under, STREAM, "concept")
    assert stands_in(under, "a", seat) == ("a", "b")


def test_a_deputy_acts_within_his_period_ends_included() -> None:
    under = policy(deputies=(DeputyFacts("d", "a", "2026-03-10", "2026-03-11"),))
    days = ("2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12")
    acting = [stands_in(under, "d", seats(under, STREAM, "concept", day)[0]) for day in days]
    assert acting == [(), ("a",), ("a",), ()]


def test_a_name_is_enough_only_where_names_are() -> None:
    bare = (GatekeeperFacts("a"), GatekeeperFacts("b", (), (("forge", 98),)))
    assert able_to(policy("recorded", gatekeepers=bare), "a")
    assert able_to(Policy(None, organisation()), "a")
    assert not able_to(policy("forge", gatekeepers=bare), "a")
    assert able_to(policy("forge", gatekeepers=bare), "b")
    assert not able_to(policy("signed", gatekeepers=bare), "b")


def test_what_two_persons_have_or_an_importer_proves_neither_of_them() -> None:
    a, b, c = ((KeyFacts(key(name)),) for name in "abc")
    rows = (
        GatekeeperFacts("a", a, (("forge", 97),)),
        GatekeeperFacts("b", a, (("forge", 97),)),
        GatekeeperFacts("c", c, (("forge", 99),)),
        GatekeeperFacts("d", (*a, *b)),
        GatekeeperFacts("c", c),
    )

    def able(grade: str, **more: tuple[KeyFacts, ...]) -> str:
        under = policy(grade, gatekeepers=rows, importers=more.get("importers", ()))
        return "".join(name for name in "abcd" if able_to(under, name))

    assert able("recorded") == "abcd"
    assert able("signed") == able("forge") == "cd"
    assert able("signed", importers=c) == "d"
    assert able("forge", importers=c) == "cd", "an account is no key"
    unfit = GatekeeperFacts("a", (KeyFacts("ssh-ed25519 AAAA"),))
    assert not able_to(policy("signed", gatekeepers=(unfit,)), "a")
    apart = (rows[0], rows[1]._replace(accounts=(("elsewhere", 97),)))
    both = policy("forge", gatekeepers=apart)
    assert (able_to(both, "a"), able_to(both, "b")) == (True, True)
