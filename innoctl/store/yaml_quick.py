"""The quick way through a plain file: the C parser itself puts each value where it belongs.

What it takes for the classes of its events are functions that build. They know what nearly
every file is made of and give up at all else; the careful way then reads the file from its
beginning and tells what there is to tell. Where this way ends well, that one has no problem.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from innoctl.store.yaml_events import HIDDEN, fast_parser
from innoctl.store.yaml_scalars import DIGITS, STARTS, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoctl.changes.edit import Plain

DEPTH: Final = 50
"""Nesting that the careful way is asked about long before it is too deep."""

WORDS: Final = 1000
"""So many different keys are known again: one string each, that nobody resolves twice."""
LONGEST: Final = 64
"""Characters of the longest key that is kept in mind: a file may hold one of megabytes."""

_QUESTION: Final = re.compile(r"(?<=\w)\?+")
_MARK: Final = "\ue03f"
"""A character that nobody means anything by."""

_NO_KEY: Final = object()
_END: Final = object()


class _NotPlainError(Exception):
    """Something that the careful way must judge."""


def quick(text: str, data: bytes) -> Plain:
    """Return the value of a file, ``data`` being ``text`` in UTF-8; None where it is not plain.

    Raises whatever the parser raises.
    """
    parser = fast_parser()
    if parser is None or (not text.isascii() and any(sign in text for sign in HIDDEN)):
        return None
    if "?" in text and ("{" in text or "[" in text):
        return _with_questions(parser, text)
    return _parsed(parser, data)


def _with_questions(parser: Any, text: str) -> Plain:
    """Return the value of a file with a question mark in a text, and hide it from the parser.

    In YAML 1.2 a question mark behind a letter is an ordinary character; within braces and
    brackets the parser takes it for a sign of its own.
    """
    if _MARK in text or "e03f" in text.lower():  # as it is, or by its number
        return None
    hidden = _QUESTION.sub(lambda found: _MARK * len(found[0]), text)
    value = _parsed(parser, hidden.encode())
    try:
        return _shown(value)
    except _NotPlainError:
        return None


def _shown(value: Plain) -> Plain:
    """Put the question marks back."""
    if isinstance(value, str):
        return value.replace(_MARK, "?")
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if isinstance(value, dict):
        shown = {key.replace(_MARK, "?"): _shown(item) for key, item in value.items()}
        if len(shown) < len(value):  # two keys turn out to be one
            raise _NotPlainError
        return shown
    return value


def _parsed(parser: Any, data: bytes) -> Plain:
    makers, begin = _building()
    names = vars(parser)
    usual = {name: names[name] for name in makers}
    root = begin()
    names.update(makers)
    try:
        deque(iter(parser.CParser(data).get_event, _END), maxlen=0)
    except _NotPlainError:
        return None
    finally:
        names.update(usual)
    return root[0] if len(root) == 1 else None


@cache
def _building() -> tuple[dict[str, Any], Callable[[], list[Plain]]]:  # noqa: C901, PLR0915  (one state)
    """Return the makers of events, and what begins a file: it returns where its value will be."""
    here: Any = []
    key: Any = _NO_KEY
    stack: list[tuple[Any, Any]] = []
    documents = 0
    words: dict[str, str] = {}

    def begin() -> list[Plain]:
        nonlocal here, key, documents
        here, key, documents = [], _NO_KEY, 0
        stack.clear()
        return here  # type: ignore[no-any-return]

    def put(value: Any) -> None:
        nonlocal key
        if key is not _NO_KEY:
            here[key] = value
            key = _NO_KEY
        elif here.__class__ is list:
            here.append(value)
        else:  # a key
            if value.__class__ is not str or value in here or value == "<<":
                raise _NotPlainError
            key = value

    def scalar(
        anchor: object,
        tag: object,
        _implicit: object,
        value: Any,
        _a: object,
        _b: object,
        style: str,
    ) -> None:
        nonlocal key
        if tag is not None or anchor is not None:
            raise _NotPlainError
        if key is _NO_KEY and here.__class__ is dict and value in words and value not in here:
            key = words[value]
            return
        plain = not style
        if plain and value[:1] in STARTS:
            if len(value) > DIGITS:
                raise _NotPlainError
            value = resolve(value)
        # what `put` does, once more: calling it for each scalar takes a tenth of the reading
        if key is not _NO_KEY:
            here[key] = value
            key = _NO_KEY
        elif here.__class__ is list:
            here.append(value)
        else:
            if value.__class__ is not str or value in here or value == "<<":
                raise _NotPlainError
            key = value
            if plain and len(value) <= LONGEST and len(words) < WORDS:
                words[value] = value

    def opened(value: Any, anchor: object, tag: object) -> None:
        nonlocal here, key
        if tag is not None or anchor is not None or len(stack) >= DEPTH:
            raise _NotPlainError
        put(value)
        stack.append((here, _NO_KEY))
        here = value

    def mapping(anchor: object, tag: object, *_rest: object) -> None:
        opened({}, anchor, tag)

    def sequence(anchor: object, tag: object, *_rest: object) -> None:
        opened([], anchor, tag)

    def closed(*_rest: object) -> None:
        nonlocal here
        here = stack.pop()[0]

    def document(_a: object, _b: object, _explicit: object, version: object, _tags: object) -> None:
        nonlocal documents
        documents += 1
        if documents > 1 or version is not None:
            raise _NotPlainError

    def alias(*_rest: object) -> None:
        raise _NotPlainError

    def nothing(*_rest: object) -> None:
        pass

    def end(*_rest: object) -> object:
        return _END

    makers = {
        "StreamStartEvent": nothing,
        "DocumentStartEvent": document,
        "AliasEvent": alias,
        "ScalarEvent": scalar,
        "SequenceStartEvent": sequence,
        "SequenceEndEvent": closed,
        "MappingStartEvent": mapping,
        "MappingEndEvent": closed,
        "DocumentEndEvent": nothing,
        "StreamEndEvent": end,
    }
    return makers, begin
