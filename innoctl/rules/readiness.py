"""What an idea has and lacks for its next gate: rows of green, amber and red (V8-V10, V16, V26).

Red keeps the gate shut for a Go, conditional or not, unless the row is waived; what is about
lawfulness, money or authority, or about conditions that were set before, cannot be waived.
Saying no, hold or rework never waits for a row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from innoctl.rules.advice import FROM_WORK
from innoctl.rules.deciding import LAWFULNESS
from innoctl.rules.readiness_legal import lawful
from innoctl.rules.readiness_rows import (
    DAY,
    PERSON,
    Asked,
    Row,
    Why,
    added,
    filled,
    parts,
    reach,
    setting,
)
from innoctl.rules.readiness_vision import visionary
from innoctl.rules.waiting import open_conditions

if TYPE_CHECKING:
    from innoctl.model.facts import IdeaFacts
    from innoctl.model.policy import (
        AgendaFacts,
        BudgetFacts,
        CriterionFacts,
        GateFacts,
        ProcessFacts,
    )
    from innoctl.rules.life import Life

__all__ = ["Row", "next_gate", "readiness", "shut"]

ON_AGENDA: Final = ("themes", "directions", "technologies")
OF_TECHNOLOGY: Final = ("touches_persons", "checklist")
"""What is asked of technology alone."""
STANDS_IN: Final = {
    "scaling-conditions": "scaling.conditions",
    "effect-study": "effect.study",
}
"""Fields that hold a deliverable themselves."""


def next_gate(process: ProcessFacts, phase: str, gate: str = "") -> GateFacts | None:
    """Return the gate out of ``phase``: the one that is named, else the first; None without one."""
    ahead = process.gates_from(phase)
    return next((row for row in ahead if gate in ("", row.id)), None)


def readiness(  # noqa: PLR0913, PLR0917  (what the rows follow from)
    document: dict[str, Any],
    facts: IdeaFacts,
    lived: Life,
    process: ProcessFacts,
    agenda: AgendaFacts,
    day: date,
    *,
    gate: str = "",
    budgets: Sequence[BudgetFacts] = (),
) -> tuple[Row, ...]:
    """Return every row for the next gate of an idea as it stands on ``day``.

    ``document`` is the idea's file as plain data. ``gate`` chooses where several lead out of
    the phase. Nothing for an idea that is closed or in a phase without a gate.
    """
    ahead = next_gate(process, lived.phase, gate)
    if ahead is None or lived.state not in ("active", "on_hold"):
        return ()
    asked = Asked(document, facts, lived, process, agenda, day, ahead, tuple(budgets))
    return (
        *_deliverables(asked),
        *_roles(asked),
        *_criteria(asked),
        *_conditions(asked),
        *visionary(asked),
        *lawful(asked),
    )


def shut(rows: Sequence[Row], waived: Collection[str] = ()) -> tuple[Row, ...]:
    """Return the red rows that keep a gate shut for a Go, after what is waived.

    ``waived`` names rows as a decision does (`Row.waiver`) or by their key; what cannot be
    waived stays, whoever names it.
    """
    names = set(waived)
    return tuple(
        row
        for row in rows
        if row.light == "red" and not (row.waivable and names & {row.waiver, row.key})
    )


def _deliverables(asked: Asked) -> Iterator[Row]:
    phase = asked.process.phase(asked.gate.from_phase)
    named = dict(phase.deliverables) if phase else {}
    wanted = dict.fromkeys((*named, *asked.gate.deliverables))
    iso = asked.day.isoformat()
    there = {
        str(part.get("id")): str(part.get("on") or "")
        for part in parts(asked.document, "deliverables")
        if str(part.get("on") or "") <= iso
    }
    for name in wanted:
        why = Why(f"deliverable.{name}", "deliverable", "V8", (("deliverable", name),))
        required = named.get(name, name not in asked.process.optional)
        if name in there:
            yield why.green(on=there[name])
        elif filled(reach(asked.document, STANDS_IN.get(name, ""))):
            yield why.green(field=STANDS_IN[name])
        else:
            mend = added(asked, "deliverables", f"{{id: {name}, on: {DAY}, where: WHERE}}")
            yield why.red("D601", mend) if required else why.amber("D602", mend)


def _roles(asked: Asked) -> Iterator[Row]:
    roles = asked.gate.roles
    if asked.gate.to_phase == asked.scaling and "change_lead" not in roles:
        roles = (*roles, "change_lead")  # V20: whatever a process says, somebody carries scaling
    for role in roles:
        source = "V20" if role == "change_lead" else "V16"
        why = Why(f"role.{role}", "role", source, (("role", role),))
        if role == "team":
            yield _team(asked, why)
        elif person := getattr(asked.facts, role, ""):
            yield why.green(person=person)
        else:
            yield why.red("D603", setting(asked, role, PERSON))


def _team(asked: Asked, why: Why) -> Row:
    iso = asked.day.isoformat()
    now = [(who, side) for who, side, until in asked.facts.team if not until or until >= iso]
    from_work = [who for who, side in now if side in FROM_WORK]
    if from_work:
        return why.green(person=", ".join(from_work))
    member = f"{{person: {PERSON}, role: ROLE, side: operation, from: {DAY}}}"
    return why.red("D604" if now else "D603", added(asked, "team", member))


def _criteria(asked: Asked) -> Iterator[Row]:
    for name in asked.gate.criteria:
        criterion = asked.process.criterion(name)
        if criterion is None:
            continue
        params = (("criterion", name),)
        why = Why(f"criterion.{name}", "criterion", "V10", params, name == LAWFULNESS)
        if criterion.evidence and set(criterion.evidence) <= set(ON_AGENDA):
            yield _fit(asked, why._replace(source="V26"), criterion)
        else:
            yield _judged(asked, why, criterion)


def _judged(asked: Asked, why: Why, criterion: CriterionFacts) -> Row:
    """Return whether there is anything to judge by; what is asked of technology, of that alone."""
    fields = criterion.evidence
    of_technology = bool(fields) and set(fields) <= set(OF_TECHNOLOGY)
    if asked.facts.kind != "technological":
        fields = tuple(field for field in fields if field not in OF_TECHNOLOGY)
    there = [field for field in fields if filled(reach(asked.document, field))]
    if there or not fields:
        return why.green(fields=", ".join(there), **_answers(asked.document, there))
    if of_technology:
        return why.red("D626", setting(asked, "touches_persons", "true"))
    said = why._replace(params=(*why.params, ("fields", ", ".join(fields))))
    return said.red("D605", _filling(asked, fields))


def _answers(document: dict[str, Any], fields: list[str]) -> dict[str, str]:
    """Return which of these fields are a yes and which a no."""
    said = {
        word: ", ".join(field for field in fields if reach(document, field) is value)
        for word, value in (("yes", True), ("no", False))
    }
    return {word: found for word, found in said.items() if found}


def _filling(asked: Asked, fields: tuple[str, ...]) -> str:
    """Return the command that fills in the first field for which a line is enough."""
    known = {
        "links": f"innoctl link {asked.facts.id} OTHER",
        "experiments": added(asked, "experiments", "{id: e1, hypothesis: TEXT}"),
        "value": setting(asked, "value", "TEXT"),
    }
    return next(
        (known[field] for field in fields if field in known), f"innoctl edit {asked.facts.id}"
    )


def _fit(asked: Asked, why: Why, criterion: CriterionFacts) -> Row:
    """Return how it fits the agenda: advice at the first gate of a unit, required later (V26)."""
    items = [
        item.id
        for field in criterion.evidence
        for item in getattr(asked.agenda, field)
        if item.in_force(asked.day) and item.id in getattr(asked.facts, field)
    ]
    if items or not any(getattr(asked.agenda, field) for field in criterion.evidence):
        return why.green(items=", ".join(items))
    mend = f"innoctl set {asked.facts.id} {criterion.evidence[0]}+={criterion.evidence[0].upper()}"
    is_free = asked.lived.stream.startswith("unit/") and asked.at_first_gate
    return why.amber("D607", mend) if is_free else why.red("D606", mend)


def _conditions(asked: Asked) -> Iterator[Row]:
    """Yield what earlier decisions set as a condition; an open one cannot be waived (V9)."""
    still = {
        (row.decision.number, row.id): row
        for row in open_conditions(asked.lived, asked.facts, asked.day)
    }
    for decision in asked.lived.decisions:
        for name, owner, due in decision.conditions:
            number = decision.number
            params = (("condition", name), ("decision", number), ("owner", owner), ("due", due))
            why = Why(f"condition.{number}.{name}", "condition", "V9", params)
            if (number, name) not in still:
                yield why.green()
                continue
            mend = f"innoctl condition met {asked.facts.id} {number}.{name} --evidence TEXT"
            overdue = bool(due) and due < asked.day.isoformat()
            yield why.red("D609" if overdue else "D608", mend)
