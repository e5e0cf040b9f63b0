"""GitHub, github.com as well as Enterprise: its REST API.

Relied on: ``user.id`` never changes hands; a review's ``commit_id`` is the commit that the
reviewer handed the review in on, and it stays when the branch moves; ``state`` becomes
``DISMISSED`` when a review is dismissed, by hand or by "dismiss stale approvals"; the events of
a pull request tell when it was pointed at another branch, by hand or because its own went away.
"""

from __future__ import annotations

from typing import Final, cast

from innoctl.forge.answer import Answer
from innoctl.forge.errors import NotFound
from innoctl.forge.pulls import Pulls, account
from innoctl.rules.reviews import Review, Verdict, pointed

POINTED: Final = frozenset({"base_ref_changed", "automatic_base_change_succeeded"})
SAYING_NOTHING: Final = frozenset({"PENDING", "COMMENTED"})
"""Still being written, and a comment: neither for nor against."""
VERDICTS: Final = {
    "APPROVED": "approved",
    "CHANGES_REQUESTED": "changes_requested",
    "DISMISSED": "dismissed",
}


class GitHub(Pulls):
    """One repository on GitHub."""

    def reviews(self, number: int) -> list[Review]:
        """See `Forge.reviews`."""
        found = self._http.items(f"{self._pulls}/{number}/reviews", _deciding)
        changes = self._http.items(f"{self._issues}/{number}/events", _pointed)
        return sorted(pointed(found, changes), key=lambda row: (row.on, row.id))

    def _open_ones(self, branch: str, target: str) -> list[Answer]:
        head = f"{self._owner}:{branch}"
        return self._http.items(
            self._pulls,
            lambda row: row if row["head"]["ref"].text() == branch else None,
            state="open", head=head, base=target,
        )  # fmt: skip

    def _login(self, account: int) -> str:
        try:
            user = self._http.get(f"/user/{account}")
        except NotFound:
            return ""
        if user["id"].number() != account:
            user["id"].refuse()
        return user["login"].text()


def _pointed(row: Answer) -> str | None:
    """Return the instant at which the pull request was pointed at another branch, None of all else."""
    return row["created_at"].instant() if row["event"].text() in POINTED else None


def _deciding(row: Answer) -> Review | None:
    return None if row["state"].text() in SAYING_NOTHING else _review(row)


def _review(row: Answer) -> Review:
    number, login = account(row["user"])
    return Review(
        id=row["id"].number(),
        account=number,
        login=login,
        verdict=cast("Verdict", row["state"].one_of(VERDICTS)),
        commit=row["commit_id"].commit_or_none(),
        on=row["submitted_at"].instant(),
        body=row["body"].remark(),
    )
