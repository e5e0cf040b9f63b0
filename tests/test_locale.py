"""A text is kept without a language, and said in one: its sentence and the words in it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency

from innoctl.locale import LANGUAGES, Text, say, say_in, use

TIED = Text.of("tie {first} ({relation:relation})", first="k3f9ab", relation="builds_on")


def test_a_value_at_a_place_for_a_word_is_said_in_the_language() -> None:
    assert say_in("en", TIED) == "tie k3f9ab (builds on)"
    assert say_in("nl", TIED) == "tie k3f9ab (bouwt voort op)"
    use("nl")
    try:
        assert say(TIED) == "tie k3f9ab (bouwt voort op)"
    finally:
        use("en")
    assert dict(TIED.params)["relation"] == "builds_on"


def test_a_place_takes_the_word_of_the_first_field_that_has_one() -> None:
    either = "{what:outcome beside}"
    said = [say_in("nl", Text.of(either, what=what)) for what in ("no_go", "move", "concept")]
    assert said == ["No-go", "een verschuiving", "concept"]


@pytest.mark.parametrize("value", ["{first}", "error", "nothing", "", "%s {0!r:>99}"])
def test_what_has_no_word_stays_as_it_stands(value: str) -> None:
    for place in ("{value}", "{value:phase}"):
        assert say_in("nl", Text.of(place, value=value)) == value


@pytest.mark.parametrize(
    "value", ["0.00", "5.05", "-0.50", "999.99", "1234.50", "-1234567.89", "9999999999999.00"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_at_a_place_for_money_has_the_form_that_babel_gives(
    value: str, language: str
) -> None:
    said = format_currency(Decimal(value), "EUR", locale=language).replace("\xa0", " ")
    assert say_in(language, Text.of("{amount:money}", amount=value)) == said


@pytest.mark.parametrize("value", ["", "-", "12", "1,50", "x.y", "1.2.3", "None"])
def test_what_is_no_amount_stays_as_it_stands_at_a_place_for_money(value: str) -> None:
    assert say_in("nl", Text.of("{amount:money}", amount=value)) == value
