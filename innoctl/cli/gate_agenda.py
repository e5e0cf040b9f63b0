"""``innoctl gate agenda``: what a council is to decide, and a page for each dossier."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final

import typer

from innoctl.cli.looking import complete_streams, here, id_table, names, origin, tell_left_out
from innoctl.cli.output import emit, emit_data, write_answer
from innoctl.cli.values import Output, iso_date
from innoctl.locale import N_


class AgendaOutput(StrEnum):
    """Forms of an agenda."""

    markdown = "markdown"
    json = "json"
    yaml = "yaml"
    name = "name"


def agenda(
    stream: Annotated[
        str,
        typer.Option(
            "--stream", help=N_("the stream whose council meets"), autocompletion=complete_streams
        ),
    ],
    on: Annotated[
        date | None,
        typer.Option(
            "--on",
            parser=iso_date,
            metavar="DATE",
            help=N_("the day of the council; today unless said"),
        ),
    ] = None,
    output: Annotated[
        AgendaOutput, typer.Option("-o", "--output", help=N_("the form of the answer"))
    ] = AgendaOutput.markdown,
) -> None:
    """Write the agenda of a council."""
    from innoctl.workspace import council
    from innoctl.workspace.overviews import stream_named

    with here() as portfolio:
        named = stream_named(portfolio.organisation(), stream)
        found = council.agenda(portfolio, named, portfolio.today(on))
        if output is AgendaOutput.markdown:
            from innoctl.render.council_markdown import council_agenda

            text = council_agenda(
                found, names(portfolio, named), portfolio.agenda(), portfolio.commit or ""
            )
            write_answer(text, Output.json)  # UTF-8, whatever the locale: it is made for a file
        elif output is AgendaOutput.name:
            emit(id_table(tuple(page.status.idea for page in found.complete)), Output.name)
        else:
            emit_data(_data(found), Output(output), origin(portfolio))
        tell_left_out(portfolio, Output.json if output is AgendaOutput.json else Output.table)


def _data(value: Any, key: str = "") -> Any:
    """Return the agenda as plain data: an object for each record, pairs as mappings, euros as text."""
    if key in _CENTS:
        from decimal import Decimal

        return f"{Decimal(value).scaleb(-2):.2f}"
    if key in _PAIRS:
        return {name: _data(one) for name, one in value}
    if hasattr(value, "_asdict"):
        return {name: _data(one, name) for name, one in value._asdict().items()}
    return [_data(one) for one in value] if isinstance(value, tuple | list) else value


_PAIRS: Final = frozenset({"params", "people", "texts", "evidence"})
_CENTS: Final = frozenset({"asked", "granted", "released", "needed", "free"})
