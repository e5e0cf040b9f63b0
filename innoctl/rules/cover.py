"""Whether each budget carries what is granted on it, and how its year goes (V31).

What is granted beyond the allocation is an error of whoever granted last; what invoices take
beyond it is a fact. Cents throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final

from innoctl.errors import Finding
from innoctl.model.facts import LineFacts
from innoctl.model.policy import BudgetFacts
from innoctl.model.values import days_since, signed_cents
from innoctl.named import NamedTuple
from innoctl.rules import pace
from innoctl.rules.carrying import Allocation
from innoctl.rules.deciding import euros
from innoctl.rules.funding import Funded, Position, positions
from innoctl.rules.outstanding import left

UNCOVERED: Final = "B711"
UNTOUCHED_DAYS: Final = 91
"""A quarter: so long a grant may lie without a booking."""
NAMED: Final = 3
"""So many ideas whose grant lies untouched are named, the longest first."""
SLOW: Final = 2
"""Under-spending: less than one part in so many of what the days that passed would have taken."""


class Granting(NamedTuple):
    """One grant: the file of its decision, the place among its resources, and the cents."""

    path: str
    number: int
    on: str
    budget: str
    cents: int
    """what it still holds: what its idea gave back, it gave back of its first grants"""


class Bills:
    """The invoices of many ideas, to find those that two of them booked on one budget."""

    def __init__(self) -> None:
        self.lines: dict[str, dict[str, dict[str, int]]] = {}
        """the place in its ledger of each reference of what was not taken back, by budget and path"""

    def count(self, rows: Sequence[tuple[tuple[str, int], LineFacts]]) -> None:
        """Add the invoices of one idea, each with its ledger and its place in that."""
        kept = left(line for _, line in rows)
        for (path, number), line in rows:
            one = kept.get((line.what, line.budget, line.reference))
            if line.what == "spend" and not line.corrects and one and one.cents > 0:
                paths = self.lines.setdefault(line.budget, {})
                paths.setdefault(path, {}).setdefault(line.reference, number)

    def add(self, lines: dict[str, dict[str, dict[str, int]]]) -> None:
        """Add others."""
        for budget, paths in lines.items():
            self.lines.setdefault(budget, {}).update(paths)

    def ideas(self) -> dict[tuple[str, str], list[str]]:
        """Return the ideas that booked each reference, casefolded, on each budget."""
        found: dict[tuple[str, str], list[str]] = {}
        for budget, paths in self.lines.items():
            for path in sorted(paths):
                for reference in paths[path]:
                    rows = found.setdefault((budget, reference.casefold()), [])
                    if PurePosixPath(path).stem not in rows:
                        rows.append(PurePosixPath(path).stem)
        return found

    def twice(self) -> Iterator[Finding]:
        """Yield each invoice that another idea booked on the same budget too, at all ideas but the first."""
        known = self.ideas()
        for budget, paths in self.lines.items():
            for path in sorted(paths):
                for reference, number in paths[path].items():
                    first = known[budget, reference.casefold()][0]
                    if first != PurePosixPath(path).stem:
                        params = {"reference": reference, "budget": budget, "other": first}
                        yield Finding.of("B725", path, ("lines", number, "reference"), **params)


class Purse:
    """What all ideas together take of each budget."""

    def __init__(self) -> None:
        self.reserved: dict[str, int] = {}
        """granted and not released"""
        self.held: dict[str, int] = {}
        self.spent: dict[str, int] = {}
        self.silent: dict[str, list[tuple[int, str]]] = {}
        """days without a booking and the idea, where a grant lies untouched"""
        self.grants: dict[str, list[Granting]] = {}
        self.bills = Bills()

    def count(self, one: Funded, paths: Mapping[str, str], today: date) -> None:
        """Add one idea; ``paths`` are the files of its decisions by digest."""
        now = positions(one, today)
        for budget, days in _untouched(one, now, today):
            if days > UNTOUCHED_DAYS:
                self.silent.setdefault(budget, []).append((days, one.idea))
        for budget, row in now.items():
            self._add(budget, (max(row.granted - row.released, 0), row.held, row.spent))
        given_back = {budget: row.released for budget, row in now.items()}
        numbers: dict[str, int] = {}
        for grant in one.grants:
            number = numbers.get(grant.decision, 0)
            numbers[grant.decision] = number + 1
            path = paths.get(grant.decision, "")
            gone = max(min(grant.cents, given_back.get(grant.budget, 0)), 0)
            given_back[grant.budget] = given_back.get(grant.budget, 0) - gone
            made = Granting(path, number, grant.on, grant.budget, grant.cents - gone)
            self.grants.setdefault(grant.budget, []).append(made)

    def _add(self, budget: str, figures: Iterable[int]) -> None:
        kept = (self.reserved, self.held, self.spent)
        for figure, cents in zip(kept, figures, strict=True):
            figure[budget] = figure.get(budget, 0) + cents

    def packed(self) -> list[Any]:
        """Return all of it as plain JSON."""
        return [self.reserved, self.held, self.spent, self.silent, self.grants, self.bills.lines]

    def add(self, packed: list[Any]) -> None:
        """Add another purse, as it was packed."""
        *figures, silent, grants, bills = packed
        self.bills.add(bills)
        for budget in figures[0]:
            self._add(budget, [figure[budget] for figure in figures])
        for budget, rows in silent.items():
            self.silent.setdefault(budget, []).extend((days, idea) for days, idea in rows)
        for budget, rows in grants.items():
            self.grants.setdefault(budget, []).extend(Granting(*row) for row in rows)


def overdrawn(purse: Purse, budgets: Iterable[BudgetFacts], today: date) -> list[BudgetFacts]:
    """Return the budgets on which more is granted than was allocated."""
    return [row for row in budgets if purse.reserved.get(row.id, 0) > row.allocated(today)]


def uncovered(
    purse: Purse, budget: BudgetFacts, today: date, landed: Mapping[str, int]
) -> Iterator[Finding]:
    """Yield the grants that an overdrawn budget does not carry: those that landed last.

    ``landed`` gives the place of each decision on the first-parent line; what has none came last.
    """
    allocated = budget.allocated(today)
    short = purse.reserved.get(budget.id, 0) - allocated
    rows = [row for row in purse.grants.get(budget.id, ()) if row.cents > 0]
    rows.sort(key=lambda row: (landed.get(row.path, len(landed)), row.on, row.path))
    granted = euros(purse.reserved.get(budget.id, 0))
    amounts = {"budget": budget.id, "granted": granted, "allocated": euros(allocated)}
    while rows and short > 0:
        last = rows.pop()
        short -= last.cents
        other = rows[-1].path if rows else "-"
        field = ("resources", last.number, "amount")
        yield Finding.of(
            UNCOVERED, last.path, field, amount=euros(last.cents), other=other, **amounts
        )


def brought(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return what a change makes wrong; a grant that lacks less than before is on its way to cover."""
    stood = list(before)
    lacked = {(one.path, one.field): _lacks(one) for one in stood if one.code == UNCOVERED}
    known = {one[:4] for one in stood}
    return [
        one
        for one in after
        if one[:4] not in known
        and not (one.code == UNCOVERED and _lacks(one) < lacked.get((one.path, one.field), 0))
    ]


def _lacks(uncovered: Finding) -> int:
    said = dict(uncovered.params)
    return signed_cents(said["granted"]) - signed_cents(said["allocated"])


def on_budgets(purse: Purse, rows: Iterable[Allocation], today: date) -> Iterator[Finding]:
    """Yield budgets that invoices overdrew, and those whose year goes too slowly or too fast.

    Grants that lie untouched are told per budget: told per idea they would drown all else.
    """
    for row in rows:
        budget, field = row.budget, (*row.field, "amount")
        allocated, reserved = budget.allocated(today), purse.reserved.get(budget.id, 0)
        held = purse.held.get(budget.id, 0)
        if held > allocated >= reserved:
            amounts = {"held": euros(held), "allocated": euros(allocated)}
            yield Finding.of("B724", row.path, field, budget=budget.id, **amounts)
        elif budget.year == today.year and budget.status == "final" and allocated > 0:
            yield from _pace(row, purse.spent.get(budget.id, 0), today)
        silent = sorted(purse.silent.get(budget.id, ()), reverse=True)
        if silent:
            oldest = ", ".join(idea for _, idea in silent[:NAMED])
            said = {"budget": budget.id, "count": len(silent), "norm": UNTOUCHED_DAYS}
            yield Finding.of("B731", row.path, field, oldest=oldest, **said)


def _pace(row: Allocation, spent: int, today: date) -> Iterator[Finding]:
    """Compare what is spent with the days of the year that have passed."""
    budget, field = row.budget, (*row.field, "amount")
    allocated = budget.allocated(today)
    passed, year = pace.passed(today), pace.days_in(today.year)
    if not pace.is_settled(today):
        return
    amounts = {"spent": euros(spent), "allocated": euros(allocated), "budget": budget.id}
    if SLOW * spent * year < allocated * passed:
        yield Finding.of("B730", row.path, field, **amounts)
    elif spent * year > allocated * passed and spent <= allocated:
        out = pace.runs_out(allocated, spent, today)
        if out is not None:
            yield Finding.of("B732", row.path, field, day=out.isoformat(), **amounts)


def _untouched(one: Funded, now: Mapping[str, Position], today: date) -> Iterator[tuple[str, int]]:
    """Yield the budgets of an idea under way on whose grant nothing was booked, with the days since."""
    if not one.stay(today.isoformat()).open:
        return
    for budget, row in now.items():
        days = [grant.on for grant in one.grants if grant.budget == budget and grant.cents]
        days += [line.on for line in one.lines if line.budget == budget]
        if days and row.granted - row.released > row.needed:
            yield budget, days_since(max(days), today)
