"""Whose review of a pull request counts at one commit: pure, numeric accounts only.

A login can be given up and taken by somebody else; the forge's numeric id cannot.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from innoctl.errors import Finding
from innoctl.named import NamedTuple

Verdict = Literal["approved", "changes_requested", "commented", "dismissed"]


class Review(NamedTuple):
    """One review of a pull request, as the forge has it.

    ``account`` is the forge's numeric id of the reviewer, 0 when the forge no longer knows one.
    ``commit`` is the commit that was looked at, '' when the forge does not tell. ``on`` is the
    instant in UTC (``2026-09-22T10:00:00Z``), '' when the forge does not tell. ``elsewhere`` tells
    that the pull request went to another branch then, and so showed another difference.
    """

    id: int
    account: int
    login: str
    verdict: Verdict
    commit: str
    on: str
    body: str
    elsewhere: bool = False


class Standing(NamedTuple):
    """Where one account stands: its latest deciding review, and the code why it does not count.

    ``code`` is '' for an approval that counts at ``head``.
    """

    review: Review
    head: str
    code: str

    @property
    def account(self) -> int:
        """The forge's numeric id of the reviewer."""
        return self.review.account

    @property
    def counts(self) -> bool:
        """Whether this is an approval of the very commit that was asked about."""
        return not self.code

    def finding(self, path: str) -> Finding:
        """Return why it does not count, as a finding on the file that it was to approve."""
        review = self.review
        return Finding.of(
            self.code, path, login=review.login or review.account, commit=review.commit[:12],
            head=self.head[:12], number=review.account,
        )  # fmt: skip


def pointed(reviews: Iterable[Review], changes: Iterable[str]) -> list[Review]:
    """Return reviews, and of each whether the pull request pointed elsewhere when it was given.

    ``changes`` are the instants at which it was pointed at another branch. One in the very
    instant of such a change was given before it: nobody knows better.
    """
    last = max(changes, default="")
    return [row._replace(elsewhere=bool(last) and row.on <= last) for row in reviews]


def standing(reviews: Iterable[Review], head: str) -> list[Standing]:
    """Return where each account stands on ``head``, in the order of their deciding reviews.

    ``reviews`` come oldest first. An account's latest review that is more than a comment
    decides: an approval after "changes requested" counts, the reverse takes it away. One that
    was dismissed decides too, so that a forge's moderator who dismisses somebody's last word
    can never bring back an earlier approval of that person.
    """
    latest: dict[int, Review] = {}
    for review in reviews:
        if review.verdict != "commented":
            latest.pop(review.account, None)
            latest[review.account] = review
    return [Standing(review, head, _why_not(review, head)) for review in latest.values()]


def _why_not(review: Review, head: str) -> str:
    """Return the code of the first reason against; only a plain approval of ``head`` has none."""
    if review.account <= 0:
        return "G555"
    if review.verdict == "dismissed":
        return "G552"
    if review.verdict != "approved":
        return "G553"
    if review.elsewhere:
        return "G573"
    if not review.commit:
        return "G554"
    return "" if review.commit == head else "G551"
