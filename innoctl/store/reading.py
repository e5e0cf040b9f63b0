"""One file at a time: its bytes, and what it holds where no index knows it."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Final

from innoctl.errors import Finding
from innoctl.named import NamedTuple
from innoctl.store.index_rows import Peek
from innoctl.store.yaml_document import SIZE, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from innoctl.store.digest import Digest

_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class Reading(NamedTuple):
    """How files are read: by whom, under which ids, and whether ``check`` will ask for them."""

    fetch: Callable[[str], bytes]
    digest: Digest
    checked: bool


def file_bytes(path: str) -> bytes:
    """Read a regular file, no link followed, nothing waited for; `OSError` says why not."""
    handle = os.open(path, _OPEN)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        parts = [os.read(handle, state.st_size + 1)]
        if len(parts[0]) == state.st_size:
            return parts[0]  # the read that found the end has said so
        while parts[-1] and sum(map(len, parts)) <= SIZE:
            parts.append(os.read(handle, SIZE))
        return b"".join(parts)
    finally:
        os.close(handle)


def peek(root: Path, path: str, digest: Digest) -> Peek | None:
    """Read one file that the index does not know; None when it cannot be read."""
    try:
        data = file_bytes(f"{root}/{path}")
    except OSError:
        return None
    value, problems = load(data)
    told = tuple(
        Finding(code, path, (), params, line, column) for code, line, column, params in problems
    )
    return Peek(digest.oid(data), value, told)
