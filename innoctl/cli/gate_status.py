"""``innoctl gate status``: what an idea has and lacks for its next gate, or all ideas of a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.context import command_line
from innoctl.cli.looking import (
    StreamOption,
    complete_gates,
    here,
    id_table,
    looked_at,
    names,
    origin,
    show_page,
    tell_left_out,
)
from innoctl.cli.output import emit, emit_document
from innoctl.cli.values import IDEA, AtOption, Output, OutputOption
from innoctl.errors import UsageError
from innoctl.locale import N_

if TYPE_CHECKING:
    from datetime import date

    from innoctl.workspace.portfolio import Portfolio


class OneOrAll(UsageError):
    """Neither an idea nor a stream was named, or both were."""

    code = "U983"


GateOption = Annotated[
    str,
    typer.Option(
        "--gate",
        metavar="GATE",
        help=N_("a gate out of its phase; the first one unless said"),
        autocompletion=complete_gates,
    ),
]


def status(
    idea: Annotated[str | None, IDEA] = None,
    stream: StreamOption = None,
    gate: GateOption = "",
    at: AtOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show what an idea has and lacks for its next gate."""
    if (idea is None) == (stream is None):
        raise OneOrAll
    with here() as portfolio:
        day = portfolio.today(at)
        if idea is not None:
            _one(portfolio, idea, gate, day, output)
        else:
            _stream(portfolio, stream or "", day, output)
            tell_left_out(portfolio, output)


def _one(portfolio: Portfolio, idea: str, gate: str, day: date, output: Output) -> None:
    from innoctl.render import readiness as drawn
    from innoctl.workspace.gates import standing
    from innoctl.workspace.gates import status as status_of

    found = status_of(portfolio, standing(portfolio, portfolio.resolve(idea), day), day, gate)
    if looked_at(output):
        known = names(portfolio, found.stream)
        rows = tuple(row._replace(mend=command_line(row.mend)) for row in found.rows)
        shown = found._replace(rows=rows)
        show_page(lambda width: drawn.status_page(shown, known, width))
    elif output is Output.name:
        emit(id_table((found.idea,)), output)
    elif output is Output.csv:
        emit(drawn.rows_table(found.rows), output)
    else:
        emit_document(drawn.status_document(found), output, origin(portfolio))


def _stream(portfolio: Portfolio, stream: str, day: date, output: Output) -> None:
    from innoctl.render import readiness as drawn
    from innoctl.reports.readiness import status_lines
    from innoctl.workspace.gates import statuses
    from innoctl.workspace.overviews import stream_named

    named = stream_named(portfolio.organisation(), stream)
    rows = status_lines(statuses(portfolio, named, day), day)
    if looked_at(output):
        known = names(portfolio, named)
        show_page(lambda width: drawn.lines_page(rows, known, named, width))
    else:
        emit(drawn.lines_table(rows), output, origin(portfolio))
