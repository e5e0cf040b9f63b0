"""What people call the things that reports know by id, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from innoctl.locale import N_, language
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.model.checklist import QuestionFacts
from innoctl.model.policy import (
    CriterionFacts,
    Named,
    OrganisationFacts,
    PeopleFacts,
    ProcessFacts,
    UnitFacts,
    in_language,
)
from innoctl.named import NamedTuple

ROLES: Final = {
    "gatekeepers": N_("gatekeepers"),
    "owner": N_("owner of the condition"),
    "broker": N_("innovation broker"),
    "brokers": N_("innovation brokers"),
    "director": N_("director of the stream"),
}
WAITS: Final = {
    "decision": N_("decision"),
    "hold-over": N_("hold is over"),
    "condition": N_("condition"),
    "first-answer": N_("first answer"),
    "broker": N_("no broker yet"),
    "roles": N_("people missing for the next gate"),
}
"""For what an idea waits, in a word or two; `innoctl.rules.waiting` and `worklist` have the keys."""
EVENTS: Final = {
    "submitted": N_("submitted"),
    "moved_in": N_("moved in"),
    "reopened": N_("reopened"),
    "go": N_("Go"),
    "conditional_go": N_("conditional Go"),
    "hold": N_("hold"),
    "rework": N_("rework"),
    "resumed": N_("resumed"),
    "no_go": N_("No-go"),
    "withdrawn": N_("withdrawn"),
    "moved_out": N_("moved out"),
    "embedded": N_("embedded"),
}
DIRECTIONS: Final = {
    "in": N_("in"),
    "onward": N_("onward"),
    "stays": N_("stays"),
    "out": N_("out"),
}


class Names(NamedTuple):
    """Where the names stand."""

    people: PeopleFacts
    organisation: OrganisationFacts
    process: ProcessFacts

    def person(self, person: str) -> str:
        """Return a person's display name, else the id."""
        return self.people.name(person) if person else ""

    def stream(self, stream: str) -> str:
        """Return a stream's name, else its id."""
        row = self.organisation.stream(stream)
        return (row and in_language(row.name, language())) or stream

    def director(self, stream: str) -> str:
        """Return the name of a stream's director, '' when nobody is named."""
        row = self.organisation.stream(stream)
        return self.person(row.director) if row else ""

    def council(self, stream: str) -> str:
        """Return what the gatekeepers of a stream are called together, '' when nobody says."""
        row = self.organisation.stream(stream)
        return in_language(row.council, language()) if row else ""

    def phase(self, phase: str) -> str:
        """Return a phase's name."""
        row = self.process.phase(phase)
        return (row and in_language(row.name, language())) or _(word("phase", phase))

    def gate(self, gate: str) -> str:
        """Return a gate's name."""
        row = self.process.gate(gate)
        return (row and in_language(row.name, language())) or gate

    def reason(self, code: str) -> str:
        """Return what a reason for No-go is called, '' for none."""
        return _named(self.process.reason_codes, code) if code else ""

    def deliverable(self, name: str) -> str:
        """Return what a deliverable is called, else its id."""
        return _named(self.process.deliverables, name)

    def question(self, name: str) -> str:
        """Return what a question of the checklist asks, else its id."""
        return _named(self.process.checklist, name)

    def criterion(self, name: str) -> str:
        """Return what a criterion is called, else its id."""
        return _named(self.process.criteria, name)

    def unit(self, unit: str) -> str:
        """Return a unit's name, else its id."""
        return _named(self.organisation.units, unit)

    def domain(self, domain: str) -> str:
        """Return a task domain's name, else its id."""
        return _named(self.organisation.domains, domain)

    def day(self, iso: str) -> str:
        """Return a day in the reader's form; what is no day stays the text that it is."""
        from datetime import date

        from innoctl.render.people import day

        try:
            return day(date.fromisoformat(iso))
        except ValueError:
            return iso

    def waiter(self, who: str, role: str, stream: str) -> str:
        """Return for whom is waited: the person, the council of the stream, or the role."""
        if who != role:
            return self.person(who)
        if role == "gatekeepers" and (council := self.council(stream)):
            return council
        if role == "director" and (director := self.director(stream)):
            return director
        return _(ROLES.get(role, role))


def _named(rows: Iterable[Named | UnitFacts | QuestionFacts | CriterionFacts], wanted: str) -> str:
    found = next((row for row in rows if row.id == wanted), None)
    return (found and in_language(found.name, language())) or wanted
