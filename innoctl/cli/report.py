"""``innoctl report``: overviews, computed from the files and each figure to be opened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.errors import Misspelt, near
from innoctl.cli.output import emit, emit_document
from innoctl.cli.looking import here, id_table, looked_at, names, origin, show_page
from innoctl.cli.values import AtOption, Output, OutputOption
from innoctl.locale import N_

if TYPE_CHECKING:
    from innoctl.reports.stream import StreamReport
    from innoctl.workspace.portfolio import Portfolio


class NoSuchFigure(Misspelt):
    """A figure that the report does not have."""

    code = "U707"


def complete_streams(incomplete: str) -> list[tuple[str, str]]:
    """Return the streams that can follow."""
    from innoctl.locale import language
    from innoctl.model.policy import in_language

    with here() as portfolio:
        streams = portfolio.organisation().streams
        return [
            (row.id, in_language(row.name, language()))
            for row in streams
            if row.id.startswith(incomplete)
        ]


StreamOption = Annotated[
    str | None,
    typer.Option("--stream", help=N_("only ideas of this stream"), autocompletion=complete_streams),
]


def stream(
    stream: Annotated[
        str | None,
        typer.Argument(
            help=N_("the stream; without one, a line for each"), autocompletion=complete_streams
        ),
    ] = None,
    figure: Annotated[
        str | None,
        typer.Option(
            "--open",
            metavar="FIGURE",
            help=N_("list the ideas behind a figure, such as phases.creation.active"),
        ),
    ] = None,
    at: AtOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show how one stream stands, or all of them."""
    from innoctl.workspace import overviews

    with here() as portfolio:
        day = portfolio.today(at)
        if stream is None:
            if figure is not None:
                from innoctl.cli.errors import MissingArgument

                raise MissingArgument(argument="STREAM")
            _overview(portfolio, day, output)
            return
        wanted = overviews.stream_named(portfolio.organisation(), stream)
        report = overviews.report_on_stream(portfolio, wanted, day)
        if figure is not None:
            _behind(portfolio, report, figure, output)
        else:
            _report(portfolio, report, output)


def _report(portfolio: Portfolio, report: StreamReport, output: Output) -> None:
    if looked_at(output):
        from innoctl.render.stream_page import stream_page

        known, commit = names(portfolio, report.stream), portfolio.commit or ""
        show_page(lambda width: stream_page(report, known, width, commit))
        return
    from innoctl.render.stream_tables import long_table, stream_document
    from innoctl.reports.stream import opened

    if output is Output.csv:
        emit(long_table(report), output)
    elif output is Output.name:
        emit(id_table(opened(report, "phases") or ()), output)
    else:
        emit_document(stream_document(report), output, origin(portfolio))


def _behind(portfolio: Portfolio, report: StreamReport, figure: str, output: Output) -> None:
    from innoctl.render.table import Column, Table
    from innoctl.reports.stream import figures, opened
    from innoctl.workspace.overviews import titles

    ids = opened(report, figure)
    if ids is None:
        known = figures(report)
        raise NoSuchFigure(near(figure, known) or known[:5], name=figure)
    columns = (
        Column("id", N_("id"), "id"),
        Column("title", N_("title")),
        Column("submitted_on", N_("submitted on")),
    )
    emit(Table(columns, titles(portfolio, ids)), output, origin(portfolio))


def _overview(portfolio: Portfolio, day: date, output: Output) -> None:
    from innoctl.reports.overview import overview
    from innoctl.workspace.overviews import report_on_all

    rows = overview(report_on_all(portfolio, day))
    if looked_at(output):
        from innoctl.render.overview_page import overview_page

        known, commit = names(portfolio), portfolio.commit or ""
        show_page(lambda width: overview_page(rows, known, width, day.isoformat(), commit))
        return
    from innoctl.render.stream_tables import overview_table

    emit(overview_table(rows), output, origin(portfolio))


def portfolio(
    stream: StreamOption = None,
    phase: Annotated[
        str | None, typer.Option("--phase", help=N_("only ideas in this phase"))
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", help=N_("only ideas in this state"))
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=N_("closed ideas too, not only open ones"))
    ] = False,
    at: AtOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show every idea with its content, phase, people and what it waits for."""
    from innoctl.reports.portfolio import portfolio_rows
    from innoctl.workspace import overviews

    with here() as portfolio:
        day, organisation = portfolio.today(at), portfolio.organisation()
        wanted = {
            "stream": stream and overviews.stream_named(organisation, stream),
            "phase": phase,
            "state": state,
        }
        found = overviews.chosen(portfolio, day, wanted, everything=everything or state is not None)
        rows = portfolio_rows(found, organisation, portfolio.process, day)
        if looked_at(output):
            from innoctl.render.overview_page import portfolio_page

            known = names(portfolio)
            show_page(lambda width: portfolio_page(rows, known, width))
            return
        from innoctl.render.stream_tables import portfolio_table

        emit(portfolio_table(rows), output, origin(portfolio))
