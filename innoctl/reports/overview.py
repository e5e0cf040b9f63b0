"""One row for each stream: where to look first. Every number is one of the stream's own report."""

from __future__ import annotations

from collections.abc import Iterable

from innoctl.model.facts import STATES
from innoctl.named import NamedTuple
from innoctl.reports.cases import share
from innoctl.reports.stream import StreamReport


class OverviewRow(NamedTuple):
    """A stream in short. ``came_in`` and ``went_out`` are of this quarter; money in cents.

    ``longest`` is the longest wait in days; ``mowing_rate`` is over all gates together, None
    without a case; ``free`` is innovation money of this year, None without a budget.
    """

    stream: str
    ideas: int
    active: int
    on_hold: int
    stopped: int
    embedded: int
    came_in: int
    went_out: int
    waiting: int
    longest: int | None
    late_answers: int
    decided: int
    mowing_rate: str | None
    free: int | None


def overview(reports: Iterable[StreamReport]) -> tuple[OverviewRow, ...]:
    """Return a row for each report, in the order given."""
    return tuple(_row(report) for report in reports)


def _row(report: StreamReport) -> OverviewRow:
    states = dict.fromkeys(STATES, 0)
    for cell in report.phases:
        states[cell.state] += cell.ideas
    decided = sum(row.cases for row in report.mowing)
    return OverviewRow(
        stream=report.stream,
        ideas=sum(states.values()),
        **states,
        came_in=_flowed(report, "in"),
        went_out=_flowed(report, "out"),
        waiting=len(report.waiting),
        longest=max((row.days for row in report.waiting), default=None),
        late_answers=sum(row.late for row in report.unanswered),
        decided=decided,
        mowing_rate=share(sum(row.mown for row in report.mowing), decided),
        free=next(
            (
                r.free
                for r in report.budget
                if (r.year, r.kind) == (int(report.day[:4]), "innovation")
            ),
            None,
        ),
    )


def _flowed(report: StreamReport, direction: str) -> int:
    return sum(
        row.ideas
        for row in report.flow
        if (row.quarter, row.direction) == (report.quarter, direction)
    )
