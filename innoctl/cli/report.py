"""``innoctl report``: overviews, computed from the files and each figure to be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.errors import MissingArgument, Misspelt, near
from innoctl.cli.looking import (
    PhaseOption,
    RevOption,
    StateOption,
    StreamOption,
    answer_once,
    complete_streams,
    here,
    id_table,
    looked_at,
    names,
    origin,
    show_page,
    tell_left_out,
)
from innoctl.cli.output import answer, document_answer, emit, write_answer
from innoctl.cli.values import AtOption, Output, OutputOption
from innoctl.locale import N_
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from innoctl.reports.overview import OverviewRow
    from innoctl.reports.stream import StreamReport
    from innoctl.workspace.portfolio import Portfolio

    Counted = Callable[[], Sequence[StreamReport]]


PICTURE = 80


class StreamOutput(StrEnum):
    """Forms of a stream's overview."""

    table = "table"
    json = "json"
    yaml = "yaml"
    csv = "csv"
    name = "name"
    svg = "svg"


class NoSuchFigure(Misspelt):
    """A figure that the report does not have."""

    code = "U707"


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
    rev: RevOption = None,
    output: Annotated[
        StreamOutput, typer.Option("-o", "--output", help=N_("the form of the answer"))
    ] = StreamOutput.table,
) -> None:
    """Show how one stream stands, or all of them."""
    if stream is None and (figure is not None or output is StreamOutput.svg):
        raise MissingArgument(argument=_("STREAM"))
    with here(rev) as portfolio:
        counted = cache(lambda: _counted(portfolio, stream, at))
        if stream is None:
            _overview(portfolio, at, Output(output), counted)
        elif output is StreamOutput.svg:
            _picture(portfolio, counted)
        elif figure is not None:
            _behind(portfolio, counted()[0], figure, Output(output))
        else:
            _report(portfolio, stream, at, Output(output), counted)
        if stream is None or figure is not None or output in {StreamOutput.csv, StreamOutput.name}:
            _tell_left_out(portfolio, stream or "", at, Output(output), counted)


def _tell_left_out(
    portfolio: Portfolio, stream: str, at: date | None, output: Output, counted: Counted
) -> None:
    """Say what the figures leave out: files that cannot be read, and decisions that no chain leads to."""
    if output not in {Output.json, Output.yaml}:
        key = f"stream left out {stream} {portfolio.today(at)}"
        bears = (lambda: _meant(portfolio, stream)) if stream else None
        left_out = portfolio.remembered(key, lambda: _left_out(counted()), bears)
        tell_left_out(portfolio, output, left_out)


def _left_out(reports: Sequence[StreamReport]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((row.path, row.code) for one in reports for row in one.left_out))


def _picture(portfolio: Portfolio, counted: Counted) -> None:
    """Write the page as a picture; it is 80 columns wide, on a terminal or off it."""
    from innoctl.render.stream_page import stream_page
    from innoctl.render.svg import picture

    (report,) = counted()
    known = names(portfolio, report.stream)
    rows = stream_page(report, known, PICTURE, portfolio.commit or "")
    typed = f"innoctl report stream {report.stream}"
    write_answer(picture(rows, typed, known.stream(report.stream)), Output.json)


def _counted(portfolio: Portfolio, stream: str | None, at: date | None) -> Sequence[StreamReport]:
    """Return the report on one stream, or on every one."""
    from innoctl.workspace.overviews import report_on_all, report_on_stream

    if stream is None:
        return report_on_all(portfolio, portfolio.today(at))
    return [report_on_stream(portfolio, _meant(portfolio, stream), portfolio.today(at))]


def _meant(portfolio: Portfolio, stream: str) -> str:
    from innoctl.workspace.overviews import stream_named

    return stream_named(portfolio.organisation(), stream)


def _report(
    portfolio: Portfolio, stream: str, at: date | None, output: Output, counted: Counted
) -> None:
    if looked_at(output):
        from innoctl.render.stream_page import stream_page

        (report,) = counted()
        known, commit = names(portfolio, report.stream), portfolio.commit or ""
        show_page(lambda width: stream_page(report, known, width, commit))
        return

    def make() -> str:
        from innoctl.render.stream_tables import long_table, stream_document
        from innoctl.reports.stream import opened

        (report,) = counted()
        if output is Output.csv:
            return answer(long_table(report), output)
        if output is Output.name:
            return answer(id_table(opened(report, "phases") or ()), output)
        left_out = _left_out([report])
        return document_answer(stream_document(report), output, origin(portfolio, left_out))

    key = f"report stream {stream} {at}"
    answer_once(portfolio, key, output, make, lambda: _meant(portfolio, stream))


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


def _overview(portfolio: Portfolio, at: date | None, output: Output, counted: Counted) -> None:
    def rows() -> tuple[OverviewRow, ...]:
        from innoctl.reports.overview import overview

        return overview(counted())

    if looked_at(output):
        from innoctl.render.overview_page import overview_page

        found, known, commit = rows(), names(portfolio), portfolio.commit or ""
        day = portfolio.today(at).isoformat()
        show_page(lambda width: overview_page(found, known, width, day, commit))
        return

    def make() -> str:
        from innoctl.render.stream_tables import overview_table

        return answer(overview_table(rows()), output, origin(portfolio, _left_out(counted())))

    answer_once(portfolio, f"report streams {at}", output, make)


def portfolio(
    stream: StreamOption = None,
    phase: PhaseOption = None,
    state: StateOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help=N_("closed ideas too, not only open ones"))
    ] = False,
    at: AtOption = None,
    rev: RevOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show every idea with its content, phase, people and what it waits for."""
    from innoctl.reports.portfolio import portfolio_rows
    from innoctl.workspace import overviews

    with here(rev) as portfolio:
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
        else:
            from innoctl.render.stream_tables import portfolio_table

            emit(portfolio_table(rows), output, origin(portfolio))
        tell_left_out(portfolio, output)
