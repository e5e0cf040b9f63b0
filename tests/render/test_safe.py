from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from innoctl.render.safe import cell, line, lines


@given(st.text())
def test_what_is_shown_on_a_line_holds_nothing_that_steers_a_terminal(text: str) -> None:
    shown = line(text)
    assert not {unicodedata.category(sign) for sign in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"} - (
        # format characters of single scripts neither hide nor reorder what stands around them
        {unicodedata.category(s) for s in text if unicodedata.category(s) == "Cf"}
    )
    assert all(ord(sign) >= 0x20 and not 0x7F <= ord(sign) < 0xA0 for sign in shown)


def test_bidi_controls_zero_widths_and_tags_become_visible() -> None:
    assert line("a\u202eb") == "a\\u202eb"
    assert line("a\u2066b\u2069") == "a\\u2066b\\u2069"
    assert line("a\u200bb\ufeff") == "a\\u200bb\\ufeff"
    assert line("\U000e0041") == "\\U000e0041"


def test_escape_bytes_and_line_breaks_become_visible() -> None:
    assert line("\x1b[31mred\x9b\r\n\t") == "\\x1b[31mred\\x9b\\r\\n\\t"
    assert lines("one\ntwo\x1b") == "one\ntwo\\x1b"


def test_ordinary_text_of_any_language_stays_as_it_is() -> None:
    for text in ("Wijkteam één – café", "日本語", "€ 1.000", "naïef\u00a0woord"):
        assert line(text) == text


def test_a_spreadsheet_takes_no_text_for_a_formula() -> None:
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"):
        assert cell(text) == f"'{text}"
    assert cell("gewoon = teken") == "gewoon = teken"
