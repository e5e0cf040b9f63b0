"""Hostile text shown harmlessly: what a portfolio says never steers a terminal or a spreadsheet."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_C0_C1: Final = {n: f"\\x{n:02x}" for n in (*range(0x20), *range(0x7F, 0xA0))}
# Marks that reorder, hide or join what is read: bidi controls, zero width, separators, tags.
_HIDDEN: Final = (
    0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F),
    *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC),
)  # fmt: skip
_FORMULA: Final = r'(^|[;\n][" ]*)(?=[=+\-@\t\r\n＝＋－＠])'
"""Where a formula could begin: also behind what starts a cell for a spreadsheet that parts by
semicolons, as one in Dutch does."""


@cache
def _visible() -> dict[int, str]:
    return {
        **_C0_C1,
        **{n: f"\\u{n:04x}" for n in _HIDDEN},
        **{n: f"\\U{n:08x}" for n in range(0xE0000, 0xE0080)},
        **dict.fromkeys(range(55296, 57344), "�"),
        0x09: "\\t",
        0x0A: "\\n",
        0x0D: "\\r",
    }


@cache
def _visible_lines() -> dict[int, str]:
    return {n: shown for n, shown in _visible().items() if n != ord("\n")}


@cache
def _formula() -> re.Pattern[str]:
    return re.compile(_FORMULA)


def line(text: str) -> str:
    """Return ``text`` on one line, with every control and hidden character made visible."""
    return text if text.isprintable() else text.translate(_visible())


def lines(text: str) -> str:
    """Return ``text`` with its line breaks kept and everything else made visible."""
    return text if text.isprintable() else text.translate(_visible_lines())


def cell(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return _formula().sub(r"\1'", text)
