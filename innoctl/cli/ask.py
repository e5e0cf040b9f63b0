"""Questions to a person. Off a terminal nothing is asked: the error names the flag instead."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from select import select
from typing import Final

from innoctl.cli.context import fitted, interactive
from innoctl.errors import UsageError
from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.render.safe import lines


class NeedsTerminal(UsageError):
    """Something must be asked and nobody is there to answer."""

    code = "U812"


class Missing(UsageError):
    """What a record cannot do without was not given, and nobody can be asked."""

    code = "U847"


PASTE_PAUSE: Final = 0.1
"""Seconds between two pieces of one paste, at most."""
YES = N_("y")
NO = N_("n")


def text(question: str, flag: str, default: str = "") -> str:
    """Ask for a line of text; ``flag`` is what gives the same answer without asking."""
    _need(flag)
    asked = lines(question) + ("" if question.endswith("?") else ":")
    shown = f"{asked.removesuffix(':')} [{lines(default)}]: " if default else f"{asked} "
    while True:
        answer = typed(shown) or default
        if answer:
            return answer


def confirm(
    question: str,
    flag: str = "--yes",
    *,
    default: bool = False,
    more: Callable[[], None] | None = None,
) -> bool:
    """Ask a yes or no question; an empty answer is ``default``, and ``?`` shows ``more``."""
    _need(flag)
    yes, no = (_(YES).upper(), _(NO)) if default else (_(YES), _(NO).upper())
    shown = f"{lines(question)} [{yes}/{no}{'/?' if more else ''}]: "
    while True:
        answer = typed(shown).lower()
        if more and answer == "?":
            more()
        elif not answer:
            return default
        elif answer in {_(NO), _("no"), NO, "no"}:
            return False
        elif answer in {_(YES), _("yes"), YES, "yes"}:
            return True


def _need(flag: str) -> None:
    if not interactive():
        raise NeedsTerminal(flag=flag)


def typed(shown: str, *, whole: bool = False) -> str:
    """Show a question and return the line that is typed, ``""`` for an empty one.

    ``whole`` takes what was pasted at once as one answer, however many lines it has.
    """
    end = len(shown.rstrip())
    sys.stderr.write(fitted(shown[:end], sys.stderr) + shown[end:])
    sys.stderr.flush()
    row = sys.stdin.readline()
    if not row:
        raise KeyboardInterrupt  # the end of input is a person walking away
    if whole:
        row += _pasted(sys.stdin.fileno())
    return "\n".join(part.strip() for part in row.splitlines()).strip()


def _pasted(terminal: int) -> str:
    """Return what waits in the terminal; of its last line, begun but not ended, the end is awaited.

    The terminal shows such a line only when it does not gather lines itself.
    """
    found = b""
    try:
        from termios import ICANON, TCSANOW, tcgetattr, tcsetattr
    except ImportError:  # Windows pastes a line at a time
        return ""
    before = tcgetattr(terminal)
    by_letter = before.copy()
    by_letter[3] &= ~ICANON
    try:
        tcsetattr(terminal, TCSANOW, by_letter)
        while select([terminal], [], [], PASTE_PAUSE)[0]:
            found += os.read(terminal, 65_536)
    finally:
        tcsetattr(terminal, TCSANOW, before)
    text = found.decode(sys.stdin.encoding, "replace")
    return text if not text or text.endswith("\n") else text + sys.stdin.readline()
