"""Edits as pure data: what must alter in which file, and the commit that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from innoctl.errors import Field
    from innoctl.locale import Text

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""A value as YAML 1.2's core schema gives it; dates are strings."""


class Set(NamedTuple):
    """Give ``field`` this value; a missing last key is added at the end of its mapping."""

    field: Field
    value: Plain


class Remove(NamedTuple):
    """Take a key or a list item away, with its own lines and nothing else."""

    field: Field


class Append(NamedTuple):
    """Add one item at the end of the list at ``field``; a missing list is begun."""

    field: Field
    value: Plain


Edit = Set | Remove | Append


class FileEdit(NamedTuple):
    """Edits of one existing file; ``expected`` is the SHA-256 of the bytes that they were made for."""

    path: str
    edits: tuple[Edit, ...]
    expected: str


class NewFile(NamedTuple):
    """A file that must not exist yet."""

    path: str
    content: bytes


class NewText(NamedTuple):
    """The whole text of an existing file, as a person left it; ``expected`` as in `FileEdit`.

    ``seen`` when the person wrote it from the work tree's text: what is not committed there
    comes along.
    """

    path: str
    content: bytes
    expected: str
    seen: bool = False


class Gone(NamedTuple):
    """An existing file that is taken away; ``expected`` as in `FileEdit`."""

    path: str
    expected: str


File = FileEdit | NewFile | NewText | Gone


class Change(NamedTuple):
    """All that one command alters: one commit with this subject and these trailers."""

    files: tuple[File, ...]
    subject: Text
    trailers: tuple[tuple[str, str], ...] = ()
