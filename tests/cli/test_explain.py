from __future__ import annotations

import json

from innoctl.codes import table
from tests.program import run


def test_explain_says_what_why_and_what_to_do() -> None:
    status, out, err = run("explain", "u810")
    assert (status, err) == (0, "")
    row = table()["U810"]
    assert all(text in out for text in (row.message, row.reason, row.way_out))


def test_explain_alone_lists_every_code() -> None:
    assert run("explain", "-o", "name").out.split() == list(table())


def test_explain_in_json_is_the_same_in_every_language() -> None:
    answers = [run("explain", "U801", "-o", "json", "--lang", lang).out for lang in ("nl", "en")]
    assert answers[0] == answers[1]
    document = json.loads(answers[0])
    assert document["schema_version"] == 1
    assert document["data"][0]["code"] == "U801"


def test_a_reason_says_nothing_that_only_one_case_could_fill_in() -> None:
    assert [code for code, one in table().items() if "{" in one.reason] == []
