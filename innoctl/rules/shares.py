"""Who pays along: money of another stream is granted by those who decide in that stream (V31).

The stream of an idea decides on the whole of what is granted. Each other stream whose budget it
draws on decides on its own share, within the limit that its mandates have there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from innoctl.named import NamedTuple
from innoctl.rules.mandate import Policy, Seat, largest, owners, seats

if TYPE_CHECKING:
    from innoctl.model.policy import BudgetFacts
    from innoctl.rules.votes import Subject


class Share(NamedTuple):
    """What one stream decides on, in cents; ``stream`` is '' where nobody knows whose money it is."""

    stream: str
    cents: int


class Stake(NamedTuple):
    """A decision, or one that it corrects or undoes, as far as it says who may decide.

    ``stream`` is where it was taken: a move is taken by the stream that takes the idea over.
    ``gates`` are those that the idea stood before, for what is decided beside gates.
    """

    stream: str
    what: str
    cents: int
    gates: tuple[str, ...] = ()


class Panel(NamedTuple):
    """Those of one stream who can approve its share: in one seat or another, () where nobody can.

    ``stream`` is the key under ``owners`` for a change of the portfolio's own files. ``lapsed``
    is what nobody may decide any more, where those are asked who decide on most.
    """

    stream: str
    cents: int
    seats: tuple[Seat, ...]
    lapsed: str = ""


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


def panel(policy: Policy, stake: Stake, day: str, share: Share) -> Panel:
    """Return who can decide on a share on a day (ISO): who carry its cents, or all that is at stake."""
    cents = max(share.cents, stake.cents)
    gates = stake.gates if cents else None
    found = seats(policy, share.stream, stake.what, day, gates) if share.stream else []
    return Panel(*share, tuple(seat for seat in found if seat.carries(cents)))


def undoing(
    policy: Policy, stakes: Iterable[Stake], day: str, own: Share
) -> list[tuple[str, Panel]]:
    """Return who must approve a decision for what it corrects or undoes, and what that is about.

    A correction weighs as what it corrects, in the stream that took that, and for the amount that
    it granted: what the correction itself grants is for those who may take it. Its ``own`` stream
    stands first. What nobody may decide any more, because its gate has left the mandates or their
    limits were lowered, those put right who decide on most.
    """
    found = []
    for stake in sorted(stakes, key=lambda one: one.stream != own.stream):
        share = own if stake.stream == own.stream else Share(stake.stream, 0)  # it only takes back
        asked = panel(policy, stake, day, Share(stake.stream, 0))._replace(cents=share.cents)
        if not asked.seats:
            able = tuple(largest(policy, share.stream, day))
            asked = asked._replace(seats=able, lapsed=stake.what if able else "")
        found.append((stake.what, asked))
    return list(dict.fromkeys(found))


def own_panels(policy: Policy, stakes: Sequence[Stake], day: str, own: Share) -> list[Panel]:
    """Return who must approve a decision beside those who pay along, together or apart.

    The first of ``stakes`` is the decision itself. A correction is for who may decide it, and
    for who may decide what it corrects: what many decided is not undone by few, and what one
    stream took over not by another.
    """
    itself, *others = stakes
    undone = (one for _, one in undoing(policy, others, day, own))
    found = [panel(policy, itself, day, own), *undone]
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
        *own_panels(policy, (subject.itself, *subject.stakes), subject.day, own),
        *(panel(policy, subject.itself, subject.day, share) for share in others),
    ]
