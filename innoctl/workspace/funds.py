"""What is free of a budget, from the decisions that count and the ledgers of the ideas on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from innoctl.model.kinds import idea_of
from innoctl.rules import funding
from innoctl.rules.deciding import Proposed, money
from innoctl.rules.life import chain

if TYPE_CHECKING:
    from datetime import date

    from innoctl.errors import Finding
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
    ideas = drawing(portfolio, named, instead or {})
    return funding.free(found, (funding.positions(one, day) for one in ideas), day)


def beyond(
    before: Portfolio, after: Portfolio, brought: Collection[str], today: date
) -> Iterator[Finding]:
    """Yield what decisions grant that was not free before them; ``brought`` are their files."""
    entries = after.index.decisions(ideas={idea_of(path) for path in brought})
    new = [entry for entry in entries if entry.path in brought and entry.facts.resources]
    if not new:
        return
    instead: dict[str, list[DecisionFacts]] = {}
    for path, _, row in entries:
        kept = row._replace(resources=()) if path in brought else row
        instead.setdefault(row.idea, []).append(kept)
    named = {budget for entry in new for budget, _cents in entry.facts.resources}
    asked = [Proposed(path, row, after.process(row.stream)) for path, _, row in new]
    known = {row.id: row for row in after.budgets()}
    yield from money(asked, known, free(before, before.budgets(), named, today, instead))


def drawing(
    portfolio: Portfolio, named: Collection[str], instead: Mapping[str, Sequence[DecisionFacts]]
) -> Iterator[funding.Funded]:
    """Yield the ideas that draw on these budgets; ``instead`` as in `free`."""
    from innoctl.workspace.overviews import by_idea, ledgers

    index, process = portfolio.index, portfolio.process()
    ideas = index.funded(named) | instead.keys()
    held = by_idea(entry.facts for entry in index.decisions(ideas=ideas)) | dict(instead)
    lines = ledgers(portfolio, ideas)
    for idea in sorted(ideas):
        rows = chain(held.get(idea, ())).counting
        yield funding.funded(idea, rows, lines.get(idea, ()), process)
