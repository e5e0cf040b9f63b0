"""Whose review counts at a commit: the latest deciding one of each account, of that very commit."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.codes import lookup
from innoctl.locale import say
from innoctl.rules.reviews import Review, Standing, Verdict, standing

HEAD = "a" * 40
OLD = "b" * 40
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

reviews = st.lists(
    st.builds(
        Review,
        id=st.integers(1, 99),
        account=st.integers(0, 4),
        login=st.sampled_from(["joris", "mila"]),
        verdict=st.sampled_from(VERDICTS),
        commit=st.sampled_from([HEAD, OLD, ""]),
        on=st.just("2026-09-22T10:00:00Z"),
        body=st.just(""),
    ),
    max_size=12,
)


def review(verdict: Verdict = "approved", commit: str = HEAD, account: int = 1) -> Review:
    return Review(1, account, "joris", verdict, commit, "2026-09-22T10:00:00Z", "")


def codes(*rows: Review, head: str = HEAD) -> list[str]:
    return [row.code for row in standing(rows, head)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (review(), ""),
        (review(commit=OLD), "G551"),
        (review("dismissed"), "G552"),
        (review("changes_requested"), "G553"),
        (review("changes_requested", commit=OLD), "G553"),
        (review(commit=""), "G554"),
        (review(account=0), "G555"),
        (review(account=-1), "G555"),
    ],
)
def test_each_reason_against_an_approval_has_its_code(row: Review, code: str) -> None:
    assert codes(row) == [code]


def test_an_approval_after_a_request_for_changes_counts_and_the_reverse_takes_it_away() -> None:
    yes, no = review(), review("changes_requested")
    assert codes(no, yes) == [""]
    assert codes(yes, no) == ["G553"]


def test_dismissing_the_last_word_does_not_bring_an_earlier_approval_back() -> None:
    assert codes(review(), review("dismissed")) == ["G552"]


def test_who_speaks_again_stands_behind_those_who_spoke_before() -> None:
    rows = [review(account=1), review(account=2), review("dismissed", account=1)]
    assert [row.account for row in standing(rows, HEAD)] == [2, 1]


def test_an_approval_of_nothing_does_not_count_for_nothing() -> None:
    assert codes(review(commit=""), head="") == ["G554"]


def test_why_one_does_not_count_can_be_said() -> None:
    [row] = standing([review(commit=OLD)], HEAD)
    finding = row.finding("decisions/x.yaml")
    assert finding.code == "G551"
    assert say(finding.message) == (
        "the approval of joris is of another commit (bbbbbbbbbbbb) than this one (aaaaaaaaaaaa)"
    )
    assert "joris" in say(finding.way_out)


@given(reviews)
def test_each_account_stands_once_and_comments_change_nothing(rows: list[Review]) -> None:
    found = standing(rows, HEAD)
    accounts = [row.account for row in found]
    deciding = [row for row in rows if row.verdict != "commented"]
    assert sorted(accounts) == sorted({row.account for row in deciding})
    assert standing(deciding, HEAD) == found


@given(reviews)
def test_what_counts_is_an_approval_of_this_commit_with_nothing_deciding_after_it(
    rows: list[Review],
) -> None:
    counting = {row.account: row.review for row in standing(rows, HEAD) if row.counts}
    for account, one in counting.items():
        own = [row for row in rows if row.account == account and row.verdict != "commented"]
        assert account > 0
        assert (one.verdict, one.commit) == ("approved", HEAD)
        assert own[-1] is one
    for account in {row.account for row in rows} - counting.keys():
        own = [row for row in rows if row.account == account and row.verdict != "commented"]
        approved = bool(own) and (own[-1].verdict, own[-1].commit) == ("approved", HEAD)
        assert account == 0 or not approved or own[-1].elsewhere


@given(reviews, reviews)
def test_what_others_do_changes_nothing_for_an_account(
    rows: list[Review], others: list[Review]
) -> None:
    def of_one(found: list[Standing]) -> list[Standing]:
        return [row for row in found if row.account == 1]

    strangers = [row for row in others if row.account != 1]
    assert of_one(standing([*strangers, *rows], HEAD)) == of_one(standing(rows, HEAD))


@given(reviews)
def test_every_account_that_does_not_count_has_a_reason_that_can_be_explained(
    rows: list[Review],
) -> None:
    for row in standing(rows, HEAD):
        assert row.counts or lookup(row.code).way_out
