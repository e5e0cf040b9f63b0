"""Decisions that too few approved, and approvals that do not count, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from innoctl.errors import Finding
from innoctl.rules.mandate import owners, seats
from innoctl.rules.subjects import changes
from innoctl.rules.votes import Judged


def faults(judged: Iterable[Judged], *, asked: bool = False) -> Iterator[Finding]:
    """Yield of every decision why approvals do not count, and that too few do.

    ``asked`` says that the forge was asked: what is not approved there is not approved, and a
    review there that does not count disturbs no decision that others approved.
    """
    for one in judged:
        if one.superseded or one.decided.imported:
            continue
        on_forge = one.decided.subject.path if asked and one.grade else None
        yield from (row for row in one.verdict.refused if row.path != on_forge)
        if not one.grade and not one.void:
            yield _short(one, asked=asked)


def _short(one: Judged, *, asked: bool) -> Finding:
    subject, verdict = one.decided.subject, one.verdict
    if one.waits and not verdict.refused and not asked:
        return Finding.of("G521", subject.path)
    persons = ", ".join(_able(one)) or "-"
    if subject.owned:
        files = ", ".join(str(row.get("path")) for row in changes(one.decided.data))
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
