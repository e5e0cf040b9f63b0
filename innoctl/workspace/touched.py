"""What a change does to files that stand already: amounts, and records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.errors import Finding
from innoctl.rules.kept import PLACES, erased, kept
from innoctl.rules.landing import RECORDS
from innoctl.vcs.history import changed, steps
from innoctl.vcs.objects import objects
from innoctl.workspace.grounds import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innoctl.vcs.history import Step
    from innoctl.workspace.landings import Reader

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
