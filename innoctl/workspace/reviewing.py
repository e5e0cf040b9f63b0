"""Reviews of a pull request as approvals: bound to the bytes of each decision, not to a branch.

A review counts for a decision when the tree of the commit that was looked at holds exactly its
bytes; what else was pushed since disturbs nothing, and a changed decision makes it stale.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding
from innoctl.model.authority_facts import AuthorityFacts
from innoctl.named import NamedTuple
from innoctl.rules.reviews import Standing, standing
from innoctl.rules.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from innoctl.forge import PullRequest, Review
    from innoctl.vcs import Repository
    from innoctl.vcs.plumbing import Git
    from innoctl.workspace.proposed import Stand

STALE: Final = "G551"
"""The code of a review that looked at another commit than the tip."""
AGAINST: Final = "G553"
"""The code of a review that asks for changes: that one is heard, as dissent."""
STRANGER: Final = "G556"
HEADS: Final = {
    "github": "refs/pull/{number}/head",
    "forgejo": "refs/pull/{number}/head",
    "gitlab": "refs/merge-requests/{number}/head",
}
"""Where a forge keeps the commits of a pull request."""
_SCORE: Final = re.compile(r"^\s*[-*]?\s*([a-z0-9-]+)\s*[:=]\s*([1-5]|met|not_met|unknown)\s*$")
SHOWN: Final = 2000
"""Characters of a review's text that are kept with a dissent."""


class Asked(NamedTuple):
    """What a forge said of one pull request; ``host`` is the forge's, as accounts name it."""

    host: str
    project: str
    request: PullRequest
    reviews: tuple[Review, ...]


def ask(settings: Any, number: int) -> Asked:
    """Ask the forge that ``portfolio.yaml`` names for a pull request and its reviews.

    ``settings`` is what stands under ``forge``. Raises what `innoctl.forge` raises.
    """
    from urllib.parse import urlsplit

    from innoctl.forge import connected
    from innoctl.model.portfolio import Forge

    said = Forge.model_validate(settings) if settings else None
    with connected(said) as forge:
        request, reviews = forge.pull_request(number), forge.reviews(number)
    assert said is not None  # noqa: S101  (`connected` refuses to go without)
    return Asked(urlsplit(said.url).netloc.lower(), said.project, request, tuple(reviews))


def person_of(authority: AuthorityFacts | None, host: str, account: int) -> str:
    """Return whose account it is; the number itself for one that nobody has."""
    return (authority and authority.whose((host, account))) or f"#{account}"


def known(authority: AuthorityFacts | None, host: str, account: int) -> bool:
    """Tell whether authority.yaml says whose account it is."""
    return not person_of(authority, host, account).startswith("#")


class Heard(NamedTuple):
    """What the reviews of a pull request come to: votes, and which of them are none and why.

    A review that does not count is told with the decision that lacks it, and disturbs none that
    others approved: anybody may review on a forge.
    """

    votes: tuple[Vote, ...]
    left: tuple[Finding, ...]


def heard(number: int, repository: Repository) -> Callable[[Stand, Mapping[str, str]], Heard]:
    """Return what gives the votes of a pull request for decisions, by path and digest.

    Whose account it is, and which forge is asked, is what stood before the pull request.
    """

    def votes(stand: Stand, subjects: Mapping[str, str]) -> Heard:
        asked, authority = ask(stand.forge, number), stand.policy.authority
        held = Held(repository)
        found = [
            vote(asked, one, stand, path, digest)
            for path, digest in subjects.items()
            for one in counting(asked.reviews, held, path, digest)
            if known(authority, asked.host, one.account)
        ]
        old = [one for row in subjects.items() for one in left_out(asked, authority, held, *row)]
        return Heard(tuple(found), tuple(old))

    return votes


def vote(asked: Asked, one: Standing, stand: Stand, path: str, digest: str) -> Vote:
    """Return a review as a vote on one decision."""
    policy, review = stand.policy, one.review
    return Vote(
        path=path,
        portfolio=stand.portfolio,
        decision=path,
        digest=digest,
        person=person_of(policy.authority, asked.host, review.account),
        stance="approve" if one.review.verdict == "approved" else "dissent",
        account=(asked.host, review.account),
        opener=policy.authority.whose((asked.host, asked.request.author))
        if policy.authority
        else "",
        asked=True,
        policy=policy,
    )


class Held:
    """Which bytes a file had at a commit; '' where the commit or the file is not there."""

    def __init__(self, repository: Repository) -> None:
        from innoctl.vcs.objects import Batch
        from innoctl.vcs.plumbing import Git as Plumbing

        self._prefix = repository.prefix
        self._batch = Batch(Plumbing(repository))
        self._known: dict[tuple[str, str], str] = {}

    def digest(self, commit: str, path: str) -> str:
        """Return the SHA-256 of a file at a commit."""
        key = (commit, path)
        if key not in self._known:
            found = self._batch.get(f"{commit}:{self._prefix}{path}") if commit else None
            good = found is not None and found.kind == "blob"
            self._known[key] = sha256(found.data).hexdigest() if found and good else ""
        return self._known[key]


def counting(reviews: Iterable[Review], held: Held, path: str, digest: str) -> Iterator[Standing]:
    """Yield the last word of each reviewer who had exactly these bytes before him.

    A word against counts as dissent whatever commit it was about; only an approval can be stale.
    """
    for one in standing(reviews, ""):
        if one.code == STALE or (one.counts and one.review.commit):
            if held.digest(one.review.commit, path) == digest:
                yield one._replace(code="")
        elif one.review.verdict == "changes_requested":
            yield one


def left_out(
    asked: Asked, authority: AuthorityFacts | None, held: Held, path: str, digest: str
) -> Iterator[Finding]:
    """Yield the reviews that say nothing of these bytes, each with the reason.

    Those are of other bytes, withdrawn or dismissed, of nobody that the forge or authority.yaml
    knows, or of a commit that the forge does not tell.
    """
    for one in standing(asked.reviews, ""):
        review = one.review
        fresh = held.digest(review.commit, path) == digest
        if one.account > 0 and not known(authority, asked.host, one.account):
            login = review.login or review.account
            yield Finding.of(STRANGER, path, login=login, account=review.account)
        elif one.code != AGAINST and not (one.code == STALE and fresh):
            yield one._replace(head=asked.request.head).finding(path)


def scores(body: str, criteria: Iterable[str]) -> list[dict[str, Any]]:
    """Return the scores that a review's text gives: a line each, as ``added-value: 4``."""
    known = set(criteria)
    found: dict[str, dict[str, Any]] = {}
    for line in body.splitlines():
        row = _SCORE.match(line)
        if row and row[1] in known:
            said = {"score": int(row[2])} if row[2].isdigit() else {"verdict": row[2]}
            found[row[1]] = {"id": row[1], **said}
    return list(found.values())


def fetch(git: Git, remote: str, kind: str, number: int) -> None:
    """Fetch the commits of a pull request from a remote; one that is gone there stays unfetched."""
    ref = HEADS[kind].format(number=number)
    git.run("fetch", "--quiet", "--no-tags", "--", remote, ref, ok=(0, 1, 128))
