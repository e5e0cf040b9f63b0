"""An idea's history as rows: for machines every value, for people a sentence on each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from innoctl.changes.edit import Plain
from innoctl.locale import N_
from innoctl.locale import gettext as _
from innoctl.locale.keys import PARTS
from innoctl.locale.words import label
from innoctl.render.called import Called
from innoctl.render.table import Column, Table
from innoctl.reports.history import HistoryRow

SHOWN: Final = 60
"""Characters of a value that a sentence repeats."""

FOR_PEOPLE: Final = (
    Column("when", N_("when")),
    Column("who", N_("who")),
    Column("what", N_("what")),
    Column("commit", N_("commit"), "id"),
)
FOR_MACHINES: Final = (
    Column("commit", N_("commit"), "id"),
    Column("when", N_("when")),
    Column("who", N_("who")),
    Column("what", N_("what")),
    Column("field", N_("field")),
    Column("old", N_("before")),
    Column("new", N_("after")),
    Column("path", N_("file")),
    Column("subject", N_("subject")),
)
SENTENCES: Final = {
    "created": N_("came in"),
    "deleted": N_("was taken away"),
    "changed": N_("{field}: {old} became {new}"),
    "added": N_("{field}: {new}"),
    "removed": N_("{field}: no longer {old}"),
    "answered": N_("the submitter was answered: {new}"),
    "linked": N_("was tied to another idea: {new}"),
    "unlinked": N_("is no longer tied to another idea: {old}"),
    "decided": N_("was decided on: {path}"),
    "approved": N_("a decision was approved: {path}"),
    "unreadable": N_("the file could not be read here"),
}


def for_people(rows: Sequence[HistoryRow], called: Called) -> Table:
    """Return the rows with a sentence on what happened, in the reader's language."""
    said = [(_minute(row.when), row.who, sentence(row, called), row.commit[:10]) for row in rows]
    return Table(FOR_PEOPLE, said)


def for_machines(rows: Sequence[HistoryRow]) -> Table:
    """Return the rows with every value; what is more than one word is JSON."""
    return Table(
        FOR_MACHINES,
        [
            (
                row.commit, row.when, row.who, row.what, _dotted(row),
                *((_plain(row.old), _plain(row.new)) if row.field else (None, None)),
                row.path, row.subject,
            )
            for row in rows
        ],
    )  # fmt: skip


def sentence(row: HistoryRow, called: Called) -> str:
    """Say what happened, with names for what has one."""
    keys = [key for key in row.field if isinstance(key, str)]
    parts = [_(label(key)) if at == 0 else _(PARTS.get(key, key)) for at, key in enumerate(keys)]
    old, new = (called.whole(keys[-1] if keys else "", value) for value in (row.old, row.new))
    values = {
        "field": ", ".join(parts),
        "old": _short(old),
        "new": _short(new),
        "path": row.path.rpartition("/")[2].removesuffix(".yaml"),
    }
    return _(SENTENCES[row.what]).format_map(values)


def _short(value: Plain) -> str:
    if isinstance(value, str):
        text = " ".join(value.split())
    elif isinstance(value, dict | list):
        text = ", ".join(map(_short, value.values() if isinstance(value, dict) else value))
    else:
        text = "-" if value is None else str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _plain(value: Plain) -> str | int | float | bool | None:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _dotted(row: HistoryRow) -> str:
    return ".".join(map(str, row.field))


def _minute(when: str) -> str:
    return when[:16].replace("T", " ")
