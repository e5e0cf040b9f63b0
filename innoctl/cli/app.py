"""The program: one way through for every command, from words to an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping, Sequence
from typing import Any

import typer

from innoctl.cli.context import run
from innoctl.cli.errors import guarded
from innoctl.cli.everywhere import root_options
from innoctl.cli.language import settle
from innoctl.cli.lazy import InnoGroup, group
from innoctl.cli.streams import open_streams


def main(arguments: Sequence[str] | None = None) -> int:
    """Run innoctl with these words and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    open_streams()
    run.start()
    return guarded(lambda: _run(words))


def _run(words: list[str]) -> int:
    settle(words)
    program = root()
    if instruction := os.environ.get("_INNOCTL_COMPLETE"):
        return _complete(program, {}, instruction)
    try:
        with program.make_context("innoctl", words) as ctx:
            status = program.invoke(ctx)
    except typer.Exit as done:
        return done.exit_code
    return status if isinstance(status, int) else 0


def root() -> InnoGroup:
    """Make ``innoctl`` itself; its commands load when they run."""
    return group("", root_options())


def _complete(program: InnoGroup, extra: MutableMapping[str, Any], instruction: str) -> int:
    from innoctl.cli.shells import complete

    return complete(program, extra, instruction)
