"""``budgets/<year>.yaml``: allocations by stream and kind, with their changes (V23, V31)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoctl.locale import N_
from innoctl.model.base import (
    Amount,
    Day,
    Line,
    Many,
    Part,
    PositiveAmount,
    Record,
    Slug,
    StreamId,
    doc,
    schema_line,
)


class BudgetChange(Part):
    """A dated change of an allocation; the total is never overwritten."""

    on: Day = doc(N_("The day of the change."), "2026-05-01")
    amount: Amount = doc(N_("What is added; below zero when taken away."), "-25000.00")
    why: Line = doc(N_("The reason."))
    carry: Slug | None = doc(
        N_("The budget of the year before or after that this amount came from or went to."),
        "oost-nederland-2025-innovatie",
        default=None,
    )


class Budget(Part):
    """One allocation: a stream's innovation or realisation money of one year."""

    id: Slug = doc(N_("The budget's id, as a decision names it."), "oost-nederland-2026-innovatie")
    stream: StreamId = doc(N_("The stream it belongs to."), "unit/oost-nederland")
    kind: Literal["innovation", "realisation"] = doc(
        N_("innovation pays for ideation and creation, realisation for scaling."), "innovation"
    )
    owner: Slug = doc(N_("The person who answers for it."), "p-0101")
    amount: PositiveAmount = doc(
        N_("What was allocated at the start of the year, in euros."), "250000.00"
    )
    changes: Many[BudgetChange] = doc(N_("Changes over the year."), default=())


class BudgetYear(Record):
    """All allocations of one year."""

    schema_: Literal["innoctl/budget/1"] = schema_line("budget")
    year: int = Field(
        ge=1990,
        le=2200,
        description=N_("The year; the same as in the file's name."),
        examples=[2026],
    )
    status: Literal["provisional", "final"] = doc(
        N_("provisional: not yet adopted."), "final", default="final"
    )
    since: Day | None = doc(
        N_("The day from which it can be granted on; the first of January unless said."),
        "2025-10-01",
        default=None,
    )
    budgets: Many[Budget] = doc(N_("The allocations."))
