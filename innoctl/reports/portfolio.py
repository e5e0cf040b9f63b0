"""The innovation portfolio: every idea with its content, place, people and wait (V29)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from innoctl.model.policy import OrganisationFacts, ProcessFacts
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case
from innoctl.rules.waiting import waiting


class PortfolioRow(NamedTuple):
    """One idea as all involved may see it. ``horizon`` 0 (in tables None) and '' are: not known."""

    id: str
    title: str
    summary: str
    stream: str
    director: str
    phase: str
    state: str
    horizon: int | None
    domain: str
    themes: tuple[str, ...]
    broker: str
    coach: str
    sponsor: str
    entered_on: str
    days_in_phase: int
    waits_for: str
    waits_role: str
    waits_what: str
    waits_since: str


def portfolio_rows(
    found: Sequence[Case],
    organisation: OrganisationFacts,
    process_of: Callable[[str], ProcessFacts],
    day: date,
) -> tuple[PortfolioRow, ...]:
    """Return a row for each case, by stream as the organisation lists them, phase, then age."""
    order = {stream.id: place for place, stream in enumerate(organisation.streams)}
    phases = {row.id: place for place, row in enumerate(process_of("").phases)}
    last = len(order), len(phases)
    ranked = sorted(
        found,
        key=lambda case: (
            order.get(case.life.stream, last[0]),
            case.life.stream,
            phases.get(case.life.phase, last[1]),
            case.life.visit.entered_on,
            case.idea.id,
        ),
    )
    directors = {stream.id: stream.director for stream in organisation.streams}
    return tuple(
        _row(case, directors.get(case.life.stream, ""), process_of(case.life.stream), day)
        for case in ranked
    )


def _row(case: Case, director: str, process: ProcessFacts, day: date) -> PortfolioRow:
    idea, life = case.idea, case.life
    wait = waiting(life, idea, process, day)
    return PortfolioRow(
        id=idea.id,
        title=idea.title,
        summary=idea.summary,
        stream=life.stream,
        director=director,
        phase=life.phase,
        state=life.state,
        horizon=idea.horizon,
        domain=idea.domain,
        themes=idea.themes,
        broker=idea.broker,
        coach=idea.coach,
        sponsor=idea.sponsor,
        entered_on=life.visit.entered_on,
        days_in_phase=life.visit.days(day),
        waits_for=wait.who if wait else "",
        waits_role=wait.role if wait else "",
        waits_what=wait.what if wait else "",
        waits_since=wait.since.isoformat() if wait else "",
    )
