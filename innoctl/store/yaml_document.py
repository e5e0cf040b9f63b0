"""Reads any YAML 1.2 file that a person may have written, into plain values.

What is wrong with a file comes back as problems with their place: never an exception,
never a silent guess. The C parser reads; ruamel's own is asked where that one refuses.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from innoctl.store.yaml_events import best_events, fast_parser, pure_events
from innoctl.store.yaml_quick import quick

if TYPE_CHECKING:
    from innoctl.changes.edit import Plain
    from innoctl.errors import Field
    from innoctl.store.yaml_build import Problem
    from innoctl.store.yaml_events import NextEvent
    from innoctl.store.yaml_nodes import Node

SIZE: Final = 4 * 1024 * 1024
"""Most bytes of a file that is read as YAML."""
SECOND_OPINION: Final = 256 * 1024
"""Most characters for which the slow parser is asked why the fast one refused."""
DIRECTIVES: Final = 16
"""Most ``%TAG`` lines; libyaml compares each with all others."""

_BOM: Final = b"\xef\xbb\xbf"
_CONFLICT: Final = re.compile(r"^(?:<{7} |>{7} |={7}\r?$|\|{7} )", re.MULTILINE)
_CONTROL: Final = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Compiled when a file is refused: so many ranges take longer than reading ten files."""


class Document:
    """One file, read. ``value`` is None when nothing could be made of it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.value, self.problems = load(data)

    @cached_property
    def _root(self) -> Node | None:
        from innoctl.store.yaml_nodes import compose

        return compose(decode(self.data)) if self.value is not None else None

    def place(self, field: Field) -> tuple[int, int]:
        """Return line and column, from 1, of the key or list item at ``field``.

        For a field that is not there: of its nearest parent that is.
        """
        place = (1, 1)
        node = self._root
        for step in field:
            entry = node.resolved().entry(step) if node is not None else None
            if entry is None:
                break
            place, node = entry.place, entry.value
        return place


def read(data: bytes) -> Document:
    """Read one file's bytes; costs no more than `load` until a place is asked for."""
    return Document(data)


def load(data: bytes) -> tuple[Plain, list[Problem]]:
    """Return the value of a file's bytes and what is wrong with it; the fast way in."""
    if len(data) > SIZE:
        return None, [_at("F103", 1, 1, size=len(data), limit=SIZE)]
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()  # what precedes is UTF-8
        return None, [_found("F102", before, len(before))]
    foreign = _foreign(text)
    if foreign is not None:
        return None, [foreign]
    try:
        value = quick(text, data.removeprefix(_BOM))
        return (value, []) if value is not None else _built(best_events(text))
    except Exception as error:  # noqa: BLE001  (whatever a parser raises is about this text)
        return _refused(text, error)


def _built(events: NextEvent) -> tuple[Plain, list[Problem]]:
    from innoctl.store.yaml_build import build  # which most runs do without

    return build(events)


def decode(data: bytes) -> str:
    """Return a file's text without its byte order mark; UTF-8 or `UnicodeDecodeError`."""
    return data.removeprefix(_BOM).decode()


def _foreign(text: str) -> Problem | None:
    """Return what shows, before any parsing, that this is no YAML that a person means."""
    if "\0" in text:
        return _found("F108", text, text.index("\0"))
    if any(marker in text for marker in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        marker = _CONFLICT.search(text)
        if marker:
            return _found("F106", text, marker.start())
    if "\r" in text:
        alone = re.search(r"\r(?!\n)", text)
        if alone:
            return _found("F112", text, alone.start())
    if "%" in text and text.count("\n%") > DIRECTIVES:
        return _found("F120", text, text.index("\n%") + 1, problem="too many directives")
    return None


def _refused(text: str, error: Exception) -> tuple[Plain, list[Problem]]:
    from innoctl.store.yaml_refusal import explained

    control = re.search(_CONTROL, text)
    if control:
        name = f"U+{ord(control.group()):04X}"
        return None, [_found("F107", text, control.start(), character=name)]
    if fast_parser() and len(text) <= SECOND_OPINION:
        try:
            return _built(pure_events(text))
        except Exception as exact:  # noqa: BLE001  (idem)
            error = exact if hasattr(exact, "problem_mark") else error
    return None, [explained(text, error)]


def _found(code: str, text: str, index: int, **params: object) -> Problem:
    """Make a problem at the character ``index`` of ``text``."""
    line = text.count("\n", 0, index) + 1
    return _at(code, line, index - text.rfind("\n", 0, index), **params)


def _at(code: str, line: int, column: int, **params: object) -> Problem:
    from innoctl.store.yaml_build import Problem

    return Problem(code, line, column, tuple((name, str(value)) for name, value in params.items()))
