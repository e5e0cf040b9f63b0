"""``innoctl schema``: the JSON Schema of each kind of file, for editors and other programs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from innoctl.cli.errors import Misspelt, near
from innoctl.cli.output import emit
from innoctl.cli.values import Output, OutputOption
from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.model.kinds import BY_NAME, KINDS
from innoctl.render.table import Column, Table

COLUMNS = (
    Column("kind", N_("kind"), "id"),
    Column("place", N_("place")),
    Column("about", N_("what it is")),
)


class NoSuchKind(Misspelt):
    """A kind of file that a portfolio does not have."""

    code = "U882"


def complete_kinds(incomplete: str) -> list[tuple[str, str]]:
    """Return the kinds that can follow."""
    from innoctl.model.schema import ABOUT

    return [(name, _(ABOUT[name])) for name in BY_NAME if name.startswith(incomplete)]


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            help=N_("the kind of file; without one, all kinds"), autocompletion=complete_kinds
        ),
    ] = None,
    output: OutputOption = Output.table,
) -> None:
    """Print the JSON Schema of a kind of file, its texts in the language of this run."""
    from innoctl.model.schema import ABOUT, as_text, json_schema

    if kind is None:
        said = _ if output is Output.table else str
        rows = [(row.name, _form(row.name), said(ABOUT[row.name])) for row in KINDS]
        emit(Table(COLUMNS, rows), output)
    elif kind in BY_NAME:
        sys.stdout.write(as_text(json_schema(kind, _)))
    else:
        raise NoSuchKind(near(kind, list(BY_NAME)), name=kind)


def _form(kind: str) -> str:
    from innoctl.rules.layout import FORMS

    folders = {
        "idea": "ideas",
        "decision": "decisions",
        "budget": "budgets",
        "ledger": "ledger",
        "overlay": "process",
    }
    return FORMS[folders[kind]] if kind in folders else f"{kind}.yaml"
