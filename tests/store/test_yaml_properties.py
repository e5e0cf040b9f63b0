"""For any file: two parsers agree, an edit does what it says, and all else keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from innoctl.changes.edit import Append, Edit, Plain, Remove, Set
from innoctl.errors import Field
from innoctl.store.yaml_applied import applied, same
from innoctl.store.yaml_build import Problem, build
from innoctl.store.yaml_document import decode, load, read
from innoctl.store.yaml_edit import SharedValueError, apply
from innoctl.store.yaml_events import NextEvent, best_events, fast_parser, pure_events
from innoctl.store.yaml_quick import quick
from innoctl.store.yaml_sheet import Sheet, find
from tests.store.yaml_texts import WORDS, edits, fields, files, lookup

FOLDER = Path(__file__).parent / "files"
FILES = sorted(path for path in FOLDER.iterdir() if not path.name.startswith("."))
SETTINGS = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
TRIED: tuple[Plain, ...] = (
    "nieuw", "a: b", "no", "twee\nregels\n", "geen\neinde", "lege regels\n\n", "  in", "", 5, None,
    True, 1.5, ["a", "b"], {"k": "v", "l": ["x"]}, [], {}, "'q' \"d\"", "lang " * 30 + "x", "\x1b\u2028",
    [{"person": "p", "note": "a\nb"}],
)  # fmt: skip
needs_both_parsers = pytest.mark.skipif(fast_parser() is None, reason="no C parser here")


def _built(next_event: NextEvent) -> tuple[Plain, list[Problem]] | None:
    try:
        return build(next_event)
    except Exception:  # noqa: BLE001  (a parser's own error: no value)
        return None


@needs_both_parsers
@SETTINGS
@given(files())
def test_both_parsers_give_the_same_value(data: bytes) -> None:
    text = decode(data)
    fast, slow = build(best_events(text)), build(pure_events(text))
    assert same(fast[0], slow[0])
    assert fast[1] == slow[1] == []


def _quickly(text: str) -> Plain:
    try:
        return quick(text, text.encode())
    except Exception:  # noqa: BLE001  (idem)
        return None


@needs_both_parsers
@SETTINGS
@given(files(), st.data())
def test_the_quick_way_gives_up_or_gives_what_the_careful_way_has_no_problem_with(
    data: bytes, draw: st.DataObject
) -> None:
    text = decode(data)
    for _ in range(draw.draw(st.integers(0, 3))):
        at = draw.draw(st.integers(0, len(text)))
        sign = draw.draw(
            st.sampled_from(
                ["", ":", "- ", "&a ", "*a", "!!str ", "\n", "'", "1", "{", "x?", "?", "[x?]"]
            )
        )
        text = text[:at] + sign + text[at + draw.draw(st.integers(0, 2)) :]
    value = _quickly(text)
    if value is not None:
        careful = _built(best_events(text)) or build(pure_events(text))
        assert same(value, careful[0])
        assert careful[1] == []


@needs_both_parsers
@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\n", "a: &x [1]\nb: *x\n", "a: !!str 1\n", "a: 1\na: 2\n", "1: a\n", "a: b\n---\nc: d\n",
        "%YAML 1.1\n---\na: b\n", "? [a]\n: b\n", "<<: a\n", f"a: {'1' * 301}\n", "[" * 99 + "]" * 99,
        "a: \x85b\n", "~", "", r'[{a?: 1, "a\x3f": 2}]', '[a?, "\\uE03F"]', "[a?, \ue03f]",
    ],
)  # fmt: skip
def test_the_quick_way_leaves_all_that_is_not_plain_to_the_careful_way(text: str) -> None:
    assert quick(text, text.encode()) is None


@needs_both_parsers
def test_the_quick_way_reads_the_files_that_people_write() -> None:
    assert quick("a: [1, x, {b: ~}]\nb: 'no'\nc: |\n  é\n", "a: [1, x, {b: ~}]\nb: 'no'\nc: |\n  é\n".encode()) == {
        "a": [1, "x", {"b": None}], "b": "no", "c": "é\n",
    }  # fmt: skip
    asked = "a: {wie?: Wat (nu??), b: ['ja?', wa?t]}\n"
    assert quick(asked, asked.encode()) == {"a": {"wie?": "Wat (nu??)", "b": ["ja?", "wa?t"]}}


@needs_both_parsers
@SETTINGS
@given(files(), st.data())
def test_both_parsers_give_the_same_value_of_a_damaged_file_or_at_most_one_reads_it(
    data: bytes, draw: st.DataObject
) -> None:
    text = decode(data)
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(text)))
        gone = draw.draw(st.integers(0, 2))
        text = (
            text[:at] + draw.draw(st.text(":-#'\"[]{}|>&*!? \n\ta", max_size=2)) + text[at + gone :]
        )
    load(text.encode())
    fast, slow = _built(best_events(text)), _built(pure_events(text))
    if fast and slow and not fast[1] and not slow[1]:
        assert same(fast[0], slow[0])


@SETTINGS
@given(st.binary(max_size=60))
def test_reading_never_raises_and_always_says_why_there_is_no_value(data: bytes) -> None:
    value, problems = load(data)
    assert value is not None or problems


@SETTINGS
@given(files(), st.data())
def test_after_an_edit_the_file_reads_back_as_meant(data: bytes, draw: st.DataObject) -> None:
    value, problems = load(data)
    assert not problems
    edit = draw.draw(edits(value))
    _check(data, value, edit)


@SETTINGS
@given(files(), st.data())
def test_many_edits_in_a_row_read_back_as_meant(data: bytes, draw: st.DataObject) -> None:
    begun = value = load(data)[0]
    made: list[Edit] = []
    for _ in range(4):
        assume(value is not None)
        made.append(draw.draw(edits(value)))
        value = applied(value, made[-1:])
    new, problems = load(apply(data, made))
    assert not problems
    assert same(new, applied(begun, made))


@SETTINGS
@given(files(), st.data())
def test_a_value_set_to_what_it_is_changes_no_byte(data: bytes, draw: st.DataObject) -> None:
    value = load(data)[0]
    field = draw.draw(st.sampled_from(fields(value)))
    assert apply(data, [Set(field, lookup(value, field))]) == data


@SETTINGS
@given(files(), st.data())
@example(b"a: 1 # een\nb: 2\n", None)
def test_a_word_for_a_word_in_a_block_changes_that_one_line_only(
    data: bytes, draw: st.DataObject | None
) -> None:
    value = load(data)[0]
    single = list(_on_one_line(decode(data), value))
    assume(single)
    field = draw.draw(st.sampled_from(single)) if draw else single[0]
    new = apply(data, [Set(field, draw.draw(st.sampled_from(WORDS)) if draw else "x")])
    before, after = data.splitlines(keepends=True), new.splitlines(keepends=True)
    assert len(before) == len(after)
    changed = [index for index, line in enumerate(before) if line != after[index]]
    assert changed in ([], [read(data).place(field)[0] - 1])


def _on_one_line(text: str, value: Plain) -> Iterator[Field]:
    """Yield the fields whose text stands on its key's line, in block mappings."""
    sheet = Sheet(text)
    for field in fields(value):
        if not field or not isinstance(lookup(value, field), str):
            continue
        way = find(sheet.root, field)
        assert way is not None
        entry = way[-1][0].entries[way[-1][1]]
        whole = text[entry.key.start : entry.value.end] if entry.key else "\n"
        if not way[-1][0].flow and entry.value.style not in ("|", ">") and "\n" not in whole:
            yield field


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_field_of_a_real_file_can_be_set_removed_and_added_to(path: Path) -> None:
    data = path.read_bytes()
    value = load(data)[0]
    for field in fields(value):
        here = lookup(value, field)
        tried: list[Edit] = [Set(field, new) for new in TRIED if field]
        tried += [Remove(field)] if field else []
        if isinstance(here, list) or here is None:
            tried += [Append(field, new) for new in TRIED]
        if isinstance(here, dict) or here is None:
            tried += [Set((*field, "nieuwe sleutel"), new) for new in TRIED]
        for edit in tried:
            _check(data, value, edit)


def _check(data: bytes, value: Plain, edit: Edit) -> None:
    """Make an edit; the file must read back as meant and keep the lines around the field."""
    try:
        new = apply(data, [edit])
    except SharedValueError:
        assert b"*" in data
        return
    read_back, problems = load(new)
    assert same(read_back, applied(value, [edit]))
    assert not problems or read_back is None
    if value is not None and not isinstance(edit, Append):
        before, after = _kept(data, value, edit)
        lines = new.splitlines(keepends=True)
        assert lines[: len(before)] == before
        assert not after or lines[-len(after) :] == after


def _kept(data: bytes, value: Plain, edit: Edit) -> tuple[list[bytes], list[bytes]]:
    """Return the lines above and below all that an edit of an existing field may touch."""
    lines, document = data.splitlines(keepends=True), read(data)
    field = edit.field
    if isinstance(edit, Remove) and len(lookup(value, field[:-1])) == 1:
        field = field[:-1]  # the list or mapping becomes empty: its own line changes
    known = sorted((document.place(each), each) for each in fields(value) if each)
    if field not in [each for _, each in known]:
        return [], []
    place = document.place(field)
    inside = [at for at, each in known if each[: len(field)] == field]
    above = [at[0] for at, _ in known if at < place]
    below = [at[0] for at, _ in known if at > max(inside)]
    first = place[0]
    if isinstance(field[-1], int):  # its dash may stand higher, a first one on its list's line
        first = min(first, above[-1] + (field[-1] > 0) if above else 1)
    return lines[: first - 1], lines[below[0] :] if below else []
