"""Pages of spans: widths that hold, bars that do not lie."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from innoctl.locale import use
from innoctl.render.page import (
    Block,
    Span,
    bar,
    cells,
    cut,
    euros,
    layout,
    left,
    percent,
    right,
    write,
)

texts = st.text(max_size=60)
counts = st.lists(st.integers(0, 500), min_size=1, max_size=4)


@given(texts, st.integers(1, 40))
def test_a_text_takes_exactly_the_columns_it_is_given(text: str, width: int) -> None:
    assert cells(left(text, width).text) == width
    assert cells(right(text, width).text) == width
    assert cells(cut(text, width)) <= width


@given(counts, st.integers(4, 60))
def test_bars_fill_their_room_and_never_hide_what_is_there(values: list[int], width: int) -> None:
    most = max(sum(values), 1)
    row = bar([(value, "active") for value in values], most, width)
    assert sum(cells(span.text) for span in row) == width
    assert bool([span for span in row if span.bar]) == bool(sum(values))


def test_wide_signs_count_for_two_and_combining_ones_for_none() -> None:
    assert cells("漢字") == 4
    assert cells("e\u0301") == 1


def test_shares_are_shown_in_whole_percents_half_up() -> None:
    assert [percent(s) for s in ("0.3333", "0.0050", "1.0000", None)] == ["33%", "1%", "100%", "–"]


def test_amounts_are_shown_in_whole_euros_in_the_form_of_the_language() -> None:
    use("nl")
    assert [euros(cents) for cents in (123_456_50, -10_00, -20)] == ["€ 123.457", "€ −10", "€ 0"]
    use("en")
    assert euros(123_456_50) == "€123,457"


def test_bars_are_drawn_in_ascii_where_there_are_no_blocks() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    write([(*bar([(2, "active"), (1, "stopped")], 3, 6), Span("…", "late"))], out, colour=False)
    out.flush()
    assert out.buffer.getvalue() == b"####--~\n"


def test_a_page_without_colour_has_no_escape_byte() -> None:
    out = io.StringIO()
    write([(Span("x", "late"),)], out, colour=False)
    assert out.getvalue() == "x\n"


def test_two_columns_appear_only_where_there_is_room() -> None:
    blocks: list[Block] = [[(Span("one"),)], [(Span("two"),)]]
    assert len(layout(blocks, 80)) == 4
    assert len(layout(blocks, 200)) == 2
