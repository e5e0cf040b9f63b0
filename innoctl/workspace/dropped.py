"""Amounts that a merge left behind: booked on one side of it, and on neither side taken out (V31).

A pull turns the sides of a merge round, so that the first line of parents never shows what the
other side had booked. What was dropped with a whole branch (``-s ours``) is told as well: a
booking is put right by a counter-entry, never by forgetting the branch on which it stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from innoctl.named import NamedTuple
from innoctl.rules.kept import PLACES, Entry, entries, gone, kept, lost
from innoctl.vcs.history import listed
from innoctl.vcs.objects import Batch
from innoctl.workspace.kept import File, owner, unproved

if TYPE_CHECKING:
    from innoctl.errors import Finding
    from innoctl.store.yaml_document import Document
    from innoctl.vcs.plumbing import Git


class _Side(NamedTuple):
    """A merge, wherever in the history, with one of the lines that it brought in."""

    merge: str
    first: str
    other: str


def dropped(git: Git, prefix: str, tip: str, after: str) -> Iterator[Finding]:
    """Yield every amount that a merge after a commit, up to ``tip``, left behind for good."""
    sides = _sides(git, tip, after)
    rows = list(_changed(git, prefix, sides)) if sides else []
    doubtful = set(unproved(git, [file for _, file in rows]))
    asked = dict.fromkeys((side, owner(file.path)) for side, file in rows if file in doubtful)
    with closing(Batch(git)) as batch:
        amounts = _Amounts(git, batch, prefix)
        for side, whose in asked:
            yield from amounts.left_behind(side, whose, tip)


def _sides(git: Git, tip: str, after: str) -> list[_Side]:
    words = ("log", "--merges", "--topo-order", "--reverse", "--format=%H %P", tip, f"^{after}")
    found = (row.split() for row in git.run(*words).decode().splitlines())
    return [_Side(merge, first, one) for merge, first, *others in found for one in others]


def _changed(git: Git, prefix: str, sides: list[_Side]) -> Iterator[tuple[_Side, File]]:
    """Yield what differs between each side and the merge, as far as it holds amounts."""
    shape = ("-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--always", "--stdin")
    places = [f":(top,literal){prefix}{place}" for place in PLACES]
    given = "".join(f"{side.merge} {side.other}\n" for side in sides).encode()
    out = git.run("diff-tree", *shape, "--", *places, data=given)
    parts = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    queue = iter(sides)
    side = None
    for part in filter(None, parts):
        if not part.startswith(":"):
            side = next(queue)
            continue
        path = next(parts).removeprefix(prefix)
        old, new = (oid.strip("0") and oid for oid in part.split()[2:4])
        if side and old and kept(path):
            yield side, File(path, old, new)


class _Amounts:
    """What a commit holds of one owner: an idea, or all allocations together."""

    def __init__(self, git: Git, batch: Batch, prefix: str) -> None:
        self._git, self._batch, self._prefix = git, batch, prefix
        self._told: set[str] = set()

    def left_behind(self, side: _Side, whose: str, tip: str) -> Iterator[Finding]:
        """Yield what the other side had and nobody took out, and what is not there at the end."""
        stood = dict(self._at(side.other, whose))
        went = list(gone(stood, dict(self._at(side.merge, whose))))
        if not went:
            return
        base = self._git.run("merge-base", side.first, side.other, ok=(0, 1)).decode().strip()
        known = {
            one.key
            for commit in (side.first, base, tip)
            if commit
            for one, _ in self._at(commit, whose)
        }
        for one in went:
            if one.key not in known | self._told:
                self._told.add(one.key)
                line, column = stood[one].place(one.place)
                yield lost(one, side.merge)._replace(line=line, column=column)

    def _at(self, commit: str, whose: str) -> Iterator[tuple[Entry, Document]]:
        from innoctl.store.yaml_document import read

        places = (f"{self._prefix}{place}" for place in PLACES)
        for full, _, oid in listed(self._git, commit, *places):
            path = full.removeprefix(self._prefix)
            if not kept(path) or owner(path) != whose:
                continue
            found = self._batch.get(oid) if oid else None
            document = read(found.data if found else b"")
            value = document.value
            if isinstance(value, dict) and not document.problems:
                yield from ((one, document) for one in entries(path, value))
