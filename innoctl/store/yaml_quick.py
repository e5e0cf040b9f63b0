"""The quick way through a plain file: the C parser itself puts each value where it belongs.

What it takes for the classes of its events are functions that build. They know what nearly
every file is made of and give up at all else; the careful way then reads the file from its
beginning and tells what there is to tell. Where this way ends well, that one has no problem.
"""

from __future__ import annotations

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
