from __future__ import annotations

import csv
import io
import json
import math
import re
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from innoctl.locale import use
from innoctl.render import console, machine, plain
from innoctl.render.safe import lines
from innoctl.render.table import Column, Origin, Part, Table, Value

COLUMNS = (
    Column("id", "idea", "id"),
    Column("title", "title"),
    Column("themes", "themes"),
    Column("amount", "amount", "money"),
    Column("since", "since", "date"),
    Column("count", "count", "number"),
    Column("open", "open"),
)
ROW = ("k7m2xw", "=cmd\x1b[31m[bold]", ("a", "b"), Decimal("1234.50"), date(2026, 10, 31), 3, True)
FORMULA = ("=", "+", "-", "@", "＝")
EMPTY = ("aa22bb", None, (), None, None, None, False)
TABLE = Table(COLUMNS, [ROW, EMPTY])

values: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.tuples(st.text()),
    st.dates(), st.decimals(places=2, allow_nan=False, allow_infinity=False),
)  # fmt: skip


def drawn(table: Table, *, colour: bool) -> str:
    out = io.StringIO()
    console.write_table(table, out, colour=colour)
    return out.getvalue()


def test_amounts_are_strings_and_dates_iso_in_json() -> None:
    document = machine.envelope(machine.objects(TABLE), Origin("abc123", ("ideas/x.yaml",)))
    assert json.loads(machine.to_json(document)) == {
        "schema_version": 1,
        "commit": "abc123",
        "left_out": ["ideas/x.yaml"],
        "data": [
            {
                "id": "k7m2xw", "title": "=cmd\x1b[31m[bold]", "themes": ["a", "b"],
                "amount": "1234.50", "since": "2026-10-31", "count": 3, "open": True,
            },
            {
                "id": "aa22bb", "title": None, "themes": [],
                "amount": None, "since": None, "count": None, "open": False,
            },
        ],
    }  # fmt: skip


@given(st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=50), inner),
    max_leaves=20,
))  # fmt: skip
def test_yaml_reads_back_as_the_same_data_and_holds_no_control_byte(data: object) -> None:
    text = machine.to_yaml(data)
    assert text.replace("\n", "").isprintable()
    assert YAML(typ="safe", pure=True).load(text) == data


def test_keys_of_a_file_are_data_to_yaml_too() -> None:
    keys = {"on": 1, "a: b\x1b[31m": 2, "1e5": 3, "# x": 4, "null": 5, "title": 6, "": 7}
    assert yaml.safe_load(machine.to_yaml(keys)) == keys
    assert "\ntitle: 6\n" in machine.to_yaml(keys)


def test_json_has_words_for_numbers_that_it_does_not_know() -> None:
    data = {"a": [{"b": math.inf}, {"b": -math.inf}, {"b": math.nan}], "c": 1.5}
    expected = {"a": [{"b": "inf"}, {"b": "-inf"}, {"b": "nan"}], "c": 1.5}
    assert json.loads(machine.to_json(data), parse_constant=pytest.fail) == expected


@given(
    st.lists(
        st.tuples(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), st.integers())
    )
)
def test_csv_reads_back_row_by_row_and_holds_no_formula(rows: list[tuple[str, int]]) -> None:
    text = machine.to_csv([Table((Column("a", "a"), Column("n", "n", "number")), rows)])
    header, *read = csv.reader(io.StringIO(text, newline=""))
    assert header == ["a", "n"]
    for (word, number), (read_word, read_number) in zip(rows, read, strict=True):
        assert read_word.replace("'", "") == lines(word).replace("'", "")
        assert not read_word.startswith(FORMULA)
        assert read_number == str(number)


@pytest.mark.parametrize("text", ["=1+1", "x;=1+1", 'x; "@SUM(1)"', "x\n-1+1", "＝1", "x;;\n;+1"])
def test_no_spreadsheet_finds_a_formula_however_it_parts_cells(text: str) -> None:
    written = machine.to_csv([Table((Column("a", "a"),), [(text,)])])
    cells = re.split("[;,\n]", written)
    assert not any(part.lstrip('" ').startswith(FORMULA) for part in cells)


def test_names_are_one_harmless_line_each() -> None:
    names = machine.to_names(Table((Column("a", "a", "id"),), [("x\n--yes\x1b[31m",)]))
    assert names == "x\\n--yes\\x1b[31m\n"


def test_names_are_the_ids_one_a_line() -> None:
    assert machine.to_names(TABLE) == "k7m2xw\naa22bb\n"


@given(st.lists(st.tuples(*[values] * 3)))
def test_tabbed_rows_hold_as_many_values_as_columns_and_no_control_byte(
    rows: list[tuple[Value, ...]],
) -> None:
    table = Table((Column("a", "a"), Column("b", "b"), Column("c", "c")), rows)
    drawn_rows = list(plain.tabbed(table))
    assert len(drawn_rows) == len(rows) + 1
    assert all(row.count("\t") == 2 for row in drawn_rows)
    assert not any(ord(sign) < 0x20 and sign != "\t" for row in drawn_rows for sign in row)


def test_a_terminal_shows_amounts_and_dates_in_the_readers_language() -> None:
    use("nl")
    dutch = drawn(TABLE, colour=False)
    use("en")
    english = drawn(TABLE, colour=False)
    assert "€ 1.234,50" in dutch
    assert "31 okt 2026" in dutch
    assert "€1,234.50" in english
    assert "31 Oct 2026" in english


def test_a_table_without_colour_holds_no_escape_byte_and_hostile_text_is_visible() -> None:
    for rows in ([ROW], [ROW] * (console.MOST_ROWS + 1)):
        shown = drawn(Table(COLUMNS, rows), colour=False)
        assert "\x1b" not in shown
        assert "\\x1b[31m" in shown.replace("\n", "")


def test_many_rows_are_lines_in_columns() -> None:
    rows = [(f"id{n}", n) for n in range(console.MOST_ROWS + 1)]
    table = Table((Column("id", "idea", "id"), Column("n", "number", "number")), rows)
    shown = drawn(table, colour=True).splitlines()
    assert shown[0] == "idea   number"
    assert shown[1] == "id0         0"
    assert shown[-1] == "id300     300"


def test_a_field_with_parts_of_its_own_fits_in_every_form() -> None:
    team = ({"person": "p-01", "from": "2026-01-01"}, {"person": "p-02"})
    table = Table((Column("team", "team"), Column("effect", "effect")), [(team, {"size": 2})])
    assert machine.objects(table) == [{"team": list(team), "effect": {"size": 2}}]
    row = next(csv.reader(io.StringIO(machine.to_csv([table]).partition("\n")[2])))
    assert json.loads(f"[{row[0]}]") == list(team)
    assert row[1] == list(plain.tabbed(table))[1].split("\t")[1] == '{"size": 2}'
    assert "p-01 2026-01-01, p-02" in " ".join(drawn(table, colour=False).split())


def test_a_document_is_one_object_in_json_and_headed_parts_on_paper() -> None:
    facts = Part("facts", "Facts", Table(COLUMNS[:2], [("k7m2xw", "Title")]), single=True)
    rows = Part("rows", "Rows", Table(COLUMNS[:1], [("aa22bb",)]))
    assert machine.plain_data((facts, rows)) == {
        "facts": {"id": "k7m2xw", "title": "Title"},
        "rows": [{"id": "aa22bb"}],
    }
    assert list(plain.tabbed_document((facts, rows))) == [
        "facts", "id\tk7m2xw", "title\tTitle", "", "rows", "id", "aa22bb",
    ]  # fmt: skip
    out = io.StringIO()
    console.write_document((facts, rows), out, colour=False)
    assert out.getvalue().split()[0] == "Facts"


def test_a_narrow_table_breaks_between_words_and_takes_from_the_widest_column(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "42")
    columns = (Column("id", "id", "id"), Column("who", "who"), Column("what", "what"))
    row = ("ab12cd", "Robin Smit", "opsporingsonderzoeken en meer")
    rows = drawn(Table(columns, [row]), colour=False).splitlines()[2:]
    assert [one.rstrip() for one in rows] == [
        "ab12cd   Robin       opsporingsonderzoeken",
        "         Smit        en meer",
    ]
    monkeypatch.setenv("COLUMNS", "46")
    rows = drawn(Table(columns, [row]), colour=False).splitlines()[2:]
    assert [one.rstrip() for one in rows] == [
        "ab12cd   Robin Smit   opsporingsonderzoeken en",
        "                      meer",
    ]
