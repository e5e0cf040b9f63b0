"""``ideas/``: one idea, from what the submitter wrote to what the work on it showed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoctl.locale import N_
from innoctl.model.base import (
    Day,
    IdeaId,
    Line,
    Many,
    Part,
    PositiveAmount,
    Prose,
    Record,
    Slug,
    StreamId,
    Title,
    Unique,
    doc,
    schema_line,
)
from innoctl.model.scaling import Effect, Scaling

Side = Literal["operation", "support", "innovation", "external"]


class Member(Part):
    """Someone in the team, with the side that he or she comes from (V6, V16)."""

    person: Slug = doc(N_("Who."), "p-0110")
    role: Line = doc(N_("What this person does in the team."), "werkprocesspecialist")
    side: Side = doc(
        N_("Where this person comes from: operation, support, innovation or external."), "operation"
    )
    from_: Day | None = doc(N_("The first day."), "2026-02-01", alias="from", default=None)
    until: Day | None = doc(N_("The last day."), default=None)


class HandIn(Part):
    """The day a dossier was handed in for a gate; the decision's clock starts here."""

    gate: Slug = doc(N_("The gate."), "concept")
    on: Day = doc(N_("The day."), "2026-03-01")


class Delivered(Part):
    """A deliverable that is there, with where it can be found."""

    id: Slug = doc(N_("The deliverable."), "proof-of-concept")
    on: Day = doc(N_("The day it was delivered."), "2026-02-20")
    where: Line | None = doc(N_("Where it can be found."), default=None)
    text: Prose | None = doc(N_("The deliverable itself, when it is short."), default=None)


class Experiment(Part):
    """One turn of make, try, polish, try again (V17)."""

    id: Slug = doc(N_("The experiment's id within this idea."), "e1")
    hypothesis: Prose = doc(N_("What is expected."))
    where: Line | None = doc(N_("Where it is tried."), "basisteam Arnhem-Zuid", default=None)
    from_: Day | None = doc(N_("The first day."), alias="from", default=None)
    until: Day | None = doc(N_("The last day."), default=None)
    outcome: Prose | None = doc(N_("What came out."), default=None)
    learnt: Prose | None = doc(N_("What was learnt."), default=None)
    decision: Literal["persevere", "pivot", "stop"] | None = doc(N_("How to go on."), default=None)


class Facility(Part):
    """Capacity or a place to test that was asked for (V18)."""

    what: Line = doc(N_("What is needed."), "testomgeving met politiedata")
    provider: Line | None = doc(N_("Who provides it."), "PDC", default=None)
    requested_on: Day = doc(N_("The day it was asked for."))
    amount: PositiveAmount | None = doc(N_("What it costs, in euros."), default=None)
    status: Literal["requested", "granted", "refused", "delivered"] = doc(
        N_("Where it stands."), "requested"
    )


class Learning(Part):
    """A workshop or training for the innovators (V11)."""

    on: Day = doc(N_("The day."))
    what: Line = doc(N_("What was done."), "workshop prototypen")


class Feedback(Part):
    """An answer to the submitter."""

    on: Day = doc(N_("The day."), "2026-01-20")
    by: Slug = doc(N_("Who answered."), "p-0103")
    text: Prose = doc(N_("What was said."))


class ConditionMet(Part):
    """A condition of a decision that is met, with who accepts that."""

    decision: Line = doc(N_("The decision's number."), "01")
    id: Slug = doc(N_("The condition's id in that decision."), "c1")
    met_on: Day = doc(N_("The day it was met."))
    evidence: Prose = doc(N_("What shows it."))
    accepted_by: Slug = doc(N_("Who accepts it."))


class Check(Part):
    """An answer on the legal and ethical checklist (V10)."""

    id: Slug = doc(N_("The question."), "privacy-impact-assessment")
    status: Literal["open", "done", "not_applicable"] = doc(N_("Where it stands."), "done")
    answer: Slug | None = doc(
        N_("The answer, where the question has a list of them."), "high-risk", default=None
    )
    on: Day | None = doc(N_("The day."), default=None)
    because: Prose | None = doc(N_("Why, or where it can be found."), default=None)


class Link(Part):
    """A tie to another idea (V14, V28)."""

    to: IdeaId = doc(N_("The other idea."), "k3f9ab")
    relation: Literal["similar", "duplicate", "builds_on", "part_of", "follows_up"] = doc(
        N_("How they are tied."), "similar"
    )
    note: Line | None = doc(N_("What one should know."), default=None)


class Following(Part):
    """A stream that follows and supports the idea before it moves (V27)."""

    stream: StreamId = doc(N_("The stream."), "portfolio/opsporing")
    since: Day = doc(N_("Since when."))
    support: Line | None = doc(N_("What it gives."), default=None)


class Idea(Record):
    """One idea. ``phase``, ``state`` and ``stream`` follow from its decisions."""

    schema_: Literal["innoctl/idea/1"] = schema_line("idea")
    id: IdeaId = doc(N_("Six characters that never change."), "k3f9ab")
    title: Title = doc(N_("What it is, in one line."), "Scrum in de opsporing")
    stream: StreamId = doc(
        N_("The stream that directs it; changes by a move."), "unit/oost-nederland"
    )
    phase: Slug = doc(N_("The phase it is in; changes by a gate decision."), "ideation")
    state: Literal["active", "on_hold", "stopped", "embedded"] = doc(
        N_("Where it stands."), "active"
    )
    submitted_on: Day = doc(N_("The day it came in."), "2026-01-12")
    submitter: Slug | None = doc(N_("Who handed it in."), "p-0110", default=None)
    origin: Slug | None = doc(N_("The unit it comes from."), "oost-nederland", default=None)
    summary: Line | None = doc(N_("What it comes down to, in one or two sentences."), default=None)
    problem: Prose | None = doc(N_("What hurts today, and whom."), default=None)
    solution: Prose | None = doc(N_("What would be done differently."), default=None)
    value: Prose | None = doc(N_("What it brings (added value, V10)."), default=None)
    kind: Literal["technological", "social"] | None = doc(
        N_("The kind of innovation (V4)."), "social", default=None
    )
    social_side: Prose | None = doc(
        N_(
            "What changes in behaviour, organisation or leadership; a technological idea needs it (V4)."
        ),
        default=None,
    )
    source: Literal["practice", "technology"] | None = doc(
        N_("Where it springs from (V13)."), default=None
    )
    horizon: int | None = Field(
        None, ge=1, le=3, description=N_("1: 3-18 months, 2: to 3 years, 3: beyond (V25).")
    )
    reach: Literal["unit", "domain", "corps"] | None = doc(
        N_("How far it reaches (V25)."), "unit", default=None
    )
    reasons: Unique[Literal["performance", "environment", "capacity"]] = doc(
        N_("Why innovate (V2)."), default=()
    )
    domain: Slug | None = doc(N_("The task domain."), "opsporing", default=None)
    directions: Unique[Slug] = doc(N_("Directions of the compass it serves (V3)."), default=())
    themes: Unique[Slug] = doc(N_("Themes of the agenda it serves (V26)."), default=())
    technologies: Unique[Slug] = doc(N_("Key technologies it uses (V15)."), default=())
    tags: Unique[Slug] = doc(N_("Words to find it by."), default=())
    broker: Slug | None = doc(N_("The innovation broker (V14)."), default=None)
    coach: Slug | None = doc(N_("The innovation coach (V11)."), default=None)
    sponsor: Slug | None = doc(
        N_("Who decides, supports, breaks open and shields (V16)."), default=None
    )
    change_lead: Slug | None = doc(N_("Who will carry scaling (veranderaar, V20)."), default=None)
    team: Many[Member] = doc(N_("The team (V16)."), default=())
    following: Many[Following] = doc(N_("Streams that follow it (V27)."), default=())
    links: Many[Link] = doc(N_("Ties to other ideas."), default=())
    deliverables: Many[Delivered] = doc(N_("What has been delivered (V8)."), default=())
    touches_persons: bool | None = doc(
        N_("Whether the technology touches persons (V10)."), default=None
    )
    checklist: Many[Check] = doc(N_("Legal and ethical answers."), default=())
    experiments: Many[Experiment] = doc(N_("What was tried (V17)."), default=())
    facilities: Many[Facility] = doc(
        N_("What was asked for to develop and test (V18)."), default=()
    )
    learning: Many[Learning] = doc(N_("What the innovators learnt together (V11)."), default=())
    scaling: Scaling | None = doc(N_("How it is to be scaled (V19-V22)."), default=None)
    effect: Effect | None = doc(N_("Baseline, target and measured effect (V34)."), default=None)
    handed_in: Many[HandIn] = doc(N_("Dossiers that were handed in for a gate."), default=())
    conditions: Many[ConditionMet] = doc(N_("Conditions that are met."), default=())
    feedback: Many[Feedback] = doc(N_("Answers to the submitter."), default=())
    notes: Prose | None = doc(N_("Anything else."), default=None)
