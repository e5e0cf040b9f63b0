"""``innoctl undo``: take the last change back."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from innoctl.cli.changing import show
from innoctl.cli.context import command_line
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption, YesOption
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from innoctl.workspace.portfolio import Portfolio


def undo(yes: YesOption = False, dry_run: DryRunOption = False) -> None:
    """Take back the last change that you made here with innoctl."""
    from innoctl.cli.ask import confirm
    from innoctl.workspace import undo as work
    from innoctl.workspace.records import language

    with here() as portfolio:
        last, differences = work.preview_undo(portfolio.root)
        say_words(Text.of(N_("the last change: {subject}"), subject=last.subject))
        if dry_run:
            show([one.text for one in differences])
            return
        if not yes and not confirm(_("take it back?")):
            say_words(Text(N_("nothing was changed")))
            return
        done, _saved = work.undo(portfolio.root, language=language(portfolio))
        say_words(Text.of(N_("taken back: {subject}"), subject=done.subject))
        say_words(Text.of(N_("to have it again: {command}"), command=_again(portfolio)))


def _again(portfolio: Portfolio) -> str:
    """Return what brings the change back: git, where the portfolio itself was taken back."""
    from innoctl.workspace.portfolio import MARKER

    if (portfolio.root / MARKER).is_file():
        return command_line("innoctl undo")
    return shlex.join(["git", "-C", str(portfolio.root), "revert", "--no-edit", "HEAD"])
