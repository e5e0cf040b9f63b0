"""``innoctl explain``: what a code means."""

from __future__ import annotations

import re
import sys
from typing import Annotated, Final

import typer

from innoctl.cli.context import fitted
from innoctl.cli.errors import Misspelt, near
from innoctl.cli.output import emit, write_lines
from innoctl.cli.values import Output, OutputOption
from innoctl.codes import Code, table
from innoctl.codes.vision import VISION
from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.render.table import Column, Table

COLUMNS = (
    Column("code", N_("code"), "id"),
    Column("severity", N_("severity")),
    Column("message", N_("message")),
)
WHOLE = (
    *COLUMNS,
    Column("reason", N_("why it matters")),
    Column("way_out", N_("what to do")),
    Column("source", N_("source")),
)
_PLACE: Final = re.compile(r"\{(\w+):[\w ]+\}")
"""A place for a word (see `Text`); what follows the colon is for us."""


ROW: Final = (COLUMNS[0], COLUMNS[2])
"""What there is to say of a row of the vision."""


class NoSuchCode(Misspelt):
    """A code that innoctl does not give."""

    code = "U817"


def complete_codes(incomplete: str) -> list[tuple[str, str]]:
    """Return the codes that can follow."""
    rows = table().values()
    known = [
        *((row.code, _open(row.message)) for row in rows),
        *((r, _(s)) for r, s in VISION.items()),
    ]
    return [row for row in known if row[0].startswith(incomplete.upper())]


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            help=N_("the code, or a row of the vision such as V8; without one, all codes"),
            autocompletion=complete_codes,
        ),
    ] = None,
    output: OutputOption = Output.table,
) -> None:
    """Say what a code or a row of the vision means; without one, list all codes."""
    if code is None:
        rows = [
            (row.code, _shown(row.severity, output), _shown(row.message, output))
            for row in table().values()
        ]
        emit(Table(COLUMNS, rows), output)
        return
    if said := VISION.get(code.upper()):
        _tell_row(code.upper(), said, output)
        return
    row = _find(code)
    if output is Output.table:
        write_lines([fitted(part, sys.stdout) for part in _page(row)])
        return
    emit(Table(WHOLE, [row]), output)


def _tell_row(code: str, said: str, output: Output) -> None:
    """Say what a row of the vision asks, which other codes name as their source."""
    if output is Output.table:
        of = _("the vision on the innovation function")
        write_lines(
            [
                fitted(part, sys.stdout)
                for part in (f"{code}: {_(said)}", "", f"{_('source')}: {of}")
            ]
        )
        return
    emit(Table(ROW, [(code, said)]), output)


def _shown(msgid: str, output: Output) -> str:
    return _open(msgid) if output is Output.table else msgid


def _open(msgid: str) -> str:
    """Return a sentence whose places are not filled: what is a brace in it stands there once."""
    return _PLACE.sub(r"{\1}", _(msgid)).replace("{{", "{").replace("}}", "}")


def _find(typed: str) -> Code:
    codes = table()
    found = codes.get(typed.upper())
    if found is None:
        raise NoSuchCode(near(typed.upper(), [*codes, *VISION]), name=typed)
    return found


def _page(row: Code) -> list[str]:
    page = [f"{row.code}: {_open(row.message)} ({_(row.severity)})", "", _(row.reason)]
    page += ["", f"{_('what to do')}: {_open(row.way_out)}"]
    return [*page, f"{_('source')}: {row.source}"] if row.source else page
