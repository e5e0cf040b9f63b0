"""What holds for one run of the program, whatever the command: folder, language, colour, prompts."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final, TextIO

USUAL: Final = 80
"""Columns of a terminal that does not tell how many it has."""


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


def width(stream: TextIO | None) -> int:
    """Return how many columns a terminal has; 0 where no person looks and no line is broken."""
    if stream is None or not terminal(stream):
        return 0
    from shutil import get_terminal_size

    asked = os.environ.get("COLUMNS", "")
    if not (asked.isascii() and asked.isdigit() and int(asked)):
        with suppress(OSError, ValueError):
            return os.get_terminal_size(stream.fileno()).columns or USUAL
    return get_terminal_size((USUAL, 24)).columns


def fitted(text: str, stream: TextIO | None) -> str:
    """Return a text with its lines broken between words, where a person reads it on a terminal."""
    columns = width(stream)
    if not columns:
        return text
    from innoctl.render.wrapped import wrapped

    return wrapped(text, columns)


def command_line(command: str, folder: str = "") -> str:
    """Return a command of innoctl as it can be typed here, with a ``-C``: ``folder``, else this run's."""
    import shlex

    folder = folder or run.flags.get("directory", "")
    at = f" -C {shlex.quote(folder)}" if folder else ""
    return f"{_program()}{at}{command.removeprefix('innoctl')}"


def _program() -> str:
    """Return how to call this innoctl: by its name where a shell finds it, else as it was called."""
    import shlex
    from pathlib import Path
    from shutil import which

    called = Path(sys.argv[0])
    as_module = called.name == "__main__.py" and "-m" in sys.orig_argv
    if not as_module and called.stem != "innoctl":
        return "innoctl"  # inside another program, which does not tell
    own = Path(sys.executable).with_name("innoctl") if as_module else called
    found = which("innoctl")
    with suppress(OSError):
        if found and Path(found).samefile(own):
            return "innoctl"
    words = sys.orig_argv[: sys.orig_argv.index("-m") + 2] if as_module else [sys.argv[0]]
    return shlex.join(words)


def interactive() -> bool:
    """Tell whether a question can be asked."""
    return not run.no_input and terminal(sys.stdin) and terminal(sys.stderr)
