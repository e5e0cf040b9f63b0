"""The amounts of a page on money: as many as fit beside a bar, and what is promised always."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.locale import use
from innoctl.render.budget_columns import BAR, HEADS, amounts, columns, heads, taken
from innoctl.render.page import cells
from innoctl.reports.budget import Amounts

CENTS = st.integers(0, 10**11)
SOME = st.lists(st.builds(Amounts, *[CENTS] * len(Amounts._fields)), max_size=3)
SMALL = Amounts(**dict.fromkeys(Amounts._fields, 145_000_000))
ASKED = {"allocated", "granted", "committed", "spent", "released", "free"}


@pytest.fixture(autouse=True, params=["en", "nl"])
def _spoken(request: pytest.FixtureRequest) -> None:
    use(request.param)


@pytest.mark.parametrize(("width", "names"), [(80, 26), (130, 46), (200, 46)])
@pytest.mark.parametrize("by", ["stream", "layer", "budget", "idea", "phase", "theme"])
def test_what_is_promised_stands_on_every_page_beside_a_bar(
    width: int, names: int, by: str
) -> None:
    found = columns(by, [SMALL], width - names)
    assert {"committed", "spent"} <= {field for field, _ in found}
    assert taken(found) + BAR - 4 <= width - names


def test_a_wide_page_shows_every_amount_and_a_narrower_one_fewer() -> None:
    assert [field for field, _ in columns("stream", [SMALL], 134)] == list(HEADS)
    shown = [{field for field, _ in columns("stream", [SMALL], room)} for room in (134, 70, 60)]
    assert shown[0] > shown[1] >= ASKED - {"released"}
    assert shown[1] >= shown[2]
    assert "over" not in {field for field, _ in columns("phase", [SMALL], 154)}


@given(SOME, st.integers(20, 160))
def test_heads_and_amounts_fill_their_columns_and_none_is_cut(
    rows: list[Amounts], room: int
) -> None:
    found = columns("stream", rows, room)
    for row in rows:
        drawn = amounts(found, row)
        assert [cells(one.text) for one in drawn] == [size for _, size in found]
        assert all("…" not in one.text and one.text.startswith(" ") for one in drawn)
    assert sum(cells(one.text) for one in heads(found)) == taken(found)
