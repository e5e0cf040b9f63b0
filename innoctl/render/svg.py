"""A page as a picture: SVG that needs no font, script or style from anywhere else.

The lines are those of the terminal; bars are drawn, and every piece of text gets the width of
its columns, so that the picture keeps its shape in whatever fixed-width font there is. Light
or dark follows the reader. A screen reader is given the page as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from innoctl.render.page import Line, Span, cells
from innoctl.render.safe import line

WIDE: Final = 8.4
"""One column, in units of the picture."""
HIGH: Final = 20
SIZE: Final = 14
EDGE: Final = 24
TOP: Final = 44
"""Room above the text: the bar of a window, with what was typed."""

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECE: Final = re.compile(r"\S+(?: \S+)*")
_LIGHT: Final = {
    "paper": "#ffffff", "edge": "#d1d9e0", "bar": "#f6f8fa", "text": "#1f2328", "title": "#1f2328",
    "dim": "#59636e", "head": "#0550ae", "late": "#cf222e", "good": "#2da44e",
    "active": "#218bff", "on_hold": "#d4a72c", "stopped": "#c5ccd3", "embedded": "#2da44e",
    "free": "#eaeef2",
}  # fmt: skip
_DARK: Final = {
    "paper": "#0d1117", "edge": "#3d444d", "bar": "#151b23", "text": "#e6edf3", "title": "#ffffff",
    "dim": "#9198a1", "head": "#79c0ff", "late": "#ff7b72", "good": "#3fb950",
    "active": "#388bfd", "on_hold": "#d29922", "stopped": "#484f58", "embedded": "#3fb950",
    "free": "#21262d",
}  # fmt: skip
_LIGHT_TEXT: Final = {
    "active": "#0969da", "on_hold": "#9a6700", "stopped": "#59636e", "embedded": "#1a7f37",
}  # fmt: skip
_DARK_TEXT: Final = {
    "active": "#58a6ff", "on_hold": "#d29922", "stopped": "#9198a1", "embedded": "#3fb950",
}  # fmt: skip
"""Letters need more contrast than bars. Both name the same: a rule for letters beats one for bars."""

_BOLD: Final = ("title", "head", "late")


def picture(rows: Sequence[Line], typed: str, title: str) -> str:
    """Return the page as SVG; ``typed`` is the command that shows it, ``title`` what it is of."""
    columns = max((sum(cells(span.text) for span in row) for row in rows), default=0)
    width = round(max(columns, cells(typed) + 8) * WIDE) + 2 * EDGE
    height = TOP + EDGE + len(rows) * HIGH
    spoken = "\n".join("".join(s.text for s in row if not s.bar).rstrip() for row in rows)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"',
            f'  viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">',
            f'<title id="title">{_text(title)}</title>',
            f'<desc id="desc">{_text(spoken, lines=True)}</desc>',
            f"<style>{_style()}</style>",
            f'<rect class="paper" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>',
            f'<path class="bar" d="M1 30V8.5a7.5 7.5 0 0 1 7.5-7.5H{width - 8.5}a7.5 7.5 0 0 1 7.5 7.5V30z"/>',
            f'<text class="dim" x="{EDGE}" y="20">$ {_text(typed)}</text>',
            *(piece for number, row in enumerate(rows) for piece in _row(row, number)),
            "</svg>\n",
        ]
    )


def _row(row: Line, number: int) -> Iterator[str]:
    at, y = 0, TOP + number * HIGH
    for span in row:
        yield from _bar(span, at, y) if span.bar else _pieces(span, at, y)
        at += cells(span.text)


def _bar(span: Span, at: int, y: int) -> Iterator[str]:
    x, width = EDGE + at * WIDE, cells(span.text) * WIDE
    yield f'<rect class="{span.style}" x="{x:.1f}" y="{y + 4}" width="{width - 1:.1f}" height="12" rx="2"/>'


def _pieces(span: Span, at: int, y: int) -> Iterator[str]:
    """Yield the words of a span, each where its columns are."""
    for found in _PIECE.finditer(span.text):
        x = EDGE + (at + cells(span.text[: found.start()])) * WIDE
        width = cells(found[0]) * WIDE
        style = f' class="{span.style}"' if span.style else ""
        yield f'<text{style} x="{x:.1f}" y="{y + 15}" textLength="{width:.1f}">{_text(found[0])}</text>'


def _text(text: str, *, lines: bool = False) -> str:
    shown = "\n".join(map(line, text.split("\n"))) if lines else line(text)
    return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", shown))


def _style() -> str:
    light, dark = _colours(_LIGHT, _LIGHT_TEXT), _colours(_DARK, _DARK_TEXT)
    family = (
        "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"
    )
    bold = ",".join(f"text.{name}" for name in _BOLD)
    return (
        f"text{{font:{SIZE}px {family};white-space:pre}}{bold}{{font-weight:600}}{light}"
        f"@media (prefers-color-scheme:dark){{{dark}}}"
    )


def _colours(palette: dict[str, str], letters: dict[str, str]) -> str:
    rest = {
        name: colour for name, colour in palette.items() if name not in {"paper", "edge", "text"}
    }
    styles = "".join(f".{name}{{fill:{colour}}}" for name, colour in rest.items())
    styles += "".join(f"text.{name}{{fill:{colour}}}" for name, colour in letters.items())
    paper = f".paper{{fill:{palette['paper']};stroke:{palette['edge']}}}"
    return f"text{{fill:{palette['text']}}}{paper}{styles}"
