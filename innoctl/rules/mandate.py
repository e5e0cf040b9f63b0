"""Who may decide what: mandates, the holders of their roles, and deputies (V24, V30, V31).

Judged by the policy that stood before a decision, never by what the decision's own branch
brings, and by presence in it: who is no gatekeeper in authority.yaml decides nothing. A period
that stands with a role can only narrow that, for nobody gains authority from a claimed date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from innoctl.model.authority_facts import AuthorityFacts, MandateFacts
from innoctl.model.policy import OrganisationFacts, in_force
from innoctl.model.values import is_public_key
from innoctl.named import NamedTuple
from innoctl.rules.life import BESIDE_GATES

GRADES: Final = ("recorded", "forge", "signed")
"""Grades of an approval, the weakest first."""
OWNED: Final = {
    "portfolio.yaml": "authority",
    "authority.yaml": "authority",
    "process.yaml": "process",
    "organisation.yaml": "organisation",
    "agenda.yaml": "agenda",
}
"""Whose approval a change of a file at the top needs, by the key under ``owners``."""
OWNED_FOLDERS: Final = {"process": "process", "budgets": "budgets"}


class Policy(NamedTuple):
    """What decisions are judged by. ``authority`` is None where the portfolio has no such file."""

    authority: AuthorityFacts | None
    organisation: OrganisationFacts

    @property
    def grade(self) -> str:
        """The lowest grade of approval that counts; a name alone where nothing more is asked."""
        said = self.authority.approval if self.authority else GRADES[0]
        return said if said in GRADES else GRADES[-1]

    @property
    def reviewed(self) -> bool:
        """Whether a decision must be approved by others before it counts."""
        return self.grade != GRADES[0]


class Seat(NamedTuple):
    """Those who can decide together: ``quorum`` of ``persons``, up to ``limit`` cents (-1: any)."""

    persons: tuple[str, ...]
    quorum: int
    limit: int = -1
    day: str = ""

    def carries(self, cents: int) -> bool:
        """Tell whether this much may be granted here."""
        return self.limit < 0 or cents <= self.limit


def owner_of(path: str) -> str:
    """Return the key under ``owners`` for a file of the portfolio's policy; '' for any other file."""
    folder, slash, _ = path.partition("/")
    return OWNED_FOLDERS.get(folder, "") if slash else OWNED.get(path, "")


def seats(
    policy: Policy, stream: str, what: str, day: str = "", money: Collection[str] | None = None
) -> list[Seat]:
    """Return the seats that may decide ``what`` (a gate, or move and the like) in ``stream``.

    What is decided beside gates and named by no mandate falls to any one of those who decide
    at some gate of the stream. Where it is about money, it falls to as many as decide at the
    gates that the idea stands before (``money``), or where most must if nobody decides there.
    Without ``authority.yaml`` there is no seat. With a ``day`` (ISO), who says that he held his
    role at another time is left out.
    """
    if policy.authority is None:
        return []
    mandates = policy.authority.mandates
    found = [row for row in mandates if row.covers(stream, what)]
    if not found and what in BESIDE_GATES:
        found = _at_gates(mandates, stream)
        if money is None:
            found = [row._replace(quorum=1) for row in found]
        else:
            there = [row for row in found if any(row.covers(stream, gate) for gate in money)]
            found = there or _strictest(found)
    return [_seat(policy, row, stream, day) for row in found]


def largest(policy: Policy, stream: str, day: str) -> list[Seat]:
    """Return the seats of a stream where most must decide: for what nobody may decide any more."""
    mandates = policy.authority.mandates if policy.authority else ()
    return [_seat(policy, row, stream, day) for row in _strictest(_at_gates(mandates, stream))]


def _at_gates(mandates: Iterable[MandateFacts], stream: str) -> list[MandateFacts]:
    return [
        row
        for row in mandates
        if any(row.covers(stream, gate) for gate in row.gates if gate not in BESIDE_GATES)
    ]


def _strictest(rows: Sequence[MandateFacts]) -> list[MandateFacts]:
    return [row for row in rows if all(row.quorum >= other.quorum for other in rows)]


def _seat(policy: Policy, row: MandateFacts, stream: str, day: str) -> Seat:
    return Seat(holders(policy, row.roles, stream, day), row.quorum, row.limit, day)


def owners(policy: Policy, key: str, day: str = "") -> Seat | None:
    """Return who must approve a change of the files under this key of ``owners``: any one of them.

    None where the authority names nobody.
    """
    roles = dict(policy.authority.owners).get(key, ()) if policy.authority else ()
    return Seat(holders(policy, roles, "", day), 1, day=day) if roles else None


def holders(policy: Policy, roles: Collection[str], stream: str, day: str) -> tuple[str, ...]:
    """Return who hold a role for the stream ('' for any) and are named as gatekeepers."""
    named = {row.person for row in policy.authority.gatekeepers} if policy.authority else set()
    rows = (
        row.person
        for row in policy.organisation.holders
        if row.role in roles
        and row.person in named
        and (not stream or row.scope in ("", stream))
        and (not day or in_force(row.since, row.until, day))
    )
    return tuple(dict.fromkeys(rows))


def stands_in(policy: Policy, person: str, seat: Seat) -> tuple[str, ...]:
    """Return for whom a person can act in a seat: himself first, then as deputy of others."""
    own = (person,) if person in seat.persons else ()
    rows = policy.authority.deputies if policy.authority else ()
    acting = (
        row.principal
        for row in rows
        if row.person == person != row.principal
        and (not seat.day or in_force(row.since, row.until, seat.day))
    )
    return own + tuple(name for name in acting if name in seat.persons)


def able_to(policy: Policy, person: str) -> bool:
    """Tell whether a person has what an approval of the grade that is asked for takes.

    A text that is no key signs nothing, and what another has as well proves neither of them; nor
    does the key of an importer. They count for none.
    """
    authority = policy.authority if policy.reviewed else None
    if authority is None:
        return True
    row = authority.gatekeeper(person)
    others = [one for one in authority.gatekeepers if one.person != person]
    keys = {key.public for one in others for key in one.keys}
    keys |= {key.public for key in authority.importers}
    accounts = {account for one in others for account in one.accounts}
    signs = any(is_public_key(key.public) and key.public not in keys for key in row.keys)
    return signs or (policy.grade == "forge" and bool({*row.accounts} - accounts))
