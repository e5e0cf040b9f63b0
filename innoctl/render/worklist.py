"""The worklist as a page for the one whose work it is, and as a table for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from innoctl.locale import N_, ngettext
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.render.names import WAITS, Names
from innoctl.render.page import EMPTY, Block, Line, Span, cut, left, right
from innoctl.render.readiness_words import typed
from innoctl.render.stream_tables import TITLES
from innoctl.render.table import Column, Kind, Table
from innoctl.reports.worklist import WorkRow

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS: Final[dict[str, Kind]] = {"idea": "id", "days": "number", "since": "date", "due": "date"}
_TITLES: Final = {
    "detail": N_("particulars"),
    "due": N_("due"),
    "command": N_("command"),
}
COLUMNS: Final = tuple(
    Column(field, TITLES.get(field) or _TITLES[field], _KINDS.get(field, "text"))
    for field in WorkRow._fields
)


def worklist_table(rows: Sequence[WorkRow]) -> Table:
    """Return the worklist for machines."""
    return Table(COLUMNS, rows)


def worklist_page(
    rows: Sequence[WorkRow], names: Callable[[str], Names], heading: str, width: int
) -> Block:
    """Return the worklist: what has waited longest on top, and under each the command for it."""
    count = ngettext("{count} thing waits", "{count} things wait", len(rows)).format(
        count=len(rows)
    )
    if not rows:
        return [(Span(cut(heading, width), "title"),), (Span(_("nothing waits"), "dim"),)]
    block: Block = [
        (Span(cut(heading, width - len(count) - 2), "title"), Span(f"  {count}", "dim"))
    ]
    for row in rows:
        block += [EMPTY, *_entry(row, names(row.stream), width)]
    return block


def _entry(row: WorkRow, names: Names, width: int) -> Block:
    head: Line = (
        right(_("{days} d").format(days=row.days), 6, "late" if row.late else ""),
        Span("  "),
        Span(f"{row.idea} ", "dim"),
        left(row.title, max(width - 15, 12)),
    )
    about = " · ".join(filter(None, (_what(row, names), _due(row, names), _waiter(row, names))))
    return [
        head,
        (Span(cut(f"        {about}", width)),),
        (Span(f"        {typed(row.command)}", "dim"),),
    ]


def _what(row: WorkRow, names: Names) -> str:
    said = _(WAITS[row.what])
    if row.what == "roles":
        return f"{said}: {', '.join(_(word('role', role)) for role in row.detail.split(', '))}"
    if row.what == "condition":
        return f"{said} {row.detail}"
    return f"{said}, {names.gate(row.gate)}" if row.gate else said


def _due(row: WorkRow, names: Names) -> str:
    if not row.due:
        return ""
    day = names.day(row.due)
    return (_("was due on {date}") if row.late else _("due on {date}")).format(date=day)


def _waiter(row: WorkRow, names: Names) -> str:
    return names.waiter(row.who or row.role, row.role, row.stream)
