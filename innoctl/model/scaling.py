"""The parts of an idea that tell of scaling and of effect (V19-V22, V34)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoctl.locale import N_
from innoctl.model.base import Day, Line, Many, Part, Prose, Slug, Unique, doc


class Essence(Part):
    """A point of the product that is not negotiable (V22)."""

    id: Slug = doc(N_("The point's number."), "1")
    text: Line = doc(N_("What must stay."))


class Adoption(Part):
    """A unit that took it into use, and what it made of it (V22)."""

    unit: Slug = doc(N_("The unit."), "rotterdam")
    since: Day = doc(N_("The first day of use."))
    until: Day | None = doc(N_("The last day of use."), default=None)
    users: int | None = Field(None, ge=0, le=1_000_000, description=N_("Active users."))
    intended: int | None = Field(None, ge=0, le=1_000_000, description=N_("Intended users."))
    adapted: Prose | None = doc(N_("What was done differently here."), default=None)
    kept: Unique[Slug] = doc(N_("The points of the essence that are kept."), default=())


class Scaling(Part):
    """How an innovation gets into use: implement (planned) or spread (taken over) (V21)."""

    strategy: Literal["implement", "spread"] | None = doc(
        N_("implement or spread."), "spread", default=None
    )
    conditions: Prose | None = doc(
        N_("Conditions for later scaling: architecture, maintenance (V19)."), default=None
    )
    targets: Unique[Slug] = doc(N_("Units where it is meant to be used."), default=())
    receiver: Line | None = doc(N_("The organisation that receives it."), default=None)
    handover: Prose | None = doc(N_("How it is handed over, and who comes along."), default=None)
    network: Prose | None = doc(N_("The network through which it spreads."), default=None)
    stories: Many[Line] = doc(N_("Stories that are told about it."), default=())
    ambassadors: Unique[Slug] = doc(N_("Who tells them."), default=())
    essence: Many[Essence] = doc(N_("What must stay the same everywhere (V22)."), default=())
    adoptions: Many[Adoption] = doc(N_("Where it is in use."), default=())


class Measurement(Part):
    """A measured value."""

    on: Day = doc(N_("The day."))
    value: Line = doc(N_("The value, in the effect's unit."), "34")
    method: Line | None = doc(N_("How it was measured."), default=None)


class Effect(Part):
    """What gets better, against which baseline, and by how much (V34)."""

    what: Line = doc(N_("What is measured."), "dagen van aangifte tot verhoor")
    unit: Line | None = doc(N_("The unit it is measured in."), "dagen", default=None)
    baseline: Line | None = doc(N_("The value before."), "62", default=None)
    target: Line | None = doc(N_("The value aimed at."), "40", default=None)
    measured: Many[Measurement] = doc(N_("Measured values."), default=())
    study: Line | None = doc(N_("The study into its effects (V20)."), default=None)
