"""Invoices that two ideas book on one budget: each may be right, and one of the two is paid twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.errors import Finding
from innoctl.model.kinds import idea_of
from innoctl.named import NamedTuple
from innoctl.rules.cover import Bills

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innoctl.model.facts import LineFacts
    from innoctl.rules.accepting import Candidate
    from innoctl.workspace.portfolio import Portfolio


class Filled(NamedTuple):
    """A ledger with what it holds and the bookings that come behind that."""

    path: str
    lines: Sequence[LineFacts]
    new: Sequence[Candidate]


def booked_twice(portfolio: Portfolio, ledgers: Sequence[Filled]) -> Iterator[tuple[int, Finding]]:
    """Yield the number of each new invoice that another idea has too, or a new one before it.

    What is taken back, in a ledger or among the new bookings, is nobody's invoice any more.
    """
    new = [candidate.row for one in ledgers for candidate in one.new]
    budgets = {row.budget for row in new if row.what == "spend" and row.cents > 0}
    if not budgets:
        return
    bills = Bills()
    numbers: dict[tuple[str, int], int] = {}
    ideas = portfolio.index.funded(budgets) - {idea_of(one.path) for one in ledgers}
    for entry in portfolio.index.ledgers(ideas=ideas):
        bills.count([((entry.path, n), row) for n, row in enumerate(entry.facts.lines)])
    for one in ledgers:
        rows = [*one.lines, *(candidate.row for candidate in one.new)]
        bills.count([((one.path, n), row) for n, row in enumerate(rows)])
        numbers |= {(one.path, len(one.lines) + n): c.number for n, c in enumerate(one.new)}
    yield from _told(bills, numbers)


def _told(bills: Bills, numbers: dict[tuple[str, int], int]) -> Iterator[tuple[int, Finding]]:
    """Yield the invoices among those with a number of which another idea has the like."""
    known: dict[tuple[str, str], list[str]] = {}
    late: list[tuple[int, str, str, str, int]] = []
    for budget, paths in bills.lines.items():
        for path in sorted(paths):
            for reference, place in paths[path].items():
                if (path, place) in numbers:
                    late.append((numbers[path, place], budget, reference, path, place))
                else:
                    known.setdefault((budget, reference.casefold()), []).append(idea_of(path))
    for number, budget, reference, path, place in sorted(late):
        ideas = known.setdefault((budget, reference.casefold()), [])
        other = next((idea for idea in ideas if idea != idea_of(path)), "")
        if other:
            params = {"reference": reference, "budget": budget, "other": other}
            yield number, Finding.of("B725", path, ("lines", place, "reference"), **params)
        ideas.append(idea_of(path))
