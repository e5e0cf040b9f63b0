"""What can still be drawn on, taken back or given back of what an idea has booked (V31).

Cents throughout. A line is known by (what, budget, reference).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from innoctl.model.facts import LineFacts
from innoctl.named import NamedTuple

Key = tuple[str, str, str]
"""What, budget and reference of a line."""
NUMBER: Final = "{reference}-c{number}"
"""How a counter-entry is called after what it takes back."""


class Open(NamedTuple):
    """What is left of one booking: of a commitment what is not paid, of any line what was not taken back."""

    line: LineFacts
    cents: int


def left(lines: Iterable[LineFacts]) -> dict[Key, Open]:
    """Return each booking with what its counter-entries left of it, the first one first."""
    found: dict[Key, Open] = {}
    for row in lines:
        key = (row.what, row.budget, row.corrects or row.reference)
        if not row.corrects:
            found.setdefault(key, Open(row, row.cents))
        elif key in found:
            found[key] = found[key]._replace(cents=found[key].cents + row.cents)
    return found


def commitments(lines: Sequence[LineFacts]) -> list[Open]:
    """Return the commitments of which something is not paid yet."""
    paid: dict[tuple[str, str], int] = {}
    for row in lines:
        if row.what == "spend" and row.commitment:
            key = (row.budget, row.commitment)
            paid[key] = paid.get(key, 0) + row.cents
    rows = [
        one._replace(cents=one.cents - max(paid.get((budget, reference), 0), 0))
        for (what, budget, reference), one in left(lines).items()
        if what == "commit"
    ]
    return [one for one in rows if one.cents > 0]


def counter_name(reference: str, lines: Iterable[LineFacts]) -> str:
    """Return the first reference after ``reference`` that no line has: F-1-c1, F-1-c2, and so on."""
    taken = {row.reference for row in lines}
    number = 1
    while (name := NUMBER.format(reference=reference, number=number)) in taken:
        number += 1
    return name
