"""Parts of an idea that name something by id, as people read them: with its name or its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from innoctl.render.names import Names

Record = dict[str, Any]

KEYS: Final = {"deliverables": "deliverable", "checklist": "question"}
"""Under which word the name stands in the place of the id."""


def spelt(field: str, value: object, names: Names, decisions: Mapping[str, Record]) -> object:
    """Return the value of a field with names for ids; what has no name stays as it is.

    ``decisions`` are those on the idea by their number.
    """
    if not isinstance(value, list):
        return value
    if field in KEYS:
        return [_called(field, item, names) for item in value]
    if field == "conditions":
        return [_condition(item, names, decisions) for item in value]
    return value


def numbered(path: str) -> str:
    """Return the number of a decision, which stands in the name of its file."""
    return path.rpartition("/")[2][7:9]


def _called(field: str, item: object, names: Names) -> object:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return item
    name = names.deliverable if field == "deliverables" else names.question
    rest = {key: value for key, value in item.items() if key != "id"}
    return {KEYS[field]: name(item["id"]), **rest}


def _condition(item: object, names: Names, decisions: Mapping[str, Record]) -> object:
    """Return a condition that was met with the text that the decision gave it."""
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return item
    record = decisions.get(str(item.get("decision")), {})
    conditions = record.get("conditions")
    for one in conditions if isinstance(conditions, list) else ():
        if isinstance(one, dict) and one.get("id") == item["id"] and one.get("text"):
            rest = {key: value for key, value in item.items() if key not in {"id", "decision"}}
            return {"condition": one["text"], "gate": names.gate(str(record.get("what"))), **rest}
    return item
