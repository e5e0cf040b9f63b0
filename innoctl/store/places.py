"""On which lines the items of lists stand, without making anything of what they say."""

from __future__ import annotations

from typing import Any

from innoctl.store.yaml_document import decode
from innoctl.store.yaml_events import (
    MappingEnd,
    MappingStart,
    Scalar,
    SequenceEnd,
    SequenceStart,
    StreamEnd,
    best_events,
)

Where = tuple[str | int, ...]
"""The way to an item: keys, and numbers from 0, as ``("budgets", 2, "changes", 0)``."""


def item_lines(data: bytes) -> dict[Where, int]:
    """Return the line (from 1) on which each item of each list begins, by the way to it.

    What cannot be parsed has none: better no line than a wrong one.
    """
    try:
        return _lines(decode(data))
    except Exception:  # noqa: BLE001  (whatever a parser raises is about this text)
        return {}


def _lines(text: str) -> dict[Where, int]:
    next_event, found = best_events(text), dict[Where, int]()
    here: list[Any] = []
    """for each collection that is open: the number of the item in a list, the key in a mapping"""
    is_list: list[bool] = []
    at_value: list[bool] = []
    while True:
        event = next_event()
        kind = type(event)
        if kind is StreamEnd:
            return found
        if kind in {MappingEnd, SequenceEnd}:
            here.pop()
            is_list.pop()
            at_value.pop()
            continue
        if not hasattr(event, "anchor"):  # no node: a document begins or ends
            continue
        if here and is_list[-1]:
            here[-1] += 1
            found[tuple(here)] = event.start_mark.line + 1
        elif here:
            if not at_value[-1]:
                here[-1] = event.value if kind is Scalar else ""
            at_value[-1] = not at_value[-1]
        if kind in {MappingStart, SequenceStart}:
            here.append(-1 if kind is SequenceStart else "")
            is_list.append(kind is SequenceStart)
            at_value.append(False)
