"""``organisation.yaml``: units, task domains, streams and who contributes what (V24, V30)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoctl.locale import N_
from innoctl.model.base import (
    Day,
    Line,
    Many,
    Part,
    Record,
    Slug,
    StreamId,
    Unique,
    Words,
    doc,
    schema_line,
)


class Unit(Part):
    """A part of the organisation: a nursery of ideas, and a place where they are used (V13)."""

    id: Slug = doc(N_("The unit's id."), "oost-nederland")
    name: Words = doc(N_("What it is called."), "Eenheid Oost-Nederland")
    kind: Literal["regional", "national", "service", "staff"] = doc(
        N_("The kind of unit."), "regional"
    )
    headcount: int | None = Field(
        None, ge=0, le=1_000_000, description=N_("How many people work there.")
    )


class Domain(Part):
    """A task domain such as investigation (V2)."""

    id: Slug = doc(N_("The domain's id."), "opsporing")
    name: Words = doc(N_("What it is called."), {"nl": "opsporing", "en": "investigation"})


class Stream(Part):
    """One of the three kinds of innovation stream, with its director (V24)."""

    id: StreamId = doc(
        N_("The stream's id: corps, unit/NAME or portfolio/NAME."), "unit/oost-nederland"
    )
    name: Words = doc(N_("What it is called."), "Eenheidsstroom Oost-Nederland")
    unit: Slug | None = doc(N_("The unit of a unit stream."), default=None)
    domain: Slug | None = doc(N_("The task domain of a portfolio stream."), default=None)
    director: Slug = doc(N_("The person who directs it."), "p-0101")
    council: Words | None = doc(
        N_("What its gatekeepers are called together."), "Innovatieraad Oost", default=None
    )


class Role(Part):
    """A role with its core contributions (V30, table 4.1)."""

    id: Slug = doc(N_("The role's id."), "innovation-holder-unit")
    name: Words = doc(N_("What it is called."), {"nl": "portefeuillehouder innovatie eenheid"})
    contributions: Unique[Literal["direction", "directing", "managing", "support"]] = doc(
        N_("What it contributes: gives direction, directs, manages the function, supports.")
    )


class Holder(Part):
    """A person who holds a role for a time; ``scope`` is a stream, or absent for all streams."""

    role: Slug = doc(N_("The role."), "innovation-broker")
    person: Slug = doc(N_("Who holds it."), "p-0101")
    scope: StreamId | None = doc(
        N_("The stream it is held for."), "unit/oost-nederland", default=None
    )
    from_: Day | None = doc(N_("The first day."), "2025-01-01", alias="from", default=None)
    until: Day | None = doc(N_("The last day."), default=None)


class Organisation(Record):
    """Units, domains, streams and roles."""

    schema_: Literal["innoctl/organisation/1"] = schema_line("organisation")
    name: Line = doc(N_("The organisation's name."), "Politie")
    units: Many[Unit] = doc(N_("The parts of the organisation."))
    domains: Many[Domain] = doc(N_("The task domains."), default=())
    streams: Many[Stream] = doc(N_("The innovation streams."))
    roles: Many[Role] = doc(N_("The roles and what they contribute."), default=())
    holders: Many[Holder] = doc(N_("Who holds which role."), default=())
