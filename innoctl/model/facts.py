"""The facts that lists and reports need of one idea or decision, small enough to keep by the ten thousand.

Days are ISO strings, which sort as days do; amounts are whole cents.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from innoctl.named import NamedTuple

STATES: Final = ("active", "on_hold", "stopped", "embedded")
OUTCOMES: Final = ("go", "conditional_go", "no_go", "hold", "rework", "accepted", "done")
HORIZONS: Final = (1, 2, 3)
OPEN_STATES: Final = ("active", "on_hold")

_F = TypeVar("_F", "IdeaFacts", "DecisionFacts")


class IdeaFacts(NamedTuple):
    """One idea as lists and reports see it."""

    id: str
    title: str
    stream: str
    phase: str
    state: str
    submitted_on: str
    submitter: str
    origin: str
    summary: str
    kind: str
    source: str
    horizon: int
    reach: str
    reasons: tuple[str, ...]
    domain: str
    directions: tuple[str, ...]
    themes: tuple[str, ...]
    technologies: tuple[str, ...]
    tags: tuple[str, ...]
    broker: str
    coach: str
    sponsor: str
    change_lead: str
    team: tuple[tuple[str, str, str], ...]
    """(person, side, until or '')"""
    handed_in: tuple[tuple[str, str], ...]
    """(gate, day)"""
    feedback: tuple[str, ...]
    """days of the answers to the submitter, oldest first"""
    conditions_met: tuple[tuple[str, str, str], ...]
    """(decision number, condition id, day)"""
    links: tuple[tuple[str, str], ...]
    """(relation, other idea)"""
    following: tuple[tuple[str, str], ...]
    """(stream, since)"""
    strategy: str
    adoptions: tuple[tuple[str, str, str], ...]
    """(unit, since, until or '')"""
    events: tuple[str, ...]
    """every day on which something happened according to the file, oldest first"""
    social_side: bool
    """whether it says what changes for people (V4)"""


class DecisionFacts(NamedTuple):
    """One decision as reports see it; ``digest`` is the SHA-256 of its bytes."""

    idea: str
    number: str
    digest: str
    what: str
    outcome: str
    after: str
    from_phase: str
    to_phase: str
    stream: str
    to_stream: str
    handed_in_on: str
    proposed_by: str
    decided_by: tuple[str, ...]
    decided_on: str
    conditions: tuple[tuple[str, str, str], ...]
    """(id, owner, due)"""
    resources: tuple[tuple[str, int], ...]
    """(budget, cents)"""
    reason_code: str
    until: str
    supersedes: str
    answers: bool
    """whether it says something to the submitter"""

    @property
    def taken_in(self) -> str:
        """The stream that takes it: a move is taken by the stream that takes the idea over (V27)."""
        return (self.to_stream if self.what == "move" else "") or self.stream

    @property
    def cents(self) -> int:
        """All that it grants."""
        return sum(cents for _budget, cents in self.resources)


class LineFacts(NamedTuple):
    """One booking; ``cents`` is below zero in a counter-entry."""

    what: str
    on: str
    budget: str
    cents: int
    reference: str
    commitment: str
    corrects: str
    booked_by: str
    note: str


class LedgerFacts(NamedTuple):
    """What one idea commits and spends, as its file has it."""

    idea: str
    lines: tuple[LineFacts, ...]


def _lists(kind: type[IdeaFacts | DecisionFacts]) -> tuple[list[int], list[int]]:
    """Return the places of facts that are tuples of texts, and of those that are tuples of tuples."""
    said = list(enumerate(kind.__annotations__.values()))
    nested = [place for place, words in said if words.startswith("tuple[tuple[")]
    lists = [place for place, words in said if words.startswith("tuple[")]
    return [place for place in lists if place not in nested], nested


_LISTS: Final = {kind: _lists(kind) for kind in (IdeaFacts, DecisionFacts)}


def restore(kind: type[_F], packed: list[Any]) -> _F:
    """Make facts again from the JSON array that they were kept as, which is used up by that."""
    flat, nested = _LISTS[kind]
    for place in flat:
        packed[place] = tuple(packed[place])
    for place in nested:
        packed[place] = tuple(map(tuple, packed[place])) if packed[place] else ()
    return kind(*packed)
