"""Verified decisions as a table, and as data for machines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.locale.words import VALUES
from innoctl.render.table import Column, Table
from innoctl.reports.verification import ApprovalRow, VerifiedRow

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
            tuple(dict.fromkeys(one.person for one in row.approvals)),
        )
        for row in rows
    ]
    return Table(COLUMNS, found)


def as_data(rows: Sequence[VerifiedRow]) -> list[dict[str, Any]]:
    """Return every decision with all that is known of its approval."""
    return [
        row._asdict()
        | {
            "approvals": [one._asdict() for one in row.approvals],
            "streams": [
                one._asdict() | {"approvals": [approval._asdict() for approval in one.approvals]}
                for one in row.streams
            ],
        }
        for row in rows
    ]


def _spoken(row: VerifiedRow, name: Callable[[str], str]) -> tuple[str, ...]:
    said = [_by(row.approvals, name)]
    if row.streams[1:]:  # several decided together, each on what is its own
        said = [f"{one.stream}: {_by(one.approvals, name) or '-'}" for one in row.streams]
    for stance, persons in (("dissent", row.dissents), ("recuse", row.recusals)):
        said += [f"{name(person)} ({_(VALUES['stance'][stance])})" for person in persons]
    return (
        row.path.rpartition("/")[2].removesuffix(".yaml"),
        row.decided_on,
        _(VALUES["outcome"].get(row.outcome, row.outcome)),
        _(STATES[row.state]),
        _(VALUES["grade"].get(row.grade, row.grade)),
        "; ".join(filter(None, said)),
    )


def _by(rows: Sequence[ApprovalRow], name: Callable[[str], str]) -> str:
    """Return who approves, and for whom as a deputy."""
    return ", ".join(
        f"{name(one.person)} ({_('for')} {name(one.principal)})"
        if one.principal
        else name(one.person)
        for one in rows
    )
