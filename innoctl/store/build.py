"""From files to rows of the index: read, summed up and kept, in portions, on two processes."""

from __future__ import annotations

from collections import defaultdict
from json import loads
from typing import TYPE_CHECKING, Final

from innoctl.named import NamedTuple
from innoctl.store import summary
from innoctl.store.index_schema import COLUMNS
from innoctl.store.portions import in_portions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from innoctl.model.references import Targets
    from innoctl.store.index_base import Base
    from innoctl.store.reading import Reading

PORTION_SIZE: Final = 4 * 1024 * 1024
"""Bytes of files in one portion, but for a single larger one."""

BATCH_SIZE: Final = 2 * 1024 * 1024
"""Characters of plain data that are held in memory before they are written."""

TOGETHER: Final = 256 * 1024
"""Bytes of files that are held as plain data at once."""

PORTION: Final = 50
"""Files handed out at once: few enough for two processes to end together."""

WORTH_A_PROCESS: Final = 300
"""From so many files on, a second process saves more than it costs."""

Key = tuple[str, str]
"""The id of a blob and the kind it is read as."""

Tie = tuple[int | None, str, str, object]
"""What a file's row repeats of its blob's: number, stream, idea, and whether it is bad."""


class Job(NamedTuple):
    """One file to read: its path, kind and folder, and the mark that it will be known by."""

    path: str
    kind: str
    folder: str
    mark: bytes
    size: int
    trouble: str | None
    """why it is not read, as `trouble` makes it; None to read it"""


def trouble(code: str, **params: object) -> str:
    """Say why a file is not read, in the form that the index keeps."""
    return summary.encode([code, [[name, str(value)] for name, value in params.items()]])


def build(base: Base, reading: Reading, jobs: list[Job]) -> None:
    """Bring the rows of these files into the index, on two processes when there are many."""
    portions = _cut(jobs)
    worth = len(jobs) >= WORTH_A_PROCESS
    if worth:
        import hashlib  # noqa: F401  (OpenSSL hashes six times as fast as what needs no loading)

    if reading.checked:
        summary.ready()  # once, before there are two processes

    def work(numbers: Iterable[int]) -> None:
        batch = _Batch(base, reading)
        for number in numbers:
            for job in portions[number]:
                batch.add(job)
            if batch.size > BATCH_SIZE:
                batch.keep()
        batch.keep()

    in_portions(base, len(portions), work, worth=worth)


def check(base: Base) -> None:
    """Check all current blobs that were not yet, on two processes when there are many."""
    ids = [number for (number,) in base.ask(_UNCHECKED)]
    if not ids:
        return
    summary.ready()

    def work(numbers: Iterable[int]) -> None:
        for number in numbers:
            part = ids[number * PORTION : (number + 1) * PORTION]
            found = base.ask(_TO_CHECK.format(",".join("?" * len(part))), *part)
            targets: Targets = defaultdict(set)
            told = summary.check([(kind, loads(data)) for _, kind, data in found], targets)
            rows = [(row[0], faults) for row, faults in zip(found, told, strict=True)]
            with base.writing() as connection:
                connection.executemany(_KEEP_CHECKED, rows)
                _keep_targets(connection, targets)

    in_portions(base, -(-len(ids) // PORTION), work, worth=len(ids) >= WORTH_A_PROCESS)


_UNCHECKED: Final = """
SELECT DISTINCT blob FROM file WHERE blob IS NOT NULL AND blob NOT IN (SELECT blob FROM checked)
"""
_TO_CHECK: Final = """
SELECT blob.id, blob.kind, body.data FROM blob JOIN body ON body.blob = blob.id WHERE blob.id IN ({})
"""
_KEEP_CHECKED: Final = "INSERT OR REPLACE INTO checked VALUES (?, ?)"


def _keep_targets(connection: Connection, targets: Targets) -> None:
    words = [(sort, summary.clean(word)) for sort, found in targets.items() for word in found]
    connection.executemany("INSERT OR IGNORE INTO target VALUES (?, ?)", words)


def _cut(jobs: list[Job]) -> list[list[Job]]:
    """Cut the work into portions that are small in number and in bytes."""
    portions: list[list[Job]] = [[]]
    room = PORTION_SIZE
    for job in jobs:
        room -= job.size
        if room < 0 or len(portions[-1]) == PORTION:
            portions.append([])
            room = PORTION_SIZE
        portions[-1].append(job)
    return portions


class _Batch:
    """Files read and not yet kept: many in one go, so that the pages they share are written once."""

    def __init__(self, base: Base, reading: Reading) -> None:
        self.size = 0
        self._base = base
        self._reading = reading
        self._first = not base.ask("SELECT 1 FROM blob LIMIT 1")
        self._fresh: dict[Key, bytes] = {}
        self._room = TOGETHER
        self._rows: dict[Key, summary.Row] = {}
        self._targets: Targets = defaultdict(set)
        self._files: list[tuple[Job, str, str | None]] = []

    def add(self, job: Job) -> None:
        """Read one file, to be summed up where nobody did yet."""
        oid, said = "", job.trouble
        if said is None:
            try:
                data = self._reading.fetch(job.path)
                oid = self._reading.digest.oid(data)
                self._meet((oid, job.kind), data)
            except OSError as error:
                said = trouble("F101", error=error.strerror or error)
        self._files.append((job, oid, said))

    def _meet(self, key: Key, data: bytes) -> None:
        known = key in self._rows or key in self._fresh
        if not known and (self._first or not self._base.ask(_BLOB, *key)):
            self._fresh[key] = data
            self._room -= len(data)
            if self._room < 0:
                self._sum_up()

    def _sum_up(self) -> None:
        files = [(kind, data) for (_, kind), data in self._fresh.items()]
        rows = summary.rows(files, self._targets, checked=self._reading.checked)
        self._rows |= zip(self._fresh, rows, strict=True)
        self.size += sum(len(row.data) for row in rows)
        self._fresh, self._room = {}, TOGETHER

    def keep(self) -> None:
        """Write what was read, in one transaction: the index is never held up by parsing."""
        self._sum_up()
        with self._base.writing() as connection:
            known = _numbered(self._base, connection, self._rows)
            _keep_targets(connection, self._targets)
            connection.executemany(
                "INSERT OR REPLACE INTO file VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    _file_row(job, oid, said, _known(self._base, known, (oid, job.kind)))
                    for job, oid, said in self._files
                ],
            )
        self.size = 0
        self._rows = {}
        self._targets.clear()
        self._files = []


def _numbered(base: Base, connection: Connection, rows: dict[Key, summary.Row]) -> dict[Key, Tie]:
    """Keep rows that no other process kept meanwhile; return how files are tied to them."""
    new = [(key, row) for key, row in rows.items() if not base.ask(_BLOB, *key)]
    first = base.ask("SELECT coalesce(max(id), 0) + 1 FROM blob")[0][0]
    lines = [(number, *key, *row[:5]) for number, (key, row) in enumerate(new, first)]
    connection.executemany("INSERT INTO blob VALUES (?, ?, ?, ?, ?, ?, ?, ?)", lines)
    numbered = list(enumerate((row for _, row in new), first))
    connection.executemany(
        "INSERT INTO body VALUES (?, ?)", [(number, row.data) for number, row in numbered]
    )
    connection.executemany(
        _KEEP_IDEA, [(number, *row.columns) for number, row in numbered if row.columns]
    )
    names = [(word, number) for number, row in numbered for word in row.names]
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", names)
    checked = [(number, row.faults) for number, row in numbered if row.faults is not None]
    connection.executemany(_KEEP_CHECKED, checked)
    return {key: (line[0], *row[:3]) for line, (key, row) in zip(lines, new, strict=True)}


def _known(base: Base, known: dict[Key, Tie], key: Key) -> Tie:
    if key not in known:
        found = base.ask(_BLOB, *key) if key[0] else []
        known[key] = found[0] if found else (None, "", "", False)
    return known[key]


def _file_row(job: Job, oid: str, said: str | None, tie: Tie) -> tuple[object, ...]:
    """Return the row of a file; one that could not be read is looked at again next time."""
    mark = b"" if said and not job.trouble else job.mark
    bad = bool(tie[3]) or (said or "").startswith("[")
    return job.path, job.folder, job.kind, mark, tie[0], oid, *tie[1:3], said, bad


_BLOB: Final = "SELECT id, stream, idea, bad FROM blob WHERE oid = ? AND kind = ?"
_KEEP_IDEA: Final = f"INSERT INTO idea VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608  (counts only)
