"""For whom an idea waits, for what and since when: the worklists of V14 and the overviews of V28."""

from __future__ import annotations

from datetime import date
from typing import Literal

from innoctl.model.facts import DecisionFacts, IdeaFacts
from innoctl.model.policy import ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.life import Life

Role = Literal["gatekeepers", "owner", "broker", "brokers", "director"]
What = Literal["decision", "hold-over", "condition", "first-answer", "broker"]


class Wait(NamedTuple):
    """``who`` is a person where one is known, else the same as ``role``, of the idea's stream."""

    who: str
    what: What
    since: date
    role: Role


class OpenCondition(NamedTuple):
    """A condition that is not met yet, with the decision that set it."""

    decision: DecisionFacts
    id: str
    owner: str
    due: str


def waiting(life: Life, idea: IdeaFacts, process: ProcessFacts, today: date) -> Wait | None:
    """Say for whom the idea waits on ``today``; None when it waits for nobody or is closed.

    The first that holds is said: a dossier at a gate, a hold whose day has come, an open
    condition, a first answer to the submitter, a broker. For a closed idea nothing is left to
    do; that its submitter never heard anything is told by `first_answer`.
    """
    iso = today.isoformat()
    if life.state == "on_hold":
        return _over(life, iso)
    if life.state != "active":
        return None
    handed_in = undecided(life, idea, process, today)
    if handed_in:
        return _wait("", "decision", handed_in, "gatekeepers")
    conditions = open_conditions(life, idea, today)
    if conditions:
        first = conditions[0]
        return _wait(first.owner, "condition", first.decision.decided_on, "owner")
    if not first_answer(life, idea, today):
        return _wait(
            idea.broker, "first-answer", idea.submitted_on, "broker" if idea.broker else "brokers"
        )
    return None if idea.broker else _wait("", "broker", idea.submitted_on, "director")


def _wait(person: str, what: What, since: str, role: Role) -> Wait:
    return Wait(person or role, what, date.fromisoformat(since), role)


def _over(life: Life, iso: str) -> Wait | None:
    if not life.back_on or life.back_on > iso:
        return None
    return _wait("", "hold-over", life.back_on, "gatekeepers")


def undecided(life: Life, idea: IdeaFacts, process: ProcessFacts, today: date) -> str:
    """Return the day since when a dossier lies at a gate out of the present phase, '' for none."""
    if not idea.handed_in:
        return ""
    gates = process.gates_from(life.phase)
    return min(filter(None, (handed_in(life, idea, gate.id, today) for gate in gates)), default="")


def handed_in(life: Life, idea: IdeaFacts, gate: str, today: date) -> str:
    """Return the day since when a dossier for ``gate`` lies undecided, '' when none does."""
    iso = today.isoformat()
    decided = max((row.decided_on for row in life.decisions if row.what == gate), default="")
    days = (
        day
        for name, day in idea.handed_in
        if name == gate and life.visit.entered_on <= day <= iso and day > decided
    )
    return min(days, default="")


def open_conditions(life: Life, idea: IdeaFacts, today: date) -> list[OpenCondition]:
    """Return the conditions that were not met on ``today``, the one that is due first in front."""
    if not any(row.conditions for row in life.decisions):
        return []
    iso = today.isoformat()
    met = {(number, name) for number, name, day in idea.conditions_met if day <= iso}
    found = [
        OpenCondition(row, name, owner, due)
        for row in life.decisions
        for name, owner, due in row.conditions
        if (row.number, name) not in met
    ]
    return sorted(found, key=lambda row: (row.due, row.decision.number, row.id))


def first_answer(life: Life, idea: IdeaFacts, today: date) -> str:
    """Return the ISO day on which the submitter first heard something, '' for not yet on ``today``.

    An answer is an entry under ``feedback``, or what a decision that counts tells the submitter.
    """
    told = [row.decided_on for row in life.decisions if row.answers]
    told += idea.feedback[:1]
    first = min(told) if told else ""
    return first if first <= today.isoformat() else ""
