"""One file at a time: its bytes, git's id of them, and what it holds where no index knows it."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding
from innoctl.named import NamedTuple
from innoctl.store.index_rows import Peek
from innoctl.store.yaml_document import SIZE, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)

_SHA256: Final = r"^\s*objectformat\s*=\s*sha256\b"
_OF_LINES: Final = re.MULTILINE | re.IGNORECASE


class Digest(NamedTuple):
    """How the blob ids of this repository are made: ``sha1`` or ``sha256``."""

    algorithm: str

    @classmethod
    def of(cls, gitdir: Path | None) -> Digest:
        """Return how git makes its ids in the repository of ``gitdir``."""
        for folder in (gitdir, _common(gitdir)):
            with suppress(OSError):
                config = (folder / "config").read_text("utf-8", "replace") if folder else ""
                if "sha256" in config.lower() and re.search(_SHA256, config, _OF_LINES):
                    return cls("sha256")
        return cls("sha1")

    def oid(self, data: bytes) -> str:
        """Return git's id of these bytes."""
        make = _sha256() if self.algorithm == "sha256" else sha1()
        return str(make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest())


def sha1() -> Callable[..., Any]:
    """Return SHA-1: OpenSSL's where that is loaded, which takes as long as a hundred files to hash."""
    if "_hashlib" in sys.modules:
        return sys.modules["_hashlib"].openssl_sha1  # type: ignore[no-any-return]
    try:
        from _sha1 import sha1 as found  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha1 as found
    return found  # type: ignore[no-any-return]


@cache
def _sha256() -> Callable[..., Any]:
    from hashlib import sha256

    return sha256


def _common(gitdir: Path | None) -> Path | None:
    """Return the git directory that worktrees share."""
    if gitdir is None:
        return None
    try:
        return gitdir / (gitdir / "commondir").read_text("utf-8").strip()
    except (OSError, ValueError):
        return None


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
