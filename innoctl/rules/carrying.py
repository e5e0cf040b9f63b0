"""Whether allocations are carried over from year to year without a cent coming or going (V31)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from innoctl.errors import Finding
from innoctl.model.policy import BudgetFacts, ChangeFacts
from innoctl.named import NamedTuple
from innoctl.rules.deciding import euros


class Allocation(NamedTuple):
    """One allocation and the file it stands in."""

    path: str
    budget: BudgetFacts

    @property
    def field(self) -> tuple[str | int, ...]:
        """Its place in the file."""
        return ("budgets", self.budget.place)


def allocations(rows: Sequence[Allocation]) -> Iterator[Finding]:
    """Yield what is carried over to nowhere or from elsewhere, taken below nothing, or dated oddly.

    A year's allocation changes until the end of the year after it: its books are closed by then.
    """
    known = {row.budget.id: row.budget for row in rows}
    for row in rows:
        total = row.budget.cents
        for place, change in sorted(enumerate(row.budget.changes), key=_day):
            on, cents = change.on, change.cents
            field = (*row.field, "changes", place)
            total += cents
            until = f"{row.budget.year + 1:04}-12-31"
            if not row.budget.since <= on <= until:
                days = {"day": on, "since": row.budget.since, "until": until}
                yield Finding.of("B719", row.path, (*field, "on"), budget=row.budget.id, **days)
            if total < 0:
                params = {"budget": row.budget.id, "amount": euros(total)}
                yield Finding.of("B717", row.path, (*field, "amount"), **params)
            if change.carry in known:
                yield from _carried(row, (*field, "carry"), (on, cents), known[change.carry])


def _day(one: tuple[int, ChangeFacts]) -> tuple[str, int]:
    place, change = one
    return change.on, place


def _moves(budget: BudgetFacts) -> list[tuple[str, int, str]]:
    """Return the changes without their reasons, which the two sides may tell differently."""
    return [(row.on, row.cents, row.carry) for row in budget.changes]


def _carried(
    row: Allocation, field: tuple[str | int, ...], change: tuple[str, int], other: BudgetFacts
) -> Iterator[Finding]:
    """Compare one side of a carry-over with the other: same stream and kind, next year, same cents."""
    own, (on, cents) = row.budget, change
    params = {"budget": own.id, "other": other.id}
    if (own.stream, own.kind) != (other.stream, other.kind) or abs(own.year - other.year) != 1:
        yield Finding.of("B716", row.path, field, **params)
    elif _moves(own).count((on, cents, other.id)) != _moves(other).count((on, -cents, own.id)):
        yield Finding.of("B715", row.path, field, **params, day=on, amount=euros(-cents))
