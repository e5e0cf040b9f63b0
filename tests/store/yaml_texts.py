"""YAML as many hands write it: texts in every style, and edits to try on them.

A text is drawn line by line with its own choices of indentation, quotes, comments and
line ends, so that no writer of YAML (and none of its habits) stands between.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from hypothesis import strategies as st

from innoctl.changes.edit import Append, Edit, Plain, Remove, Set
from innoctl.errors import Field

WORDS = (
    "wijk",
    "proef",
    "café",
    "naïef",
    "één",
    "x",
    "spraak naar tekst",
    "😀 lach",
    "1e",
    "ja",
    "a-b",
)
PLAIN = (*WORDS, "2024-03-01", "no", "12:30", "https://example.org/a#b", "it's", "a: b"[:1], "- x"[2:],
         "1", "-7", "0x1F", "1.5", "true", "~", "null", ".inf", "012", "naar 'huis'", "vraag?")  # fmt: skip
QUOTED = (*WORDS, "", " ", "a: b", "# geen commentaar", "it's", "true", "12", "[x", "{", "&a", "*a",
          "- a", "? b", "%", "@", "tab\tin", "slot ", " begin", "é: ü", "back\\slash", 'say "hi"')  # fmt: skip
KEYS = ("id", "title", "team", "a", "b", "c", "x-y", "naam", "één", "lange sleutel", "k1", "on")
COMMENTS = ("", "", "", "", "  # waarom", " # é: 'x", "   #")


class Style(NamedTuple):
    """How one file is written."""

    step: int
    item: int
    newline: str
    dash: str


@st.composite
def styles(draw: st.DrawFn) -> Style:
    step = draw(st.sampled_from([2, 2, 3, 4]))
    item = draw(st.sampled_from([0, 2, step]))
    return Style(
        step,
        item,
        draw(st.sampled_from(["\n", "\n", "\r\n"])),
        draw(st.sampled_from(["- ", "- ", "-   "])),
    )


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return the bytes of one file."""
    style = draw(styles())
    lines = draw(st.lists(st.sampled_from(["# kop", "", "#", "# é 😀"]), max_size=2))
    if draw(st.integers(0, 4)) == 0:
        lines.append(draw(st.sampled_from(["---", "--- # begin"])))
    root = draw(st.integers(0, 9))
    body = draw(_list(style, 0, 3) if root == 0 else _map(style, 0, 3))
    if root == 1:
        body = [draw(_flow(2, kind="map"))]
    lines += body
    lines += draw(st.lists(st.sampled_from(["", "# slot", "   ", "    # diep"]), max_size=2))
    if draw(st.integers(0, 6)) == 0:
        lines.append("...")
    text = style.newline.join(lines) + (style.newline if draw(st.integers(0, 3)) else "")
    if draw(st.integers(0, 9)) == 0:
        text = text.replace(style.newline, "\r\n" if style.newline == "\n" else "\n", 2)
    bom = "\ufeff" if draw(st.integers(0, 9)) == 0 else ""
    return (bom + text).encode()


@st.composite
def _map(draw: st.DrawFn, style: Style, indent: int, depth: int) -> list[str]:
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True))
    lines: list[str] = []
    for key in keys:
        lines += draw(_fillers(indent))
        lines += draw(_entry(style, indent, depth, draw(_key(key))))
    return lines


@st.composite
def _key(draw: st.DrawFn, key: str) -> str:
    form = draw(st.integers(0, 9))
    return {8: f"'{key}'", 9: json.dumps(key, ensure_ascii=False)}.get(form, key) + (
        " " if form == 7 else ""
    )


@st.composite
def _fillers(draw: st.DrawFn, indent: int) -> list[str]:
    if draw(st.integers(0, 4)):
        return []
    room = " " * draw(st.sampled_from([indent, 0, indent + 4]))
    return draw(st.lists(st.sampled_from(["", f"{room}# los", "  "]), min_size=1, max_size=2))


@st.composite
def _entry(draw: st.DrawFn, style: Style, indent: int, depth: int, key: str) -> list[str]:
    room, note = " " * indent, draw(st.sampled_from(COMMENTS))
    mark = draw(st.sampled_from(["", "", "", "", "", "", "", " &anker", " !!map"]))
    kind = draw(st.integers(0, 9)) if depth else 0
    if kind == 8:
        deeper = draw(_map(style, indent + style.step, depth - 1))
        return [f"{room}{key}:{mark}{note}", *deeper]
    if kind == 9:
        deeper = draw(_list(style, indent + style.item, depth - 1))
        return [f"{room}{key}:{mark.replace('map', 'seq')}{note}", *deeper]
    return [f"{room}{key}:{line}" if i == 0 else line
            for i, line in enumerate(draw(_value(style, indent, note)))]  # fmt: skip


@st.composite
def _list(draw: st.DrawFn, style: Style, indent: int, depth: int) -> list[str]:
    lines: list[str] = []
    room = " " * indent
    for _ in range(draw(st.integers(1, 4))):
        lines += draw(_fillers(indent))
        kind = draw(st.integers(0, 5)) if depth else 0
        inner = indent + len(style.dash)
        if kind in (3, 4):
            first, *rest = draw(_map(style, inner, depth - 1))
            first_filled = first.strip() and not first.strip().startswith("#")
            lines += (
                [f"{room}{style.dash}{first[inner:]}", *rest]
                if first_filled
                else [f"{room}-", first, *rest]
            )
        elif kind == 5:
            first, *rest = draw(_list(style, inner, depth - 1))
            ok = first.strip().startswith("-")
            lines += (
                [f"{room}{style.dash}{first[inner:]}", *rest] if ok else [f"{room}-", first, *rest]
            )
        else:
            first, *rest = draw(_value(style, indent, draw(st.sampled_from(COMMENTS))))
            lines += [f"{room}-{first}", *rest]
    return lines


@st.composite
def _value(draw: st.DrawFn, style: Style, indent: int, note: str) -> list[str]:  # noqa: PLR0911
    """Return a scalar or flow collection behind a colon or dash; lines below are indented."""
    kind = draw(st.integers(0, 14))
    deeper = " " * (indent + draw(st.sampled_from([1, 2, style.step])))
    if kind <= 3:
        return [f" {draw(st.sampled_from(PLAIN))}{note}"]
    if kind <= 5:
        return [f" {draw(_quoted())}{note}"]
    if kind == 6:
        return [note]
    if kind == 7:
        return [f"{note}", f"{deeper}{draw(st.sampled_from(PLAIN))}"]
    if kind == 8:
        return [f" {draw(st.sampled_from(WORDS))}", f"{deeper}{draw(st.sampled_from(WORDS))}{note}"]
    if kind == 9:
        return ['  "begin', f"{deeper}eind\\", f'{deeper} \\u00e9\\t"{note}']
    if kind in (10, 11):
        return [f" {draw(_flow(2))}{note}"]
    if kind == 12:
        return [
            f" [{note}",
            f"{deeper}{draw(_flow(1))},{note}",
            "",
            f"{deeper}b{note}",
            f"{deeper}]",
        ]
    return draw(_block_text(indent, note))


@st.composite
def _block_text(draw: st.DrawFn, indent: int, note: str) -> list[str]:
    step = draw(st.integers(1, 4))
    room = " " * (indent + step)
    sign = draw(st.sampled_from(["|", "|-", "|+", ">", ">-", ">+"]))
    digit = draw(st.sampled_from(["", "", str(step)]))
    rows = draw(
        st.lists(
            st.sampled_from([*WORDS, "", "# geen commentaar", "a: b", "  in", "- x"]), max_size=5
        )
    )
    if rows and not digit:
        rows[0] = "eerst"
    return [f" {sign}{digit}{note}", *(f"{room}{row}" if row else "" for row in rows)]


@st.composite
def _quoted(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(QUOTED))
    if draw(st.booleans()):
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=draw(st.integers(0, 5)) == 0).replace(
        "\\ud83d\\ude00", "\\U0001f600"
    )


@st.composite
def _flow(draw: st.DrawFn, depth: int, kind: str = "") -> str:
    kind = kind or draw(st.sampled_from(["list", "map", "text", "text"] if depth else ["text"]))
    if kind == "text":
        return draw(
            st.one_of(st.sampled_from([w for w in WORDS if "," not in w]), _quoted(), st.just("~"))
        )
    space = draw(st.sampled_from(["", " "]))
    end = draw(st.sampled_from(["", "", ",", " , "]))
    if kind == "list":
        items = draw(st.lists(_flow(depth - 1), max_size=3))
        return f"[{space}{f',{space} '.join(items)}{end if items else ''}{space}]"
    keys = draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))
    pairs = [f"{draw(_key(key))}: {draw(_flow(depth - 1))}" for key in keys]
    if pairs and draw(st.integers(0, 3)) == 0:
        pairs.append("leeg")
    return f"{{{space}{', '.join(pairs)}{end if pairs else ''}{space}}}"


# --- values and edits ---

TEXTS = st.one_of(
    st.sampled_from([*PLAIN, *QUOTED]),
    st.text(max_size=30).filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t)),
    st.lists(st.sampled_from([*WORDS, "", "  in", "# x", "slot ", "\tt", "a: b"]), max_size=5).map(
        "\n".join
    ),
    st.lists(st.sampled_from(WORDS), min_size=20, max_size=30).map(" ".join),
)
SCALARS = st.one_of(TEXTS, TEXTS, st.integers(), st.floats(), st.booleans(), st.none())
VALUES: st.SearchStrategy[Plain] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def edits(draw: st.DrawFn, value: Plain) -> Edit:
    """Return an edit that can be made on ``value``."""
    field = draw(st.sampled_from(fields(value)))
    return draw(st.sampled_from(_possible(field, lookup(value, field))).flatmap(lambda kind: kind))


def _possible(field: Field, here: Plain) -> list[st.SearchStrategy[Edit]]:
    key = st.sampled_from([*KEYS, "nieuw", "a: b", "12"])
    possible: list[st.SearchStrategy[Edit]] = []
    if isinstance(here, dict) or here is None:
        possible += [st.builds(Set, key.map(lambda k: (*field, k)), VALUES)]
        possible += (
            [st.builds(Set, key.map(lambda k: (*field, k, "diep")), VALUES)] if here is None else []
        )
    if isinstance(here, list) or here is None:
        possible += [st.builds(Append, st.just(field), VALUES)] * 2
    if field:
        possible += [st.builds(Set, st.just(field), VALUES)] * 2
        possible += [st.just(Remove(field))]
    return possible


def fields(value: Any, field: Field = ()) -> list[Field]:
    steps = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [field] + [f for step, inner in steps for f in fields(inner, (*field, step))]


def lookup(value: Any, field: Field) -> Any:
    for step in field:
        value = value[step]
    return value
