"""Every decision with who approved it, how well that is proved, and under which authority."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from innoctl.named import NamedTuple
from innoctl.rules.deciding import euros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innoctl.rules.votes import Counted, Judged

State = Literal["approved", "waits", "refused", "superseded"]


class ApprovalRow(NamedTuple):
    """One approval that counts; ``principal`` is '' for who acts in his own place."""

    person: str
    principal: str
    grade: str


class StreamRow(NamedTuple):
    """What the approvals of one stream come to, which decides on ``amount``.

    ``amount`` is in euros, as files have it; ``grade`` is '' while fewer than ``needed`` approve.
    """

    stream: str
    amount: str
    grade: str
    needed: int
    approvals: tuple[ApprovalRow, ...]


class VerifiedRow(NamedTuple):
    """One decision. ``idea`` is '' for a decision on the portfolio's own files.

    ``grade`` is '' while it is not approved; ``commit`` brought it in, ``authority`` is the
    commit from which the authority that judges it was in force. ``needed`` adds up the quorums
    of all ``streams``: that of the idea stands first, after it each that pays along.
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
    streams: tuple[StreamRow, ...] = ()


def verification(judged: Iterable[Judged]) -> tuple[VerifiedRow, ...]:
    """Return a row for every decision, in the order in which they landed."""
    return tuple(_row(one) for one in judged)


def restored(packed: list[Any]) -> VerifiedRow:
    """Make a row again of the JSON array that it was kept as."""
    row = VerifiedRow(*packed)
    return row._replace(
        approvals=_restored(row.approvals),
        dissents=tuple(row.dissents),
        recusals=tuple(row.recusals),
        streams=tuple(
            StreamRow(*one)._replace(approvals=_restored(one[-1])) for one in row.streams
        ),
    )


def _restored(packed: Iterable[Any]) -> tuple[ApprovalRow, ...]:
    return tuple(ApprovalRow(*one) for one in packed)


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
        approvals=_approvals(one.verdict.counted),
        dissents=one.verdict.dissents,
        recusals=one.verdict.recusals,
        proposed_by=subject.proposed_by,
        sha256=subject.digest,
        commit=one.decided.commit,
        authority=one.decided.authority,
        streams=tuple(_streams(one)),
    )


def _streams(one: Judged) -> Iterator[StreamRow]:
    if one.decided.subject.owned or one.decided.imported:
        return
    for part in one.verdict.parts:
        approvals = _approvals(part.counted)
        yield StreamRow(part.stream, euros(part.cents), part.grade, part.needed, approvals)


def _approvals(counted: Iterable[Counted]) -> tuple[ApprovalRow, ...]:
    return tuple(
        ApprovalRow(one.person, one.principal if one.principal != one.person else "", one.grade)
        for one in counted
    )


def _state(one: Judged) -> State:
    if one.superseded:
        return "superseded"
    if one.grade:
        return "approved"
    return "waits" if one.waits else "refused"
