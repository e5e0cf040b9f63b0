"""Where every value of a YAML text stands: a tree of nodes with character offsets.

Made in a second pass over the events, only for who asks for places or edits a file. Offsets
count characters of the text without its byte order mark.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from innoctl.named import NamedTuple
from innoctl.store.yaml_events import (
    Alias,
    MappingEnd,
    MappingStart,
    NextEvent,
    Scalar,
    SequenceEnd,
    SequenceStart,
    StreamEnd,
    best_events,
    pure_events,
)

Kind = Literal["scalar", "map", "list", "alias"]


class Entry(NamedTuple):
    """One key with its value, or one list item (``key`` is None); ``place`` counts from 1."""

    key: Node | None
    value: Node
    place: tuple[int, int]


class Node:
    """One value in the text, from ``start`` up to ``end`` (for a block: the end of its last)."""

    __slots__ = ("anchor", "end", "entries", "flow", "kind", "place", "start", "style", "tag",
                 "target", "text")  # fmt: skip

    def __init__(self, kind: Kind, event: Any) -> None:
        self.kind = kind
        self.start: int = event.start_mark.index
        self.end: int = event.end_mark.index
        self.place = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.anchor: str | None = event.anchor
        self.tag: str | None = str(event.ctag) if getattr(event, "ctag", None) else None
        self.style: str = getattr(event, "style", None) or ""
        self.flow = bool(getattr(event, "flow_style", False))
        self.text: str = getattr(event, "value", "")
        self.entries: list[Entry] = []
        self.target: Node | None = None

    def resolved(self) -> Node:
        """Return the node that holds the value: what an alias stands for, else itself."""
        return self.target or self

    def entry(self, step: str | int) -> Entry | None:
        """Return the entry with this key (text) or index (number), if there is one."""
        if self.kind == "list" and isinstance(step, int):
            return self.entries[step] if 0 <= step < len(self.entries) else None
        if self.kind == "map" and isinstance(step, str):
            found = (e for e in self.entries if e.key is not None and e.key.resolved().text == step)
            return next(found, None)
        return None


def compose(text: str) -> Node | None:
    """Return the tree of a text that `load` has read; None when it holds nothing.

    Stops where `load` stopped: what a problem kept from being read has no place either.
    """
    try:
        return _Composer().run(best_events(text))
    except Exception:  # noqa: BLE001  (the C parser refuses what the other one takes)
        return _Composer().run(pure_events(text))


_STARTS: Final[dict[type, Kind]] = {
    Scalar: "scalar",
    Alias: "alias",
    MappingStart: "map",
    SequenceStart: "list",
}


class _Composer:
    def __init__(self) -> None:
        self.open: list[tuple[Node, list[Node]]] = []  # with the key that waits for its value
        self.anchors: dict[str, Node] = {}

    def run(self, next_event: NextEvent) -> Node | None:
        while True:
            event = next_event()
            if type(event) is StreamEnd:
                return None
            done = self.take(event)
            if done is not None and not self.open:
                return done
            if done is not None:
                self.put(done)

    def take(self, event: Any) -> Node | None:
        """Return the node that is complete with this event, if one is."""
        if type(event) in (MappingEnd, SequenceEnd):
            node, _ = self.open.pop()
            _close(node, event)
            return node
        if type(event) not in _STARTS:
            return None
        node = Node(_STARTS[type(event)], event)
        if node.kind == "alias":
            node.target = self.anchors.get(event.anchor)
        elif node.anchor is not None:
            self.anchors[node.anchor] = node
        if node.kind in ("map", "list"):
            self.open.append((node, []))
            return None
        return node

    def put(self, node: Node) -> None:
        """Give a complete node to the collection that it stands in."""
        parent, waiting = self.open[-1]
        if parent.kind == "list":
            parent.entries.append(Entry(None, node, node.place))
        elif waiting:
            key = waiting.pop()
            parent.entries.append(Entry(key, node, key.place))
        else:
            waiting.append(node)


def _close(node: Node, event: Any) -> None:
    """Give a collection its end: its bracket, or in block style the end of its last value."""
    if node.flow:
        node.end = event.end_mark.index
    elif node.entries:
        node.end = max(node.entries[-1].value.end, getattr(node.entries[-1].key, "end", 0))
