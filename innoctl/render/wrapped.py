"""Lines of text broken between words where a terminal ends; what is to be typed stays in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from innoctl.render.page import Line, Span, Style, cells

_TYPED: Final = re.compile(r"(?:(?<=: )|(?<=^) *)(?:innoctl|git|INNOCTL_\w+=\S+) .*$")
"""A command at the end of a line: a break in it would come along when it is copied."""
_LABEL: Final = re.compile(r" |(?![A-Z])[^\s:]+(:\d+)*: ")
"""How lines begin of which the rest stands in from the side."""
_COLUMNS: Final = re.compile(r"\S  +(?=\S)")
"""What parts columns; what is too long in the last one goes on below it."""
_PIECE: Final = re.compile(r"\s*\S+")


def wrapped(text: str, width: int) -> str:
    """Return ``text`` with no line wider than ``width`` columns, words left whole; 0 breaks none."""
    if not width:
        return text
    return "\n".join(part for row in text.split("\n") for part in _broken(row, width))


def wrapped_line(row: Line, width: int) -> Iterator[Line]:
    """Yield a line of a page as lines that are at most ``width`` wide, each piece in its style."""
    text = "".join(span.text for span in row)
    if not width or cells(text) <= width:
        yield row
        return
    styles = (span.style for span in row for sign in span.text if sign != " ")
    style: Style = row[0].style
    for part in _broken(text, width):
        spans: list[Span] = []
        for sign in part:
            style = style if sign == " " else next(styles)
            if spans and spans[-1].style == style:
                spans[-1] = Span(spans[-1].text + sign, style)
            else:
                spans.append(Span(sign, style))
        yield tuple(spans)


def _broken(row: str, width: int) -> Iterator[str]:
    if cells(row) <= width:
        yield row
        return
    aside = " " * _aside(row, width)
    so_far = ""
    for piece in _pieces(row):
        if so_far.strip() and cells(so_far + piece.rstrip()) > width and not _is_label(so_far):
            yield so_far
            so_far = aside + piece.lstrip()
        else:
            so_far += piece
    yield so_far


def _aside(row: str, width: int) -> int:
    """Return how far from the side a line goes on."""
    gaps = [cells(row[: gap.end()]) for gap in _COLUMNS.finditer(row)]
    if gaps and gaps[-1] <= width * 2 // 3:
        return gaps[-1]
    start = len(row) - len(row.lstrip())
    return start + 2 if _LABEL.match(row) else start


def _pieces(row: str) -> Iterator[str]:
    """Yield words with the space before them; a command at the end is one of them."""
    typed = _TYPED.search(row)
    end = typed.start() if typed else len(row)
    yield from _PIECE.findall(row[:end])
    if typed:
        before = row[:end]
        yield before[len(before.rstrip()) :] + typed[0]


def _is_label(so_far: str) -> bool:
    """Tell whether no more than a label stands there, such as ``hint:``."""
    return so_far.endswith(":") and " " not in so_far.strip()
