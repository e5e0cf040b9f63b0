"""With which stream each idea first landed, and which ideas a change alters: from git objects alone."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from innoctl.model.kinds import idea_of, kind_of
from innoctl.model.tolerant import text_of
from innoctl.rules.landing import Redrawn
from innoctl.vcs.objects import objects
from innoctl.workspace.grounds import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from innoctl.vcs.history import Step
    from innoctl.vcs.plumbing import Git

FOLDER: Final = "ideas/"


class Begun:
    """The idea files of a line of landings; ``past`` is what landed before ``rows``, if that counts.

    A file beside an idea, of whatever name, is not the idea.
    """

    def __init__(
        self, git: Git, prefix: str, rows: Sequence[Step], past: Sequence[Step] = ()
    ) -> None:
        self.git = git
        self.prefix = prefix
        self.rows = rows
        self.past = past

    def streams(self, ideas: Collection[str]) -> dict[str, str]:
        """Return the stream of the first version of each of these ideas that has one to read."""
        versions: dict[str, dict[str, None]] = {}
        for step in chain(self.past, self.rows):
            for path, _, new in self._ideas(step, ideas):
                if new:
                    versions.setdefault(idea_of(path), {})[new] = None
        known = self._read(next(iter(oids)) for oids in versions.values())
        rest = [idea for idea, oids in versions.items() if not known[next(iter(oids))]]
        known |= self._read(oid for idea in rest for oid in versions[idea])
        told = ((idea, (known[oid] for oid in oids)) for idea, oids in versions.items())
        return {idea: next(filter(None, streams), "") for idea, streams in told}

    def redrawn(self) -> dict[str, tuple[Redrawn, ...]]:
        """Return by commit which files of ideas that landed before it alters, with their streams."""
        names = {idea_of(path) for step in self.rows for path, _, _ in step.files}
        old = {idea_of(path) for step in self.past for path, _, _ in self._ideas(step, names)}
        found: dict[str, list[tuple[str, str, str]]] = {}
        for step in self.rows:
            files = [*self._ideas(step, names)]
            before = {idea_of(path): oid for path, oid, _ in files if oid}
            found[step.oid] = [
                (path, oid or before.get(idea_of(path), ""), new)
                for path, oid, new in files
                if new and idea_of(path) in old | before.keys()
            ]
            old |= {idea_of(path) for path, _, _ in files}
        known = self._read(oid for row in found.values() for _, *oids in row for oid in oids if oid)
        return {
            commit: tuple(Redrawn(path, known.get(oid, ""), known[new]) for path, oid, new in row)
            for commit, row in found.items()
        }

    def _ideas(self, step: Step, ideas: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Yield path below the portfolio, and object id before and after, of files of these ideas."""
        for full, old, new in step.files:
            path = full.removeprefix(self.prefix)
            if path.startswith(FOLDER) and idea_of(path) in ideas and kind_of(path):
                yield path, old, new

    def _read(self, oids: Iterable[str]) -> dict[str, str]:
        """Return the stream in each of these blobs, '' for one in which there is none to read."""
        asked = dict.fromkeys(oids)
        found = objects(self.git, asked) if asked else ()
        texts = (plain(one.data) if one else None for one in found)
        return {oid: text_of(data, "stream") for oid, data in zip(asked, texts, strict=True)}
