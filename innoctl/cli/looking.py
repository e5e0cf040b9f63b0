"""What commands that read a portfolio share: finding it, naming things, and showing a page."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

import typer

from innoctl.cli.context import colour, terminal
from innoctl.cli.output import say_words, write_answer
from innoctl.cli.settings import place, setting
from innoctl.cli.values import Output
from innoctl.locale import N_, Text, language
from innoctl.render.safe import line
from innoctl.render.table import Column, Origin, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from innoctl.render.called import Called
    from innoctl.render.names import Names
    from innoctl.render.page import Block
    from innoctl.workspace.portfolio import Portfolio

    LeftOut = Sequence[tuple[str, str]]

NAMED: Final = 3
"""So many files that are left out are named; check names all."""


def here(rev: str | None = None) -> Portfolio:
    """Return the portfolio that the command is to work on; with ``rev``, as it stood at a commit."""
    from innoctl.workspace.portfolio import Portfolio

    found = Portfolio.find(place())
    found.who = setting("person")
    if rev is None:
        return found
    from innoctl.workspace.snapshot import stood

    return stood(found, rev)


def origin(portfolio: Portfolio, left_out: LeftOut | None = None) -> Origin:
    """Return where the figures come from: the commit, and the files that they leave out.

    ``left_out`` are path and code of each; those that cannot be read, unless said.
    """
    found = portfolio.left_out() if left_out is None else left_out
    missing = tuple(path for path, _code in found)
    return Origin(portfolio.commit or "", missing)


def tell_left_out(portfolio: Portfolio, output: Output, left_out: LeftOut | None = None) -> None:
    """Say which files an answer leaves out, where the answer itself has no room for it."""
    missing = [line(path) for path in origin(portfolio, left_out).left_out]
    if missing and output not in {Output.json, Output.yaml}:
        files = ", ".join(missing[:NAMED]) + (", ..." if missing[NAMED:] else "")
        say_words(Text.of(N_("left out, and innoctl check says why: {files}"), files=files))


def names(portfolio: Portfolio, stream: str = "") -> Names:
    """Return what people call things in this portfolio."""
    from innoctl.render.names import Names

    return Names(portfolio.people(), portfolio.organisation(), portfolio.process(stream))


def called(portfolio: Portfolio, stream: str = "") -> Called:
    """Return what people call the values of a record in this portfolio."""
    from innoctl.render.called import Called

    return Called(names(portfolio, stream), portfolio.agenda())


def looked_at(output: Output) -> bool:
    """Tell whether a person looks at the answer: a table was asked for, on a terminal."""
    return output is Output.table and terminal(sys.stdout)


def show_page(page: Callable[[int], Block]) -> None:
    """Draw a page as wide as the terminal."""
    from shutil import get_terminal_size

    from innoctl.render.page import write

    write(page(get_terminal_size().columns), sys.stdout, colour=colour(sys.stdout))


def answer_once(
    portfolio: Portfolio,
    key: str,
    output: Output,
    make: Callable[[], str],
    stream: Callable[[], str] | None = None,
) -> None:
    """Write an answer that follows from the files, the calendar and ``key``; it is made once a day.

    From which files: all of them, or those that bear on a ``stream``; the commit only where it is
    told, or every one would be a reason to count again.
    """
    commit = (
        "" if stream and output in {Output.table, Output.csv, Output.name} else portfolio.commit
    )
    full = f"answer {key} {output} {language()} {commit} {date.today()}"  # noqa: DTZ011
    write_answer(portfolio.remembered(full, make, stream), output)


def id_table(ids: tuple[str, ...]) -> Table:
    """Return ids as a table, for ``-o name``."""
    return Table((Column("id", "id", "id"),), [(name,) for name in ids])


def complete_streams(incomplete: str) -> list[tuple[str, str]]:
    """Return the streams that can follow."""
    from innoctl.model.policy import in_language

    with here() as portfolio:
        streams = portfolio.organisation().streams
        return [
            (row.id, in_language(row.name, language()))
            for row in streams
            if row.id.startswith(incomplete)
        ]


def complete_phases(incomplete: str) -> list[tuple[str, str]]:
    """Return the phases that can follow."""
    from innoctl.model.policy import in_language

    with here() as portfolio:
        return [
            (row.id, in_language(row.name, language()))
            for row in portfolio.process().phases
            if row.id.startswith(incomplete)
        ]


def complete_people(incomplete: str) -> list[tuple[str, str]]:
    """Return the persons that can follow."""
    with here() as portfolio:
        return [
            (row.id, row.name)
            for row in portfolio.people().persons.values()
            if row.id.startswith(incomplete)
        ]


def complete_gates(incomplete: str) -> list[tuple[str, str]]:
    """Return the gates that can follow."""
    from innoctl.model.policy import in_language

    with here() as portfolio:
        return [
            (row.id, in_language(row.name, language()))
            for row in portfolio.process().gates
            if row.id.startswith(incomplete)
        ]


def complete_states(incomplete: str) -> list[tuple[str, str]]:
    """Return the states that can follow."""
    from innoctl.locale import gettext as _
    from innoctl.locale.words import VALUES

    return [(key, _(said)) for key, said in VALUES["state"].items() if key.startswith(incomplete)]


RevOption = Annotated[
    str | None,
    typer.Option(
        "--rev", metavar="COMMIT", help=N_("as the repository stood at a commit, such as HEAD~3")
    ),
]
StreamOption = Annotated[
    str | None,
    typer.Option("--stream", help=N_("only ideas of this stream"), autocompletion=complete_streams),
]
PhaseOption = Annotated[
    str | None,
    typer.Option("--phase", help=N_("only ideas in this phase"), autocompletion=complete_phases),
]
StateOption = Annotated[
    str | None,
    typer.Option("--state", help=N_("only ideas in this state"), autocompletion=complete_states),
]
