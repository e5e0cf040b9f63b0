"""Which amounts a page on money shows beside its bars, and how wide each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.render.page import Line, cells, euros, right
from innoctl.reports.budget import Amounts
from innoctl.reports.spending import OF_BUDGETS

HEADS: Final = {
    "allocated": N_("allocated"),
    "granted": N_("granted"),
    "committed": N_("committed"),
    "spent": N_("spent"),
    "open": N_("open"),
    "released": N_("released"),
    "over": N_("over"),
    "free": N_("free"),
}
POTS: Final = (
    tuple(HEADS),
    ("allocated", "granted", "committed", "spent", "released", "free"),
    ("allocated", "granted", "committed", "spent", "free"),
    ("allocated", "committed", "spent", "free"),
)
"""The amounts of what was allocated, the fullest choice first."""
USERS: Final = (
    ("granted", "committed", "spent", "open", "released", "over"),
    ("granted", "committed", "spent", "open"),
    ("granted", "committed", "spent"),
)
"""The amounts of what the money went to."""
GAPS: Final = (2, 1)
BAR: Final = 10
"""A bar in fewer columns than this says little."""
LEAST: Final = 6
"""So many are left to a bar where there is room for nothing."""

Columns = tuple[tuple[str, int], ...]
"""The amounts with their width."""


def columns(by: str, rows: Sequence[Amounts], room: int) -> Columns:
    """Return the fullest choice of amounts that leaves a bar in ``room`` columns, else the smallest."""
    ways = POTS if by in OF_BUDGETS else USERS
    found: Columns = ()
    for way, gap in product(ways, GAPS):
        fields = [field for field in way if (by, field) != ("phase", "over")]
        found = tuple((field, _widest(rows, field) + gap) for field in fields)
        if taken(found) + BAR <= room:
            break
    return found


def taken(found: Columns) -> int:
    """Return how wide columns are together."""
    return sum(size for _field, size in found)


def heads(found: Columns) -> Line:
    """Return what the columns are called."""
    return tuple(right(_(HEADS[field]), size, "dim") for field, size in found)


def amounts(found: Columns, row: Amounts) -> Line:
    """Return the amounts of a row; what is below zero stands out."""
    values = [(getattr(row, field), size) for field, size in found]
    return tuple(right(_text(one), size, "late" if (one or 0) < 0 else "") for one, size in values)


def _widest(rows: Sequence[Amounts], field: str) -> int:
    texts = (_text(getattr(row, field)) for row in rows)
    return max(map(cells, (_(HEADS[field]), *texts)))


def _text(cents: int | None) -> str:
    return "–" if cents is None else euros(cents)
