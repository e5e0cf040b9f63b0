"""What edits mean for a plain value: the promise that an edited file is held to.

Pure: values are never changed in place, what an edit does not touch is shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from innoctl.changes.edit import Append, Edit, Plain, Remove, Set
from innoctl.errors import Field, StorageError


class NoPlaceError(StorageError):
    """An edit's field is not there, or something of another kind is in its way (F153)."""

    code = "F153"

    def __init__(self, field: Field) -> None:
        super().__init__(field=spelled(field))


def spelled(field: Field) -> str:
    """Return a field for a sentence: ``team.0.person``; the file itself is ``/``."""
    return ".".join(map(str, field)) or "/"


def applied(value: Plain, edits: Iterable[Edit]) -> Plain:
    """Return ``value`` with the edits made in order.

    A missing mapping on the way is begun (null counts as missing); raises `NoPlaceError`
    when a list item is not there or when a value of another kind is in the way.
    """
    for edit in edits:
        value = _rebuilt(value, edit, edit.field)
    return value


def _rebuilt(value: Any, edit: Edit, rest: Field) -> Plain:
    """Return ``value`` with ``edit`` made ``rest`` steps below it; as deep as the field is long."""
    if not rest:
        return _ended(value, edit)
    step, below = rest[0], rest[1:]
    removed = isinstance(edit, Remove) and not below
    if isinstance(step, str) and (isinstance(value, dict) or (value is None and not removed)):
        copy = dict(value or {})
        if not removed:
            copy[step] = _rebuilt(copy.get(step), edit, below)
        elif copy.pop(step, edit) is edit:
            raise NoPlaceError(edit.field)
        return copy
    if isinstance(step, int) and isinstance(value, list) and 0 <= step < len(value):
        new = [] if removed else [_rebuilt(value[step], edit, below)]
        return [*value[:step], *new, *value[step + 1 :]]
    raise NoPlaceError(edit.field)


def _ended(value: Any, edit: Edit) -> Plain:
    if isinstance(edit, Set):
        return edit.value
    if isinstance(edit, Append) and (value is None or isinstance(value, list)):
        return [*(value or []), edit.value]
    raise NoPlaceError(edit.field)


def same(one: Plain, other: Plain) -> bool:
    """Tell whether two values are the same, kinds included: ``1`` is not ``1.0`` or ``true``."""
    todo: list[tuple[Any, Any]] = [(one, other)]
    while todo:
        left, right = todo.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, dict):
            if left.keys() != right.keys():
                return False
            todo += [(left[key], right[key]) for key in left]
        elif isinstance(left, list):
            if len(left) != len(right):
                return False
            todo += zip(left, right, strict=True)
        elif left != right and not (left != left and right != right):  # noqa: PLR0124  (nan)
            return False
    return True


def smallest(value: Plain, edit: Edit) -> list[Edit]:
    """Return edits of single values and items that come to the same as ``edit``.

    So that a list or mapping that is set anew keeps the lines of all that stays in it.
    """
    if not isinstance(edit, Set):
        return [edit]
    return _differences(_at(value, edit.field), edit.value, edit.field)


def _at(value: Any, field: Field) -> Plain:
    """Return what stands at a field, None when nothing does."""
    for step in field:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value  # type: ignore[no-any-return]


def _differences(old: Plain, new: Plain, field: Field) -> list[Edit]:
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        return _of_keys(old, new, field)
    if isinstance(old, list) and isinstance(new, list) and old and new:
        return _of_items(old, new, field)
    return [Set(field, new)]


def _of_keys(old: dict[str, Plain], new: dict[str, Plain], field: Field) -> list[Edit]:
    edits: list[Edit] = []
    for key, value in new.items():
        if key not in old:
            edits.append(Set((*field, key), value))
        elif not same(old[key], value):
            edits += _differences(old[key], value, (*field, key))
    return edits + [Remove((*field, key)) for key in old if key not in new]


def _of_items(old: list[Plain], new: list[Plain], field: Field) -> list[Edit]:
    first = 0
    while first < min(len(old), len(new)) and same(old[first], new[first]):
        first += 1
    kept = 0
    if len(new) < len(old):
        while kept < len(new) - first and same(old[-1 - kept], new[-1 - kept]):
            kept += 1
    edits: list[Edit] = []
    for index in range(first, min(len(old), len(new) - kept)):
        if not same(old[index], new[index]):
            edits += _differences(old[index], new[index], (*field, index))
    gone = range(len(new) - kept, len(old) - kept)
    edits += [Remove((*field, index)) for index in reversed(gone)]
    return edits + [Append(field, item) for item in new[len(old) :]]
