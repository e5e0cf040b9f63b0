"""Git's ids of bytes, and the hashes they are made with."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
