"""``innoctl report budget``: what is allocated, granted, promised, paid and free, and what changed it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.complete import complete_ideas, quietly
from innoctl.cli.context import command_line
from innoctl.cli.errors import near
from innoctl.cli.looking import (
    RevOption,
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
from innoctl.cli.output import answer, document_answer, emit
from innoctl.cli.report import NoSuchFigure
from innoctl.cli.values import AtOption, MoneyKind, Output, OutputOption
from innoctl.locale import N_
from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from innoctl.reports.budget import BudgetReport, Row, Wanted
    from innoctl.workspace.portfolio import Portfolio


class By(StrEnum):
    """What makes a row."""

    stream = "stream"
    layer = "layer"
    budget = "budget"
    idea = "idea"
    phase = "phase"
    horizon = "horizon"
    theme = "theme"


@quietly
def complete_budgets(incomplete: str) -> list[tuple[str, str]]:
    """Return the budgets that can follow, with their stream."""
    with here() as portfolio:
        return [
            (row.id, f"{row.stream} {row.year}")
            for row in portfolio.budgets()
            if row.id.startswith(incomplete)
        ]


@quietly
def complete_years(incomplete: str) -> list[tuple[str, str]]:
    """Return the years that have budgets."""
    with here() as portfolio:
        years = sorted({str(row.year) for row in portfolio.budgets()})
        return [(year, "") for year in years if year.startswith(incomplete)]


@quietly
def complete_figures(incomplete: str) -> list[tuple[str, str]]:
    """Return the figures that hold for every row."""
    from innoctl.reports.budget import MEASURES

    return [(name, "") for name in MEASURES if name.startswith(incomplete)]


StreamOption = Annotated[
    str | None,
    typer.Option("--stream", help=N_("only money of this stream"), autocompletion=complete_streams),
]
YearOption = Annotated[
    int | None,
    typer.Option("--year", help=N_("only money of this year"), autocompletion=complete_years),
]
KindOption = Annotated[MoneyKind | None, typer.Option("--kind", help=N_("only this kind of money"))]
IdeaOption = Annotated[
    str | None,
    typer.Option("--idea", help=N_("only what this idea takes"), autocompletion=complete_ideas),
]
BudgetOption = Annotated[
    str | None,
    typer.Option("--budget", help=N_("only this budget"), autocompletion=complete_budgets),
]
FigureOption = Annotated[
    str | None,
    typer.Option(
        "--figure",
        metavar="FIGURE",
        help=N_(
            "list the ideas behind a figure, such as spent, or spent.phase.creation with --by phase"
        ),
        autocompletion=complete_figures,
    ),
]


def budget(
    by: Annotated[By, typer.Option("--by", help=N_("what makes a row"))] = By.stream,
    stream: StreamOption = None,
    year: YearOption = None,
    kind: KindOption = None,
    idea: IdeaOption = None,
    budget: BudgetOption = None,
    figure: FigureOption = None,
    lines: Annotated[
        bool, typer.Option("--lines", help=N_("list what changed a figure, line by line"))
    ] = False,
    at: AtOption = None,
    rev: RevOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show what is allocated, granted, promised, paid and free."""
    from innoctl.reports.budget import Wanted

    wanted = Wanted(stream or "", year, kind or "", budget or "", idea or "")
    asked = _Asked(by, wanted, at, figure, rev)
    with here(rev) as portfolio:
        if lines:
            _lines(portfolio, asked, output)
        elif figure is not None:
            _behind(portfolio, asked, output)
        else:
            _report(portfolio, asked, output)
        if lines or figure is not None or output in {Output.csv, Output.name}:
            from innoctl.workspace.budget_report import left_out

            tell_left_out(portfolio, output, left_out(portfolio, portfolio.today(at)))


class _Asked(NamedTuple):
    """What is asked for, as it was typed."""

    by: str
    wanted: Wanted
    at: date | None
    figure: str | None
    rev: str | None = None

    def typed(self) -> str:
        """Return the command that asks the same, without the form of the answer."""
        import shlex

        held = {f"--{name}": value for name, value in self.wanted._asdict().items()}
        given = {"--by": "" if self.by == By.stream else self.by, **held, "--at": self.at}
        words = [(key, str(value)) for key, value in (*given.items(), ("--rev", self.rev)) if value]
        return shlex.join(["innoctl", "report", "budget", *(word for row in words for word in row)])


def _reported(portfolio: Portfolio, asked: _Asked) -> BudgetReport:
    from innoctl.workspace.budget_report import report_on_money, wanted

    day, held = portfolio.today(asked.at), wanted(portfolio, asked.wanted)
    return report_on_money(portfolio, day, str(asked.by), held)


def _report(portfolio: Portfolio, asked: _Asked, output: Output) -> None:
    if looked_at(output):
        from innoctl.render.budget_notes import Made
        from innoctl.render.budget_page import budget_page

        report = _reported(portfolio, asked)
        known, themes = names(portfolio), portfolio.agenda().themes
        made = Made(command_line(asked.typed()), portfolio.commit or "")
        show_page(lambda width: budget_page(report, known, themes, width, made))
        return

    def make() -> str:
        from innoctl.render.budget_tables import budget_document, rows_table

        report = _reported(portfolio, asked)
        if output is Output.csv:
            return answer(rows_table(report), output)
        if output is Output.name:
            table = rows_table(report) if asked.by == "budget" else id_table(report.total.ids)
            return answer(table, output)
        return document_answer(budget_document(report), output, origin(portfolio, report.left_out))

    answer_once(portfolio, f"report budget {asked}", output, make)


def _named(report: BudgetReport, figure: str | None) -> tuple[Row, str]:
    """Return the row and the measure that are asked for; `NoSuchFigure`."""
    from innoctl.reports.budget import figures, found

    if figure is None:
        return report.total, ""
    named = found(report, figure)
    if named is None:
        known = figures(report)
        closer = [name for name in known if name.startswith(f"{figure}.")][:5]
        raise NoSuchFigure(closer or near(figure, known) or known[:5], name=figure)
    return named


def _lines(portfolio: Portfolio, asked: _Asked, output: Output) -> None:
    from innoctl.render.budget_tables import lines_table
    from innoctl.workspace import budget_report

    report = _reported(portfolio, asked)
    row, measure = _named(report, asked.figure)
    rows = budget_report.lines(portfolio, report, row, measure)
    if output is Output.name:
        ideas = dict.fromkeys(one.idea for one in rows if one.idea)
        emit(id_table(tuple(ideas)), output)
        return
    places = budget_report.places(portfolio, rows)
    if looked_at(output):
        from innoctl.render.budget_lines_page import lines_page

        known, commit = names(portfolio), portfolio.commit or ""
        show_page(lambda width: lines_page(rows, places, known, width, commit))
        return
    emit(
        lines_table(rows, places, totals=bool(measure)), output, origin(portfolio, report.left_out)
    )


def _behind(portfolio: Portfolio, asked: _Asked, output: Output) -> None:
    from innoctl.render.budget_tables import ideas_table
    from innoctl.reports.budget import behind
    from innoctl.workspace.budget_report import inputs

    report = _reported(portfolio, asked)
    row, measure = _named(report, asked.figure)
    found = behind(inputs(portfolio, portfolio.today(asked.at)), report, row, measure)
    rows = [(idea, report.ideas[idea].title, cents) for idea, cents in found]
    emit(ideas_table(rows), output, origin(portfolio, report.left_out))
