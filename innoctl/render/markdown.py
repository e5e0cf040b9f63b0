"""Text from a portfolio in Markdown: whatever it says, it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from innoctl.render.safe import line, lines

_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|~$^])")
"""What Markdown or one of its dialects takes for markup, wherever it stands."""
_LINKS: Final = re.compile(r"://|(?<=www)\.|@", re.IGNORECASE)
"""What some readers make a link of without being asked."""
_START: Final = re.compile(r"^(\s*)(?:([-+=:])|(\d+)([.)]))")
"""What begins a list, a heading or a rule at the start of a line."""


def inline(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    safe = _SIGNS.sub(r"\\\1", line(text).replace("&", "&amp;"))
    safe = _LINKS.sub(lambda found: f"\\{found[0]}", safe)
    return _START.sub(_unlisted, safe)


def _unlisted(found: re.Match[str]) -> str:
    space, sign, number, point = found.groups(default="")
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"


def prose(text: str) -> list[str]:
    """Return the paragraphs of a text, each a line, with an empty line between them."""
    found = re.split(r"\n\s*\n", lines(text).strip())
    paragraphs = [inline(" ".join(part.split())) for part in found if part.strip()]
    return [row for part in paragraphs for row in (part, "")][:-1]


def bullets(items: Iterable[str], indent: str = "") -> list[str]:
    """Return a list; the items are Markdown already."""
    return [f"{indent}- {item}" for item in items]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table; the cells are Markdown already and hold no line break."""
    drawn = (f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))
    return list(drawn)
