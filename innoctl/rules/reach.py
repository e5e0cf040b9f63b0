"""What can still be decided under a policy: by how many, and who has what an approval takes.

A period counts by its end alone: who begins later can decide then, and nobody is locked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from innoctl.model.policy import HolderFacts
from innoctl.named import NamedTuple
from innoctl.rules.mandate import Policy, able_to, holders, owners

AUTHORITY: Final = "authority"
"""The key under ``owners`` of who may decide; whoever owns that can mend all else."""


class Reach(NamedTuple):
    """How many must approve, and how many can."""

    quorum: int
    able: int

    @property
    def reached(self) -> bool:
        """Whether enough can approve."""
        return self.able >= self.quorum


class Closed(NamedTuple):
    """Where could be decided before a change and cannot be after it: a stream, or ``owners.KEY``."""

    where: str
    reach: Reach


def closed(before: Policy, after: Policy, day: str) -> Iterator[Closed]:
    """Yield what a change puts out of everybody's reach, as of a day (ISO; '' for any).

    What nobody could decide before it either is no fault of the change, and what its mandates
    no longer name can be named again by those who own them.
    """
    was, now = _lasting(before, day), _lasting(after, day)
    yield from _gates(was, now)
    keys = dict(after.authority.owners) if after.authority else {}
    for key in dict.fromkeys((AUTHORITY, *keys)):
        reach = _owned(now, key)
        if _owned(was, key).reached and not reach.reached:
            yield Closed(f"owners.{key}", reach)


def _gates(before: Policy, after: Policy) -> Iterator[Closed]:
    policies = [row.authority for row in (before, after) if row.authority]
    rows = [mandate for authority in policies for mandate in authority.mandates]
    for stream in after.organisation.streams:
        for gate in dict.fromkeys(gate for row in rows for gate in row.gates):
            was, now = _decided(before, stream.id, gate), _decided(after, stream.id, gate)
            if was and was.reached and now and not now.reached:
                yield Closed(stream.id, now)


def _decided(policy: Policy, stream: str, gate: str) -> Reach | None:
    """Return how far those come who come closest at a gate; None where no mandate is about it."""
    mandates = policy.authority.mandates if policy.authority else ()
    found = [
        Reach(row.quorum, _able(policy, holders(policy, row.roles, stream, "")))
        for row in mandates
        if row.covers(stream, gate)
    ]
    return max(found, key=lambda one: one.able - one.quorum, default=None)


def _owned(policy: Policy, key: str) -> Reach:
    """Return how many can approve a change of a kind of file; it asks nobody where none is reviewed."""
    seat = owners(policy, key)
    if seat is None:
        return Reach(int(policy.reviewed), 0)
    return Reach(1, _able(policy, seat.persons))


def _able(policy: Policy, persons: Iterable[str]) -> int:
    return sum(able_to(policy, person) for person in persons)


def _lasting(policy: Policy, day: str) -> Policy:
    """Return a policy without those whose role has ended."""

    def lasts(row: HolderFacts) -> bool:
        return not row.until or day <= row.until

    organisation = policy.organisation
    held = tuple(row for row in organisation.holders if lasts(row))
    return policy._replace(organisation=organisation._replace(holders=held))
