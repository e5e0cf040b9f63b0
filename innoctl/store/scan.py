"""The work tree as its file system shows it: one packed signature for each folder, and a clock.

Only the places that `innoctl.model.kinds` names are looked at. Nothing is opened and no
symbolic link is followed. A second process takes its share where that pays.
"""

from __future__ import annotations

import errno
import marshal
import os
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from innoctl.model.kinds import FOLDERS, KINDS
from innoctl.store import hands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Mark = tuple[int, int, int, int, int]
"""What `lstat` says of one file: mode, size in bytes, mtime and ctime in ns, inode."""

FORM: Final = 0o170000
FOLDER: Final = 0o040000
"""The form of a file within its mode, as in `stat`, which is not worth importing."""

WORTH_A_PROCESS: Final = 20
"""From so many folders on, a second process saves more than it costs (1-2 ms)."""

_INODE: Final = "st_ino" if os.name == "posix" else "st_size"  # a listing on Windows has none
_mark = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ctime_ns", _INODE)
_BY_HANDLE: Final = os.scandir in os.supports_fd
_FOLDER_ONLY: Final = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_TOP: Final = frozenset(kind.place.partition("\\.")[0] for kind in KINDS if "/" not in kind.place)
_NO_FOLDER: Final = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""It was one when its parent was listed; what it is now, the next look at that one tells."""
_OTHER_CLOCK: Final = 3 * 10**9
"""Nanoseconds by which the clocks of two file systems may differ (FAT counts in two seconds)."""


class Walk:
    """A look at every folder of a portfolio, begun by a second process where that pays.

    ``now`` is the file system's own time, in ns, from before anything was looked at: whatever
    changes later gets a time that is not older. 0 when it cannot be told.
    """

    def __init__(self, root: Path, clock: Path) -> None:
        self.now = _time(root, clock)
        self._root = str(root)
        top = [item for item in entries(_look(self._root)[0]) if matters(item[0])]
        self._seen = {"": _pack(top)}
        self._below: list[str] = []
        for folder in FOLDERS:
            if any(name == folder and mark[0] & FORM == FOLDER for name, mark in top):
                self._seen[folder], inner = _look(f"{root}/{folder}")
                self._below += (f"{folder}/{name}" for name in inner)
        shared = len(self._below) >= WORTH_A_PROCESS and hands.two()
        self._portions = min(len(self._below), hands.PORTIONS)
        self._pair = hands.Pair(self._portions, self._work) if shared else None

    def signatures(self) -> dict[str, bytes]:
        """Return for each folder (``""`` is the top) what its entries look like.

        A folder that may not be looked into has one entry without a name, with mode 0 and the
        error's number for its size. A link to a folder is an entry like any other.
        """
        pair, self._pair = self._pair, None
        for part in pair.finish() if pair else ():
            self._seen.update(marshal.loads(part) if part else {})  # noqa: S302  (our own process)
        missing = (folder for folder in self._below if folder not in self._seen)
        self._seen.update(_deep(self._root, missing))
        return self._seen

    def fetch(self, path: str) -> bytes:
        """Return the bytes of one file; `OSError` says why not."""
        from innoctl.store.reading import file_bytes

        return file_bytes(f"{self._root}/{path}")

    def abandon(self) -> None:
        """Let go of a walk that nobody waits for."""
        if self._pair is not None:
            self._pair.abandon()
            self._pair = None

    def _work(self, numbers: Iterator[int]) -> bytes:
        folders = (name for number in numbers for name in self._below[number :: self._portions])
        return _pack(_deep(self._root, folders))


def entries(signature: bytes) -> list[tuple[str, Mark]]:
    """Return name and mark of everything in a folder, from what `signatures` just made of it."""
    found: list[tuple[str, Mark]] = marshal.loads(signature)  # noqa: S302  (made by this very run)
    return found


def named(path: str) -> str:
    r"""Return a path as SQLite can hold it: of a name that is no UTF-8, ``\udcff`` for a byte.

    No record has such a name, so that a file is never looked for under what this returns.
    """
    return path if path.isascii() else path.encode("utf-8", "backslashreplace").decode()


def packed(mark: Mark) -> bytes:
    """Return a mark as the bytes that the index keeps."""
    return _pack(mark)


def look(root: Path, path: str) -> bytes:
    """Return the packed mark of one file; ``b""`` when there is none, or a link leads to it."""
    *folders, name = path.split("/")
    try:
        for folder in folders:
            root /= folder
            if os.lstat(root).st_mode & FORM != FOLDER:
                return b""
        return _pack(_mark(os.lstat(root / name)))
    except (OSError, ValueError):
        return b""


def _time(root: Path, clock: Path) -> int:
    """Return the file system's time by touching ``clock``; 0 when that is refused."""
    try:
        try:
            os.utime(clock)
        except FileNotFoundError:
            clock.parent.mkdir(parents=True, exist_ok=True)
            clock.touch()
        here, there = clock.stat(), root.stat()
    except OSError:
        return 0
    return here.st_mtime_ns - (_OTHER_CLOCK if here.st_dev != there.st_dev else 0)


def signature(found: list[tuple[str, Mark]]) -> bytes:
    """Return the signature of a folder with these entries."""
    return _pack(found)


def _pack(item: Any) -> bytes:
    """Pack in version 0, in which equal values always give equal bytes."""
    return marshal.dumps(item, 0)


def matters(name: str) -> bool:
    """Tell whether a name at the top of a portfolio is a file or folder of ours, or nearly."""
    stem, _, suffix = name.lower().partition(".")
    return name in FOLDERS or (stem in _TOP and suffix in {"yaml", "yml"})


def _look(folder: str) -> tuple[bytes, list[str]]:
    """Stat all of one folder and name its own folders; through a handle, for that is shorter."""
    try:
        if not _BY_HANDLE:
            return _listed(folder)
        handle = os.open(folder, _FOLDER_ONLY)
        try:
            return _listed(handle)
        finally:
            os.close(handle)
    except OSError as error:
        return _pack([] if error.errno in _NO_FOLDER else [("", (0, error.errno, 0, 0, 0))]), []


def _listed(folder: str | int) -> tuple[bytes, list[str]]:
    with os.scandir(folder) as listing:
        found = list(listing)
    try:
        signature = _pack([(item.name, _mark(item.stat(follow_symlinks=False))) for item in found])
    except FileNotFoundError:  # gone since it was listed: look again
        return _listed(folder)
    return signature, [item.name for item in found if item.is_dir(follow_symlinks=False)]


def _deep(root: str, folders: Iterable[str]) -> dict[str, bytes]:
    """Look into folders and all that they hold; ``folders`` is taken one by one, as work is."""
    found: dict[str, bytes] = {}
    for outer in folders:
        todo = [outer]
        while todo:
            folder = todo.pop()
            found[folder], inner = _look(f"{root}/{folder}")
            todo += (f"{folder}/{name}" for name in inner)
    return found
