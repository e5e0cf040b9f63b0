"""One portfolio at work: where it is, what day it takes for today, and its files through the index.

`Portfolio.find` needs no file but ``portfolio.yaml`` to exist; all else is read when it is
first asked for, so that a command pays only for what it shows.
"""

from __future__ import annotations

import os
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from innoctl.errors import StorageError
from innoctl.model.kinds import ID_LENGTH, idea_of
from innoctl.resources import code_stamp
from innoctl.workspace.meant import meant, spelled, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from innoctl.model.policy import (
        AgendaFacts,
        BudgetFacts,
        OrganisationFacts,
        PeopleFacts,
        ProcessFacts,
    )
    from innoctl.store.index import Index
    from innoctl.vcs import Repository

MARKER: Final = "portfolio.yaml"


class NotAPortfolio(StorageError):
    """No folder from here upwards holds a ``portfolio.yaml``."""

    code = "U701"


class Portfolio:
    """A portfolio on disk. ``root`` holds ``portfolio.yaml``; ``who`` works here, by the settings."""

    def __init__(self, root: Path) -> None:
        self.root, self.who = root, ""
        self._processes: dict[str, ProcessFacts] = {}

    @classmethod
    def find(cls, start: Path) -> Portfolio:
        """Return the portfolio that ``start`` lies in; `NotAPortfolio` if there is none."""
        here = Path(os.path.abspath(start))  # noqa: PTH100  (".." goes, links stay)
        for folder in (here, *here.parents):
            if (folder / MARKER).is_file():
                return cls(folder)
        raise NotAPortfolio(start=here)

    @cached_property
    def repository(self) -> Repository | None:
        """The git repository around the portfolio, or None."""
        from innoctl import vcs

        return vcs.find(self.root)

    @property
    def commit(self) -> str | None:
        """The commit that is checked out; None outside git and before the first commit."""
        from innoctl.vcs import head

        return head(self.repository) if self.repository else None

    @cached_property
    def index(self) -> Index:
        """The index, opened and brought up to date once."""
        return self._refreshed(validate=False)

    def validated_index(self) -> Index:
        """Return the index brought up to date, each record that is read validated in one go."""
        if "index" not in self.__dict__:
            self.__dict__["index"] = self._refreshed(validate=True)
        return self.index

    def _refreshed(self, *, validate: bool) -> Index:
        from innoctl.store.place import begin

        walk = begin(self.root, self._gitdir)
        try:
            index = self.cache
        except BaseException:
            walk.abandon()
            raise
        index.refresh(walk, validate=validate)
        return index

    @cached_property
    def cache(self) -> Index:
        """The index as it lies there: for what proves the one file that it reads."""
        from innoctl.store.index import Index

        return Index.open(self.root, self._gitdir)

    @cached_property
    def committed(self) -> Portfolio:
        """The money of the commit that is checked out, whatever lies in the work tree."""
        from innoctl.workspace.snapshot import as_committed

        return as_committed(self)

    @property
    def _gitdir(self) -> Path | None:
        return self.repository.gitdir if self.repository else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index, if it was opened."""
        for one in {self.__dict__.get(name, self) for name in ("cache", "committed")} - {self}:
            one.close()

    def document(self, path: str) -> Any:
        """Return the plain data of one file; an empty mapping when it cannot be read."""
        found = self.cache.document(path)
        return found if isinstance(found, dict) else {}

    def today(self, at: date | None = None) -> date:
        """Return the day of a report: as asked, else as ``portfolio.yaml`` says, else the clock."""
        if at is not None:
            return at
        from innoctl.model.policy_reading import portfolio_facts

        fixed = portfolio_facts(self.document(MARKER)).today
        if fixed:
            return date.fromisoformat(fixed)
        return date.today()  # noqa: DTZ011  (a user's day is the day on the user's calendar)

    def process(self, stream: str = "") -> ProcessFacts:
        """Return the process as ``stream`` fills it in; without a stream, the generic one."""
        from innoctl.model.policy_reading import process_facts

        if stream not in self._processes:
            overlay = self.document(f"process/{stream}.yaml") if stream else {}
            self._processes[stream] = process_facts(self.document("process.yaml"), overlay)
        return self._processes[stream]

    def organisation(self) -> OrganisationFacts:
        """Return units, domains, streams and who holds which role."""
        from innoctl.model.policy_reading import organisation_facts

        return organisation_facts(self.document("organisation.yaml"))

    def agenda(self) -> AgendaFacts:
        """Return the innovation agenda; an empty one when there is none."""
        from innoctl.model.policy_reading import agenda_facts

        return agenda_facts(self.document("agenda.yaml"))

    def people(self) -> PeopleFacts:
        """Return the display name of each person, by id."""
        from innoctl.model.policy_reading import people_facts

        return people_facts(self.document("people.yaml"))

    def budgets(self, *, unread: bool = False) -> tuple[BudgetFacts, ...]:
        """Return every allocation of every year; ``unread`` as in `budget_facts`."""
        from innoctl.model.policy_reading import budget_facts

        found = (budget_facts(data, unread=unread) for _, data in self.index.documents("budget"))
        return tuple(budget for year in found for budget in year)

    def landed(self, paths: Collection[str]) -> dict[str, int]:
        """Return the place on the first-parent line at which each of some files came in, from 0.

        What is not there yet, or was never committed, has none.
        """
        from innoctl.vcs.history import came_in
        from innoctl.vcs.plumbing import Git

        repository, tip = self.repository, self._tip
        if repository is None or not tip:
            return {}
        prefix = repository.prefix
        found = came_in(Git(repository), tip, [f"{prefix}{path}" for path in sorted(paths)])
        return {path.removeprefix(prefix): place for path, place in found.items()}

    def bytes_before(self, path: str, other: str) -> bytes | None:
        """Return the bytes of ``other`` before ``path`` landed; as they are now if it never did."""
        from innoctl.vcs.history import blob_before
        from innoctl.vcs.plumbing import Git

        repository, tip = self.repository, self._tip
        if repository is None or not tip:
            return self.fetch(other)
        prefix = repository.prefix
        found = blob_before(Git(repository), tip, f"{prefix}{path}", f"{prefix}{other}")
        return self.fetch(other) if found is None else found

    @property
    def _tip(self) -> str | None:
        """The commit whose history tells what came before what."""
        return self.commit

    def left_out(self) -> list[tuple[str, str]]:
        """Return path and code of each file that no figure counts; to know why takes validating."""
        found = self.remembered(
            "left out", lambda: [(row.path, row.code) for row in self.index.left_out()]
        )
        return [(path, code) for path, code in found]

    def remembered(
        self, key: str, make: Callable[[], Any], stream: Callable[[], str] | None = None
    ) -> Any:
        """Return what ``make`` returned, plain JSON, for these very files and this ``key``.

        Proving that no file changed is quicker than counting again. What follows from one
        ``stream`` alone, as `report_on_stream` does, stands while others change.
        """
        from json import dumps, loads

        full = f"{key} {code_stamp()}"
        known = self.index.recall(full)
        if known is not None:
            return loads(known)
        made = make()
        self.index.remember(full, dumps(made), stream() if stream else "")
        return made

    def resolve(self, name: str) -> str:
        """Return the path of the idea that ``name`` means, without reading any idea.

        An id wins over the start of one, that over a part of a slug; the index knows ids, all
        else is a listing of folders. `UnknownIdea` names near misses, `AmbiguousIdea` candidates.
        """
        return self._place(spelled(name)) or meant(name, self.listing)

    def top(self) -> list[str]:
        """Return the names in the portfolio's own folder."""
        return sorted(os.listdir(self.root))  # noqa: PTH208  (names alone)

    def fetch(self, path: str) -> bytes | None:
        """Return the bytes of a file as it is now, b"" of one that is too large; None for a link or none."""
        from innoctl.store.reading import file_bytes
        from innoctl.store.yaml_document import SIZE

        try:
            large = (self.root / path).stat().st_size > SIZE
            return b"" if large else file_bytes(f"{self.root}/{path}")
        except OSError:
            return None

    def _place(self, name: str) -> str:
        """Return where an idea with exactly this id stands, as the index knows and the disk agrees."""
        if len(name) != ID_LENGTH:
            return ""
        paths = self.cache.paths(name)
        if len(paths) != 1 or not stem(paths[0]).startswith(f"{name}-"):
            return ""
        folder, _, file = paths[0].rpartition("/")
        return paths[0] if file in _names(self.root, folder) else ""

    @cached_property
    def listing(self) -> dict[str, list[str]]:
        """The names of the idea files by folder, as they were when first asked for."""
        folders = [f"ideas/{month}" for month in sorted(_names(self.root, "ideas"))]
        found = {folder: _names(self.root, folder) for folder in folders}
        return {
            folder: [name[:-5] for name in names if name.endswith(".yaml")]
            for folder, names in found.items()
        }

    def idea_files(self) -> Iterator[str]:
        """Yield the path of every idea file below the portfolio, by name alone."""
        for folder, names in self.listing.items():
            for name in names:
                yield f"{folder}/{name}.yaml"

    def decision_files(self, idea_path: str) -> list[str]:
        """Return the decisions on the idea at ``idea_path``, in the order of their numbers."""
        _, month, _ = idea_path.split("/")
        start = f"{idea_of(idea_path)}-"
        folder = f"decisions/{month}"
        return sorted(
            f"{folder}/{name}" for name in _names(self.root, folder) if name.startswith(start)
        )


def _names(root: Path, folder: str) -> list[str]:
    """Return what a folder holds; nothing behind a link, for it may lead out of the portfolio."""
    here = root
    for part in folder.split("/"):
        here /= part
        if here.is_symlink():
            return []
    try:
        return os.listdir(here)  # noqa: PTH208  (ten thousand names in a few milliseconds)
    except OSError:
        return []
