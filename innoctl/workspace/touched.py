"""What a change does to files that stand already: amounts, records, and the stream of an idea."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.errors import Finding
from innoctl.model.kinds import idea_of
from innoctl.model.tolerant import text_of
from innoctl.rules.kept import PLACES, erased, kept
from innoctl.rules.landing import RECORDS
from innoctl.vcs.history import changed, steps
from innoctl.vcs.objects import objects
from innoctl.workspace.grounds import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from innoctl.rules.history import History
    from innoctl.rules.landing import Document
    from innoctl.vcs.history import Step
    from innoctl.workspace.landings import Reader

FEW: Final = 20
"""So many ideas are asked of git by name; for more all of them are gone through."""
File = tuple[str, str, str]
"""Path below the portfolio, and object id before and after."""


class Touched:
    """The files that a change from ``base`` to ``tree`` alters, commit by commit where ``each`` lands.

    ``head`` is the commit that is to land, '' for a tree in the making.
    """

    def __init__(self, reader: Reader, base: str, head: str, tree: str, *, each: bool) -> None:
        self.reader = reader
        self.git = reader.git
        self.prefix = reader.repository.prefix
        self.base = base
        self.head = head
        self.tree = tree
        self.each = each

    def files(self, *places: str) -> list[File]:
        """Return what is altered in some files and folders of the portfolio."""
        full = [f"{self.prefix}{place}" for place in places]
        if not self.each:
            rows = changed(self.git, self.base, self.tree, *full)
            return [(path.removeprefix(self.prefix), old, new) for path, old, new in rows]
        return [
            (path.removeprefix(self.prefix), old, new)
            for step in self.steps(full)
            for path, old, new in step.files
        ]

    def steps(self, places: Sequence[str]) -> list[Step]:
        """Return the commits on the first line of parents after ``base``, with these files."""
        literal = (f":(top,literal){place}" for place in places)
        return steps(self.git, self.tree, *literal, after=self.base)

    def erased(self) -> Iterator[Finding]:
        """Yield the amounts that are taken out of a ledger or an allocation, or changed (V31)."""
        known = [row for row in self.files(*PLACES) if row[1] and kept(row[0])]
        texts = list(objects(self.git, [oid for _, old, new in known for oid in (old, new or old)]))
        pairs = zip(texts[::2], texts[1::2], strict=True)
        for (path, _, new), (before, after) in zip(known, pairs, strict=True):
            if before and after:
                yield from erased(path, plain(before.data), plain(after.data) if new else None)

    def left_out(self) -> Iterator[Finding]:
        """Yield the amounts that a merge leaves out of what it takes in (V31)."""
        from innoctl.workspace.kept import missing

        if not self.head:
            return
        span = ("--merges", "-1", self.head, f"^{self.base}")
        if self.git.run("rev-list", *span):
            line = self.reader.line(self.head)
            rows = self.reader.history(self.head, line, root=self.base)
            yield from missing(self.git, self.prefix, rows, self.head)

    def moved(self, records: Iterable[Document | None]) -> Iterator[Finding]:
        """Yield the ideas that get another stream, and other judges, without a move (V27).

        ``records`` are the decisions that come with it. Back to where it began is no move.
        """
        every = self.files("ideas")
        known = {idea_of(path) for path, old, _ in every if old} - set(_moving(records))
        rows = [row for row in every if idea_of(row[0]) in known]
        asked = [oid for _, old, new in rows for oid in (old or new, new or old)]
        texts = (plain(one.data) if one else None for one in objects(self.git, asked))
        streams = [text_of(data, "stream") for data in texts]
        pairs = list(zip(rows, streams[::2], streams[1::2], strict=True))
        begun = {idea_of(path): old for (path, was, _), old, _ in reversed(pairs) if was}
        odd = {idea_of(row[0]) for row, _, new in pairs if new != begun.get(idea_of(row[0]), new)}
        homes = self.homes(odd)
        for (path, _, oid), _, stream in pairs:
            home = homes.get(idea_of(path), "")
            if oid and stream and home not in {stream, ""}:
                params = {"idea": idea_of(path), "home": home, "stream": stream}
                yield Finding.of("G566", path, ("stream",), **params)

    def elsewhere(self, history: History) -> Iterator[Finding]:
        """Yield the decisions in a stream in which an idea that never moved did not begin (V24)."""
        counting = [one for one in history.judged() if not one.decided.imported]
        on_ideas = [one for one in counting if not one.decided.subject.owned]
        moved = {
            idea_of(one.decided.subject.path)
            for one in on_ideas
            if one.decided.subject.what == "move" and one.grade
        }
        pairs = (
            (one.decided.subject.path, text_of(one.decided.data, "stream")) for one in on_ideas
        )
        asked = {path: stream for path, stream in pairs if idea_of(path) not in moved}
        homes = self.homes({idea_of(path) for path in asked})
        for path, stream in asked.items():
            home = homes.get(idea_of(path), "")
            if home not in {stream, ""}:
                yield Finding.of("G545", path, ("stream",), stream=stream[:80], home=home)

    def homes(self, ideas: Collection[str]) -> dict[str, str]:
        """Return the stream with which each of these ideas first landed."""
        few = [f":(top,glob){self.prefix}ideas/*/{idea}-*" for idea in ideas]
        places = few if len(ideas) <= FEW else [f":(top,literal){self.prefix}ideas"]
        first: dict[str, str] = {}
        for step in steps(self.git, self.head or self.base, *places) if ideas else ():
            for path, _, oid in step.files:
                if oid and idea_of(path) in ideas:
                    first.setdefault(idea_of(path), oid)
        found = objects(self.git, first.values())
        return {
            idea: text_of(plain(one.data), "stream")
            for idea, one in zip(first, found, strict=True)
            if one
        }

    def twice(self) -> Iterator[Finding]:
        """Yield the records that one commit of a branch brings and a later one changes or takes out."""
        if not self.head:
            return
        words = ("log", "--format=", "--name-only", "-z", "--no-renames", "--diff-filter=MD")
        places = [f":/{self.prefix}{folder}" for folder in RECORDS]
        out = self.git.run(*words, f"{self.base}..{self.head}", "--", *places)
        names = out.decode("utf-8", "replace").replace("\n", "").split("\0")
        for name in dict.fromkeys(filter(None, names)):
            path = name.removeprefix(self.prefix)
            yield Finding.of("G557", path, file=path)


def _moving(records: Iterable[Document | None]) -> Iterator[str]:
    """Yield the ideas that one of these decisions moves to another stream, or a correction back."""
    for data in records:
        if text_of(data, "what") == "move" or text_of(data, "supersedes"):
            yield text_of(data, "idea")
