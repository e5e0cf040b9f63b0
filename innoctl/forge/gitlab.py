"""GitLab, gitlab.com as well as one's own: its REST API v4.

GitLab's approvals name no commit. An approval is bound to the version of the merge request
(``/versions``: one for each push) that was the newest before the instant of the approval.

Relied on:

- ``approved_by`` of ``/approvals`` tells who approves now; whoever is not in it any longer
  withdrew the approval, or it was removed by a push.
- The instant is ``approved_at`` there (GitLab 18.4 and later); before, that of the system note
  "approved this merge request" of that account. Only GitLab itself writes system notes, in
  English whatever the language of its pages. Without an instant the review has no ``commit``
  and counts for none.
- A version's ``created_at`` is not before its push. GitLab notices a push a moment after it
  happened, so an approval in between is bound to the older version: it goes stale, never the
  other way round. One in the very instant of a version is bound to the one before it.
- A system note tells when a merge request was pointed at another branch, by hand or because its
  own went away.

What cannot be known is what stood on the screen of somebody who approves without reloading the
page after a push. Therefore the project must have "Remove all approvals when commits are added
to the source branch", which takes away what was approved before GitLab noticed the push.
"""

from __future__ import annotations

import re
from typing import Final, cast

from innoctl.errors import Finding
from innoctl.forge.answer import Answer
from innoctl.forge.errors import NotFound, RequestRefused
from innoctl.forge.http import Http
from innoctl.forge.protocol import Opened, PullRequest, State
from innoctl.forge.reviewers import not_asked, not_known
from innoctl.named import NamedTuple
from innoctl.rules.reviews import Review, Verdict, pointed

STATES: Final = {"opened": "open", "locked": "open", "closed": "closed", "merged": "merged"}
APPROVED: Final = "approved this merge request"
CHANGES: Final = "requested changes"
POINTED: Final = re.compile(
    r"changed target branch from |deleted the .* branch\. This merge request now targets the "
)
"""How such a note begins: in others stands what people choose, such as a title."""


class _Note(NamedTuple):
    """What a note of GitLab itself says about reviews.

    ``says`` is ``commented`` where the merge request was pointed at another branch.
    """

    id: int
    account: int
    login: str
    on: str
    says: Verdict
    body: str


class GitLab:
    """One project. ``project`` is its path with every ``/`` encoded."""

    def __init__(self, http: Http, project: str) -> None:
        self._http = http
        self._merges = f"/projects/{project}/merge_requests"

    def pull_request(self, number: int) -> PullRequest:
        """See `Forge.pull_request`."""
        return _request(self._http.get(f"{self._merges}/{number}"), number)

    def reviews(self, number: int) -> list[Review]:
        """See `Forge.reviews`. Approvals that no longer stand are told as dismissed."""
        path = f"{self._merges}/{number}"
        # What people wrote is not asked for. A GitLab that would not know the filter sends it too.
        query = {"sort": "asc", "order_by": "created_at", "activity_filter": "only_activity"}
        said = self._http.items(f"{path}/notes", _note, **query)
        said.sort(key=lambda note: (note.on, note.id))
        notes = [note for note in said if note.says != "commented"]
        changes = [note.on for note in said if note.says == "commented"]
        versions = sorted(self._http.items(f"{path}/versions", _version))
        approvals = self._http.get(f"{path}/approvals")["approved_by"]
        found = [*_standing(approvals, notes), *_others(approvals, notes)]
        bound = [row._replace(commit=_looked_at(row.on, versions)) for row in found]
        return sorted(pointed(bound, changes), key=lambda row: (row.on, row.id))

    def knows(self, account: int) -> bool:
        """See `Forge.knows`."""
        return bool(self._login(account))

    def open(
        self, branch: str, target: str, title: str, body: str, reviewers: tuple[int, ...] = ()
    ) -> Opened:
        """See `Forge.open`."""
        wanted = tuple(dict.fromkeys(reviewers))
        text: dict[str, object] = {"title": title, "description": body}
        found = self._find(branch, target)
        fresh = {**text, "source_branch": branch, "target_branch": target, "reviewer_ids": wanted}
        answer = None if found else self._create(fresh)
        created = answer is not None
        if answer is None:
            found = found or self._find(branch, target)
            number = found["iid"].number() if found else 0
            asked = _accounts(found["reviewers"]) if found else ()
            everyone = tuple(dict.fromkeys((*asked, *wanted)))
            change = {**text, "reviewer_ids": everyone}
            answer = self._http.send("PUT", f"{self._merges}/{number}", change)
        request = _request(answer, found["iid"].number() if found else None)
        if (request.source_branch, request.target_branch) != (branch, target):
            answer.refuse()
        left = [one for one in wanted if one not in _accounts(answer["reviewers"])]
        return Opened(request, created, tuple(map(self._why_not_asked, left)))

    def _find(self, branch: str, target: str) -> Answer | None:
        rows = self._http.items(
            self._merges,
            lambda row: row if _of(row, branch, target) else None,
            state="opened", source_branch=branch, target_branch=target,
        )  # fmt: skip
        return next(iter(rows), None)

    def _create(self, body: dict[str, object]) -> Answer | None:
        """Return the new merge request, None if there turns out to be one already."""
        try:
            return self._http.send("POST", self._merges, body)
        except RequestRefused:
            if self._find(str(body["source_branch"]), str(body["target_branch"])) is None:
                raise
            return None

    def _why_not_asked(self, account: int) -> Finding:
        """Say why: GitLab drops without a word whom it does not know, or whom its tier leaves out."""
        login = self._login(account)
        return not_asked(account, login) if login else not_known(account)

    def _login(self, account: int) -> str:
        """Return the login of an account, '' for none."""
        try:
            return self._http.get(f"/users/{account}")["username"].text()
        except NotFound:
            return ""


def _request(row: Answer, number: int | None) -> PullRequest:
    if number not in {None, row["iid"].number()}:
        row["iid"].refuse()
    state = cast("State", row["state"].one_of(STATES))
    head = row["sha"].commit()
    # A fast-forward makes no commit of its own: then the branch's tip is what landed.
    landed = row["merge_commit_sha"].commit_or_none() or row["squash_commit_sha"].commit_or_none()
    return PullRequest(
        number=row["iid"].number(),
        url=row["web_url"].address(),
        title=row["title"].text(),
        author=_account(row["author"])[0],
        source_branch=row["source_branch"].text(),
        target_branch=row["target_branch"].text(),
        head=head,
        merged_as=(landed or head) if state == "merged" else "",
        state=state,
        base=(row["diff_refs"] and row["diff_refs"]["base_sha"]).commit_or_none(),
    )


def _of(row: Answer, branch: str, target: str) -> bool:
    """Say whether a merge request is that of a branch of the project itself, not of a fork's."""
    named = row["source_branch"].text() == branch and row["target_branch"].text() == target
    own = row["source_project_id"].value == row["target_project_id"].number()
    return named and own


def _account(user: Answer) -> tuple[int, str]:
    return (user["id"].number(), user["username"].text()) if user else (0, "")


def _accounts(users: Answer) -> tuple[int, ...]:
    return tuple(user["id"].number() for user in users) if users else ()


def _note(row: Answer) -> _Note | None:
    """Return what a note says about reviews; None for people's own words and GitLab's other ones."""
    says = _says(row["body"].text()) if row["system"].flag() else None
    if says is None:
        return None
    body = row["body"].text()
    number, login = _account(row["author"])
    on = row["created_at"].instant()
    return _Note(row["id"].number(), number, login, on, says, body)


def _says(body: str) -> Verdict | None:
    if body == APPROVED:
        return "approved"
    if body.startswith(CHANGES):
        return "changes_requested"
    return "commented" if POINTED.match(body) else None


def _version(row: Answer) -> tuple[str, int, str]:
    return row["created_at"].instant(), row["id"].number(), row["head_commit_sha"].commit()


def _standing(approvals: Answer, notes: list[_Note]) -> list[Review]:
    """Return the approvals that stand, each with the instant that GitLab tells."""
    found = []
    for row in approvals:
        number, login = _account(row["user"])
        note = _last(notes, number)
        instant = row["approved_at"].instant() if row["approved_at"] else ""
        on = instant or (note.on if note else "")
        found.append(Review(note.id if note else 0, number, login, "approved", "", on, ""))
    return found


def _others(approvals: Answer, notes: list[_Note]) -> list[Review]:
    """Return requests for changes, and approvals that no longer stand."""
    standing = {_last(notes, _account(row["user"])[0]) for row in approvals}
    rest = [note for note in notes if note not in standing]
    return [
        Review(
            note.id, note.account, note.login,
            "dismissed" if note.says == "approved" else note.says, "", note.on, note.body,
        )
        for note in rest
    ]  # fmt: skip


def _last(notes: list[_Note], account: int) -> _Note | None:
    """Return the note of this account's latest approval."""
    own = (note for note in reversed(notes) if note.account == account and note.says == "approved")
    return next(own, None)


def _looked_at(on: str, versions: list[tuple[str, int, str]]) -> str:
    """Return the newest version's commit before an instant, '' without one."""
    before = [commit for created, _id, commit in versions if created < on]
    return before[-1] if before else ""
