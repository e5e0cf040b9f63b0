"""Who pays along: money of another stream is granted by those who decide in that stream (V31).

The stream of an idea decides on the whole of what is granted. Each other stream whose budget it
draws on decides on its own share, within the limit that its mandates have there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    """A decision that is corrected, as far as it says who may correct it.

    ``stream`` is where it was taken: a move is taken by the stream that takes the idea over.
    """

    stream: str
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


def weights(what: str, own: Share, stakes: Iterable[Stake]) -> list[Stake]:
    """Return as what a decision is taken beside what others pay, its own stream first.

    A correction is taken as itself and as what it corrects, where that was taken: each stream
    carries the most that was decided there.
    """
    every = (Stake(own.stream, what, own.cents), *stakes)
    most: dict[str, int] = {}
    for one in every:
        most[one.stream] = max(one.cents, most.get(one.stream, 0))
    found = dict.fromkeys(one._replace(cents=most[one.stream]) for one in every)
    return sorted(found, key=lambda one: one.stream != own.stream)


def panel(policy: Policy, what: str, day: str, share: Share, least: int = 0) -> Panel:
    """Return who can decide on a share at a gate (or beside gates) on a day (ISO).

    They must carry its cents, or the ``least`` that the decision weighs.
    """
    cents = max(share.cents, least)
    found = seats(policy, share.stream, what, day, cents) if share.stream else []
    return Panel(*share, tuple(seat for seat in found if seat.carries(cents)))


def own_panels(
    policy: Policy, what: str, day: str, own: Share, stakes: Sequence[Stake]
) -> list[Panel]:
    """Return who must approve a decision beside those who pay along, its own stream first.

    A correction is for who may decide it, and for who may decide what it corrects: what many
    decided is not undone by few, and what one stream took over not by another.
    """
    asked = {own.stream: own}  # where it only takes back, it grants nothing
    found = [
        panel(policy, one.what, day, asked.get(one.stream, Share(one.stream, 0)), one.cents)
        for one in weights(what, own, stakes)
    ]
    return [
        one
        for place, one in enumerate(found)
        if not any(_implied(one, by) for by in found[place + 1 :])
        and not any(_implied(one, by) and not _implied(by, one) for by in found[:place])
    ]


def _implied(one: Panel, by: Panel) -> bool:
    """Tell whether who satisfies another panel of the same stream always satisfies this one."""
    return one.stream == by.stream and all(
        any(
            set(seat.persons) <= set(own.persons) and own.quorum <= seat.quorum for own in one.seats
        )
        for seat in by.seats
    )


def panels(subject: Subject, policy: Policy) -> list[Panel]:
    """Return all whose approval a decision needs, one seat of each: its own stream stands first."""
    if subject.owned:
        held = [(key, owners(policy, key, subject.day)) for key in subject.owned]
        return [Panel(key, 0, (seat,) if seat else ()) for key, seat in held]
    own, *others = subject.asked
    return [
        *own_panels(policy, subject.what, subject.day, own, subject.stakes),
        *(panel(policy, subject.what, subject.day, share) for share in others),
    ]
