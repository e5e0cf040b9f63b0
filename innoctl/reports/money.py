"""Money of a stream in short: allocated, granted and free, by year and kind (V31).

Cents throughout; never netted between layers, kinds or years (METRICS.md). Grants are what
decisions gave; spending, releases and commitments stand in a ledger of their own and are
not part of this report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from innoctl.model.policy import BudgetFacts
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case


class BudgetRow(NamedTuple):
    """One kind of money of one year, in cents; ``ids`` are the ideas it was granted to."""

    figure: str
    year: int
    kind: str
    status: str
    allocated: int
    granted: int
    free: int
    budgets: tuple[str, ...]
    ids: tuple[str, ...]


class Grant(NamedTuple):
    """Money that a decision gave to an idea, in cents."""

    idea: str
    budget: str
    cents: int


def grants(found: Iterable[Case]) -> list[Grant]:
    """Return what the decisions that count up to the day of the report have granted."""
    return [
        Grant(case.idea.id, budget, cents)
        for case in found
        for row in case.life.decisions
        for budget, cents in row.resources
    ]


def left(budgets: Iterable[BudgetFacts], granted: Iterable[Grant], day: date) -> dict[str, int]:
    """Return the cents that are free of each budget on ``day``, by its id; below zero when overdrawn."""
    free = {row.id: row.allocated(day) for row in budgets}
    for grant in granted:
        if grant.budget in free:
            free[grant.budget] -= grant.cents
    return free


def budget_rows(
    budgets: Iterable[BudgetFacts], granted: Sequence[Grant], stream: str, day: date
) -> tuple[BudgetRow, ...]:
    """Return the money of ``stream`` for last year, this year and next year, by kind."""
    own = [row for row in budgets if row.stream == stream and abs(row.year - day.year) <= 1]
    kinds = sorted({(row.year, row.kind) for row in own})
    return tuple(
        _row(year, kind, [row for row in own if (row.year, row.kind) == (year, kind)], granted, day)
        for year, kind in kinds
    )


def _row(
    year: int, kind: str, lines: list[BudgetFacts], granted: Sequence[Grant], day: date
) -> BudgetRow:
    names = tuple(sorted(line.id for line in lines))
    given = [grant for grant in granted if grant.budget in names]
    allocated = sum(line.allocated(day) for line in lines)
    spoken_for = sum(grant.cents for grant in given)
    provisional = any(line.status == "provisional" for line in lines)
    return BudgetRow(
        figure=f"budget.{year}.{kind}",
        year=year,
        kind=kind,
        status="provisional" if provisional else "final",
        allocated=allocated,
        granted=spoken_for,
        free=allocated - spoken_for,
        budgets=names,
        ids=tuple(dict.fromkeys(grant.idea for grant in given)),
    )
