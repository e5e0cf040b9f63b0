"""``innoctl undo``: take a change back."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.changing import show
from innoctl.cli.complete import quietly
from innoctl.cli.context import command_line
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption, YesOption
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from innoctl.workspace.portfolio import Portfolio


@quietly
def complete_commits(incomplete: str) -> list[tuple[str, str]]:
    """Return the last changes of the portfolio, with what they say."""
    from innoctl.workspace.undo import recent

    with here() as portfolio:
        return [row for row in recent(portfolio.root) if row[0].startswith(incomplete)]


def undo(
    commit: Annotated[
        str,
        typer.Argument(
            metavar="COMMIT",
            help=N_("another change than the last, as innoctl log names it"),
            autocompletion=complete_commits,
        ),
    ] = "",
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Take back the last change that you made here with innoctl, or another one."""
    from innoctl.cli.ask import confirm
    from innoctl.workspace import undo as work
    from innoctl.workspace.records import language

    with here() as portfolio:
        last, differences = work.preview_undo(portfolio.root, commit)
        what = N_("this change: {subject}") if commit else N_("the last change: {subject}")
        say_words(Text.of(what, subject=last.subject))
        if dry_run:
            show([one.text for one in differences])
            return
        if not yes and not confirm(_("take it back?")):
            say_words(Text(N_("nothing was changed")))
            return
        done, _saved = work.undo(portfolio.root, commit, language=language(portfolio))
        said = N_("put back again: {subject}") if done.again else N_("taken back: {subject}")
        say_words(Text.of(said, subject=done.what))
        then = N_("to take it back: {command}") if done.again else N_("to have it again: {command}")
        say_words(Text.of(then, command=_again(portfolio)))


def _again(portfolio: Portfolio) -> str:
    """Return what brings the change back: git, where the portfolio itself was taken back."""
    from innoctl.workspace.portfolio import MARKER

    if (portfolio.root / MARKER).is_file():
        return command_line("innoctl undo")
    return shlex.join(["git", "-C", str(portfolio.root), "revert", "--no-edit", "HEAD"])
