"""A change becomes a commit: edits are made to the files as they are, and proved, or refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from innoctl.changes.edit import Change, File, FileEdit, Gone, NewFile, NewText
from innoctl.errors import InnoError
from innoctl.locale import say_in
from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.vcs import demand
from innoctl.vcs.plumbing import Git
from innoctl.workspace.commit import Saved, commit
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.versions import Alter, Versions, look

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class AlreadyThere(InnoError):
    """A new file's path is taken, in the work tree, the index or the last commit."""

    code = "U740"


class ChangedMeanwhile(InnoError):
    """A file is not what the edits were made for."""

    code = "U741"


class NotCommittedYet(InnoError):
    """A file that is to be edited is not in git yet."""

    code = "U742"


class OwnChanges(InnoError):
    """The user's own uncommitted changes and this one touch the same lines."""

    code = "U743"


class Difference(NamedTuple):
    """What would become of one file of the work tree, as a unified diff."""

    path: str
    text: str


def save(root: Path, change: Change, *, language: str) -> Saved:
    """Make the change to the portfolio at ``root`` as one commit; its subject in ``language``.

    Raises `AlreadyThere`, `ChangedMeanwhile`, `NotCommittedYet` or `OwnChanges`, and what
    `innoctl.workspace.commit.commit` raises; nothing has changed then.
    """
    return commit(root, alterations(change), message(change, language))


def preview(root: Path, change: Change) -> tuple[Difference, ...]:
    """Return what `save` would change in the work tree, or raise what it would; writes nothing."""
    return differences(root, alterations(change))


def differences(root: Path, wanted: Mapping[str, Alter]) -> tuple[Difference, ...]:
    """Return what alterations would do to the files of the work tree."""
    repository = demand(root)
    _, _, touches = look(repository, Git(repository), wanted)
    return tuple(
        Difference(one.path, files.difference(one.path, one.old.work, one.new.work))
        for one in touches
    )


def alterations(change: Change) -> dict[str, Alter]:
    """Return what is to become of each file of a change, by its path."""
    return {file.path: _alteration(file) for file in change.files}


def message(change: Change, language: str) -> str:
    """Return the commit message; a line break in a title cannot start a trailer of its own."""
    trailers = "".join(f"{name}: {_line(value)}\n" for name, value in change.trailers)
    return f"{_line(say_in(language, change.subject))}\n" + (trailers and f"\n{trailers}")


def _alteration(file: File) -> Alter:
    match file:
        case NewFile():
            return partial(_new, file)
        case Gone():
            return partial(_go, file)
        case NewText():
            return partial(_rewrite, file)
        case FileEdit():
            return partial(_edit, file)


def _new(file: NewFile, old: Versions) -> Versions:
    if old != Versions(None, None, None):
        raise AlreadyThere(path=file.path)
    return Versions(file.content, file.content, file.content)


def _edit(file: FileEdit, old: Versions) -> Versions:
    """Make the same edits to all three versions, so that lines of the user's own stay uncommitted."""
    if old.work is None or fingerprint(old.work) != file.expected:
        raise ChangedMeanwhile(path=file.path)
    if old.head is None or old.staged is None:
        raise NotCommittedYet(path=file.path)
    work = _apply(file, old.work)
    try:
        head, staged = (
            work if data == old.work else _apply(file, data) for data in (old.head, old.staged)
        )
    except InnoError as error:
        raise OwnChanges(path=file.path) from error
    return Versions(head, staged, work)


def _rewrite(file: NewText, old: Versions) -> Versions:
    """Take a whole text over; a text of the user's own that was not seen is not mixed in."""
    if old.work is None or fingerprint(old.work) != file.expected:
        raise ChangedMeanwhile(path=file.path)
    if old.head is None or old.staged is None:
        raise NotCommittedYet(path=file.path)
    known = {old.head, old.work} if file.seen else {old.work}
    if old.staged not in known or not (file.seen or old.head == old.work):
        raise OwnChanges(path=file.path)
    return Versions(file.content, file.content, file.content)


def _go(file: Gone, old: Versions) -> Versions:
    _rewrite(NewText(file.path, b"", file.expected), old)
    return Versions(None, None, None)


def _apply(file: FileEdit, data: bytes) -> bytes:
    from innoctl.store.yaml_edit import apply

    return apply(data, file.edits)


def _line(text: str) -> str:
    """Return text on one line without control characters."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(shown.split())
