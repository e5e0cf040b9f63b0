"""Every error, drawn in one place: its code, what is wrong, what to do, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import typer

from innoctl.cli.context import fitted, run, width
from innoctl.errors import InnoError, StorageError, UsageError
from innoctl.locale import N_, Text, say
from innoctl.locale import gettext as _
from innoctl.render.safe import line, lines

if TYPE_CHECKING:
    from typer._click.core import Parameter
    from typer._click.exceptions import ClickException
    from typer.core import TyperArgument, TyperOption

WHY: Final = N_("innoctl explain {code} says why")
TELLS_FINDINGS: Final = ("U844", "U849")
"""Errors that only count the findings above them: what there is to explain is those."""
EXIT_BUG: Final = 70
EXIT_INTERRUPTED: Final = 130
EXIT_PIPE: Final = 141
"""As the shell gives it for a program that nobody reads any longer: 128 + SIGPIPE."""


class Misspelt(UsageError):
    """A name that innoctl does not know; ``near`` holds what it may have been."""

    def __init__(self, near: Sequence[str], **params: object) -> None:
        super().__init__(near=", ".join(near), **params)
        self.near = tuple(near)

    @property
    def way_out(self) -> Text:
        """A near miss when there is one, else where the names stand."""
        return Text(N_("did you mean {near}?"), self.params) if self.near else super().way_out


class NoSuchCommand(Misspelt):
    """The word after ``innoctl`` (or after a noun) is no command."""

    code = "U801"


class MissingCommand(UsageError):
    """A noun without its verb."""

    code = "U802"


class NoSuchOption(Misspelt):
    """An option that the command does not have."""

    code = "U803"


class MissingOption(UsageError):
    """An option that must be given."""

    code = "U804"


class MissingArgument(UsageError):
    """An argument that must be given."""

    code = "U805"


class OptionWithoutValue(UsageError):
    """An option at the end of the line, its value forgotten."""

    code = "U806"


class FlagWithValue(UsageError):
    """``--flag=value`` for an option that takes none."""

    code = "U807"


class NotOneOf(Misspelt):
    """A value outside the list that is allowed."""

    code = "U808"


class BadValue(UsageError):
    """A value of another kind than asked for."""

    code = "U809"


class TooMany(UsageError):
    """Words at the end that the command has no use for."""

    code = "U811"


class Unparsed(UsageError):
    """A parse error of typer that has no code of its own here; its own words are passed on."""

    code = "U819"


class SystemRefused(StorageError):
    """The operating system refused to read or write."""

    code = "U820"


class Bug(InnoError):
    """An error of ours."""

    code = "X900"
    exit_status = EXIT_BUG


def near(typed: str, names: Sequence[str]) -> list[str]:
    """Return the names that ``typed`` may have been meant for, the nearest first."""
    from difflib import get_close_matches

    return get_close_matches(typed, names, n=3, cutoff=0.6)


def guarded(work: Callable[[], int]) -> int:
    """Do the work and return its exit status; whatever goes wrong is said here."""
    try:
        status = work()
        if sys.stdout is not None:
            sys.stdout.flush()  # a full disk shows here, not in a shutdown that nobody sees
    except (KeyboardInterrupt, typer.Abort):
        _words(_("interrupted"))
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return EXIT_PIPE
    except Exception as error:  # noqa: BLE001  (what nobody foresaw: one line and a crash file)
        return _draw(_as_ours(error))
    return status


def _as_ours(error: Exception) -> InnoError:
    from typer._click.exceptions import ClickException

    if isinstance(error, InnoError):
        return error
    if isinstance(error, ClickException):
        return translated(error)
    if isinstance(error, OSError):
        _discard_output()
        return _refused(error)
    from innoctl.cli.crash import write

    bug = Bug(kind=type(error).__name__, path=write(error))
    bug.__cause__ = error
    return bug


def _refused(error: OSError) -> InnoError:
    where = error.filename if error.filename is not None else _("the output")
    return SystemRefused(path=where, cause=error.strerror or error)


def _draw(error: InnoError) -> int:
    """Write the findings, the error and its hints to stderr."""
    if run.debug:
        import traceback

        _write(lines("".join(traceback.format_exception(error))))
    if error.findings:
        from innoctl.render.findings import in_text, text

        for row in text(error.findings, in_text(error.text), width(sys.stderr)):
            _write(row)
    _words(f"{_('error')}: {line(say(error.message))} [{error.code}]")
    _words("")
    if way_out := say(error.way_out):
        _words(f"{_('hint')}: {line(way_out)}")
    told = error.findings[0].code if error.code in TELLS_FINDINGS and error.findings else error.code
    _words(f"{_('hint')}: {say(Text.of(WHY, code=told))}")
    return error.exit_status


def _words(text: str) -> None:
    _write(fitted(text, sys.stderr))


def _write(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def _discard_output() -> None:
    """Let nothing more reach a standard output that is gone: Python would complain at shutdown."""
    import os

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError:
        sys.stdout = None  # what Python itself does with a closed one


def translated(error: ClickException) -> InnoError:
    """Turn a parse error of typer into ours, with our code and words."""
    from typer._click import exceptions as typers

    match error:
        case typers.NoSuchOption():
            return _no_such_option(error)
        case typers.MissingParameter(param=param) if param is not None:
            return _missing(param)
        case typers.BadOptionUsage():
            taken = error.message.endswith("does not take a value.")
            kind = FlagWithValue if taken else OptionWithoutValue
            return kind(option=error.option_name)
        case typers.BadParameter(param=param) if param is not None:
            return BadValue(parameter=_name(param), kind=_kind(param))
        case _:
            return Unparsed(message=error.format_message())


def _no_such_option(error: ClickException) -> InnoError:
    typed, context = error.option_name, error.ctx  # type: ignore[attr-defined]
    known = [name for param in context.command.params for name in param.opts]
    return NoSuchOption(near(typed, known), option=typed, command=context.command_path)


def _missing(param: Parameter) -> InnoError:
    if param.param_type_name == "argument":
        return MissingArgument(argument=_name(param))
    return MissingOption(option=_name(param))


def _name(param: Parameter | TyperArgument | TyperOption) -> str:
    if param.param_type_name == "argument":
        return _(param.metavar or (param.name or "").upper())
    return max(param.opts, key=len)


def _kind(param: Parameter) -> str:
    kinds = {
        "integer": N_("a whole number"),
        "integer range": N_("a whole number within its bounds"),
        "float": N_("a number"),
        "boolean": N_("yes or no"),
    }
    return _(kinds.get(param.type.name, N_("a value of the right kind")))
