"""The portfolio as one commit holds it: read from git's objects, whatever lies in the work tree.

What is judged at a gate, and the policy it is judged by, is what has landed.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from innoctl.errors import InnoError
from innoctl.model.authority_facts import authority_facts
from innoctl.model.policy_reading import (
    budget_facts,
    organisation_facts,
    people_facts,
    process_facts,
)
from innoctl.named import NamedTuple
from innoctl.rules.mandate import Policy
from innoctl.vcs import demand, head
from innoctl.vcs.objects import object_named
from innoctl.vcs.plumbing import Git
from innoctl.vcs.trees import parse
from innoctl.workspace.records import read_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from innoctl.model.policy import BudgetFacts, PeopleFacts, ProcessFacts

BUDGETS = "budgets"


class NoCommit(InnoError):
    """Nothing is committed yet, so nothing can be judged."""

    code = "U931"


class Blob(NamedTuple):
    """One file of the commit and the SHA-256 of its bytes."""

    data: bytes
    sha256: str


class Committed:
    """What the commit that is checked out holds below the portfolio's folder."""

    def __init__(self, root: Path) -> None:
        self.repository = demand(root)
        self.git = Git(self.repository)
        commit = head(self.repository)
        if commit is None:
            raise NoCommit
        self.commit = commit
        self._files: dict[str, Blob | None] = {}
        self._folders: dict[str, list[str]] = {}
        self._documents: dict[str, Any] = {}

    def file(self, path: str) -> Blob | None:
        """Return one file; None when the commit holds no plain file there."""
        if path not in self._files:
            folder, _, name = path.rpartition("/")
            there = name in self.names(folder)
            found = object_named(self.git, self._name(path)) if there else None
            self._files[path] = found and Blob(found.data, sha256(found.data).hexdigest())
        return self._files[path]

    def names(self, folder: str) -> Sequence[str]:
        """Return the names of the plain files in a folder; () where there is none."""
        if folder not in self._folders:
            tree = object_named(self.git, self._name(folder))
            entries = parse(tree.data, len(tree.oid) // 2) if tree and tree.kind == "tree" else {}
            plain = (name for name, entry in entries.items() if entry.mode.startswith("100"))
            self._folders[folder] = sorted(plain)
        return self._folders[folder]

    def _name(self, path: str) -> str:
        """Return what git calls a file or a folder of the commit; '' is the portfolio's own."""
        return f"{self.commit}:{f'{self.repository.prefix}{path}'.rstrip('/')}"

    def document(self, path: str) -> Any:
        """Return the plain data of a file; an empty mapping when it cannot be read."""
        from innoctl.store.yaml_document import load

        if path not in self._documents:
            blob = self.file(path)
            value, problems = load(blob.data) if blob else ({}, [])
            self._documents[path] = value if isinstance(value, dict) and not problems else {}
        return self._documents[path]

    @property
    def portfolio(self) -> str:
        """The portfolio's own id."""
        said = self.document("portfolio.yaml").get("id")
        return said if isinstance(said, str) else ""

    def process(self, stream: str) -> ProcessFacts:
        """Return the process as ``stream`` fills it in."""
        return process_facts(self.document("process.yaml"), self.document(f"process/{stream}.yaml"))

    def policy(self) -> Policy:
        """Return what decisions are judged by; `UnreadableIdea` where that cannot be read."""
        there = self.file("authority.yaml") is not None
        for path in ("authority.yaml", "organisation.yaml"):
            blob = self.file(path)
            if blob is not None and not self.document(path):
                read_record(path, blob.data)
        authority = authority_facts(self.document("authority.yaml")) if there else None
        return Policy(authority, organisation_facts(self.document("organisation.yaml")))

    def people(self) -> PeopleFacts:
        """Return who there are."""
        return people_facts(self.document("people.yaml"))

    def budget_files(self) -> list[str]:
        """Return the files of allocations."""
        return [f"{BUDGETS}/{name}" for name in self.names(BUDGETS) if name.endswith(".yaml")]

    def budgets(self, *, unread: bool = False) -> dict[str, BudgetFacts]:
        """Return every allocation by its id; ``unread`` as in `budget_facts`."""
        years = map(self.document, self.budget_files())
        return {row.id: row for year in years for row in budget_facts(year, unread=unread)}
