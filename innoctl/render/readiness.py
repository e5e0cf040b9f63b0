"""Readiness as pages for people and as tables for machines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from innoctl.locale import N_, ngettext
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.render.names import Names
from innoctl.render.page import EMPTY, Block, Line, Span, Style, cells, cut, left, right
from innoctl.render.people import amount
from innoctl.render.readiness_words import english, said, typed
from innoctl.render.safe import line
from innoctl.render.table import Column, Document, Part, Table, Value
from innoctl.reports.readiness import Funds, GateStatus, StatusLine
from innoctl.rules.readiness_rows import Row

HEADS: Final[tuple[tuple[str, str, Style], ...]] = (
    ("red", N_("red: keeps the gate shut"), "late"),
    ("amber", N_("amber: advice"), "on_hold"),
    ("green", N_("green: is there"), "good"),
)
WIDEST_TITLE: Final = 40


def status_page(status: GateStatus, names: Names, width: int) -> Block:
    """Return the page of one idea before its gate."""
    stands = names.phase(status.phase)
    about = [status.idea, names.stream(status.stream), stands]
    about += [_(word("state", status.state))] if status.state != "active" else []
    block: Block = [
        (Span(cut(status.title, width), "title"),),
        (Span(cut(" · ".join(about), width), "dim"),),
        (Span(cut(_before(status, names), width)),),
        (_verdict(status),),
    ]
    for light, head, style in HEADS:
        rows = status.of(light)
        if rows:
            block += [EMPTY, (Span(_(head), "head"), Span(f"  {len(rows)}", "dim"))]
            block += [row for one in rows for row in _row(one, names, width, style)]
    return [*block, *_money(status, width)]


FUNDS: Final = (
    N_("granted"), N_("released"), N_("committed and paid"), N_("free of the budget"),
)  # fmt: skip
"""What an idea has of a budget, in the order of `Funds`."""


def _money(status: GateStatus, width: int) -> Block:
    """Return what the idea has of each budget."""
    block: Block = [EMPTY, (Span(_("money"), "head"),)] if status.money else []
    for row in status.money:
        block.append(
            (Span(f"  {line(row.budget)}"), Span(f"  {_(word('budget', row.kind))}", "dim"))
        )
        figures = [
            f"{_(head)} {amount(Decimal(cents).scaleb(-2))}"
            for head, cents in zip(FUNDS, row[2:], strict=True)
        ]
        block += [(Span(f"    {row}", "dim"),) for row in _filled(figures, width - 4)]
    return block


def _filled(pieces: Sequence[str], width: int) -> list[str]:
    """Put as many pieces on a line as there is room for; no piece is broken."""
    rows: list[str] = []
    for piece in pieces:
        longer = f"{rows[-1]} · {piece}" if rows else ""
        if rows and cells(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(piece)
    return rows


def _before(status: GateStatus, names: Names) -> str:
    said = _("before the {gate}, into {phase}").format(
        gate=names.gate(status.gate), phase=names.phase(status.to_phase)
    )
    if not status.handed_in_on:
        return said
    on = names.day(status.handed_in_on)
    return f"{said} · {_('dossier handed in on {date}').format(date=on)}"


def _verdict(status: GateStatus) -> Span:
    red = status.count("red")
    if not red:
        return Span(_("nothing keeps this gate shut"), "good")
    text = ngettext("{count} thing keeps this gate shut", "{count} things keep this gate shut", red)
    return Span(text.format(count=red), "late")


def _row(row: Row, names: Names, width: int, style: Style) -> Block:
    """Return the lines of one row: what and why, and the command that mends it."""
    if row.light == "green":
        return [(Span("  + ", style), Span(cut(said(row, names), width - 4)))]
    sign = "x" if row.light == "red" else "!"
    about = [row.source, *([_("can be waived")] if row.waivable and row.light == "red" else [])]
    beside = f"  {', '.join(about)}"
    block: Block = []
    for number, piece in enumerate(_broken(line(said(row, names)), width - 4)):
        block.append((Span(f"  {sign} " if not number else "    ", style), Span(piece)))
    last = block[-1]
    if sum(cells(span.text) for span in last) + cells(beside) <= width:
        block[-1] = (*last, Span(beside, "dim"))
    else:
        block.append((Span(f"  {beside}", "dim"),))
    return [*block, (Span(f"      {line(typed(row.mend))}", "dim"),)]


def _broken(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, max(width, 20), break_on_hyphens=False) or [""]


def lines_page(rows: Sequence[StatusLine], names: Names, stream: str, width: int) -> Block:
    """Return a line for each active idea of a stream, and the first thing that keeps it back."""
    title = max(min(WIDEST_TITLE, width - 46), 12)
    heads = (
        left("", 7),
        left(_("Before a gate"), title, "head"),
        Span(" "),
        left(_("gate"), 14, "dim"),
    )
    counts = tuple(right(_(word("light", name)), 7, "dim") for name in ("red", "amber", "green"))
    block: Block = [(Span(cut(names.stream(stream), width), "title"),), (*heads, *counts)]
    for row in rows:
        block += _line_of(row, names, title, width)
    if not rows:
        block.append((Span(_("no active idea has a gate before it"), "dim"),))
    return block


def _line_of(row: StatusLine, names: Names, title: int, width: int) -> Block:
    lights: Line = (
        right(str(row.red), 7, "late" if row.red else ""),
        right(str(row.amber), 7, "on_hold" if row.amber else ""),
        right(str(row.green), 7, "good" if row.green else ""),
    )
    first: Line = (
        Span(f"{row.idea} ", "dim"), left(row.title, title), Span(" "),
        left(names.gate(row.gate), 14, "dim"), *lights,
    )  # fmt: skip
    notes = []
    if row.handed_in_on:
        notes.append(_("handed in {days} days ago").format(days=row.days))
    if row.first:
        notes.append(said(row.first, names))
    return [first, *([(Span(cut(f"       {' · '.join(notes)}", width), "dim"),)] if notes else [])]


ROWS: Final = (
    Column("key", N_("key"), "id"),
    Column("kind", N_("kind")),
    Column("light", N_("light")),
    Column("code", N_("code")),
    Column("reason", N_("reason")),
    Column("mend", N_("what mends it")),
    Column("waivable", N_("can be waived")),
    Column("source", N_("source")),
    Column("params", N_("particulars")),
)


def rows_table(rows: Sequence[Row]) -> Table:
    """Return rows for machines: the reason in English, the particulars as a mapping."""
    made = [
        (
            row.key,
            row.kind,
            row.light,
            row.code,
            english(row.code, row.params),
            row.mend,
            row.waivable,
            row.source,
            dict(row.params),
        )
        for row in rows
    ]
    return Table(ROWS, made)


def status_document(status: GateStatus) -> Document:
    """Return one idea before its gate for machines."""
    fields = [name for name in status._fields if name not in ("rows", "money")]
    columns = (*(Column(field, field) for field in fields), *_COUNTS)
    counts = [status.count(light) for light in ("red", "amber", "green")]
    head = Table(columns, [(*(getattr(status, name) for name in fields), *counts)])
    return (
        Part("gate", status.gate, head, single=True),
        Part("rows", "", rows_table(status.rows)),
        Part("money", "", _funds_table(status.money)),
    )


def _funds_table(rows: Sequence[Funds]) -> Table:
    """Return what an idea has of each budget for machines, in euros."""
    columns = (
        Column("budget", N_("budget"), "id"),
        Column("kind", N_("kind")),
        *(Column(key, key, "money") for key in Funds._fields[2:]),
    )
    return Table(
        columns, [(*row[:2], *(Decimal(cents).scaleb(-2) for cents in row[2:])) for row in rows]
    )


_COUNTS: Final = tuple(Column(name, N_(name), "number") for name in ("red", "amber", "green"))


def lines_table(rows: Sequence[StatusLine]) -> Table:
    """Return the ideas of a stream before their gates for machines."""
    keys = (*StatusLine._fields[:-1], "first", "code", "reason")
    kinds = {"idea": "id", "red": "number", "amber": "number", "green": "number", "days": "number"}
    columns = tuple(Column(key, key, kinds.get(key, "text")) for key in keys)  # type: ignore[arg-type]
    return Table(columns, [_flat(row) for row in rows])


def _flat(row: StatusLine) -> tuple[Value, ...]:
    first = row.first
    why = (first.key, first.code, english(first.code, first.params)) if first else ("", "", "")
    return (*row[:-1], *why)
