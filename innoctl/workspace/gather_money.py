"""What the rules on money need of a portfolio, gathered from its index (V31)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from innoctl.model.facts_reading import ledger_facts
from innoctl.model.policy_reading import budget_facts
from innoctl.rules import booking, carrying, cover, deciding
from innoctl.rules.correcting import undercut
from innoctl.rules.funding import Funded, funded
from innoctl.rules.life import chain
from innoctl.store.yaml_document import load

if TYPE_CHECKING:
    from datetime import date

    from innoctl.errors import Finding
    from innoctl.model.facts import DecisionFacts, LedgerFacts, LineFacts
    from innoctl.model.policy import BudgetFacts, ProcessFacts
    from innoctl.rules.coherence import Case
    from innoctl.workspace.portfolio import Portfolio

Ledgers = Sequence[tuple[str, "LedgerFacts"]]


class Money:
    """Allocations, ledgers and grants of one portfolio on a day."""

    def __init__(self, portfolio: Portfolio, today: date) -> None:
        self.portfolio = portfolio
        self.index = portfolio.index
        self.today = today

    def ledgers(self, ideas: Sequence[str]) -> dict[str, list[tuple[str, LedgerFacts]]]:
        """Return the ledgers of some ideas, each with its path."""
        found: dict[str, list[tuple[str, LedgerFacts]]] = {}
        kept = [idea for idea in ideas if idea in self.with_ledger]
        for entry in self.index.ledgers(ideas=kept) if kept else ():
            found.setdefault(entry.facts.idea, []).append((entry.path, entry.facts))
        return found

    def paid(
        self, case: Case, ledgers: Ledgers, process: ProcessFacts, purse: cover.Purse
    ) -> Iterator[Finding]:
        """Yield what is wrong with the money of one idea, and add it to what all take together."""
        if not case.whole or not (ledgers or any(row.resources for _, row in case.decisions)):
            return
        budgets = self.budgets
        for path, row in case.decisions:
            if row.resources:
                yield from deciding.source(deciding.Proposed(path, row, process), budgets)
        rows = [((path, n), line) for path, one in ledgers for n, line in enumerate(one.lines)]
        counting = chain(row for _, row in case.decisions).counting
        own = funded(case.idea.id, counting, [line for _, line in rows], process)
        books = booking.Books(own, [place for place, _ in rows], budgets, process)
        yield from booking.booked(books, self.today.isoformat())
        yield from self._corrected(case, own, [path for path, _ in ledgers], counting)
        purse.bills.count(rows)
        purse.count(own, {row.digest: path for path, row in case.decisions}, self.today)

    def _corrected(
        self, case: Case, own: Funded, ledgers: Sequence[str], counting: Sequence[DecisionFacts]
    ) -> Iterator[Finding]:
        """Yield the corrections that left less granted than was committed and paid when they came.

        A fact that was booked later is no fault of theirs: it is looked up in the history of git.
        """
        paths = {row.digest: (path, row) for path, row in case.decisions}
        for place, row in enumerate(counting):
            if row.supersedes in paths:
                path, old = paths[row.digest][0], paths[row.supersedes][1]
                rest = (*counting[:place], old, *counting[place + 1 :])
                process = self.portfolio.process(case.idea.stream)
                before = funded(own.idea, rest, own.lines, process)
                if any(undercut(path, before, own)):
                    lines = tuple(self._lines_before(path, ledgers))
                    pair = (one._replace(lines=lines) for one in (before, own))
                    yield from undercut(path, *pair)

    def _lines_before(self, path: str, ledgers: Sequence[str]) -> Iterator[LineFacts]:
        """Yield the lines of ledgers as they stood when a decision landed."""
        for name in ledgers:
            facts = ledger_facts(load(self.portfolio.bytes_before(path, name) or b"")[0])
            yield from facts.lines if facts else ()

    @cached_property
    def allocations(self) -> list[carrying.Allocation]:
        """Every allocation of every year."""
        return [
            carrying.Allocation(path, row)
            for path, data in self.index.documents("budget")
            for row in budget_facts(data)
        ]

    @cached_property
    def with_ledger(self) -> set[str]:
        """The ids of the ideas that have a ledger."""
        return self.index.ideas_with("ledger")

    @cached_property
    def budgets(self) -> dict[str, BudgetFacts]:
        """Every allocation by its id."""
        return {row.budget.id: row.budget for row in self.allocations}

    def covered(self, purse: cover.Purse) -> Iterator[Finding]:
        """Yield the grants that no budget carries, and how the year of each budget goes."""
        beyond = cover.overdrawn(purse, self.budgets.values(), self.today)
        if beyond:
            paths = {row.path for one in beyond for row in purse.grants.get(one.id, ())}
            landed = self.portfolio.landed(paths)
            for budget in beyond:
                yield from cover.uncovered(purse, budget, self.today, landed)
        yield from purse.bills.twice()
        yield from cover.on_budgets(purse, self.allocations, self.today)
