"""Amounts that people type: one form, and nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.changes.amounts import NotAboveZero, NotAnAmount, OtherCurrency, typed_cents
from innoctl.rules.deciding import euros


@pytest.mark.parametrize(
    ("word", "cents"), [("1234.56", 123456), ("1234", 123400), (" 0.01 ", 1), ("007.10", 710)]
)
def test_an_amount_has_a_point_before_its_cents(word: str, cents: int) -> None:
    assert typed_cents(word) == cents


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("1.234,56", "1234.56"), ("1234,5", "1234.50"), ("1,234.56", "1234.56"), ("€ 12,50", "12.50"),
        ("12,50 euro", "12.50"), ("12.5", "12.50"), ("1.250", ""), ("1,250", ""), ("12.345", ""),
        ("", ""), ("tien", ""), ("1e3", ""), ("٣.٣٠", ""), ("1_000", ""), ("99999999999999", ""),
        ("12.34.56", ""), ("=1+1", ""), ("0x10", ""),
    ],
)  # fmt: skip
def test_another_form_is_refused_with_what_it_can_only_mean(word: str, near: str) -> None:
    with pytest.raises(NotAnAmount) as caught:
        typed_cents(word)
    assert dict(caught.value.params)["near"] == near
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    ("word", "other"), [("100 USD", "USD"), ("$100.00", "$"), ("gbp 3", "GBP")]
)
def test_another_currency_is_refused_by_its_own_words(word: str, other: str) -> None:
    with pytest.raises(OtherCurrency) as caught:
        typed_cents(word)
    assert dict(caught.value.params)["currency"] == other


@pytest.mark.parametrize("word", ["0", "0.00", "-1", "-12.50"])
def test_nothing_and_less_than_nothing_cannot_be_booked(word: str) -> None:
    with pytest.raises(NotAboveZero):
        typed_cents(word)


@given(st.integers(1, 10**15 - 1))
def test_what_files_hold_is_read_back_to_the_cent(cents: int) -> None:
    assert typed_cents(euros(cents)) == cents
