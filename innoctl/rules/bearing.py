"""What a decision bears on: the gates that its idea stands before, what it undoes, what it corrects.

All of it follows from the decisions before it, never from what its record says of itself. What
counts of those can change: nobody decides by fewer for what others have not approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from innoctl.model.facts import DecisionFacts
from innoctl.model.policy import ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.life import BESIDE_GATES, Story, before, counting, linked
from innoctl.rules.shares import Share, Stake
from innoctl.rules.votes import Subject


class Bearing(NamedTuple):
    """The gates out of the phase that an idea is in, and the gate whose decision is undone, if any."""

    gates: tuple[str, ...] = ()
    undone: tuple[Stake, ...] = ()


class Past(NamedTuple):
    """The decisions on an idea before another one, as they landed, and the digests of what counts."""

    decisions: Sequence[DecisionFacts]
    counts: frozenset[str]
    process: ProcessFacts


class _Place(NamedTuple):
    """A decision with where its idea stands before it, and with what it bears on there."""

    row: DecisionFacts
    stand: tuple[str, ...]
    bearing: Bearing

    @property
    def stakes(self) -> tuple[Stake, ...]:
        row, gates = self.row, self.bearing.gates
        return (Stake(row.taken_in, row.what, row.cents, gates), *self.bearing.undone)


def bearing(row: DecisionFacts, earlier: Iterable[DecisionFacts], process: ProcessFacts) -> Bearing:
    """Return what a decision beside gates bears on that comes after these, or in the place of one.

    Who reopens what a gate closed undoes what was decided there.
    """
    if row.what not in BESIDE_GATES:
        return Bearing()
    return _bearing(row, before(earlier, process, row.supersedes), process)


def _bearing(row: DecisionFacts, story: Story, process: ProcessFacts) -> Bearing:
    gates = tuple(gate.id for gate in process.gates_from(story.phase))
    undone = row.what == "reopen" and story.closed_by not in ("", *BESIDE_GATES)
    return Bearing(gates, (Stake(story.stream, story.closed_by, 0),) if undone else ())


def borne(
    subject: Subject, row: DecisionFacts, earlier: Iterable[DecisionFacts], process: ProcessFacts
) -> Subject:
    """Return a decision with what it bears on."""
    found = bearing(row, earlier, process)
    return subject._replace(gates=found.gates, stakes=found.undone)


def correcting(subject: Subject, olds: Iterable[tuple[Subject, bool]]) -> Subject:
    """Return a decision as it weighs by what it corrects, and by what that corrected in its turn.

    Each old one is told with whether it counts. What the nearest corrects or undoes, this one
    takes the place of too, whether that one counts or not.
    """
    rows = list(olds)
    own = (Stake(old.stream, old.what, old.cents, old.gates) for old, counts in rows if counts)
    taken = rows[0][0].stakes if rows else ()
    return subject._replace(stakes=tuple(dict.fromkeys((*subject.stakes, *own, *taken))))


def settled(subject: Subject, row: DecisionFacts, past: Past) -> Subject:
    """Return a decision as it weighs by what counts before it, beside all that has landed.

    What nobody approved may be approved later, or corrected: it makes nothing lighter meanwhile.
    """
    (own,) = (one for one in _after(row, past) if one.row is row)
    found = list(own.bearing.undone)
    if own.bearing.gates != subject.gates:
        found += [Stake(*_of(subject, share), own.bearing.gates) for share in subject.asked]
    found += unsettled(row, past)
    return subject._replace(stakes=tuple(dict.fromkeys((*subject.stakes, *found))))


def unsettled(row: DecisionFacts, past: Past) -> Iterator[Stake]:
    """Yield what a correction changes beside what it corrects: decisions that come after that.

    Where the idea stands elsewhere before one of them, that is decided anew: by who took it, as it
    was and as it comes to be.
    """
    was = {
        one.row.digest: one for one in _told(counting(linked(past.decisions), past.counts), past)
    }
    for now in _after(row, past):
        then = was.get(now.row.digest, now)
        if then.stand != now.stand:
            yield from (*then.stakes, *now.stakes)


def _of(subject: Subject, share: Share) -> tuple[str, str, int]:
    return share.stream, subject.what, share.cents


def _after(row: DecisionFacts, past: Past) -> list[_Place]:
    """Return the decisions that count once this one does too, in the order of their story."""
    rows = [*linked(past.decisions), row]
    return _told(counting(rows, past.counts | {row.digest}), past)


def _told(rows: Sequence[DecisionFacts], past: Past) -> list[_Place]:
    story = Story(past.process, "", rows[0].stream if rows else "")
    found = []
    for row in rows:
        beside = row.what in BESIDE_GATES
        bears = _bearing(row, story, past.process) if beside else Bearing()
        stand = (story.phase, story.state, story.stream, story.closed_by)
        found.append(_Place(row, stand, bears))
        story.tell(row)
    return found
