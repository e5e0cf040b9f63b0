"""Money of a stream in short: allocated, granted, spent and free, by year and kind (V31).

Cents throughout; never netted between layers, kinds or years (METRICS.md). What is free of a
budget is reckoned budget by budget, and added up only after that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from innoctl.model.facts import LineFacts
from innoctl.model.policy import BudgetFacts, ProcessFacts
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case
from innoctl.rules.funding import Funded, Position, free, funded, positions, total

Lines = Mapping[str, Sequence[LineFacts]]
"""The lines of each idea's ledger, by its id."""


class BudgetRow(NamedTuple):
    """One kind of money of one year, in cents; ``ids`` are the ideas that draw on it.

    ``committed`` is what is promised and not paid yet.
    """

    figure: str
    year: int
    kind: str
    status: str
    allocated: int
    granted: int
    released: int
    committed: int
    spent: int
    free: int
    budgets: tuple[str, ...]
    ids: tuple[str, ...]


def money_of(found: Iterable[Case], lines: Lines, process: ProcessFacts) -> list[Funded]:
    """Return the money of each idea that was granted any, or has a ledger."""
    return [
        funded(case.idea.id, case.life.decisions, lines.get(case.idea.id, ()), process)
        for case in found
        if case.idea.id in lines or any(row.resources for row in case.life.decisions)
    ]


def budget_rows(
    budgets: Iterable[BudgetFacts], ideas: Sequence[Funded], stream: str, day: date
) -> tuple[BudgetRow, ...]:
    """Return the money of ``stream`` for last year, this year and next year, by kind."""
    own = [row for row in budgets if row.stream == stream and abs(row.year - day.year) <= 1]
    kinds = sorted({(row.year, row.kind) for row in own})
    stands = {one.idea: positions(one, day) for one in ideas}
    left = free(own, stands.values(), day)
    return tuple(
        _row([row for row in own if (row.year, row.kind) == kind], stands, left, day)
        for kind in kinds
    )


def _row(
    lines: Sequence[BudgetFacts],
    stands: Mapping[str, Mapping[str, Position]],
    left: Mapping[str, int],
    day: date,
) -> BudgetRow:
    names = tuple(sorted(line.id for line in lines))
    drawn = [(i, row[name]) for i, row in stands.items() for name in names if name in row]
    whole = total(position for _, position in drawn)
    year, kind = lines[0].year, lines[0].kind
    provisional = any(line.status == "provisional" for line in lines)
    return BudgetRow(
        figure=f"budget.{year}.{kind}",
        year=year,
        kind=kind,
        status="provisional" if provisional else "final",
        allocated=sum(line.allocated(day) for line in lines),
        granted=whole.granted,
        released=whole.released,
        committed=whole.open,
        spent=whole.spent,
        free=sum(left[name] for name in names),
        budgets=names,
        ids=tuple(dict.fromkeys(idea for idea, _ in drawn)),
    )
