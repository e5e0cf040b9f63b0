"""Edits on a file's bytes, by position: what is not meant keeps every byte.

Each edit is made on the text at the places that the parser gives and read back; only a
text whose value is exactly the intended one is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from innoctl.changes.edit import Append, Edit, Plain, Remove, Set
from innoctl.errors import Field, StorageError, UsageError
from innoctl.store.yaml_applied import applied, same, smallest, spelled
from innoctl.store.yaml_document import decode, load
from innoctl.store.yaml_nodes import Node
from innoctl.store.yaml_remove import removed
from innoctl.store.yaml_replace import Plan, Splice, added, replaced
from innoctl.store.yaml_sheet import Sheet, find, is_empty
from innoctl.store.yaml_style import Frame, block, inline

_BOM = "\ufeff"
MANY = 3
"""From so many items on they are put behind a list together."""
_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|$)", re.MULTILINE)


class SharedValueError(StorageError):
    """The value has an anchor or comes by an alias: others would change with it (F150)."""

    code = "F150"


class UnprovenEditError(StorageError):
    """No way was found to make the edit and prove it (F151)."""

    code = "F151"


class BrokenFileError(StorageError):
    """The file cannot be read with certainty, so it is not edited (F152)."""

    code = "F152"


class UnwritableError(UsageError):
    """The new value holds what no UTF-8 file can (F154)."""

    code = "F154"


def apply(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return a file's bytes with ``edits`` made in order; a value that stays changes no byte.

    Raises `StorageError`: `BrokenFileError`, `SharedValueError`, `UnprovenEditError`,
    `UnwritableError` or ``NoPlaceError`` of `innoctl.store.yaml_applied`.
    """
    value, problems = load(data)
    if problems and problems[0].code != "F104":
        raise BrokenFileError(code=problems[0].code, line=problems[0].line)
    text, begun = decode(data), value
    at_once = _appended(text, value, edits)
    if at_once is not None:
        text, value, edits = *at_once, ()
    for edit in edits:
        _refuse_unwritable(edit)
        for small in smallest(value, edit):
            target = applied(value, [small])
            if not same(value, target):
                text, value = _made(text, small, target), target
    if edits and not same(value, applied(begun, edits)):
        raise UnprovenEditError(field=spelled(edits[-1].field))
    return (_BOM if data.startswith(_BOM.encode()) else "").encode() + text.encode()


def _appended(text: str, value: Plain, edits: Sequence[Edit]) -> tuple[str, Plain] | None:
    """Return text and value with many items behind one list; None where they are to come one by one.

    Each item by itself would have the whole file read anew: a thousand of them a thousand times.
    """
    fields = {edit.field for edit in edits if isinstance(edit, Append)}
    if len(edits) < MANY or len(fields) != 1 or not all(isinstance(e, Append) for e in edits):
        return None
    sheet = Sheet(text)
    way = find(sheet.root, edits[0].field)
    holder = way[-1][0].entries[way[-1][1]].value if way else None
    if way is None or holder is None or holder.kind != "list" or not holder.entries:
        return None
    _refuse_inside(sheet, way, edits[0].field, holder)
    plan: Plan = []
    for edit in edits:
        _refuse_unwritable(edit)
        plan += next(added(sheet, holder, None, edit.value), [])  # type: ignore[union-attr]
    new, target = _spliced(text, plan), applied(value, _together(value, edits))
    found, problems = load(new.encode())
    return (new, target) if same(found, target) and not problems else None


def _together(value: Plain, edits: Sequence[Edit]) -> list[Edit]:
    """Return one edit that comes to the same as all of these appends."""
    held = value
    for step in edits[0].field:
        held = held[step]  # type: ignore[index]
    items = [edit.value for edit in edits if isinstance(edit, Append)]
    return [Set(edits[0].field, [*held, *items])]  # type: ignore[misc]


def _made(text: str, edit: Edit, target: Plain) -> str:
    """Return the text of the first plan that reads back as ``target``."""
    sheet = Sheet(text)
    for plan in _plans(sheet, edit, target):
        new = _spliced(text, plan)
        value, problems = load(new.encode())
        if same(value, target) and (not problems or problems[0].code == "F104"):
            return new
    raise UnprovenEditError(field=spelled(edit.field))


def _refuse_unwritable(edit: Edit) -> None:
    """Refuse half a character: an escape could hold it, but no reader takes that back."""
    try:
        json.dumps(edit, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise UnwritableError(field=spelled(edit.field)) from error


def _spliced(text: str, plan: Plan) -> str:
    in_order = sorted(plan, key=lambda splice: splice[:2])  # stable: equal places keep their order
    for start, end, new in reversed(in_order):
        text = text[:start] + new + text[end:]
    return text


def _plans(sheet: Sheet, edit: Edit, target: Plain) -> Iterator[Plan]:
    """Yield plans for one edit; ``target`` is the value of the whole file after it."""
    way = find(sheet.root, edit.field)
    if sheet.root is None or is_empty(sheet.root) or (not edit.field and not sheet.root.entries):
        yield from _begun(sheet, target)
    elif isinstance(edit, Remove):
        yield from _removal(sheet, edit.field, way or [])
    elif way is None:
        yield from _missing(sheet, edit)
    elif isinstance(edit, Append):
        yield from _append(sheet, way, edit)
    else:
        _refuse_shared(sheet, way, edit.field, _span(sheet, way))
        yield from _replacement(sheet, way, edit.value)


def _begun(sheet: Sheet, value: Plain) -> Iterator[Plan]:
    """Yield plans that write the first value of a file that holds comments at most."""
    text, root = sheet.text, sheet.root
    close = _DOCUMENT_END.search(text)
    start = close.start() if close else len(text)
    end = start
    if root is not None and not is_empty(root):
        start, end = root.start, root.end
    newline = sheet.newline(start)
    written = block(value, Frame(), texts=True) if value else None
    lines = [written.head, *written.body] if written else [inline(value, flow=False)]
    lead = newline if start and sheet.line_start(start) != start else ""
    last = "" if end > start or text[end:].startswith(newline) else newline
    yield [Splice(start, end, lead + newline.join(lines) + last)]
    yield [Splice(start, end, inline(value, flow=False))]


def _missing(sheet: Sheet, edit: Set | Append) -> Iterator[Plan]:
    """Yield plans for a field that is not there: the nearest parent gets what is missing."""
    value: Plain = [edit.value] if isinstance(edit, Append) else edit.value
    depth = len(edit.field) - 1
    while depth and find(sheet.root, edit.field[:depth]) is None:
        depth -= 1
    for step in reversed(edit.field[depth + 1 :]):
        value = {str(step): value}
    key = str(edit.field[depth])
    way = find(sheet.root, edit.field[:depth]) or []
    holder = way[-1][0].entries[way[-1][1]].value if way else sheet.root
    _refuse_inside(sheet, way, edit.field, holder)
    if holder is not None and holder.kind == "map" and (holder.entries or _in_flow(way)):
        yield from added(sheet, holder, key, value)
    else:
        yield from _replacement(sheet, way, {key: value})


def _append(sheet: Sheet, way: list[tuple[Node, int]], edit: Append) -> Iterator[Plan]:
    holder = way[-1][0].entries[way[-1][1]].value if way else sheet.root
    _refuse_inside(sheet, way, edit.field, holder)
    if holder is not None and holder.kind == "list" and (holder.entries or _in_flow(way)):
        yield from added(sheet, holder, None, edit.value)
    else:
        yield from _replacement(sheet, way, [edit.value])


def _removal(sheet: Sheet, field: Field, way: list[tuple[Node, int]]) -> Iterator[Plan]:
    _refuse_shared(sheet, way, field, _span(sheet, way))
    parent, index = way[-1]
    if len(parent.entries) > 1 or parent.flow:
        yield from removed(sheet, parent, index)
    else:
        empty: Plain = {} if parent.kind == "map" else []
        yield from _replacement(sheet, way[:-1], empty)


def _replacement(sheet: Sheet, way: list[tuple[Node, int]], value: Plain) -> Iterator[Plan]:
    parent, index = way[-1] if way else (None, 0)
    yield from replaced(sheet, parent, index, value)


def _in_flow(way: list[tuple[Node, int]]) -> bool:
    return bool(way) and way[-1][0].flow


# --- aliases ---


def _span(sheet: Sheet, way: list[tuple[Node, int]]) -> tuple[int, int]:
    """Return where the value that is replaced or removed begins and ends."""
    if not way:
        return 0, len(sheet.text)
    parent, index = way[-1]
    return parent.entries[index].value.start, sheet.entry_tail(parent, index)


def _refuse_inside(
    sheet: Sheet, way: list[tuple[Node, int]], field: Field, holder: Node | None
) -> None:
    """Refuse to put something into a value that others refer to."""
    if holder is not None and holder.kind == "alias":
        raise SharedValueError(field=spelled(field), name=holder.anchor)
    at = holder.start if holder is not None else 0
    _refuse_shared(sheet, way, field, (at, at))


def _refuse_shared(
    sheet: Sheet, way: list[tuple[Node, int]], field: Field, span: tuple[int, int]
) -> None:
    """Refuse a change that would show in more than one place, or leave a reference without end."""
    for parent, index in way[:-1]:
        if parent.entries[index].value.kind == "alias":
            raise SharedValueError(field=spelled(field), name=parent.entries[index].value.anchor)
    start, end = span
    for alias in _aliases(sheet.root):
        target = alias.target
        if target is None or start <= alias.start < end:
            continue
        around = target.start <= start and end <= max(target.end, target.start)
        if around or start <= target.start < end:
            raise SharedValueError(field=spelled(field), name=alias.anchor)


def _aliases(root: Node | None) -> Iterator[Node]:
    todo = [root] if root is not None else []
    while todo:
        node = todo.pop()
        if node.kind == "alias":
            yield node
        for key, value, _ in node.entries:
            todo += [value] if key is None else [key, value]
