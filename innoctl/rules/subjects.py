"""Decisions and approvals as the rules of approval see them, from the plain data of their files.

Values of the wrong form are as good as absent: ``check`` says what is wrong with them, and
nothing that cannot be read ever lets an approval count.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from innoctl.model.tolerant import number_of, text_of, texts_of
from innoctl.model.values import UnfitError, cents
from innoctl.rules.landing import Document, Landed
from innoctl.rules.mandate import Policy, owner_of
from innoctl.rules.shares import Share, shares
from innoctl.rules.votes import Shown, Subject, Vote

CHANGES: Final = "decisions/portfolio/"
BEYOND: Final = 10**15
"""Cents that no limit covers: what an amount that cannot be read counts as."""


def subject_of(row: Landed, paid_by: Mapping[str, str]) -> Subject:
    """Return a decision as approvals see it; values of the wrong form are as good as absent.

    ``paid_by`` tells the stream of each budget that is in force.
    """
    data: Document = row.data or {}
    moved = data.get("what") == "move"
    stream = text_of(data, "to_stream" if moved else "stream")
    granted, others = _money(data, paid_by, stream)
    return Subject(
        path=row.path,
        digest=row.digest,
        portfolio=text_of(data, "portfolio"),
        what=text_of(data, "what"),
        stream=stream,
        proposed_by=text_of(data, "proposed_by"),
        cents=granted,
        day=text_of(data, "decided_on"),
        named=texts_of(data, "decided_by"),
        owned=tuple(dict.fromkeys(owner_of(path) for path, _ in versions(data)))
        if row.path.startswith(CHANGES)
        else (),
        shares=others,
    )


def vote_of(row: Landed, policy: Policy | None) -> Vote:
    """Return an approval as a vote; ``policy`` is what stood before it landed."""
    data: Document = row.data or {}
    review = data.get("review")
    account, shown, opener = None, None, ""
    if isinstance(review, dict):
        account = (text_of(review, "forge"), number_of(review, "account", 0))
        numbers = (number_of(review, "pull_request", 0), number_of(review, "review", 0))
        opened_by = number_of(review, "opened_by", 0)
        told = (text_of(review, "project"), *numbers, text_of(review, "commit"), opened_by)
        shown = Shown(account[0], *told)
        authority = policy and policy.authority
        opener = authority.whose((account[0], opened_by)) if authority else ""
    return Vote(
        path=row.path,
        portfolio=text_of(data, "portfolio"),
        decision=text_of(data, "decision"),
        digest=text_of(data, "sha256"),
        person=text_of(data, "person"),
        principal=text_of(data, "for"),
        stance=text_of(data, "stance"),
        signed=bool(data.get("signature")),
        key=row.key,
        account=account,
        importer=row.importer,
        opener=opener,
        shown=shown,
        policy=policy,
    )


def changes(data: Document) -> list[Document]:
    """Return the files that a decision on the portfolio's own files is about, as it names them."""
    rows = data.get("changes")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def versions(data: Document) -> list[tuple[str, str]]:
    """Return path and new SHA-256 of each of those files, '' for one that goes."""
    return [(str(row.get("path")), str(row.get("sha256") or "")) for row in changes(data)]


def _money(
    data: Document, paid_by: Mapping[str, str], stream: str
) -> tuple[int, tuple[Share, ...]]:
    """Return the cents that a decision grants, and what other streams pay of them.

    What has not the form of amounts is beyond any limit, and nobody's money.
    """
    rows = data.get("resources", [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        try:
            known = [(text_of(row, "budget"), cents(row.get("amount"))) for row in rows]
        except UnfitError:
            pass
        else:
            return sum(amount for _, amount in known), shares(known, paid_by, stream)
    return BEYOND, (Share("", BEYOND),)
