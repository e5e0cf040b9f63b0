"""Asking people to review, and telling who could not be asked."""

from __future__ import annotations

from typing import Final

from innoctl.errors import Finding
from innoctl.forge.answer import Answer
from innoctl.forge.errors import NotAllowed, NotFound, RequestRefused
from innoctl.forge.http import Http

WHERE: Final = "authority.yaml"
"""The file in which people's accounts stand."""


def not_known(account: int) -> Finding:
    """Say that the forge has no such account."""
    return Finding.of("U918", WHERE, account=account)


def not_asked(account: int, login: str, said: str = "") -> Finding:
    """Say that the forge did not ask this account, with its own words if it had any."""
    return Finding.of("U920", WHERE, account=account, login=login or account, said=said or "-")


def asked_one_by_one(http: Http, path: str, logins: dict[int, str]) -> tuple[Finding, ...]:
    """Ask each by login, as GitHub and Forgejo want it; return who could not be asked.

    One by one, for one that a forge refuses makes it refuse all that were named with it.
    """
    left = []
    for account, login in logins.items():
        try:
            answer = http.send("POST", path, {"reviewers": [login]})
        except (RequestRefused, NotFound, NotAllowed) as error:
            left.append(not_asked(account, login, dict(error.params).get("said", "")))
            continue
        if account not in _asked(answer):
            left.append(not_asked(account, login))
    return tuple(left)


def _asked(answer: Answer) -> set[int]:
    """Return who is asked now: GitHub answers with the pull request, Forgejo with the requests."""
    if isinstance(answer.value, list):
        return {row["user"]["id"].number() for row in answer if row["user"]}
    return {user["id"].number() for user in answer["requested_reviewers"]}
