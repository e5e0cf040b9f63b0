"""Who pays along: money of another stream is granted by those who decide in that stream (V31).

The stream of an idea decides on the whole of what is granted. Each other stream whose budget it
draws on decides on its own share, within the limit that its mandates have there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from innoctl.named import NamedTuple
from innoctl.rules.mandate import Policy, Seat, owners, seats

if TYPE_CHECKING:
    from innoctl.model.policy import BudgetFacts
    from innoctl.rules.votes import Subject


class Share(NamedTuple):
    """What one stream decides on, in cents; ``stream`` is '' where nobody knows whose money it is."""

    stream: str
    cents: int


class Stake(NamedTuple):
    """A decision that is corrected, as far as it says who may correct it: what it was, and its cents."""

    what: str
    cents: int


class Panel(NamedTuple):
    """Those of one stream who can approve its share: in one seat or another, () where nobody can.

    ``stream`` is the key under ``owners`` for a change of the portfolio's own files.
    """

    stream: str
    cents: int
    seats: tuple[Seat, ...]


def payers(budgets: Iterable[BudgetFacts]) -> dict[str, str]:
    """Return the stream whose money each budget is, by its id; '' for one that two streams claim."""
    found: dict[str, str] = {}
    for row in budgets:
        found[row.id] = row.stream if found.get(row.id, row.stream) == row.stream else ""
    return found


def shares(
    resources: Iterable[tuple[str, int]], paid_by: Mapping[str, str], home: str
) -> tuple[Share, ...]:
    """Return what streams other than ``home`` pay; a budget that nobody knows is of no stream."""
    found: dict[str, int] = {}
    for budget, cents in resources:
        stream = paid_by.get(budget, "")
        if cents and (stream != home or not stream):
            found[stream] = found.get(stream, 0) + cents
    return tuple(Share(*row) for row in found.items())


def panel(policy: Policy, what: str, day: str, share: Share, stakes: Sequence[Stake] = ()) -> Panel:
    """Return who can decide on a share at a gate (or beside gates) on a day (ISO)."""
    found = deciders(policy, what, day, share, stakes)
    most = weight(share, stakes)
    return Panel(*share, tuple(seat for seat in found if seat.carries(most)))


def weight(share: Share, stakes: Iterable[Stake]) -> int:
    """Return the cents that whoever decides must carry: a correction weighs as what it corrects."""
    return max((share.cents, *(stake.cents for stake in stakes)))


def deciders(
    policy: Policy, what: str, day: str, share: Share, stakes: Sequence[Stake] = ()
) -> list[Seat]:
    """Return the seats that decide on a share, whatever their limits.

    A correction is for those who may take both decisions: what many decided is not undone by few.
    """
    cents = weight(share, stakes)
    kinds = dict.fromkeys((what, *(stake.what for stake in stakes))) if share.stream else ()
    found = [seats(policy, share.stream, kind, day, cents) for kind in kinds]
    return reduce(_both, found) if found else []


def _both(ones: Sequence[Seat], others: Sequence[Seat]) -> list[Seat]:
    return [_within(one, other) for one in ones for other in others]


def _within(one: Seat, other: Seat) -> Seat:
    limits = [seat.limit for seat in (one, other) if seat.limit >= 0]
    return Seat(
        tuple(who for who in one.persons if who in other.persons),
        max(one.quorum, other.quorum),
        min(limits, default=-1),
        one.day,
    )


def panels(subject: Subject, policy: Policy) -> list[Panel]:
    """Return all whose approval a decision needs, one seat of each: its own stream stands first."""
    if subject.owned:
        held = [(key, owners(policy, key, subject.day)) for key in subject.owned]
        return [Panel(key, 0, (seat,) if seat else ()) for key, seat in held]
    own, *others = subject.asked
    return [
        panel(policy, subject.what, subject.day, own, subject.stakes),
        *(panel(policy, subject.what, subject.day, share) for share in others),
    ]
