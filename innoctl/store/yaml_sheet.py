"""A YAML text as a sheet: where lines begin and end, where entries stand, how it is indented.

Everything counts characters of the text without its byte order mark. Offsets are found by
walking forward from what the parser gave, over white space and comments.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from innoctl.errors import Field
from innoctl.store.yaml_nodes import Node, compose
from innoctl.store.yaml_style import header_length

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_FILLER: Final = re.compile(r"(?:[ \t\r\n,]|(?:(?<=[\s,])|(?<![\s\S]))#[^\r\n]*)*")
_SPACE: Final = re.compile(r"(?:[ \t\r\n]|(?<=\s)#[^\r\n]*)*")
_PROPERTY: Final = re.compile(r"[&!]\S*")


class Sheet:
    """One text with its tree of nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = compose(text)

    # --- lines ---

    def line_start(self, at: int) -> int:
        """Return where the line of ``at`` begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Return where the line of ``at`` ends, before its line break."""
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)

    def after_line(self, at: int) -> int:
        """Return where the next line begins."""
        found = _BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def before_line(self, at: int) -> int:
        """Return the end of the line above the line of ``at``, before its line break."""
        start = self.line_start(at)
        if self.text[:start].endswith("\r\n"):
            return start - 2
        return max(start - 1, 0)

    def column(self, at: int) -> int:
        """Return how many characters stand before ``at`` on its line."""
        return at - self.line_start(at)

    def is_first(self, at: int) -> bool:
        """Tell whether nothing but space stands before ``at`` on its line."""
        return not self.text[self.line_start(at) : at].strip(" \t")

    def newline(self, at: int) -> str:
        """Return the line break in use at ``at``: of its line, else the file's commonest."""
        found = _BREAK.match(self.text, self.line_end(at))
        if found:
            return found.group()
        common = Counter(_BREAK.findall(self.text)).most_common(1)
        return common[0][0] if common else "\n"

    # --- entries ---

    def skip(self, at: int) -> int:
        """Return the first place from ``at`` on that is no space, line break, comma or comment."""
        found = _FILLER.match(self.text, at)
        return found.end() if found else at

    def content(self, node: Node) -> int:
        """Return where a node begins behind its anchor and tag."""
        marks = self.properties_end(node)
        return marks if marks == node.start else self.skip(marks)

    def properties_end(self, node: Node) -> int:
        """Return where a node's anchor and tag end; where it begins when it has none."""
        at = end = node.start
        for _ in range((node.anchor is not None and node.kind != "alias") + bool(node.tag)):
            found = _PROPERTY.match(self.text, at)
            end = found.end() if found else end
            at = self.skip(end)
        return end

    def entry_start(self, parent: Node, index: int) -> int:
        """Return where an entry begins: at its dash, its ``?`` or its key."""
        key, value, _ = parent.entries[index]
        if parent.kind == "list" and parent.flow:
            return value.start
        at = self.entry_tail(parent, index - 1) if index else self._inside(parent)
        at = self.skip(at)
        explicit = self.text[at : at + 1] == "?" and self.text[at + 1 : at + 2] in (*" \t\r\n", "")
        return at if parent.kind == "list" or explicit or key is None else key.start

    def _inside(self, parent: Node) -> int:
        """Return where the entries of a collection may begin, behind an opening bracket."""
        at = self.content(parent)
        return at + 1 if self.is_bracketed(parent) else at

    def is_bracketed(self, node: Node) -> bool:
        """Tell whether a flow collection has brackets; ``[a: 1]`` holds a mapping without."""
        return node.flow and self.text[self.content(node)] in "[{"

    def mark(self, parent: Node, index: int) -> int | None:
        """Return the place behind an entry's dash or colon; None where it has no colon."""
        key = parent.entries[index].key
        if key is None:
            return None if parent.flow else self.entry_start(parent, index) + 1
        at = self.skip(key.end)
        return at + 1 if self.text[at : at + 1] == ":" else None

    def entry_tail(self, parent: Node, index: int) -> int:
        """Return the end of what an entry says, without a comment or white space behind it."""
        key, value, _ = parent.entries[index]
        if is_empty(value):
            mark = self.mark(parent, index)
            return mark if mark is not None else (key.end if key is not None else value.end)
        return self.tail(value)

    def tail(self, node: Node) -> int:
        """Return the end of what a node says; a block text ends with its last filled line."""
        while node.kind in ("map", "list") and not node.flow and node.entries:
            value = node.entries[-1].value
            if is_empty(value):
                return self.entry_tail(node, len(node.entries) - 1)
            node = value
        return self._text_tail(node) if node.style in ("|", ">") else node.end

    def _text_tail(self, node: Node) -> int:
        header = self.header(node)
        if "+" in self.text[header[0] : header[1]]:
            end = max(node.end, self.line_end(header[1]))
            return self.before_line(end) if self.line_start(end) == end else end
        if node.style == "|":
            lines = (node.text.removesuffix("\n").count("\n") + 1) if node.text else 0
            at = header[1]
            for _ in range(lines):
                at = self.after_line(at)
            return self.line_end(at)
        at = tail = self.line_end(header[1])
        deepest = _depth(self.text[at : node.end])
        while (at := self.after_line(at)) < node.end:
            line = self.text[at : self.line_end(at)]
            if line.strip() or len(line) > deepest:
                tail = self.line_end(at)
        return tail

    def header(self, node: Node) -> tuple[int, int]:
        """Return where the indicators of a block text begin and end."""
        at = self.content(node)
        return at, at + header_length(self.text[at : at + 4])

    def comma(self, tail: int) -> int | None:
        """Return the place of the comma behind an entry of a flow collection, if there is one."""
        found = _SPACE.match(self.text, tail)
        at = found.end() if found else tail
        return at if self.text[at : at + 1] == "," else None

    # --- indentation ---

    @cached_property
    def step(self) -> int:
        """Spaces that mappings in this file stand deeper than their key."""
        return self._commonest("map") or 2

    @cached_property
    def item(self) -> int:
        """Spaces that list items in this file stand deeper than their key."""
        found = self._commonest("list")
        return self.step if found is None else found

    def _commonest(self, kind: str) -> int | None:
        offsets = Counter(
            self.column(self.entry_start(value, 0)) - self.column(self.entry_start(parent, index))
            for parent, index, value in self._blocks()
            if value.kind == kind and parent.kind == "map"
        )
        return offsets.most_common(1)[0][0] if offsets else None

    def _blocks(self) -> Iterator[tuple[Node, int, Node]]:
        """Yield every filled block collection with its parent and its index there."""
        todo = [self.root] if self.root is not None else []
        while todo:
            parent = todo.pop()
            for index, (_, value, _) in enumerate(parent.entries):
                if value.entries and not value.flow and not parent.flow:
                    todo.append(value)
                    yield parent, index, value


def _depth(body: str) -> int:
    """Return the indentation of a block text: blank lines beyond it are part of the text."""
    lines = [line for line in _BREAK.split(body) if line.strip()]
    return min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)


def is_empty(node: Node) -> bool:
    """Tell whether a value is null because nothing at all is written."""
    return node.kind == "scalar" and not (
        node.text or node.style or node.tag or node.anchor is not None
    )


def find(root: Node | None, field: Field) -> list[tuple[Node, int]] | None:
    """Return the entries on the way to ``field`` as (collection, index); None if one is missing.

    Goes through aliases as values do, so that who edits can see that there was one.
    """
    way: list[tuple[Node, int]] = []
    node = root
    for step in field:
        held = node.resolved() if node is not None else None
        entry = held.entry(step) if held is not None else None
        if held is None or entry is None:
            return None
        way.append((held, held.entries.index(entry)))
        node = entry.value
    return way
