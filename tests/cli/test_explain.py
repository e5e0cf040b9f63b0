from __future__ import annotations

import json
import re

from innoctl.cli.explain import complete_codes
from innoctl.codes import table
from innoctl.codes.vision import VISION
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


def test_every_row_of_the_vision_that_is_named_as_a_source_is_told() -> None:
    rows = {word for one in table().values() for word in re.findall(r"V\d+", one.source)}
    assert rows <= set(VISION)
    assert list(VISION) == [f"V{number}" for number in range(1, 35)]
    english, dutch = (run("explain", "v8", "--lang", lang) for lang in ("en", "nl"))
    assert (english.status, dutch.status) == (0, 0)
    assert "three phases" in " ".join(english.out.split())
    assert "drie fasen" in " ".join(dutch.out.split())
    found = json.loads(run("explain", "V8", "-o", "json", "--lang", "nl").out)["data"]
    assert found == [{"code": "V8", "message": VISION["V8"]}]
    assert ("V31", VISION["V31"]) in complete_codes("v3")
    assert "V34?" in run("explain", "V35").err


def test_a_reason_says_nothing_that_only_one_case_could_fill_in() -> None:
    assert [code for code, one in table().items() if "{" in one.reason] == []
