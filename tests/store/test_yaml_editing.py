"""Editing YAML: what each kind of edit makes of a text, byte for byte."""

from __future__ import annotations

import math

import pytest

from innoctl.changes.edit import Append, Edit, Plain, Remove, Set
from innoctl.locale import say
from innoctl.store.yaml_applied import NoPlaceError, applied, same, smallest
from innoctl.store.yaml_edit import (
    BrokenFileError,
    SharedValueError,
    UnprovenEditError,
    UnwritableError,
    apply,
)


def made(text: str, *edits: Edit) -> str:
    return apply(text.encode(), edits).decode()


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("a: b  # why", "c", "a: c  # why"),
        ("a: 'b'", "it's", "a: 'it''s'"),
        ('a: "b"', 'say "c"', 'a: "say \\"c\\""'),
        ("a: b", "no", 'a: "no"'),
        ("a: b", "12", 'a: "12"'),
        ("a: b", "c: d", 'a: "c: d"'),
        ("a: b", "c #d", 'a: "c #d"'),
        ("a: b", "", 'a: ""'),
        ("a: b", "\x1b[0m", 'a: "\\u001b[0m"'),
        ("a: b", "c\u202ed", 'a: "c\\u202ed"'),
        ("a: b", "https://x.org/#c", "a: https://x.org/#c"),
        ("a: b", "2024-03-01", "a: 2024-03-01"),
        ("a: 'b'", 12, "a: 12"),
        ("a: 'b'", None, "a: null"),
        ("a: b", -math.inf, "a: -.inf"),
        ("a: b", 1e22, "a: 1e+22"),
        ("a:", "b", "a: b"),
        ("a:  # why", "b", "a: b  # why"),
        ("a: b # why", "c\nd", "a: |- # why\n  c\n  d"),
        ("a: b", "c\nd\n", "a: |\n  c\n  d\n"),
        ("a: b", "c\n\n", "a: |+\n  c\n\n"),
        ("a: b", "  c\nd\n", "a: |2\n    c\n  d\n"),
        ("a: b", "\n \n", 'a: "\\n \\n"'),
        ("a: 'b'", "c\nd", "a: |-\n  c\n  d"),
        ('a: "b"', "c\nd", 'a: "c\\nd"'),
        ("a: |\n    b\n", "c\n", "a: |\n    c\n"),
        ("a: | # why\n    b\n", "c", "a: |- # why\n    c\n"),
        ("a: >\n  b\n", "c\nd\n", "a: >\n  c\n\n  d\n"),
        ("a: >-\n  b\n", "  c", "a: |2-\n    c\n"),
        ("a: |\n  b\n\n# c\n", 3, "a: 3\n\n# c\n"),
        ("a: b", ["c", {"d": 1, "e": []}], "a:\n  - c\n  - d: 1\n    e: []"),
        ("a: b  # why", {"c": {"d": "e\nf\n"}}, "a:  # why\n  c:\n    d: |\n      e\n      f\n"),
        ("a:\n  # why\n  - b\n# c", 1, "a: 1\n  # why\n# c"),
        ("a: [b]", "c", "a: c"),
        ("a: {}", {"b": 1}, "a:\n  b: 1"),
        ("a: b\r\n", "c\nd\n", "a: |\r\n  c\r\n  d\r\n"),
        ("a: b\n  c\n  d # why\n", "e", "a: e # why\n"),
        ("? a\n: b\n", "c", "? a\n: c\n"),
        ("? a\n", "c", None),
        ("a: &x b", "c", "a: c"),
        ("a: !!str 12", "13", 'a: "13"'),
        ("{a: b}", "c, d", '{a: "c, d"}'),
        ("{a: b, c: d}", "e\nf", '{a: "e\\nf", c: d}'),
        ("{a: , c: d}", ["e", {"f": 1}], "{a: [e, {f: 1}], c: d}"),
        ("{a, c: d}", 1, "{a: 1, c: d}"),
    ],
)  # fmt: skip
def test_a_value_is_written_in_the_style_that_can_hold_it(
    old: str, value: object, new: str | None
) -> None:
    edit = Set(("a",), value)  # type: ignore[arg-type]
    if new is None:
        with pytest.raises(UnprovenEditError):
            made(old, edit)
    else:
        assert made(old, edit) == new


@pytest.mark.parametrize(
    ("old", "edit", "new"),
    [
        ("a: 1", Set(("b",), 2), "a: 1\nb: 2"),
        ("a: 1\n\n# c\n", Set(("b",), 2), "a: 1\nb: 2\n\n# c\n"),
        ("a:\n    b: 1  # c\nd: 2\n", Set(("a", "e"), {"f": 3}), "a:\n    b: 1  # c\n    e:\n        f: 3\nd: 2\n"),
        ("a: |\n  b", Set(("c",), 1), "a: |-\n  b\nc: 1"),
        ("a: |+\n  b\n\n", Set(("c",), 1), "a: |+\n  b\n\nc: 1\n"),
        ("- a: 1\n", Set((0, "b"), 2), "- a: 1\n  b: 2\n"),
        ("a: {b: 1}", Set(("a", "c"), "d e"), "a: {b: 1, c: d e}"),
        ("a: {b: }", Set(("a", "c"), 1), "a: {b: , c: 1 }"),
        ("", Set(("a",), 1), "a: 1\n"),
        ("# c", Set(("a", "b"), 1), "# c\na:\n  b: 1\n"),
        ("---\n", Set(("a",), 1), "---\na: 1\n"),
        ("--- # b\n# c\n...\n", Set(("a",), 1), "--- # b\n# c\na: 1\n...\n"),
        ("~ # c\n", Set((), {"a": 1}), "a: 1 # c\n"),
        ("a:\n", Set(("a", "b", "c"), 1), "a:\n  b:\n    c: 1\n"),
        ("a:\n- b # c\n# d\ne: 1\n", Append(("a",), "f"), "a:\n- b # c\n- f\n# d\ne: 1\n"),
        ("a:\n  -   b\n", Append(("a",), {"c": 1, "d": 2}), "a:\n  -   b\n  -   c: 1\n      d: 2\n"),
        ("a: []\n", Append(("a",), "b"), "a:\n  - b\n"),
        ("a:\n", Append(("a",), "b"), "a:\n  - b\n"),
        ("a: 1\n", Append(("b",), "c"), "a: 1\nb:\n  - c\n"),
        ("a: [b, ]\n", Append(("a",), "c"), "a: [b, c ]\n"),
        ("a: [\n  b, # c\n  d  # e\n]\n", Append(("a",), "f"), "a: [\n  b, # c\n  d,  # e\n  f\n]\n"),
        ("a: [[]]\n", Append(("a", 0), "c"), "a: [[c]]\n"),
        ("a: 1\n# c\nb: 2\n", Remove(("b",)), "a: 1\n# c\n"),
        ("a: 1 # c\nb: 2\n", Remove(("a",)), "b: 2\n"),
        ("a: 1\nb: 2", Remove(("b",)), "a: 1\n"),
        ("a:\n  - b: 1\n    c: 2\n", Remove(("a", 0, "b")), "a:\n  - c: 2\n"),
        ("- a: 1\n  # c\n  b: 2\n", Remove((0, "a")), "-\n  # c\n  b: 2\n"),
        ("a:\n  # c\n  - b\nd: 1\n", Remove(("a", 0)), "a: []\n  # c\nd: 1\n"),
        ("a: 1\n", Remove(("a",)), "{}\n"),
        ("- a\n- - b\n", Remove((1, 0)), "- a\n- []\n"),
        ("a: |+\n  b\nc: 1\n\nd: 2\n", Remove(("c",)), "a: |+\n  b\nd: 2\n"),
        ("a: |\n  b\nc: 1\n\n    # d\n", Remove(("c",)), "a: |\n  b\n# d\n"),
        ("[a, b, c]", Remove((1,)), "[a, c]"),
        ("[a, b, c]", Remove((2,)), "[a, b]"),
        ("[a,]", Remove((0,)), "[]"),
        ("[a: 1]", Remove((0, "a")), "[{}]"),
        ("{\n  a: 1, # c\n  b: 2\n}", Remove(("a",)), "{\n  b: 2\n}"),
        ("a: [1, 2, 3]  # c\n", Set(("a",), [1, 3]), "a: [1, 3]  # c\n"),
        ("a:\n  # x\n  b: 1\n  c: 2\n", Set(("a",), {"c": 2, "b": 3}), "a:\n  # x\n  b: 3\n  c: 2\n"),
        ("\ufeffé: 1\r\nb: 2", Set(("é",), "ü"), "\ufeffé: ü\r\nb: 2"),
        ("a: x\u2028y # c\nb: 1\n", Set(("b",), 2), "a: x\u2028y # c\nb: 2\n"),
        ("a: &x 1\nb: *x\n", Set(("b",), 2), "a: &x 1\nb: 2\n"),
    ],
)  # fmt: skip
def test_an_edit_touches_its_own_lines_only(old: str, edit: Edit, new: str) -> None:
    assert made(old, edit) == new


def test_edits_are_made_in_order() -> None:
    edits = (Append(("a",), 1), Append(("a",), 2), Remove(("a", 0)), Set(("a", 0), 3))
    assert made("a: []\n", *edits) == "a:\n  - 3\n"


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: &x {b: 1}\nc: *x\n", Set(("a", "b"), 2)),
        ("a: &x {b: 1}\nc: *x\n", Set(("c", "b"), 2)),
        ("a: &x {b: 1}\nc: *x\n", Remove(("a",))),
        ("a: &x [1]\nc: *x\n", Append(("a",), 2)),
        ("a: &x [1]\nc: *x\n", Append(("c",), 2)),
        ("a:\n  b: &x 1\nc: *x\n", Set(("a",), 2)),
    ],
)
def test_a_value_that_others_refer_to_is_left_alone(text: str, edit: Edit) -> None:
    with pytest.raises(SharedValueError) as caught:
        made(text, edit)
    assert say(caught.value.message)
    assert say(caught.value.way_out)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: 1\n", Set(("a", "b"), 1)),
        ("a: [1]\n", Set(("a", 1), 1)),
        ("a: [1]\n", Set(("a", -1), 1)),
        ("a: [1]\n", Set(("a", "b"), 1)),
        ("a: 1\n", Append(("a",), 1)),
        ("a: {}\n", Append(("a",), 1)),
        ("a: 1\n", Remove(("b",))),
        ("a:\n", Remove(("a", "b"))),
        ("a: 1\n", Remove(())),
    ],
)
def test_an_edit_without_a_place_is_refused(text: str, edit: Edit) -> None:
    with pytest.raises(NoPlaceError) as caught:
        made(text, edit)
    assert say(caught.value.message)
    assert say(caught.value.way_out)


def test_a_file_with_a_problem_is_not_edited() -> None:
    with pytest.raises(BrokenFileError) as caught:
        made("a: 1\na: 2\n", Set(("b",), 1))
    assert caught.value.exit_status == 3
    assert say(caught.value.message)
    assert say(caught.value.way_out)
    assert dict(caught.value.params) == {"code": "F130", "line": "2"}


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UnwritableError) as caught:
        made("a: 'b'\n", Set(("a",), "\ud83d"))
    assert say(caught.value.message)
    assert say(caught.value.way_out)


def test_what_edits_mean_leaves_the_old_value_alone() -> None:
    old: Plain = {"a": [1, {"b": 2}], "c": None}
    new = applied(old, [Set(("a", 1, "b"), 3), Append(("a",), 4), Set(("c", "d"), 5)])
    assert new == {"a": [1, {"b": 3}, 4], "c": {"d": 5}}
    assert old == {"a": [1, {"b": 2}], "c": None}


def test_values_of_different_kinds_are_not_the_same() -> None:
    assert not same(1, [True][0])
    assert not same([1], [1.0])
    assert not same({"a": None}, {})
    assert same({"a": [math.nan]}, {"a": [math.nan]})


def test_a_list_set_anew_keeps_what_stays() -> None:
    old: Plain = {"a": [1, 2, 3, 4]}
    assert smallest(old, Set(("a",), [1, 4])) == [Remove(("a", 2)), Remove(("a", 1))]
    assert smallest(old, Set(("a",), [1, 9, 3, 4, 5])) == [Set(("a", 1), 9), Append(("a",), 5)]
