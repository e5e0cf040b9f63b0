"""``set``: words such as ``horizon=2`` and ``tags+=ai`` become edits of one idea.

Values are read by what the field holds; whether a value is allowed is for the model to say,
which looks at the outcome. Nothing is guessed: ``two`` for a number stays a text and is refused.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, Final

from innoctl.changes.edit import Append, Edit, Plain, Remove, Set
from innoctl.errors import Field, Finding
from innoctl.locale import N_, Text
from innoctl.model.called import Choice, Meant
from innoctl.model.references import sort_of
from innoctl.model.shape import Shape, shape
from innoctl.named import NamedTuple
from innoctl.rules.references import CODES

DERIVED: Final = {"phase": "U830", "state": "U830", "stream": "U831"}
FIXED: Final = frozenset({"schema", "id"})
"""What no command changes: the first follow from decisions, the last never alter."""
FORBIDDEN: Final = frozenset({*DERIVED.values(), "U835"})
"""The codes that say so: a rule refuses, however well it is typed."""
SHOWN: Final = 5
"""So many of the things that a name can mean are told; more would hide the right one."""

_ASSIGNMENT: Final = re.compile(r"([A-Za-z_][\w.-]*?)(\+=|-=|=)(.*)", re.DOTALL)
_WHOLE: Final = re.compile(r"[+-]?\d{1,15}", re.ASCII)


class Words(NamedTuple):
    """How a word becomes a value: ``yaml`` for lists and mappings, ``file`` for ``@FILE`` and ``-``.

    ``called`` tells which thing of a sort (``person``, ``theme``, ...) a word means.
    """

    yaml: Callable[[str], Plain]
    file: Callable[[str], str]
    called: Callable[[str, str], Meant] = lambda _sort, word: Meant(word)


class Assignment(NamedTuple):
    """One ``FIELD=VALUE`` as it was typed; ``sign`` is ``=``, ``+=`` or ``-=``."""

    typed: str
    field: Field
    sign: str
    word: str


class Outcome(NamedTuple):
    """What follows from the words: the edits, the record after them, and what is wrong.

    ``said`` are the arguments with the field that each is about.
    """

    edits: tuple[Edit, ...]
    record: dict[str, Plain]
    findings: tuple[Finding, ...]
    said: tuple[tuple[str, Field], ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields of the idea that the edits alter, each once."""
        return tuple(dict.fromkeys(str(edit.field[0]) for edit in self.edits))

    def about(self, field: Field) -> str:
        """Return the argument that is about ``field``, or about something in it; ``""`` if none."""
        near = (a for a, f in self.said if f[: len(field)] == field or field[: len(f)] == f)
        return next(near, "")


class _WrongError(Exception):
    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = tuple((name, str(value)) for name, value in params.items())


def assign(record: dict[str, Plain], arguments: Iterable[str], words: Words) -> Outcome:
    """Return what ``arguments`` make of an idea's record; every fault at once."""
    after = copy.deepcopy(record)
    edits: list[Edit] = []
    findings: list[Finding] = []
    said: list[tuple[str, Field]] = []
    for argument in arguments:
        try:
            assignment = _parsed(argument)
            said.append((argument, assignment.field))
            edits += _apply(after, assignment, words)
        except _WrongError as wrong:
            findings.append(Finding(wrong.code, argument, params=wrong.params))
    return Outcome(tuple(edits), after, tuple(findings), tuple(said))


def subject(record: dict[str, Plain], fields: Iterable[str]) -> Text:
    """Return what the commit says: which fields of which idea; those that are gone from ``record`` too."""
    known = list(fields)
    gone = [field for field in known if field not in record]
    said = (
        N_("set {fields} of {id}: {title}") if not gone
        else N_("take {gone} away from {id}: {title}") if len(gone) == len(known)
        else N_("set {fields} of {id}, take {gone} away: {title}")
    )  # fmt: skip
    return Text.of(
        said,
        fields=", ".join(field for field in known if field not in gone),
        gone=", ".join(gone),
        id=record.get("id"),
        title=record.get("title"),
    )


def _parsed(argument: str) -> Assignment:
    found = _ASSIGNMENT.fullmatch(argument)
    if found is None:
        raise _WrongError("U832", argument=argument)
    keys = found[1].split(".")
    return Assignment(
        argument, tuple(int(key) if key.isdigit() else key for key in keys), found[2], found[3]
    )


def _apply(record: dict[str, Plain], wanted: Assignment, words: Words) -> list[Edit]:
    """Do it to ``record`` and return the edits that do the same to the file."""
    held = _held(wanted.field)
    if wanted.sign != "=":
        return _in_list(record, wanted, held, words)
    if wanted.word == "":
        return _taken_away(record, wanted.field)
    value = _ids(wanted.field, _value(held, wanted, words), words)
    parent, known = _reach(record, wanted.field)
    if known == len(wanted.field) and parent[wanted.field[-1]] == value:
        return []
    _put(parent, wanted.field[known - len(wanted.field) or -1 :], value)
    return [Set(wanted.field, value)]


def _held(field: Field) -> Shape:
    top = str(field[0])
    if top in FIXED:
        raise _WrongError("U835", field=top)
    if code := DERIVED.get(top):
        raise _WrongError(code, field=top)
    for depth in range(1, len(field) + 1):
        if shape("idea", field[:depth]) is None:
            _unknown(field[:depth])
    held = shape("idea", field)
    assert held is not None  # noqa: S101  (each step was looked at)
    return held


def _unknown(field: Field) -> None:
    above = shape("idea", field[:-1])
    names = (
        above.fields if above and not (above.form == "array" and isinstance(field[-1], str)) else ()
    )
    near = get_close_matches(str(field[-1]), names, n=3)
    if near:
        raise _WrongError("U833", field=dotted(field), near=", ".join(near))
    raise _WrongError("U836", field=dotted(field), names=", ".join(names) or "0, 1, 2")


def _reach(record: dict[str, Plain], field: Field) -> tuple[Any, int]:
    """Return the deepest container that is there, and how many keys of ``field`` exist."""
    here: Any = record
    for depth, key in enumerate(field):
        if isinstance(key, int) and not (isinstance(here, list) and key < len(here)):
            count = len(here) if isinstance(here, list) else 0
            raise _WrongError("U834", field=dotted(field[:depth]), count=count)
        if isinstance(key, str) and not isinstance(here, dict):
            raise _WrongError("U837", field=dotted(field[:depth]))
        is_last = depth + 1 == len(field)
        if isinstance(key, str) and (key not in here or (here[key] is None and not is_last)):
            _refuse_items(field, depth + 1)
            return here, depth
        if is_last:
            return here, depth + 1
        here = here[key]
    return here, len(field)


def _refuse_items(field: Field, start: int) -> None:
    """Refuse an item of a list that is not there yet."""
    for depth in range(start, len(field)):
        if isinstance(field[depth], int):
            raise _WrongError("U834", field=dotted(field[:depth]), count=0)


def _put(parent: Any, rest: Field, value: Plain) -> None:
    """Put a value in its place in the record, with the mappings on the way to it."""
    for key in reversed(rest[1:]):
        value = {str(key): value}
    parent[rest[0]] = value


def _taken_away(record: dict[str, Plain], field: Field) -> list[Edit]:
    parent, known = _reach(record, field)
    if known < len(field):
        return []
    del parent[field[-1]]
    return [Remove(field)]


def _in_list(record: dict[str, Plain], wanted: Assignment, held: Shape, words: Words) -> list[Edit]:
    if held.form != "array":
        raise _WrongError("U838", field=dotted(wanted.field), sign=wanted.sign)
    parent, known = _reach(record, wanted.field)
    there = parent[wanted.field[-1]] if known == len(wanted.field) else None
    values = there if isinstance(there, list) else []
    items = _items(held, wanted, words)
    one = (*wanted.field, 0)
    if wanted.sign == "-=":
        named = [item if item in values else _ids(one, item, words) for item in items]
        return [edit for item in named for edit in _without(values, wanted.field, item)]
    items = [_ids(one, item, words) for item in items]
    fresh = [item for item in items if item not in values]
    _put(parent, wanted.field[known - len(wanted.field) or -1 :], [*values, *fresh])
    return [Append(wanted.field, item) for item in fresh]


def _without(values: list[Plain], field: Field, item: Plain) -> list[Edit]:
    if item not in values:
        raise _WrongError("U839", field=dotted(field), value=item)
    at = values.index(item)
    del values[at]
    return [Remove((*field, at))]


def _items(held: Shape, wanted: Assignment, words: Words) -> list[Plain]:
    value = _value(held, wanted, words)
    return value if isinstance(value, list) else [value]


def _value(held: Shape, wanted: Assignment, words: Words) -> Plain:
    """Read a word as what the field holds; what cannot be read so stays the text that it is."""
    word = wanted.word
    if held.form == "integer":
        return int(word) if _WHOLE.fullmatch(word) else word
    if held.form == "boolean":
        return {"true": True, "false": False}.get(word, word)
    if held.form == "object" or (held.form == "array" and _is_flow(held, word)):
        return words.yaml(word)
    if held.form == "array":
        return [item.strip() for item in word.split(",")]
    if held.long and (word == "-" or word.startswith("@")):
        return words.file(word).rstrip()
    return word


def _ids(field: Field, value: Plain, words: Words) -> Plain:
    """Put ids for the names in a value, wherever it points to things that have both.

    What means nothing known stays as it is, for the check of the whole to tell.
    """
    if isinstance(value, dict):
        return {key: _ids((*field, key), part, words) for key, part in value.items()}
    if isinstance(value, list):
        return [_ids((*field, at), part, words) for at, part in enumerate(value)]
    sort = sort_of("idea", field)
    if not (sort and value and isinstance(value, str)):
        return value
    found = words.called(sort, value)
    if found.several:
        count, rows = len(found.several), found.several[:SHOWN]
        more = ", ..." if count > SHOWN else ""
        raise _WrongError("U865", name=value, count=count, candidates=_named(rows) + more)
    if found.near:
        raise _WrongError(CODES[sort], target=value[:80], near=_named(found.near))
    return found.id or value


def _named(rows: Iterable[Choice]) -> str:
    return ", ".join(f"{row.id} ({row.name})" if row.name else row.id for row in rows)


def _is_flow(held: Shape, word: str) -> bool:
    return held.item != "string" or word.startswith("[")


def dotted(field: Field) -> str:
    """Return a field as people type it: ``team.0.until``."""
    return ".".join(map(str, field))
