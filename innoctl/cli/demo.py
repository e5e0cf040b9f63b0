"""``innoctl demo``: the example portfolio, ready to try."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from innoctl.cli.context import command_line, run
from innoctl.cli.output import say_words
from innoctl.cli.settings import place
from innoctl.locale import N_, Text, gettext, language


def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help=N_("the folder to make; innoctl-demo unless given")),
    ] = None,
) -> None:
    """Put the example portfolio on disk and show one of its streams."""
    from innoctl.cli import report
    from innoctl.workspace.demo import STREAM, demonstrate, free_name

    target = place() / folder if folder else free_name(place())
    demonstrate(target, language(), gettext("begin with the example portfolio"))
    say_words(
        Text.of(
            N_("the example portfolio stands in {folder}; all of it is fictional"), folder=target
        )
    )
    run.flags["directory"] = str(target)
    report.stream(STREAM)
    sys.stdout.flush()
    title = shlex.quote(gettext("a bot that answers neighbours"))
    say_words(Text(N_("three things to try next:")))
    for command in (
        f"innoctl list --stream {STREAM}",
        "innoctl report portfolio",
        f"innoctl new idea --title {title} --stream {STREAM}",
    ):
        say_words(Text.of("  {command}", command=command_line(command)))
