"""The lines of an export that are not taken over, in a file of their own."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from innoctl.errors import Finding
from innoctl.locale import say
from innoctl.named import NamedTuple
from innoctl.render.safe import cell


class Refused(NamedTuple):
    """One line that is not taken over: its number, its fields as they are, and why."""

    number: int
    fields: list[str]
    why: Finding


def text(rows: Sequence[Refused], header: Sequence[str], delimiter: str) -> bytes:
    """Return the refused lines as CSV: as they came, harmless for a spreadsheet, each with its reason."""
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*map(_harmless, header), "line", "code", "reason"])
    width = len(header)
    for one in rows:
        fields = [_harmless(value) for value in _in_columns(one.fields, width, delimiter)]
        writer.writerow([*fields, one.number, one.why.code, _harmless(say(one.why.message))])
    return out.getvalue().encode("utf-8", "backslashreplace")


def _in_columns(fields: list[str], width: int, delimiter: str) -> list[str]:
    """Return as many fields as there are columns; what is too much stays in the last one."""
    if len(fields) > width:
        return [*fields[: width - 1], delimiter.join(fields[width - 1 :])]
    return [*fields, *[""] * (width - len(fields))]


def _harmless(value: str) -> str:
    """Return a cell that no spreadsheet runs; an amount stays the amount that it is."""
    digits = value.strip().removeprefix("-").replace(",", "").replace(".", "")
    return value if digits.isascii() and digits.isdigit() else cell(value)
