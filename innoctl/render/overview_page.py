"""All streams on one page, and the portfolio idea by idea (V28, V29)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from innoctl.locale import gettext as _
from innoctl.locale import ngettext
from innoctl.locale.words import word
from innoctl.render.names import WAITS, Names
from innoctl.render.page import (
    EMPTY,
    Block,
    Line,
    Span,
    Style,
    bar,
    cells,
    cut,
    euros,
    left,
    number,
    percent,
    right,
)
from innoctl.render.people import day as spoken_day
from innoctl.reports.overview import OverviewRow
from innoctl.reports.portfolio import PortfolioRow

LONGEST = 62
"""Columns for a title where the rest of an idea stands beside it."""
WIDE = 150
"""From so many columns on, the people around an idea stand on its own line."""


def overview_page(
    rows: Sequence[OverviewRow], names: Names, width: int, day: str, commit: str
) -> Block:
    """Return a line for each stream; its bar shows open ideas, active and on hold."""
    titles = (
        (_("open"), 5), (_("in"), 4), (_("out"), 4), (_("waits"), 6), (_("late"), 5),
        (_("mown"), 8), (_("free"), 12),
    )  # fmt: skip
    label = 48 if width >= WIDE else 30
    room = min(max(width - label - sum(size for _title, size in titles), 6), 60)
    when = spoken_day(date.fromisoformat(day))
    heads = [right(title, size, "dim") for title, size in titles]
    most = max((row.active + row.on_hold for row in rows), default=0)
    block: Block = [(left(_("Streams"), label + room, "head"), *heads)]
    name = names.stream if width >= WIDE else str
    block += [_stream(row, name(row.stream), (label, room), most) for row in rows]
    source = _("computed at commit {commit}").format(commit=commit[:10]) if commit else ""
    shades = _legend()
    notes = (
        _("in and out: this quarter; late: unanswered beyond the norm"),
        " · ".join(filter(None, (when, source))),
        _("one of them: {command}").format(command=f"innoctl report stream {_('STREAM')}"),
    )
    return [*block, EMPTY, shades, *((Span(cut(note, width), "dim"),) for note in notes)]


def _legend() -> Line:
    """Say which shade of a bar is which state."""
    states: tuple[tuple[str, Style], ...] = (("active", "active"), ("on_hold", "on_hold"))
    parts = (
        (*bar([(1, style)], 1, 1)[:1], Span(f" {_(word('state', state))}  ", "dim"))
        for state, style in states
    )
    return tuple(span for part in parts for span in part)


def _stream(row: OverviewRow, name: str, sizes: tuple[int, int], most: int) -> Line:
    label, room = sizes
    return (
        left(name, label - 1),
        Span(" "),
        *bar([(row.active, "active"), (row.on_hold, "on_hold")], most, room),
        right(number(row.active + row.on_hold), 5),
        right(number(row.came_in), 4),
        right(number(row.went_out), 4),
        right(number(row.waiting), 6),
        right(number(row.late_answers), 5, "late" if row.late_answers else ""),
        right(percent(row.mowing_rate), 8),
        right("–" if row.free is None else euros(row.free), 12),
    )


def portfolio_page(rows: Sequence[PortfolioRow], names: Names, width: int) -> Block:
    """Return the ideas under their stream and phase."""
    page: Block = []
    for stream, found in groupby(rows, key=lambda row: row.stream):
        here = list(found)
        director = names.director(stream)
        count = ngettext("{count} idea", "{count} ideas", len(here)).format(count=len(here))
        about = f"{count} · {_('director {name}').format(name=director)}" if director else count
        page += _over(names.stream(stream), about, width)
        for phase, ideas in groupby(here, key=lambda row: row.phase):
            page.append((Span(f"  {names.phase(phase)}", "head"),))
            page += [line for row in ideas for line in _idea(row, names, width)]
        page.append(EMPTY)
    return page or [(Span(_("no idea fits"), "dim"),)]


def _over(name: str, about: str, width: int) -> Block:
    """Return the heading of a stream, on two lines where one is too short."""
    shown, beside = cut(name, width), Span(f"  {about}", "dim")
    if cells(shown) + cells(beside.text) <= width:
        return [(Span(shown, "title"), beside)]
    return [(Span(shown, "title"),), (Span(cut(beside.text, width), "dim"),)]


def _idea(row: PortfolioRow, names: Names, width: int) -> Block:
    wide = width >= WIDE
    room = min(width - 34 - 70, LONGEST) if wide else width - 34
    state = "" if row.state == "active" else _(word("state", row.state))
    wait = _wait(row, names)
    people = _people(row, names)
    first: Line = (
        Span(f"  {row.id} ", "dim"),
        left(row.title, room),
        right(f"H{row.horizon}" if row.horizon else "", 3, "dim"),
        right(_("{days} d").format(days=row.days_in_phase), 7),
        Span(" "),
        left(state, 13, "on_hold" if row.state == "on_hold" else "stopped"),
    )
    rest = " · ".join(part for part in (wait, people) if part)  # a wait is never cut for a name
    if wide:
        return [(*first, Span(cut(rest, width - 34 - room), "dim"))]
    return [first, *([(Span(cut(f"         {rest}", width), "dim"),)] if rest else [])]


def _people(row: PortfolioRow, names: Names) -> str:
    roles = ((_("broker"), row.broker), (_("coach"), row.coach), (_("sponsor"), row.sponsor))
    return ", ".join(f"{role} {names.person(person)}" for role, person in roles if person)


def _wait(row: PortfolioRow, names: Names) -> str:
    if not row.waits_what:
        return ""
    waiter = names.waiter(row.waits_for, row.waits_role, row.stream)
    return _("waits for {who}: {what}").format(who=waiter, what=_(WAITS[row.waits_what]))
