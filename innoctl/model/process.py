"""``process.yaml`` and its overlays: phases, gates, criteria and norms as data (V7-V10)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoctl.locale import N_
from innoctl.model.base import (
    Day,
    Line,
    Many,
    Part,
    Prose,
    Record,
    Share,
    Slug,
    StreamId,
    Unique,
    Words,
    doc,
    schema_line,
)


class Deliverable(Part):
    """What a phase delivers before its gate (tussenproduct, V8)."""

    id: Slug = doc(N_("The deliverable's id, as an idea names it."), "proof-of-concept")
    name: Words = doc(
        N_("What it is called."), {"nl": "bewijs dat het kan werken", "en": "proof of concept"}
    )
    required: bool = doc(N_("Whether the gate stays shut without it."), default=True)
    source: Line | None = doc(N_("The row of the vision that asks for it."), "V19", default=None)


class Phase(Part):
    """One main phase (V8)."""

    id: Slug = doc(N_("The phase's id."), "ideation")
    name: Words = doc(N_("What it is called."), {"nl": "ideatie", "en": "ideation"})
    purpose: Words = doc(N_("What it leads to."))
    deliverables: Many[Deliverable] = doc(N_("What it delivers before its gate."), default=())


class Criterion(Part):
    """One question that gatekeepers answer at a gate (V10, table 3.1)."""

    id: Slug = doc(N_("The criterion's id."), "strategic-fit")
    name: Words = doc(N_("What it is called."), {"nl": "strategische fit", "en": "strategic fit"})
    question: Words = doc(N_("The question it asks."), {"nl": "Past het bij de innovatieagenda?"})
    kind: Literal["must", "score"] = doc(N_("must: met or not; score: 1 to 5."), "must")
    weight: int = Field(1, ge=0, le=10, description=N_("How much a score counts."))
    threshold: int | None = Field(None, ge=1, le=5, description=N_("The lowest score that passes."))
    evidence: Many[Line] = doc(
        N_("Fields of the idea that carry the answer."), ["themes"], default=()
    )


class Gate(Part):
    """The decision between two phases (V9)."""

    id: Slug = doc(N_("The gate's id."), "concept")
    name: Words = doc(N_("What it is called."), {"nl": "conceptpoort", "en": "concept gate"})
    from_: Slug = doc(N_("The phase before it."), "ideation", alias="from")
    to: Slug = doc(N_("The phase behind it."), "creation")
    criteria: Unique[Slug] = doc(N_("The criteria that are judged here."))
    deliverables: Unique[Slug] = doc(N_("The deliverables that are asked for here."), default=())
    roles: Unique[Literal["broker", "coach", "sponsor", "team", "change_lead"]] = doc(
        N_("Who must be known before the gate can open."), ["broker", "sponsor"], default=()
    )
    checklist: bool = doc(
        N_("Whether the legal and ethical checklist is asked for."), default=False
    )


class ReasonCode(Part):
    """Why an idea was mown, so that one can learn from it over many ideas."""

    id: Slug = doc(N_("The reason's id."), "exists-already")
    name: Words = doc(N_("What it is called."), {"nl": "bestaat al", "en": "exists already"})


class Trigger(Part):
    """Which ideas a question is for: all that is said here must be true of the idea."""

    kind: Literal["technological", "social"] | None = doc(
        N_("Only ideas of this kind."), "technological", default=None
    )
    touches_persons: bool | None = Field(
        None, description=N_("Only ideas that touch persons, or only those that do not.")
    )
    technologies: Unique[Slug] = doc(
        N_("Only ideas with one of these key technologies."), ["generatieve-ai"], default=()
    )
    tags: Unique[Slug] = doc(N_("Only ideas with one of these tags."), ["ai"], default=())


class ChecklistAnswer(Part):
    """One of the answers that a question of the checklist allows."""

    id: Slug = doc(N_("The answer's id."), "high-risk")
    name: Words = doc(N_("What it is called."), {"nl": "hoog risico", "en": "high risk"})
    shuts: bool = doc(N_("Whether the gate stays shut with this answer."), default=False)


class ChecklistItem(Part):
    """One legal or ethical question for technology that touches persons (V10, V15).

    The law changes, so that all of it is data: from when, until when and for which ideas a
    question is asked, what can be answered, and which answer shuts the gate.
    """

    id: Slug = doc(N_("The question's id."), "privacy-impact-assessment")
    name: Words = doc(N_("What it asks."))
    gate: Slug = doc(N_("The first gate that asks for it."), "product")
    since: Day | None = doc(
        N_("The day from which the law asks for it."), "2026-08-02", default=None
    )
    until: Day | None = doc(N_("The last day on which the law asks for it."), default=None)
    when: Trigger | None = doc(
        N_("For which ideas; without it, technological ones that touch persons."),
        {"touches_persons": True, "technologies": ["generatieve-ai"]},
        default=None,
    )
    answers: Many[ChecklistAnswer] = doc(
        N_("What can be answered; without it, done is enough."), default=()
    )
    required: bool = doc(N_("Whether the gate stays shut without an answer."), default=True)
    source: Line | None = doc(
        N_("Where the law or the policy asks for it."), "AVG art. 35", default=None
    )


class Norms(Part):
    """Terms in days that figures are held to; METRICS names the defaults."""

    feedback_days: int = Field(
        30, ge=1, le=3650, description=N_("First answer to the submitter."), examples=[30]
    )
    decision_days: int = Field(
        30, ge=1, le=3650, description=N_("From a handed-in dossier to a decision.")
    )
    stale_days: int = Field(
        60, ge=1, le=3650, description=N_("Longest silence around an active idea.")
    )


class Process(Record):
    """The generic process of the organisation."""

    schema_: Literal["innoctl/process/1"] = schema_line("process")
    version: Line = doc(N_("The version of the process."), "1.2")
    date: Day = doc(N_("The day this version came into force."), "2026-01-01")
    reason: Words = doc(N_("Why this version differs from the one before it."))
    phases: Many[Phase] = doc(N_("The phases in their order; the last one is in use."))
    gates: Many[Gate] = doc(N_("The gates between the phases."))
    criteria: Many[Criterion] = doc(
        N_("The criteria for Go or No-go; the five main ones cannot be removed.")
    )
    reason_codes: Many[ReasonCode] = doc(N_("Reasons for No-go."), default=())
    checklist: Many[ChecklistItem] = doc(N_("Legal and ethical questions."), default=())
    norms: Norms = doc(N_("Terms in days."), default=Norms())
    lessons: Unique[Slug] = doc(
        N_("Process lessons that this version carries out (V12)."), default=()
    )


class Overlay(Record):
    """How one stream fills the generic process in; the three building blocks stay (V7)."""

    schema_: Literal["innoctl/overlay/1"] = schema_line("overlay")
    stream: StreamId = doc(
        N_("The stream it is for; the same as in the file's path."), "unit/oost-nederland"
    )
    date: Day = doc(N_("The day it came into force."), "2026-01-01")
    reason: Words = doc(N_("Why this stream does it differently."))
    deliverables: Many[Deliverable] = doc(N_("Deliverables that this stream adds."), default=())
    gates: Many[OverlayGate] = doc(
        N_("What this stream asks at a gate, beside the generic process."), default=()
    )
    norms: Norms | None = doc(N_("Terms in days, instead of the generic ones."), default=None)
    note: Prose | None = doc(N_("What a reader must know."), default=None)


class OverlayGate(Part):
    """What a stream asks at one gate; criteria of its own come beside the generic ones."""

    gate: Slug = doc(N_("The gate."), "concept")
    deliverables: Unique[Slug] = doc(N_("Deliverables asked for here too."), default=())
    roles: Unique[Literal["broker", "coach", "sponsor", "team", "change_lead"]] = doc(
        N_("Who must be known here too."), default=()
    )
    threshold: Share | None = doc(
        N_("The lowest share of the highest possible score."), "0.60", default=None
    )


Overlay.model_rebuild()
