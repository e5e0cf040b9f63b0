"""Readiness in words: what a row is about, what is there, and why it is red or amber."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from innoctl.codes import lookup
from innoctl.locale import N_, Text, language, say, say_in
from innoctl.locale import gettext as _
from innoctl.locale.keys import PARTS
from innoctl.locale.words import FIELDS, word
from innoctl.model.policy import in_language
from innoctl.render.names import Names
from innoctl.rules.readiness_rows import Row

SUBJECTS: Final = {
    "social-side": N_("what changes for people"),
    "scaling.strategy": N_("implement or spread"),
    "money.realisation": N_("money for scaling"),
    "checklist.touches_persons": N_("touches persons"),
}
"""What a row with a key of its own is about."""


PLACES: Final = (
    N_("OTHER"), N_("PERSON"), N_("ROLE"), N_("STRATEGY"), N_("TEXT"), N_("THEMES"), N_("WHAT"),
    N_("WHERE"), N_("DIRECTIONS"), N_("TECHNOLOGIES"),
)  # fmt: skip
"""What stands in a command for what the person fills in."""


def typed(command: str) -> str:
    """Return a command with the words to fill in as the reader calls them; a machine gets its own."""
    return re.sub(
        r"\b[A-Z]{4,}\b", lambda word: _(word[0]) if word[0] in PLACES else word[0], command
    )


def subject(row: Row, names: Names) -> str:
    """Return what a row is about, in the reader's language."""
    if row.key in SUBJECTS:
        return _(SUBJECTS[row.key])
    params = dict(row.params)
    if "condition" in params:
        return _("condition {condition} of decision {decision}").format(**params)
    for key in ("deliverable", "role", "criterion", "question"):
        if key in params:
            return _spoken(key, params[key], row, names)
    first, _dot, part = row.key.partition(".")
    return f"{_(FIELDS.get(first, first))}: {_(PARTS.get(part, part))}"


def reason(row: Row, names: Names) -> str:
    """Return why a row is not green, in the reader's language and with names for ids."""
    if not row.code:
        return ""
    params = tuple((key, _spoken(key, value, row, names)) for key, value in row.params)
    return say(Text(lookup(row.code).message, params))


def said(row: Row, names: Names) -> str:
    """Return a row in one sentence: why it is not green, or what it is about and what is there."""
    if row.code:
        return reason(row, names)
    about, found = subject(row, names), there(row, names)
    return f"{about}: {found}" if found else about


def english(code: str, params: tuple[tuple[str, str], ...]) -> str:
    """Return a reason as machines get it, the same in every language."""
    return say_in("en", Text(lookup(code).message, params)) if code else ""


def there(row: Row, names: Names) -> str:
    """Return what a green row found, '' where there is no more to say than that it is there."""
    params = dict(row.params)
    if row.light != "green" or "part" in params:
        return ""
    for key in _FOUND:
        if params.get(key):
            return _spoken(key, params[key], row, names)
    return ""


_FOUND: Final = (
    "person", "on", "answer", "status", "fields", "kind", "strategy", "items", "budget",
)  # fmt: skip


def _spoken(key: str, value: str, row: Row, names: Names) -> str:
    """Return what people call the value of a parameter."""
    if key == "answer":
        return _answer(value, row, names)
    if key in ("role", "status", "kind", "strategy"):
        return _(word(key, value))
    if key in ("on", "due", "since"):
        return names.day(value)
    called: dict[str, Callable[[str], str]] = {
        "deliverable": names.deliverable,
        "criterion": names.criterion,
        "question": names.question,
        "owner": names.person,
        "person": names.person,
        "part": lambda part: _(PARTS.get(part, part)),
        "fields": lambda field: _field(field, row),
    }
    say_one = called.get(key, str)
    several = value.split(", ") if key in ("person", "fields") else [value]
    return ", ".join(map(say_one, several))


def _field(field: str, row: Row) -> str:
    """Return the name of a field; of one that is yes or no, also which."""
    params, name = dict(row.params), _(FIELDS.get(field, field))
    if field in params.get("yes", "").split(", "):
        return f"{name}: {_('yes')}"
    return f"{name}: {_('no')}" if field in params.get("no", "").split(", ") else name


def _answer(value: str, row: Row, names: Names) -> str:
    asked = dict(row.params).get("question", "")
    answers = (one.answers for one in names.process.checklist if one.id == asked)
    known = (one for rows in answers for one in rows if one.id == value)
    return in_language(found.name, language()) if (found := next(known, None)) else value
