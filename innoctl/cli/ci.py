"""``innoctl ci`` and ``innoctl codeowners``: what a forge enforces of a portfolio."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from innoctl.cli.changing import write
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption
from innoctl.locale import N_, Text


class ForgeKind(StrEnum):
    """Kinds of forge."""

    github = "github"
    gitlab = "gitlab"
    forgejo = "forgejo"


OverwriteOption = Annotated[
    bool, typer.Option("--yes", "-y", help=N_("overwrite a file that was edited by hand"))
]


def ci(
    forge: Annotated[ForgeKind, typer.Argument(help=N_("the forge that runs it"))],
    anchor: Annotated[
        str,
        typer.Option(
            "--anchor",
            metavar="COMMIT",
            help=N_("the commit that everything rests on, else the first"),
        ),
    ] = "",
    branch: Annotated[
        str,
        typer.Option(
            "--branch",
            metavar="NAME",
            help=N_("the branch that counts, else the remote's main one"),
        ),
    ] = "",
    release: Annotated[
        str,
        typer.Option(
            "--version",
            metavar="VERSION",
            help=N_("the release that it installs, else the one of this run"),
        ),
    ] = "",
    yes: OverwriteOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Write the pipeline that judges changes and proves the history."""
    from importlib.metadata import version

    from innoctl.workspace.commit import settle
    from innoctl.workspace.pipeline import INCLUDED, Wishes, written

    running = version("innoctl")
    wishes = Wishes(forge.value, release or running, anchor, branch, overwrite=yes)
    with here() as portfolio:
        settle(portfolio.root)
        change = written(portfolio, wishes, running=running)
        write(portfolio, change, f"innoctl codeowners {forge}", dry_run=dry_run)
    if change.files[0].path == INCLUDED:
        say_words(Text.of(N_("in .gitlab-ci.yml, add: {line}"), line=f"include: /{INCLUDED}"))
    say_words(Text(N_("what it rests on, and what to set on the forge, stands at its top")))


def codeowners(
    forge: Annotated[
        ForgeKind | None, typer.Argument(help=N_("the forge, else the one of portfolio.yaml"))
    ] = None,
    yes: OverwriteOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Write who guards the portfolio's own files, in the forge's own form."""
    from innoctl.workspace.codeowners import guarded
    from innoctl.workspace.commit import settle

    with here() as portfolio:
        settle(portfolio.root)
        found = guarded(portfolio, forge.value if forge else "", overwrite=yes)
        if found.unknown:
            said = N_("not known to the forge, so not asked there: {persons}")
            say_words(Text.of(said, persons=", ".join(found.unknown)))
            say_words(Text(N_("give each of them an account with a login in authority.yaml")))
        for key, paths in found.open:
            said = N_("nobody is asked about {paths}: no owner of {key} is known to the forge")
            say_words(Text.of(said, paths=", ".join(paths), key=key))
        write(portfolio, found.change, "innoctl check", dry_run=dry_run)
