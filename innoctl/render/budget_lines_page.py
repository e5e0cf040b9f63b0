"""What changed a figure on money, line by line, as a page to look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.render.names import Names
from innoctl.render.page import EMPTY, Block, Line, Span, cut, exact, left, right
from innoctl.reports.budget_lines import Movement

WHAT: Final = {
    "allocated": N_("allocated"),
    "changed": N_("changed"),
    "carried": N_("carried over"),
    "granted": N_("granted"),
    "committed": N_("committed"),
    "drawn": N_("order paid"),
    "spent": N_("spent"),
    "released": N_("given back"),
    "lapsed": N_("lapsed"),
    "over": N_("over the grant"),
}
"""What moved, as `innoctl.reports.journal` calls it."""
WIDE: Final = 150


def lines_page(
    rows: Sequence[Movement], places: Sequence[str], names: Names, width: int, commit: str = ""
) -> Block:
    """Return an entry for each movement, with what the figure comes to after it."""
    if not rows:
        return [(Span(_("nothing changed this figure"), "dim"),)]
    day = cache(names.day)
    totals = rows[0].total is not None
    heads = (left(_("day"), 13, "dim"), left(_("what"), 15, "dim"), right(_("amount"), 15, "dim"))
    more = (right(_("total"), 17, "dim"),) if totals else ()
    block: Block = [(*heads, *more)]
    for row, place in zip(rows, places, strict=True):
        what = _(WHAT.get(row.what, row.what))
        first: Line = (
            left(day(row.on), 13), left(what, 15),
            right(exact(row.cents), 15, "late" if row.cents < 0 else ""),
            *((right(exact(row.total), 17),) if row.total is not None else ()),
        )  # fmt: skip
        block += _entry(row, place, first, names, width)
    source = _("computed at commit {commit}").format(commit=commit[:10]) if commit else ""
    return [*block, *([EMPTY, (Span(source, "dim"),)] if source else [])]


def _entry(row: Movement, place: str, first: Line, names: Names, width: int) -> Block:
    used = 43 + (17 if row.total is not None else 0)
    who = names.person(row.by)
    rest = " · ".join(filter(None, (place, row.budget, who, row.note)))
    if width >= WIDE:
        more = (Span("  "), left(row.idea, 7, "dim"), left(row.reference, 18), Span(" "))
        return [(*first, *more, Span(cut(rest, width - used - 28), "dim"))]
    own = (Span("  "), left(row.idea, 7, "dim"), Span(cut(row.reference, width - used - 9)))
    return [(*first, *own), (Span(cut(f"    {rest}", width), "dim"),)]
