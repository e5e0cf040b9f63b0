"""From files to rows of the index: read, parsed and summed up, in portions, on two processes.

A row depends on the bytes and the kind alone, never on where or when they were met.
"""

from __future__ import annotations

import errno
import gc
import os
import re
import stat
from contextlib import contextmanager, suppress
from json import JSONEncoder, loads
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from innoctl.errors import Finding
from innoctl.model.facts import decision_facts, idea_facts
from innoctl.model.references import definitions, references
from innoctl.store import hands
from innoctl.store.index_rows import Peek
from innoctl.store.index_schema import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection

    from innoctl.changes.edit import Plain
    from innoctl.store.index_schema import Base

PORTION: Final = 50
"""Files in one transaction: little to hold in memory, little to wait for."""

WORTH_A_PROCESS: Final = 300
"""From so many files on, a second process saves more than it costs."""

_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)

encode: Callable[[object], str] = JSONEncoder(separators=(",", ":")).encode
"""JSON in ASCII: also half a surrogate pair, which a quoted scalar may hold, gets in and out."""


class Job(NamedTuple):
    """One file to read: its path, kind and folder, and the mark that it will be known by."""

    path: str
    kind: str
    folder: str
    mark: bytes
    trouble: str | None
    """why it is not read, as `trouble` makes it; None to read it"""


_SHA256: Final = re.compile(r"^\s*objectformat\s*=\s*sha256\b", re.MULTILINE | re.IGNORECASE)


class Digest(NamedTuple):
    """How the blob ids of this repository are made: ``sha1`` or ``sha256``."""

    algorithm: str

    @classmethod
    def of(cls, gitdir: Path | None) -> Digest:
        """Return how git makes its ids in the repository of ``gitdir``."""
        for folder in (gitdir, _common(gitdir)):
            with suppress(OSError):
                config = (folder / "config").read_text("utf-8", "replace") if folder else ""
                if _SHA256.search(config):
                    return cls("sha256")
        return cls("sha1")

    def oid(self, data: bytes) -> str:
        """Return git's id of these bytes."""
        import hashlib

        head = b"blob %d\0" % len(data)
        return hashlib.new(self.algorithm, head + data, usedforsecurity=False).hexdigest()


def _common(gitdir: Path | None) -> Path | None:
    """Return the git directory that worktrees share."""
    if gitdir is None:
        return None
    try:
        return gitdir / (gitdir / "commondir").read_text("utf-8").strip()
    except (OSError, ValueError):
        return None


class Row(NamedTuple):
    """What one blob holds, ready to be kept; ``excerpt`` is None when it has no facts."""

    digest: str
    stream: str | int
    idea: str | int
    excerpt: str | None
    problems: str | None
    faults: str | None
    data: str
    refs: str
    defs: str
    columns: tuple[str | int, ...]


def trouble(code: str, **params: object) -> str:
    """Say why a file is not read, in the form that the index keeps."""
    return encode([code, [[name, str(value)] for name, value in params.items()]])


def file_bytes(path: str) -> bytes:
    """Read a regular file, no link followed, nothing waited for; `OSError` says why not."""
    handle = os.open(path, _OPEN)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return file.read()


def row(kind: str, data: bytes, *, validated: bool = False) -> Row:
    """Sum up one file. Its facts are left out when YAML itself had anything to say.

    A record without facts is validated at once: every report will want to say why.
    """
    from innoctl.store.yaml_document import load

    value, problems = load(data)
    digest = _sha256(data) if kind == "decision" else ""
    facts: Any = None
    if not problems and kind in _FACTS:
        facts = _FACTS[kind](value, digest)
    unfit = kind in _FACTS and facts is None and not problems
    return Row(
        digest,
        _clean(facts.stream) if facts else "",
        _clean(facts[0]) if facts else "",
        encode(facts) if facts else None,
        encode([[*problem[:3], problem.params] for problem in problems]) if problems else None,
        faults(kind, value) if validated or unfit else None,
        encode(value),
        encode(references(kind, value)),
        encode(definitions(kind, value)),
        tuple(map(_clean, _columns(facts))) if facts and kind == "idea" else (),
    )


def faults(kind: str, value: Plain) -> str:
    """Validate plain data; what could not be read at all has problems enough."""
    from innoctl.model.validate import validate

    return encode(validate(kind, value) if value is not None else [])


def peek(root: Path, path: str, digest: Digest) -> Peek | None:
    """Read one file that the index does not know; None when it cannot be read."""
    from innoctl.store.yaml_document import load

    try:
        data = file_bytes(f"{root}/{path}")
    except OSError:
        return None
    value, problems = load(data)
    told = tuple(
        Finding(code, path, (), params, line, column) for code, line, column, params in problems
    )
    return Peek(digest.oid(data), value, told)


_FACTS: Final[dict[str, Callable[[Any, str], Any]]] = {
    "idea": lambda value, _: idea_facts(value),
    "decision": lambda value, digest: decision_facts(value, "", digest),
}
"""A decision's number stands in its path, so it is put in when the facts are taken out."""


def build(base: Base, root: Path, jobs: list[Job], digest: Digest, *, validated: bool) -> None:
    """Bring the rows of these files into the index, on two processes when there are many."""
    portions = -(-len(jobs) // PORTION)

    def portion(number: int) -> None:
        part = jobs[number * PORTION : (number + 1) * PORTION]
        _keep(base, root, part, digest, validated=validated)

    in_portions(base, portions, portion, worth=len(jobs) >= WORTH_A_PROCESS)


def validate(base: Base) -> None:
    """Validate all current blobs that were not yet, on two processes when there are many."""
    ids = [number for (number,) in base.ask(_UNVALIDATED)]

    def portion(number: int) -> None:
        part = ids[number * PORTION : (number + 1) * PORTION]
        marks = ",".join("?" * len(part))
        found = base.ask(_TO_VALIDATE.format(marks), *part)
        said = [(faults(kind, loads(data)), number) for number, kind, data in found]
        with base.writing() as connection:
            connection.executemany("UPDATE blob SET faults = ? WHERE id = ?", said)

    in_portions(base, -(-len(ids) // PORTION), portion, worth=len(ids) >= WORTH_A_PROCESS)


_UNVALIDATED: Final = """
SELECT DISTINCT blob.id FROM file JOIN blob ON blob.id = file.blob WHERE blob.faults IS NULL
"""
_TO_VALIDATE: Final = """
SELECT blob.id, blob.kind, body.data FROM blob JOIN body ON body.id = blob.id WHERE blob.id IN ({})
"""


def in_portions(base: Base, portions: int, do: Callable[[int], None], *, worth: bool) -> None:
    """Do all portions, with a second process if that is worth it.

    What that one fails at is not done: whoever asked looks what is missing, and asks again.
    """
    with _no_collector():
        if not (worth and base.file is not None and portions < hands.PORTIONS and hands.two()):
            for number in range(portions):
                do(number)
            return
        base.close()

        def work(numbers: Iterator[int]) -> bytes:
            base.reopen()
            for number in numbers:
                do(number)
            base.close()
            return b"done"

        try:
            hands.share(portions, work)
        finally:
            base.reopen()


def _keep(base: Base, root: Path, jobs: list[Job], digest: Digest, *, validated: bool) -> None:
    """Read some files, then write their rows in one go: the index is never held up by parsing."""
    found = [_found(base, root, job, digest, validated=validated) for job in jobs]
    with base.writing() as connection:
        for job, (oid, summed, said) in zip(jobs, found, strict=True):
            if summed is not None:
                _keep_blob(connection, oid, job.kind, summed)
            mark = b"" if said and not job.trouble else job.mark
            bad = bool(said and said.startswith("["))
            connection.execute(_KEEP_FILE, (job.path, job.folder, job.kind, mark, said, bad))
            if oid:
                connection.execute(_TIE, (oid, job.kind, job.path))


_KEEP_FILE: Final = "INSERT OR REPLACE INTO file VALUES (NULL, ?, ?, ?, ?, NULL, '', '', ?, ?)"
_TIE: Final = """
UPDATE file SET (blob, stream, idea, bad) = (
  SELECT id, stream, idea, problems IS NOT NULL OR (excerpt IS NULL AND kind IN ('idea', 'decision'))
  FROM blob WHERE oid = ? AND kind = ?
) WHERE path = ?
"""


def _found(
    base: Base, root: Path, job: Job, digest: Digest, *, validated: bool
) -> tuple[str, Row | None, str | None]:
    """Return the blob id, its row where the index has none yet, and why it could not be read."""
    if job.trouble is not None:
        return "", None, job.trouble
    try:
        data = file_bytes(f"{root}/{job.path}")
    except OSError as error:
        return "", None, trouble("F101", error=error.strerror or error)
    oid = digest.oid(data)
    if base.ask("SELECT 1 FROM blob WHERE oid = ? AND kind = ?", oid, job.kind):
        return oid, None, None
    return oid, row(job.kind, data, validated=validated), None


def _keep_blob(connection: Connection, oid: str, kind: str, summed: Row) -> None:
    *blob, data, refs, defs, columns = summed
    done = connection.execute(
        "INSERT OR IGNORE INTO blob VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", (oid, kind, *blob)
    )
    if done.rowcount:
        body = (done.lastrowid, data, refs, defs)
        connection.execute("INSERT INTO body VALUES (?, ?, ?, ?)", body)
        if columns:
            connection.execute(_KEEP_IDEA, (done.lastrowid, *columns))


_KEEP_IDEA: Final = f"INSERT INTO idea VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608  (counts only)
_columns = attrgetter(*COLUMNS)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Build without the garbage collector: nothing built here is ever garbage in a circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _clean(value: str | int) -> str | int:
    """Return a value that SQLite can hold; half a surrogate pair shows as a question mark."""
    if isinstance(value, int) or value.isascii():
        return value
    return value.encode("utf-8", "replace").decode()
