"""What waits for a person, a role or everybody of a stream, gathered from the portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.errors import UsageError
from innoctl.locale import gettext as _
from innoctl.locale import language
from innoctl.model.authority_facts import authority_facts
from innoctl.model.called import Choice, likely
from innoctl.model.policy import in_language
from innoctl.named import NamedTuple
from innoctl.render.names import ROLES as SPOKEN
from innoctl.reports.worklist import WorkRow, work_rows
from innoctl.rules.mandate import Policy
from innoctl.rules.worklist import ROLES, Task, gatekeepers
from innoctl.workspace.overviews import every_case

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from innoctl.model.policy import OrganisationFacts
    from innoctl.workspace.portfolio import Portfolio

BROKER: Final = "broker"
"""A role of the organisation is one of brokers when its id ends so."""


class UnknownRole(UsageError):
    """Nothing can wait for such a role."""

    code = "U993"


class Wanted(NamedTuple):
    """Whose work is asked for: a person, a role, or all where both are ''; of one stream or of all."""

    person: str = ""
    role: str = ""
    stream: str = ""


def worklist(portfolio: Portfolio, wanted: Wanted, day: date) -> tuple[WorkRow, ...]:
    """Return what is to be done by who is asked for, the longest waiting first."""
    found = [
        case
        for case in every_case(portfolio, day)
        if case.is_open and wanted.stream in ("", case.life.stream)
    ]
    return work_rows(found, portfolio.process, _concerns(portfolio, wanted, day), day)


def _concerns(portfolio: Portfolio, wanted: Wanted, day: date) -> Callable[[Task, str], bool]:
    organisation = portfolio.organisation()
    if wanted.role in ROLES:
        return lambda task, _stream: task.role == wanted.role
    persons = {wanted.person}
    if wanted.role:
        persons = _holders(organisation, wanted.role, day)
    elif not wanted.person:
        return lambda _task, _stream: True
    return _of(portfolio, organisation, persons, day)


def _of(
    portfolio: Portfolio, organisation: OrganisationFacts, persons: Collection[str], day: date
) -> Callable[[Task, str], bool]:
    """Return whether a task is for one of these persons: by name, or by the role that they have."""
    policy = _policy(portfolio, organisation)
    brokers = [row.id for row in organisation.roles if row.id.endswith(BROKER)]
    known: dict[tuple[str, str, str], bool] = {}

    def have(role: str, stream: str, gate: str) -> bool:
        if role == "gatekeepers":
            found = gatekeepers(policy, stream, gate, day)
        elif role == "brokers":
            found = tuple(p for row in brokers for p in organisation.persons(row, stream, day))
        else:
            row = organisation.stream(stream)
            found = (row.director,) if row and role == "director" else ()
        return any(person in persons for person in found)

    def concerns(task: Task, stream: str) -> bool:
        if task.who:
            return task.who in persons
        key = (task.role, stream, task.gate)
        if key not in known:
            known[key] = have(*key)
        return known[key]

    return concerns


def _policy(portfolio: Portfolio, organisation: OrganisationFacts) -> Policy:
    """Return who may decide as the files say it now; no authority where there is no such file."""
    data = portfolio.document("authority.yaml")
    return Policy(authority_facts(data) if data else None, organisation)


def _holders(organisation: OrganisationFacts, role: str, day: date) -> set[str]:
    """Return who hold a role of the organisation, wherever."""
    if role not in [row.id for row in organisation.roles]:
        known = [Choice(one, _(said)) for one, said in SPOKEN.items()]
        known += [Choice(one.id, in_language(one.name, language())) for one in organisation.roles]
        raise UnknownRole(name=role, near=likely(role, known))
    iso = day.isoformat()
    return {
        row.person
        for row in organisation.holders
        if row.role == role and row.serves(row.scope, iso)
    }
