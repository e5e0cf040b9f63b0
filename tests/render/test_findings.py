from __future__ import annotations

import json

from innoctl.errors import Finding
from innoctl.locale import use
from innoctl.render import findings

PLACED = Finding("U808", "ideas/2026-10/k7m2xw-x.yaml", ("stream",), (
    ("value", "corsp"), ("parameter", "stream"), ("values", "corps"),
), 3, 9)  # fmt: skip
WHOLE = Finding("U801", "a:b,c%d\x1b.yaml", (), (("command", "x\ny"),))
SOURCE = "stream: corsp"


def test_a_finding_shows_its_place_its_line_a_caret_and_a_way_out() -> None:
    use("en")
    assert list(findings.text([PLACED], lambda _finding: SOURCE)) == [
        "ideas/2026-10/k7m2xw-x.yaml:3:9: error U808 corsp is no value of stream",
        "    3 | stream: corsp",
        "      |         ^",
        "  why: The values are a fixed list, the same in every language.",
        "  hint: choose one of corps",
    ]


def test_the_caret_stands_right_after_hostile_bytes_and_in_very_long_lines() -> None:
    hostile = PLACED._replace(column=3)
    row, caret = list(findings.text([hostile], lambda _f: "\x1b\x1bcorsp"))[1:3]
    assert row[caret.index("^") :] == "corsp"
    long = PLACED._replace(column=50_001)
    row, caret = list(findings.text([long], lambda _f: "a" * 50_000 + "X" + "b" * 50_000))[1:3]
    assert row[caret.index("^")] == "X"
    assert len(row) < 200


def test_on_a_terminal_a_long_line_is_cut_around_its_column_and_the_caret_stays_below_it() -> None:
    use("en")
    line = "summary: " + "a" * 200 + "X" + "b" * 200
    finding = PLACED._replace(column=line.index("X") + 1)
    _, *sentences, shown, caret = [
        row for row in findings.text([finding], lambda _finding: line, 40) if "hint" not in row
        and "why" not in row
    ]  # fmt: skip
    assert len(shown) <= 40
    assert caret.index("^") == shown.index("X"), sentences


def test_github_gets_annotations_that_a_name_cannot_break_out_of() -> None:
    use("en")
    placed, whole = findings.github([PLACED, WHOLE])
    assert placed == (
        "::error file=ideas/2026-10/k7m2xw-x.yaml,title=U808,line=3,col=9::"
        "corsp is no value of stream"
    )
    assert whole == "::error file=a%3Ab%2Cc%25d\\x1b.yaml,title=U801::no such command: x\\ny"


def test_gitlab_gets_fingerprints_that_survive_lines_added_above() -> None:
    lower = PLACED._replace(line=30)
    first, second = json.loads(findings.gitlab([PLACED, lower]))
    assert first["fingerprint"] == second["fingerprint"]
    assert first["location"] == {"path": PLACED.path, "lines": {"begin": 3}}
    assert first["severity"] == "major"


def test_findings_as_data_are_the_same_in_every_language() -> None:
    use("nl")
    dutch = findings.as_data([PLACED])
    use("en")
    assert findings.as_data([PLACED]) == dutch
    assert dutch[0]["message"] == "corsp is no value of stream"


def test_what_a_portfolio_names_is_one_word_of_a_command_that_is_copied() -> None:
    use("en")
    named = {"file": "ideas/2026-09/$(id);x.yaml", "near": "ideas/2026-09/k7m2xw-x.yaml"}
    (*_, hint) = findings.text([Finding.of("L503", named["file"], (), **named)], lambda _f: "")
    assert hint == f"  hint: rename it: git mv '{named['file']}' {named['near']}"
