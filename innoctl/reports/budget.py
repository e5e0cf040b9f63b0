"""What is allocated, granted, promised, paid and free, by whatever one asks for (V23, V31).

Cents throughout, and every figure a plain sum. Of a budget, on a day (METRICS.md):
``allocated`` with the changes up to it; ``granted`` by decisions; ``committed`` all that was
promised, paid or not; ``open`` what of that is not paid; ``spent`` all that was paid;
``released`` what ideas gave back, by a booking or by being closed; ``over`` what an idea paid or
promised beyond what it was granted and kept; ``free``: allocated - granted + released - over,
reckoned budget by budget, which is allocated - the sum over ideas of max(granted - released,
spent + open). ``sunk`` is what was spent on ideas that are stopped on the day.

Layers, kinds and years are never netted: what is free is added up only within one of each, and
a total over several has none. What was allocated has no idea, phase, horizon or theme, so rows
by those have neither it nor what is free. By phase each movement counts in the phase in which
its idea was at the end of its day. An idea with several themes counts in each, one without
under none; the total counts each cent once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from innoctl.model.policy import BudgetFacts
from innoctl.named import NamedTuple
from innoctl.reports.cases import share
from innoctl.reports.forecast import ForecastRow, forecasts
from innoctl.reports.spending import OF_BUDGETS, Cell, Drawer, Sorter, layer, named
from innoctl.reports.stream import LeftOutRow

TOTAL: Final = "total"
_NOTHING: Final = Cell("", "", "")[3:]


class Wanted(NamedTuple):
    """What is asked for; nothing means all."""

    stream: str = ""
    year: int | None = None
    kind: str = ""
    budget: str = ""
    idea: str = ""

    def holds(self, row: BudgetFacts) -> bool:
        """Tell whether a budget is one of those that are asked for."""
        asked = (self.stream, self.kind, self.budget)
        fits = all(w in {"", v} for w, v in zip(asked, (row.stream, row.kind, row.id), strict=True))
        return fits and self.year in {None, row.year}


class BudgetInputs(NamedTuple):
    """What the report is made from; ``cells`` are those up to the day, in the order of ideas."""

    budgets: Sequence[BudgetFacts]
    cells: Sequence[Cell]
    ideas: Mapping[str, Drawer]
    left_out: Sequence[LeftOutRow] = ()


class Amounts(NamedTuple):
    """The figures of one row; None where there is none to be given."""

    allocated: int | None
    granted: int
    committed: int
    open: int
    spent: int
    released: int
    over: int | None
    free: int | None
    sunk: int


MEASURES: Final = Amounts._fields


class Row(NamedTuple):
    """One row: its name, what it is of (the values of `BY`), its figures, the ideas behind it."""

    figure: str
    of: tuple[Any, ...]
    amounts: Amounts
    ids: tuple[str, ...]


class BudgetReport(NamedTuple):
    """The figures on money on ``day`` (ISO). ``sunk_share`` is of all spending; None of nothing."""

    day: str
    by: str
    wanted: Wanted
    rows: tuple[Row, ...]
    total: Row
    sunk_share: str | None
    forecast: tuple[ForecastRow, ...]
    budgets: Mapping[str, BudgetFacts]
    ideas: Mapping[str, Drawer]
    left_out: tuple[LeftOutRow, ...]


class _Pile(NamedTuple):
    """What goes into one row."""

    budgets: list[BudgetFacts]
    cells: list[Cell]


class _Frame(NamedTuple):
    """What the rows of one report share; ``day`` is None where no budget is told as a whole."""

    by: str
    day: date | None
    known: frozenset[str]
    stopped: frozenset[str]


def budget_report(inputs: BudgetInputs, day: date, by: str, wanted: Wanted) -> BudgetReport:
    """Compute the figures on money at the end of ``day``; later events change nothing in them."""
    held = [] if wanted.idea else [row for row in inputs.budgets if wanted.holds(row)]
    cells, sorter = chosen(inputs, wanted), Sorter(by, inputs.budgets, inputs.ideas)
    piles: dict[tuple[Any, ...], _Pile] = {}
    for budget in held if by in OF_BUDGETS else ():
        piles.setdefault(sorter.budget(budget), _Pile([], [])).budgets.append(budget)
    for cell in cells:
        for of in sorter.rows(cell.budget, cell.idea, cell.phase):
            piles.setdefault(of, _Pile([], [])).cells.append(cell)
    frame = _Frame(
        by,
        None if wanted.idea else day,
        frozenset(row.id for row in inputs.budgets),
        frozenset(row.idea for row in inputs.ideas.values() if row.state == "stopped"),
    )
    rows = [_row(named(by, of), of, pile, frame) for of, pile in piles.items()]
    whole = _row(TOTAL, (), _Pile(held, cells), frame._replace(by="budget"))
    return BudgetReport(
        day=day.isoformat(),
        by=by,
        wanted=wanted,
        rows=tuple(sorted(rows, key=lambda row: [_order(part) for part in row.of])),
        total=whole,
        sunk_share=share(whole.amounts.sunk, whole.amounts.spent),
        forecast=tuple(forecasts(held, cells, day)),
        budgets={row.id: row for row in inputs.budgets},
        ideas=inputs.ideas,
        left_out=tuple(inputs.left_out),
    )


def chosen(inputs: BudgetInputs, wanted: Wanted) -> list[Cell]:
    """Return the cells that are asked for; those of a budget that no file has unless one is named."""
    known = {row.id for row in inputs.budgets}
    held = {row.id for row in inputs.budgets if wanted.holds(row)}
    anything = wanted._replace(idea="") == Wanted()
    return [
        cell
        for cell in inputs.cells
        if wanted.idea in {"", cell.idea}
        and (cell.budget in held or (anything and cell.budget not in known))
    ]


def _order(part: Any) -> tuple[bool, bool, Any]:
    """Put what is unknown last."""
    return (not part, isinstance(part, str), part)


def _row(figure: str, of: tuple[Any, ...], pile: _Pile, frame: _Frame) -> Row:
    ids = tuple(dict.fromkeys(cell.idea for cell in pile.cells))
    return Row(figure, of, _amounts(pile, frame), ids)


def _amounts(pile: _Pile, frame: _Frame) -> Amounts:
    rows, cells = pile
    figures = zip(*(cell[3:] for cell in cells), strict=True)
    granted, released, committed, drawn, spent, over = map(sum, figures) if cells else _NOTHING
    allocated = free = None
    if frame.day is not None and rows:
        allocated = sum(row.allocated(frame.day) for row in rows)
        if _is_one_sort(pile, frame.known):
            free = allocated - granted + released - over
    return Amounts(
        allocated=allocated,
        granted=granted,
        committed=committed,
        open=committed - drawn,
        spent=spent,
        released=released,
        over=None if frame.by == "phase" else over,
        free=free,
        sunk=sum(cell.spent for cell in cells if cell.idea in frame.stopped),
    )


def _is_one_sort(pile: _Pile, known: frozenset[str]) -> bool:
    """Tell whether all is of one layer, kind and year, and of budgets that a file has."""
    sorts = {(layer(row.stream), row.kind, row.year) for row in pile.budgets}
    return len(sorts) == 1 and all(cell.budget in known for cell in pile.cells)


def figures(report: BudgetReport) -> list[str]:
    """Return the name of every figure and row that can be opened."""
    return [
        name
        for row in (report.total, *report.rows)
        for name in (row.figure, *(_full(row, measure) for measure in _given(row)))
    ]


def found(report: BudgetReport, name: str) -> tuple[Row, str] | None:
    """Return the row and the measure ('' for all of them) that a name means, else None.

    A name is ``spent``, ``phase.creation`` or ``spent.phase.creation``.
    """
    rows = {row.figure: row for row in (*report.rows, report.total)}
    if name in rows:
        return rows[name], ""
    measure, _, rest = name.partition(".")
    row = rows.get(rest) if rest else report.total
    return (row, measure) if row and measure in _given(row) else None


def behind(
    inputs: BudgetInputs, report: BudgetReport, row: Row, measure: str
) -> list[tuple[str, int]]:
    """Return the ideas behind a figure with what each adds to it, in cents, without those of nothing.

    Of what is free that is what each takes; of a whole row, what each was granted.
    """
    day = date.fromisoformat(report.day)
    sorter = Sorter(report.by, inputs.budgets, inputs.ideas)
    cells = [
        cell
        for cell in chosen(inputs, report.wanted)
        if row.figure == TOTAL or row.of in sorter.rows(cell.budget, cell.idea, cell.phase)
    ]
    alone = budget_report(inputs._replace(cells=cells, budgets=()), day, "idea", Wanted())
    found = []
    for one in alone.rows:
        amounts = one.amounts
        held = amounts.granted - amounts.released + (amounts.over or 0)
        cents = -held if measure == "free" else getattr(amounts, measure or "granted") or 0
        if cents or not measure:
            found.append((one.ids[0], cents))
    return found


def _given(row: Row) -> list[str]:
    return [m for m in MEASURES if getattr(row.amounts, m) is not None]


def _full(row: Row, measure: str) -> str:
    return measure if row.figure == TOTAL else f"{measure}.{row.figure}"
