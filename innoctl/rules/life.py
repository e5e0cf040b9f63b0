"""The life of one idea, as its decisions tell it: phase, state and stream are consequences.

METRICS.md "phase visit": from entering a phase (submission, or the decision that moved the
idea there) to leaving it; ``rework`` stays in the phase, ``reopen`` starts a new visit; time
on hold is kept apart. Everything is known as of a day: later decisions do not count yet.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from innoctl.model.facts import OPEN_STATES, DecisionFacts, IdeaFacts
from innoctl.model.policy import ProcessFacts
from innoctl.model.values import days_since
from innoctl.named import NamedTuple

ONWARD: Final = ("go", "conditional_go")
"""Outcomes of a gate that let the idea through."""
BESIDE_GATES: Final = ("move", "change", "withdraw", "resume", "reopen")
"""What a decision can be about when it is not about a gate."""


class Visit(NamedTuple):
    """One stay in a phase; days are ISO, '' for not yet. ``holds`` are (from, until or '')."""

    phase: str
    entered_on: str
    left_on: str = ""
    exit_outcome: str = ""
    """Why it was left: an outcome, ``withdraw`` or ``reopen``; '' while the idea is there."""
    holds: tuple[tuple[str, str], ...] = ()

    def hold_days(self, day: date) -> int:
        """Return the days on hold during this visit, counted up to ``day``."""
        return sum(_days(since, until, day) for since, until in self.holds)

    def days(self, day: date) -> int:
        """Return the days in the phase up to ``day`` without those on hold."""
        return _days(self.entered_on, self.left_on, day) - self.hold_days(day)


def _days(since: str, until: str, day: date) -> int:
    end = min(date.fromisoformat(until), day) if until else day
    return max(days_since(since, end), 0)


class Chain(NamedTuple):
    """The decisions of one idea in order; ``after`` and ``digest`` tie them together.

    ``counting`` leaves out what was superseded: a correction stands in the place of the
    decision that it corrects, and its ``decided_on`` is the day of that decision as it
    should have read. ``broken`` cannot be reached from the first decision.
    """

    linked: tuple[DecisionFacts, ...]
    counting: tuple[DecisionFacts, ...]
    broken: tuple[DecisionFacts, ...]


class Life(NamedTuple):
    """What follows from the decisions of one idea up to a day."""

    phase: str
    state: str
    stream: str
    visits: tuple[Visit, ...]
    decisions: tuple[DecisionFacts, ...]
    """Those that count, in the order of the chain."""
    broken: tuple[DecisionFacts, ...] = ()
    """Those that no chain leads to; they count for nothing and ``check`` names them."""
    back_on: str = ""
    """The day to come back, while on hold."""

    @property
    def visit(self) -> Visit:
        """The last visit: where the idea is, or where it was stopped."""
        return self.visits[-1]


def chain(decisions: Iterable[DecisionFacts]) -> Chain:
    """Put the decisions of one idea in order; of two after the same one the lower number leads on."""
    rows = sorted(decisions, key=lambda row: (row.number, row.digest))
    following = linked(rows)
    reached = {id(row) for row in following}
    broken = tuple(row for row in rows if id(row) not in reached)
    return Chain(tuple(following), tuple(counting(following)), broken)


def linked(decisions: Iterable[DecisionFacts]) -> list[DecisionFacts]:
    """Return those that follow on one another; of two after the same one the first leads on."""
    followers: dict[str, DecisionFacts] = {}
    for row in decisions:
        followers.setdefault(row.after, row)
    found: list[DecisionFacts] = []
    last = ""
    while last in followers:
        found.append(followers.pop(last))
        last = found[-1].digest
    return found


def broken_by(order: Chain) -> Iterator[tuple[DecisionFacts, str]]:
    """Yield each decision that no chain leads to, with the code of the break that it comes after."""
    leaders = {row.after for row in order.linked}
    broken = {row.digest: row for row in order.broken}
    for row in order.broken:
        first = row
        while first.after not in leaders and first.after in broken:
            first = broken[first.after]
        yield row, "D421" if first.after in leaders else "D420"


def counting(
    following: Iterable[DecisionFacts], among: Container[str] | None = None
) -> list[DecisionFacts]:
    """Put each correction in the place of what it corrects; a wrong pointer corrects nothing.

    Only those ``among`` these digests count: a correction takes the place of what one between
    corrected that is not among them.
    """
    found: list[DecisionFacts] = []
    passed: dict[str, str] = {}
    for row in following:
        old = row.supersedes
        while old in passed:
            old = passed[old]
        place = next((n for n, one in enumerate(found) if old and one.digest == old), None)
        if among is not None and row.digest not in among:
            passed[row.digest] = old
        elif place is None:
            found.append(row)
        else:
            found[place] = row
    return found


def life(
    idea: IdeaFacts,
    decisions: Sequence[DecisionFacts],
    process: ProcessFacts,
    day: date | None = None,
) -> Life:
    """Return what follows from the decisions on ``idea`` taken up to ``day`` (None: all of them).

    It begins in the first phase of the process, active, on the day of submission, in the
    stream of its first decision, or in its own where there is none.
    """
    if not decisions:
        visit = Visit(process.first, idea.submitted_on)
        return Life(process.first, "active", idea.stream, (visit,), ())
    order = chain(decisions)
    known = as_of(order.counting, day)
    story = Story(process, idea.submitted_on, known[0].stream if known else _begin(idea, order))
    for row in known:
        story.tell(row)
    return Life(
        phase=story.phase,
        state=story.state,
        stream=story.stream,
        visits=tuple(story.visits),
        decisions=known,
        broken=order.broken,
        back_on=story.back_on if story.state == "on_hold" else "",
    )


def before(
    decisions: Iterable[DecisionFacts],
    process: ProcessFacts,
    supersedes: str = "",
    idea: IdeaFacts | None = None,
) -> Story:
    """Return where an idea stands after these decisions, or stood before the one that is corrected.

    Without the ``idea`` the story has no day on which it begins, and no stream before a decision.
    """
    counting = chain(decisions).counting
    places = (n for n, row in enumerate(counting) if row.digest == supersedes)
    place = next(places, len(counting)) if supersedes else len(counting)
    submitted_on, stream = (idea.submitted_on, idea.stream) if idea else ("", "")
    story = Story(process, submitted_on, counting[0].stream if counting else stream)
    for row in counting[:place]:
        story.tell(row)
    return story


def as_of(decisions: Iterable[DecisionFacts], day: date | None) -> tuple[DecisionFacts, ...]:
    """Leave out what was decided after ``day``."""
    if day is None:
        return tuple(decisions)
    iso = day.isoformat()
    return tuple(row for row in decisions if row.decided_on <= iso)


def _begin(idea: IdeaFacts, order: Chain) -> str:
    return order.counting[0].stream if order.counting else idea.stream


class Story:
    """Where an idea stands while its decisions are told one by one."""

    def __init__(self, process: ProcessFacts, submitted_on: str, stream: str) -> None:
        self.last = process.last
        self.phase = process.first
        self.state = "active"
        self.stream = stream
        self.back_on = ""
        self.closed_by = ""
        """what the decision was about that closed it: a gate, or withdraw; '' while it is open"""
        self.visits = [Visit(process.first, submitted_on)]

    def tell(self, row: DecisionFacts) -> None:
        """Let one decision do its work."""
        if row.what == "reopen":
            self._enter(row.to_phase, row.decided_on, "reopen")
        elif self.state not in OPEN_STATES:
            return  # a closed idea takes reopen and nothing else; check says so
        elif row.what == "move":
            self.stream = row.to_stream or self.stream
        elif row.what == "withdraw" or row.outcome == "no_go":
            self._close(row.decided_on, "withdraw" if row.what == "withdraw" else "no_go")
            self.state = "stopped"
        elif row.what == "resume" or row.outcome == "rework":
            self._end_hold(row.decided_on)
        elif row.outcome == "hold":
            self._hold(row)
        elif row.what != "change" and row.outcome in ONWARD:
            self._enter(row.to_phase, row.decided_on, row.outcome)
        self.closed_by = "" if self.state in OPEN_STATES else row.what

    def _enter(self, phase: str, day: str, outcome: str) -> None:
        self._close(day, outcome)
        self.phase = phase
        self.state = "embedded" if phase == self.last else "active"
        self.visits.append(Visit(phase, day))

    def _close(self, day: str, outcome: str) -> None:
        self._end_hold(day)
        if not self.visits[-1].left_on:
            self.visits[-1] = self.visits[-1]._replace(left_on=day, exit_outcome=outcome)

    def _hold(self, row: DecisionFacts) -> None:
        self._end_hold(row.decided_on)
        visit = self.visits[-1]
        self.visits[-1] = visit._replace(holds=(*visit.holds, (row.decided_on, "")))
        self.state, self.back_on = "on_hold", row.until

    def _end_hold(self, day: str) -> None:
        if self.state == "on_hold":
            visit = self.visits[-1]
            self.visits[-1] = visit._replace(holds=(*visit.holds[:-1], (visit.holds[-1][0], day)))
            self.state = "active"
