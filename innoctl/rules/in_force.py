"""The portfolio's own files as they are in force: of each the last version that was approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from innoctl.model.authority_facts import authority_facts
from innoctl.model.policy import ProcessFacts
from innoctl.model.policy_reading import (
    budget_facts,
    organisation_facts,
    portfolio_facts,
    process_facts,
)
from innoctl.rules.landing import Document, Landed
from innoctl.rules.mandate import Policy
from innoctl.rules.shares import payers

UNREADABLE: Final[Document] = {"approval": "signed"}
"""A file of the policy that cannot be read lets nobody decide anything."""
BUDGETS: Final = "budgets/"


class InForce:
    """What decisions are judged by at one moment; what follows from the files is made once."""

    def __init__(self, documents: Mapping[str, Document] | None = None) -> None:
        self._documents = dict(documents or {})
        self._processes: dict[str, ProcessFacts] = {}

    def after(self, rows: Iterable[Landed]) -> InForce:
        """Return what is in force once these versions are; one that cannot be read changes nothing."""
        found = InForce(self._documents)
        for row in rows:
            if row.data is not None:
                found._documents[row.path] = row.data
            elif not row.digest:
                found._documents.pop(row.path, None)
        return found

    def unreadable(self, path: str) -> InForce:
        """Return what is in force while this file lets nobody decide anything."""
        return InForce({**self._documents, path: UNREADABLE})

    @cached_property
    def portfolio(self) -> str:
        """The portfolio's id."""
        return portfolio_facts(self._documents.get("portfolio.yaml")).id

    @cached_property
    def policy(self) -> Policy:
        """Who may decide."""
        said = self._documents.get("authority.yaml")
        authority = None if said is None else authority_facts(said)
        return Policy(authority, organisation_facts(self._documents.get("organisation.yaml")))

    @cached_property
    def payers(self) -> dict[str, str]:
        """The stream whose money each budget is, by the allocations."""
        years = [data for path, data in self._documents.items() if path.startswith(BUDGETS)]
        return payers(row for data in years for row in budget_facts(data, unread=True))

    def process(self, stream: str = "") -> ProcessFacts:
        """Return the process for a stream."""
        if stream not in self._processes:
            overlay = self._documents.get(f"process/{stream}.yaml")
            self._processes[stream] = process_facts(self._documents.get("process.yaml"), overlay)
        return self._processes[stream]

    def document(self, path: str) -> Document:
        """Return one of the files; {} where there is none."""
        return self._documents.get(path, {})

    def holds(self, row: Landed) -> bool:
        """Tell whether this version is in force, or this file is not there and goes.

        What is there and cannot be read is never in force: others may read it.
        """
        unread = row.data is None and row.digest
        return not unread and self._documents.get(row.path) == row.data
