"""What a decision bears on: the gates that its idea stands before, what it undoes, what it corrects.

All of it follows from the decisions before it, never from what its record says of itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from innoctl.model.facts import DecisionFacts
from innoctl.model.policy import ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.life import BESIDE_GATES, before
from innoctl.rules.shares import Stake
from innoctl.rules.votes import Subject


class Bearing(NamedTuple):
    """The gates out of the phase that an idea is in, and the gate whose decision is undone, if any."""

    gates: tuple[str, ...] = ()
    undone: tuple[Stake, ...] = ()


def bearing(row: DecisionFacts, earlier: Iterable[DecisionFacts], process: ProcessFacts) -> Bearing:
    """Return what a decision beside gates bears on that comes after these, or in the place of one.

    Who reopens what a gate closed undoes what was decided there.
    """
    if row.what not in BESIDE_GATES:
        return Bearing()
    story = before(earlier, process, row.supersedes)
    gates = tuple(gate.id for gate in process.gates_from(story.phase))
    undone = row.what == "reopen" and story.closed_by not in ("", *BESIDE_GATES)
    return Bearing(gates, (Stake(story.stream, story.closed_by, 0),) if undone else ())


def borne(
    subject: Subject, row: DecisionFacts, earlier: Iterable[DecisionFacts], process: ProcessFacts
) -> Subject:
    """Return a decision with what it bears on."""
    found = bearing(row, earlier, process)
    return subject._replace(gates=found.gates, stakes=found.undone)


def correcting(subject: Subject, old: Subject, *, weighs: bool) -> Subject:
    """Return a decision as it weighs by what it corrects.

    What the old one corrects or undoes, this one takes the place of too, whether that one counts
    (``weighs``) or not.
    """
    own = (Stake(old.stream, old.what, old.cents, old.gates),) if weighs else ()
    return subject._replace(stakes=(*subject.stakes, *own, *old.stakes))
