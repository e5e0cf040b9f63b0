"""Every decision with who approved it, how well that is proved, and under which authority."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoctl.rules.votes import Judged

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
