"""Every decision with who approved it, how well that is proved, and under which authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from innoctl.errors import Finding
from innoctl.rules.history import Judged
from innoctl.rules.mandate import owners, seats

State = Literal["approved", "waits", "refused", "superseded"]


class ApprovalRow(NamedTuple):
    """One approval that counts; ``principal`` is '' for who acts in his own place."""

    person: str
    principal: str
    grade: str


class VerifiedRow(NamedTuple):
    """One decision. ``idea`` is '' for a decision on the portfolio's own files.

    ``grade`` is '' while it is not approved; ``commit`` brought it in, ``authority`` is the
    commit from which the authority that judges it was in force.
    """

    path: str
    idea: str
    what: str
    outcome: str
    decided_on: str
    state: State
    grade: str
    needed: int
    approvals: tuple[ApprovalRow, ...]
    dissents: tuple[str, ...]
    recusals: tuple[str, ...]
    proposed_by: str
    sha256: str
    commit: str
    authority: str


def verification(judged: Iterable[Judged]) -> tuple[VerifiedRow, ...]:
    """Return a row for every decision, in the order in which they landed."""
    return tuple(_row(one) for one in judged)


def restored(packed: list[Any]) -> VerifiedRow:
    """Make a row again of the JSON array that it was kept as."""
    row = VerifiedRow(*packed)
    return row._replace(
        approvals=tuple(ApprovalRow(*one) for one in row.approvals),
        dissents=tuple(row.dissents),
        recusals=tuple(row.recusals),
    )


def faults(judged: Iterable[Judged], *, asked: bool = False) -> Iterator[Finding]:
    """Yield of every decision why approvals do not count, and that too few do.

    ``asked`` says that the forge was asked: what is not approved there is not approved.
    """
    for one in judged:
        if one.superseded or one.decided.imported:
            continue
        yield from one.verdict.refused
        if not one.grade:
            yield _short(one, asked=asked)


def _row(one: Judged) -> VerifiedRow:
    data, subject = one.decided.data, one.decided.subject
    return VerifiedRow(
        path=subject.path,
        idea=str(data.get("idea") or ""),
        what=subject.what,
        outcome=str(data.get("outcome") or "done"),
        decided_on=str(data.get("decided_on") or ""),
        state=_state(one),
        grade=one.grade,
        needed=one.verdict.needed,
        approvals=tuple(
            ApprovalRow(c.person, c.principal if c.principal != c.person else "", c.grade)
            for c in one.verdict.counted
        ),
        dissents=one.verdict.dissents,
        recusals=one.verdict.recusals,
        proposed_by=subject.proposed_by,
        sha256=subject.digest,
        commit=one.decided.commit,
        authority=one.decided.authority,
    )


def _state(one: Judged) -> State:
    if one.superseded:
        return "superseded"
    if one.grade:
        return "approved"
    return "waits" if one.waits else "refused"


def _short(one: Judged, *, asked: bool) -> Finding:
    subject, verdict = one.decided.subject, one.verdict
    if one.waits and not verdict.refused and not asked:
        return Finding.of("G521", subject.path)
    persons = ", ".join(_able(one)) or "-"
    if subject.owned:
        files = ", ".join(str(row.get("path")) for row in one.decided.data.get("changes") or ())
        return Finding.of("G538", subject.path, ("changes",), file=files, missing=persons)
    count, quorum = len(verdict.counted), max(verdict.needed, 1)
    return Finding.of("G520", subject.path, count=count, quorum=quorum, missing=persons)


def _able(one: Judged) -> list[str]:
    """Return who could still approve: those of the seats who did not, without the proposer."""
    policy, subject = one.decided.policy, one.decided.subject
    rows = seats(policy, subject.stream, subject.what, subject.day)
    found = [row for key in subject.owned if (row := owners(policy, key, subject.day))] or rows
    heard = {c.principal for c in one.verdict.counted} | {subject.proposed_by}
    return list(dict.fromkeys(p for seat in found for p in seat.persons if p not in heard))
