"""Ideas before their gates, gathered from the files: readiness, and what is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from innoctl.errors import InnoError, UsageError
from innoctl.model.facts import OPEN_STATES, IdeaFacts
from innoctl.model.facts_reading import idea_facts
from innoctl.named import NamedTuple
from innoctl.reports.readiness import Funds, GateStatus
from innoctl.rules.life import life
from innoctl.rules.readiness import next_gate, readiness
from innoctl.rules.waiting import handed_in
from innoctl.workspace.dossier import UnreadableIdea, decided
from innoctl.workspace.overviews import by_idea

if TYPE_CHECKING:
    from datetime import date

    from innoctl.model.policy import ProcessFacts
    from innoctl.rules.life import Life
    from innoctl.rules.readiness import Row
    from innoctl.workspace.dossier import Record
    from innoctl.workspace.portfolio import Portfolio


class Closed(InnoError):
    """The idea is closed: no gate is before it."""

    code = "U980"


class NoGateAhead(InnoError):
    """No gate leads out of the phase that the idea is in."""

    code = "U981"


class NotAhead(UsageError):
    """The gate that was named does not lead out of the phase that the idea is in."""

    code = "U982"


class Standing(NamedTuple):
    """One idea as it stands: its file, facts and decisions, under the process of its stream."""

    path: str
    document: dict[str, Any]
    facts: IdeaFacts
    lived: Life
    process: ProcessFacts
    decisions: tuple[tuple[str, Record], ...] = ()


def standing(portfolio: Portfolio, path: str, day: date) -> Standing:
    """Return how the idea at ``path`` stands on ``day``; `UnreadableIdea` if that cannot be read."""
    from innoctl.store import files
    from innoctl.workspace.records import problems

    found = portfolio.cache.peek(path)
    facts = idea_facts(found.data) if found and not found.problems else None
    if found is None or facts is None:
        text = files.read(portfolio.root, path) or b""
        raise UnreadableIdea(path, problems(path, text), text)
    document = cast("dict[str, Any]", found.data)  # facts are read from nothing else
    decisions = decided(portfolio, path)
    process = portfolio.process(facts.stream)
    lived = life(facts, [row for _path, _data, row in decisions if row], process, day)
    records = tuple((place, data) for place, data, _facts in decisions)
    return Standing(path, document, facts, lived, process, records)


def status(portfolio: Portfolio, one: Standing, day: date, gate: str = "") -> GateStatus:
    """Return the readiness of an idea for its next gate, or for ``gate`` out of its phase."""
    ahead = _ahead(one, gate)
    rows = readiness(
        one.document,
        one.facts,
        one.lived,
        one.process,
        portfolio.agenda(),
        day,
        gate=ahead,
        budgets=portfolio.budgets(),
    )
    return status_for(one, day, ahead, rows, funds(portfolio, one, day))


def funds(portfolio: Portfolio, one: Standing, day: date) -> tuple[Funds, ...]:
    """Return what an idea has of each budget on ``day``, and what is free there from then on."""
    from innoctl.rules.funding import positions
    from innoctl.workspace.funds import books, lasting

    budgets = {row.id: row for row in portfolio.budgets()}
    own = books(portfolio, one.facts.id, one.lived.decisions, one.process, budgets)
    held, iso = positions(own.funded, day), day.isoformat()
    left = lasting(portfolio, budgets.values(), held.keys(), [iso])[iso] if held else {}
    return tuple(
        Funds(
            name, budgets[name].kind if name in budgets else "", at.granted, at.released, at.needed,
            left.get(name, 0),
        )
        for name, at in held.items()
    )  # fmt: skip


def _ahead(one: Standing, gate: str) -> str:
    """Return the gate that is meant, or say why there is none."""
    if one.lived.state not in OPEN_STATES:
        raise Closed(id=one.facts.id, state=one.lived.state)
    known = [row.id for row in one.process.gates_from(one.lived.phase)]
    if not known:
        raise NoGateAhead(id=one.facts.id, phase=one.lived.phase)
    if gate and gate not in known:
        raise NotAhead(gate=gate, id=one.facts.id, phase=one.lived.phase, known=", ".join(known))
    return gate or known[0]


def status_for(
    one: Standing, day: date, gate: str, rows: tuple[Row, ...], money: tuple[Funds, ...] = ()
) -> GateStatus:
    """Return how an idea stands before ``gate``, with the rows of its readiness."""
    ahead = next_gate(one.process, one.lived.phase, gate)
    return GateStatus(
        idea=one.facts.id,
        title=one.facts.title,
        stream=one.lived.stream,
        phase=one.lived.phase,
        state=one.lived.state,
        gate=gate,
        to_phase=ahead.to_phase if ahead else "",
        day=day.isoformat(),
        handed_in_on=handed_in(one.lived, one.facts, gate, day),
        rows=rows,
        money=money,
    )


def of_stream(
    portfolio: Portfolio, stream: str, day: date, states: tuple[str, ...] = ("active",)
) -> list[Standing]:
    """Return the ideas that stand in a stream on ``day``, those that came by a move too."""
    index, iso = portfolio.index, day.isoformat()
    entries = {entry.facts.id: entry for entry in index.ideas(stream)}
    moved = {entry.facts.idea for entry in index.decisions(stream)} - entries.keys()
    entries |= {entry.facts.id: entry for entry in index.ideas(ids=moved)}
    decisions = by_idea(entry.facts for entry in index.decisions(ideas=list(entries)))
    found = []
    for entry in entries.values():
        facts = entry.facts
        process = portfolio.process(facts.stream)
        lived = life(facts, decisions.get(facts.id, ()), process, day)
        if facts.submitted_on <= iso and lived.stream == stream and lived.state in states:
            document = portfolio.document(entry.path)
            found.append(Standing(entry.path, document, facts, lived, process))
    return found


def statuses(portfolio: Portfolio, stream: str, day: date) -> list[GateStatus]:
    """Return the readiness of every active idea of a stream that has a gate before it."""
    agenda, budgets = portfolio.agenda(), portfolio.budgets()
    found = []
    for one in of_stream(portfolio, stream, day):
        ahead = next_gate(one.process, one.lived.phase)
        if ahead is not None:
            rows = readiness(
                one.document, one.facts, one.lived, one.process, agenda, day, budgets=budgets
            )
            found.append(status_for(one, day, ahead.id, rows))
    return found
