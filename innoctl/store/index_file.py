"""The index's file, as SQLite keeps it: opened, told apart from another, and removed with its log."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

PATIENCE: Final = 5.0
"""Seconds to wait for another process before going on in memory."""


def connect(place: str, *, uri: bool = False) -> sqlite3.Connection:
    """Open an index with the settings that all share; autocommit, `sqlite3.Error` as it comes."""
    connection = sqlite3.connect(place, timeout=PATIENCE, isolation_level=None, uri=uri)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -8000")  # KiB; a portfolio's index spills 2 MB at once
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA wal_autocheckpoint = 16384")  # one wait for the disk, at the end
    return connection


def address(file: Path, how: str) -> str:
    """Return a file as SQLite's own URI, opened in a way such as ``mode=ro``."""
    place = file.absolute().as_uri().replace("?", "%3f").replace("#", "%23")
    return f"{place}?{how}"


def remove(file: Path) -> None:
    """Remove an index and all that SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            Path(f"{file}{end}").unlink()


def inode(file: Path | None) -> int:
    """Return the number by which a file is told from another under its name; 0 for none."""
    try:
        return file.stat().st_ino if file is not None else 0
    except OSError:
        return 0
