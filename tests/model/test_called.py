from __future__ import annotations

import pytest

from innoctl.model.called import Choice, meant

SANNE, BAS, SON = (
    Choice("p-01", "Sanne de Wit"),
    Choice("p-02", "Bas Gerritsen"),
    Choice("p-03", ""),
)
OTHER = Choice("p-04", "Sanne Wolters")
ALL = (SANNE, BAS, SON, OTHER)


@pytest.mark.parametrize("word", ["p-01", "Sanne de Wit", "sanne  DE wit", "de wit"])
def test_an_id_a_name_or_a_part_that_only_one_has_is_clear(word: str) -> None:
    assert meant(word, ALL).id == "p-01"


def test_a_part_that_several_have_means_none_and_names_them_all() -> None:
    assert meant("sanne", ALL) == ("", (SANNE, OTHER), ())


def test_a_whole_name_wins_over_a_longer_one_that_holds_it() -> None:
    short = Choice("p-09", "Sanne")
    assert meant("Sanne", (*ALL, short)).id == "p-09"


def test_a_word_of_a_name_wins_over_a_part_of_one() -> None:
    assert meant("sanne", (SANNE, BAS, Choice("p-09", "Lisanne Kooijman"))).id == "p-01"


def test_two_with_the_same_name_are_not_guessed_between() -> None:
    twin = Choice("p-09", "Bas Gerritsen")
    assert meant("bas gerritsen", (*ALL, twin)).several == (BAS, twin)


@pytest.mark.parametrize("word", ["sanne de witt", "Gerritzen", "p_02"])
def test_a_slip_is_met_by_what_resembles_it(word: str) -> None:
    found = meant(word, ALL)
    assert (found.id, found.several) == ("", ())
    assert {SANNE, BAS} & {*found.near}


@pytest.mark.parametrize("word", ["", "  ", "zzzzzz"])
def test_what_resembles_nothing_means_nothing(word: str) -> None:
    assert meant(word, ALL) == ("", (), ())
