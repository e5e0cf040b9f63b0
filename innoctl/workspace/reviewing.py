"""Reviews of a pull request as approvals: bound to the bytes of each decision, not to a branch.

What else was pushed since disturbs nothing, and a changed decision makes a review stale.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding
from innoctl.model.authority_facts import AuthorityFacts
from innoctl.named import NamedTuple
from innoctl.rules.reviews import Standing, standing
from innoctl.rules.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from innoctl.forge import PullRequest, Review
    from innoctl.model.portfolio import Forge as Settings
    from innoctl.vcs import Repository
    from innoctl.workspace.proposed import Stand
    from innoctl.workspace.shown import Held

REMOTE: Final = "origin"
"""Where the commits of pull requests are fetched from, unless said otherwise."""
STALE: Final = "G551"
"""The code of a review that looked at another commit than the tip."""
AGAINST: Final = "G553"
"""The code of a review that asks for changes: that one is heard, as dissent."""
STRANGER: Final = "G556"
_SCORE: Final = re.compile(r"^\s*[-*]?\s*([a-z0-9-]+)\s*[:=]\s*([1-5]|met|not_met|unknown)\s*$")
SHOWN: Final = 2000
"""Characters of a review's text that are kept with a dissent."""


class Asked(NamedTuple):
    """What a forge said of one pull request; ``host`` is the forge's, as accounts name it."""

    kind: str
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

    said = settings_of(settings)
    with connected(said) as forge:
        request, reviews = forge.pull_request(number), forge.reviews(number)
    assert said is not None  # noqa: S101  (`connected` refuses to go without)
    host = urlsplit(said.url).netloc.lower()
    return Asked(said.kind, host, said.project, request, tuple(reviews))


def knows(settings: Any, account: int) -> bool:
    """Ask the forge that ``portfolio.yaml`` names whether it has an account; raises as `ask` does."""
    from innoctl.forge import connected

    with connected(settings_of(settings)) as forge:
        return forge.knows(account)


def forge_in_force(repository: Repository, today: date, *, anchor: str = "") -> Any:
    """Return what is approved of ``forge`` on the branch that counts: no token goes elsewhere.

    A branch that is merely checked out may name any forge, and so may the one that counts as long
    as it lies here alone: what the remote has of it goes first. Raises what `branch_that_counts` and
    `story` raise.
    """
    from innoctl.vcs.plumbing import Git
    from innoctl.workspace.landings import Reader
    from innoctl.workspace.pipeline import branch_that_counts
    from innoctl.workspace.verify import story

    git = Git(repository)
    name = branch_that_counts(git)
    refs = (f"refs/remotes/origin/{name}", f"refs/heads/{name}")
    tips = (git.run("rev-parse", "--verify", "--quiet", ref, ok=(0, 1)) for ref in refs)
    tip = next(filter(None, tips), b"").decode().strip()
    history = story(Reader(repository), tip, today, anchor=anchor).history
    return history.in_force.document("portfolio.yaml").get("forge")


def settings_of(said: Any) -> Settings | None:
    """Return what ``portfolio.yaml`` says under ``forge``; `BadAddress` where no forge is meant by it."""
    from innoctl.forge.errors import BadAddress
    from innoctl.model.portfolio import Forge

    if not said:
        return None
    try:
        return Forge.model_validate(said)
    except ValueError:
        raise BadAddress(what=said.get("url") if isinstance(said, dict) else said) from None


def person_of(authority: AuthorityFacts | None, host: str, account: int) -> str:
    """Return whose account it is; the number itself for one that nobody has."""
    return (authority and authority.whose((host, account))) or f"#{account}"


def known(authority: AuthorityFacts | None, host: str, account: int) -> bool:
    """Tell whether authority.yaml says whose account it is."""
    return not person_of(authority, host, account).startswith("#")


def of_people(asked: Asked, authority: AuthorityFacts | None) -> list[Review]:
    """Return the reviews by people whose account authority.yaml knows."""
    return [one for one in asked.reviews if known(authority, asked.host, one.account)]


class Heard(NamedTuple):
    """What the reviews of a pull request come to: votes, and which of them are none and why.

    A review that does not count is told with the decision that lacks it, and disturbs none that
    others approved: anybody may review on a forge.
    """

    votes: tuple[Vote, ...]
    left: tuple[Finding, ...]


def heard(number: int, repository: Repository) -> Callable[[Stand, Mapping[str, str]], Heard]:
    """Return what gives the votes of a pull request for decisions, by path and digest.

    Whose account it is, and which forge is asked, is what stood before the pull request. One into
    another branch than the one that counts shows its reviewers something else than what lands.
    """
    from innoctl.workspace.pipeline import branch_that_counts
    from innoctl.workspace.shown import Held, fetch

    def votes(stand: Stand, subjects: Mapping[str, str]) -> Heard:
        asked, authority = ask(stand.forge, number), stand.policy.authority
        held = Held(repository)
        counts = branch_that_counts(held.git)
        if asked.request.target_branch != counts:
            target = asked.request.target_branch
            astray = Finding.of("G575", "", number=number, target=target, branch=counts)
            return Heard((), tuple(astray._replace(path=path) for path in subjects))
        fetch(held, REMOTE, asked, of_people(asked, authority))
        found = [
            vote(asked, one, stand, path, digest)
            for path, digest in subjects.items()
            for one in last_words(asked, authority, held, path, digest)
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


def last_words(
    asked: Asked, authority: AuthorityFacts | None, held: Held, path: str, digest: str
) -> list[Standing]:
    """Return the last word of each person who has an account, whichever of his accounts spoke it."""
    of: dict[str, Standing] = {}
    for one in counting(asked.reviews, held, path, digest):
        if known(authority, asked.host, one.account):
            person = person_of(authority, asked.host, one.account)
            of[person] = max(
                of.get(person, one), one, key=lambda row: (row.review.on, row.review.id)
            )
    return list(of.values())


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


def evidence(asked: Asked, review: Review) -> dict[str, Any]:
    """Return where a review can be found again, as a record names it."""
    return {
        "forge": asked.host,
        "project": asked.project,
        "pull_request": asked.request.number,
        "review": review.id,
        "account": review.account,
        "commit": review.commit,
        "opened_by": asked.request.author,
        "on": review.on,
    }


def told(review: Review, criteria: Iterable[str]) -> dict[str, Any]:
    """Return what a record holds of a review in the reviewer's own words; only what there is."""
    body = review.body.strip()[:SHOWN]
    because = (body or "-") if review.verdict == "changes_requested" else ""
    found = scores(body, criteria)
    said = {"approved_on": review.on[:10], "because": because, "criteria": found}
    return {key: value for key, value in said.items() if value}


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
