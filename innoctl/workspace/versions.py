"""The versions of a file as they stand: in the commit, in the index, and in the work tree.

They are read for all files of a change at once, and what becomes of each is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from innoctl.errors import StorageError
from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.vcs.branch import head
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import PLAIN_FILE, Entry, Git
from innoctl.vcs.trees import Folders, entry_of, parents, parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from innoctl.vcs import Repository


class Conflicted(StorageError):
    """The index holds more than one version of a file."""

    code = "U733"


class Versions(NamedTuple):
    """One file's bytes in the commit, the index and the work tree; None where it is not."""

    head: bytes | None
    staged: bytes | None
    work: bytes | None


Alter = Callable[[Versions], Versions]
"""What is to become of a file; raises an `InnoError` to refuse."""


class Touch(NamedTuple):
    """One file of a change; ``mode`` as git writes it, for the commit and for the index."""

    path: str
    old: Versions
    new: Versions
    modes: tuple[str, str]
    entry: Entry | None


def look(
    repository: Repository, git: Git, wanted: Mapping[str, Alter], index: Path | None = None
) -> tuple[str | None, Folders, list[Touch]]:
    """Read what stands, decide what must become of it, write nothing.

    Returns the commit that was read, its trees on the way to the files, and the files that alter.
    """
    parent = head(repository)
    work = {path: files.read(repository.top / repository.prefix, path) for path in wanted}
    full = {path: repository.prefix + path for path in wanted}
    staged = git.index_entries(index, tuple(full.values()))
    for path, name in full.items():
        if len(staged.get(name, ())) > 1:
            raise Conflicted(path=path)
    entries = {path: staged[name][0] for path, name in full.items() if name in staged}
    folders, blobs = from_git(git, parent, full, entries)
    touches = []
    for path, alter in wanted.items():
        old = Versions(*blobs[path], work[path])
        committed, entry = entry_of(folders, full[path]), entries.get(path)
        mode = committed.mode if committed else PLAIN_FILE
        touch = Touch(path, old, alter(old), (mode, entry.mode if entry else mode), entry)
        if touch.new != old:
            touches.append(touch)
    return parent, folders, touches


def from_git(
    git: Git, parent: str | None, full: Mapping[str, str], entries: Mapping[str, Entry]
) -> tuple[Folders, dict[str, tuple[bytes | None, bytes | None]]]:
    """Read by one call the trees on the way to the files, and both of git's versions of each."""
    above = dict.fromkeys(folder for name in full.values() for folder in parents(name))
    names = [f"{parent or 'HEAD'}:{folder}" for folder in above]
    names += [f"{parent or 'HEAD'}:{name}" for name in full.values()]
    names += [entry.oid for entry in entries.values()]
    found = objects(git, names)
    folders: Folders = {}
    for folder in above:
        tree = next(found)
        if tree and tree.kind != "tree":
            raise files.NotAPlainFile(path=folder)
        folders[folder] = parse(tree.data, len(tree.oid) // 2) if tree else {}
    heads: dict[str, bytes | None] = {}
    for path, name in full.items():
        blob, entry = next(found), entry_of(folders, name)
        if entry and not entry.mode.startswith("100"):
            raise files.NotAPlainFile(path=path)
        heads[path] = blob.data if blob else None
    stages = {path: blob.data for path, blob in zip(entries, found, strict=True) if blob}
    return folders, {path: (heads[path], stages.get(path)) for path in full}
