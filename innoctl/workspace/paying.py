"""What a sitting does to the budgets: what it grants must be free, and what was used stays covered.

The money of all ideas is that of the commit which is checked out, as allocations, policy and the
ideas themselves are (`Committed`): a booking or decision that lies uncommitted in a work tree is
nobody's yet, and ``check --base`` does not see it where the sitting lands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from innoctl.model.policy import BudgetFacts
from innoctl.rules import deciding as rules
from innoctl.rules.correcting import END, Turn, disturbed, returned
from innoctl.rules.funding import Position, positions
from innoctl.workspace.funds import books, lasting

if TYPE_CHECKING:
    from innoctl.errors import Finding
    from innoctl.model.facts import DecisionFacts
    from innoctl.workspace.deciding import Planned, Sitting
    from innoctl.workspace.portfolio import Portfolio


class Payment:
    """The money of a sitting, judged by what has landed."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.rows = [row for row in sitting.rows if row.decided.facts]
        self.budgets: dict[str, BudgetFacts] = sitting.view.budgets(unread=True)

    @property
    def _landed(self) -> Portfolio:
        return self.sitting.portfolio.committed

    def findings(self) -> Iterator[tuple[Planned, Finding]]:
        """Yield what cannot be paid, for all decisions together, and what each makes of its bookings."""
        by_path = {row.decided.file.path: row for row in self.rows}
        asking = [row.proposed for row in self.rows if row.proposed.row.resources]
        if asking:
            for finding in rules.money(asking, self.budgets, self.free):
                yield by_path[finding.path], finding
        today = self.sitting.portfolio.today().isoformat()
        for row, turn in self.turns:
            yield from ((row, one) for one in disturbed(turn, today))
            facts = row.decided.facts
            if facts and facts.supersedes:
                left = self.free[facts.decided_on]
                yield from ((row, one) for one in returned(turn, left))

    def have(self, row: Planned, budget: str) -> int:
        """Return the cents that were free of a budget when ``row`` was decided, before the sitting."""
        facts = row.decided.facts
        return self.free.get(facts.decided_on, {}).get(budget, 0) if facts else 0

    def held(self, row: Planned) -> list[tuple[str, int, int, int]]:
        """Return for each budget that its idea draws on what was granted, needed, and is released now."""
        turn = next((turn for one, turn in self.turns if one is row), None)
        if turn is None:
            return []
        was, now = (positions(one.funded, END) for one in (turn.before, turn.after))
        gained = {
            name: now.get(name, Position()).released - at.released for name, at in was.items()
        }
        return [(name, at.granted, at.needed, max(gained[name], 0)) for name, at in was.items()]

    @cached_property
    def turns(self) -> list[tuple[Planned, Turn]]:
        """Each decision with the books of its idea before and after it, where there is any money."""
        return [(row, self._turn(row)) for row in self.rows if self._funded(row)]

    def _funded(self, row: Planned) -> bool:
        """Tell whether an idea was granted or booked anything, so that the index is worth a look."""
        told = [*(facts for _path, facts in row.standing.decisions), row.decided.facts]
        month, idea = row.standing.path.split("/")[1], row.standing.idea.id
        ledger = self.sitting.view.file(f"ledger/{month}/{idea}.yaml")
        return any(facts and facts.resources for facts in told) or ledger is not None

    def _turn(self, row: Planned) -> Turn:
        told = [facts for _path, facts in row.standing.decisions]
        new = [row.decided.facts] if row.decided.facts else []
        idea, process = row.standing.idea.id, row.standing.process
        before, after = (
            books(self._landed, idea, decisions, process, self.budgets)
            for decisions in (told, [*told, *new])
        )
        return Turn(row.decided.file.path, new[0].digest if new else "", before, after)

    @cached_property
    def free(self) -> dict[str, dict[str, int]]:
        """The cents that are free, by day and budget, of those that the sitting touches."""
        told = [row.decided.facts for row in self.rows if row.decided.facts]
        named = {budget for facts in told for budget, _cents in facts.resources}
        for row, turn in self.turns:
            if row.decided.facts and row.decided.facts.supersedes:
                named |= positions(turn.before.funded, END).keys()
        days = {facts.decided_on for facts in told}
        instead = {row.standing.idea.id: list(_without_grants(row)) for row in self.rows}
        return lasting(self._landed, self.budgets.values(), named, days, instead)


def _without_grants(row: Planned) -> Iterator[DecisionFacts]:
    """Yield the decisions on an idea; the new one takes the place of an older, but grants nothing yet."""
    yield from (facts for _path, facts in row.standing.decisions)
    if row.decided.facts:
        yield row.decided.facts._replace(resources=())
