"""Whoever may comment cannot make a pull request unreadable: long remarks, and thousands of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from innoctl.errors import InnoError
from innoctl.forge import Forge, Review, connected, http, pages
from innoctl.forge.answer import REMARK, Answer
from innoctl.forge.errors import AnswerTooLarge, NotUnderstood, TooLarge
from tests.forge import house as houses
from tests.forge.house import House

BRANCH = "gate/k3f9ab"


@pytest.fixture
def number(house: House) -> int:
    """Open a pull request on a forge of large pages that sends comments along, unlike GitLab."""
    house.filters_notes, house.page_size = False, 100
    house.push(BRANCH, {"x.yaml": b"a: 1\n"})
    return house.open(BRANCH)


def comment(house: House, number: int, times: int, body: str, verdict: str = "commented") -> None:
    """Let somebody comment many times."""
    account, pull = house.account("eva"), house.pulls[number]
    pull.reviews += [
        houses.Review(house.next_id(), account, verdict, pull.head, house.now(), body)
        for _time in range(times)
    ]


def who(reviews: list[Review]) -> list[str]:
    return [row.login for row in reviews]


def refused(house: House, asked: Forge, number: int) -> tuple[str, list[str]]:
    """Return the code of what reading the reviews ends in, and the sizes that were asked for."""
    house.requests.clear()
    with pytest.raises(InnoError) as error:
        asked.reviews(number)
    size = "limit" if house.kind == "forgejo" else "per_page"
    return error.value.code, [row.query[size] for row in house.requests]


@pytest.mark.parametrize("cap", [100, 7])
def test_reviews_between_comments_that_are_too_long_for_one_page_are_all_told(
    house: House, asked: Forge, number: int, monkeypatch: pytest.MonkeyPatch, cap: int
) -> None:
    monkeypatch.setattr(http, "MAX_BYTES", 40_000)
    house.page_size = cap
    for login in ("joris", "mila", "noor"):
        comment(house, number, 5, "x")
        house.review(number, house.account(login))
        comment(house, number, 2, "x" * 20_000)
    assert who(asked.reviews(number)) == ["joris", "mila", "noor"]


def test_more_comments_than_anybody_reads_leave_the_reviews_to_be_told(
    house: House, asked: Forge, number: int
) -> None:
    house.page_size = 20
    house.review(number, house.account("joris"))
    comment(house, number, 1001, "x")  # more than fifty pages
    house.review(number, house.account("mila"))
    assert who(asked.reviews(number)) == ["joris", "mila"]


def test_a_gitlab_that_can_is_asked_for_no_comments(gitlab: House) -> None:
    gitlab.push(BRANCH, {"x.yaml": b"a: 1\n"})
    number = gitlab.open(BRANCH)
    comment(gitlab, number, 500, "x")
    with connected(gitlab.settings, gitlab.environment) as forge:
        assert forge.reviews(number) == []
    assert len(gitlab.requests) == 3


def test_of_a_long_review_the_beginning_is_kept(house: House, asked: Forge, number: int) -> None:
    comment(house, number, 1, "\n " + "é" * 9999, "changes_requested")
    words = "requested changes" if house.kind == "gitlab" else "é" * REMARK
    assert [row.body for row in asked.reviews(number)] == [words]


def test_one_review_that_is_too_long_by_itself_is_told_of_and_not_passed_over(
    house: House, asked: Forge, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment(house, number, 1, "x" * 30_000)
    monkeypatch.setattr(http, "MAX_BYTES", 20_000)
    code, sizes = refused(house, asked, number)
    assert code == "U914"
    first = [] if house.kind == "forgejo" else ["100"]
    assert list(dict.fromkeys(sizes)) == [*first, "50", "25", "12", "6", "3", "1"]


def test_a_list_that_takes_too_long_is_given_up(
    house: House, asked: Forge, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LONGEST", -1.0)
    code, sizes = refused(house, asked, number)
    assert (code, len(sizes)) == ("U914", 1)


def test_rows_without_an_end_are_given_up_and_not_read_anew(
    house: House, asked: Forge, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment(house, number, 300, "x")
    monkeypatch.setattr(pages, "MOST", 120)
    code, sizes = refused(house, asked, number)
    assert (code, len(set(sizes))) == ("U914", 1)


def test_pull_requests_of_others_with_long_texts_hinder_nobody_who_opens_one(
    house: House, asked: Forge, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MAX_BYTES", 30_000)
    for at in range(6):
        house.push(f"other{at}", {"y.yaml": b"a: 1\n"})
        house.pulls[house.open(f"other{at}")].body = "x" * 9000
    opened = asked.open(BRANCH, "main", "One", "one")
    assert (opened.created, opened.request.number) == (False, number)


def test_what_a_smaller_size_read_is_told_once_and_what_is_no_list_is_refused() -> None:
    def read(size: int) -> Iterator[Answer]:
        yield Answer([1, 2], "x", "rows")
        if size > 3:
            raise AnswerTooLarge(host="x")
        yield Answer([3], "x", "rows")

    def keep(row: Answer) -> int | None:
        return row.number() if row.value != 2 else None

    assert pages.whole(read, keep, 100) == [1, 3]
    with pytest.raises(NotUnderstood):
        pages.whole(lambda _size: iter([Answer({}, "x", "rows")]), keep, 100)
    with pytest.raises(TooLarge):
        pages.whole(lambda size: read(size + 100), keep, 100)
