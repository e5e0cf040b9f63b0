"""Verified decisions as a table, and as data for machines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.locale.words import VALUES
from innoctl.render.table import Column, Table
from innoctl.reports.verification import VerifiedRow

STATES: Final = {
    "approved": N_("approved"),
    "waits": N_("landed, not recorded yet"),
    "refused": N_("not approved"),
    "superseded": N_("corrected"),
}
COLUMNS: Final = (
    Column("decision", N_("decision"), "id"),
    Column("decided_on", N_("decided on"), "date"),
    Column("outcome", N_("outcome")),
    Column("state", N_("state")),
    Column("grade", N_("grade")),
    Column("approvals", N_("approved by")),
)


def table(rows: Sequence[VerifiedRow], name: Callable[[str], str]) -> Table:
    """Return the decisions for people: words for values, names for persons."""
    return Table(COLUMNS, [_spoken(row, name) for row in rows])


def keyed(rows: Sequence[VerifiedRow]) -> Table:
    """Return the decisions for machines that read tables: keys, and persons by number."""
    found = [
        (
            row.path,
            row.decided_on,
            row.outcome,
            row.state,
            row.grade,
            tuple(a.person for a in row.approvals),
        )
        for row in rows
    ]
    return Table(COLUMNS, found)


def as_data(rows: Sequence[VerifiedRow]) -> list[dict[str, Any]]:
    """Return every decision with all that is known of its approval."""
    parts = ("approvals", "streams")
    return [
        row._asdict() | {key: [one._asdict() for one in getattr(row, key)] for key in parts}
        for row in rows
    ]


def _spoken(row: VerifiedRow, name: Callable[[str], str]) -> tuple[str, ...]:
    persons = [
        f"{name(one.person)} ({_('for')} {name(one.principal)})"
        if one.principal
        else name(one.person)
        for one in row.approvals
    ]
    persons += [f"{name(person)} ({_(VALUES['stance']['dissent'])})" for person in row.dissents]
    persons += [f"{name(person)} ({_(VALUES['stance']['recuse'])})" for person in row.recusals]
    return (
        row.path.rpartition("/")[2].removesuffix(".yaml"),
        row.decided_on,
        _(VALUES["outcome"].get(row.outcome, row.outcome)),
        _(STATES[row.state]),
        _(VALUES["grade"].get(row.grade, row.grade)),
        ", ".join(persons),
    )
