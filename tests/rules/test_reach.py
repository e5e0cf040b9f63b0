"""A change after which too few can decide what enough could decide before it is told of."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.model.authority_facts import GatekeeperFacts, KeyFacts, MandateFacts
from innoctl.model.policy import HolderFacts
from innoctl.rules.mandate import Policy
from innoctl.rules.reach import Closed, Reach, closed
from tests.keys import key
from tests.rules.approving import COUNCIL, PERSONS, STREAM, organisation, policy

OWNERS = tuple(Closed(f"owners.{name}", Reach(1, 0)) for name in ("authority", "process"))
BARE = Policy(None, organisation())


def shut(after: Policy, before: Policy | None = None, day: str = "") -> list[Closed]:
    return list(closed(before or policy(), after, day))


def stream(able: int, quorum: int = 2, name: str = STREAM) -> Closed:
    return Closed(name, Reach(quorum, able))


def keepers(*keys: str) -> tuple[GatekeeperFacts, ...]:
    return tuple(
        GatekeeperFacts(who, (KeyFacts(text),)) for who, text in zip(PERSONS, keys, strict=False)
    )


def test_as_many_as_must_decide_are_enough() -> None:
    assert shut(policy()) == shut(policy(quorum=3)) == []
    assert shut(policy(quorum=4)) == [stream(3, 4)]
    assert shut(policy("recorded", quorum=4), policy("recorded")) == [stream(3, 4)]


def test_what_nobody_could_decide_before_is_no_fault_of_the_change() -> None:
    four = policy(quorum=4)
    assert shut(policy(quorum=5), four) == []
    assert shut(policy(), four) == []
    assert shut(policy("forge", quorum=4), four) == []
    assert shut(policy(gatekeepers=()), policy(gatekeepers=())) == []
    assert shut(four, policy(mandates=())) == [], "nobody decided there"
    assert shut(policy(mandates=(), owners=(("agenda", ("keeper",)),))) == [OWNERS[0]]


def test_who_has_no_key_of_his_own_is_not_counted() -> None:
    assert shut(policy(gatekeepers=())) == [stream(0), *OWNERS]
    assert shut(policy(gatekeepers=keepers(key("a")))) == [stream(1)]
    assert shut(policy(gatekeepers=keepers("ssh-ed25519 AAAA", key("b")))) == [stream(1)]
    assert shut(policy(gatekeepers=keepers(*[key("a")] * 5))) == [stream(0), *OWNERS]
    imported = tuple(KeyFacts(key(name)) for name in COUNCIL)
    assert shut(policy(importers=imported)) == [stream(0), *OWNERS]
    assert shut(policy(importers=imported[:1])) == []


@pytest.mark.parametrize("owners", [(), (("authority", ()),), (("authority", ("nobody",)),)])
def test_somebody_still_owns_who_may_decide(owners: Any) -> None:
    assert shut(policy(owners=owners)) == [OWNERS[0]]
    assert shut(policy(owners=owners), policy(owners=owners)) == []
    assert shut(policy(owners=owners), BARE) == [OWNERS[0]], "anybody could write it"
    named = bool(owners and owners[0][1])
    assert shut(policy("recorded", owners=owners)) == ([OWNERS[0]] if named else [])


def test_owners_of_other_files_may_go_for_those_of_authority_can_name_them_again() -> None:
    assert shut(policy(owners=(("authority", ("keeper",)),))) == []
    nobody = (("authority", ("keeper",)), ("process", ()))
    assert shut(policy(owners=nobody)) == [OWNERS[1]]
    assert shut(BARE) == shut(policy(), BARE) == []


def test_whoever_ended_is_no_more_and_whoever_begins_will_be() -> None:
    def held(since: str, until: str) -> Policy:
        rows = (HolderFacts("keeper", name, "", since, until) for name in COUNCIL)
        return policy()._replace(organisation=organisation(*rows))

    assert shut(held("", "2026-03-11"), day="2026-03-12") == [stream(0), *OWNERS]
    assert shut(held("", "2026-03-12"), day="2026-03-12") == []
    assert shut(held("2026-04-01", ""), day="2026-03-12") == []
    assert shut(held("", "2026-03-11")) == []
    gone = held("", "2026-03-11")
    assert shut(gone, gone, "2026-03-12") == []


def row(streams: str, gates: str, quorum: int) -> MandateFacts:
    return MandateFacts((streams,), tuple(gates.split()), ("keeper",), quorum)


def test_mandates_are_compared_by_what_they_cover_and_not_by_their_place() -> None:
    unit, corps = row("unit/*", "*", 3), row("corps", "*", 2)
    both = policy(mandates=(unit, corps))
    assert shut(policy(mandates=(corps, unit)), both) == []
    assert shut(policy(mandates=(row("*", "*", 4),)), both) == [
        stream(3, 4), stream(3, 4, "corps"),
    ]  # fmt: skip
    assert shut(policy(mandates=(corps, row("unit/*", "*", 4))), both) == [stream(3, 4)]
    assert shut(policy(mandates=(unit, corps, row("unit/*", "*", 9))), both) == []
    assert shut(policy(mandates=(row("unit/*", "*", 5), row("unit/*", "*", 4))), both) == [
        stream(3, 4)
    ]


def test_a_gate_that_no_mandate_names_any_more_is_no_lock_but_one_out_of_reach_is() -> None:
    before = policy(mandates=(row("unit/*", "concept product", 2),))
    assert shut(policy(mandates=(row("unit/*", "product", 2),)), before) == []
    apart = (row("unit/*", "product", 2), row("unit/*", "concept", 4))
    assert shut(policy(mandates=apart), before) == [stream(3, 4)]
    everything = policy(mandates=(row("unit/*", "*", 2),))
    assert shut(policy(mandates=apart), everything) == [stream(3, 4)]
    assert shut(policy(mandates=(row("unit/*", "*", 4),)), before) == [stream(3, 4)] * 2
    assert shut(policy(mandates=(row("unit/*", "", 4),)), before) == []
