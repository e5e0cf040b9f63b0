"""``innoctl search`` and ``innoctl similar``: ideas by what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.context import command_line
from innoctl.cli.looking import here, looked_at, origin
from innoctl.cli.output import emit, say_words
from innoctl.cli.values import IDEA, Output, OutputOption
from innoctl.errors import UsageError
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _
from innoctl.model.kinds import idea_of
from innoctl.render.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoctl.workspace.portfolio import Portfolio

HITS = (
    Column("id", N_("id"), "id"),
    Column("title", N_("title")),
    Column("stream", N_("stream"), "id"),
)
ALIKE = (
    *HITS,
    Column("score", N_("score"), "number"),
    Column("shared", N_("words in common")),
)
SHOWN = 8
"""So many words in common are named; the first ones weigh most."""
READ = 3
"""So many of them on a terminal, where an idea should take one line."""


class NothingToCompare(UsageError):
    """Neither an idea nor a text was given, or both were."""

    code = "U891"


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help=N_("words or parts of words; an idea must hold all")),
    ],
    output: OutputOption = Output.table,
) -> None:
    """Find ideas by the words in them."""
    from innoctl.store.similar import search as found_by

    with here() as portfolio:
        found = found_by(portfolio.index, " ".join(words))
        rows = [(hit.id, hit.title, hit.stream) for hit in found.hits]
        if rows or output is not Output.table:
            emit(Table(HITS, rows), output, origin(portfolio))
        if not rows:
            say_words(Text.of(N_("no idea holds all of: {words}"), words=" ".join(words)))
            say_words(_instead(found.near))


def _instead(near: Sequence[str]) -> Text:
    """Return what to search for instead: words that are there, or what resembles a text."""
    if near:
        return Text.of(N_("did you mean {near}?"), near=", ".join(near))
    command = command_line(f"innoctl similar --text {_('TEXT')}")
    return Text.of(
        N_("use fewer or other words, or look for what resembles it: {command}"), command=command
    )


def similar(
    idea: Annotated[str | None, IDEA] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help=N_("compare a text instead"))
    ] = None,
    output: OutputOption = Output.table,
) -> None:
    """List the ideas that resemble an idea or a text, and say by which words."""
    from innoctl.store.similar import similar as alike

    if (idea is None) == (text is None):
        raise NothingToCompare
    with here() as portfolio:
        said, own = (text or "", "") if idea is None else _said(portfolio, idea)
        found = alike(portfolio.index, said, {own})
        most = READ if looked_at(output) else SHOWN
        rows = [(*row[1:4], round(row.score, 2), row.shared[:most]) for row in found]
        emit(Table(ALIKE, rows), output, origin(portfolio))
        if not rows:
            say_words(Text(N_("no idea resembles it")))


def _said(portfolio: Portfolio, idea: str) -> tuple[str, str]:
    """Return what an idea says, and its id."""
    from innoctl.store.texts import whole

    path = portfolio.resolve(idea)
    return whole(portfolio.document(path)), idea_of(path)
