"""Amounts that a commit of the past took out of a ledger or an allocation, or altered (V31).

Most commits only add a booking, and their bytes prove it. Where they don't, both versions are
read and compared. What was put back, or moved to another file of the same idea, is not lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from innoctl.model.kinds import idea_of
from innoctl.named import NamedTuple
from innoctl.rules.kept import Entry, entries, gone, kept, lost
from innoctl.store.ledger_shape import grown
from innoctl.vcs.objects import Batch, objects

if TYPE_CHECKING:
    from innoctl.errors import Finding
    from innoctl.store.yaml_document import Document
    from innoctl.vcs.history import Step
    from innoctl.vcs.plumbing import Git


class File(NamedTuple):
    """One file of a step below the portfolio; an id is '' where there is no file."""

    path: str
    old: str
    new: str


def missing(git: Git, prefix: str, rows: Sequence[Step]) -> Iterator[Finding]:
    """Yield every amount that once stood on this line of commits and is not there at its end.

    Each is told with the commit that took it out or altered it, and the line where it stood before.
    """
    steps = [(row.oid, tuple(_watched(prefix, row))) for row in rows]
    doubtful = set(unproved(git, [file for _, files in steps for file in files]))
    if doubtful:
        with closing(Batch(git)) as batch:
            yield from _Replay(batch, doubtful).run(steps)


def _watched(prefix: str, row: Step) -> Iterator[File]:
    for full, old, new in row.files:
        path = full.removeprefix(prefix)
        if kept(path):
            yield File(path, old, new)


def unproved(git: Git, files: Sequence[File]) -> Iterator[File]:
    """Yield the files that did more than grow, as far as their bytes can prove it.

    Versions are asked for file by file, so that only two are held at a time.
    """
    changed = [file for file in files if file.old]
    pairs = [file for file in changed if file.new and kept(file.path) == "ledger"]
    yield from (file for file in changed if not file.new or kept(file.path) != "ledger")
    pairs.sort(key=lambda file: file.path)
    texts = objects(git, chain.from_iterable(_asked(pairs)))
    before, after = b"", b""
    for file, names in zip(pairs, _asked(pairs), strict=True):
        for _ in names:
            found = next(texts)
            before, after = after, found.data if found else b""
        if not grown(before, after):
            yield file


def _asked(pairs: Sequence[File]) -> Iterator[tuple[str, ...]]:
    """Yield for each pair the versions that were not read with the one before it."""
    last = ""
    for file in pairs:
        yield (file.new,) if file.old == last else (file.old, file.new)
        last = file.new


class _Replay:
    """The commits once more, with what is missing after each; only what bears on it is read."""

    def __init__(self, batch: Batch, doubtful: set[File]) -> None:
        self._batch = batch
        self._doubtful = doubtful
        self._missing: dict[str, list[Finding]] = {}
        self._read = lru_cache(maxsize=16)(self._fetched)

    def run(self, steps: Sequence[tuple[str, tuple[File, ...]]]) -> Iterator[Finding]:
        """Yield what is missing after the last commit, in the order in which it went."""
        for commit, files in steps:
            owners = {owner(file.path) for file in files if file in self._doubtful}
            owners |= {owner(found.path) for rows in self._missing.values() for found in rows}
            if owners:
                self._take(commit, [file for file in files if owner(file.path) in owners])
        yield from chain.from_iterable(self._missing.values())

    def _take(self, commit: str, files: Sequence[File]) -> None:
        """Note what one commit took out, and strike off what it put back."""
        before = [one for file in files for one in self._entries(file.path, file.old)]
        after = [one for file in files for one in self._entries(file.path, file.new)]
        for one in gone(after, before):
            rows = self._missing.get(one.key, [])
            del rows[-1:]
            if not rows:
                self._missing.pop(one.key, None)
        stood = {file.path: file.old for file in files}
        for one in gone(before, after):
            line, column = self._read(stood[one.path]).place(one.place)
            found = lost(one, commit)._replace(line=line, column=column)
            self._missing.setdefault(one.key, []).append(found)

    def _entries(self, path: str, oid: str) -> list[Entry]:
        found = self._read(oid) if oid else None
        value = found.value if found and not found.problems else None
        return list(entries(path, value if isinstance(value, dict) else None))

    def _fetched(self, oid: str) -> Document:
        from innoctl.store.yaml_document import read

        found = self._batch.get(oid)
        return read(found.data if found else b"")


def owner(path: str) -> str:
    """Return whose amounts a file holds: an idea's, or those of all allocations together."""
    return idea_of(path) if kept(path) == "ledger" else "budgets"
