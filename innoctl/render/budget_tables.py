"""The figures on money as tables for machines: cents become euros with two places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.render.table import Column, Document, Kind, Part, Table
from innoctl.reports.budget import MEASURES, BudgetReport, Row
from innoctl.reports.budget_lines import Movement
from innoctl.reports.forecast import ForecastRow
from innoctl.reports.spending import BY, layer
from innoctl.reports.stream import LeftOutRow

TITLES: Final = {
    "figure": N_("figure"),
    "day": N_("day"),
    "by": N_("by"),
    "layer": N_("layer"),
    "stream": N_("stream"),
    "year": N_("year"),
    "kind": N_("kind"),
    "budget": N_("budget"),
    "status": N_("status"),
    "owner": N_("owner"),
    "idea": N_("idea"),
    "title": N_("title"),
    "state": N_("state"),
    "phase": N_("phase"),
    "horizon": N_("horizon"),
    "theme": N_("agenda theme"),
    "allocated": N_("allocated"),
    "granted": N_("granted"),
    "committed": N_("committed"),
    "open": N_("open commitments"),
    "spent": N_("spent"),
    "released": N_("released"),
    "over": N_("over the grant"),
    "free": N_("free"),
    "sunk": N_("spent on stopped ideas"),
    "sunk_share": N_("share of all spending"),
    "expected": N_("expected by the end of the year"),
    "runs_out": N_("runs out on"),
    "ids": N_("ids"),
    "on": N_("on"),
    "what": N_("what"),
    "amount": N_("amount"),
    "total": N_("total"),
    "reference": N_("reference"),
    "note": N_("note"),
    "booked_by": N_("booked by"),
    "place": N_("file and line"),
    "path": N_("file"),
    "code": N_("code"),
}
_MONEY: Final = frozenset({*MEASURES, "expected", "amount", "total"})
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(_MONEY, "money"),
    "horizon": "number",
    "year": "number",
    "on": "date",
    "runs_out": "date",
    "day": "date",
}
_BESIDE: Final = {
    "budget": ("layer", "stream", "year", "kind", "status", "owner"),
    "idea": ("title", "state"),
}
"""What is told of a row beside what it is of."""
_AHEAD: Final = ("expected", "runs_out")
HEAD: Final = ("day", "by", "stream", "year", "kind", "budget", "idea", "sunk_share")
ROWS: Final = {
    by: (
        "figure", *of, *_BESIDE.get(by, ()), *MEASURES,
        *(_AHEAD if by == "budget" else ()), "ids",
    )
    for by, of in BY.items()
}  # fmt: skip
TOTALS: Final = (*MEASURES, "ids")
LINES: Final = (
    "on", "what", "budget", "idea", "amount", "total", "reference", "booked_by", "note", "place",
)  # fmt: skip
"""The fields of each part; without a figure, lines have no total."""


def euros(cents: int | None) -> Decimal | None:
    """Return cents as euros with two places."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def columns(fields: Iterable[str], first: str = "") -> tuple[Column, ...]:
    """Return the columns of rows with these fields; ``first`` is the one that names the row."""
    return tuple(
        Column(field, TITLES[field], "id" if field == first else _KINDS.get(field, "text"))
        for field in fields
    )


def rows_table(report: BudgetReport) -> Table:
    """Return the rows; those by budget tell how its year will end."""
    by = report.by
    ahead = {row.budget: row for row in report.forecast} if by == "budget" else {}
    rows = [
        (
            row.figure, *_of(row), *_beside(report, row), *_amounts(row),
            *(_ahead(ahead.get(row.of[0])) if by == "budget" else ()), row.ids,
        )
        for row in report.rows
    ]  # fmt: skip
    return Table(columns(ROWS[by], by if by in {"budget", "idea"} else ""), rows)


def _ahead(row: ForecastRow | None) -> tuple[Any, ...]:
    return (euros(row.expected), row.runs_out) if row else (None, "")


def _of(row: Row) -> tuple[Any, ...]:
    return tuple(None if part == 0 else part for part in row.of)


def _amounts(row: Row) -> tuple[Decimal | None, ...]:
    return tuple(map(euros, row.amounts))


def _beside(report: BudgetReport, row: Row) -> tuple[Any, ...]:
    if report.by == "budget":
        known = report.budgets.get(row.of[0])
        if known is None:
            return ("", "", None, "", "", "")
        place = (layer(known.stream), known.stream, known.year, known.kind)
        return (*place, known.status, known.owner)
    if report.by == "idea":
        idea = report.ideas[row.of[0]]
        return (idea.title, idea.state)
    return ()


def budget_document(report: BudgetReport) -> Document:
    """Return the whole report: what was asked, the rows, their total, the year ahead, what is left out."""
    wanted = report.wanted
    said = (
        report.day, report.by, wanted.stream or None, wanted.year, wanted.kind or None,
        wanted.budget or None, wanted.idea or None, report.sunk_share,
    )  # fmt: skip
    ahead = [
        (*row[:4], *map(euros, (row.allocated, row.spent, row.open, row.expected)), row.runs_out)
        for row in report.forecast
    ]
    total = Table(columns(TOTALS), [(*_amounts(report.total), report.total.ids)])
    return (
        Part("report", _("Money"), Table(columns(HEAD), [said]), single=True),
        Part("rows", _("figures"), rows_table(report)),
        Part("total", _("total"), total, single=True),
        Part("forecast", _("the year ahead"), Table(columns(ForecastRow._fields), ahead)),
        Part("left_out", _("left out"), Table(columns(LeftOutRow._fields), report.left_out)),
    )


def lines_table(rows: Sequence[Movement], places: Sequence[str], *, totals: bool) -> Table:
    """Return movements with where they stand; ``totals`` where they make one figure."""
    fields = LINES if totals else tuple(name for name in LINES if name != "total")
    made = [
        (
            row.on, row.what, row.budget, row.idea, euros(row.cents),
            *((euros(row.total),) if totals else ()),
            row.reference, row.by, row.note, place,
        )
        for row, place in zip(rows, places, strict=True)
    ]  # fmt: skip
    return Table(columns(fields), made)


def ideas_table(rows: Sequence[tuple[str, str, int]]) -> Table:
    """Return the ideas behind a figure: id, title and what each adds to it, in cents."""
    made = [(idea, title, euros(cents)) for idea, title, cents in rows]
    return Table((Column("id", N_("id"), "id"), *columns(("title", "amount"))), made)
