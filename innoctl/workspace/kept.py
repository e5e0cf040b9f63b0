"""Amounts that a commit of the past took out of a ledger or an allocation, or altered (V31).

Most commits only add a booking, and their bytes prove it. Where they don't, both versions are
read and compared. What was put back, or moved to another file of the same idea, is not lost.

What stood on another line and was left out where that line was taken in, is lost as well: who is
behind, pulls and settles the conflict with his own version makes a side line of what a colleague
had pushed. ``git merge -s ours`` of a branch with bookings leaves the same files behind, so that
it is told alike: a booking is a fact, and a branch that is given up needs no merge. What a side
line itself wrote and took out before it was taken in never was on another line, and is told by
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from innoctl.model.kinds import idea_of
from innoctl.named import NamedTuple
from innoctl.rules.kept import PLACES, Entry, entries, gone, kept, lost
from innoctl.store.ledger_shape import grown
from innoctl.vcs.history import forks, merged
from innoctl.vcs.objects import object_named, objects

if TYPE_CHECKING:
    from innoctl.errors import Finding
    from innoctl.store.yaml_document import Document
    from innoctl.vcs.history import Step
    from innoctl.vcs.plumbing import Git


class _File(NamedTuple):
    """One file of a step below the portfolio; an id is '' where there is no file."""

    path: str
    old: str
    new: str


class _Taken(NamedTuple):
    """What a commit has otherwise than its ``parent``, of all that is kept."""

    commit: str
    parent: str
    files: tuple[_File, ...]


def missing(git: Git, prefix: str, rows: Sequence[Step], tip: str) -> Iterator[Finding]:
    """Yield every amount that once stood on this line up to ``tip`` and is not there at its end.

    Each is told with the commit that took it out or altered it, and the line where it stood before;
    after these come the amounts that a merge left out, on whatever line, with the merge.
    """
    steps = list(_watched(prefix, rows))
    merges = list(_watched(prefix, _joined(git, prefix, rows[0].oid, tip)))
    aside = _aside(steps, merges)
    doubtful = set(_doubtful(git, [*(file for one in steps for file in one.files), *aside]))
    if doubtful:
        versions = _Versions(git)
        replay = _Replay(versions, doubtful)
        yield from replay.run(steps)
        yield from _LeftOut(git, prefix, versions, replay.counts()).run(
            [one for one in merges if not doubtful.isdisjoint(one.files)], doubtful, steps
        )


def _joined(git: Git, prefix: str, root: str, tip: str) -> list[Step]:
    places = (f":(top,literal){prefix}{place}" for place in PLACES)
    return merged(git, tip, *places, after=root)


def _watched(prefix: str, rows: Sequence[Step]) -> Iterator[_Taken]:
    for row in rows:
        files = ((full.removeprefix(prefix), old, new) for full, old, new in row.files)
        yield _Taken(row.oid, row.parent, tuple(_File(*one) for one in files if kept(one[0])))


def _aside(steps: Sequence[_Taken], merges: Sequence[_Taken]) -> dict[_File, None]:
    """Return what merges changed of versions that never stood on the line; there each step is seen."""
    seen = {(file.path, oid) for one in steps for file in one.files for oid in (file.old, file.new)}
    files = (file for one in merges for file in one.files)
    return dict.fromkeys(file for file in files if (file.path, file.old) not in seen)


def _doubtful(git: Git, files: Sequence[_File]) -> Iterator[_File]:
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


def _asked(pairs: Sequence[_File]) -> Iterator[tuple[str, ...]]:
    """Yield for each pair the versions that were not read with the one before it."""
    last = ""
    for file in pairs:
        yield (file.new,) if file.old == last else (file.old, file.new)
        last = file.new


class _Versions:
    """Versions of files, read one by one; the last ones are remembered."""

    def __init__(self, git: Git) -> None:
        self.read = lru_cache(maxsize=16)(partial(_fetched, git))

    def entries(self, files: Sequence[tuple[str, str]]) -> list[Entry]:
        """Return the amounts of files, each a path and the name of its version, '' for none."""
        return [one for path, name in files if name for one in self._entries(path, name)]

    def found(self, one: Entry, commit: str, stood: str) -> Finding:
        """Say that a commit lost an amount, with its place in the version in which it stood."""
        line, column = self.read(stood).place(one.place)
        return lost(one, commit)._replace(line=line, column=column)

    def _entries(self, path: str, name: str) -> Iterator[Entry]:
        found = self.read(name)
        value = None if found.problems else found.value
        return entries(path, value if isinstance(value, dict) else None)


def _fetched(git: Git, name: str) -> Document:
    from innoctl.store.yaml_document import read

    found = object_named(git, name)
    return read(found.data if found and found.kind == "blob" else b"")


class _Replay:
    """The commits once more, with what is missing after each; only what bears on it is read."""

    def __init__(self, versions: _Versions, doubtful: set[_File]) -> None:
        self._versions = versions
        self._doubtful = doubtful
        self._missing: dict[str, list[Finding]] = {}

    def run(self, steps: Sequence[_Taken]) -> Iterator[Finding]:
        """Yield what is missing after the last commit, in the order in which it went."""
        for commit, _, files in steps:
            owners = {_owner(file.path) for file in files if file in self._doubtful}
            owners |= {_owner(found.path) for rows in self._missing.values() for found in rows}
            if owners:
                self._take(commit, [file for file in files if _owner(file.path) in owners])
        yield from chain.from_iterable(self._missing.values())

    def counts(self) -> Counter[str]:
        """Return how often each amount is missing now, by its key."""
        return Counter({key: len(rows) for key, rows in self._missing.items()})

    def _take(self, commit: str, files: Sequence[_File]) -> None:
        """Note what one commit took out, and strike off what it put back."""
        before = self._versions.entries([(file.path, file.old) for file in files])
        after = self._versions.entries([(file.path, file.new) for file in files])
        for one in gone(after, before):
            rows = self._missing.get(one.key, [])
            del rows[-1:]
            if not rows:
                self._missing.pop(one.key, None)
        stood = {file.path: file.old for file in files}
        for one in gone(before, after):
            found = self._versions.found(one, commit, stood[one.path])
            self._missing.setdefault(one.key, []).append(found)


class _LeftOut:
    """What merges left out of what they took in; ``told`` is how often an amount was named, by key."""

    def __init__(self, git: Git, prefix: str, versions: _Versions, told: Counter[str]) -> None:
        self._git = git
        self._prefix = prefix
        self._versions = versions
        self._told = told

    def run(
        self, merges: Sequence[_Taken], doubtful: set[_File], steps: Sequence[_Taken]
    ) -> Iterator[Finding]:
        """Yield what stands neither in the merge nor at the end of the line, merge by merge."""
        end = {file.path: file.new for one in steps for file in one.files}
        for one in merges:
            for owner in dict.fromkeys(_owner(file.path) for file in one.files if file in doubtful):
                files = [file for file in one.files if _owner(file.path) == owner]
                yield from self._lacking(one, files, end)

    def _lacking(
        self, merge: _Taken, files: Sequence[_File], end: Mapping[str, str]
    ) -> Iterator[Finding]:
        before = self._versions.entries([(file.path, file.old) for file in files])
        after = self._versions.entries([(file.path, file.new) for file in files])
        absent = list(gone(before, after))
        if not absent:
            return
        taken_out = self._taken_out(merge, files)
        owner = _owner(absent[0].path)
        now = [(path, oid) for path, oid in end.items() if _owner(path) == owner]
        want = Counter(one.key for one in before)
        want.subtract(one.key for one in self._versions.entries(now))
        stood = {file.path: file.old for file in files}
        for one in absent:
            if one.key not in taken_out and want[one.key] > self._told[one.key]:
                self._told[one.key] += 1
                yield self._versions.found(one, merge.commit, stood[one.path])

    def _taken_out(self, merge: _Taken, files: Sequence[_File]) -> set[str]:
        """Return what the first parent's own side took out: that is told there, if anywhere."""
        first = f"{merge.commit}^1"
        after = self._versions.entries(self._at(first, files))
        parted = forks(self._git, first, merge.parent)
        return {
            one.key
            for fork in parted
            for one in gone(self._versions.entries(self._at(fork, files)), after)
        }

    def _at(self, commit: str, files: Sequence[_File]) -> list[tuple[str, str]]:
        return [(file.path, f"{commit}:{self._prefix}{file.path}") for file in files]


def _owner(path: str) -> str:
    """Return whose amounts a file holds: an idea's, or those of all allocations together."""
    return idea_of(path) if kept(path) == "ledger" else "budgets"
