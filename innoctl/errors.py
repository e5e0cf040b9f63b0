"""What can go wrong, once: a `Finding` is returned, an `InnoError` is raised.

Both carry a code of `innoctl.codes` and the values for its sentence; the words are
chosen when it is said, in the language of the one who reads it.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from innoctl.codes import Severity, lookup
from innoctl.locale import Text
from innoctl.named import NamedTuple

Field = tuple[str | int, ...]
"""The way to a value inside a file: keys and list indexes from the top; ``()`` is the file."""

Params = tuple[tuple[str, str], ...]

_COMMAND: Final = re.compile(r"\b(?:git|innoctl) [^;,]*")
_PLACE: Final = re.compile(r"\{(\w+)[^{}]*\}")


def _typed(code: str, params: Params) -> Text:
    """Return the way out of a code: in a command each value is one word, whatever a shell reads in it.

    Whoever may push chooses names of files and branches, and commands are copied.
    """
    import shlex

    said = lookup(code).way_out
    inside = {name for words in _COMMAND.findall(said) for name in _PLACE.findall(words)}
    return Text(said, tuple((k, shlex.quote(v) if v and k in inside else v) for k, v in params))


class Finding(NamedTuple):
    """One thing that ``check`` has to say about one place.

    ``path`` is relative to the portfolio with ``/``; ``line`` and ``column`` count from 1,
    0 means not yet looked up (`field` says where to look).
    """

    code: str
    path: str
    field: Field = ()
    params: Params = ()
    line: int = 0
    column: int = 0

    @classmethod
    def of(cls, code: str, path: str, field: Field = (), **params: object) -> Finding:
        """Make a finding on a field; values become strings, so that it can be kept."""
        return cls(code, path, field, tuple((name, str(value)) for name, value in params.items()))

    @property
    def severity(self) -> Severity:
        """How much it weighs: ``error``, ``warning`` or ``advice``."""
        return lookup(self.code).severity

    @property
    def message(self) -> Text:
        """What is wrong, as a sentence that is not yet said."""
        return Text(lookup(self.code).message, self.params)

    @property
    def way_out(self) -> Text:
        """What to do about it."""
        return _typed(self.code, self.params)


class InnoError(Exception):
    """A situation that ends a command. One subclass per situation; ``exit_status`` as in the README.

    The sentence, the reason and the way out stand under ``code`` in `innoctl.codes`.
    ``findings`` are what is wrong in detail, ``text`` the file that their lines are counted in.
    """

    code: ClassVar[str]
    exit_status: ClassVar[int] = 1

    def __init__(self, **params: object) -> None:
        self.params: Params = tuple((name, str(value)) for name, value in params.items())
        self.findings: tuple[Finding, ...] = ()
        self.text = b""
        super().__init__(self.code, self.params)

    @property
    def message(self) -> Text:
        """What went wrong, not yet said."""
        return Text(lookup(self.code).message, self.params)

    @property
    def way_out(self) -> Text:
        """What the user can do, not yet said."""
        return _typed(self.code, self.params)


class UsageError(InnoError):
    """Wrong usage: exit 2."""

    exit_status = 2


class StorageError(InnoError):
    """The portfolio cannot be read or written: exit 3."""

    exit_status = 3
