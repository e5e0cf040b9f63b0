from __future__ import annotations

from typing import Any

import pytest

from innoctl.changes.edit import Append, Plain, Remove
from innoctl.changes.link import LinkedAlready, NotLinked, SelfLink, Tie, link, unlink


def _idea(name: str, *links: tuple[str, str]) -> dict[str, Any]:
    ties = [{"to": to, "relation": relation} for to, relation in links]
    return {"id": name, "title": name, **({"links": ties} if ties else {})}


def test_a_tie_is_added_to_the_list_of_the_first_one() -> None:
    value: Plain = {"to": "bbbbb2", "relation": "similar", "note": "zelfde doel"}
    assert link(_idea("aaaaa2"), _idea("bbbbb2"), "similar", "zelfde doel") == Tie(
        "aaaaa2", Append(("links",), value)
    )
    tied = _idea("aaaaa2", ("ccccc2", "similar"))
    plain: Plain = {"to": "bbbbb2", "relation": "part_of"}
    assert link(tied, _idea("bbbbb2"), "part_of") == Tie("aaaaa2", Append(("links",), plain))


def test_an_idea_is_not_tied_to_itself() -> None:
    with pytest.raises(SelfLink):
        link(_idea("aaaaa2"), _idea("aaaaa2"), "similar")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_idea("aaaaa2", ("bbbbb2", "similar")), _idea("bbbbb2")),
        (_idea("aaaaa2"), _idea("bbbbb2", ("aaaaa2", "similar"))),
    ],
)
def test_the_same_tie_is_refused_from_either_side(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    with pytest.raises(LinkedAlready):
        link(first, second, "similar")
    assert link(first, second, "builds_on").id == "aaaaa2"


def test_a_tie_is_taken_away_where_it_stands() -> None:
    first = _idea("aaaaa2", ("ccccc2", "similar"), ("bbbbb2", "similar"), ("bbbbb2", "part_of"))
    second = _idea("bbbbb2", ("aaaaa2", "duplicate"))
    assert unlink(first, second, "similar") == [Tie("aaaaa2", Remove(("links", 1)))]
    assert unlink(first, second) == [
        Tie("aaaaa2", Remove(("links", 2))),
        Tie("aaaaa2", Remove(("links", 1))),
        Tie("bbbbb2", Remove(("links",))),
    ]


def test_a_tie_that_is_not_there_cannot_be_taken_away() -> None:
    with pytest.raises(NotLinked):
        unlink(_idea("aaaaa2", ("bbbbb2", "similar")), _idea("bbbbb2"), "part_of")
