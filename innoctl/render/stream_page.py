"""The overview of a stream as a page to look at: bars beside numbers, the longest waits first."""

from __future__ import annotations

from datetime import date
from typing import Final

from innoctl.locale import gettext as _
from innoctl.locale import ngettext
from innoctl.locale.words import word
from innoctl.model.facts import OPEN_STATES, STATES
from innoctl.render.names import DIRECTIONS, EVENTS, WAITS, Names
from innoctl.render.page import (
    EMPTY,
    Block,
    Span,
    Style,
    bar,
    column,
    cut,
    layout,
    left,
    number,
    right,
)
from innoctl.render.people import day as spoken_day
from innoctl.render.stream_figures import Page, budget, gates, heading, horizons, left_out
from innoctl.reports.stream import StreamReport

MOST_WAITS: Final = 8
"""A page shows the longest waits; the other forms have them all."""
_STYLES: Final[dict[str, Style]] = {
    "active": "active",
    "on_hold": "on_hold",
    "stopped": "stopped",
    "embedded": "embedded",
}
_FLOW_STYLES: Final[dict[str, Style]] = {
    "in": "active",
    "onward": "good",
    "stays": "on_hold",
    "out": "stopped",
}


def stream_page(report: StreamReport, names: Names, width: int, commit: str = "") -> Block:
    """Return the page of one stream for a terminal of ``width`` columns."""
    page = Page(report, names, column(width), commit)
    blocks = [
        made
        for block in (_phases, _flow, _waiting, _answers, gates, horizons, budget, _left_out)
        if (made := block(page))
    ]
    return [*_header(page, width), EMPTY, *layout(blocks, width), *_footer(page, width)]


def _header(page: Page, width: int) -> Block:
    report, names = page.report, page.names
    when = spoken_day(date.fromisoformat(report.day))
    director = names.director(report.stream)
    about = [report.stream]
    about += [_("director {name}").format(name=director)] if director else []
    about += [council] if (council := names.council(report.stream)) else []
    room = min(width, 2 * page.width)
    return [
        (left(names.stream(report.stream), room - len(when) - 1, "title"), Span(f" {when}")),
        (Span(cut(" · ".join(about), room), "dim"),),
    ]


def _footer(page: Page, width: int) -> Block:
    source = _("computed at commit {commit}").format(commit=page.commit[:10]) if page.commit else ""
    hint = _("the ideas behind a figure:")
    return [(Span(text, "dim"),) for text in (source, hint, _opening(page, width)) if text]


def _opening(page: Page, width: int) -> str:
    """Return a command that opens a figure, in the shortest form that means this stream."""
    stream, figure = page.report.stream, "--open phases.creation"
    end = stream.rpartition("/")[2]
    rivals = [row for row in page.names.organisation.streams if row.id.rpartition("/")[2] == end]
    for name in (stream, end) if len(rivals) == 1 else (stream,):
        command = f"  innoctl report stream {name} {figure}"
        if len(command) <= width:
            return command
    return f"  … {figure}"


def _phases(page: Page) -> Block:
    cells = {(row.phase, row.state): row.ideas for row in page.report.phases}
    phases = list(dict.fromkeys(phase for phase, _state in cells))
    most = max((sum(cells[p, s] for s in STATES) for p in phases), default=0)
    titles = [_(word("state", state)) for state in STATES]
    widths = [max(len(title), 4) + 2 for title in titles]
    room = max(page.width - page.label - sum(widths), 8)
    total = sum(cells.values())
    found = ngettext("{count} idea", "{count} ideas", total).format(count=total)
    heads = [right(t, w, s) for t, w, s in zip(titles, widths, _STYLES.values(), strict=True)]
    block: Block = [
        (left(_("Ideas by phase"), page.label, "head"), left(found, room, "dim"), *heads)
    ]
    for phase in phases:
        counts = [cells[phase, state] for state in STATES]
        parts = [(count, _STYLES[state]) for count, state in zip(counts, STATES, strict=True)]
        numbers = [right(number(count), width) for count, width in zip(counts, widths, strict=True)]
        block.append((left(page.names.phase(phase), page.label), *bar(parts, most, room), *numbers))
    return block


def _flow(page: Page) -> Block:
    report = page.report
    counts = {(row.quarter, row.event): row.ideas for row in report.flow}
    most = max(counts.values(), default=0)
    room = max((page.width - page.label - 8 - 8) // 2, 4)
    block: Block = [
        (
            left(_("In and out"), page.label + 8, "head"),
            left(_("{quarter}, so far").format(quarter=report.quarter), room + 4, "dim"),
            left(report.previous, room + 4, "dim"),
        )
    ]
    told = ""
    for row in report.flow:
        earlier = counts[report.previous, row.event]
        if row.quarter != report.quarter or not row.ideas + earlier:
            continue
        direction = "" if row.direction == told else _(DIRECTIONS[row.direction])
        told = row.direction
        style = "embedded" if row.event == "embedded" else _FLOW_STYLES[row.direction]
        both = [
            piece
            for count in (row.ideas, earlier)
            for piece in (right(number(count), 3), Span(" "), *bar([(count, style)], most, room))
        ]
        block.append((left(direction, 8, "dim"), left(_(EVENTS[row.event]), page.label - 3), *both))
    return block if len(block) > 1 else [*block, (Span(_("nothing came in or went out"), "dim"),)]


def _waiting(page: Page) -> Block:
    rows = page.report.waiting
    if not rows:
        return [heading(_("Waiting")), (Span(_("nothing waits for anybody"), "dim"),)]
    waits = ngettext("{count} idea waits", "{count} ideas wait", len(rows)).format(count=len(rows))
    block: Block = [(left(_("Waiting"), page.label, "head"), Span(waits, "dim"))]
    norm = page.names.process.decision_days
    who = page.width - 6 - 7 - 2 - (page.width - 15) // 2 - 1
    for row in rows[:MOST_WAITS]:
        late: Style = "late" if row.days > norm else ""
        waiter = page.names.waiter(row.who, row.role, page.report.stream)
        what = f"{waiter}: {_(WAITS[row.what])}"
        title = left(row.title, (page.width - 15) // 2)
        block.append(
            (right(_("{days} d").format(days=row.days), 6, late), Span("  "), Span(f"{row.idea} ", "dim"),
             title, Span(" "), left(what, who, "dim"))
        )  # fmt: skip
    return [*block, *_more(len(rows) - MOST_WAITS)]


def _more(count: int) -> Block:
    if count <= 0:
        return []
    return [
        (Span(ngettext("and {count} more", "and {count} more", count).format(count=count), "dim"),)
    ]


def _answers(page: Page) -> Block:
    report, rows = page.report, page.report.unanswered
    norm = page.names.process.feedback_days
    late = [row for row in rows if row.late]
    summary = _("every submitter had one")
    if rows:
        summary = _("{count} without one, {late} of them beyond {norm} days").format(
            count=len(rows), late=len(late), norm=norm
        )
    block: Block = [
        (left(_("Answer to the submitter"), page.label + 2, "head"), Span(summary, "dim"))
    ]
    for row in rows[:3]:
        style: Style = "late" if row.late else ""
        who, title = page.names.person(row.submitter), (page.width - 15) // 2
        if row.state not in OPEN_STATES:
            who = f"{_(word('state', row.state))}: {who}"
        block.append(
            (right(_("{days} d").format(days=row.days), 6, style), Span("  "), Span(f"{row.idea} ", "dim"),
             left(row.title, title), Span(" "), Span(cut(who, page.width - 16 - title), "dim"))
        )  # fmt: skip
    times = {row.figure: row for row in report.measures}
    half, most = times["measures.first_answer_p50"], times["measures.first_answer_p90"]
    if half.value is not None:
        text = _(
            "first answer: half within {half} days, nine out of ten within {most} ({count} cases)"
        )
        block.append((Span(text.format(half=half.value, most=most.value, count=half.cases)),))
    return block


def _left_out(page: Page) -> Block:
    return left_out(page.report.left_out, page.width)
