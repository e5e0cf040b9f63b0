"""Reviews of a merged pull request brought into the repository, each as an approval of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from innoctl.errors import Finding, InnoError
from innoctl.model.statement import IMPORT_NAMESPACE, statement
from innoctl.named import NamedTuple
from innoctl.vcs.history import line_of
from innoctl.vcs.signature import sign
from innoctl.workspace.approving import Said, Waiting, Word, drafted, path_of, record
from innoctl.workspace.records import language
from innoctl.workspace.reviewing import (
    Asked,
    ask,
    evidence,
    forge_in_force,
    last_words,
    left_out,
    of_people,
    person_of,
    told,
)
from innoctl.workspace.shown import Held, brings, fetch
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
    settings = forge_in_force(view.repository, portfolio.today())
    asked = ask(settings, number)
    asked.request.landed()
    authority, held = view.policy().authority, Held(view.repository)
    fetch(held, remote, asked, of_people(asked, authority))
    author = person_of(authority, asked.host, asked.request.author)
    found: list[Said] = []
    left: list[Finding] = []
    for row in _landed(view, asked, held, portfolio.today()):
        left += left_out(asked, authority, held, row.path, row.sha256)
        for one in last_words(asked, authority, held, row.path, row.sha256):
            person = person_of(authority, asked.host, one.account)
            if person == author:
                left.append(Finding.of("G502", row.path, person=person))
            elif one.review.commit:
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


def _landed(view: Committed, asked: Asked, held: Held, today: date) -> Iterator[VerifiedRow]:
    """Yield the decisions that this pull request brought, and not those that stood there before it.

    Who reviews looks at what is new. One that was merged into another branch brought nothing.
    """
    if asked.request.merged_as in line_of(view.git, view.commit):
        for row in verify(view.repository, today).rows:
            if brings(held, asked.request, row.path, row.sha256):
                yield row


def _recorded(view: Committed, asked: Asked, row: VerifiedRow, one: Standing, person: str) -> Said:
    from datetime import date

    review, stream = one.review, str(view.document(row.path).get("stream"))
    said = told(review, (row.id for row in view.process(stream).criteria))
    stance = "approve" if review.verdict == "approved" else "dissent"
    criteria, because = tuple(said.get("criteria", ())), said.get("because", "")
    day = date.fromisoformat(said["approved_on"])
    word = Word(person, "", stance, because, criteria, day)
    waiting = Waiting("", view.commit, row.path, row.sha256, {"idea": row.idea})
    return waiting, {**record(view.portfolio, waiting, word), "review": evidence(asked, review)}


def _stood_for(view: Committed, said: dict[str, Any], key: str) -> dict[str, Any]:
    """Sign as the importer, where the policy asks for one."""
    authority = view.policy().authority
    if authority is None or not authority.importers:
        return said
    if not key:
        raise ImporterNeeded
    file = Path(key).expanduser()
    return {**said, "imported": sign(statement(said), file, IMPORT_NAMESPACE)}
