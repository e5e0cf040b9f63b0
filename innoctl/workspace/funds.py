"""What is free of a budget: the allocation, less what the decisions that count have granted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from innoctl.reports.money import Grant, left
from innoctl.rules.life import chain

if TYPE_CHECKING:
    from datetime import date

    from innoctl.model.facts import DecisionFacts
    from innoctl.model.policy import BudgetFacts
    from innoctl.workspace.portfolio import Portfolio


def free(
    portfolio: Portfolio,
    budgets: Iterable[BudgetFacts],
    named: Collection[str],
    day: date,
    instead: Mapping[str, Sequence[DecisionFacts]] | None = None,
) -> dict[str, int]:
    """Return the cents that are free of each budget in ``named`` on ``day``, below zero if overdrawn.

    ``instead`` gives for some ideas the decisions to reckon with in the place of those in their files.
    """
    found = [row for row in budgets if row.id in named]
    return left(found, _granted(portfolio, named, instead or {}), day)


def _granted(
    portfolio: Portfolio, named: Collection[str], instead: Mapping[str, Sequence[DecisionFacts]]
) -> Iterator[Grant]:
    from innoctl.workspace.overviews import by_idea

    index = portfolio.index
    ideas = index.funded(named) - instead.keys()
    held = by_idea(entry.facts for entry in index.decisions(ideas=ideas))
    for rows in (*held.values(), *instead.values()):
        for one in chain(rows).counting:
            yield from (Grant(one.idea, budget, cents) for budget, cents in one.resources)
