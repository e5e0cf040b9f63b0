"""What the gates of a stream decided, and how long ideas stayed in a phase (V9, METRICS.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from innoctl.model.policy import ProcessFacts
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case, ids, percentile, share
from innoctl.rules.life import ONWARD, Visit

OUTCOMES: Final = ("go", "conditional_go", "no_go", "hold", "rework")


class GateRow(NamedTuple):
    """Decisions of one outcome at one gate, all up to the day of the report."""

    figure: str
    gate: str
    outcome: str
    decisions: int
    ids: tuple[str, ...]


class MowingRow(NamedTuple):
    """no_go / (go + conditional_go + no_go) at one gate; ``rate`` is None without a case."""

    figure: str
    gate: str
    mown: int
    cases: int
    rate: str | None
    ids: tuple[str, ...]


class DurationRow(NamedTuple):
    """Days in a phase without time on hold; ``median`` is None below five finished visits."""

    figure: str
    phase: str
    cases: int
    median: int | None
    ids: tuple[str, ...]


def gate_rows(found: Iterable[Case], stream: str, process: ProcessFacts) -> tuple[GateRow, ...]:
    """Return a row for each gate and outcome decided in ``stream``, zeros included."""
    decided: dict[tuple[str, str], list[str]] = {}
    for case in found:
        for row in case.life.decisions:
            if row.stream == stream:
                decided.setdefault((row.what, row.outcome), []).append(case.idea.id)
    return tuple(
        GateRow(f"gates.{gate.id}.{outcome}", gate.id, outcome, len(behind), tuple(behind))
        for gate in process.gates
        for outcome in OUTCOMES
        for behind in [decided.get((gate.id, outcome), [])]
    )


def mowing_rows(rows: Sequence[GateRow]) -> tuple[MowingRow, ...]:
    """Return the mowing rate of each gate; hold and rework are no answer yet and don't count."""
    gates = dict.fromkeys(row.gate for row in rows)
    return tuple(_mowing(gate, [row for row in rows if row.gate == gate]) for gate in gates)


def _mowing(gate: str, rows: list[GateRow]) -> MowingRow:
    answers = [row for row in rows if row.outcome in (*ONWARD, "no_go")]
    cases = sum(row.decisions for row in answers)
    mown = sum(row.decisions for row in answers if row.outcome == "no_go")
    behind = tuple(idea for row in answers for idea in row.ids)
    return MowingRow(f"mowing.{gate}", gate, mown, cases, share(mown, cases), behind)


def duration_rows(
    found: Iterable[Case], stream: str, process: ProcessFacts, day: date
) -> tuple[DurationRow, ...]:
    """Return how long finished visits lasted that were ended by a decision in ``stream``."""
    ended: dict[str, list[tuple[Case, int]]] = {}
    for case in found:
        for visit in case.life.visits:
            if visit.left_on and _ended_in(case, visit) == stream:
                ended.setdefault(visit.phase, []).append((case, visit.days(day)))
    return tuple(
        _duration(phase.id, ended.get(phase.id, []))
        for phase in process.phases
        if phase.id != process.last
    )


def _duration(phase: str, ended: list[tuple[Case, int]]) -> DurationRow:
    median = percentile((days for _, days in ended), 50)
    return DurationRow(
        f"durations.{phase}", phase, len(ended), median, ids(case for case, _ in ended)
    )


def _ended_in(case: Case, visit: Visit) -> str:
    """Return the stream of the decision that ended a visit."""
    return next(
        (
            row.stream
            for row in case.life.decisions
            if row.decided_on == visit.left_on and visit.exit_outcome in {row.what, row.outcome}
        ),
        case.life.stream,
    )
