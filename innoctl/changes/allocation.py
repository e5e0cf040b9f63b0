"""An allocation that begins or changes: dated lines in ``budgets/<year>.yaml``, no total overwritten.

Amounts are the text that files hold, ``"25000.00"``; below zero takes away.
"""

from __future__ import annotations

from typing import Final

from innoctl.changes.edit import Append, Edit, Plain, Set
from innoctl.changes.writing import lines
from innoctl.locale import N_, Text
from innoctl.named import NamedTuple

EDITOR_LINE: Final = "# yaml-language-server: $schema=../.innoctl/schemas/budget.schema.json"
NOTHING: Final = "0.00"
SCHEMA: Final = "innoctl/budget/1"


class Line(NamedTuple):
    """One dated change; ``carry`` is the budget on the other side of a carry-over, or ''."""

    on: str
    amount: str
    why: str
    carry: str = ""


class Year(NamedTuple):
    """A year's file that begins; ``since`` is '' for the first of January."""

    year: int
    provisional: bool = False
    since: str = ""


class Begin(NamedTuple):
    """A new allocation; ``changes`` is the line by which it gets its money after the year began."""

    id: str
    stream: str
    kind: str
    owner: str
    amount: str
    changes: tuple[Line, ...] = ()


def path(year: int) -> str:
    """Return the file of a year."""
    return f"budgets/{year:04}.yaml"


def adding(place: int, line: Line) -> Edit:
    """Return the edit that adds a change to the allocation at ``place`` in its file."""
    return Append(("budgets", place, "changes"), _line(line))


def _line(line: Line) -> dict[str, Plain]:
    return {key: word for key, word in line._asdict().items() if word}


def carried(budget: str, other: str, line: Line) -> tuple[Line, Line]:
    """Return both sides of a carry-over of ``line.amount`` from one budget to another."""
    return (
        line._replace(amount=opposite(line.amount), carry=other),
        line._replace(carry=budget),
    )


def opposite(amount: str) -> str:
    """Return an amount with the other sign."""
    return amount.removeprefix("-") if amount.startswith("-") else f"-{amount}"


def later(begun: Begin, line: Line) -> Begin:
    """Return an allocation that has nothing until the day of ``line``, which brings its amount."""
    return begun._replace(amount=NOTHING, changes=(line._replace(amount=begun.amount),))


def beginning(begun: Begin) -> Edit:
    """Return the edit that adds an allocation to its year."""
    return Append(("budgets",), _row(begun))


def _row(begun: Begin) -> dict[str, Plain]:
    row = {**begun._asdict(), "changes": [_line(one) for one in begun.changes]}
    return {key: value for key, value in row.items() if value}


def year_file(year: Year, begun: Begin) -> bytes:
    """Return the file of a year with its first allocation."""
    made: dict[str, Plain] = {
        "schema": SCHEMA,
        "year": year.year,
        "status": "provisional" if year.provisional else "final",
        "since": year.since,
        "budgets": [_row(begun)],
    }
    rows = (row for key, value in made.items() if value != "" for row in lines(key, value))
    return ("\n".join([EDITOR_LINE, *rows]) + "\n").encode()


def adopting() -> Edit:
    """Return the edit that makes a provisional year final."""
    return Set(("status",), "final")


def allocated(budget: str, line: Line) -> Text:
    """Return what the commit of a change says."""
    if line.amount.startswith("-"):
        return Text.of(
            N_("take {amount:money} from {budget}: {why}"),
            amount=opposite(line.amount), budget=budget, why=line.why,
        )  # fmt: skip
    return Text.of(
        N_("allocate {amount:money} to {budget}: {why}"),
        amount=line.amount,
        budget=budget,
        why=line.why,
    )


def moved(budget: str, other: str, line: Line) -> Text:
    """Return what the commit of a carry-over says."""
    return Text.of(
        N_("carry {amount:money} over from {budget} to {other}: {why}"),
        amount=line.amount, budget=budget, other=other, why=line.why,
    )  # fmt: skip


def begun(row: Begin) -> Text:
    """Return what the commit of a new allocation says."""
    return Text.of(N_("new allocation {budget}: {amount:money}"), budget=row.id, amount=row.amount)


def adopted(year: int) -> Text:
    """Return what the commit says that makes a year final."""
    return Text.of(N_("adopt the allocations of {year}"), year=year)
