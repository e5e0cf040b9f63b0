"""Choosing and ordering ideas for a list: ``FIELD OPERATOR VALUE``, read the same everywhere.

``=`` and ``!=`` compare whole values and take alternatives by comma (``state=active,on_hold``);
``~`` and ``!~`` look for a part, capitals or not; ``>=``, ``<=``, ``>`` and ``<`` compare numbers
as numbers and all else, days among them, as text. Of a field with several values one that
fits is enough (for ``!=`` and ``!~``: none may). Nothing behind the operator means: not filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from innoctl.named import NamedTuple

OPERATORS: Final = ("!=", "!~", ">=", "<=", "=", "~", ">", "<")
_FILTER: Final = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(!=|!~|>=|<=|=|~|>|<)\s*(.*?)\s*", re.DOTALL)

Value = str | int | bool | tuple[Any, ...] | None


class Filter(NamedTuple):
    """One condition on one field; ``operator`` is one of `OPERATORS`."""

    field: str
    operator: str
    value: str


def parse(text: str) -> Filter | None:
    """Read a filter; None when ``text`` is none."""
    found = _FILTER.fullmatch(text)
    return Filter(*found.groups()) if found else None


def test_of(condition: Filter) -> Callable[[Value], bool]:
    """Return the function that tells whether a value of the field fits."""
    operator, wanted = condition.operator, condition.value
    if operator.startswith("!"):
        fits = test_of(Filter(condition.field, operator[1:], wanted))
        return lambda value: not fits(value)
    if not wanted:
        return lambda value: not any(_parts(value)) if operator == "=" else True
    if operator == "=":
        allowed = {part.strip() for part in wanted.split(",")} | {wanted}
        return lambda value: any(part in allowed for part in _parts(value))
    if operator == "~":
        sought = wanted.casefold()
        return lambda value: any(sought in part.casefold() for part in _parts(value))
    return _comparison(operator, wanted)


def _comparison(operator: str, wanted: str) -> Callable[[Value], bool]:
    number = int(wanted) if wanted.isascii() and wanted.isdigit() else None

    def fits(value: Value) -> bool:
        if type(value) is int:
            return number is not None and value > 0 and _compare(value, operator, number)
        return any(part and _compare(part, operator, wanted) for part in _parts(value))

    return fits


def _compare(left: Any, operator: str, right: Any) -> bool:
    if operator == ">=":
        return bool(left >= right)
    if operator == "<=":
        return bool(left <= right)
    return bool(left > right) if operator == ">" else bool(left < right)


def _parts(value: Value) -> Iterable[str]:
    """Return what a value says, as text: all texts of a list."""
    if value is None or value == 0:
        return ("false",) if value is False else ("",)
    if value is True:
        return ("true",)
    if isinstance(value, tuple):
        return [text for part in value for text in _parts(part)]
    return (str(value),)


def sort_key(value: Value) -> tuple[bool, int, str]:
    """Return what to sort a value by: numbers as numbers, text without capitals, empty ones last."""
    empty = not value
    if isinstance(value, int):
        return empty, value, ""
    text = value if isinstance(value, str) else " ".join(_parts(value))
    return empty, 0, text.casefold()
