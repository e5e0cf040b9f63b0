"""Gathering what the overviews are made from: the ideas of a stream, their decisions, its money."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from innoctl.errors import UsageError
from innoctl.locale import gettext as _
from innoctl.locale import language
from innoctl.locale.words import VALUES
from innoctl.model.called import Choice, likely
from innoctl.model.facts import STATES
from innoctl.model.policy import in_language
from innoctl.reports.cases import Case, cases
from innoctl.reports.stream import (
    LeftOutRow,
    StreamInputs,
    StreamReport,
    stream_report,
)

if TYPE_CHECKING:
    from innoctl.model.facts import DecisionFacts, IdeaFacts, LineFacts
    from innoctl.model.policy import OrganisationFacts
    from innoctl.reports.money import Lines
    from innoctl.workspace.portfolio import Portfolio

Decisions = dict[str, list["DecisionFacts"]]


class UnknownStream(UsageError):
    """No stream has this id."""

    code = "U704"


class UnknownValue(UsageError):
    """A field cannot have this value."""

    code = "U708"


def stream_named(organisation: OrganisationFacts, name: str) -> str:
    """Return the id of the stream that ``name`` means: its id, or the end of one if that is clear."""
    streams = [stream.id for stream in organisation.streams]
    ends = [stream for stream in streams if stream.endswith(f"/{name}")]
    if name in streams or len(ends) == 1:
        return name if name in streams else ends[0]
    from difflib import get_close_matches

    short = {stream.rpartition("/")[2]: stream for stream in streams}
    near = [*ends, *get_close_matches(name, streams, 3)]
    near += [short[end] for end in get_close_matches(name.rpartition("/")[2], short, 3)]
    near = near or [stream for stream in streams if name.casefold() in stream][:5]
    raise UnknownStream(name=name, near=", ".join(dict.fromkeys(near or streams[:5])))


def report_on_stream(portfolio: Portfolio, stream: str, day: date) -> StreamReport:
    """Return the overview of one stream as of ``day``."""
    index = portfolio.index
    here = {entry.facts.id: entry.facts for entry in index.ideas(stream)}
    budgets = [row.id for row in portfolio.budgets() if row.stream == stream]
    involved = {entry.facts.idea for entry in index.decisions(stream)} | index.funded(budgets)
    elsewhere = index.ideas(ids=involved - here.keys())
    ideas = [*here.values(), *(entry.facts for entry in elsewhere)]
    decisions = by_idea(entry.facts for entry in index.decisions(ideas=[i.id for i in ideas]))
    lines = ledgers(portfolio, [idea.id for idea in ideas])
    return stream_report(_inputs(portfolio, stream, ideas, decisions, lines), day)


def report_on_all(portfolio: Portfolio, day: date) -> list[StreamReport]:
    """Return the overview of every stream: the organisation's, then any other that is met."""
    ideas = {entry.facts.id: entry.facts for entry in portfolio.index.ideas()}
    decisions = by_idea(entry.facts for entry in portfolio.index.decisions())
    streams = {stream.id: set[str]() for stream in portfolio.organisation().streams}
    owner, lines = {row.id: row.stream for row in portfolio.budgets()}, ledgers(portfolio)
    for idea in sorted(ideas.values(), key=lambda row: row.stream):
        rows = decisions.get(idea.id, ())
        drawn = {budget for row in rows for budget, _cents in row.resources}
        drawn |= {line.budget for line in lines.get(idea.id, ())}
        touched = {idea.stream, *(row.stream for row in rows)}
        for stream in touched | {owner[budget] for budget in drawn if budget in owner}:
            streams.setdefault(stream, set()).add(idea.id)
    return [
        stream_report(_inputs(portfolio, stream, [ideas[i] for i in found], decisions, lines), day)
        for stream, found in streams.items()
    ]


def ledgers(portfolio: Portfolio, ids: Collection[str] | None = None) -> Lines:
    """Return the lines of every ledger, or of those of some ideas, by the idea."""
    found: dict[str, tuple[LineFacts, ...]] = {}
    for _path, _digest, facts in portfolio.index.ledgers(ideas=ids):
        found[facts.idea] = found.get(facts.idea, ()) + facts.lines
    return found


def every_case(portfolio: Portfolio, day: date) -> list[Case]:
    """Return every idea with its life as of ``day``."""
    decisions = by_idea(entry.facts for entry in portfolio.index.decisions())
    ideas = (entry.facts for entry in portfolio.index.ideas())
    return cases(ideas, decisions, portfolio.process(), day)


def chosen(
    portfolio: Portfolio, day: date, wanted: Mapping[str, str | None], *, everything: bool
) -> list[Case]:
    """Return the ideas with this ``stream``, ``phase`` and ``state``; open ones, or every one."""
    allowed(portfolio, wanted)
    return [
        case
        for case in every_case(portfolio, day)
        if (everything or case.is_open)
        and all(value in {None, getattr(case.life, field)} for field, value in wanted.items())
    ]


def allowed(portfolio: Portfolio, wanted: Mapping[str, str | None]) -> None:
    """Raise `UnknownValue` when the process has no such phase, or ideas no such state."""
    phases = portfolio.process().phases
    for field, values in (("phase", [phase.id for phase in phases]), ("state", STATES)):
        value = wanted.get(field)
        if value is not None and value not in values:
            spoken = language()
            named = {phase.id: in_language(phase.name, spoken) for phase in phases}
            named = named if field == "phase" else VALUES[field]
            raise no_such_value(field, value, [(row, _(named[row])) for row in values])


def no_such_value(field: str, name: str, values: Iterable[tuple[str, str]]) -> UnknownValue:
    """Return the error that ``name`` is none of the values, which have a name of their own too."""
    near = likely(name, [Choice(*row) for row in values])
    return UnknownValue(field=field, name=name, near=near)


def by_idea(decisions: Iterable[DecisionFacts]) -> Decisions:
    """Put decisions together by the idea that they are about."""
    found: Decisions = {}
    for row in decisions:
        found.setdefault(row.idea, []).append(row)
    return found


def titles(portfolio: Portfolio, ids: Collection[str]) -> list[tuple[str, str, str]]:
    """Return id, title and day of submission of some ideas, in the order of ``ids``."""
    known = {e.facts.id: e.facts for e in portfolio.index.ideas(ids=ids)}
    return [(i, known[i].title, known[i].submitted_on) for i in ids if i in known]


def _inputs(
    portfolio: Portfolio,
    stream: str,
    ideas: list[IdeaFacts],
    decisions: Decisions,
    lines: Lines,
) -> StreamInputs:
    from innoctl.model.policy_reading import portfolio_facts
    from innoctl.workspace.portfolio import MARKER

    return StreamInputs(
        stream=stream,
        ideas=ideas,
        decisions=decisions,
        process=portfolio.process(stream),
        budgets=portfolio.budgets(),
        ledgers=lines,
        horizons=portfolio_facts(portfolio.document(MARKER)).horizons,
        left_out=[LeftOutRow(*row) for row in portfolio.left_out()],
    )
