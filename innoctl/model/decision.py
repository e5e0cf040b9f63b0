"""``decisions/``: one decision on one idea, append-only, in one chain per idea."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoctl.locale import N_
from innoctl.model.base import (
    Day,
    Digest,
    IdeaId,
    InsidePath,
    Line,
    Many,
    ObjectId,
    Part,
    PositiveAmount,
    Prose,
    Record,
    Slug,
    StreamId,
    doc,
    schema_line,
)

Outcome = Literal["go", "conditional_go", "no_go", "hold", "rework", "accepted", "done"]


class Evidence(Part):
    """A file as it stood when it was judged."""

    path: InsidePath = doc(N_("The file's path in the portfolio."))
    sha256: Digest = doc(N_("The SHA-256 of its bytes."))


class Judgement(Part):
    """What was found on one criterion (V10)."""

    id: Slug = doc(N_("The criterion."), "added-value")
    verdict: Literal["met", "not_met", "unknown"] | None = doc(
        N_("For a must-meet criterion."), default=None
    )
    score: int | None = Field(None, ge=1, le=5, description=N_("For a scored criterion: 1 to 5."))
    because: Prose | None = doc(N_("Why."), default=None)


class Waiver(Part):
    """A deliverable or score that was waived; never authority, money or lawfulness."""

    what: Line = doc(N_("What was waived."))
    because: Prose = doc(N_("Why."))


class DecisionCondition(Part):
    """What must be done before the next gate can open."""

    id: Slug = doc(N_("The condition's id within this decision."), "c1")
    text: Line = doc(N_("What must be done."))
    owner: Slug = doc(N_("Who does it."), "p-0101")
    due: Day = doc(N_("When it is due."), "2026-06-30")


class Resource(Part):
    """Money that comes with the decision."""

    budget: Slug = doc(N_("The budget it comes from."), "oost-nederland-2026-innovatie")
    amount: PositiveAmount = doc(N_("How much, in euros."), "25000.00")


class Decision(Record):
    """A gate decision, a move, a withdrawal, a resumption or a reopening."""

    schema_: Literal["innoctl/decision/1"] = schema_line("decision")
    portfolio: Slug = doc(N_("The portfolio's id."), "politie")
    idea: IdeaId = doc(N_("The idea's id."), "k3f9ab")
    what: Slug = doc(N_("A gate's id, or move, change, withdraw, resume, reopen."), "concept")
    outcome: Outcome = doc(
        N_("What was decided; accepted for a move, done for the others beside gates."), "go"
    )
    after: Digest | None = doc(
        N_("SHA-256 of the idea's previous decision; null for the first one.")
    )
    from_phase: Slug = doc(N_("The phase before the decision."), "ideation")
    to_phase: Slug = doc(N_("The phase after it; the same when the idea stays."), "creation")
    stream: StreamId = doc(N_("The stream in which it was decided."), "unit/oost-nederland")
    to_stream: StreamId | None = doc(N_("The receiving stream of a move."), default=None)
    handed_in_on: Day | None = doc(
        N_("The day the dossier was handed in for this gate."), default=None
    )
    proposed_by: Slug = doc(N_("Who proposed it."), "p-0103")
    decided_by: Many[Slug] = doc(
        N_("Who decided, where the portfolio only records it."), default=()
    )
    decided_on: Day = doc(N_("The day of the decision."), "2026-03-12")
    base_commit: ObjectId | None = doc(
        N_("The commit at which the evidence was judged."), default=None
    )
    evidence: Many[Evidence] = doc(N_("The files that were judged."), default=())
    criteria: Many[Judgement] = doc(N_("What was found on each criterion."), default=())
    waivers: Many[Waiver] = doc(N_("What was waived."), default=())
    rationale: Prose | None = doc(N_("Why it was decided so."), default=None)
    conditions: Many[DecisionCondition] = doc(N_("Conditions of a conditional go."), default=())
    resources: Many[Resource] = doc(N_("Money that comes with it."), default=())
    reason_code: Slug | None = doc(N_("The reason for No-go."), "exists-already", default=None)
    lesson: Prose | None = doc(N_("What was learnt."), default=None)
    until: Day | None = doc(N_("The date to come back, for hold."), default=None)
    missing: Many[Line] = doc(N_("What is missing, for rework."), default=())
    to_submitter: Prose | None = doc(N_("What the submitter is told."), default=None)
    supersedes: Digest | None = doc(
        N_("SHA-256 of the decision that this one corrects."), default=None
    )
