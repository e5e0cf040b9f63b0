"""``innoctl config``: the user's settings."""

from __future__ import annotations

from typing import Annotated

import typer

from innoctl.cli.looking import looked_at
from innoctl.cli.output import emit
from innoctl.cli.settings import SETTINGS, known
from innoctl.cli.values import Output, OutputOption
from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.render.table import Column, Table

COLUMNS = (
    Column("name", N_("setting"), "id"),
    Column("value", N_("value")),
    Column("about", N_("what it is")),
)
ORIGIN = Column("origin", N_("origin"))


def show(
    origin: Annotated[
        bool, typer.Option("--origin", help=N_("say where each one comes from"))
    ] = False,
    output: OutputOption = Output.table,
) -> None:
    """List every setting with its value."""
    columns = (*COLUMNS, ORIGIN) if origin else COLUMNS
    rows = []
    for row in SETTINGS.values():
        value, where = known(row.name)
        said = _ if looked_at(output) else str
        rows.append((row.name, value, said(row.purpose), said(where))[: len(columns)])
    emit(Table(columns, rows), output)
