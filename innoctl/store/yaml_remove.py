"""Plans that take an entry away: with its own lines and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innoctl.store.yaml_nodes import Node
from innoctl.store.yaml_replace import Plan, Splice
from innoctl.store.yaml_sheet import Sheet


def removed(sheet: Sheet, parent: Node, index: int) -> Iterator[Plan]:
    """Yield plans that take one of several entries away, best first."""
    start, tail = sheet.entry_start(parent, index), sheet.entry_tail(parent, index)
    if parent.flow:
        yield _from_flow(sheet, parent, index)
    elif not sheet.is_first(start):
        yield _from_first_line(sheet, parent, index)
    else:
        begin, end = sheet.line_start(start), sheet.after_line(tail)
        yield [Splice(begin, end, "")]
        stop, comments = _comments(sheet, end, " " * sheet.column(start))
        yield [Splice(begin, stop, comments)]


def _comments(sheet: Sheet, at: int, room: str) -> tuple[int, str]:
    """Return where filler from ``at`` on ends, and its comments as no text above can own them.

    A block text above would take blank lines and deeply indented comments for its own.
    """
    stop = sheet.skip(at)
    stop = sheet.line_start(stop) if sheet.text[stop:] else stop
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|$)", sheet.text[at:stop])
    return stop, "".join(f"{room}{line.lstrip()}" for line in lines if line.strip())


def _from_first_line(sheet: Sheet, parent: Node, index: int) -> Plan:
    """Remove ``a`` of ``- a: 1``: what follows takes its place behind the dash."""
    start, tail = sheet.entry_start(parent, index), sheet.entry_tail(parent, index)
    if index + 1 < len(parent.entries):
        following = sheet.entry_start(parent, index + 1)
        if not sheet.text[sheet.line_end(tail) : following].strip():
            return [Splice(start, following, "")]
    before = sheet.text[sheet.line_start(start) : start]
    return [Splice(start - (len(before) - len(before.rstrip())), sheet.line_end(tail), "")]


def _from_flow(sheet: Sheet, parent: Node, index: int) -> Plan:
    start, tail = sheet.entry_start(parent, index), sheet.entry_tail(parent, index)
    comma = sheet.comma(tail)
    end = tail if comma is None else comma + 1
    if len(parent.entries) == 1:
        return [Splice(start, end, "" if sheet.is_bracketed(parent) else "{}")]
    behind = sheet.text[end : sheet.line_end(end)].strip()
    if sheet.is_first(start) and (not behind or behind.startswith("#")):
        return [Splice(sheet.line_start(start), sheet.after_line(end), "")]
    if index + 1 < len(parent.entries):
        return [Splice(start, sheet.entry_start(parent, index + 1), "")]
    before = sheet.entry_tail(parent, index - 1)
    if "\n" in sheet.text[before:start]:
        return [Splice(start, end, "")]
    return [Splice(before, tail, "")]
