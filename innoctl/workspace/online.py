"""What is recorded of reviews, held to what the forge says today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.errors import Finding
from innoctl.forge.errors import NotFound
from innoctl.workspace.reviewing import Asked, ask

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from innoctl.rules.history import History
    from innoctl.rules.votes import Shown, Vote


def differing(history: History, paths: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield the recorded reviews that the forge does not have, or has otherwise, or no longer.

    ``paths`` are the approvals that are asked about, all of them where none is named.
    Raises what `innoctl.forge` raises, but for a pull request that is not there: that is an answer.
    """
    settings = history.in_force.document("portfolio.yaml").get("forge")
    known: dict[int, Asked | None] = {}
    for votes in history.votes.values():
        for vote in votes:
            if vote.shown is None or (paths is not None and vote.path not in paths):
                continue
            number = vote.shown.number
            if number not in known:
                known[number] = _asked(settings, number)
            if not _same(known[number], vote, vote.shown):
                person = {"person": vote.person, "number": number}
                yield Finding.of("G543", vote.path, ("review",), **person)


def _asked(settings: object, number: int) -> Asked | None:
    try:
        return ask(settings, number)
    except NotFound:
        return None


def _same(asked: Asked | None, vote: Vote, shown: Shown) -> bool:
    if asked is None or (asked.host, asked.project) != (shown.forge, shown.project):
        return False
    if shown.opened_by != asked.request.author:
        return False
    wanted = {"approve": "approved", "dissent": "changes_requested"}.get(vote.stance)
    return any(
        one.id == shown.review
        and (asked.host, one.account) == vote.account
        and one.commit == shown.commit
        and one.verdict == wanted
        for one in asked.reviews
    )
