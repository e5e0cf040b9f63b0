"""How ideas stand before their next gate: one in full, or a line for each of a stream (V10, V28)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from innoctl.model.values import days_since
from innoctl.named import NamedTuple
from innoctl.rules.readiness_rows import Row


class Funds(NamedTuple):
    """What an idea has of one budget, in cents; ``kind`` is '' where the budget is not known.

    ``needed`` is what it paid and promised; ``free`` what nobody has of that budget.
    """

    budget: str
    kind: str
    granted: int
    released: int
    needed: int
    free: int


class GateStatus(NamedTuple):
    """One idea before a gate. Days are ISO; ``gate`` is '' where no gate leads on.

    ``handed_in_on`` is since when a dossier for this gate waits, '' when none does.
    """

    idea: str
    title: str
    stream: str
    phase: str
    state: str
    gate: str
    to_phase: str
    day: str
    handed_in_on: str
    rows: tuple[Row, ...]
    money: tuple[Funds, ...] = ()

    def count(self, light: str) -> int:
        """Return how many rows have this light."""
        return sum(row.light == light for row in self.rows)

    def of(self, light: str) -> tuple[Row, ...]:
        """Return the rows with this light."""
        return tuple(row for row in self.rows if row.light == light)

    @property
    def is_ready(self) -> bool:
        """Whether nothing red stands between the idea and its gate."""
        return bool(self.gate) and not self.count("red")


class StatusLine(NamedTuple):
    """One active idea of a stream; ``first`` is its first red row, None when nothing is red."""

    idea: str
    title: str
    phase: str
    gate: str
    red: int
    amber: int
    green: int
    handed_in_on: str
    days: int | None
    first: Row | None


def status_lines(found: Iterable[GateStatus], day: date) -> tuple[StatusLine, ...]:
    """Return a line for each, first what was handed in (the longest ago), then what lacks least."""
    lines = [_line(status, day) for status in found]
    return tuple(
        sorted(lines, key=lambda row: (row.handed_in_on or "9", row.red, row.amber, row.idea))
    )


def _line(status: GateStatus, day: date) -> StatusLine:
    lights = Counter(row.light for row in status.rows)
    since = status.handed_in_on
    return StatusLine(
        idea=status.idea,
        title=status.title,
        phase=status.phase,
        gate=status.gate,
        red=lights["red"],
        amber=lights["amber"],
        green=lights["green"],
        handed_in_on=since,
        days=days_since(since, day) if since else None,
        first=next(iter(status.of("red")), None),
    )
