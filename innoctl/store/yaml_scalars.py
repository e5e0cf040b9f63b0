"""What a plain scalar means: the core schema of YAML 1.2 and nothing of YAML 1.1.

Dates stay strings, ``no`` and ``yes`` are strings, ``012`` is twelve.
"""

from __future__ import annotations

import re
from typing import Final

Scalar = str | int | float | bool | None

STARTS: Final = frozenset(["", *"0123456789+-.~nNtTfF"])
"""First characters (or none) of every plain scalar that may be something else than a string."""

DIGITS: Final = 300
"""Longest number that is read as one: Python refuses to print integers of some thousands."""

_WORDS: Final[dict[str, Scalar]] = {
    **dict.fromkeys(["", "~", "null", "Null", "NULL"], None),
    **dict.fromkeys(["true", "True", "TRUE"], True),
    **dict.fromkeys(["false", "False", "FALSE"], False),
    **dict.fromkeys([".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"], float("inf")),
    **dict.fromkeys(["-.inf", "-.Inf", "-.INF"], float("-inf")),
    **dict.fromkeys([".nan", ".NaN", ".NAN"], float("nan")),
}
_NUMERIC: Final = "0123456789+-."
_INT: Final = re.compile(r"[-+]?[0-9]+", re.ASCII)
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)


def resolve(text: str) -> Scalar:
    """Return what the plain scalar ``text`` means; a number of over `DIGITS` stays a string."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC or len(text) > DIGITS:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


def is_long_number(text: str) -> bool:
    """Tell whether ``text`` would be a number, were it not longer than `DIGITS`."""
    return len(text) > DIGITS and any(p.fullmatch(text) for p in (_INT, _BASED, _FLOAT))


def resolve_as(tag: str, text: str) -> Scalar:
    """Return ``text`` under a core tag such as ``tag:yaml.org,2002:int``.

    Raises `ValueError` when the text is nothing of the kind, `KeyError` when the tag is
    not a core one for scalars.
    """
    kind = _KINDS[tag]
    if kind is str:
        return text
    value = resolve(text)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(text)
    return value


_CORE: Final = "tag:yaml.org,2002:"
MAP_TAG: Final = f"{_CORE}map"
SEQ_TAG: Final = f"{_CORE}seq"
_KINDS: Final[dict[str, type]] = {
    "!": str,
    f"{_CORE}str": str,
    f"{_CORE}int": int,
    f"{_CORE}float": float,
    f"{_CORE}bool": bool,
    f"{_CORE}null": type(None),
}
