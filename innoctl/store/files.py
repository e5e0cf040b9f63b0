"""Files of a portfolio, one by one: read without being led astray, replaced in one step.

A path is always relative to the portfolio, with ``/``. Paths and links that lead out of
it are refused here, so that nothing above has to think of them again.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import contextmanager, suppress
from io import StringIO
from typing import TYPE_CHECKING, Final

from innoctl.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_PATIENCE: Final = 60.0
"""Seconds to wait for another innoctl before giving up."""

_DO_NOT_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)


class PathEscapes(StorageError):
    """A path that leaves the portfolio or enters ``.git``."""

    code = "U710"


class NotAPlainFile(StorageError):
    """A symbolic link, a folder or a device where a file was expected."""

    code = "U711"


class LockTaken(StorageError):
    """Another innoctl has been writing here for too long."""

    code = "U712"


class CannotWrite(StorageError):
    """The system refuses: no permission, no space left, a read-only disk."""

    code = "U713"


def inside(root: Path, path: str) -> Path:
    """Return where ``path`` stands on disk; refuse what leaves the portfolio or enters ``.git``.

    A colon names a drive or a second stream of a file on Windows.
    """
    parts = path.split("/")
    strange = "\\" in path or ":" in path or not path.isprintable()
    if strange or any(part in {"", ".", ".."} or _is_git(part) for part in parts):
        raise PathEscapes(path=path)
    return root.joinpath(*parts)


def read(root: Path, path: str) -> bytes | None:
    """Return the bytes of a file, None when there is none; no symbolic link is followed."""
    target = inside(root, path)
    try:
        _refuse_links(root, path)
        handle = os.open(target, os.O_RDONLY | _BINARY | _DO_NOT_FOLLOW)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise NotAPlainFile(path=path)
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotWrite(path=path, fact=error.strerror or error) from error


def write_beside(target: Path, name: str, data: bytes) -> None:
    """Write ``data`` to the file ``name`` in the folder of ``target`` and let it reach the disk.

    It gets the mode of ``target``; `take_place` then puts it there. The folder is made if
    it is missing. Raises `CannotWrite` and leaves nothing behind when that fails.
    """
    temporary = target.parent / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            temporary.unlink()
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.lstat().st_mode))
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise CannotWrite(path=target, fact=error.strerror or error) from error


def take_place(target: Path, name: str) -> None:
    """Put the file that `write_beside` wrote in the place of ``target``, in one step."""
    (target.parent / name).replace(target)
    reach_disk(target.parent)


def replace(target: Path, data: bytes) -> None:
    """Replace a whole file in one step: a reader sees the old bytes or the new, never a mix."""
    name = f".innoctl-{os.getpid()}"
    write_beside(target, name, data)
    take_place(target, name)


def reach_disk(folder: Path) -> None:
    """Let a changed name in ``folder`` reach the disk; Windows has no such call."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def lock(file: Path, patience: float = LOCK_PATIENCE) -> Iterator[int]:
    """Hold the operating system's lock on ``file``; it ends with the process, however that ends.

    Yields the file's descriptor: a child that inherits it keeps the lock as long as it lives.
    Raises `LockTaken` after ``patience`` seconds.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise CannotWrite(path=file, fact=error.strerror or error) from error
    try:
        _wait_for(lambda: _try_lock(handle), patience, handle)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0) if sys.platform != "win32" else None
        yield handle
    finally:
        os.close(handle)


def difference(path: str, before: bytes | None, after: bytes | None) -> str:
    """Return a unified diff of one file as text; bytes that are no UTF-8 show as escapes."""
    from difflib import unified_diff

    lines = unified_diff(
        _lines(before),
        _lines(after),
        "/dev/null" if before is None else f"a/{path}",
        "/dev/null" if after is None else f"b/{path}",
    )
    ended = (
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    return "".join(ended)


def _lines(data: bytes | None) -> list[str]:
    """Split at line feeds alone: a carriage return or a form feed belongs to its line."""
    return StringIO((data or b"").decode("utf-8", "backslashreplace"), newline="\n").readlines()


def _is_git(part: str) -> bool:
    """Say whether a name is ``.git`` to some file system: any case, trailing dots, NTFS's short name."""
    return part.rstrip(". ").casefold() in {".git", "git~1"}


def _refuse_links(root: Path, path: str) -> None:
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        if stat.S_ISLNK(root.joinpath(*parts[:depth]).lstat().st_mode):
            raise NotAPlainFile(path="/".join(parts[:depth]))


def _try_lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _wait_for(attempt: Callable[[], bool], patience: float, handle: int) -> None:
    """Try again and again; a little chance in the pauses keeps writers from marching in step."""
    until = time.monotonic() + patience
    while not attempt():
        if time.monotonic() > until:
            holder = b"" if sys.platform == "win32" else os.pread(handle, 20, 0)
            raise LockTaken(seconds=int(patience), holder=holder.decode("ascii", "replace") or "?")
        time.sleep(0.002 + os.urandom(1)[0] / 15_000)
