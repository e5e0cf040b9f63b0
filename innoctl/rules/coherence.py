"""Whether the decisions on an idea form one story, and whether the idea file tells the same one.

A decision that comes out wrong still does its work in the story, so that one mistake gives
one finding and not one for everything after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from innoctl.errors import Finding
from innoctl.model.facts import OPEN_STATES, DecisionFacts, IdeaFacts
from innoctl.model.policy import GateFacts, ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.life import BESIDE_GATES, ONWARD, Chain, Life, Story, chain, counting, life

CUT: Final = 12
"""Characters of a SHA-256 that are shown: enough to tell decisions of one idea apart."""
NUMBERS: Final = 100
"""So many decisions an idea can have, for their numbers have two digits."""
OF_THE_CHAIN: Final = ("D420", "D421", "D423", "D424", "D450", "D451", "D452")
"""What is wrong between the decisions of an idea, whichever of them shows it."""


class Case(NamedTuple):
    """One idea with all its decisions, each with its path.

    ``whole`` is False when a decision on it could not be read: then what follows from the
    decisions is not known, and the idea file is not judged by it.
    """

    path: str
    idea: IdeaFacts
    decisions: Sequence[tuple[str, DecisionFacts]]
    whole: bool = True


def coherent(case: Case, process: ProcessFacts, lived: Life, today: date) -> Iterator[Finding]:
    """Yield where the decisions on one idea contradict each other, the process or the idea file.

    ``lived`` is what follows from all of its decisions, whatever their day.
    """
    idea, iso = case.idea, today.isoformat()
    if idea.submitted_on > iso:
        yield Finding.of("D440", case.path, ("submitted_on",), day=idea.submitted_on, today=iso)
    if idea.conditions_met and case.whole:
        yield from _met_in_vain(case)
    if case.decisions:
        yield from _decided(case, process, iso)
    if case.whole and not lived.broken:
        yield from _derived(case, lived, process)


def coherent_with(path: str, case: Case, process: ProcessFacts, today: date) -> Iterator[Finding]:
    """Yield what is wrong with one of the decisions on an idea, or between all of them.

    A correction is also to blame for what it makes wrong of decisions that were right without it.
    """
    if len(case.decisions) > NUMBERS:  # told of each: to tell them all each time takes for ever
        own = (row for place, row in case.decisions if place == path)
        yield from (Finding.of("D424", path, number=row.number) for row in own)
        return
    lived = life(case.idea, [facts for _, facts in case.decisions], process)
    for one in coherent(case, process, lived, today):
        if one.path == path or one.code in OF_THE_CHAIN:
            yield one
    yield from _unsettled(path, case, process)


def _unsettled(path: str, case: Case, process: ProcessFacts) -> Iterator[Finding]:
    """Yield what would be right if nothing stood in the place of what a correction is of at first."""
    order = chain(row for _, row in case.decisions)
    paths = {id(row): place for place, row in case.decisions}
    known = {row.digest: row for row in order.linked}
    at = next((row for row in order.linked if paths[id(row)] == path), None)
    if at is None or not at.supersedes:
        return
    among = set(known)
    while at is not None and at.supersedes:
        among.discard(at.digest)
        at = known.get(at.supersedes)
    rows = counting(order.linked, among)
    stood = {one[:3] for one in _Telling(case, process, paths).check(rows)}
    for one in _Telling(case, process, paths).check(order.counting):
        if one.path != path and one[:3] not in stood:
            yield Finding.of("G581", path, ("supersedes",), file=one.path, why=one.code)


def _decided(case: Case, process: ProcessFacts, today: str) -> Iterator[Finding]:
    order = chain(row for _, row in case.decisions)
    paths = {id(row): path for path, row in case.decisions}
    yield from _numbered_twice(case)
    yield from _broken(order, paths)
    yield from _Telling(case, process, paths).check(order.counting)
    for path, row in case.decisions:
        if row.decided_on > today:
            yield Finding.of("D440", path, ("decided_on",), day=row.decided_on, today=today)


def _numbered_twice(case: Case) -> Iterator[Finding]:
    numbers = Counter(row.number for _, row in case.decisions)
    for path, row in case.decisions:
        if numbers[row.number] > 1:
            yield Finding.of("D424", path, number=row.number)


def _broken(order: Chain, paths: dict[int, str]) -> Iterator[Finding]:
    """Name the decisions where the chain breaks; those that follow on them are not to blame."""
    known = {row.digest for row in (*order.linked, *order.broken)}
    leaders = {row.after: row for row in order.linked}
    for row in order.broken:
        path, rival = paths[id(row)], leaders.get(row.after)
        if rival is not None:
            field = ("after",)
            yield Finding.of("D421", path, field, number=row.number, other=rival.number)
        elif row.after not in known:
            last = order.linked[-1].digest if order.linked else "null"
            yield Finding.of(
                "D420", path, ("after",), after=row.after[:CUT] or "null", expected=last
            )
    yield from _corrections(order, paths)


def _corrections(order: Chain, paths: dict[int, str]) -> Iterator[Finding]:
    """Name the corrections of what is not there, or of what another one stands in the place of."""
    earlier: set[str] = set()
    first: dict[str, DecisionFacts] = {}
    counts = {row.digest for row in order.counting}
    field = ("supersedes",)
    for row in order.linked:
        if row.supersedes and row.supersedes not in earlier:
            yield Finding.of("D423", paths[id(row)], field, supersedes=row.supersedes[:CUT])
        elif row.supersedes:
            other = first.setdefault(row.supersedes, row)
            if other is not row and row.digest in counts:
                yield Finding.of("D442", paths[id(row)], field, number=other.number)
        earlier.add(row.digest)


def _met_in_vain(case: Case) -> Iterator[Finding]:
    held = {(row.number, name) for _, row in case.decisions for name, _, _ in row.conditions}
    for place, (number, name, _) in enumerate(case.idea.conditions_met):
        if (number, name) not in held:
            field = ("conditions", place, "id")
            yield Finding.of("D453", case.path, field, condition=name, number=number)


class _Telling:
    """The decisions told in order, each judged by where the idea stood before it."""

    def __init__(self, case: Case, process: ProcessFacts, paths: dict[int, str]) -> None:
        self.case = case
        self.process = process
        self.paths = paths
        self.told: list[DecisionFacts] = []

    def check(self, counting: Sequence[DecisionFacts]) -> Iterator[Finding]:
        if not counting:
            return
        story = Story(self.process, self.case.idea.submitted_on, counting[0].stream)
        for row in counting:
            for code, field, params in self._judged(row, story):
                yield Finding.of(code, self.paths[id(row)], (field,), **params)
            story.tell(row)
            self.told.append(row)

    def _judged(self, row: DecisionFacts, story: Story) -> Iterator[_Verdict]:
        yield from self._in_order(row)
        closed = story.state not in OPEN_STATES
        gate = self.process.gate(row.what)
        if row.what not in BESIDE_GATES and gate is None:
            known = ", ".join([*(gate.id for gate in self.process.gates), *BESIDE_GATES])
            yield "D433", "what", {"what": row.what[:80], "known": known}
        elif closed and row.what not in {"reopen", "resume"}:
            since = story.visits[-1].left_on or story.visits[-1].entered_on
            yield "D434", "what", {"state": story.state, "since": since}
        elif row.what in _FIT and story.state not in _FIT[row.what]:
            yield "D435", "what", {"what": row.what, "state": story.state}
        else:
            yield from self._in_place(row, story, gate)

    def _in_order(self, row: DecisionFacts) -> Iterator[_Verdict]:
        before = self.told[-1].decided_on if self.told else ""
        came_in = self.case.idea.submitted_on
        if row.decided_on < before:
            yield "D438", "decided_on", {"day": row.decided_on, "before": before}
        elif row.decided_on < came_in:
            yield "D439", "decided_on", {"day": row.decided_on, "submitted_on": came_in}

    def _in_place(
        self, row: DecisionFacts, story: Story, gate: GateFacts | None
    ) -> Iterator[_Verdict]:
        if row.stream != story.stream:
            yield "D437", "stream", {"stream": row.stream, "actual": story.stream}
        if row.from_phase != story.phase:
            yield "D430", "from_phase", {"phase": row.from_phase[:80], "actual": story.phase}
        elif gate is not None and gate.from_phase != story.phase:
            start = {"gate": gate.id, "start": gate.from_phase, "actual": story.phase}
            yield "D432", "what", start
        elif gate is not None and row.outcome in ONWARD:
            yield from self._onward(row, gate)
        elif row.what == "reopen" and not self.process.back(row.to_phase, story.phase):
            far = {"to_phase": row.to_phase[:80], "actual": story.phase}
            yield "D441", "to_phase", far

    def _onward(self, row: DecisionFacts, gate: GateFacts) -> Iterator[_Verdict]:
        if row.to_phase != gate.to_phase:
            ends = {"start": gate.from_phase, "end": gate.to_phase}
            yield "D431", "to_phase", {"gate": gate.id, "to_phase": row.to_phase[:80], **ends}
        met = {(n, name) for n, name, day in self.case.idea.conditions_met if day <= row.decided_on}
        for earlier in self.told:
            for name, _, _ in earlier.conditions:
                if (earlier.number, name) not in met:
                    yield "D436", "outcome", {"condition": name, "number": earlier.number}


_Verdict = tuple[str, str, dict[str, str]]
_FIT: Final = {"resume": ("on_hold",), "reopen": ("stopped", "embedded")}


def _derived(case: Case, lived: Life, process: ProcessFacts) -> Iterator[Finding]:
    idea = case.idea
    if idea.phase != lived.phase and process.phase(idea.phase):
        yield Finding.of("D450", case.path, ("phase",), said=idea.phase, derived=lived.phase)
    if idea.state != lived.state:
        yield Finding.of("D451", case.path, ("state",), said=idea.state, derived=lived.state)
    if idea.stream != lived.stream:
        yield Finding.of("D452", case.path, ("stream",), said=idea.stream, derived=lived.stream)
