"""What every form draws: columns and rows, alone or as the parts of a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal  # a list without amounts starts without it

Kind = Literal["text", "number", "money", "date", "id"]
Value: TypeAlias = (
    "str | int | float | bool | Decimal | date | tuple[Any, ...] | dict[str, Any] | None"
)
"""What a cell holds. A field of a file may be a mapping, or a tuple of them (``team``)."""
SCHEMA_VERSION: Final = 1


class Column(NamedTuple):
    """One column: its key for machines, its title (a msgid) for people.

    ``kind`` chooses the form for people; ``money`` is a `Decimal` in whole cents.
    """

    key: str
    title: str
    kind: Kind = "text"

    @property
    def right(self) -> bool:
        """Whether it is drawn against its right side."""
        return self.kind in {"number", "money"}


class Table(NamedTuple):
    """Rows in the order of ``columns``; any tuple of values serves as a row, NamedTuples too."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]


class Part(NamedTuple):
    """One block of a document: its key in JSON, its heading (already said), its rows.

    ``single`` is a block of facts: one row, in JSON an object and on the screen a line per fact.
    """

    key: str
    heading: str
    table: Table
    single: bool = False


Document = tuple[Part, ...]


class Origin(NamedTuple):
    """Where the figures come from: the commit, and the files that they leave out."""

    commit: str = ""
    left_out: tuple[str, ...] = ()


def machine_text(value: Value) -> str:
    """Return a value as machines read it: ISO dates, a point in amounts, ``true`` and ``false``."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | int() | float():
            return str(value)
        case tuple() | dict():
            return ",".join(map(_inner, value if isinstance(value, tuple) else (value,)))
        case date():
            return value.isoformat()
        case _:
            return f"{value:f}"


def _inner(part: Any) -> str:
    """Return one of several values; what has parts of its own is JSON."""
    if isinstance(part, str):
        return part
    import json

    return json.dumps(part, ensure_ascii=False, default=machine_text)
