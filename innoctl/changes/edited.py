"""``edit``: a person changed an idea's text; what that changed, and what it may not change."""

from __future__ import annotations

from typing import Any, Final

from innoctl.errors import Finding
from innoctl.locale import N_, Text

UNTOUCHED: Final = {
    "schema": "U835",
    "id": "U835",
    "phase": "U830",
    "state": "U830",
    "stream": "U831",
}
"""Lines that a text editor does not decide about, with the code that says why."""


def changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """Return the fields that differ, in the order of the text."""
    names = dict.fromkeys([*after, *before])
    return tuple(name for name in names if before.get(name) != after.get(name))


def refused(path: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[Finding, ...]:
    """Return a finding for each line that was changed and follows from something else."""
    names = (name for name in changed(before, after) if name in UNTOUCHED)
    return tuple(
        Finding(UNTOUCHED[name], path, (name,), params=(("field", name),)) for name in names
    )


def subject(after: dict[str, Any], fields: tuple[str, ...]) -> Text:
    """Return what the commit says; a change of comments alone has no fields."""
    place = {"id": after.get("id"), "title": after.get("title")}
    if not fields:
        return Text.of(N_("edit the text of {id}: {title}"), **place)
    return Text.of(N_("edit {fields} of {id}: {title}"), fields=", ".join(fields), **place)
