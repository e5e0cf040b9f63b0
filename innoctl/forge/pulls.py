"""What GitHub, Forgejo and Gitea have in common: one form of pull requests, asked for by login."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final, cast

from innoctl.forge.answer import Answer
from innoctl.forge.errors import RequestRefused
from innoctl.forge.http import Http
from innoctl.forge.protocol import Opened, PullRequest, State
from innoctl.forge.reviewers import asked_one_by_one, not_known

STATES: Final = {"open": "open", "closed": "closed"}


class Pulls(ABC):
    """The pull requests of one repository. ``project`` is ``owner/name``."""

    def __init__(self, http: Http, project: str) -> None:
        self._http, self._owner = http, project.partition("/")[0]
        self._pulls, self._issues = f"/repos/{project}/pulls", f"/repos/{project}/issues"

    @abstractmethod
    def _open_ones(self, branch: str, target: str) -> list[Answer]:
        """Return the open pull requests among which that of a branch must be."""

    @abstractmethod
    def _login(self, account: int) -> str:
        """Return the login of an account, '' for none."""

    def pull_request(self, number: int) -> PullRequest:
        """See `Forge.pull_request`."""
        return request(self._http.get(f"{self._pulls}/{number}"), number)

    def knows(self, account: int) -> bool:
        """See `Forge.knows`."""
        return bool(self._login(account))

    def open(
        self, branch: str, target: str, title: str, body: str, reviewers: tuple[int, ...] = ()
    ) -> Opened:
        """See `Forge.open`."""
        text: dict[str, object] = {"title": title, "body": body}
        number = self._find(branch, target)
        answer = None if number else self._create({**text, "head": branch, "base": target})
        created = answer is not None
        if answer is None:  # it was there, or somebody was a moment ahead
            number = number or self._find(branch, target)
            answer = self._http.send("PATCH", f"{self._pulls}/{number}", text)
        found = request(answer, number)
        found_as_asked = (found.source_branch, found.target_branch) == (branch, target)
        if not found_as_asked:
            answer.refuse()
        path = f"{self._pulls}/{found.number}/requested_reviewers"
        logins = {account: self._login(account) for account in dict.fromkeys(reviewers)}
        unknown = tuple(not_known(account) for account, login in logins.items() if not login)
        known = {account: login for account, login in logins.items() if login}
        return Opened(found, created, unknown + asked_one_by_one(self._http, path, known))

    def _find(self, branch: str, target: str) -> int | None:
        rows = self._open_ones(branch, target)
        return next((row["number"].number() for row in rows if _of(row, branch, target)), None)

    def _create(self, body: dict[str, object]) -> Answer | None:
        """Return the new pull request, None if there turns out to be one already."""
        try:
            return self._http.send("POST", self._pulls, body)
        except RequestRefused:
            if self._find(str(body["head"]), str(body["base"])) is None:
                raise
            return None


def request(row: Answer, number: int | None) -> PullRequest:
    """Read a pull request, which must be the one that was asked for."""
    if number not in {None, row["number"].number()}:
        row["number"].refuse()
    merged = row["merged"].flag()
    state = row["state"].one_of(STATES)
    return PullRequest(
        number=row["number"].number(),
        url=row["html_url"].address(),
        title=row["title"].text(),
        author=account(row["user"])[0],
        source_branch=row["head"]["ref"].text(),
        target_branch=row["base"]["ref"].text(),
        head=row["head"]["sha"].commit(),
        merged_as=row["merge_commit_sha"].commit() if merged else "",
        state="merged" if merged else cast("State", state),
        # GitHub tells where the target stood; the others where the branch came off it as well.
        base=row["merge_base"].commit_or_none() or row["base"]["sha"].commit_or_none(),
    )


def account(user: Answer) -> tuple[int, str]:
    """Return the numeric id and the login of a user, (0, '') for one that is gone or nobody's.

    GitHub gives null for an account that was deleted. Forgejo and Gitea give a number below 0,
    as for what they do themselves, such as their Actions.
    """
    if not user or user["id"].below_zero():
        return 0, ""
    return user["id"].number(), user["login"].text()


def _of(row: Answer, branch: str, target: str) -> bool:
    """Say whether a pull request is that of a branch of the project itself, not of a copy's."""
    head, base = row["head"], row["base"]
    named = head["ref"].text() == branch and base["ref"].text() == target
    return (
        named and bool(head["repo"]) and head["repo"]["id"].number() == base["repo"]["id"].number()
    )
