"""What a field holds, as the JSON Schemas that come with innoctl say, which are made of the models.

Commands that take values as words (``set``, ``new idea``) need to know whether a word is a
number, a list or a text. To make a schema anew at each start would be the slowest of all that they do.
"""

from __future__ import annotations

from functools import cache
from json import loads
from typing import Any, cast

from innoctl.errors import Field
from innoctl.model.schema import file_name
from innoctl.named import NamedTuple
from innoctl.resources import folder


class Shape(NamedTuple):
    """What a field holds. ``form`` is a type name of JSON Schema; ``choices`` are all it takes.

    ``item`` is what a list holds: a form too. ``fields`` are the keys of a mapping, or of each
    mapping in a list. ``long`` tells a text of more than one line.
    """

    form: str
    choices: tuple[str, ...] = ()
    item: str = ""
    fields: tuple[str, ...] = ()
    long: bool = False
    about: str = ""


LONG = 1000
"""A text that may be longer than this is prose: it may hold line breaks."""


def shape(kind: str, field: Field) -> Shape | None:
    """Return what ``field`` of a record of ``kind`` holds; None when there is no such field."""
    root = _schema(kind)
    found: dict[str, Any] = root
    for key in field:
        step = _step(found, key)
        if step is None:
            return None
        found = _plain(root, step)
    return _shape(root, found)


@cache
def _schema(kind: str) -> dict[str, Any]:
    text = (folder("schemas") / file_name(kind)).read_text(encoding="utf-8")
    return cast("dict[str, Any]", loads(text))


def _step(found: dict[str, Any], key: str | int) -> dict[str, Any] | None:
    if isinstance(key, int):
        return found.get("items") if found.get("type") == "array" else None
    return cast("dict[str, dict[str, Any]]", found.get("properties", {})).get(key)


def _plain(root: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference and leave out "or nothing"; what describes the field itself stays."""
    options = [option for option in found.get("anyOf", ()) if option != {"type": "null"}]
    inner = options[0] if options else found
    name = inner.get("$ref", "").removeprefix("#/$defs/")
    target = root["$defs"][name] if name else inner
    return {**target, "description": found.get("description", target.get("description", ""))}


def _shape(root: dict[str, Any], found: dict[str, Any]) -> Shape:
    item = _plain(root, found["items"]) if "items" in found else {}
    return Shape(
        form=found.get("type", "string"),
        choices=tuple(map(str, item.get("enum", ()) or found.get("enum", ()))),
        item=item.get("type", ""),
        fields=tuple({**found.get("properties", {}), **item.get("properties", {})}),
        long=found.get("maxLength", 0) > LONG,
        about=found.get("description", ""),
    )
