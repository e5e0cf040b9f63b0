"""``ledger/``: what one idea commits and spends, append-only (V31).

A line is never changed or taken out; what was wrong is put right by a counter-entry, a line
with the opposite amount that names the line it corrects.
"""

from __future__ import annotations

from typing import Literal

from innoctl.locale import N_
from innoctl.model.base import (
    Amount,
    Day,
    IdeaId,
    Line,
    Many,
    Part,
    Record,
    Slug,
    doc,
    schema_line,
)


class LedgerLine(Part):
    """One booking of one idea on one budget."""

    what: Literal["commit", "spend", "release"] = doc(
        N_(
            "commit: money is promised to somebody; spend: it is paid; release: a part of what"
            " was granted is given back."
        ),
        "spend",
    )
    on: Day = doc(N_("The day of the commitment, the invoice or the release."), "2026-05-12")
    budget: Slug = doc(N_("The budget it is booked on."), "oost-nederland-2026-innovatie")
    amount: Amount = doc(N_("How much, in euros; below zero in a counter-entry."), "1250.00")
    reference: Line = doc(
        N_("The number of the order, the invoice or the note; it stands once for each budget."),
        "F2026-0117",
    )
    commitment: Line | None = doc(
        N_("For spending: the reference of the commitment that it is paid from."),
        "O2026-0031",
        default=None,
    )
    corrects: Line | None = doc(
        N_("For a counter-entry: the reference of the line that it takes back, wholly or partly."),
        "F2026-0117",
        default=None,
    )
    booked_by: Slug = doc(N_("Who booked it."), "p-0205")
    note: Line | None = doc(N_("What it is for, or why it is corrected."), default=None)


class Ledger(Record):
    """All commitments and spending of one idea."""

    schema_: Literal["innoctl/ledger/1"] = schema_line("ledger")
    idea: IdeaId = doc(N_("The idea's id."), "k3f9ab")
    lines: Many[LedgerLine] = doc(N_("The bookings, the first one first."))
