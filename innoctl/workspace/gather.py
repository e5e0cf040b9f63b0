"""What each rule needs of a portfolio, gathered from its index; the rules themselves are pure.

Ideas are taken stream by stream: a check of ten thousand never holds more than those of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from json import dumps, loads
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding
from innoctl.model.kinds import PEOPLE, REQUIRED, kind_of
from innoctl.model.policy_reading import (
    agenda_facts,
    organisation_facts,
    process_facts,
)
from innoctl.model.references import DEFINITIONS, Reference, references, targets
from innoctl.named import NamedTuple
from innoctl.rules import advice, carrying, cover, layout
from innoctl.rules.coherence import Case, coherent
from innoctl.rules.life import life
from innoctl.rules.references import allowed, duplicates, known_ids, unresolved
from innoctl.workspace.check import unpacked
from innoctl.workspace.gather_money import Money

if TYPE_CHECKING:
    from innoctl.errors import Field
    from innoctl.model.facts import DecisionFacts
    from innoctl.model.faults import Fault
    from innoctl.model.policy import ProcessFacts
    from innoctl.model.references import Targets
    from innoctl.rules.references import Known
    from innoctl.store.index import Index
    from innoctl.workspace.portfolio import Portfolio

_RECORDS: Final = ("idea", "decision")
"""Kinds of which there are many; what they define is known from their path as well."""
_UNKNOWN_KEY: Final = ("M201", "M202", "M203")
"""A key under another name may be the one that held the ids."""
MANY: Final = 1000
"""From so many records on, a second process saves more than it costs."""
_ITEM: Final = 2
"""Length of a field that is one item of a list at the top."""


def every_finding(portfolio: Portfolio, top: Sequence[str], today: date) -> Iterator[Finding]:
    """Yield what every rule has to say; ``top`` are the names in the portfolio's own folder."""
    index = portfolio.index
    yield from index.findings()
    faults = list(index.faults())
    yield from (Finding(fault.code, path, *fault[1:]) for path, fault in faults)
    yield from layout.missing(top)
    strangers = (path for path, word in index.strangers() if word in {"place", "suffix"})
    yield from layout.misplaced(strangers, top)
    yield from layout.budgets(index.documents("budget"))
    yield from layout.approvals(index.documents("approval"))
    yield from layout.overlays(index.documents("overlay"))
    ties = _tied(index, top, faults)
    yield from duplicates(ties.definitions)
    yield from _Records(portfolio, ties, today).findings()


class _Ties(NamedTuple):
    """What follows from all definitions together."""

    definitions: list[tuple[str, list[Reference]]]
    """the ids that files define; of ideas those alone that stand twice"""
    known: Known
    paths: dict[str, list[str]]
    """the files of each idea id"""
    unread: set[str]
    """files that count in no figure"""
    uncertain: set[str]
    """sorts of id that may be there without being known"""
    at_fault: set[tuple[str, Field]]
    """fields whose value has no proper form"""


def _tied(index: Index, top: Sequence[str], faults: list[tuple[str, Fault]]) -> _Ties:
    unread = {finding.path for finding in index.left_out()}
    definitions, paths = list(index.definitions()), index.idea_paths()
    known = known_ids(definitions)
    known["idea"] = {*paths} | {path[14:20] for path in unread if path.startswith("ideas/")}
    at_fault = {(path, fault.field) for path, fault in faults}
    uncertain = _uncertain(top, unread, faults)
    twice = [
        (path, [Reference(("id",), "idea", name)])
        for name, there in paths.items()
        if len(there) > 1
        for path in there
    ]
    return _Ties([*twice, *definitions], known, paths, unread, uncertain, at_fault)


def _uncertain(
    top: Sequence[str], unread: Iterable[str], faults: list[tuple[str, Fault]]
) -> set[str]:
    """Return the sorts of id that may be there without being known: their file cannot be trusted.

    It is missing or cannot be read, or what is wrong with it may hide an id.
    """
    sorts: set[str] = set()
    for path in (*(name for name in (*REQUIRED, PEOPLE) if name not in top), *unread):
        kind = kind_of(path)
        if kind is None:
            sorts.update(_IN_FOLDER.get(path.partition("/")[0], ()))
        elif kind.name not in _RECORDS:
            sorts.update(DEFINITIONS.get(kind.name, {}).values())
    for path, fault in faults:
        kind = kind_of(path)
        if kind is not None and kind.name not in _RECORDS and fault.code[0] == "M":
            sorts.update(_hidden(DEFINITIONS.get(kind.name, {}), fault))
    return sorts


def _hidden(definitions: dict[str, str], fault: Fault) -> Iterator[str]:
    """Yield the sorts of which a fault may hide an id: its list, its item or the id itself."""
    for pattern, sort in definitions.items():
        if _hides(pattern.partition(".")[0], fault.field, unknown=fault.code in _UNKNOWN_KEY):
            yield sort


def _hides(top: str, field: Field, *, unknown: bool) -> bool:
    if len(field) <= 1:
        return unknown or field in ((), (top,))
    return field[0] == top and (unknown or len(field) == _ITEM or field[-1] == "id")


_IN_FOLDER: Final = {"ideas": ("idea",), "budgets": ("budget",), "process": ("deliverable",)}
"""What the files of a folder define: it is a link or may not be looked into."""


class _Records:
    """References, and ideas with their decisions stream by stream: the many, on two processes."""

    def __init__(self, portfolio: Portfolio, ties: _Ties, today: date) -> None:
        self.portfolio = portfolio
        self.index: Index = portfolio.index
        self.ties = ties
        self.today = today
        self.money = Money(portfolio, today)
        self.process_document = portfolio.document("process.yaml")
        self.overlays: dict[str, Any] = {p[8:-5]: d for p, d in self.index.documents("overlay")}
        self.processes: dict[str, ProcessFacts] = {}
        self.unread = {path[18:24] for path in ties.unread if path.startswith("decisions/")}
        self.streams = self.index.streams()
        self.decided = self.index.ideas_with("decision")
        followed = self.decided | self.money.with_ledger
        self.months = {name: ties.paths[name][0][6:13] for name in followed & ties.paths.keys()}
        generic = self.process("")
        self.judging = bool(generic.phases and generic.gates) and "phase" not in ties.uncertain

    def process(self, stream: str) -> ProcessFacts:
        """Return the process of a stream, made once; those without an overlay share one."""
        overlaid = stream if stream in self.overlays else ""
        if overlaid not in self.processes:
            overlay = self.overlays.get(overlaid)
            self.processes[overlaid] = process_facts(self.process_document, overlay)
        return self.processes[overlaid]

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with records, and what is advised on all of them together."""
        portions = len(self.streams) + 1
        few = self.index.size < MANY
        said = [self.work(range(portions))] if few else self.index.answers(portions, self.work)
        tally, purse = advice.Tally(), cover.Purse()
        for answer in said:
            found, counted, taken = loads(answer)
            tally.add(counted)
            purse.add(taken)
            yield from (unpacked(row) for row in found)
        yield from carrying.allocations(self.money.allocations)
        if self.judging:
            yield from self.overall(tally)
            yield from self.money.covered(purse)

    def work(self, portions: Iterable[int]) -> bytes:
        """Do some portions, 0 the references and each other number a stream; as JSON."""
        counts = advice.Tally(), cover.Purse()
        found: list[Finding] = []
        for number in portions:
            found += (
                self.of_stream(self.streams[number - 1], *counts) if number else self.pointing()
            )
        said = [found, *(count.packed() for count in counts)]
        return dumps(said, separators=(",", ":")).encode()

    def pointing(self) -> Iterator[Finding]:
        """Yield references that lead nowhere, and the names of decisions on ideas that are not there."""
        ties = self.ties
        known, pointed = allowed(ties.known), self.index.targets()
        doubtful: Targets = defaultdict(set)
        for sort, word in pointed:
            if sort not in ties.uncertain and word not in known[sort]:
                doubtful[sort].add(word)
        for finding in unresolved(self.pointing_at(doubtful), ties.known, ties.uncertain):
            if (finding.path, finding.field) not in ties.at_fault:
                yield finding
        lost = [word for sort, word in pointed if sort == "idea" and word not in ties.paths]
        entries = self.index.decisions(ideas=lost) if lost else []
        yield from layout.decisions(((entry.path, entry.facts) for entry in entries), self.months)

    def pointing_at(self, doubtful: Targets) -> Iterator[tuple[str, list[Reference]]]:
        """Yield, by path, the references of the files that point to something doubtful."""
        for path, kind, data in self.index.bodies() if doubtful else ():
            found: Targets = defaultdict(set)
            targets(kind, data, found)
            if any(found[sort] & words for sort, words in doubtful.items()):
                yield path, references(kind, data)

    def of_stream(self, stream: str, tally: advice.Tally, purse: cover.Purse) -> Iterator[Finding]:
        """Yield what is wrong with the ideas that say they are in a stream."""
        cases = list(self.cases(stream))
        books = self.money.ledgers([case.idea.id for case in cases])
        process, paths = self.process(stream), self.ties.paths
        yield from layout.ideas((case.path, case.idea) for case in cases)
        for case in cases:
            name = case.idea.id
            if case.decisions:
                yield from layout.decisions(case.decisions, self.months)
            lines = books.get(name, [])
            if lines:
                yield from layout.ledgers(lines, self.months)
            if self.judging and len(paths.get(name, ())) == 1:
                yield from self.judged(case, process, tally)
                if case.decisions or lines:
                    yield from self.money.paid(case, lines, process, purse)

    def cases(self, stream: str) -> Iterator[Case]:
        """Yield the ideas that say they are in a stream, each with its decisions."""
        ideas = self.index.ideas(stream)
        of: dict[str, list[tuple[str, DecisionFacts]]] = {}
        decided = [entry.facts.id for entry in ideas if entry.facts.id in self.decided]
        for found in self.index.decisions(ideas=decided) if decided else ():
            of.setdefault(found.facts.idea, []).append((found.path, found.facts))
        for path, _, idea in ideas:
            yield Case(path, idea, of.get(idea.id, ()), idea.id not in self.unread)

    def judged(self, case: Case, process: ProcessFacts, tally: advice.Tally) -> Iterator[Finding]:
        """Yield where one idea and its decisions contradict each other, and advice on it."""
        idea, rows = case.idea, [row for _, row in case.decisions]
        lived = life(idea, rows, process)
        yield from coherent(case, process, lived, self.today)
        if rows:
            lived = life(idea, rows, process, self.today)
        paths = {row.digest: path for path, row in case.decisions}
        look = advice.Look(case.path, idea, lived, process, paths)
        tally.count(look, rows, self.today)
        yield from advice.on_idea(look, self.today)

    def overall(self, tally: advice.Tally) -> Iterator[Finding]:
        """Yield advice on the portfolio's own files."""
        document, today = self.portfolio.document, self.today
        organisation = organisation_facts(document("organisation.yaml"))
        yield from advice.on_agenda(agenda_facts(document("agenda.yaml")), tally, today)
        yield from advice.on_streams(organisation, self.process, tally)
        yield from advice.on_mandates(organisation, document("authority.yaml"), today)
