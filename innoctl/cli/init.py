"""``innoctl init``: a new portfolio."""

from __future__ import annotations

import os
import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from innoctl.cli.changing import show
from innoctl.cli.context import command_line
from innoctl.cli.output import say_words
from innoctl.cli.settings import place
from innoctl.cli.values import DryRunOption
from innoctl.locale import N_, Text, gettext, language


class Profile(StrEnum):
    """What a new portfolio starts with."""

    politie = "politie"
    minimal = "minimal"


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help=N_("the folder; the current one unless given")),
    ] = None,
    profile: Annotated[
        Profile,
        typer.Option(
            "--profile", help=N_("politie: its units, streams and roles; minimal: one team")
        ),
    ] = Profile.politie,
    name: Annotated[
        str,
        typer.Option(
            "--name",
            help=N_("the name that people know it by; else that of the folder"),
        ),
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Begin a portfolio: in a repository of git, in the language that innoctl speaks."""
    from datetime import date

    from innoctl.workspace.begin import beginning, first_files, repository_for
    from innoctl.workspace.save import save

    root = Path(os.path.abspath(place() / (folder or "")))  # noqa: PTH100  (".." goes, links stay)
    called = " ".join(name.split()) or root.name
    files = first_files(profile, language(), called, date.today())  # noqa: DTZ011  (the user's day)
    change = beginning(root, files, called)
    if dry_run:
        from innoctl.store.files import difference

        show([difference(new.path, None, files[new.path]) for new in change.files])
        return
    repository_for(root)
    save(root, change, language=language())
    say_words(Text.of(N_("a new portfolio stands in {folder}: {name}"), folder=root, name=called))
    say_words(Text.of(N_("next: {command}"), command=_next(folder, profile)))


def _next(folder: Path | None, profile: Profile) -> str:
    """Return the first thing to do in the new portfolio, as it can be typed."""
    stream = "unit/team" if profile is Profile.minimal else "unit/oost-nederland"
    given = place() / (folder or "")
    command = f"innoctl new idea --title {shlex.quote(gettext('a first idea'))} --stream {stream}"
    return command_line(command, str(given) if folder else "")
