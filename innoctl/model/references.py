"""What a record points to, as data: one table for every kind, so that no reference goes unchecked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Final

from innoctl.errors import Field
from innoctl.named import NamedTuple


class Reference(NamedTuple):
    """One pointer: from a field to a record of some sort (``person``, ``theme``, ...)."""

    field: Field
    sort: str
    target: str


Targets = defaultdict[str, set[str]]
"""The ids that are pointed to, by sort."""

_IDEA: Final = {
    "stream": "stream",
    "phase": "phase",
    "submitter": "person",
    "origin": "unit",
    "domain": "domain",
    "directions.*": "direction",
    "themes.*": "theme",
    "technologies.*": "technology",
    "broker": "person",
    "coach": "person",
    "sponsor": "person",
    "change_lead": "person",
    "team.*.person": "person",
    "following.*.stream": "stream",
    "links.*.to": "idea",
    "deliverables.*.id": "deliverable",
    "checklist.*.id": "checklist",
    "handed_in.*.gate": "gate",
    "conditions.*.accepted_by": "person",
    "feedback.*.by": "person",
    "scaling.targets.*": "unit",
    "scaling.ambassadors.*": "person",
    "scaling.adoptions.*.unit": "unit",
}
_DECISION: Final = {
    "portfolio": "portfolio",
    "idea": "idea",
    "from_phase": "phase",
    "to_phase": "phase",
    "stream": "stream",
    "to_stream": "stream",
    "proposed_by": "person",
    "decided_by.*": "person",
    "criteria.*.id": "criterion",
    "conditions.*.owner": "person",
    "resources.*.budget": "budget",
    "reason_code": "reason_code",
}
TABLE: Final[dict[str, dict[str, str]]] = {
    "idea": _IDEA,
    "decision": _DECISION,
    "process": {
        "gates.*.from": "phase",
        "gates.*.to": "phase",
        "gates.*.criteria.*": "criterion",
        "gates.*.deliverables.*": "deliverable",
        "checklist.*.gate": "gate",
    },
    "overlay": {
        "stream": "stream",
        "gates.*.gate": "gate",
        "gates.*.deliverables.*": "deliverable",
    },
    "organisation": {
        "streams.*.unit": "unit",
        "streams.*.domain": "domain",
        "streams.*.director": "person",
        "holders.*.role": "role",
        "holders.*.person": "person",
        "holders.*.scope": "stream",
    },
    "people": {"people.*.unit": "unit"},
    "authority": {
        "mandates.*.streams.*": "stream_pattern",
        "mandates.*.gates.*": "mandated",
        "mandates.*.roles.*": "role",
        "gatekeepers.*.person": "person",
        "deputies.*.person": "person",
        "deputies.*.for": "person",
        "owners.authority.*": "role",
        "owners.process.*": "role",
        "owners.organisation.*": "role",
        "owners.agenda.*": "role",
        "owners.budgets.*": "role",
    },
    "agenda": {
        "goals.*.directions.*": "direction",
        "themes.*.directions.*": "direction",
        "themes.*.domains.*": "domain",
    },
    "budget": {
        "budgets.*.stream": "stream",
        "budgets.*.owner": "person",
        "budgets.*.changes.*.carry": "budget",
    },
    "ledger": {"idea": "idea", "lines.*.budget": "budget", "lines.*.booked_by": "person"},
    "change": {
        "portfolio": "portfolio",
        "proposed_by": "person",
        "decided_by.*": "person",
    },
    "approval": {
        "portfolio": "portfolio",
        "person": "person",
        "for": "person",
        "criteria.*.id": "criterion",
    },
}

DEFINITIONS: Final[dict[str, dict[str, str]]] = {
    "portfolio": {"id": "portfolio"},
    "process": {
        "phases.*.id": "phase",
        "phases.*.deliverables.*.id": "deliverable",
        "gates.*.id": "gate",
        "criteria.*.id": "criterion",
        "reason_codes.*.id": "reason_code",
        "checklist.*.id": "checklist",
    },
    "overlay": {"deliverables.*.id": "deliverable"},
    "organisation": {
        "units.*.id": "unit",
        "domains.*.id": "domain",
        "streams.*.id": "stream",
        "roles.*.id": "role",
    },
    "people": {"people.*.id": "person"},
    "agenda": {
        "directions.*.id": "direction",
        "goals.*.id": "goal",
        "themes.*.id": "theme",
        "technologies.*.id": "technology",
        "limits.*.id": "limit",
    },
    "budget": {"budgets.*.id": "budget"},
    "idea": {"id": "idea"},
}
"""Where the ids stand that the references point to."""


def references(kind: str, data: object) -> list[Reference]:
    """Return what a file of ``kind`` points to; values that are no strings are left to the model."""
    return list(_found(TABLE.get(kind, {}), data))


def definitions(kind: str, data: object) -> list[Reference]:
    """Return the ids that a file of ``kind`` defines, in the same form."""
    return list(_found(DEFINITIONS.get(kind, {}), data))


def sort_of(kind: str, field: Field) -> str:
    """Return of which sort the things are that ``field`` points to; ``""`` if it points nowhere.

    A place in a list makes no difference: ``themes``, ``("themes", 0)`` and ``team.person`` will do.
    """
    return _sorts(kind).get(".".join(key for key in field if isinstance(key, str)), "")


@cache
def _sorts(kind: str) -> dict[str, str]:
    return {pattern.replace(".*", ""): sort for pattern, sort in TABLE.get(kind, {}).items()}


def targets(kind: str, data: object, found: Targets) -> None:
    """Add what a file of ``kind`` points to.

    Many times cheaper than `references`, to learn in which files to look closer.
    """
    if isinstance(data, dict):
        get = data.get
        single, many = _plan(kind)
        for key, sort in single:
            value = get(key)
            if value.__class__ is str:
                found[sort].add(value)
        for key, ids, inner, sort in many:
            value = get(key)
            if value:
                found[sort].update(ids(value, inner))


_Many = tuple[str, Callable[[Any, Any], Iterable[str]], Any, str]


@cache
def _plan(kind: str) -> tuple[list[tuple[str, str]], list[_Many]]:
    """Return the patterns of a kind by their key at the top, each with the sort of its ids.

    First those that are one id, then those of which there may be many, with how they are read.
    """
    single: list[tuple[str, str]] = []
    plan: list[_Many] = []
    for pattern, sort in TABLE.get(kind, {}).items():
        match pattern.split("."):
            case [key]:
                single.append((key, sort))
            case [key, "*"]:
                plan.append((key, _listed, None, sort))
            case [key, "*", inner] if inner != "*":
                plan.append((key, _parts, inner, sort))
            case [key, *keys]:
                plan.append((key, _deep, keys, sort))
    return single, plan


def _listed(value: object, _: None) -> Iterable[str]:
    return [item for item in value if item.__class__ is str] if isinstance(value, list) else ()


def _parts(value: object, inner: str) -> Iterable[str]:
    if not isinstance(value, list):
        return ()
    return _listed([part.get(inner) for part in value if part.__class__ is dict], None)


def _deep(value: object, keys: list[str]) -> Iterable[str]:
    return _listed([item for _, item in _walk(value, keys, ())], None)


def _found(table: dict[str, str], data: object) -> Iterator[Reference]:
    for pattern, sort in table.items():
        for field, value in _walk(data, pattern.split("."), ()):
            if isinstance(value, str):
                yield Reference(field, sort, value)


def _walk(data: Any, keys: list[str], done: Field) -> Iterator[tuple[Field, Any]]:
    if not keys:
        yield done, data
    elif keys[0] == "*":
        for index, item in enumerate(data if isinstance(data, list) else ()):
            yield from _walk(item, keys[1:], (*done, index))
    elif isinstance(data, dict) and keys[0] in data:
        yield from _walk(data[keys[0]], keys[1:], (*done, keys[0]))
