"""Questions to a person. Off a terminal nothing is asked: the error names the flag instead."""

from __future__ import annotations

import sys
from collections.abc import Callable

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


YES = N_("y")
NO = N_("n")


def text(question: str, flag: str, default: str = "") -> str:
    """Ask for a line of text; ``flag`` is what gives the same answer without asking."""
    _need(flag)
    shown = f"{lines(question)} [{lines(default)}]: " if default else f"{lines(question)}: "
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


def typed(shown: str) -> str:
    """Show a question and return the line that is typed, ``""`` for an empty one."""
    end = len(shown.rstrip())
    sys.stderr.write(fitted(shown[:end], sys.stderr) + shown[end:])
    sys.stderr.flush()
    row = sys.stdin.readline()
    if not row:
        raise KeyboardInterrupt  # the end of input is a person walking away
    return row.strip()
