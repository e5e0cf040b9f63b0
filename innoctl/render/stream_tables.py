"""The overview of a stream as tables for machines: every row with its figure and its ids."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.render.table import Column, Document, Kind, Part, Table
from innoctl.reports.stream import TABLES, LeftOutRow, StreamReport, rows_of

if TYPE_CHECKING:
    from innoctl.reports.overview import OverviewRow
    from innoctl.reports.portfolio import PortfolioRow

HEADINGS: Final = {
    "phases": N_("ideas by phase and state"),
    "flow": N_("in and out by quarter"),
    "waiting": N_("who waits for whom"),
    "unanswered": N_("without an answer to the submitter"),
    "budget": N_("budget"),
    "horizons": N_("horizons of active ideas"),
    "gates": N_("decisions at the gates"),
    "mowing": N_("mowing rate"),
    "durations": N_("days in a phase"),
    "measures": N_("other figures"),
}
TITLES: Final = {
    "figure": N_("figure"),
    "ids": N_("ids"),
    "ideas": N_("ideas"),
    "idea": N_("idea"),
    "title": N_("title"),
    "summary": N_("summary"),
    "phase": N_("phase"),
    "state": N_("state"),
    "stream": N_("stream"),
    "director": N_("director"),
    "domain": N_("task domain"),
    "themes": N_("agenda themes"),
    "broker": N_("innovation broker"),
    "coach": N_("innovation coach"),
    "sponsor": N_("sponsor"),
    "quarter": N_("quarter"),
    "direction": N_("direction"),
    "event": N_("event"),
    "who": N_("who"),
    "role": N_("role"),
    "what": N_("what"),
    "since": N_("since"),
    "days": N_("days"),
    "late": N_("beyond the norm"),
    "submitter": N_("submitter"),
    "year": N_("year"),
    "kind": N_("kind"),
    "status": N_("status"),
    "allocated": N_("allocated"),
    "granted": N_("granted"),
    "released": N_("released"),
    "committed": N_("committed"),
    "spent": N_("spent"),
    "free": N_("free"),
    "budgets": N_("budgets"),
    "horizon": N_("horizon"),
    "share": N_("share"),
    "target": N_("aim"),
    "money_share": N_("share of money"),
    "gate": N_("gate"),
    "outcome": N_("outcome"),
    "decisions": N_("decisions"),
    "mown": N_("mown"),
    "cases": N_("cases"),
    "rate": N_("rate"),
    "median": N_("median"),
    "value": N_("value"),
    "norm": N_("norm"),
    "path": N_("file"),
    "code": N_("code"),
    "day": N_("day"),
    "previous": N_("previous quarter"),
    "active": N_("active"),
    "on_hold": N_("on hold"),
    "stopped": N_("stopped"),
    "embedded": N_("embedded"),
    "came_in": N_("came in"),
    "went_out": N_("went out"),
    "waiting": N_("waiting"),
    "longest": N_("longest wait"),
    "late_answers": N_("late answers"),
    "decided": N_("decided"),
    "mowing_rate": N_("mowing rate"),
    "entered_on": N_("in phase since"),
    "days_in_phase": N_("days in phase"),
    "waits_for": N_("waits for"),
    "waits_role": N_("their role"),
    "waits_what": N_("for what"),
    "waits_since": N_("waits since"),
    "id": N_("id"),
    "table": N_("table"),
    "measure": N_("measure"),
}
_MONEY: Final = frozenset({"allocated", "granted", "released", "committed", "spent", "free"})
_NUMBERS: Final = frozenset(
    {"ideas", "days", "year", "decisions", "mown", "cases", "median", "active", "on_hold",
     "stopped", "embedded", "came_in", "went_out", "waiting", "longest", "late_answers",
     "decided", "days_in_phase", "horizon"}
)  # fmt: skip


def columns(fields: tuple[str, ...], first: str = "") -> tuple[Column, ...]:
    """Return the columns of rows with these fields; ``first`` is the one that names the row."""
    return tuple(Column(field, TITLES[field], _kind(field, first)) for field in fields)


def _kind(field: str, first: str) -> Kind:
    if field == first:
        return "id"
    if field in _MONEY:
        return "money"
    return "number" if field in _NUMBERS else "text"


def table_of(row: Any, rows: tuple[Any, ...], first: str = "") -> Table:
    """Return the table of NamedTuple rows; whole cents become euros with two places."""
    fields: tuple[str, ...] = row._fields
    money = [field in _MONEY for field in fields]
    made = [
        [Decimal(value).scaleb(-2) if cents and value is not None else value
         for value, cents in zip(found, money, strict=True)]
        for found in rows
    ] if any(money) else rows  # fmt: skip
    return Table(columns(fields, first), made)


def stream_document(report: StreamReport) -> Document:
    """Return the whole report: its head, its tables, and what they leave out."""
    head = Table(columns(StreamReport._fields[:4]), [report[:4]])
    parts = [
        Part(name, _(HEADINGS[name]), table_of(row, getattr(report, name)))
        for name, row in TABLES.items()
    ]
    missing = Part("left_out", _(N_("left out")), table_of(LeftOutRow, report.left_out))
    return (Part("report", report.stream, head, single=True), *parts, missing)


def long_table(report: StreamReport) -> Table:
    """Return the report as one table of figures: a line for each number, fit for a spreadsheet."""
    rows: list[tuple[Any, ...]] = []
    for row in rows_of(report):
        name = row.figure.partition(".")[0]
        for field, value in zip(row._fields, row, strict=True):
            if field in _MONEY and isinstance(value, int):
                rows.append((name, row.figure, field, Decimal(value).scaleb(-2), row.ids))
            elif field in _FIGURES and value is not None:
                rows.append((name, row.figure, field, value, row.ids))
    return Table(columns(("table", "figure", "measure", "value", "ids")), rows)


_FIGURES: Final = frozenset(
    {"ideas", "days", "decisions", "mown", "cases", "median", "share", "target", "money_share",
     "rate", "value", "norm"}
)  # fmt: skip


def overview_table(rows: tuple[OverviewRow, ...]) -> Table:
    """Return the overview of all streams."""
    from innoctl.reports.overview import OverviewRow

    return table_of(OverviewRow, rows, "stream")


def portfolio_table(rows: tuple[PortfolioRow, ...]) -> Table:
    """Return the portfolio, an idea a row."""
    from innoctl.reports.portfolio import PortfolioRow

    known = tuple(row._replace(horizon=row.horizon or None) for row in rows)
    return table_of(PortfolioRow, known, "id")
