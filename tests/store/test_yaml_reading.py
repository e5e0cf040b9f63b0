"""Reading YAML: what values mean, what is wrong, and where."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest

from innoctl.codes import lookup
from innoctl.errors import Field
from innoctl.locale import Text, say
from innoctl.store.yaml_applied import same
from innoctl.store.yaml_build import build
from innoctl.store.yaml_document import load, read
from innoctl.store.yaml_events import best_events, pure_events

MEANINGS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "0": 0, "12": 12, "-7": -7, "+3": 3, "012": 12, "0o14": 12, "0x1F": 31, "-0x1F": "-0x1F",
    "1.5": 1.5, ".5": 0.5, "5.": 5.0, "1e3": 1000.0, "-1.5E-2": -0.015, ".inf": math.inf,
    "-.INF": -math.inf, ".nan": math.nan, "1_000": "1_000", "0b1": "0b1", "12:30": "12:30",
    "yes": "yes", "no": "no", "on": "on", "y": "y", "tRUE": "tRUE", "nil": "nil",
    "2024-03-01": "2024-03-01", "2024-02-30": "2024-02-30", "2024-03-01T10:00:00Z": "2024-03-01T10:00:00Z",
    "'12'": "12", '"true"': "true", "''": "", '"é\\u00e9\\/\\x41"': "éé/A", "١٢": "١٢", "e3": "e3", ".": ".",
    "!!str 12": "12", "! 12": "12", "!!int '12'": 12, "!!float 1": 1.0, "!!null ''": None,
    "!!seq [a]": ["a"], "!!map {a: 1}": {"a": 1}, "a\u2028b\x85c": "a\u2028b\x85c", "x\ufeffy": "x\ufeffy",
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), MEANINGS.items())
@pytest.mark.parametrize("source", [best_events, pure_events])
def test_a_value_means_what_yaml_1_2_says(written: str, meant: object, source: object) -> None:
    value, problems = build(source(f"a: {written}\n"))  # type: ignore[operator]
    assert not problems
    assert isinstance(value, dict)
    assert same(value["a"], meant)  # type: ignore[arg-type]


PROBLEMS = [
    ("a: 1\nb: \xff", "F102", 2, 4),
    ("", "F104", 1, 1),
    ("# only words\n", "F104", 1, 1),
    ("---\n...\n", "F104", 1, 1),
    ("a: 1\n---\nb: 2\n", "F105", 2, 1),
    ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", "F106", 2, 1),
    ("a: [1,\n<<<<<<< HEAD\n2,\n=======\n3,\n>>>>>>> x\n]\n", "F106", 2, 1),
    ("a: 'x\n=======\ny'\n", "F106", 2, 1),
    ("a: x\x1b[31m\n", "F107", 1, 5),
    ("a: x\x7f\n", "F107", 1, 5),
    ("a: 1\r\nb: 2 # x\rc: 3\r\n", "F112", 2, 9),
    ("a: 'x\ry'\n", "F112", 1, 6),
    ("a: 1\r", "F112", 1, 5),
    ("a: 1\r\r\nb: 2\r\n", "F112", 1, 5),
    ("a: x\n\0\0", "F108", 2, 1),
    ("%YAML 1.3\n---\na: no\n", "F120", 1, 1),
    ("a: |x\n  t\n", "F120", 1, 5),
    ("a:\n\t- b\n", "F121", 2, 1),
    ("a: >\n\tb\n", "F121", 2, 1),
    ("title: one: two\n", "F122", 1, 11),
    ("a: 'one\nb: 2\n", "F123", 1, 4),
    ("a: [1, 2\nb: 3\n", "F124", 1, 4),
    ("a: {b: 1\n", "F124", 1, 4),
    ("a:\n  b: 1\n c: 2\n", "F125", 3, 2),
    ("a: 1\n b: 2\n", "F125", 2, 3),
    ("a: 1\n- b\n", "F125", 2, 1),
    ('a: "C:\\dir"\n', "F126", 1, 8),
    ('a: "\\ud83d"\n', "F126", 1, 4),
    ("a: @b\n", "F127", 1, 4),
    ("a: `b`\n", "F127", 1, 4),
    ("a: *\n", "F127", 1, 4),
    ("a: 1\nloose\nb: 2\n", "F128", 2, 1),
    ("a: 'it's'\n", "F129", 1, 8),
    ("a: 1\nb: 2\na: 3\n", "F130", 3, 1),
    ("a:\n  - {b: 1, b: 2}\n", "F130", 2, 12),
    ("2024: 1\n", "F131", 1, 1),
    ("a: 1\n~: 2\n", "F131", 2, 1),
    ("[a, b]: 1\n", "F132", 1, 1),
    ("? {a: b}\n: 1\n", "F132", 1, 3),
    ("a: 1\n<<: {b: 1}\n", "F133", 2, 1),
    ("a: !!python/object/apply:os.system [ls]\n", "F134", 1, 4),
    ("a: !Sub x\n", "F134", 1, 4),
    ("a: !!timestamp 2024-01-01\n", "F134", 1, 4),
    ("a: !!int twee\n", "F135", 1, 4),
    ("a: !!map [x]\n", "F135", 1, 4),
    ("a: **bold**\n", "F136", 1, 4),
    ("a: &x [*x]\n", "F137", 1, 8),
    ("a: &x\n  b:\n    - *x\n", "F137", 3, 7),
    (f"a: {'9' * 400}\n", "F140", 1, 4),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "column"), PROBLEMS)
def test_what_is_wrong_is_named_with_its_place(
    text: str, code: str, line: int, column: int
) -> None:
    data = text.encode("latin-1" if code == "F102" else "utf-8")
    problems = load(data)[1]
    assert [(p.code, p.line, p.column) for p in problems] == [(code, line, column)]
    row = lookup(code)
    params = problems[0].params
    filled = [say(Text(msgid, params)) for msgid in (row.message, row.way_out)]
    assert all(filled)


def test_all_that_is_wrong_with_the_meaning_is_told_together() -> None:
    problems = load(b"a: 1\na: 2\n3: !x y\nb: *no\n")[1]
    assert [p.code for p in problems] == ["F130", "F131", "F134", "F136"]


def test_a_file_that_says_it_is_yaml_1_1_is_not_guessed_at() -> None:
    assert load(b"%YAML 1.1\n---\na: no\n")[1][0].code == "F109"


def test_utf_16_is_no_utf_8() -> None:
    assert load("a: 1\n".encode("utf-16"))[1][0].code == "F102"
    assert load("a: 1\n".encode("utf-16-le"))[1][0].code == "F108"


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert load(b"\xef\xbb\xbfa: 1\n") == ({"a": 1}, [])
    assert load(b"\xef\xbb\xbfa: \xc3\xa9 \xff")[1][0][:3] == ("F102", 1, 6)


def test_a_quoted_merge_key_and_a_heading_of_equal_signs_are_text() -> None:
    assert load(b'"<<": 1\nb: |\n  =======\n  <<<<<<< x\n')[1] == []


def test_an_alias_gives_the_value_it_refers_to() -> None:
    assert load(b"a: &x {b: [1]}\nc: *x\nd: &x 2\n*x : 1\n")[1][0].code == "F131"
    assert load(b"a: &x {b: [1]}\nc: *x\n")[0] == {"a": {"b": [1]}, "c": {"b": [1]}}


def test_what_only_the_slow_parser_takes_is_read() -> None:
    assert load(b"%FOO bar\n---\na: 1\n") == ({"a": 1}, [])


TABBED = {"a": "b", "c": "d", "f": ["g"]}


def test_a_tab_may_separate_whichever_parser_reads() -> None:
    text = "a:\tb\nc: d\t# e\nf:\n-\tg\n"
    assert build(pure_events(text)) == load(text.encode()) == (TABBED, [])
    with pytest.raises(Exception, match="cannot start any token"):
        build(pure_events("a: b\tc\n"))  # a tab inside a text is never altered


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ((), (1, 1)),
        (("a",), (2, 1)),
        (("a", 0), (3, 5)),
        (("a", 0, "é"), (4, 5)),
        (("a", 1), (5, 5)),
        (("a", 7), (2, 1)),
        (("a", 0, "é", "deeper"), (4, 5)),
        (("b", "d"), (6, 11)),
        (("e", "d"), (6, 11)),
        (("none",), (1, 1)),
    ],
)
def test_a_field_is_found_at_its_key_or_else_at_its_nearest_parent(
    field: Field, place: tuple[int, int]
) -> None:
    text = "\ufeff# é\r\na:\r\n  - b: 1\r\n    é: 2\r\n  - 3\r\nb: &x {c, d: 4}\r\ne: *x\r\n"
    assert read(text.encode()).place(field) == place


def test_a_place_in_a_file_that_cannot_be_read_is_its_beginning() -> None:
    assert read(b"a: [").place(("a", "b")) == (1, 1)


def test_importing_the_reader_loads_no_yaml_library() -> None:
    modules = "innoctl.store.yaml_document, innoctl.store.yaml_edit"
    script = f"import sys, {modules}; print(*[m for m in sys.modules if 'ruamel' in m])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b""


def test_reading_a_file_loads_the_parser_and_not_the_package_around_it() -> None:
    script = (
        "import sys; from innoctl.store.yaml_document import load;"
        "assert load(b'a: [1, &x 2, *x]') == ({'a': [1, 2, 2]}, []);"
        "print([m for m in sys.modules if m.startswith('ruamel') and 'clib' not in m]); load(b'a: [');"
        "import ruamel.yaml; print(ruamel.yaml.YAML(typ='safe', pure=True).load('a: 1'))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split(b"\n")[0] == b"[]"
    assert done.stdout.strip().endswith(b"{'a': 1}")
