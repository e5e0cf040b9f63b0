"""The figures on money as a page to look at: a bar for each pot, its amounts beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from innoctl.locale import N_, language, ngettext
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.model.policy import AgendaItem, in_language
from innoctl.named import NamedTuple
from innoctl.render.budget_columns import LEAST, Columns, amounts, columns, heads, taken
from innoctl.render.budget_forecast import WIDE, forecast
from innoctl.render.budget_notes import Made, footer, none, sunk
from innoctl.render.names import Names
from innoctl.render.page import (
    EMPTY,
    Block,
    Line,
    Span,
    Style,
    bar,
    cells,
    cut,
    left,
)
from innoctl.render.stream_figures import left_out
from innoctl.reports.budget import Amounts, BudgetReport, Row
from innoctl.reports.spending import OF_BUDGETS, layer

LAYERS: Final = {"corps": N_("corps"), "portfolio": N_("portfolios"), "unit": N_("units")}
"""From the whole to its parts."""
BARS: Final[dict[Style, str]] = {
    "active": N_("spent"),
    "on_hold": N_("open: promised, not paid"),
    "stopped": N_("rest of the grants"),
    "free": N_("free"),
}
"""What the parts of a bar are, from the left."""
MOST_IDEAS: Final = 25
"""A page shows the ideas with the most money; the other forms have all of them."""
WIDEST: Final = 180
NAMES: Final = (26, 46)
"""How wide names are on a page that is narrow, and on one that is wide."""
SHORTEST: Final = 12


class _Page(NamedTuple):
    """What the blocks of one page share."""

    report: BudgetReport
    names: Names
    themes: Sequence[AgendaItem]
    width: int
    columns: Columns = ()

    @property
    def label(self) -> int:
        """How wide the names at the left are: where amounts are long, the names give way."""
        if self.width >= WIDE:
            return NAMES[1]
        return max(min(NAMES[0], self.width - taken(self.columns) - LEAST), SHORTEST)


def budget_page(
    report: BudgetReport,
    names: Names,
    themes: Sequence[AgendaItem],
    width: int,
    made: Made,
) -> Block:
    """Return the page for a terminal of ``width`` columns."""
    page = _Page(report, names, themes, min(width, WIDEST))
    room = page.width - NAMES[page.width >= WIDE]
    page = page._replace(columns=columns(report.by, _amounts(report), room))
    blocks = [
        _header(page),
        _pots(page) if report.by in OF_BUDGETS else _users(page),
        forecast(report, page.width) if report.by in OF_BUDGETS else [],
        sunk(report, page.width),
        left_out(report.left_out, page.width),
        footer(made, page.width),
    ]
    return [line for block in blocks if block for line in (*block, EMPTY)][:-1]


def _header(page: _Page) -> Block:
    report, names, wanted = page.report, page.names, page.report.wanted
    asked = [
        names.stream(wanted.stream) if wanted.stream else "",
        str(wanted.year) if wanted.year is not None else "",
        _(word("budget", wanted.kind)) if wanted.kind else "",
        wanted.budget,
        f"{wanted.idea} {_title(page, wanted.idea)}" if wanted.idea else "",
    ]
    when = names.day(report.day)
    room = page.width - cells(when) - 1
    about = " · ".join((_("Money"), *filter(None, asked)))
    legend = [
        piece
        for style, title in BARS.items()
        if style != "free" or report.by in OF_BUDGETS
        for piece in (*bar([(1, style)], 1, 1), Span(f" {_(title)}   ", "dim"))
    ]
    return [(left(about, room, "title"), Span(f" {when}")), tuple(legend)]


def _title(page: _Page, idea: str) -> str:
    known = page.report.ideas.get(idea)
    return known.title if known else ""


# --- pots: what was allocated, by layer, stream or budget ---


def _pots(page: _Page) -> Block:
    report = page.report
    placed = sorted(((_place(report, row), row) for row in report.rows), key=lambda one: one[0])
    block: Block = []
    for (_rank, year, kind), found in groupby(placed, key=lambda one: one[0][:3]):
        rows = list(found)
        if block:
            block.append(EMPTY)
        title = f"{year} {_(word('budget', kind))}" if year else _("on budgets that no file has")
        block.append(_heads(page, title))
        for (*_sort, _at, stratum), ones in groupby(rows, key=lambda one: one[0]):
            block += _stratum(page, stratum, [row for _, row in ones])
    return block or none(report)


def _place(report: BudgetReport, row: Row) -> tuple[tuple[int, int], int, str, int, str]:
    """Return where a row stands on the page: this year first, then those ahead, then those behind."""
    known = report.budgets.get(row.of[0]) if report.by == "budget" else None
    if known is not None:
        stratum, year, kind = layer(known.stream), known.year, known.kind
    elif report.by == "budget":
        stratum, year, kind = "", 0, ""
    else:
        stratum, (year, kind) = row.of[0], row.of[-2:]
    now = int(report.day[:4])
    rank = (
        (3, 0) if not year else (0, 0) if year == now else (1, year) if year > now else (2, -year)
    )
    at = list(LAYERS).index(stratum) if stratum in LAYERS else len(LAYERS)
    return rank, year, kind, at, stratum


def _stratum(page: _Page, stratum: str, rows: Sequence[Row]) -> Iterator[Line]:
    """Yield a line for a layer as a whole and one for each of its streams or budgets.

    Where one stream or budget is asked for there is no whole: the layer has others.
    """
    wanted, by = page.report.wanted, page.report.by
    part = bool(wanted.stream or wanted.budget) and by != "layer"
    if stratum and not (part and all(by == "budget" or row.of[1] != stratum for row in rows)):
        whole = rows[0].amounts if len(rows) == 1 else together(row.amounts for row in rows)
        yield _pot(page, _(LAYERS.get(stratum, stratum)), whole, "title")
    for row in rows if by != "layer" else ():
        name = row.of[0] if by == "budget" else _stream(page, row.of[1])
        if by == "budget" or row.of[1] != stratum:
            yield _pot(page, f"  {name}", row.amounts)


def _stream(page: _Page, stream: str) -> str:
    """Return what a stream is called; where there is little room, the end of its id."""
    return page.names.stream(stream) if page.width >= WIDE else stream.rpartition("/")[2]


def together(rows: Iterable[Amounts]) -> Amounts:
    """Return amounts of one layer, kind and year added up."""
    columns: Any = zip(*rows, strict=True)
    sums: list[Any] = [None if None in column else sum(column) for column in columns]
    return Amounts(*sums)


def _pot(page: _Page, name: str, row: Amounts, style: Style = "") -> Line:
    held = row.granted - row.released + (row.over or 0)
    return _drawn(page, left(name, page.label - 1, style), row, max(row.allocated or 0, held))


# --- users: the ideas, phases, horizons or themes that the money went to ---


def _users(page: _Page) -> Block:
    report, rows = page.report, list(page.report.rows)
    if not rows:
        return [(Span(_("nothing was granted, promised or paid"), "dim"),)]
    title, name = _naming(page)
    if report.by == "phase":
        order = [phase.id for phase in page.names.process.phases]
        rows.sort(key=lambda row: order.index(row.of[0]) if row.of[0] in order else len(order))
    elif report.by == "idea":
        rows.sort(key=lambda row: (-_held(row.amounts), row.of))
    elif report.by == "theme":
        rows.sort(key=lambda row: not row.of[0])
    most = max(_held(row.amounts) for row in rows)
    shown = rows[:MOST_IDEAS] if report.by == "idea" else rows
    block: Block = [_heads(page, title)]
    block += [_drawn(page, left(name(row), page.label - 1), row.amounts, most) for row in shown]
    if len(shown) < len(rows):
        more = len(rows) - len(shown)
        text = ngettext("and {count} more", "and {count} more", more).format(count=more)
        block.append((Span(text, "dim"),))
    label = left(_("total"), page.label - 1, "title")
    block.append(_drawn(page, label, report.total.amounts, 0))
    if report.by == "theme":
        note = _("an idea with several themes stands under each; the total counts a euro once")
        block.append((Span(cut(note, page.width), "dim"),))
    return block


def _naming(page: _Page) -> tuple[str, Callable[[Row], str]]:
    """Return the heading of the rows and what gives each its name."""
    by, names = page.report.by, page.names
    if by == "idea":
        return _("Ideas"), lambda row: f"{row.of[0]} {_title(page, row.of[0])}"
    if by == "phase":
        return _("By phase"), lambda row: names.phase(row.of[0])
    if by == "horizon":
        return (
            _("By horizon"),
            lambda row: (
                _("horizon {number}").format(number=row.of[0]) if row.of[0] else _("not known")
            ),
        )
    called = {row.id: in_language(row.name, language()) for row in page.themes}
    return _("By theme"), lambda row: called.get(row.of[0]) or row.of[0] or _("without a theme")


def _held(row: Amounts) -> int:
    return max(row.granted - row.released, row.spent + row.open)


# --- lines ---


def _amounts(report: BudgetReport) -> list[Amounts]:
    """Return what must fit in the columns: rows, and what they are together where that is shown."""
    rows = [row.amounts for row in report.rows]
    if report.by not in OF_BUDGETS:
        return [report.total.amounts, *(rows if report.by != "idea" else ())]
    strata: dict[object, list[Amounts]] = {}
    for row in report.rows:
        strata.setdefault(_place(report, row), []).append(row.amounts)
    return [*rows, *(together(found) for found in strata.values())]


def _heads(page: _Page, title: str) -> Line:
    room = page.width - taken(page.columns)
    return (left(title, room, "head"), *heads(page.columns))


def _drawn(page: _Page, label: Span, row: Amounts, most: int) -> Line:
    room = max(page.width - page.label - taken(page.columns), LEAST)
    rest = row.granted - row.released + (row.over or 0) - row.spent - row.open
    parts: list[tuple[int, Style]] = [
        (row.spent, "active"), (row.open, "on_hold"), (rest, "stopped"),
    ]  # fmt: skip
    if page.report.by in OF_BUDGETS:
        parts.append((max(row.free or 0, 0), "free"))
    return (
        label,
        Span(" "),
        *bar([(max(cents, 0), style) for cents, style in parts], most, room),
        *amounts(page.columns, row),
    )
