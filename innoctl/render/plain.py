"""Rows as text without any escape byte: tabs between values off a terminal, columns on one."""

from __future__ import annotations

from collections.abc import Iterator

from innoctl.locale import gettext as _
from innoctl.render.safe import line
from innoctl.render.table import Document, Table, machine_text


def tabbed(table: Table) -> Iterator[str]:
    """Yield a header of keys and the rows, tab-separated, nothing cut off, all as machines read it.

    Off a terminal a program reads along: what it gets is the same in every language.
    """
    yield "\t".join(column.key for column in table.columns)
    for row in table.rows:
        cells = [value if isinstance(value, str) else machine_text(value) for value in row]
        harmless = "".join(cells).isprintable()  # one look at a row instead of one at each value
        yield "\t".join(cells if harmless else map(line, cells))


def tabbed_document(document: Document) -> Iterator[str]:
    """Yield each part under its key, an empty line between them."""
    for number, part in enumerate(document):
        if number:
            yield ""
        yield part.key
        if not part.single:
            yield from tabbed(part.table)
            continue
        for column, value in zip(part.table.columns, part.table.rows[0], strict=True):
            yield f"{column.key}\t{line(machine_text(value))}"


def aligned(table: Table, shown: list[list[str]]) -> Iterator[str]:
    """Yield a header and rows in columns as wide as their widest value.

    ``shown`` holds the values in the form for people. This is for many rows: a drawn table of
    10,000 takes seconds, this milliseconds.
    """
    titles = [_(column.title) for column in table.columns]
    widths = [max(map(len, values)) for values in zip(titles, *shown, strict=True)]
    pads = [str.rjust if column.right else str.ljust for column in table.columns]
    for row in (titles, *shown):
        cells = [pad(text, width) for pad, text, width in zip(pads, row, widths, strict=True)]
        yield "  ".join(cells).rstrip()
