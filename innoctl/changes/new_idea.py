"""A new idea as a file that invites people to fill in what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from innoctl.changes.edit import Change, NewFile, Plain
from innoctl.changes.naming import slug
from innoctl.changes.writing import lines
from innoctl.locale import N_, Text
from innoctl.model.shape import Shape, shape

Translate = Callable[[str], str]

SCHEMA: Final = "innoctl/idea/1"
EDITOR_LINE: Final = "# yaml-language-server: $schema=../../.innoctl/schemas/idea.schema.json"
HEAD: Final = ("schema", "id", "title")
DERIVED: Final = ("stream", "phase", "state")
ORIGIN: Final = ("submitted_on", "submitter", "origin")
TEXTS: Final = ("summary", "problem", "solution", "value")
FACTS: Final = (
    "kind",
    "social_side",
    "source",
    "horizon",
    "reach",
    "reasons",
    "domain",
    "themes",
    "broker",
)
SHORT: Final = 50
"""A description of at most this many characters fits behind its field."""
_ROW: Final = re.compile(r"(?:, V\d+(?:-V\d+)?)+(?=\))| \(V\d+(?:-V\d+)?(?:, V\d+)*\)")
"""Where a field's description names a row of the vision: of no use to a submitter."""


def record(fields: dict[str, Plain], name: str, phase: str, today: str) -> dict[str, Plain]:
    """Return the whole record of a new idea, in the order of its file."""
    first: dict[str, Plain] = {
        "schema": SCHEMA,
        "id": name,
        "title": fields.get("title"),
        "stream": fields.get("stream"),
        "phase": phase,
        "state": "active",
        "submitted_on": today,
    }
    tidy = {key: v.strip() if isinstance(v, str) else v for key, v in fields.items()}
    given = {key: value for key, value in tidy.items() if value not in ("", [], None)}
    return {**first, **given}


def path(idea: dict[str, Any]) -> str:
    """Return where the file of an idea stands: by the month in which it came in."""
    return f"ideas/{idea['submitted_on'][:7]}/{idea['id']}-{slug(idea['title'])}.yaml"


def change(idea: dict[str, Any], translate: Translate) -> Change:
    """Return the change that adds an idea; ``translate`` speaks the portfolio's language."""
    subject = Text.of(N_("new idea {id}: {title}"), id=idea["id"], title=idea["title"])
    content = "\n".join(_text(idea, translate)) + "\n"
    return Change((NewFile(path(idea), content.encode()),), subject)


def _text(idea: dict[str, Plain], translate: Translate) -> Iterator[str]:
    rest = dict(idea)
    yield EDITOR_LINE
    yield from _fields(rest, HEAD)
    yield _comment(translate(N_("These three follow from decisions; innoctl changes them.")))
    yield from _fields(rest, DERIVED)
    yield ""
    yield from _fields(rest, ORIGIN)
    yield ""
    yield _comment(
        translate(N_("What has a # in front is still open: take the # away and fill it in."))
    )
    for key in TEXTS:
        yield ""
        yield _comment(_about(key, translate))
        yield from _fields(rest, (key,)) if key in rest else (f"# {key}:",)
    yield ""
    for key in FACTS:
        yield from _fields(rest, (key,)) if key in rest else _invitation(key, translate)
    if rest:
        yield ""
    yield from _fields(rest, tuple(rest))


def _fields(rest: dict[str, Plain], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if key in rest:
            yield from lines(key, rest.pop(key))


def _invitation(key: str, translate: Translate) -> Iterator[str]:
    held = shape("idea", (key,)) or Shape("string")
    choices = ", ".join(held.choices)
    wanted = f"[{choices or '...'}]" if held.form == "array" else " | ".join(held.choices)
    row = f"# {key}: {wanted}".rstrip()
    about = _about(key, translate)
    if len(about) > SHORT:
        yield from (_comment(about), row)
    else:
        yield f"{row:<48}  # {about}"


def _about(key: str, translate: Translate) -> str:
    held = shape("idea", (key,)) or Shape("string")
    return _ROW.sub("", translate(held.about))


def _comment(text: str) -> str:
    return f"# {' '.join(text.split())}"
