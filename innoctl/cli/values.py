"""Values that people type, and the options that commands share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from innoctl.cli.complete import complete_ideas
from innoctl.errors import UsageError
from innoctl.locale import N_


class NotADate(UsageError):
    """A date was asked for and something else was typed."""

    code = "U810"


class MoneyKind(StrEnum):
    """What an allocation pays for: ideation and creation, or scaling (V23)."""

    innovation = "innovation"
    realisation = "realisation"


class Output(StrEnum):
    """Forms of an answer."""

    table = "table"
    json = "json"
    yaml = "yaml"
    csv = "csv"
    name = "name"


class FindingsOutput(StrEnum):
    """Forms of findings."""

    text = "text"
    json = "json"
    github = "github"
    gitlab = "gitlab"


def iso_date(typed: str) -> date:
    """Read ``2026-10-31`` and nothing else: guessing a date's form is guessing its day."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise NotADate(value=typed) from None
    if day.isoformat() != typed:
        raise NotADate(value=typed)
    return day


IDEA = typer.Argument(
    help=N_("an idea: its id, the start of it, or a part of its slug"),
    autocompletion=complete_ideas,
)
"""An idea is named alike in every command."""

IdeaArgument = Annotated[str, IDEA]
OutputOption = Annotated[Output, typer.Option("-o", "--output", help=N_("the form of the answer"))]
FindingsOutputOption = Annotated[
    FindingsOutput, typer.Option("-o", "--output", help=N_("the form of the findings"))
]
AtOption = Annotated[
    date | None,
    typer.Option(
        "--at", parser=iso_date, metavar="DATE", help=N_("the day to take for today, as 2026-10-31")
    ),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=N_("show the change as a diff and change nothing"))
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=N_("answer yes to every question"))]
