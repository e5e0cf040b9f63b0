"""On which lines the items of a list stand, without making anything of what they say."""

from __future__ import annotations

from innoctl.store.yaml_document import decode
from innoctl.store.yaml_events import (
    Alias,
    MappingEnd,
    MappingStart,
    Scalar,
    SequenceEnd,
    SequenceStart,
    StreamEnd,
    best_events,
)


def item_lines(data: bytes, key: str) -> list[int]:
    """Return the line (from 1) on which each record of the list under a key at the top begins.

    What cannot be parsed, or has no such list, has none: what the index knows of a file that
    changed since is no reason to point at a wrong line.
    """
    try:
        return _lines(decode(data), key)
    except Exception:  # noqa: BLE001  (whatever a parser raises is about this text)
        return []


def _lines(text: str, key: str) -> list[int]:
    next_event = best_events(text)
    depth, at_key, inside, expects_key = 0, False, False, True
    found: list[int] = []
    while True:
        event = next_event()
        kind = type(event)
        if kind is StreamEnd:
            return found
        if kind in {MappingEnd, SequenceEnd}:
            depth -= 1
            inside = inside and depth > 1
        elif kind in {MappingStart, SequenceStart}:
            if inside and depth == 2 and kind is MappingStart:  # noqa: PLR2004  (the file, the list)
                found.append(event.start_mark.line + 1)
            inside = inside or (at_key and depth == 1 and kind is SequenceStart)
            depth += 1
        elif kind is Alias and inside and depth == 2:  # noqa: PLR2004  (idem)
            found.append(event.start_mark.line + 1)
        if depth == 1 and kind in {Scalar, Alias, MappingEnd, SequenceEnd}:
            at_key = expects_key and kind is Scalar and event.value == key
            expects_key = not expects_key
