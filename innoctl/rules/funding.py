"""What an idea has been granted, has promised and has paid of each budget, day by day (V31).

Cents throughout. Every figure is a sum over the events up to a day, so that it does not depend
on the order in which events of one day, or of two branches, came to stand in the files.

METRICS.md: free, per budget: allocated - the sum over ideas of max(granted - released,
spent + open commitments). Released is what an idea gives back by a line of its ledger, and
while it is closed all that it neither paid nor promised; what was released when an idea is
reopened stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from innoctl.model.facts import OPEN_STATES, DecisionFacts, LineFacts
from innoctl.model.policy import BudgetFacts, ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.life import Story


class Stay(NamedTuple):
    """Where an idea is from a day on: its phase, and whether it is under way. ``since`` is ISO."""

    since: str
    phase: str
    open: bool


class Grant(NamedTuple):
    """Money that a decision gave to an idea; ``decision`` is the SHA-256 of that decision."""

    on: str
    budget: str
    cents: int
    decision: str = ""


class Funded(NamedTuple):
    """One idea with every event that touches money."""

    idea: str
    grants: tuple[Grant, ...] = ()
    lines: tuple[LineFacts, ...] = ()
    stays: tuple[Stay, ...] = ()

    def stay(self, iso: str) -> Stay:
        """Return where the idea is at the end of a day."""
        found = [stay for stay in self.stays if stay.since <= iso]
        return found[-1] if found else Stay("", "", open=True)


class Position(NamedTuple):
    """One idea on one budget on one day, in cents."""

    granted: int = 0
    released: int = 0
    committed: int = 0
    """all that was promised, paid or not"""
    drawn: int = 0
    """what was paid of that"""
    spent: int = 0
    """all that was paid, promised before or not"""

    @property
    def open(self) -> int:
        """What is promised and not paid yet."""
        return self.committed - self.drawn

    @property
    def needed(self) -> int:
        """What is paid or promised."""
        return self.spent + self.open

    @property
    def held(self) -> int:
        """What the idea takes of the budget."""
        return max(self.granted - self.released, self.needed)

    @property
    def over(self) -> int:
        """What is paid or promised beyond the grant."""
        return max(self.needed - (self.granted - self.released), 0)


def total(rows: Iterable[Position]) -> Position:
    """Return all together, figure by figure."""
    return Position(*map(sum, zip(Position(), *rows, strict=True)))


def funded(
    idea: str,
    decisions: Sequence[DecisionFacts],
    lines: Iterable[LineFacts],
    process: ProcessFacts,
) -> Funded:
    """Return the money of an idea; ``decisions`` are those that count, in order."""
    grants = (
        Grant(row.decided_on, budget, cents, row.digest)
        for row in decisions
        for budget, cents in row.resources
    )
    return Funded(idea, tuple(grants), tuple(lines), tuple(_stays(decisions, process)))


def _stays(decisions: Iterable[DecisionFacts], process: ProcessFacts) -> Iterator[Stay]:
    story = Story(process, "", "")
    stay = Stay("", story.phase, open=True)
    yield stay
    for row in decisions:
        story.tell(row)
        now = Stay(row.decided_on, story.phase, story.state in OPEN_STATES)
        if now[1:] != stay[1:]:
            stay = now
            yield stay


def steps(one: Funded) -> Iterator[tuple[str, dict[str, Position]]]:
    """Yield for each day with an event (ISO, in order) how the idea stands on each budget after it."""
    accounts: dict[str, Running] = {}
    under_way = True
    for day, found in groupby(events(one), key=attrgetter("day")):
        for event in found:
            match event.what:
                case Stay() as stay:
                    if stay.open and not under_way:
                        for account in accounts.values():
                            account.kept_back += account.rest
                    under_way = stay.open
                case Grant() as grant:
                    account_on(accounts, grant.budget).granted += grant.cents
                case LineFacts() as line:
                    account_on(accounts, line.budget).book(line)
        yield day, {budget: row.position(under_way) for budget, row in accounts.items()}


def positions(one: Funded, day: date) -> dict[str, Position]:
    """Return how an idea stands on each budget at the end of ``day``."""
    found: dict[str, Position] = {}
    for on, rows in steps(one):
        if on > day.isoformat():
            break
        found = rows
    return found


def free(
    budgets: Iterable[BudgetFacts], drawn: Iterable[Mapping[str, Position]], day: date
) -> dict[str, int]:
    """Return the cents that are free of each budget on ``day``, below zero where it is overdrawn.

    ``drawn`` are the `positions` of every idea that draws on them, on that day.
    """
    left = {row.id: row.allocated(day) for row in budgets}
    for rows in drawn:
        for budget, position in rows.items():
            if budget in left:
                left[budget] -= position.held
    return left


def lasting(budgets: Iterable[BudgetFacts], ideas: Iterable[Funded], day: str) -> dict[str, int]:
    """Return the cents that are free of each budget on ``day`` (ISO) and on every day after it.

    What was granted since, or will be taken from the allocation, cannot be granted once more.
    Below zero where the budget is overdrawn on one of those days.
    """
    moves: dict[str, list[tuple[str, int]]] = {
        row.id: [(row.since, row.cents), *((one.on, one.cents) for one in row.changes)]
        for row in budgets
    }
    for one in ideas:
        held: dict[str, int] = {}
        for on, rows in steps(one):
            for budget in rows.keys() & moves.keys():
                moves[budget].append((on, held.get(budget, 0) - rows[budget].held))
                held[budget] = rows[budget].held
    return {budget: _least(rows, day) for budget, rows in moves.items()}


def _least(moves: Iterable[tuple[str, int]], day: str) -> int:
    """Return the least that a sum of moves comes to at the end of ``day`` or of any later one."""
    later: dict[str, int] = {}
    left = 0
    for on, cents in moves:
        if on <= day:
            left += cents
        else:
            later[on] = later.get(on, 0) + cents
    least = left
    for on in sorted(later):
        left += later[on]
        least = min(least, left)
    return least


class Event(NamedTuple):
    """One thing that touches the money of an idea; ``rank`` orders those of a day."""

    day: str
    rank: int
    what: Stay | Grant | LineFacts


def events(one: Funded) -> list[Event]:
    """Return all events by day; on one day an idea is reopened before anything is booked on it."""
    rows = [Event(row.since, 0, row) for row in one.stays]
    rows += [Event(row.on, 1, row) for row in one.grants]
    rows += [Event(row.on, 2, row) for row in tied(one.lines)]
    return sorted(rows, key=lambda event: event[:2])


def tied(lines: Sequence[LineFacts]) -> Iterator[LineFacts]:
    """Yield the lines, each counter-entry on the commitment of what it corrects."""
    drawn = {(row.budget, row.reference): row.commitment for row in lines if row.commitment}
    for row in lines:
        if row.corrects and row.what == "commit":
            yield row._replace(reference=row.corrects)
        elif row.corrects and not row.commitment:
            yield row._replace(commitment=drawn.get((row.budget, row.corrects), ""))
        else:
            yield row


class Running:
    """One idea on one budget while its events are told."""

    def __init__(self) -> None:
        self.granted = self.given_back = self.kept_back = 0
        self.committed = self.drawn = self.spent = 0
        self.promised: dict[str, int] = {}
        self.paid: dict[str, int] = {}

    def book(self, line: LineFacts) -> None:
        """Book one line; the same line with the opposite amount takes it off again."""
        if line.what == "release":
            self.given_back += line.cents
        elif line.what == "commit":
            self.committed += line.cents
            self._draw(line.reference, self.promised, line.cents)
        else:
            self.spent += line.cents
            if line.commitment:
                self._draw(line.commitment, self.paid, line.cents)

    def _draw(self, reference: str, side: dict[str, int], cents: int) -> None:
        """Book on one side of a commitment; what is drawn is never more than was promised."""
        before = self._drawn(reference)
        side[reference] = side.get(reference, 0) + cents
        self.drawn += self._drawn(reference) - before

    def _drawn(self, reference: str) -> int:
        return max(min(self.promised.get(reference, 0), self.paid.get(reference, 0)), 0)

    @property
    def rest(self) -> int:
        """What was granted and is neither paid, promised nor given back."""
        needed = self.spent + self.committed - self.drawn
        return max(self.granted - self.given_back - self.kept_back - needed, 0)

    def position(self, under_way: bool) -> Position:  # noqa: FBT001  (one fact, not an option)
        """Return how it stands now, for an idea that is under way or closed."""
        released = self.given_back + self.kept_back + (0 if under_way else self.rest)
        return Position(self.granted, released, self.committed, self.drawn, self.spent)


def account_on(accounts: dict[str, Running], budget: str) -> Running:
    """Return the account of a budget, opened when it is first asked for."""
    return accounts.setdefault(budget, Running())
