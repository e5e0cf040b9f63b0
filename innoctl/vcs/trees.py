"""git's trees on the way to a few files: the rest of a tree is never read or written again."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Entry, answer, encoded, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoctl.vcs.plumbing import Git

FOLDER: Final = "40000"
_NEVER: Final = (b"", b".", b"..", b".git")

Folders = dict[str, dict[str, Entry]]
"""Trees by their path, ``""`` for the top: what stands in each under its name."""


def parse(data: bytes, size: int) -> dict[str, Entry]:
    """Take a tree object apart: mode, space, name, NUL, object id of ``size`` raw bytes."""
    entries, at = {}, 0
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        oid = data[end + 1 : end + 1 + size].hex()
        entries[name] = Entry(data[at:space].decode("ascii"), oid)
        at = end + 1 + size
    return entries


def crooked(git: Git, tree: str, prefix: str) -> Iterator[str]:
    """Yield the folders of a tree, on the way to ``prefix`` and below, that git never writes so.

    A name with a slash in it, one that stands twice or one out of order is found by some of
    git's own commands and not by others.
    """
    rows = git.run("ls-tree", "-r", "-d", "-z", "--full-tree", tree).split(b"\0")[:-1]
    told = (row.partition(b"\t") for row in rows)
    places = [(*facts.decode().split(), os.fsdecode(path)) for facts, _, path in told]
    folders = [(oid, path) for _, kind, oid, path in places if kind == "tree"]
    names = [f"{tree}^{{tree}}", *(oid for oid, _ in folders)]
    paths = ["", *(path for _, path in folders)]
    for path, found in zip(paths, objects(git, names), strict=True):
        ours = prefix.startswith(path and f"{path}/") or f"{path}/".startswith(prefix)
        if ours and found is not None and not _straight(found.data, len(found.oid) // 2):
            yield path


def _straight(data: bytes, size: int) -> bool:
    """Tell whether a tree object names each thing once, in git's order: a folder as with a slash."""
    at, last = 0, b""
    names: set[bytes] = set()
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        name = data[space + 1 : end]
        key = name + b"/" if stat.S_ISDIR(int(data[at:space], 8)) else name
        if b"/" in name or name in _NEVER or name in names or key <= last:
            return False
        names.add(name)
        at, last = end + 1 + size, key
    return True


def entry_of(folders: Folders, name: str) -> Entry | None:
    """Return what stands under a path, whose folder must be among ``folders``."""
    folder, _, last = name.rpartition("/")
    return folders[folder].get(last)


def place(folders: Folders, name: str, entry: Entry | None) -> None:
    """Put an entry under a path, or take away what stands there (None)."""
    folder, _, last = name.rpartition("/")
    if entry:
        folders[folder][last] = entry
    else:
        folders[folder].pop(last, None)


def parents(name: str) -> list[str]:
    """Return the folders above a file, the nearest first, ``""`` last."""
    parts = name.split("/")[:-1]
    return ["/".join(parts[:depth]) for depth in range(len(parts), -1, -1)]


def write_folders(git: Git, folders: Folders) -> str:
    """Write changed trees, the deepest first, and return the id of the top one.

    ``folders`` holds every parent up to ``""``; each gets its new children, empty ones go.
    """
    process = git.start("mktree", "-z", "--missing", "--batch")
    oid = ""
    for path in sorted(folders, key=_depth, reverse=True):
        rows = (f"{m} {_kind(m)} {oid}\t{name}\0" for name, (m, oid) in folders[path].items())
        tell(process, encoded("".join(rows)) + b"\0")
        oid = answer(process)
        parent, _, name = path.rpartition("/")
        if path and folders[path]:
            folders[parent][name] = Entry(FOLDER, oid)
        elif path:
            folders[parent].pop(name, None)
    process.communicate()
    return oid


def _kind(mode: str) -> str:
    return {FOLDER: "tree", "160000": "commit"}.get(mode, "blob")


def _depth(path: str) -> int:
    return path.count("/") + 1 if path else 0
