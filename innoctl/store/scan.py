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
_TOP: Final = frozenset(
    kind.pattern.pattern.partition("\\.")[0] for kind in KINDS if "/" not in kind.pattern.pattern
)
_NO_FOLDER: Final = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""It was one when its parent was listed; what it is now, the next look at that one tells."""
_OTHER_CLOCK: Final = 3 * 10**9
"""Nanoseconds by which the clocks of two file systems may differ (FAT counts in two seconds)."""


def signatures(root: str) -> dict[str, bytes]:
    """Return for each folder of the portfolio (``""`` is the top) what its entries look like.

    A folder that may not be looked into has one entry without a name, with mode 0 and the
    error's number for its size. A link to a folder is an entry like any other.
    """
    top = [item for item in entries(_look(root)[0]) if _matters(item[0])]
    found = {"": _pack(top)}
    below: list[str] = []
    for folder in FOLDERS:
        if any(name == folder and mark[0] & FORM == FOLDER for name, mark in top):
            found[folder], inner = _look(f"{root}/{folder}")
            below += (f"{folder}/{name}" for name in inner)
    shared = len(below) >= WORTH_A_PROCESS and hands.two()
    found.update(_shared(root, below) if shared else _deep(root, below))
    return found


def entries(signature: bytes) -> list[tuple[str, Mark]]:
    """Return name and mark of everything in a folder, from what `signatures` just made of it."""
    found: list[tuple[str, Mark]] = marshal.loads(signature)  # noqa: S302  (made by this very run)
    return found


def packed(mark: Mark) -> bytes:
    """Return a mark as the bytes that the index keeps."""
    return _pack(mark)


def look(path: str) -> bytes:
    """Return the packed mark of one file, ``b""`` when there is none."""
    try:
        return _pack(_mark(os.lstat(path)))
    except (OSError, ValueError):
        return b""


def clock(root: Path, file: Path) -> int:
    """Return the file system's own time in ns, by touching ``file``; 0 when that is refused.

    Whatever changes from now on in ``root`` gets a time that is not older.
    """
    try:
        try:
            os.utime(file)
        except FileNotFoundError:
            file.touch()
        here, there = file.stat(), root.stat()
    except OSError:
        return 0
    return here.st_mtime_ns - (_OTHER_CLOCK if here.st_dev != there.st_dev else 0)


def _pack(item: Any) -> bytes:
    """Pack in version 0, in which equal values always give equal bytes."""
    return marshal.dumps(item, 0)


def _matters(name: str) -> bool:
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


def _shared(root: str, folders: list[str]) -> dict[str, bytes]:
    """Do as `_deep` on two processes; what a failed second one left out is done here."""
    portions = min(len(folders), hands.PORTIONS)

    def work(numbers: Iterator[int]) -> bytes:
        return _pack(
            _deep(root, (name for number in numbers for name in folders[number::portions]))
        )

    found: dict[str, bytes] = {}
    for part in hands.share(portions, work):
        found.update(marshal.loads(part) if part else {})  # noqa: S302  (of our own process)
    return found | _deep(root, (name for name in folders if name not in found))
