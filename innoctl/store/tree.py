"""The index of a tree in git: the same rows, from objects instead of files, for any commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from innoctl.named import NamedTuple
from innoctl.store import index_base, index_rows, scan
from innoctl.store.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from innoctl.store.index_rows import Peek
    from innoctl.store.scan import Walk


class TreeFile(NamedTuple):
    """One entry of a tree, folders too: its path, mode, object id and size in bytes."""

    path: str
    mode: int
    oid: str
    size: int


class TreeWalk:
    """A tree in the form in which `scan.Walk` shows the work tree; its marks never lie.

    ``fetch`` gives the bytes of a file by its path.
    """

    now = 1
    """No time stands in a tree, and every mark is older than this."""

    def __init__(self, files: Sequence[TreeFile], fetch: Callable[[str], bytes]) -> None:
        self.fetch = fetch
        self._files = files

    def signatures(self) -> dict[str, bytes]:
        """Return for each folder what its entries look like: mode, size and object id."""
        folders: dict[str, list[tuple[str, scan.Mark]]] = {"": []}
        for path, mode, oid, size in self._files:
            if not scan.matters(path.partition("/")[0]):
                continue
            folder, _, name = path.rpartition("/")
            if mode & scan.FORM == scan.FOLDER:
                folders.setdefault(path, [])
            mark = (mode, size, 0, 0, int(oid, 16))
            folders.setdefault(folder, []).append((name, mark))
        return {path: scan.signature(entries) for path, entries in folders.items()}

    def abandon(self) -> None:
        """Do nothing: nothing was begun."""


class TreeIndex(Index):
    """What the files of one tree hold; what the trees before it held is read no more."""

    @classmethod
    def at(cls, root: Path, gitdir: Path, walk: Callable[[], TreeWalk]) -> TreeIndex:
        """Open the index of trees of the repository whose git directory is ``gitdir``."""
        base = index_base.opened(gitdir / "innoctl" / "trees.sqlite")
        return cls(root, gitdir, base, cast("Callable[[], Walk]", walk))

    def peek(self, path: str) -> Peek | None:
        """Return one file of the tree; None without one. `refresh` must have been called."""
        return self._surely(lambda: index_rows.standing(self._base, path))
