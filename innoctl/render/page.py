"""Pages of text in columns and colours: lines of spans, drawn alike on a terminal and as a picture.

A style is a name; what it looks like is the drawer's business, so that the same page goes to
a terminal, to one without colour or block characters, and into an SVG. Colour never carries
meaning alone: every bar stands beside its number.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, Literal, TextIO

from innoctl.locale import language
from innoctl.named import NamedTuple
from innoctl.render.safe import line

Style = Literal[
    "", "title", "head", "dim", "late", "good", "active", "on_hold", "stopped", "embedded", "free"
]
WIDEST: Final = 92
"""Columns of text beyond which a line is hard to follow with the eye."""
GAP: Final = 4

_ANSI: Final[dict[str, str]] = {
    "title": "1",
    "head": "1;36",
    "dim": "2",
    "late": "1;31",
    "good": "32",
    "active": "36",
    "on_hold": "33",
    "stopped": "90",
    "embedded": "32",
    "free": "2",
}
_BLOCKS: Final = {
    "active": "█",
    "on_hold": "▓",
    "stopped": "░",
    "embedded": "█",
    "free": "·",
    "": "█",
}
_ASCII: Final = {
    "active": "#",
    "on_hold": "=",
    "stopped": "-",
    "embedded": "#",
    "free": ".",
    "": "#",
}


class Span(NamedTuple):
    """A piece of text in one style; ``bar`` when it is drawn and not read."""

    text: str
    style: Style = ""
    bar: bool = False


Line = tuple[Span, ...]
Block = list[Line]
EMPTY: Final[Line] = ()


def cells(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text
    )


def cut(text: str, width: int) -> str:
    """Return a text made harmless, at most ``width`` columns wide; what was cut shows as ``…``."""
    text = line(text)
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def left(text: str, width: int, style: Style = "") -> Span:
    """Return a text against the left side of ``width`` columns."""
    shown = cut(text, width)
    return Span(shown + " " * (width - cells(shown)), style)


def right(text: str, width: int, style: Style = "") -> Span:
    """Return a text against the right side of ``width`` columns."""
    shown = cut(text, width)
    return Span(" " * (width - cells(shown)) + shown, style)


def bar(parts: Sequence[tuple[int, Style]], most: int, width: int) -> Line:
    """Return stacked bars, ``most`` filling ``width``; what is there is never drawn as nothing."""
    if most <= 0:
        return (Span(" " * width),)
    spans, used, total = [], 0, 0
    for value, style in parts:
        total += max(value, 0)
        upto = min(
            width, -(-total * width // most) if value and used == 0 else total * width // most
        )
        length = min(max(upto - used, 1 if value > 0 else 0), width - used)
        if length:
            spans.append(Span(_BLOCKS.get(style, "█") * length, style, bar=True))
        used += length
    return (*spans, Span(" " * (width - used)))


def number(value: int) -> str:
    """Return a count; nothing is a dot, so that the eye finds what is there."""
    return str(value) if value else "·"


def percent(share: str | None) -> str:
    """Return a share as whole percents, a dash for one of nothing."""
    if share is None:
        return "–"
    from decimal import ROUND_HALF_UP, Decimal

    whole = (Decimal(share) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{whole}%"


def euros(cents: int) -> str:
    """Return an amount in whole euros in the reader's form; the other forms have the cents."""
    whole = f"{(abs(cents) + 50) // 100:,}"
    sign = "−" if cents <= -50 else ""  # noqa: PLR2004
    return f"€ {sign}{whole.replace(',', '.')}" if language() == "nl" else f"{sign}€{whole}"


def exact(cents: int) -> str:
    """Return an amount to the cent in the reader's form, quicker than babel does ten thousand."""
    whole, rest = divmod(abs(cents), 100)
    text, sign = f"{whole:,}.{rest:02d}", "−" if cents < 0 else ""
    if language() != "nl":
        return f"{sign}€{text}"
    return f"€ {sign}{text.translate(_DUTCH)}"


_DUTCH: Final = str.maketrans(",.", ".,")


def layout(blocks: Sequence[Block], width: int) -> Block:
    """Put blocks below each other, or in two columns where there is room for both."""
    if width < two_columns():
        return [row for block in blocks for row in (*block, EMPTY)]
    half = column(width)
    sides: tuple[Block, Block] = ([], [])
    for block in blocks:
        shorter = sides[0] if len(sides[0]) <= len(sides[1]) else sides[1]
        shorter.extend((*block, EMPTY))
    return [_beside(a, b, half) for a, b in zip_longest(*sides, fillvalue=EMPTY)]


def two_columns() -> int:
    """Return from how many columns on a terminal shows two blocks beside each other."""
    return 2 * 70 + GAP


def column(width: int) -> int:
    """Return how wide one block may be on a terminal of ``width``."""
    return min((width - GAP) // 2 if width >= two_columns() else width, WIDEST)


def _beside(first: Line, second: Line, half: int) -> Line:
    if not second:
        return first
    used = sum(cells(span.text) for span in first)
    return (*first, Span(" " * (half - used + GAP)), *second)


def write(rows: Iterable[Line], out: TextIO, *, colour: bool) -> None:
    """Write a page to a terminal; where it lacks block characters, bars are drawn in ASCII."""
    plain = not _can(out, "█▓░")
    out.writelines(f"{text}\n" for text in _drawn(rows, colour=colour, plain=plain))


def _drawn(rows: Iterable[Line], *, colour: bool, plain: bool) -> Iterator[str]:
    for row in rows:
        parts = []
        for span in row:
            text = _plain(span) if plain else span.text
            code = _ANSI.get(span.style) if colour else None
            parts.append(f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text)
        yield "".join(parts).rstrip(" ")


def _plain(span: Span) -> str:
    """Return a span in ASCII where that keeps its width; what is left is spelt by the stream."""
    if span.bar:
        return _ASCII.get(span.style, "#") * len(span.text)
    return span.text.replace("…", "~")


def _can(out: TextIO, signs: str) -> bool:
    encoding = out.encoding if isinstance(out, io.TextIOWrapper) else "utf-8"
    try:
        signs.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
