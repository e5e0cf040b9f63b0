"""What holds for one run of the program, whatever the command: folder, language, colour, prompts."""

from __future__ import annotations

import os
import sys
from typing import TextIO


class Run:
    """The global options of this run. ``flags`` holds settings that were given as an option."""

    flags: dict[str, str]
    no_color: bool
    no_input: bool
    debug: bool

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Forget the options of an earlier run in this process."""
        self.flags = {}
        self.no_color = self.no_input = self.debug = False


run = Run()
"""The run that is under way."""


def terminal(stream: TextIO | None) -> bool:
    """Tell whether a person reads (or types on) this stream."""
    return stream is not None and not stream.closed and stream.isatty()


def colour(stream: TextIO) -> bool:
    """Tell whether escape bytes may be written: only to a terminal that nobody asked to keep plain."""
    plain = run.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and terminal(stream)


def interactive() -> bool:
    """Tell whether a question can be asked."""
    return not run.no_input and terminal(sys.stdin) and terminal(sys.stderr)
