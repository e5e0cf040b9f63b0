"""A connection to the index, and what is done when its file is no good.

Nothing true lives in it. A file of another version is emptied, a damaged one replaced, and
where none can be kept the index is made in memory, all without a word.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from innoctl.store import index_file
from innoctl.store.index_file import address, connect, inode, remove
from innoctl.store.index_schema import COLUMNS, LAYOUT, version

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY: Final = 5
_READ_ONLY: Final = 8
_LATER: Final = 4 * 1024 * 1024
"""Bytes of SQLite's log that may wait until the next who only reads: each start goes through them."""


class Unwritable(sqlite3.OperationalError):
    """There is something to write and we may only read."""

    sqlite_errorcode = _READ_ONLY


class TornError(sqlite3.DatabaseError):
    """What is in the file cannot be believed any more."""


class Base:
    """A connection to an index; ``file`` is None for one in memory.

    ``open`` with `Base.at` or `Base.in_memory`. Raises `sqlite3.Error` as it comes.
    """

    def __init__(
        self, file: Path | None, connection: sqlite3.Connection, *, writable: bool
    ) -> None:
        self.file = file
        self.connection = connection
        self.writable = writable
        self.logless = False
        self.anew = False
        self._inode = inode(file)
        self._born = ""

    @classmethod
    def at(cls, file: Path) -> Base:
        """Open the index at ``file``, made or emptied if need be; only for reading where it must."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK)):
                return cls._written(file)
        except OSError as error:
            raise Unwritable(str(error)) from error
        return cls._only_read(file)

    @classmethod
    def in_memory(cls) -> Base:
        """Make an index that lives as long as this process."""
        base = cls(None, connect(":memory:"), writable=True)
        base._lay_out()
        return base

    @classmethod
    def _written(cls, file: Path) -> Base:
        base = cls(file, connect(str(file)), writable=True)
        try:
            if base.blank:
                base._lay_out()
            elif base.version != version():
                return base.replaced(unless_whole=True)
        except sqlite3.Error:
            base.close()
            raise
        base._inode = inode(file)
        return base

    @classmethod
    def _only_read(cls, file: Path) -> Base:
        """Open a file beside which nothing can be written: nobody else is writing it either."""
        how = "mode=ro" if Path(f"{file}-wal").exists() else "immutable=1"
        base = cls(file, connect(address(file, how), uri=True), writable=False)
        if base.version != version():
            base.close()
            raise Unwritable
        return base

    @property
    def blank(self) -> bool:
        """Whether nothing is laid out yet."""
        return not self.ask("SELECT 1 FROM sqlite_master WHERE name = 'meta'")

    @property
    def version(self) -> str:
        """The version that laid this index out; ``""`` while it is not, or not whole."""
        return "" if self.blank else self.meta("version")

    def meta(self, key: str) -> str:
        """Return one remembered word, ``""`` when there is none."""
        found = self.ask("SELECT value FROM meta WHERE key = ?", key)
        return str(found[0][0]) if found else ""

    def ask(self, sql: str, *values: object) -> list[Any]:
        """Return all rows at once, so that no reader is ever in a writer's way."""
        return self.connection.execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, to the end or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file; SQLite itself must not be open across a fork.

        Who was the last to have it open waits for the disk, three times. One that wrote a little
        need not: a look that cannot write is then the last one, and the log waits for the next.
        """
        keeper = self._keeper()
        for connection in (self.connection, keeper):
            if connection is not None:
                with suppress(sqlite3.Error):
                    connection.close()

    def _keeper(self) -> sqlite3.Connection | None:
        try:
            log = Path(f"{self.file}-wal")
            if not self.file or not self.connection.total_changes or log.stat().st_size > _LATER:
                return None
            keeper = sqlite3.connect(address(self.file, "mode=ro"), uri=True)
            keeper.execute("SELECT 1 FROM meta").fetchone()
        except (OSError, sqlite3.Error):
            return None
        return keeper

    def leave(self) -> None:
        """Let go of the file until `reopen`, as before a fork; `sqlite3.Error` where it is damaged."""
        self._born = self.meta("born")
        self.close()

    def reopen(self) -> None:
        """Open the same file again; raises `TornError` where another stands in its place by now."""
        self.connection = connect(str(self.file or ":memory:"))
        if self.meta("born") != self._born:
            raise TornError("another process made it anew")
        if self.logless:
            self.leave_log()

    def keep_log(self) -> None:
        """Write with a log; SQLite itself does not wait for those who are at work just then."""
        until = time.monotonic() + index_file.PATIENCE
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if (
                    getattr(error, "sqlite_errorcode", 0) & 0xFF != _BUSY
                    or time.monotonic() > until
                ):
                    raise
                time.sleep(0.01)
            else:
                self.logless = False
                return

    def leave_log(self) -> None:
        """Write without a log and without waiting for the disk, as `innoctl.store.afresh` does."""
        self.logless = True
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")

    def loosened(self) -> Base:
        """Return a copy in memory, to go on with what cannot be written."""
        copy = Base(None, connect(":memory:"), writable=True)
        self.connection.backup(copy.connection)
        self.close()
        return copy

    def recovered(self, error: Exception) -> Base:
        """Return an index to go on with after ``error``; of one without a log nothing is kept.

        What goes wrong ``anew``, in one that was just made, is no damage to its file: that one is
        followed by one in memory, and whoever fails there must say so.
        """
        if not self.anew and not _refused(error):
            base = self.replaced()
            base.anew = True
            return base
        if not self.logless and not self.anew:
            with suppress(sqlite3.Error):
                return self.loosened()
        self.close()
        return Base.in_memory()

    def replaced(self, *, unless_whole: bool = False) -> Base:
        """Throw a damaged file away and begin anew; one process does so, the others follow.

        ``unless_whole``: it was not damaged but unfinished, and may be whole by now.
        """
        from innoctl.errors import StorageError
        from innoctl.store.files import lock

        self.close()
        file = self.file or Path()
        try:
            with lock(file.with_suffix(".lock"), index_file.PATIENCE):
                if inode(file) == self._inode and not (unless_whole and _whole(file)):
                    remove(file)
                return Base.at(file)
        except (StorageError, OSError, sqlite3.Error):
            return Base.in_memory()

    def _lay_out(self) -> None:
        """Lay an empty file out, unless another process just did."""
        if self.file is not None:
            self.connection.execute("PRAGMA page_size = 8192")  # whole records lie close together
            self.keep_log()
        with self.writing() as connection:
            if not self.version:
                for statement in LAYOUT.format(columns=", ".join(COLUMNS)).split(";"):
                    connection.execute(statement)
                self.tell("born", os.urandom(8).hex())
                self.tell("version", version())

    def tell(self, key: str, value: str) -> None:
        """Remember one word."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


_REFUSALS: Final = frozenset({3, _BUSY, 6, _READ_ONLY, 13, 14, 15})
"""SQLite's codes for a file that may be sound, but not for us now: permission, busy, locked,
read-only, full, cannot open, locking protocol. All else is damage."""


def _refused(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSALS


def opened(file: Path) -> Base:
    """Open the index at ``file``, whatever state it is in."""
    try:
        return Base.at(file)
    except sqlite3.Error as error:
        if _refused(error):
            return Base.in_memory()
    return Base(file, connect(":memory:"), writable=True).replaced()


def _whole(file: Path) -> bool:
    base = Base(file, connect(str(file)), writable=True)
    try:
        return base.version == version()
    finally:
        base.close()
