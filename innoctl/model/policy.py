"""What rules and reports need of the portfolio's own files: its policy, as facts without pydantic.

`innoctl.model.policy_reading` makes them from plain data.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from innoctl.model.checklist import QuestionFacts

Name = tuple[tuple[str, str], ...]
"""A name in one or more languages: (language, text); the language is '' when only one was given."""

FEEDBACK_DAYS: Final = 30
DECISION_DAYS: Final = 30
STALE_DAYS: Final = 60


def in_language(name: Name, language: str) -> str:
    """Return the name in ``language``, else in whatever language there is; '' for no name."""
    texts = dict(name)
    return texts.get(language) or texts.get("") or next(iter(texts.values()), "")


class PhaseFacts(NamedTuple):
    """A phase, with the deliverables that its gate asks for: (id, required)."""

    id: str
    name: Name
    deliverables: tuple[tuple[str, bool], ...] = ()


class GateFacts(NamedTuple):
    """A gate with all it asks for, a stream's overlay included."""

    id: str
    name: Name
    from_phase: str
    to_phase: str
    criteria: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    checklist: bool = False
    threshold: str = ""


class Named(NamedTuple):
    """Anything that is no more than an id and a name."""

    id: str
    name: Name


class CriterionFacts(NamedTuple):
    """A criterion (V10). ``kind`` is ``must`` or ``score``; ``threshold`` is 0 where there is none.

    ``evidence`` names the fields of an idea that carry the answer.
    """

    id: str
    name: Name
    question: Name = ()
    kind: str = "must"
    weight: int = 1
    threshold: int = 0
    evidence: tuple[str, ...] = ()


class ProcessFacts(NamedTuple):
    """The process as one stream follows it: the generic one with the stream's overlay on top."""

    version: str
    phases: tuple[PhaseFacts, ...]
    gates: tuple[GateFacts, ...]
    criteria: tuple[CriterionFacts, ...] = ()
    reason_codes: tuple[Named, ...] = ()
    deliverables: tuple[Named, ...] = ()
    optional: tuple[str, ...] = ()
    """deliverables without which a gate can open"""
    checklist: tuple[QuestionFacts, ...] = ()
    feedback_days: int = FEEDBACK_DAYS
    decision_days: int = DECISION_DAYS
    stale_days: int = STALE_DAYS

    @property
    def first(self) -> str:
        """The phase in which every idea begins; '' without phases."""
        return self.phases[0].id if self.phases else ""

    @property
    def last(self) -> str:
        """The phase that means in use; an idea that enters it is embedded."""
        return self.phases[-1].id if self.phases else ""

    @property
    def realising(self) -> tuple[str, ...]:
        """The phases that are paid from realisation money (V23): scaling, and in use."""
        ids = tuple(row.id for row in self.phases)
        return ids[-2:] if len(ids) > 2 else ids[-1:]  # noqa: PLR2004  (ideation, scaling, in use)

    def phase(self, phase: str) -> PhaseFacts | None:
        """Return the phase with this id."""
        return next((row for row in self.phases if row.id == phase), None)

    def gate(self, gate: str) -> GateFacts | None:
        """Return the gate with this id."""
        return next((row for row in self.gates if row.id == gate), None)

    def criterion(self, criterion: str) -> CriterionFacts | None:
        """Return the criterion with this id."""
        return next((row for row in self.criteria if row.id == criterion), None)

    def back(self, to_phase: str, phase: str) -> bool:
        """Tell whether an idea that was closed in ``phase`` can begin again in ``to_phase``.

        It goes through no gate by that, so no further than where it was, and never into use. From
        a phase that the process has no more it begins again at the first one.
        """
        ids = [row.id for row in self.phases]
        reached = ids.index(phase) if phase in ids else 0
        return to_phase in ids[: min(reached + 1, max(len(ids) - 1, 1))]

    def gates_from(self, phase: str) -> tuple[GateFacts, ...]:
        """Return the gates that lead out of a phase."""
        return tuple(row for row in self.gates if row.from_phase == phase)


class UnitFacts(NamedTuple):
    """A unit; ``headcount`` is 0 when not known."""

    id: str
    name: Name
    kind: str
    headcount: int


class StreamFacts(NamedTuple):
    """A stream with its director (V24)."""

    id: str
    name: Name
    unit: str
    domain: str
    director: str
    council: Name


class RoleFacts(NamedTuple):
    """A role with its core contributions (V30)."""

    id: str
    name: Name
    contributions: tuple[str, ...]


class HolderFacts(NamedTuple):
    """A person in a role; ``scope`` is a stream or '' for all; days are ISO or ''."""

    role: str
    person: str
    scope: str
    since: str
    until: str

    def serves(self, stream: str, day: str) -> bool:
        """Tell whether the role is held for ``stream`` on ``day``."""
        return self.scope in ("", stream) and in_force(self.since, self.until, day)


class OrganisationFacts(NamedTuple):
    """Units, domains, streams, roles and who holds them."""

    name: str
    units: tuple[UnitFacts, ...]
    domains: tuple[Named, ...]
    streams: tuple[StreamFacts, ...]
    roles: tuple[RoleFacts, ...]
    holders: tuple[HolderFacts, ...]

    def stream(self, stream: str) -> StreamFacts | None:
        """Return the stream with this id."""
        return next((row for row in self.streams if row.id == stream), None)

    def persons(self, role: str, stream: str, day: date) -> tuple[str, ...]:
        """Return who hold ``role`` for ``stream`` on ``day``, those of that stream alone first."""
        iso = day.isoformat()
        held = [h for h in self.holders if h.role == role and h.serves(stream, iso)]
        return tuple(dict.fromkeys(h.person for h in sorted(held, key=lambda h: not h.scope)))


class AgendaItem(NamedTuple):
    """A direction, goal, theme or technology with its period."""

    id: str
    name: Name
    since: str
    until: str
    directions: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Tell whether it holds on ``day``; no date means no border."""
        return in_force(self.since, self.until, day.isoformat())


class AgendaFacts(NamedTuple):
    """The innovation agenda (V26)."""

    directions: tuple[AgendaItem, ...]
    goals: tuple[AgendaItem, ...]
    themes: tuple[AgendaItem, ...]
    technologies: tuple[AgendaItem, ...]


class PersonFacts(NamedTuple):
    """A person; ``name`` is '' where display names are kept out of the portfolio."""

    id: str
    name: str
    unit: str
    email: str
    external: bool


class PeopleFacts(NamedTuple):
    """All persons by id."""

    persons: dict[str, PersonFacts]

    def name(self, person: str) -> str:
        """Return the name to show: the display name, else the id itself."""
        row = self.persons.get(person)
        return (row and row.name) or person


class ChangeFacts(NamedTuple):
    """One change of an allocation, in cents; ``carry`` is the budget on its other side, or ''."""

    on: str
    cents: int
    carry: str = ""
    why: str = ""


class BudgetFacts(NamedTuple):
    """One allocation; ``cents`` is what was allocated at the start.

    ``since`` is the day from which it can be granted on, ``place`` its number in its file, from 0.
    """

    id: str
    year: int
    status: str
    stream: str
    kind: str
    owner: str
    cents: int
    changes: tuple[ChangeFacts, ...]
    since: str = ""
    place: int = 0

    def allocated(self, day: date) -> int:
        """Return the allocation in cents with the changes up to and including ``day``."""
        iso = day.isoformat()
        first = self.cents if self.since <= iso else 0
        return first + sum(row.cents for row in self.changes if row.on <= iso)


class PortfolioFacts(NamedTuple):
    """``portfolio.yaml``; ``today`` is ISO or '', ``horizons`` are the target shares of 1, 2 and 3."""

    id: str
    name: str
    languages: tuple[str, ...]
    today: str
    horizons: tuple[str, ...]


def in_force(since: str, until: str, day: str) -> bool:
    """Tell whether ``day`` lies in a period of ISO days, ends included, '' for no border."""
    return since <= day and (not until or day <= until)
