"""YAML as a person would write it, for files that do not exist yet.

Only new files are written this way; an existing one is edited in place by the store.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from typing import Final

from innoctl.changes.edit import Plain

WIDTH: Final = 88
_PLAIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w À-ÖØ-öø-ÿ/.,()'%+-]*", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FLOW_ENDS: Final = frozenset(",()'")
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""YAML 1.1 reads more of these as something else than we do; other tools may be of that age."""
_HIDDEN: Final = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What a reader would not see as it is (control characters, turned writing order): it is escaped."""


def lines(key: str, value: Plain, indent: str = "") -> list[str]:
    """Return ``key: value`` in block style, at ``indent``, without line ends."""
    head = f"{indent}{key}:"
    if isinstance(value, dict) and value:
        inner = (lines(name, item, f"{indent}  ") for name, item in value.items())
        return [head, *_joined(inner)]
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return [head, *_joined(_item(item, f"{indent}  ") for item in value)]
    if isinstance(value, list):
        return _list(head, value, indent)
    if isinstance(value, str) and _is_block(value, len(head)):
        header, *rows = _block(value, f"{indent}  ")
        return [f"{head} {header}", *rows]
    return [f"{head} {scalar(value)}"]


def scalar(value: Plain, *, flow: bool = False) -> str:
    """Return a value on one line; inside ``flow`` a comma would end it."""
    if isinstance(value, str) and _is_plain(value, flow=flow):
        return value
    return _HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _joined(parts: Iterable[list[str]]) -> list[str]:
    return [line for part in parts for line in part]


def _item(item: Plain, indent: str) -> list[str]:
    if not isinstance(item, dict) or not item:
        return [f"{indent}- {scalar(item)}"]
    inner = _joined(lines(name, value, f"{indent}  ") for name, value in item.items())
    return [f"{indent}- {inner[0].lstrip()}", *inner[1:]]


def _list(head: str, values: list[Plain], indent: str) -> list[str]:
    row = f"{head} [{', '.join(scalar(value, flow=True) for value in values)}]"
    if len(row) <= WIDTH:
        return [row]
    return [head, *(f"{indent}  - {scalar(value)}" for value in values)]


def _is_plain(value: str, *, flow: bool) -> bool:
    if _DAY.fullmatch(value):
        return True
    return (
        _PLAIN.fullmatch(value) is not None
        and not value.endswith(" ")
        and value.lower() not in _WORDS
        and not (flow and _FLOW_ENDS & set(value))
    )


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _is_block(value: str, used: int) -> bool:
    """Tell whether a text reads better as a block: more than one line, or too long for one."""
    rows = value.removesuffix("\n").split("\n")
    return (
        (len(rows) > 1 or used + len(value) >= WIDTH)
        and not _HIDDEN.search(value)
        and not value.startswith((" ", "\n"))
        and bool(rows[-1])
        and all(row == row.rstrip() for row in rows)
    )


def _block(value: str, indent: str) -> list[str]:
    rows = value.removesuffix("\n").split("\n")
    end = "" if value.endswith("\n") else "-"
    if len(rows) == 1 and "  " not in value:
        folded = textwrap.wrap(rows[0], WIDTH - 8, break_long_words=False, break_on_hyphens=False)
        return [f">{end}", *(f"{indent}{row}" for row in folded)]
    return [f"|{end}", *(f"{indent}{row}" if row else "" for row in rows)]
