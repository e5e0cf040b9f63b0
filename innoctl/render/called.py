"""The values of a record as people call them: names for persons, units and themes, words for codes."""

from __future__ import annotations

from typing import Any

from innoctl.locale import gettext as _
from innoctl.locale import language
from innoctl.locale.words import word
from innoctl.model.policy import AgendaFacts, in_language
from innoctl.named import NamedTuple
from innoctl.render.idea_words import PERSONS, UNITS
from innoctl.render.names import Names

AGENDA = frozenset({"directions", "themes", "technologies"})


class Called(NamedTuple):
    """Where the names of values stand."""

    names: Names
    agenda: AgendaFacts

    def value(self, field: str, text: str) -> str:
        """Return what people call a value of the field, or of the part, with this key."""
        if field in PERSONS:
            return self.names.person(text)
        if field in UNITS:
            return self.names.unit(text)
        if field in AGENDA:
            items = {item.id: item.name for item in getattr(self.agenda, field)}
            return in_language(items.get(text, ()), language()) or text
        return self.names.domain(text) if field == "domain" else _(word(field, text))

    def whole(self, field: str, value: Any) -> Any:
        """Return a value with all that it holds, at whatever depth, as people call it."""
        if isinstance(value, str):
            return self.value(field, value)
        if isinstance(value, dict):
            return {key: self.whole(key, part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.whole(field, part) for part in value)
        return value
