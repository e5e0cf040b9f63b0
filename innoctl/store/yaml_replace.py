"""Plans that give an entry another value, or a collection another entry.

A plan is a list of splices on the text; each function yields plans, best first.
"""

from __future__ import annotations

from collections.abc import Iterator

from innoctl.changes.edit import Plain
from innoctl.named import NamedTuple
from innoctl.store.yaml_nodes import Node
from innoctl.store.yaml_sheet import Sheet, is_empty
from innoctl.store.yaml_style import Frame, Written, candidates, indented, key_text, under


class Splice(NamedTuple):
    """Put ``text`` in the place of what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str


Plan = list[Splice]


class _Slot(NamedTuple):
    """Room for a value: ``mark`` ends its colon or dash, ``head`` is what stands on that line.

    ``rest`` are the lines below that go with it; ``indent`` is the column of its parent.
    """

    mark: int
    head: tuple[int, int]
    rest: tuple[int, int] | None
    indent: int
    keyed: bool


def replaced(sheet: Sheet, parent: Node | None, index: int, value: Plain) -> Iterator[Plan]:
    """Yield plans that give an entry, or without a parent the whole file, another value."""
    if parent is not None and parent.flow:
        yield from _in_flow(sheet, parent, index, value)
        return
    slot = _slot(sheet, parent, index)
    if slot is None:
        return
    node = sheet.root if parent is None else parent.entries[index].value
    frame = _frame(sheet, slot, node)
    nested = isinstance(value, dict | list) and bool(value)
    for written in candidates(value, frame):
        if nested and _is_below(sheet, slot) and not written.head.startswith(("[", "{")):
            yield _below(sheet, slot, written, frame, is_list=isinstance(value, list))
        else:
            column = sheet.column(slot.head[0]) if slot.head[0] > slot.mark else slot.indent + 2
            room = column if nested else slot.indent + frame.step
            yield _placed(sheet, slot, written.head, indented(written.body, " " * room), written)


def _slot(sheet: Sheet, parent: Node | None, index: int) -> _Slot | None:
    """Return the room of a value in block context; None for a key that has no colon."""
    if parent is None:
        root = sheet.root
        assert root is not None, "an empty file is begun, not edited"  # noqa: S101
        return _Slot(root.start, (root.start, sheet.tail(root)), None, 0, keyed=False)
    node, mark = parent.entries[index].value, sheet.mark(parent, index)
    if mark is None:
        return None
    indent = sheet.column(sheet.entry_start(parent, index))
    head, rest = (mark, mark), None
    if node.style in ("|", ">"):
        head = (node.start, sheet.header(node)[1])
        rest = (sheet.line_end(head[1]), sheet.line_end(sheet.tail(node)))
    elif node.entries and not node.flow and sheet.is_first(sheet.entry_start(node, 0)):
        end = sheet.properties_end(node)
        head = (node.start, end) if end > node.start else head
        above = sheet.before_line(sheet.entry_start(node, 0))
        rest = (above, sheet.line_end(sheet.tail(node)))
    elif not is_empty(node):
        head = (node.start, sheet.tail(node))
    return _Slot(mark, head, rest, indent, keyed=parent.kind == "map")


def _frame(sheet: Sheet, slot: _Slot, node: Node | None) -> Frame:
    """Return the style that stood in a slot, and the room there is."""
    step = sheet.step if slot.keyed else 2
    frame = Frame(step=step, item=sheet.item)
    if node is None or node.kind != "scalar":
        return frame
    if node.style in ("|", ">"):
        header = sheet.text[slot.head[0] : slot.head[1]]
        digit = next((int(sign) for sign in header if sign.isdigit()), 0)
        lines = sheet.text[sheet.after_line(slot.head[1]) : sheet.tail(node)].splitlines()
        filled = next((line for line in lines if line.strip()), "")
        found = digit or len(filled) - len(filled.lstrip(" ")) - slot.indent
        width = max([len(line.strip()) for line in lines] + [40])
        frame = frame._replace(step=found if found > 0 else step, width=width)
    return frame._replace(style=node.style, plain=not node.style and not is_empty(node))


def _is_below(sheet: Sheet, slot: _Slot) -> bool:
    """Tell whether a block must begin on the line below: after a key, but not after a dash."""
    return slot.keyed and sheet.line_start(slot.mark) == sheet.line_start(slot.head[0])


def _below(sheet: Sheet, slot: _Slot, written: Written, frame: Frame, *, is_list: bool) -> Plan:
    room = " " * (slot.indent + (frame.item if is_list else frame.step))
    lines = indented([written.head, *written.body], room)
    emptied = slot._replace(head=(slot.mark, slot.head[1]))
    return _placed(sheet, emptied, "", lines, written)


def _placed(sheet: Sheet, slot: _Slot, head: str, body: list[str], written: Written) -> Plan:
    """Return the splices of a head on its line and a body below it."""
    start, end = slot.head
    if head and start == slot.mark and start == end:
        head = f" {head}"
    newline = sheet.newline(end)
    below = "".join(f"{newline}{line}" for line in body)
    line_end = sheet.line_end(end)
    rest = slot.rest or (line_end, line_end)
    if body and written.ended and rest[1] == len(sheet.text):
        below += newline
    plan = [Splice(start, end, head)]
    if rest[0] != line_end:
        plan.append(Splice(line_end, line_end, below))
        below = ""
    return [*plan, Splice(*rest, below)]


def added(sheet: Sheet, holder: Node, key: str | None, value: Plain) -> Iterator[Plan]:
    """Yield plans that put an entry behind the last one of a collection that has some."""
    if holder.flow:
        yield from _added_in_flow(sheet, holder, key, value)
        return
    last = len(holder.entries) - 1
    tail = sheet.entry_tail(holder, last)
    at, room = sheet.line_end(tail), " " * sheet.column(sheet.entry_start(holder, 0))
    newline = sheet.newline(tail)
    width = _dash_width(sheet, holder)
    frame = Frame(step=width if key is None else sheet.step, item=sheet.item)
    for written in _like_last(holder, key, value, frame):
        if key is not None:
            lines = under(f"{key_text(key, flow=False)}:", value, written, frame)
        else:
            lines = [f"-{' ' * (width - 1)}{written.head}", *indented(written.body, " " * width)]
        text = "".join(f"{newline}{line}" for line in indented(lines, room))
        text += newline if written.ended and at == len(sheet.text) else ""
        yield [Splice(at, at, text)]
        yield [*_closed(sheet, holder), Splice(at, at, text)]


def _like_last(holder: Node, key: str | None, value: Plain, frame: Frame) -> Iterator[Written]:
    """Yield ways to write an entry; an item behind one in braces gets braces too."""
    last = holder.entries[-1].value
    if key is None and isinstance(value, dict) and last.kind == "map" and last.flow:
        yield from candidates(value, frame._replace(flow=True))
    yield from candidates(value, frame)


def _dash_width(sheet: Sheet, holder: Node) -> int:
    """Return how far the items of a list stand from their dash, as its last one shows."""
    value, dash = holder.entries[-1].value, sheet.entry_start(holder, len(holder.entries) - 1)
    on_line = sheet.line_start(dash) == sheet.line_start(value.start) and not is_empty(value)
    return min(max(value.start - dash, 2), 9) if on_line else 2


def _closed(sheet: Sheet, node: Node) -> Plan:
    """Return what keeps a last block text as it is when the file's missing line end is added."""
    while node.entries and not node.flow:
        node = node.entries[-1].value
    start, end = sheet.header(node)
    if node.style not in ("|", ">") or node.text.endswith("\n"):
        return []
    return [Splice(start, end, f"{sheet.text[start:end].replace('+', '').replace('-', '')}-")]


def _in_flow(sheet: Sheet, parent: Node, index: int, value: Plain) -> Iterator[Plan]:
    key, node, _ = parent.entries[index]
    frame = Frame(node.style, plain=node.kind == "scalar" and not node.style, flow=True)
    mark = sheet.mark(parent, index)
    for written in candidates(value, frame):
        if not is_empty(node):
            yield [Splice(node.start, node.end, written.head)]
        elif mark is not None:
            behind = sheet.text[mark : sheet.line_end(mark)]
            spaces = len(behind) - len(behind.lstrip(" "))
            yield [Splice(mark, mark + (spaces if behind.strip() else 0), f" {written.head}")]
        elif key is not None:
            yield [Splice(key.end, key.end, f": {written.head}")]


def _added_in_flow(sheet: Sheet, holder: Node, key: str | None, value: Plain) -> Iterator[Plan]:
    if not sheet.is_bracketed(holder):
        return
    for written in candidates(value, Frame(flow=True)):
        text = written.head if key is None else f"{key_text(key, flow=True)}: {written.head}"
        yield _flow_entry(sheet, holder, text)


def _flow_entry(sheet: Sheet, holder: Node, text: str) -> Plan:
    if not holder.entries:
        at = sheet.content(holder) + 1
        return [Splice(at, at, text)]
    last = len(holder.entries) - 1
    start, tail = sheet.entry_start(holder, last), sheet.entry_tail(holder, last)
    comma = sheet.comma(tail)
    end = tail if comma is None else comma + 1
    if sheet.is_first(start) and sheet.line_end(end) < holder.end:
        line = f"{sheet.newline(end)}{' ' * sheet.column(start)}{text}"
        closing = [] if comma is not None else [Splice(tail, tail, ",")]
        at = sheet.line_end(end)
        return [*closing, Splice(at, at, line if comma is None else f"{line},")]
    bare = " " if is_empty(holder.entries[last].value) else ""  # `a:,` would be a text
    return [Splice(end, end, f"{bare}, {text}" if comma is None else f" {text}")]
