"""How the year of each budget will end, as a block of the page on money."""

from __future__ import annotations

from datetime import date
from typing import Final

from innoctl.locale import gettext as _
from innoctl.locale import ngettext
from innoctl.render.page import Block, Line, Span, bar, cut, euros, left, right
from innoctl.render.people import day as spoken_day
from innoctl.reports.budget import BudgetReport
from innoctl.reports.forecast import ForecastRow
from innoctl.rules import pace

WIDE: Final = 130
"""From so many columns on there is room for every amount of a row."""
MOST: Final = 12
"""A page shows those that run out first; the other forms have all of them."""
_AMOUNT: Final = 13


def forecast(report: BudgetReport, width: int) -> Block:
    """Return what each budget of this year will come to; why not, before a quarter has passed."""
    rows = sorted(report.forecast, key=_concern)
    if not rows:
        return []
    day = date.fromisoformat(report.day)
    days = _("day {passed} of {days}").format(passed=pace.passed(day), days=pace.days_in(day.year))
    title = _("How {year} will end").format(year=day.year)
    if not pace.is_settled(day):
        why = _("no forecast before a quarter of the year has passed")
        return [(Span(title, "head"), Span(cut(f"  {why}", width - len(title)), "dim"))]
    label = 46 if width >= WIDE else 30
    room = max(width - label - 3 * _AMOUNT, 6)
    days = _("day {passed} of {days}").format(passed=pace.passed(day), days=pace.days_in(day.year))
    about = f"{title} · {days}"
    heads = (_("spent"), _("expected"), _("runs out"))
    block: Block = [
        (left(about, label + room, "head"), *(right(head, _AMOUNT, "dim") for head in heads))
    ]
    moved = [row for row in rows if row.expected]
    block += [_row(row, label, room) for row in moved[:MOST]]
    return [*block, *_rest(len(moved[MOST:]), len(rows) - len(moved))]


def _rest(more: int, still: int) -> Block:
    said = []
    if more:
        said.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    if still:
        text = ngettext(
            "{count} budget on which nothing was promised or paid",
            "{count} budgets on which nothing was promised or paid",
            still,
        )
        said.append(text.format(count=still))
    return [(Span(f"  {text}", "dim"),) for text in said]


def _concern(row: ForecastRow) -> tuple[str, float, str]:
    """Put in front what runs out first, then what comes nearest to it."""
    near = (row.expected or 0) / row.allocated if row.allocated > 0 else 0.0
    return (row.runs_out or "9999", -near, row.budget)


def _row(row: ForecastRow, label: int, room: int) -> Line:
    expected = row.expected or 0
    rest = max(expected - max(row.spent, 0), 0)
    out = spoken_day(date.fromisoformat(row.runs_out)) if row.runs_out else "–"
    beyond = expected > row.allocated
    return (
        left(f"  {row.budget}", label - 1),
        Span(" "),
        *bar(
            [(max(row.spent, 0), "active"), (rest, "stopped"),
             (max(row.allocated - expected, 0), "free")],
            max(row.allocated, expected), room,
        ),
        right(euros(row.spent), _AMOUNT),
        right(euros(expected), _AMOUNT, "late" if beyond else ""),
        right(out, _AMOUNT, "late" if row.runs_out else ""),
    )  # fmt: skip
