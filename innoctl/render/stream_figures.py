"""The blocks of a stream's page that show figures against a norm: gates, horizons, money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from innoctl.locale import N_, ngettext
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.named import NamedTuple
from innoctl.render.names import Names
from innoctl.render.page import (
    Block,
    Line,
    Span,
    bar,
    cut,
    euros,
    left,
    number,
    percent,
    right,
)
from innoctl.reports.stream import StreamReport

_MONEY: Final = {
    "allocated": N_("allocated"),
    "granted": N_("granted"),
    "spent": N_("spent"),
    "free": N_("free"),
}
_ROOMY: Final = 90
"""From so many columns on there is room for all of `_MONEY` and a bar that says something."""


class Page(NamedTuple):
    """What the blocks of one page share; ``width`` is of one block, in columns."""

    report: StreamReport
    names: Names
    width: int
    commit: str

    @property
    def label(self) -> int:
        """How wide the labels at the left are."""
        return min(24, self.width // 3)


def heading(text: str) -> Line:
    """Return a line that opens a block."""
    return (Span(text, "head"),)


def gates(page: Page) -> Block:
    """Return the mowing rate of each gate, with the time that ideas took to come there."""
    room = max(page.width - page.label - 34, 6)
    heads = (
        left(_("mowing rate"), room + 16, "dim"),
        left(_("days in phase"), 18, "dim"),
    )
    block: Block = [(left(_("Gates"), page.label, "head"), *heads)]
    before = {gate.id: gate.from_phase for gate in page.names.process.gates}
    spans = {row.phase: row for row in page.report.durations}
    for row in page.report.mowing:
        rate = _("{rate} of {cases}").format(rate=percent(row.rate), cases=row.cases)
        stay = spans.get(before.get(row.gate, ""))
        block.append(
            (
                left(page.names.gate(row.gate), page.label),
                *bar([(row.mown, "active")], row.cases, room),
                Span(" "),
                left(rate if row.cases else "–", 15),
                Span(_stay(stay.median, stay.cases) if stay else ""),
            )
        )
    return block


def _stay(median: int | None, cases: int) -> str:
    if median is None:
        few = ngettext("– ({count} case)", "– ({count} cases)", cases)
        return few.format(count=cases) if cases else "–"
    return _("{days} (half of {cases})").format(days=median, cases=cases)


def horizons(page: Page) -> Block:
    """Return how active ideas spread over the horizons, against the aim."""
    rows = page.report.horizons
    if not any(row.ideas for row in rows):
        return []
    room = max(page.width - page.label - 32, 6)
    heads = [
        right(title, w, "dim") for title, w in ((_("ideas"), 7), (_("aim"), 8), (_("money"), 8))
    ]
    block: Block = [(left(_("Horizons of active ideas"), page.label + room + 9, "head"), *heads)]
    for row in rows:
        if row.horizon or row.ideas:
            name = (
                _("horizon {number}").format(number=row.horizon) if row.horizon else _("not known")
            )
            block.append(
                (
                    left(name, page.label),
                    *bar([(_permille(row.share), "active")], 1000, room),
                    right(percent(row.share) if row.horizon else "", 9),
                    right(number(row.ideas), 7, "dim"),
                    right(percent(row.target), 8),
                    right(percent(row.money_share) if row.horizon else "", 8),
                )
            )
    return [*block, *_imbalance(page)]


def _imbalance(page: Page) -> Block:
    values = {row.figure: row.value for row in page.report.measures}
    by_count, by_money = (values[f"measures.imbalance_by_{by}"] for by in ("count", "money"))
    if by_count is None:
        return []
    text = _("out of balance: {count} by count").format(count=percent(str(by_count)))
    if by_money is not None:
        text += _(", {money} by money").format(money=percent(str(by_money)))
    return [(Span(text, "dim"),)]


def _permille(share: str | None) -> int:
    return int(share.replace(".", "")) // 10 if share else 0


def budget(page: Page) -> Block:
    """Return what is granted, spent and free of each kind of money; spent where there is room."""
    rows = page.report.budget
    if not rows:
        return []
    fields = [name for name in _MONEY if name != "spent" or page.width >= _ROOMY]
    room = max(page.width - page.label - 13 * len(fields), 6)
    heads = [right(_(_MONEY[name]), 13, "dim") for name in fields]
    block: Block = [(left(_("Budget"), page.label + room, "head"), *heads)]
    most = max(max(row.allocated, row.granted) for row in rows)
    for row in rows:
        name = f"{row.year} {_(word('budget', row.kind))}"
        amounts = [getattr(row, field) for field in fields]
        block.append(
            (
                left(name, page.label),
                *bar([(row.granted, "active"), (max(row.free, 0), "stopped")], most, room),
                *(right(euros(cents), 13, "late" if cents < 0 else "") for cents in amounts),
            )
        )
    return block


def left_out(rows: Sequence[tuple[str, str]], width: int) -> Block:
    """Return which files (path, code) no figure counts, the first of them by name."""
    if not rows:
        return []
    text = ngettext(
        "{count} file is not in these figures; innoctl check says why",
        "{count} files are not in these figures; innoctl check says why",
        len(rows),
    )
    block: Block = [(Span(text.format(count=len(rows)), "late"),)]
    return block + [(Span(cut(f"  {code} {path}", width), "dim"),) for path, code in rows[:5]]
