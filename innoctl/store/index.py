"""The index of a portfolio: what its files hold, without reading again what has not changed.

It can be thrown away at any moment, and throws itself away when it is damaged, of another
version, or cannot be written: it is then made again, in memory if need be, without a word.
"""

from __future__ import annotations

import sqlite3
from json import dumps, loads
from typing import TYPE_CHECKING, Any, Final, TypeVar

from innoctl.model.kinds import kind_of
from innoctl.store import index_base, index_rows, memo, scan
from innoctl.store.index_rows import Entry, Peek, Value
from innoctl.store.place import place
from innoctl.store.sync import Freshness, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from innoctl.changes.edit import Plain
    from innoctl.errors import Finding
    from innoctl.model.facts import DecisionFacts, IdeaFacts, LedgerFacts
    from innoctl.model.faults import Fault
    from innoctl.model.references import Reference
    from innoctl.store.scan import Walk

__all__ = ["Entry", "Freshness", "Index", "Peek", "Value"]

_T = TypeVar("_T")
_NO_GOOD: Final = (sqlite3.Error, ValueError, TypeError, IndexError)
"""What reading a damaged index can come to: SQLite's own words, JSON or facts that are none."""


_TOGETHER: Final = 500
"""So many records are fetched in one go."""


class Index:
    """What the files of one portfolio hold. Get it from `open`, and `refresh` it before asking.

    `peek` and `document` need no `refresh`: they prove the one file that they read.
    ``fingerprint`` changes whenever any file of the portfolio changes; ``""`` before `refresh`.
    """

    def __init__(
        self,
        root: Path,
        gitdir: Path | None,
        base: index_base.Base,
        begin: Callable[[], Walk] | None = None,
    ) -> None:
        self.root = root
        self._begin = begin
        self.fingerprint = ""
        self._gitdir = gitdir
        self._base = base
        self._checked = False
        self._all_checked = False
        self._walk: Walk | None = None

    @classmethod
    def open(cls, root: Path, gitdir: Path | None) -> Index:
        """Open the index of the portfolio at ``root``; ``gitdir`` is where git keeps its own."""
        return cls(root, gitdir, index_base.opened(place(root, gitdir)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        self._base.close()

    def refresh(self, walk: Walk | None = None, *, validate: bool = False) -> Freshness:
        """Prove every file and read what changed; with ``validate``, have `faults` at hand too.

        ``walk`` is one that `innoctl.store.place.begin` began while this module was loading.
        """
        self._checked, self._walk = validate, walk
        return self._surely(self._sync)

    def ideas(
        self, stream: str | None = None, *, ids: Collection[str] | None = None
    ) -> list[Entry[IdeaFacts]]:
        """Return all ideas by path, or those of one stream, or some; without those `left_out`."""
        chosen = None if ids is None else dumps(sorted(ids))
        return self._surely(lambda: index_rows.ideas(self._base, stream, chosen))

    def funded(self, budgets: Collection[str]) -> set[str]:
        """Return the ids of the ideas whose decisions or ledger name one of these budgets."""
        kinds = ("decision", "ledger")
        found = self._surely(lambda: index_rows.naming(self._base, budgets, *kinds))
        return {idea for _path, idea in found}

    def ledgers(self, *, ideas: Collection[str] | None = None) -> list[Entry[LedgerFacts]]:
        """Return what every idea commits and spends, by path, or some ideas."""
        chosen = None if ideas is None else dumps(sorted(ideas))
        return self._surely(lambda: index_rows.ledgers(self._base, chosen))

    def decisions(
        self, stream: str | None = None, *, ideas: Collection[str] | None = None
    ) -> list[Entry[DecisionFacts]]:
        """Return all decisions by path, or those taken in one stream, or those on some ideas."""
        chosen = None if ideas is None else dumps(sorted(ideas))
        return self._surely(lambda: index_rows.decisions(self._base, stream, chosen))

    def paths(self, idea: str) -> list[str]:
        """Return where the ideas with this id stand; unproved."""
        return [path for (path,) in self._surely(lambda: self._base.ask(index_rows.PATHS, idea))]

    @property
    def size(self) -> int:
        """How many records there were when the index was last proved; 0 before the first time."""
        return int(self._surely(lambda: self._base.meta("files")) or 0)

    def tied(self, idea: str) -> list[str]:
        """Return the paths of the ideas whose file ties them to this one; unproved."""
        found = self._surely(lambda: index_rows.naming(self._base, [idea], "idea"))
        return [path for path, _idea in found]

    def rows(self, fields: Sequence[str], **equal: str) -> list[tuple[Value, ...]]:
        """Return the values of ``fields`` of each idea that counts, by path: the fast way to a list.

        A field is ``path``, a name of `IdeaFacts`, or any other way into the file with dots
        (``team.role``: a tuple of what all items say). ``equal`` keeps the ideas with this
        value of a fact that is one word.
        """
        return self._surely(lambda: index_rows.listed(self._base, fields, equal))

    def peek(self, path: str) -> Peek | None:
        """Return one file as it is now, whether `refresh` was called or not; None without one.

        A file that the index knows is not read; any other is, and it alone.
        """
        mark = scan.look(self.root, path)
        if kind_of(path) is None or not mark:
            return None
        known = self._surely(lambda: index_rows.known(self._base, path, mark))
        if known is not None:
            return known
        from innoctl.store.digest import Digest
        from innoctl.store.reading import peek

        return peek(self.root, path, Digest.of(self._gitdir))

    def document(self, path: str) -> Plain | None:
        """Return the plain data of one file as it is now; None when there is none to be read."""
        found = self.peek(path)
        return found.data if found else None

    def documents(self, kind: str) -> list[tuple[str, Plain]]:
        """Return path and plain data of every file of one kind that could be read, by path."""
        return self._surely(
            lambda: [
                (path, loads(data)) for path, data in self._base.ask(index_rows.DOCUMENTS, kind)
            ]
        )

    def targets(self) -> list[tuple[str, str]]:
        """Return sort and id of all that files point to; perhaps of what only older ones did."""
        return self._when_checked(index_rows.TARGETS)

    def bodies(self) -> Iterator[tuple[str, str, Plain]]:
        """Yield path, kind and plain data of every record, by path; few are held at a time."""
        after = ""

        def next_ones() -> list[tuple[str, str, str]]:
            return self._base.ask(index_rows.BODIES, after, _TOGETHER)

        while found := self._surely(next_ones):
            yield from ((path, kind, loads(data)) for path, kind, data in found)
            after = found[-1][0]

    def streams(self) -> list[str]:
        """Return the streams that ideas say they are in, in order; ``""`` may be among them."""
        return [stream for (stream,) in self._surely(lambda: self._base.ask(index_rows.STREAMS))]

    def ideas_with(self, kind: str) -> set[str]:
        """Return the ids of the ideas about which there are records of a kind (decision, ledger)."""
        found = self._surely(lambda: self._base.ask(index_rows.BEARING, kind))
        return {idea for (idea,) in found}

    def idea_paths(self) -> dict[str, list[str]]:
        """Return the paths of the files that bear each idea's id, by path; of those without facts too."""
        return self._surely(lambda: index_rows.idea_paths(self._base))

    def definitions(self) -> Iterator[tuple[str, list[Reference]]]:
        """Yield for each file but ideas, by path within a kind, which ids it defines."""
        from innoctl.model.references import DEFINITIONS, definitions

        for kind in (kind for kind in DEFINITIONS if kind != "idea"):
            for path, data in self.documents(kind):
                yield path, definitions(kind, data)

    def faults(self) -> Iterator[tuple[str, Fault]]:
        """Yield, by path, what is wrong inside the records that could be read."""
        for path, said in self._when_checked(index_rows.FAULTS):
            for fault in index_rows.faults(said):
                yield path, fault

    def findings(self) -> list[Finding]:
        """Return, by path, what is wrong with files before their fields are looked at (F1xx)."""
        found = self._surely(lambda: self._base.ask(index_rows.BAD))
        return [
            one
            for path, said, problems, *_ in found
            for one in index_rows.told(path, said, problems)
        ]

    def left_out(self) -> list[Finding]:
        """Return, by path, each file that counts in no figure, with the first reason why."""
        found = self._surely(lambda: self._base.ask(index_rows.BAD))
        return [index_rows.reason(*row) for row in found]

    def strangers(self) -> list[tuple[str, str]]:
        """Return the files that are no records but stand among them, by path, each with a word.

        ``place``: a YAML file whose name or folder is of no kind; ``suffix``: a ``.yml``;
        ``foreign``: anything else. Names that begin with a dot are nobody's business.
        """
        return self._surely(lambda: self._base.ask(index_rows.STRANGERS))

    def titles(self, start: str = "") -> list[tuple[str, str]]:
        """Return id and title of the ideas whose id begins with ``start``, as last known: unproved."""
        return self._surely(lambda: self._base.ask(index_rows.TITLES, start, f"{start}\x7f"))

    def recall(self, key: str) -> str | None:
        """Return what was remembered under ``key``, if all that it was made from is as it was."""
        return self._surely(lambda: memo.recall(self._base, self.fingerprint, key))

    def remember(self, key: str, value: str, stream: str = "") -> None:
        """Keep a result about the whole portfolio until any of its files changes.

        One that was made from what bears on a ``stream`` alone is kept until any of that changes.
        """
        bearing = memo.bearing(self._base, stream) if stream else ""
        memo.note(self._base, self.fingerprint, (key, stream, bearing, value))

    def consult(self, work: Callable[[index_base.Base], _T]) -> _T:
        """Do ``work`` on the index itself, which may then add to it."""
        return self._surely(lambda: work(self._writable()))

    def answers(self, portions: int, work: Callable[[Iterable[int]], bytes]) -> list[bytes]:
        """Let a second process do its share of work that asks this index; never empty bytes."""
        from innoctl.store.portions import answers

        return self._surely(lambda: answers(self._base, portions, work))

    def _when_checked(self, sql: str) -> list[Any]:
        """Ask what can only be told when every record was checked."""

        def ask() -> list[Any]:
            if not self._all_checked:
                from innoctl.store import build

                build.check(self._writable())
                self._all_checked = True
            return self._base.ask(sql)

        return self._surely(ask)

    def _writable(self) -> index_base.Base:
        if not self._base.writable:
            self._base = self._base.loosened()
        return self._base

    def _sync(self) -> Freshness:
        walk, self._walk = self._walk or (self._begin() if self._begin else None), None
        found = sync(self._base, self.root, self._gitdir, walk, checked=self._checked)
        self.fingerprint = self._base.meta("fingerprint")
        self._all_checked = False
        return found

    def _surely(self, work: Callable[[], _T]) -> _T:
        """Do ``work``; where the index turns out to be no good, with one that is made anew."""
        try:
            return work()
        except _NO_GOOD as error:
            if self._base.file is None:
                raise
            self._base = self._base.recovered(error)
        if self.fingerprint:
            self._surely(self._sync)
        return self._surely(work)
