"""The overview of one stream on one day, each figure with the ideas behind it.

Definitions stand in METRICS.md. All figures follow from the decisions taken up to the day
of the report; what an idea file says of its phase is for people and is compared by ``check``.
Rows begin with the figure's name and end with the ids behind it, so that every number can
be opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from innoctl.model.facts import HORIZONS, STATES, DecisionFacts, IdeaFacts, LineFacts
from innoctl.model.policy import BudgetFacts, ProcessFacts
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case, cases, ids
from innoctl.reports.flow import FlowRow, flow
from innoctl.reports.gates import (
    DurationRow,
    GateRow,
    MowingRow,
    duration_rows,
    gate_rows,
    mowing_rows,
)
from innoctl.reports.horizons import HorizonRow, horizon_rows, imbalance
from innoctl.reports.money import BudgetRow, budget_rows, money_of
from innoctl.reports.periods import before, quarter
from innoctl.reports.waits import (
    UnansweredRow,
    WaitRow,
    answer_times,
    unanswered_rows,
    wait_rows,
)
from innoctl.rules.life import broken_by, chain


class LeftOutRow(NamedTuple):
    """A file that the figures leave out, and the code of the reason."""

    path: str
    code: str


class StreamInputs(NamedTuple):
    """What the report of a stream is made from.

    ``ideas`` are those that are or ever were in the stream, or have money of it; ``decisions``
    are theirs, by idea; ``horizons`` the target shares of 1, 2 and 3, or empty; ``left_out``
    are the files that could not be read.
    """

    stream: str
    ideas: Sequence[IdeaFacts]
    decisions: Mapping[str, Sequence[DecisionFacts]]
    process: ProcessFacts
    budgets: Sequence[BudgetFacts] = ()
    horizons: Sequence[str] = ()
    left_out: Sequence[LeftOutRow] = ()
    ledgers: Mapping[str, Sequence[LineFacts]] = {}


class PhaseRow(NamedTuple):
    """One cell of phase by state."""

    figure: str
    phase: str
    state: str
    ideas: int
    ids: tuple[str, ...]


class MeasureRow(NamedTuple):
    """A figure of its own; ``value`` is a share or whole days (None: too few cases)."""

    figure: str
    value: str | int | None
    cases: int
    norm: int | None
    ids: tuple[str, ...]


class StreamReport(NamedTuple):
    """The named tables of a stream on ``day`` (ISO)."""

    stream: str
    day: str
    quarter: str
    previous: str
    phases: tuple[PhaseRow, ...]
    flow: tuple[FlowRow, ...]
    waiting: tuple[WaitRow, ...]
    unanswered: tuple[UnansweredRow, ...]
    budget: tuple[BudgetRow, ...]
    horizons: tuple[HorizonRow, ...]
    gates: tuple[GateRow, ...]
    mowing: tuple[MowingRow, ...]
    durations: tuple[DurationRow, ...]
    measures: tuple[MeasureRow, ...]
    left_out: tuple[LeftOutRow, ...]


TABLES: Final[dict[str, Any]] = {
    "phases": PhaseRow,
    "flow": FlowRow,
    "waiting": WaitRow,
    "unanswered": UnansweredRow,
    "budget": BudgetRow,
    "horizons": HorizonRow,
    "gates": GateRow,
    "mowing": MowingRow,
    "durations": DurationRow,
    "measures": MeasureRow,
}
"""The tables whose rows are figures that can be opened, with the form of their rows."""

OTHER: Final = "other"
"""The phase row of ideas whose phase the process does not know; never dropped from a sum."""


def stream_report(inputs: StreamInputs, day: date) -> StreamReport:
    """Compute the overview of a stream as of ``day``; later events change nothing in it."""
    stream, process = inputs.stream, inputs.process
    known = cases(inputs.ideas, inputs.decisions, process, day)
    here = [case for case in known if case.life.stream == stream]
    now, money = quarter(day), money_of(known, inputs.ledgers, process)
    decided = gate_rows(known, stream, process)
    granted = {one.idea: sum(grant.cents for grant in one.grants) for one in money}
    balance = horizon_rows(here, granted, inputs.horizons)
    return StreamReport(
        stream=stream,
        day=day.isoformat(),
        quarter=now.name,
        previous=before(now).name,
        phases=phase_rows(here, process),
        flow=flow(known, stream, process, (now, before(now))),
        waiting=wait_rows(here, process, day),
        unanswered=unanswered_rows(here, process, day),
        budget=budget_rows(inputs.budgets, money, stream, day),
        horizons=balance,
        gates=decided,
        mowing=mowing_rows(decided),
        durations=duration_rows(known, stream, process, day),
        measures=_measures(here, balance, process, day),
        left_out=_left_out(inputs, known),
    )


def phase_rows(here: Sequence[Case], process: ProcessFacts) -> tuple[PhaseRow, ...]:
    """Return every cell of phase by state, zeros included: each idea stands in exactly one."""
    phases = [phase.id for phase in process.phases]
    strange = any(case.life.phase not in phases for case in here)
    return tuple(
        PhaseRow(f"phases.{phase}.{state}", phase, state, len(behind), ids(behind))
        for phase in [*phases, *([OTHER] if strange else [])]
        for state in STATES
        for behind in [[case for case in here if _cell(case, phases) == (phase, state)]]
    )


def _cell(case: Case, phases: list[str]) -> tuple[str, str]:
    return (case.life.phase if case.life.phase in phases else OTHER, case.life.state)


def _measures(
    here: Sequence[Case], balance: Sequence[HorizonRow], process: ProcessFacts, day: date
) -> tuple[MeasureRow, ...]:
    rows = [row for row in balance if row.horizon in HORIZONS]
    targets = [row.target for row in rows]
    active = tuple(idea for row in rows for idea in row.ids)
    funded = tuple(idea for row in rows if row.granted for idea in row.ids)
    by_count = imbalance([row.share for row in rows], targets)
    by_money = imbalance([row.money_share for row in rows], targets)
    answers = answer_times(here, day)
    norm = process.feedback_days
    return (
        MeasureRow("measures.imbalance_by_count", by_count, len(active), None, active),
        MeasureRow("measures.imbalance_by_money", by_money, len(funded), None, funded),
        MeasureRow("measures.first_answer_p50", answers.median, answers.cases, norm, answers.ids),
        MeasureRow("measures.first_answer_p90", answers.p90, answers.cases, norm, answers.ids),
    )


def _left_out(inputs: StreamInputs, known: Sequence[Case]) -> tuple[LeftOutRow, ...]:
    """Return unreadable files, and decisions that no chain leads to."""
    broken = [
        LeftOutRow(f"decisions/**/{row.idea}-{row.number}-{row.what}.yaml", code)
        for case in known
        if case.life.broken
        for row, code in broken_by(chain(inputs.decisions[case.idea.id]))
    ]
    return (*inputs.left_out, *broken)


def opened(report: StreamReport, figure: str) -> tuple[str, ...] | None:
    """Return the ids behind a figure or a group of figures; None when there is no such figure."""
    behind: dict[str, None] = {}
    met = figure in TABLES
    for row in rows_of(report):
        if row.figure == figure or row.figure.startswith(f"{figure}."):
            met = True
            behind.update(dict.fromkeys(row.ids))
    return tuple(behind) if met else None


def figures(report: StreamReport) -> list[str]:
    """Return the names of all figures that can be opened, and of their groups."""
    names = dict.fromkeys(TABLES)
    for row in rows_of(report):
        parts = row.figure.split(".")
        names.update(dict.fromkeys(".".join(parts[:length]) for length in range(2, len(parts) + 1)))
    return list(names)


FigureRow = (
    PhaseRow | FlowRow | WaitRow | UnansweredRow | BudgetRow | HorizonRow
    | GateRow | MowingRow | DurationRow | MeasureRow
)  # fmt: skip


def rows_of(report: StreamReport) -> list[FigureRow]:
    """Return every row that is a figure, table by table."""
    return [row for name in TABLES for row in getattr(report, name)]
