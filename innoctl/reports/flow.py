"""What came in and what went out of a stream in a quarter, and what was decided on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from innoctl.model.facts import DecisionFacts
from innoctl.model.policy import ProcessFacts
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case
from innoctl.reports.periods import Quarter
from innoctl.rules.life import ONWARD

DIRECTIONS: Final = {
    "submitted": "in",
    "moved_in": "in",
    "reopened": "in",
    "go": "onward",
    "conditional_go": "onward",
    "hold": "stays",
    "rework": "stays",
    "resumed": "stays",
    "no_go": "out",
    "withdrawn": "out",
    "moved_out": "out",
    "embedded": "out",
}
"""Every event of the flow once, and what it does to the number of open ideas of the stream:
open at the end = open at the start + in - out."""

_BESIDE: Final = {"withdraw": "withdrawn", "resume": "resumed", "reopen": "reopened"}


class FlowRow(NamedTuple):
    """Events of one sort in one quarter; ``ids`` holds an idea as often as it happened to it."""

    figure: str
    quarter: str
    direction: str
    event: str
    ideas: int
    ids: tuple[str, ...]


def flow(
    found: Sequence[Case], stream: str, process: ProcessFacts, quarters: Sequence[Quarter]
) -> tuple[FlowRow, ...]:
    """Return a row for every event in every quarter, zeros included."""
    happened: dict[tuple[str, str], list[str]] = {}
    for case in found:
        for event, day in _events(case, stream, process):
            for quarter in quarters:
                if quarter.holds(day):
                    happened.setdefault((quarter.name, event), []).append(case.idea.id)
    return tuple(
        _row(quarter.name, event, happened.get((quarter.name, event), []))
        for quarter in quarters
        for event in DIRECTIONS
    )


def _row(quarter: str, event: str, ids: list[str]) -> FlowRow:
    figure = f"flow.{quarter}.{event}"
    return FlowRow(figure, quarter, DIRECTIONS[event], event, len(ids), tuple(ids))


def _events(case: Case, stream: str, process: ProcessFacts) -> Iterator[tuple[str, str]]:
    """Yield what happened to an idea in ``stream``, each with its ISO day."""
    if case.began_in == stream:
        yield "submitted", case.idea.submitted_on
    for row in case.life.decisions:
        if row.what == "move":
            if row.stream != row.to_stream and stream in {row.stream, row.to_stream}:
                yield "moved_out" if row.stream == stream else "moved_in", row.decided_on
        elif row.stream == stream and (event := event_of(row, process)):
            yield event, row.decided_on


def event_of(row: DecisionFacts, process: ProcessFacts) -> str:
    """Return the event of a decision other than a move, '' for one that moves nothing."""
    if row.what in _BESIDE:
        return _BESIDE[row.what]
    if row.outcome in ONWARD and row.to_phase == process.last:
        return "embedded"
    return row.outcome if row.outcome in DIRECTIONS else ""
