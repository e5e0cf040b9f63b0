"""Reviews of a merged pull request brought into the repository, each as an approval of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from innoctl.errors import Finding, InnoError
from innoctl.model.statement import IMPORT_NAMESPACE, statement
from innoctl.named import NamedTuple
from innoctl.vcs.signature import sign
from innoctl.workspace.approving import Said, Waiting, Word, drafted, path_of, record
from innoctl.workspace.records import language
from innoctl.workspace.reviewing import (
    SHOWN,
    Asked,
    Held,
    ask,
    counting,
    fetch,
    known,
    left_out,
    person_of,
    scores,
)
from innoctl.workspace.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from innoctl.reports.verification import VerifiedRow
    from innoctl.rules.reviews import Standing
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.portfolio import Portfolio


class NothingToRecord(InnoError):
    """No review of the pull request is of a decision that landed here."""

    code = "U970"


class ImporterNeeded(InnoError):
    """The policy names importers, and no key of theirs was given."""

    code = "U971"


class Recorded(NamedTuple):
    """The approvals that are new, and why other reviews are left out."""

    rows: list[Said]
    left: tuple[Finding, ...]


def reviews_of(
    portfolio: Portfolio, view: Committed, number: int, *, remote: str, key: str
) -> Recorded:
    """Return what the reviews of a merged pull request say of the decisions that landed.

    A review that would count for nothing is left out: who gave it can still sign.
    Raises `NothingToRecord`, `ImporterNeeded`, and what `innoctl.forge` and ``git fetch`` raise.
    """
    settings = view.document("portfolio.yaml").get("forge")
    asked = ask(settings, number)
    asked.request.landed()
    fetch(view.git, remote, str(settings.get("kind")), number)
    authority, held = view.policy().authority, Held(view.repository)
    found: list[Said] = []
    left: list[Finding] = []
    for row in _landed(view, asked, portfolio.today()):
        left += left_out(asked, authority, held, row.path, row.sha256)
        for one in counting(asked.reviews, held, row.path, row.sha256):
            person = person_of(authority, asked.host, one.account)
            if one.account == asked.request.author:
                left.append(Finding.of("G502", row.path, person=person))
            elif known(authority, asked.host, one.account) and one.review.commit:
                found.append(_recorded(view, asked, row, one, person))
    new = [(one, said) for one, said in found if view.file(path_of(one, said["person"])) is None]
    rows, void = _counting(portfolio, [(one, _stood_for(view, said, key)) for one, said in new])
    left += void
    if not rows:
        error = NothingToRecord(number=number)
        error.findings = tuple(left)
        raise error
    return Recorded(rows, tuple(left))


def _counting(portfolio: Portfolio, rows: list[Said]) -> tuple[list[Said], list[Finding]]:
    """Return the approvals that count when they land together, and why the others do not."""
    left: list[Finding] = []
    while rows:
        void = drafted(portfolio, rows, language(portfolio)).void
        if not void:
            break
        left += void
        fit = _fit(rows, void)
        rows = fit if len(fit) < len(rows) else []
    return rows, left


def _fit(rows: Sequence[Said], void: Sequence[Finding]) -> list[Said]:
    """Return the approvals that findings are not about; one that stands already goes before a new one."""
    spoilt = {row.path for row in void}
    rest = [(one, said) for one, said in rows if path_of(one, said["person"]) not in spoilt]
    if len(rest) < len(rows):
        return rest
    named = {str(value) for row in void for _, value in row.params}
    return [(one, said) for one, said in rows if said["person"] not in named]


def _landed(view: Committed, asked: Asked, today: date) -> Iterator[VerifiedRow]:
    """Yield the decisions that this pull request brought, and not those that stood there before it.

    Who reviews looks at what is new. Without the merge here nothing is brought.
    """
    held, request = Held(view.repository), asked.request
    words = ("merge-base", f"{request.merged_as}^1", request.head)
    base = view.git.run(*words, ok=(0, 1, 128)).decode().strip()
    for row in verify(view.repository, today).rows if base else ():
        there = held.digest(request.head, row.path) == row.sha256
        if there and not held.digest(base, row.path):
            yield row


def _recorded(view: Committed, asked: Asked, row: VerifiedRow, one: Standing, person: str) -> Said:
    from datetime import date

    review = one.review
    stance = "approve" if review.verdict == "approved" else "dissent"
    body = review.body.strip()[:SHOWN]
    because = (body or "-") if stance == "dissent" else ""
    criteria = tuple(scores(body, (c.id for c in view.process("").criteria)))
    word = Word(person, "", stance, because, criteria, date.fromisoformat(review.on[:10]))
    waiting = Waiting("", view.commit, row.path, row.sha256, {"idea": row.idea})
    evidence = {
        "forge": asked.host,
        "project": asked.project,
        "pull_request": asked.request.number,
        "review": review.id,
        "account": review.account,
        "commit": review.commit,
        "opened_by": asked.request.author,
        "on": review.on,
    }
    return waiting, {**record(view.portfolio, waiting, word), "review": evidence}


def _stood_for(view: Committed, said: dict[str, Any], key: str) -> dict[str, Any]:
    """Sign as the importer, where the policy asks for one."""
    authority = view.policy().authority
    if authority is None or not authority.importers:
        return said
    if not key:
        raise ImporterNeeded
    file = Path(key).expanduser()
    return {**said, "imported": sign(statement(said), file, IMPORT_NAMESPACE)}
