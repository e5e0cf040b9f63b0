"""JSON Schema (draft 2020-12) of each kind of file, for editors: hover texts, choices, examples.

Made from the models alone, so that what an editor accepts is what ``check`` accepts. The
texts go through ``translate``, for a schema in the language of who edits.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from innoctl.locale import N_
from innoctl.locale.keys import key_label
from innoctl.model.examples import EXAMPLES
from innoctl.model.kinds import BY_NAME

Translate = Callable[[str], str]
Schema = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
ABOUT: Final = {
    "portfolio": N_("The file that makes a folder a portfolio: its name, languages and norms."),
    "process": N_("The generic process: phases, gates, criteria, reasons for No-go and norms."),
    "overlay": N_("How one stream fills the generic process in; it can ask more, never less."),
    "organisation": N_("Units, task domains, streams, roles and who holds them."),
    "people": N_("Persons by a pseudonymous id; display names stand here alone."),
    "authority": N_("Who may decide in which stream at which gate."),
    "agenda": N_("The innovation agenda: thesis, directions, goals, themes and key technologies."),
    "budget": N_("The allocations of one year, by stream and kind."),
    "idea": N_("One idea, from what the submitter wrote to what the work on it showed."),
    "decision": N_("One decision on one idea; decisions are added, never changed."),
    "ledger": N_("What one idea commits and spends; lines are added, never changed."),
    "change": N_("A decision on the portfolio's own files, such as who may decide."),
    "approval": N_("What one person says to the exact bytes of one decision."),
}
"""What a file of each kind is for."""

_DAY: Final = {"pattern": r"^\d{4}-\d\d-\d\d$", "examples": ["2026-05-31"]}
_AMOUNT: Final = r"^-?\d"
_SHARE: Final = r"^(0\.\d"


def file_name(kind: str) -> str:
    """Return the name of the file that holds a kind's schema."""
    return f"{kind}.schema.json"


def json_schema(kind: str, translate: Translate) -> Schema:
    """Return the schema of ``kind``; `KeyError` when there is no such kind."""
    row = BY_NAME[kind]
    made = getattr(import_module(row.module), row.model).model_json_schema(by_alias=True)
    parts = {name: _part(name, part, translate) for name, part in made.get("$defs", {}).items()}
    head = {"$schema": DRAFT, "title": f"innoctl {kind}", "description": translate(ABOUT[kind])}
    whole = {**head, **_part(row.model, made, translate)}
    return {**whole, "$defs": parts} if parts else whole


def as_text(schema: Schema) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _part(name: str, part: Schema, translate: Translate) -> Schema:
    """Return an object's schema without the docstring of its class, its fields in words."""
    kept: Schema = {key: part[key] for key in ("type", "properties", "required") if key in part}
    kept["properties"] = {
        key: _field(name, key, field, translate) for key, field in part["properties"].items()
    }
    return {**kept, "additionalProperties": False}


def _field(part: str, key: str, field: Schema, translate: Translate) -> Schema:
    words = {
        "title": translate(key_label(part, key)),
        "description": translate(field["description"]),
    }
    rest = {name: _typed(value) for name, value in field.items() if name not in words}
    examples = field.get("examples") or _by_type(field) or _by_name(part, key, field)
    return {**words, **_typed(rest), **({"examples": examples} if examples else {})}


def _typed(value: Any) -> Any:
    """Say of each date, at any depth, what it looks like."""
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {key: _typed(item) for key, item in value.items() if key != "title"}
    return {**inner, "pattern": _DAY["pattern"]} if value.get("format") == "date" else inner


def _by_type(field: Schema) -> list[Any]:
    """Return an example that follows from the type, for fields that give none of their own."""
    forms = [field, *field.get("anyOf", ())]
    for form in forms:
        pattern = form.get("pattern", "")
        if form.get("format") == "date":
            return list(_DAY["examples"])
        if pattern.startswith(_AMOUNT):
            return ["1250.00"]
        if pattern.startswith(_SHARE):
            return ["0.60"]
        if form.get("type") == "boolean":
            return [True]
        if form.get("type") == "integer":
            return [form.get("minimum", 1)]
    return []


def _by_name(part: str, key: str, field: Schema) -> list[Any]:
    """Return the example of `EXAMPLES`, unless the type itself says what can stand here."""
    forms = [field, *field.get("anyOf", ())]
    told = {"enum", "const", "$ref"}
    if any(told & {*form, *form.get("items", ())} for form in forms):
        return []
    example = EXAMPLES.get(f"{part}.{key}", EXAMPLES.get(key))
    return [] if example is None else [example]
