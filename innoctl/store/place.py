"""Where the index of a portfolio is kept: in git's own directory, else in the user's cache."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from innoctl.store.scan import Walk


def place(root: Path, gitdir: Path | None) -> Path:
    """Return where the index of the portfolio at ``root`` is kept: in ``gitdir`` if there is one."""
    if gitdir is not None and (root / ".git").exists():
        return gitdir / "innoctl" / "index.sqlite"
    from hashlib import sha256

    name = f"{sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:16]}.sqlite"
    return (gitdir / "innoctl" if gitdir else _user_cache()) / name


def _user_cache() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "innoctl"


def begin(root: Path, gitdir: Path | None) -> Walk:
    """Begin to look at the work tree, before the index itself is even loaded."""
    return Walk(root, place(root, gitdir).with_suffix(".clock"))
