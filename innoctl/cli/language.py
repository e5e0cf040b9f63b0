"""Which language to speak, settled before typer parses: help and parse errors need it too."""

from __future__ import annotations

from collections.abc import Sequence

from innoctl.cli.context import run
from innoctl.cli.settings import known
from innoctl.errors import InnoError
from innoctl.locale import LANGUAGES, use


def settle(arguments: Sequence[str]) -> None:
    """Speak the language asked for; typer checks the flag itself and says what is wrong with it."""
    if flag := _flag(arguments):
        run.flags["lang"] = flag
    try:
        use(known("lang").value)
    except (InnoError, OSError):
        use("en")  # the command that needs the setting says what is wrong; help must not fail on it


def _flag(arguments: Sequence[str]) -> str | None:
    for at, word in enumerate(arguments):
        name, joined, value = word.partition("=")
        if name == "--lang":
            value = value if joined else "".join(arguments[at + 1 : at + 2])
            return value if value in LANGUAGES else None
    return None
