"""Decisions and approvals as the rules of approval see them, from the plain data of their files.

Values of the wrong form are as good as absent: ``check`` says what is wrong with them, and
nothing that cannot be read ever lets an approval count.
"""

from __future__ import annotations

from typing import Final

from innoctl.model.values import UnfitError, cents
from innoctl.rules.approvals import Shown, Subject, Vote
from innoctl.rules.landing import Document, Landed
from innoctl.rules.mandate import Policy, owner_of

BEYOND: Final = 10**15
"""Cents that no limit covers: what an amount that cannot be read counts as."""


def subject_of(row: Landed) -> Subject:
    """Return a decision as approvals see it; values of the wrong form are as good as absent."""
    data: Document = row.data or {}
    moved = data.get("what") == "move"
    return Subject(
        path=row.path,
        digest=row.digest,
        portfolio=_text(data, "portfolio"),
        what=_text(data, "what"),
        stream=_text(data, "to_stream" if moved else "stream"),
        proposed_by=_text(data, "proposed_by"),
        cents=_granted(data),
        day=_text(data, "decided_on"),
        named=tuple(name for name in data.get("decided_by") or () if isinstance(name, str)),
        owned=tuple(dict.fromkeys(owner_of(path) for path, _ in versions(data))),
    )


def vote_of(row: Landed, policy: Policy | None) -> Vote:
    """Return an approval as a vote; ``policy`` is what stood before it landed."""
    data: Document = row.data or {}
    review = data.get("review")
    account, shown = None, None
    if isinstance(review, dict):
        account = (_text(review, "forge"), _number(review, "account"))
        numbers = (_number(review, "pull_request"), _number(review, "review"))
        shown = Shown(account[0], _text(review, "project"), *numbers, _text(review, "commit"))
    return Vote(
        path=row.path,
        portfolio=_text(data, "portfolio"),
        decision=_text(data, "decision"),
        digest=_text(data, "sha256"),
        person=_text(data, "person"),
        principal=_text(data, "for"),
        stance=_text(data, "stance"),
        signed=bool(data.get("signature")),
        key=row.key,
        account=account,
        importer=row.importer,
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


def _granted(data: Document) -> int:
    rows = data.get("resources") or ()
    try:
        return sum(cents(row.get("amount")) for row in rows if isinstance(row, dict))
    except UnfitError:
        return BEYOND


def _number(data: Document, key: str) -> int:
    value = data.get(key)
    return value if type(value) is int else 0


def _text(data: Document, key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""
