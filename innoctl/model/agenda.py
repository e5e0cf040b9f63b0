"""``agenda.yaml``: the innovation agenda that gives direction to the streams (V3, V26)."""

from __future__ import annotations

from typing import Literal

from innoctl.locale import N_
from innoctl.model.base import Day, Many, Part, Prose, Record, Slug, Unique, Words, doc, schema_line


class Dated(Part):
    """A piece of the agenda with the period in which it is in force."""

    id: Slug = doc(N_("Its id, as an idea names it."), "digitale-opsporing")
    name: Words = doc(N_("What it is called."))
    about: Words | None = doc(N_("What it is about."), default=None)
    from_: Day | None = doc(N_("The first day."), "2026-01-01", alias="from", default=None)
    until: Day | None = doc(N_("The last day."), default=None)


class Direction(Dated):
    """One direction of the strategic compass (V3)."""


class Goal(Dated):
    """A strategic goal; ``directions`` says which way it points."""

    directions: Unique[Slug] = doc(N_("The directions it serves."), default=())


class Theme(Dated):
    """A subject to invest in."""

    directions: Unique[Slug] = doc(N_("The directions it serves."), default=())
    domains: Unique[Slug] = doc(N_("The task domains it touches."), default=())


class Technology(Dated):
    """A key technology (sleuteltechnologie, V15)."""


class Limit(Dated):
    """Something that the organisation will not do."""


class Agenda(Record):
    """Thesis, directions, goals, themes, key technologies and limits."""

    schema_: Literal["innoctl/agenda/1"] = schema_line("agenda")
    thesis: Prose = doc(N_("The thought that carries the agenda."))
    directions: Many[Direction] = doc(N_("The strategic compass."))
    goals: Many[Goal] = doc(N_("Strategic goals."), default=())
    themes: Many[Theme] = doc(N_("Subjects to invest in."), default=())
    technologies: Many[Technology] = doc(N_("Key technologies."), default=())
    limits: Many[Limit] = doc(N_("Limits."), default=())
