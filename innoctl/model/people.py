"""``people.yaml``: persons by pseudonymous id; display names stand here alone."""

from __future__ import annotations

from typing import Literal

from innoctl.locale import N_
from innoctl.model.base import Line, Many, Part, Record, Slug, doc, schema_line


class Person(Part):
    """One person; anyone may add one."""

    id: Slug = doc(N_("A pseudonymous id."), "p-0101")
    name: Line | None = doc(N_("The name to show."), "Sanne de Wit", default=None)
    unit: Slug | None = doc(N_("The unit where this person works."), "oost-nederland", default=None)
    email: Line | None = doc(N_("The address that git knows this person by."), default=None)
    external: bool = doc(
        N_("Whether this person comes from outside the organisation."), default=False
    )


class People(Record):
    """All persons that records name."""

    schema_: Literal["innoctl/people/1"] = schema_line("people")
    people: Many[Person] = doc(N_("The persons."))
