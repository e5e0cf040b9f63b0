"""Forgejo and Gitea: their REST API v1.

Relied on: ``user.id`` never changes hands; a review's ``commit_id`` is the commit that it was
handed in on; ``dismissed`` says that somebody with the right to do so took it out of the count.
The timeline tells when a pull request was pointed at another branch.
``stale`` and ``official`` are not asked: whether the commit is the right one and whether the
person may decide is innoctl's to judge. These forges send no links to a next page with
reviews, and may give fewer a page than asked: pages are read until one is empty.
"""

from __future__ import annotations

from typing import Final, cast

from innoctl.forge.answer import Answer
from innoctl.forge.pulls import Pulls, account
from innoctl.rules.reviews import Review, Verdict, pointed

VERDICTS: Final = {
    "APPROVED": "approved",
    "REQUEST_CHANGES": "changes_requested",
    "COMMENT": "commented",
}
NOT_HANDED_IN: Final = frozenset({"PENDING", "REQUEST_REVIEW"})
POINTED: Final = "change_target_branch"
COMMENT: Final = "COMMENT"
LIMIT: Final = 50


class Forgejo(Pulls):
    """One repository on Forgejo or Gitea."""

    def reviews(self, number: int) -> list[Review]:
        """See `Forge.reviews`. Requests to review stand in the same list and are none."""
        found = self._http.numbered(f"{self._pulls}/{number}/reviews", _deciding, LIMIT)
        changes = self._http.numbered(f"{self._issues}/{number}/timeline", _pointed, LIMIT)
        return sorted(pointed(found, changes), key=lambda row: (row.on, row.id))

    def _open_ones(self, branch: str, target: str) -> list[Answer]:  # noqa: ARG002
        # Older versions cannot filter by branch, and pass over what they do not know.
        return self._http.numbered(
            self._pulls,
            lambda row: row if row["head"]["ref"].text() == branch else None,
            LIMIT, state="open",
        )  # fmt: skip

    def _login(self, account: int) -> str:
        """Return the login of an account; the API finds users by their id only in a search."""
        rows = self._http.get("/users/search", uid=account)["data"]
        return next((row["login"].text() for row in rows if row["id"].number() == account), "")


def _pointed(row: Answer) -> str | None:
    """Return the instant at which the pull request was pointed at another branch, None of all else.

    Of what is gone, such as an issue that it depended on, a row is null.
    """
    return row["created_at"].instant() if row and row["type"].text() == POINTED else None


def _deciding(row: Answer) -> Review | None:
    """Return a review for or against; a comment is neither, unless somebody dismissed it."""
    state = row["state"].text()
    said_nothing = state in NOT_HANDED_IN or (state == COMMENT and not row["dismissed"].flag())
    return None if said_nothing else _review(row)


def _review(row: Answer) -> Review:
    number, login = account(row["user"])
    verdict = row["state"].one_of(VERDICTS)
    return Review(
        id=row["id"].number(),
        account=number,
        login=login,
        verdict=cast("Verdict", "dismissed" if row["dismissed"].flag() else verdict),
        commit=row["commit_id"].commit_or_none(),
        on=row["submitted_at"].instant(),
        body=row["body"].remark(),
    )
