"""What each rule needs of a portfolio, gathered from its index; the rules themselves are pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding
from innoctl.model.kinds import REQUIRED, kind_of
from innoctl.model.policy_reading import (
    agenda_facts,
    organisation_facts,
    process_facts,
)
from innoctl.model.references import DEFINITIONS
from innoctl.rules import advice, layout
from innoctl.rules.coherence import Case, coherent
from innoctl.rules.life import life
from innoctl.rules.references import duplicates, known_ids, unresolved

if TYPE_CHECKING:
    from innoctl.model.facts import DecisionFacts
    from innoctl.model.faults import Fault
    from innoctl.model.policy import ProcessFacts
    from innoctl.model.references import Reference
    from innoctl.store.index import Index
    from innoctl.workspace.portfolio import Portfolio

_RECORDS: Final = ("idea", "decision")
"""Kinds of which there are many; what they define is known from their path as well."""
_ITEM: Final = 2
"""Length of a field that is one item of a list at the top."""


def every_finding(portfolio: Portfolio, top: Sequence[str], today: date) -> Iterator[Finding]:
    """Yield what every rule has to say; ``top`` are the names in the portfolio's own folder."""
    gathered = _Gathered(portfolio, top)
    yield from gathered.unread
    yield from (Finding(fault.code, path, *fault[1:]) for path, fault in gathered.faults)
    yield from layout.missing(top)
    yield from layout.misplaced((path for path, _ in gathered.yaml_strangers), top)
    yield from gathered.named()
    yield from gathered.referring()
    if gathered.process_known:
        yield from gathered.told(today)
        yield from gathered.advised(today)


class _Gathered:
    """A portfolio's records in the forms that rules take."""

    def __init__(self, portfolio: Portfolio, top: Sequence[str]) -> None:
        self.portfolio = portfolio
        self.index: Index = portfolio.index
        self.top = top
        self.unread = self.index.findings()
        self.unread_paths = {finding.path for finding in self.index.left_out()}
        self.faults: list[tuple[str, Fault]] = list(self.index.faults())
        self.ideas = self.index.ideas()
        self.decisions = self.index.decisions()
        self.processes: dict[str, ProcessFacts] = {}

    @property
    def yaml_strangers(self) -> Iterator[tuple[str, str]]:
        """Files that look like records and are none."""
        return (
            (path, word) for path, word in self.index.strangers() if word in {"place", "suffix"}
        )

    @property
    def process_known(self) -> bool:
        """Whether there is a process to judge by; what is wrong with it has been told."""
        return bool(self.generic.phases and self.generic.gates) and "phase" not in self.uncertain

    @cached_property
    def generic(self) -> ProcessFacts:
        return process_facts(self.portfolio.document("process.yaml"))

    @cached_property
    def overlays(self) -> dict[str, Any]:
        return {path[8:-5]: data for path, data in self.index.documents("overlay")}

    @cached_property
    def definitions(self) -> list[tuple[str, list[Reference]]]:
        return list(self.index.definitions())

    def process(self, stream: str) -> ProcessFacts:
        """Return the process of a stream, made once."""
        if stream not in self.processes:
            overlay = self.overlays.get(stream)
            document = self.portfolio.document("process.yaml")
            self.processes[stream] = process_facts(document, overlay) if overlay else self.generic
        return self.processes[stream]

    @cached_property
    def uncertain(self) -> set[str]:
        """The sorts of id that may be there without being known: their file cannot be trusted.

        It is missing or cannot be read, or what is wrong with it may hide an id.
        """
        sorts: set[str] = set()
        gone = [name for name in REQUIRED if name not in self.top]
        for path in (*gone, *self.unread_paths):
            kind = kind_of(path)
            if kind is not None and kind.name not in _RECORDS:
                sorts.update(DEFINITIONS.get(kind.name, {}).values())
        for path, fault in self.faults:
            sorts.update(_hidden(path, fault))
        return sorts

    def referring(self) -> Iterator[Finding]:
        """Yield references that lead nowhere and ids that stand twice."""
        known = known_ids(self.definitions)
        known["idea"] |= {path[14:20] for path in self.unread_paths if path.startswith("ideas/")}
        at_fault = {(path, fault.field) for path, fault in self.faults}
        for finding in unresolved(self.index.references(), known, self.uncertain):
            if (finding.path, finding.field) not in at_fault:
                yield finding
        yield from duplicates(self.definitions)

    def named(self) -> Iterator[Finding]:
        """Yield files whose name and content disagree."""
        months = {entry.facts.id: entry.path[6:13] for entry in self.ideas}
        yield from layout.ideas((entry.path, entry.facts) for entry in self.ideas)
        yield from layout.decisions(((e.path, e.facts) for e in self.decisions), months)
        yield from layout.budgets(self.index.documents("budget"))
        yield from layout.overlays(self.index.documents("overlay"))

    @cached_property
    def cases(self) -> list[Case]:
        """Each idea with its decisions; an id that two files have is told elsewhere."""
        times = Counter(entry.facts.id for entry in self.ideas)
        unread = {path[18:24] for path in self.unread_paths if path.startswith("decisions/")}
        of: dict[str, list[tuple[str, DecisionFacts]]] = {}
        for entry in self.decisions:
            of.setdefault(entry.facts.idea, []).append((entry.path, entry.facts))
        return [
            Case(path, facts, of.get(facts.id, []), facts.id not in unread)
            for path, _, facts in self.ideas
            if times[facts.id] == 1
        ]

    def told(self, today: date) -> Iterator[Finding]:
        """Yield where decisions and ideas contradict each other."""
        for case in self.cases:
            yield from coherent(case, self.process(case.idea.stream), today)

    def advised(self, today: date) -> Iterator[Finding]:
        """Yield what the vision and the norms advise."""
        for case in self.cases:
            process = self.process(case.idea.stream)
            rows = [row for _, row in case.decisions]
            paths = {row.digest: path for path, row in case.decisions}
            look = advice.Look(
                case.path, case.idea, life(case.idea, rows, process, today), process, paths
            )
            yield from advice.on_idea(look, today)
        document = self.portfolio.document
        organisation = organisation_facts(document("organisation.yaml"))
        ideas = (entry.facts for entry in self.ideas)
        yield from advice.on_agenda(agenda_facts(document("agenda.yaml")), ideas, today)
        yield from advice.on_streams(organisation, (entry.facts for entry in self.decisions))
        yield from advice.on_mandates(organisation, document("authority.yaml"), today)


def _hidden(path: str, fault: Fault) -> Iterator[str]:
    """Yield the sorts of which a fault in a file may hide an id: its list, its item or the id itself."""
    kind = kind_of(path)
    if kind is None or kind.name in _RECORDS or fault.code[0] != "M":
        return
    for pattern, sort in DEFINITIONS.get(kind.name, {}).items():
        top = pattern.partition(".")[0]
        at_top = len(fault.field) <= 1 and (fault.field == (top,) or fault.code in _UNKNOWN)
        in_list = fault.field[:1] == (top,) and (
            len(fault.field) == _ITEM or fault.field[-1] == "id" or fault.code in _UNKNOWN
        )
        if at_top or in_list:
            yield sort


_UNKNOWN: Final = ("M201", "M202", "M203")
"""A key under another name may be the one that held the ids."""
