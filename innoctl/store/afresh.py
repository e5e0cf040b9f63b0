"""An index filled from nothing: without SQLite's log, so that nothing is written twice.

Until the end it has no version. What a killed process leaves is thrown away by the next one, for
without a log nothing in it can be believed.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from innoctl.store import index_file
from innoctl.store.index_schema import version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innoctl.store.index_base import Base

_WAYS: Final = {
    "file_folder": "(folder)",
    "file_stream": "(kind, stream)",
    "file_idea": "(kind, idea)",
    "file_blob": "(blob)",
    "file_list": "(kind, path, blob, idea)",
    "file_bad": "(path) WHERE bad",
}
"""SQLite's own indexes of ``file``: they only save time, so many rows are written before them."""


def smooth(base: Base) -> None:
    """See that all ways into ``file`` are there."""
    for name, columns in _WAYS.items():
        base.connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON file {columns}")


@contextmanager
def afresh(base: Base) -> Iterator[None]:
    """Fill an index that holds nothing; who comes meanwhile waits, or goes on in memory.

    Where it cannot be had alone, it is filled as any other change comes in.
    """
    with ExitStack() as held:
        if _alone(base, held):
            yield
            _conclude(base)
        else:
            yield


def _alone(base: Base, held: ExitStack) -> bool:
    if base.file is None or base.ask("SELECT 1 FROM file LIMIT 1"):
        return False
    from innoctl.errors import StorageError
    from innoctl.store.files import lock

    try:
        held.enter_context(lock(base.file.with_suffix(".lock"), index_file.PATIENCE))
        base.connection.execute("PRAGMA busy_timeout = 0")
        base.connection.execute("PRAGMA journal_mode = DELETE")  # refused while others have it open
    except (StorageError, OSError, sqlite3.Error):
        return False
    finally:
        base.connection.execute(f"PRAGMA busy_timeout = {int(index_file.PATIENCE * 1000)}")
    base.connection.execute("DELETE FROM meta WHERE key = 'version'")  # which waits for the disk
    base.leave_log()
    for name in _WAYS:
        base.connection.execute(f"DROP INDEX IF EXISTS {name}")
    return True


def _conclude(base: Base) -> None:
    """Let all of it reach the disk, and only then say that it is whole."""
    base.connection.execute("PRAGMA synchronous = NORMAL")
    base.tell("filled", version())  # nobody reads it: writing it waits for the disk
    base.tell("version", version())
    base.keep_log()
