from __future__ import annotations

import random

import pytest

from innoctl.changes.naming import ALPHABET, new_id, slug
from innoctl.model.kinds import BY_NAME


def test_an_id_has_six_characters_with_a_letter_and_a_digit() -> None:
    choose = random.Random(7).choice
    for _ in range(2000):
        found = new_id(choose)
        assert len(found) == 6
        assert set(found) <= set(ALPHABET)
        assert not found.isdigit()
        assert not found.isalpha()


def test_an_id_that_yaml_would_take_for_a_number_is_not_given() -> None:
    drawn = iter("2345e6" + "k3f9ab")
    assert new_id(lambda _: next(drawn)) == "k3f9ab"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Scrum in de opsporing", "scrum-in-de-opsporing"),
        ("Spraak naar tekst: café & Über-ß", "spraak-naar-tekst-cafe-en-uber-ss"),
        ("--help", "help"),
        ("🚔" * 200, "idee"),
        ("\x1b[31mrood\x00", "31mrood"),
        ("../../etc/passwd", "etc-passwd"),
        ("警察", "idee"),
    ],
)
def test_a_slug_is_plain_ascii_and_never_empty(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_slug_is_cut_between_words_at_fifty_characters() -> None:
    assert slug("woord " * 30) == "-".join(["woord"] * 8)
    assert slug("x" * 99) == "x" * 50


def test_every_slug_fits_in_the_path_of_an_idea() -> None:
    for title in ("a", "-", "Ünïcode  met   spaties", "x" * 200, "1 - 2 - 3"):
        assert BY_NAME["idea"].pattern.fullmatch(f"ideas/2026-10/k3f9ab-{slug(title)}.yaml")
