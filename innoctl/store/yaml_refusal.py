"""Turns a parser's complaint into a problem that says what a person did and what to type.

Both parsers' phrases are known here; what is not recognised keeps the parser's own words.
"""

from __future__ import annotations

import re
from typing import Any, Final

from innoctl.store.yaml_build import Problem, problem

_PHRASES: Final = (
    (re.compile(r"quoted.*unexpected (?:end of stream|document separator)", re.DOTALL), "F123"),
    (re.compile(r"expected ',' or"), "F124"),
    (re.compile(r"escape|hexa?decimal|invalid Unicode"), "F126"),
    (re.compile(r"values are not allowed"), "F122"),
    (re.compile(r"cannot start any token|tab character|node content"), "F127"),
    (re.compile(r"could not find expected ':'"), "F128"),
    (re.compile(r"<block end>|expected key|'-' indicator|entries are not allowed"), "F125"),
    (re.compile(r"more indented follow up|wrongly indented"), "F125"),
)


def explained(text: str, error: Exception) -> Problem:
    """Return what ``error``, raised by a parser on ``text``, means to the one who wrote it."""
    mark = getattr(error, "problem_mark", None) or _Start()
    phrase = f"{getattr(error, 'context', '')} {getattr(error, 'problem', error)}"
    code = next((code for pattern, code in _PHRASES if pattern.search(phrase)), "F120")
    begun = getattr(error, "context_mark", None) or mark
    if "while scanning an a" in phrase:  # an alias or anchor without a name
        code, mark = "F127", begun
    before, character = _around(text, mark)
    if character == "\t" and not before.strip():
        return problem("F121", mark)
    if code in ("F123", "F128"):
        return problem(code, begun)
    if code == "F124":
        return problem(code, begun, line=mark.line + 1)
    if code == "F127" and character:
        return problem(code, mark, character=character)
    if code == "F122" and ": " not in before:
        code = "F125"
    if code == "F125" and before.rstrip()[-1:] in ("'", '"'):
        code = "F129"
    if code in ("F120", "F127"):
        return problem("F120", mark, problem=getattr(error, "problem", None) or str(error)[:200])
    return problem(code, mark)


class _Start:
    """The mark of an error that has none."""

    line = 0
    column = 0


def _around(text: str, mark: Any) -> tuple[str, str]:
    """Return what stands before a mark on its line, and the character at it (or nothing)."""
    lines = re.split(r"\r\n|\r|\n", text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[: mark.column], line[mark.column : mark.column + 1]
