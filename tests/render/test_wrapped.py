from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.render.page import Span, cells
from innoctl.render.wrapped import wrapped, wrapped_line


def test_a_sentence_is_broken_between_words() -> None:
    assert wrapped("one two three four", 9) == "one two\nthree\nfour"


def test_what_stands_behind_a_label_or_from_the_side_stays_from_the_side() -> None:
    assert wrapped("hint: one two three", 10) == "hint: one\n  two\n  three"
    assert wrapped("  why: one two three", 12) == "  why: one\n    two\n    three"


def test_what_stands_in_columns_goes_on_below_its_own_column() -> None:
    assert wrapped("  1  unit/a  one two three", 20) == "  1  unit/a  one two\n             three"


def test_a_sentence_with_a_colon_is_no_label() -> None:
    assert wrapped("New: one two three", 12) == "New: one two\nthree"


def test_nothing_is_broken_without_a_width_and_lines_stay_apart() -> None:
    assert wrapped("one two three", 0) == "one two three"
    assert wrapped("one two\n\nthree", 8) == "one two\n\nthree"


def test_a_command_to_type_stays_in_one_piece_however_long() -> None:
    command = "innoctl -C some/folder new idea --title 'a bot' --stream unit/team"
    assert wrapped(f"  {command}", 30) == f"  {command}"
    assert wrapped(f"hint: {command}", 30) == f"hint: {command}"
    assert wrapped(f"to see which there are: {command}", 30) == (
        f"to see which there are:\n{command}"
    )


def test_wide_letters_count_for_two() -> None:
    assert wrapped("漢字 漢字", 8) == "漢字\n漢字"


def test_a_line_of_a_page_keeps_its_styles_where_it_is_broken() -> None:
    row = (Span("  1 May  ", "dim"), Span("one two ", "late"), Span("three"))
    assert list(wrapped_line(row, 16)) == [
        (Span("  1 May  ", "dim"), Span("one two", "late")),
        (Span("         ", "late"), Span("three")),
    ]
    assert list(wrapped_line(row, 0)) == [row]


@given(st.text(st.sampled_from("ab漢é: \n"), max_size=80), st.integers(1, 30))
def test_only_spaces_change_and_only_a_word_that_is_too_long_stands_out(
    text: str, width: int
) -> None:
    shown = wrapped(text, width)
    assert shown.split() == text.split()
    for row in shown.split("\n"):
        assert cells(row) <= width or len(row.split()) <= 2  # a word, a label before it at most


@pytest.mark.parametrize("width", [20, 80])
def test_a_prose_hint_that_names_a_command_in_its_midst_is_broken_as_prose(width: int) -> None:
    text = "finish it (git status tells how) or stop it and come back here in a while, please"
    assert all(cells(row) <= width for row in wrapped(text, width).split("\n"))
