"""How the year of each budget will end, by what was spent of it so far (V31).

Year to date: all that was spent on the budget up to the day. Expected at the end of its year:
what is paid and promised, or what is paid extrapolated by the days, whichever is more. It runs
out on the day on which the allocation is gone at this pace, if that is before the year is.
Before a quarter of the year has passed nothing is foretold: one invoice in January would make
twelve. Budgets of other years have no forecast. See `innoctl.rules.pace` for the arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from innoctl.model.policy import BudgetFacts
from innoctl.named import NamedTuple
from innoctl.reports.spending import Cell, layer
from innoctl.rules import pace


class ForecastRow(NamedTuple):
    """One budget of the year of the report, in cents.

    ``expected`` is None before a quarter of the year has passed; ``runs_out`` is a day, or ''.
    """

    budget: str
    stream: str
    kind: str
    status: str
    allocated: int
    spent: int
    open: int
    expected: int | None
    runs_out: str


def forecasts(
    budgets: Iterable[BudgetFacts], cells: Iterable[Cell], day: date
) -> Iterator[ForecastRow]:
    """Yield how each budget of the year of ``day`` will end, by what was spent of it so far."""
    spent: dict[str, int] = {}
    open_: dict[str, int] = {}
    for cell in cells:
        spent[cell.budget] = spent.get(cell.budget, 0) + cell.spent
        open_[cell.budget] = open_.get(cell.budget, 0) + cell.committed - cell.drawn
    for row in sorted(budgets, key=lambda row: (layer(row.stream), row.stream, row.kind, row.id)):
        if row.year != day.year:
            continue
        allocated, paid, promised = row.allocated(day), spent.get(row.id, 0), open_.get(row.id, 0)
        expected, out = None, None
        if pace.is_settled(day):
            expected = pace.expected(paid, promised, day)
            out = pace.runs_out(allocated, paid, day)
        yield ForecastRow(
            budget=row.id,
            stream=row.stream,
            kind=row.kind,
            status=row.status,
            allocated=allocated,
            spent=paid,
            open=promised,
            expected=expected,
            runs_out=out.isoformat() if out else "",
        )
