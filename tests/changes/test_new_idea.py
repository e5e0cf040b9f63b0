from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.changes.edit import NewFile, Plain
from innoctl.changes.new_idea import change, path, record
from innoctl.model.idea import Idea
from innoctl.store.yaml_document import read


def _file(fields: dict[str, Plain]) -> NewFile:
    made = change(record(fields, "k3f9ab", "ideation", "2026-10-01"), str)
    (file,) = made.files
    assert isinstance(file, NewFile)
    return file


SHORT: dict[str, Plain] = {"title": "Scrum in de opsporing", "stream": "unit/oost-nederland"}


def test_a_title_and_a_stream_make_a_whole_idea() -> None:
    value = read(_file(SHORT).content).value
    assert Idea.model_validate(value).state == "active"
    assert isinstance(value, dict)
    assert list(value) == ["schema", "id", "title", "stream", "phase", "state", "submitted_on"]


def test_the_file_stands_in_the_month_in_which_the_idea_came_in() -> None:
    fields: dict[str, Plain] = {**SHORT, "submitted_on": "2026-09-30"}
    assert _file(fields).path == "ideas/2026-09/k3f9ab-scrum-in-de-opsporing.yaml"


def test_the_first_line_tells_an_editor_where_its_schema_is() -> None:
    first = _file(SHORT).content.decode().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../.innoctl/schemas/idea.schema.json"


def test_what_is_missing_stands_there_as_a_comment_and_what_is_given_does_not() -> None:
    text = _file({**SHORT, "problem": "Het duurt te lang."}).content.decode()
    assert "\n# solution:\n" in text
    assert "\nproblem: Het duurt te lang.\n" in text
    assert "# problem:" not in text


def test_every_invitation_is_a_good_line_once_its_mark_is_taken_away() -> None:
    rows = _file(SHORT).content.decode().splitlines()
    keys = {found[1] for row in rows if (found := re.match(r"# ([a-z_]+):", row))}
    assert {"summary", "problem", "horizon", "themes", "broker"} <= keys
    assert keys <= set(Idea.model_fields)


def test_no_row_of_the_vision_is_shown_to_a_submitter() -> None:
    assert "V1" not in _file(SHORT).content.decode()
    assert "V4" not in _file(SHORT).content.decode()


def test_comments_speak_the_language_that_is_given() -> None:
    made = change(record(SHORT, "k3f9ab", "ideation", "2026-10-01"), lambda msgid: f"nl {msgid}")
    (file,) = made.files
    assert isinstance(file, NewFile)
    comments = [row for row in file.content.decode().splitlines() if "What hurts" in row]
    assert comments == ["# nl What hurts today, and whom."]


def test_empty_answers_are_left_out() -> None:
    fields: dict[str, Plain] = {**SHORT, "problem": "  ", "tags": [], "broker": None}
    assert read(_file(fields).content).value == read(_file(SHORT).content).value


@pytest.mark.parametrize(
    "title", ["--help", "🚔" * 200, "a: b # c", "\x1b[31mrood\x00", "[bold]x[/]"]
)
def test_a_hostile_title_is_kept_as_a_text_and_nothing_more(title: str) -> None:
    value = read(_file({**SHORT, "title": title}).content).value
    assert isinstance(value, dict)
    assert value["title"] == title
    assert value["stream"] == "unit/oost-nederland"


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8")))
def test_whatever_is_written_reads_back(title: str, problem: str) -> None:
    idea = record(
        {"title": title, "stream": "corps", "problem": problem}, "k3f9ab", "ideation", "2026-10-01"
    )
    (file,) = change({**idea, "title": idea["title"] or "x"}, str).files
    assert isinstance(file, NewFile)
    assert read(file.content).value == {**idea, "title": idea["title"] or "x"}


def test_the_path_is_that_of_an_idea() -> None:
    assert (
        path({"id": "k3f9ab", "title": "警察", "submitted_on": "2026-10-01"})
        == "ideas/2026-10/k3f9ab-idee.yaml"
    )
