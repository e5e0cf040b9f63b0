"""What commands that change something share: find, write or show, and say what comes next."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from innoctl.cli.context import command_line
from innoctl.cli.output import say_words
from innoctl.locale import N_, Text

if TYPE_CHECKING:
    from innoctl.changes.edit import Change
    from innoctl.workspace.portfolio import Portfolio


def write(portfolio: Portfolio, change: Change, after: str, *, dry_run: bool) -> None:
    """Make a change and say so, or show what it would be; ``after`` is the command that comes next."""
    from innoctl.workspace.records import language
    from innoctl.workspace.save import preview, save

    if dry_run:
        show([one.text for one in preview(portfolio.root, change)])
        return
    saved = save(portfolio.root, change, language=language(portfolio))
    if saved.commit is None:
        say_words(Text(N_("nothing to change: it is so already")))
        return
    say_words(change.subject)
    for path in saved.left:
        say_words(
            Text.of(N_("{path} was changed at the same moment and stays as it is"), path=path)
        )
    next_command(after)


def show(differences: list[str]) -> None:
    """Write what would change as a diff to standard output."""
    from innoctl.render.safe import lines

    if not any(differences):
        say_words(Text(N_("nothing to change: it is so already")))
        return
    sys.stdout.writelines(lines(difference) for difference in differences)
    say_words(Text(N_("this is what would change; nothing was written")))


def show_words(difference: str) -> None:
    """Write a difference among the words, for a question that is about it."""
    from innoctl.render.safe import lines

    sys.stderr.write(lines(difference))


def next_command(command: str) -> None:
    """Say which command comes next, as it can be typed, and how to take the last one back."""
    say_words(Text.of(N_("next: {command}"), command=command_line(command)))
    say_words(Text.of(N_("to take it back: {command}"), command=command_line("innoctl undo")))
