"""A portfolio as it stood at some commit, read from git objects: nothing is checked out."""

from __future__ import annotations

import errno
import os
import stat
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import UsageError
from innoctl.store.tree import TreeFile, TreeIndex, TreeWalk
from innoctl.vcs import demand
from innoctl.vcs.history import commit_named, entries
from innoctl.vcs.index import as_it_stood
from innoctl.vcs.objects import object_named
from innoctl.vcs.plumbing import Git
from innoctl.workspace.portfolio import MARKER, Portfolio

if TYPE_CHECKING:
    from innoctl.store.index import Index
    from innoctl.vcs import Repository


MONEY: Final = ("decisions", "ledger", "process", "process.yaml")
"""What grants and bookings are read from."""


def stood(portfolio: Portfolio, revision: str) -> Snapshot:
    """Return a portfolio as it stood at a commit; `NoSuchCommit`, `NotThen`, `NotARepository`."""
    repository = demand(portfolio.root)
    snapshot = Snapshot(repository, commit_named(Git(repository), revision))
    if snapshot.fetch(MARKER) is None:
        snapshot.close()
        raise NotThen(revision=revision)
    return snapshot


def as_committed(portfolio: Portfolio) -> Portfolio:
    """Return the decisions, ledgers and process of the commit that is checked out.

    That is the portfolio itself where none of them lies otherwise in the work tree: its index is
    there already, while a tree that was never read takes as long as all of its files.
    """
    git = Git(demand(portfolio.root))
    places = [f":(top,literal){git.repository.prefix}{place}" for place in MONEY]
    return portfolio if as_it_stood(git, *places) else stood(portfolio, "HEAD")


class NotThen(UsageError):
    """A commit in which the portfolio is not there."""

    code = "U714"


class InAnotherFolder(UsageError):
    """A first push whose portfolio stands in a folder that is not looked at."""

    code = "U869"


class Snapshot(Portfolio):
    """The portfolio of ``repository`` in the tree of ``revision``, a commit or a tree.

    ``after`` is the commit that a tree is meant to follow: it tells what came in before.
    """

    def __init__(self, repository: Repository, revision: str, after: str = "") -> None:
        super().__init__(repository.top / repository.prefix)
        self._after = after
        self.__dict__["repository"] = repository
        self._revision = revision
        self._git = Git(repository)

    @property
    def commit(self) -> str | None:
        """The commit or tree that is looked at."""
        return self._revision

    @property
    def _tip(self) -> str:
        return self._after or self._revision

    @cached_property
    def cache(self) -> Index:
        """The index of this tree, brought up to date when it is first asked for."""
        repository = self._known
        index = TreeIndex.at(self.root, repository.gitdir, self._walk)
        index.refresh()
        return index

    @cached_property
    def index(self) -> Index:
        """The same: a tree does not change."""
        return self.cache

    def validated_index(self) -> Index:
        """Return the index; what is wrong inside records is looked up when it is asked for."""
        return self.cache

    def top(self) -> list[str]:
        """Return the names in the portfolio's own folder."""
        return sorted(row.path for row in self._files if "/" not in row.path)

    def fetch(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is no plain file of that name."""
        try:
            return self._bytes(path)
        except OSError:
            return None

    def refuse_elsewhere(self) -> None:
        """Raise `InAnotherFolder` where portfolios stand in folders below alone."""
        below = [path for path in self._oids if path.endswith(f"/{MARKER}")]
        if below and MARKER not in self._oids:
            raise InAnotherFolder(folders=", ".join(path.removesuffix(MARKER) for path in below))

    def close(self) -> None:
        """Let go of the index and of git."""
        super().close()
        self._git.close()

    @property
    def _known(self) -> Repository:
        repository = self.repository
        assert repository is not None  # noqa: S101  (it was given)
        return repository

    @cached_property
    def _files(self) -> list[TreeFile]:
        rows = entries(self._git, self._revision, self._known.prefix)
        return [TreeFile(*row) for row in rows]

    @cached_property
    def _oids(self) -> dict[str, str]:
        return {row.path: row.oid for row in self._files if stat.S_ISREG(row.mode)}

    def _walk(self) -> TreeWalk:
        return TreeWalk(self._files, self._bytes)

    def _bytes(self, path: str) -> bytes:
        found = object_named(self._git, self._oids[path]) if path in self._oids else None
        if found is None:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
        return found.data

    @cached_property
    def listing(self) -> dict[str, list[str]]:
        """The names of the idea files by folder."""
        found: dict[str, list[str]] = {}
        for path in self._oids:
            folder, _, name = path.rpartition("/")
            if folder.startswith("ideas/") and name.endswith(".yaml"):
                found.setdefault(folder, []).append(name[:-5])
        return found

    def decision_files(self, idea_path: str) -> list[str]:
        """Return the decisions on the idea at ``idea_path``, in the order of their numbers."""
        _, month, name = idea_path.split("/")
        start = f"decisions/{month}/{name.partition('-')[0]}-"
        return sorted(path for path in self._oids if path.startswith(start))

    def _place(self, name: str) -> str:
        paths: Any = [
            f"{folder}/{file}.yaml"
            for folder, names in self.listing.items()
            for file in names
            if file.startswith(f"{name}-")
        ]
        return str(paths[0]) if len(paths) == 1 else ""
