"""All that an idea waits for at once, each for somebody: the rows of a worklist (V14, V16, V28).

`innoctl.rules.waiting` says the first thing an idea waits for, for overviews; here nothing is
left out, so that everyone finds what is theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from innoctl.model.facts import IdeaFacts
from innoctl.model.policy import ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.advice import FROM_WORK
from innoctl.rules.life import Life
from innoctl.rules.mandate import Policy, seats, stands_in
from innoctl.rules.readiness import next_gate
from innoctl.rules.waiting import first_answer, handed_in, open_conditions

ROLES: Final = ("gatekeepers", "owner", "broker", "brokers", "director")
"""For whom an idea can wait, where no person is named."""


class Task(NamedTuple):
    """What somebody is to do; ``who`` is a person, '' for whoever has ``role`` in the stream.

    ``since`` and ``due`` are ISO days, ``due`` '' where no day was set. ``detail`` names the
    condition (``01.c1``) or the roles that nobody has.
    """

    what: str
    role: str
    who: str
    since: str
    due: str = ""
    gate: str = ""
    detail: str = ""


def tasks(life: Life, idea: IdeaFacts, process: ProcessFacts, today: date) -> Iterator[Task]:
    """Yield all that an open idea waits for on ``today``; a closed one waits for nobody."""
    iso = today.isoformat()
    ahead = next_gate(process, life.phase)
    gate = ahead.id if ahead else ""
    if life.state == "on_hold" and life.back_on and life.back_on <= iso:
        yield Task("hold-over", "gatekeepers", "", life.back_on, gate=gate)
    if life.state not in ("active", "on_hold"):
        return
    yield from _conditions(life, idea, today)
    broker = "broker" if idea.broker else "brokers"
    if not first_answer(life, idea, today):
        due = _after(idea.submitted_on, process.feedback_days)
        yield Task("first-answer", broker, idea.broker, idea.submitted_on, due)
    if life.state != "active":
        return
    yield from _dossiers(life, idea, process, today)
    if not idea.broker:
        yield Task("broker", "director", "", idea.submitted_on)
    elif lacking := _lacking(idea, ahead.roles if ahead else (), iso):
        since = life.visit.entered_on
        yield Task("roles", "broker", idea.broker, since, gate=gate, detail=", ".join(lacking))


def _dossiers(life: Life, idea: IdeaFacts, process: ProcessFacts, today: date) -> Iterator[Task]:
    for gate in process.gates_from(life.phase):
        since = handed_in(life, idea, gate.id, today)
        if since:
            due = _after(since, process.decision_days)
            yield Task("decision", "gatekeepers", "", since, due, gate.id)


def _conditions(life: Life, idea: IdeaFacts, today: date) -> Iterator[Task]:
    for row in open_conditions(life, idea, today):
        since, detail = row.decision.decided_on, f"{row.decision.number}.{row.id}"
        yield Task("condition", "owner", row.owner, since, row.due, detail=detail)


def _lacking(idea: IdeaFacts, roles: tuple[str, ...], iso: str) -> list[str]:
    """Return the roles that the next gate asks for and nobody has."""
    from_work = any(side in FROM_WORK and (not end or end >= iso) for _, side, end in idea.team)
    known = {"team": from_work}
    return [role for role in roles if not known.get(role, getattr(idea, role, None))]


def _after(day: str, days: int) -> str:
    from datetime import timedelta

    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def gatekeepers(policy: Policy, stream: str, gate: str, day: date) -> tuple[str, ...]:
    """Return who decide at a gate of a stream, and who may stand in for them.

    A portfolio that gives nobody the right to decide leaves it to the director of the stream.
    """
    found = seats(policy, stream, gate, day.isoformat())
    deputies = [row.person for row in policy.authority.deputies] if policy.authority else []
    persons = [person for seat in found for person in seat.persons]
    acting = [who for who in deputies if any(stands_in(policy, who, seat) for seat in found)]
    row = policy.organisation.stream(stream)
    return tuple(dict.fromkeys((*persons, *acting))) or (
        (row.director,) if row and row.director else ()
    )
