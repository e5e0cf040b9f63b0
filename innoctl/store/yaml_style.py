"""How a value is written: the style that was there when it can hold it, else the safest.

Returns candidates, best first; whoever places one proves it by reading the file back.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Final

from innoctl.changes.edit import Plain
from innoctl.changes.writing import scalar
from innoctl.named import NamedTuple
from innoctl.store.yaml_scalars import resolve

_UNSEEN: Final = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Control characters, line breaks of every kind and turned writing order."""
_UNPLAIN: Final = re.compile(r"""[-?:](?:\s|$)|[\s,\[\]{}#&*!|>'"%@`]|.*(?::(?:\s|$)|\s\#|\s$)""")
_OTHERS: Final = re.compile(
    r"y|n|yes|no|on|off|<<|=|---.*|\.\.\..*|[-+.]?[0-9][0-9_,:.]*", re.IGNORECASE
)
"""What YAML 1.1, or a careless reader, takes for something else than text."""
_INDICATORS: Final = re.compile(r"[|>][-+0-9]*")
_LONGEST_INDENT: Final = 9


class Written(NamedTuple):
    """A value in text: what stands on its key's line, and the lines below, not yet indented.

    ``ended``: the last line needs a line end of its own, even at the end of the file.
    """

    head: str
    body: tuple[str, ...] = ()
    ended: bool = False


class Frame(NamedTuple):
    """What a value is written into: the style that stood there and the room there is.

    ``style`` is the old style (``|``, ``>``, ``'``, ``"`` or nothing), ``step`` the
    indentation of the body beyond its parent, ``width`` that of a folded line, ``item``
    how far list items stand from their key.
    """

    style: str = ""
    plain: bool = False
    flow: bool = False
    step: int = 2
    width: int = 80
    item: int = 2


def candidates(value: Plain, frame: Frame) -> Iterator[Written]:
    """Yield ways to write a value, best first."""
    if isinstance(value, dict | list) and value:
        if not frame.flow:
            yield block(value, frame, texts=True)
            yield block(value, frame, texts=False)
        yield Written(inline(value, flow=True))
    elif isinstance(value, str):
        yield from _texts(value, frame)
    else:
        yield Written(inline(value, flow=frame.flow))


def inline(value: Plain, *, flow: bool) -> str:
    """Return a value on one line; lists and mappings in brackets."""
    if isinstance(value, dict):
        pairs = (f"{key_text(k, flow=True)}: {inline(v, flow=True)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return f"[{', '.join(inline(item, flow=True) for item in value)}]"
    if isinstance(value, float):
        return _number(value)
    return scalar(value, flow=flow)


OURS: Final = frozenset({"on"})
"""Keys of ours that YAML 1.1 takes for something else: in every record they stand without quotes."""


def key_text(key: str, *, flow: bool) -> str:
    """Return a key as it is written."""
    return key if key in OURS or is_plain(key, flow=flow) else double(key)


def is_plain(text: str, *, flow: bool) -> bool:
    """Tell whether a text can stand without quotes, and is text to every reader."""
    return not (
        not text
        or _UNSEEN.search(text)
        or _UNPLAIN.match(text)
        or _OTHERS.fullmatch(text)
        or type(resolve(text)) is not str
        or (flow and re.search(r"[,\[\]{}]|:$|\?$", text))
    )


def double(text: str) -> str:
    """Return a text in double quotes, everything that cannot be seen as an escape."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def block(value: Plain, frame: Frame, *, texts: bool) -> Written:
    """Write a filled list or mapping as a block; long ``texts`` below their key, or quoted."""
    lines, ended = _lines(value, frame, texts=texts)
    return Written(lines[0], tuple(lines[1:]), ended)


def _lines(value: Plain, frame: Frame, *, texts: bool) -> tuple[list[str], bool]:
    lines: list[str] = []
    last = Written("")
    if isinstance(value, dict):
        for key, item in value.items():
            last = _child(item, frame, texts=texts)
            lines += under(f"{key_text(key, flow=False)}:", item, last, frame)
    elif isinstance(value, list):
        for item in value:
            last = _child(item, frame._replace(step=2), texts=texts)
            lines += [f"- {last.head}", *indented(last.body, "  ")]
    return lines, last.ended


def _child(value: Plain, frame: Frame, *, texts: bool) -> Written:
    if isinstance(value, dict | list) and value:
        return block(value, frame, texts=texts)
    if isinstance(value, str) and texts and "\n" in value and (written := literal(value, frame)):
        return written
    return Written(inline(value, flow=False))


def under(head: str, value: Plain, written: Written, frame: Frame) -> list[str]:
    """Return the lines of a key with its value."""
    nested = isinstance(value, dict | list) and bool(value)
    room = " " * (frame.item if isinstance(value, list) else frame.step)
    first = [head, f"{room}{written.head}"] if nested else [f"{head} {written.head}"]
    return [*first, *indented(written.body, room)]


def indented(lines: Iterable[str], room: str) -> list[str]:
    """Return lines moved to the right; an empty one stays empty."""
    return [f"{room}{line}" if line else "" for line in lines]


def _texts(value: str, frame: Frame) -> Iterator[Written]:
    below = not frame.flow
    if below and frame.style == ">" and (folded := fold(value, frame)):
        yield folded
    if below and frame.style in ("|", ">") and (written := literal(value, frame)):
        yield written
    if frame.plain and is_plain(value, flow=frame.flow):
        yield Written(value)
    if frame.style == "'" and not _UNSEEN.search(value):
        yield Written("'" + value.replace("'", "''") + "'")
    if below and frame.style != '"' and "\n" in value and (written := literal(value, frame)):
        yield written
    if frame.style not in ("'", '"'):
        yield Written(scalar(value, flow=frame.flow))
    yield Written(double(value))


def literal(value: str, frame: Frame) -> Written | None:
    """Write a text as a ``|`` block, if it can stand in one."""
    return _block_text("|", value, value.removesuffix("\n").split("\n"), frame)


def fold(value: str, frame: Frame) -> Written | None:
    """Write a text as a ``>`` block, if it can stand in one: no line begins or ends with space."""
    rows = value.rstrip("\n").split("\n")
    if any(row != row.strip() for row in rows):
        return None
    body: list[str] = []
    for index, row in enumerate(rows):
        if index and rows[index - 1]:
            body.append("")
        body += _wrapped(row, frame.width)
    ends = len(value) - len(value.rstrip("\n"))
    return _block_text(">", value, body + [""] * (ends - 1), frame)


def _wrapped(row: str, width: int) -> list[str]:
    """Break a line at single spaces only: any other space would not come back."""
    lines = [""]
    for word in re.split(r"(?<! ) (?! )", row):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _block_text(mark: str, value: str, body: list[str], frame: Frame) -> Written | None:
    filled = next((row for row in body if row.strip()), None)
    if filled is None or _UNSEEN.search(value.replace("\n", "").replace("\t", "")):
        return None
    before = body[: body.index(filled) + 1]
    deep = any(row[:1] in (" ", "\t") for row in before if row)
    if deep and not 0 < frame.step <= _LONGEST_INDENT:
        return None
    end = "-" if not value.endswith("\n") else "+" if value.endswith("\n\n") else ""
    digit = str(frame.step) if deep else ""
    return Written(f"{mark}{digit}{end}", tuple(body), ended=end != "-")


def _number(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    return (".inf" if value > 0 else "-.inf") if math.isinf(value) else repr(value)


def header_length(text: str) -> int:
    """Return how many characters a block's indicators take at the start of ``text``."""
    found = _INDICATORS.match(text)
    return found.end() if found else 0
