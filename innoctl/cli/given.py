"""Words and files that hold values: ``@FILE``, ``-`` for what is piped in, and small YAML."""

from __future__ import annotations

import sys
from pathlib import Path

from innoctl.changes.edit import Plain
from innoctl.errors import UsageError


class CannotRead(UsageError):
    """A file that was named cannot be read."""

    code = "U845"


def content(name: str) -> bytes:
    """Return the bytes of a file; ``-`` is standard input."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CannotRead(path=name, fact=error.strerror or error) from error


def long_text(word: str) -> str:
    """Return the text that ``@FILE`` or ``-`` stands for."""
    try:
        return content(word.removeprefix("@")).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise CannotRead(path=word.removeprefix("@"), fact=error.reason) from error


def small_yaml(word: str) -> Plain:
    """Return what a word means as YAML; what is none stays the text that it is."""
    from innoctl.store.yaml_document import load

    value, problems = load(word.encode("utf-8", "surrogateescape"))
    return word if problems else value
