"""Decisions that too few approved, and approvals that do not count, as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from innoctl.errors import Finding
from innoctl.rules.deciding import euros
from innoctl.rules.fitness import lapsed
from innoctl.rules.shares import panels
from innoctl.rules.subjects import changes
from innoctl.rules.votes import Judged, Part

TOO_FEW: Final = ("G520", "G538", "G559", "G569")
"""Codes of decisions that more must approve."""


def faults(
    judged: Iterable[Judged], *, asked: bool = False, landed: bool = False
) -> Iterator[Finding]:
    """Yield of every decision why approvals do not count, and that too few do.

    ``asked`` says that the forge was asked: what is not approved there is not approved, and a
    review there that does not count disturbs no decision that others approved. Nor does an
    approval that has ``landed`` and can never be taken out again.
    """
    for one in judged:
        if one.superseded or one.decided.imported:
            continue
        if one.decided.subject.stakes:
            for panel in panels(one.decided.subject, one.decided.policy):
                yield from lapsed(one.decided.subject.path, panel)
        on_forge = one.decided.subject.path if asked and one.grade else None
        refused = (row for row in one.verdict.refused if row.path != on_forge)
        yield from (_beside(row) for row in refused) if landed and one.grade else refused
        if not one.grade and not one.void:
            yield from _short(one, asked=asked)


def _beside(row: Finding) -> Finding:
    """Say of an approval that the decision stands without it."""
    return Finding.of("G565", row.path, row.field, person=dict(row.params)["person"], why=row.code)


def _short(one: Judged, *, asked: bool) -> Iterator[Finding]:
    subject, verdict = one.decided.subject, one.verdict
    if one.waits and not verdict.refused and not asked:
        yield Finding.of("G521", subject.path)
    elif subject.owned:
        files = ", ".join(str(row.get("path")) for row in changes(one.decided.data))
        persons = ", ".join(_able(one, verdict.parts)) or "-"
        yield Finding.of("G538", subject.path, ("changes",), file=files, missing=persons)
    else:
        paying = len(verdict.parts) - len(subject.shares)
        lacking = [part for part in verdict.parts[paying:] if not part.grade]
        short: dict[str, list[Part]] = {}
        for part in verdict.parts[:paying]:
            if not part.grade:
                short.setdefault(part.stream, []).append(part)
        if not short and not lacking:  # all approved it, and still it is not as it was approved
            short[subject.stream] = [*verdict.parts[:paying]]
        for stream, parts in short.items():
            if stream == subject.stream:
                yield Finding.of("G520", subject.path, **_counts(one, parts))
            else:
                said = {"stream": stream, **_counts(one, parts)}
                yield Finding.of("G569", subject.path, ("supersedes",), **said)
        for part in lacking:
            said = {"stream": part.stream or "-", "amount": euros(part.cents)}
            yield Finding.of("G559", subject.path, ("resources",), **said, **_counts(one, [part]))


def _counts(one: Judged, parts: Collection[Part]) -> dict[str, Any]:
    """Return how far the part that needs the most has come, and who could still approve any."""
    most = max(parts, key=lambda part: part.needed)
    missing = ", ".join(_able(one, parts)) or "-"
    return {"count": len(most.counted), "quorum": max(most.needed, 1), "missing": missing}


def _able(one: Judged, among: Collection[Part]) -> list[str]:
    """Return who could still approve these parts: of their seats, without who did and the proposer."""
    subject = one.decided.subject
    heard = {c.principal for c in one.verdict.counted} | {subject.proposed_by}
    rows = enumerate(panels(subject, one.decided.policy))
    asked = [panel for place, panel in rows if one.verdict.parts[place] in among]
    persons = dict.fromkeys(who for row in asked for seat in row.seats for who in seat.persons)
    return [who for who in persons if who not in heard]
