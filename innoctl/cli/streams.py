"""Standard output and error that take any text, also closed or in an old encoding."""

from __future__ import annotations

import codecs
import io
import sys
from typing import Final

_SPELT: Final = {
    "€": "EUR", "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...",
    "→": "->", "←": "<-", "•": "*", "·": ".", "×": "x", "✓": "v", "✗": "x", "\xa0": " ",
    "─": "-", "━": "-", "═": "=", "│": "|", "┃": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+",
}  # fmt: skip


def open_streams() -> None:
    """Make standard output and error take any text, also closed or in an old encoding."""
    codecs.register_error("innoctl", _spelt)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="innoctl")


def _spelt(error: UnicodeError) -> tuple[str, int]:
    """Spell what an encoding lacks: ``é`` as ``e``, ``€`` as ``EUR``, else ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from unicodedata import normalize

    signs = error.object[error.start : error.end]
    plain = [
        _SPELT.get(s) or normalize("NFKD", s).encode("ascii", "ignore").decode() for s in signs
    ]
    return "".join(sign or "?" for sign in plain), error.end
