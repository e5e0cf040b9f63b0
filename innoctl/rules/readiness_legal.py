"""The legal and ethical checklist at a gate: what must be allowed and right, as data (V10, V15).

From when, until when, for which ideas and with which answers a question is asked stands in
``process.yaml``, for the law changes. None of it can be waived.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from innoctl.model.checklist import words
from innoctl.rules.readiness_rows import DAY, Asked, Row, Why, added, parts, setting

if TYPE_CHECKING:
    from innoctl.model.checklist import QuestionFacts

DONE: Final = ("done", "not_applicable")
ANSWER: Final = "ANSWER"
"""Stands in a command for one of the answers of a question."""


def lawful(asked: Asked) -> Iterator[Row]:
    """Yield a row for each question that this gate asks of this idea."""
    if not asked.gate.checklist:
        return
    if _in_doubt(asked):
        why = Why("checklist.touches_persons", "checklist", "V10")
        yield why.red("D626", setting(asked, "touches_persons", "true"))
        return
    held = {str(part.get("id")): (n, part) for n, part in enumerate(_answers(asked))}
    for question in asked.process.checklist:
        if _is_asked(asked, question):
            place, answer = held.get(question.id, (-1, {}))
            yield _judged(asked, question, place, answer)


def _in_doubt(asked: Asked) -> bool:
    """Tell whether technology leaves open if it touches persons, and no criterion asks for it."""
    if asked.facts.kind != "technological" or asked.document.get("touches_persons") is not None:
        return False
    criteria = (asked.process.criterion(name) for name in asked.gate.criteria)
    return not any(row and "touches_persons" in row.evidence for row in criteria)


def _answers(asked: Asked) -> list[dict[str, Any]]:
    return parts(asked.document, "checklist")


def _is_asked(asked: Asked, question: QuestionFacts) -> bool:
    """Tell whether the question counts at this gate, on this day, for this idea."""
    order = [gate.id for gate in asked.process.gates]
    if question.gate in order and order.index(question.gate) > order.index(asked.gate.id):
        return False
    if question.until and question.until < asked.day.isoformat():
        return False
    return all(
        set(values) & set(words(asked.document.get(field))) for field, values in question.when
    )


def _judged(asked: Asked, question: QuestionFacts, place: int, part: dict[str, Any]) -> Row:
    source = question.source or "V10"
    why = Why(f"checklist.{question.id}", "checklist", source, (("question", question.id),))
    status, answer = part.get("status"), str(part.get("answer") or "")
    if status not in DONE:
        return _open(asked, question, why, place)
    if status == "not_applicable" and not answer:
        return why.green(status="not_applicable")
    return _answered(asked, question, why, place, answer)


def _open(asked: Asked, question: QuestionFacts, why: Why, place: int) -> Row:
    choice = f", answer: {ANSWER}" if question.answers else ""
    item = f"{{id: {question.id}, status: done{choice}, on: {DAY}, because: WHERE}}"
    mend = added(asked, "checklist", item)
    if place >= 0:  # it stands there as open
        mend = f"innoctl set {asked.facts.id} checklist.{place}.status=done"
        mend += f" checklist.{place}.answer={ANSWER}" if question.answers else ""
    if question.since > asked.day.isoformat():
        return why.amber("D622", mend, since=question.since)
    return why.red("D620", mend) if question.required else why.amber("D621", mend)


def _answered(asked: Asked, question: QuestionFacts, why: Why, place: int, answer: str) -> Row:
    if not question.answers:
        return why.green(status="done")
    mend = setting(asked, f"checklist.{place}.answer", ANSWER)
    if not answer:
        return why.red("D623", mend)
    known = next((row for row in question.answers if row.id == answer), None)
    if known is None:
        return why.red("D624", mend, answer=answer)
    if known.shuts:
        return why.red("D625", f"innoctl show {asked.facts.id}", answer=answer)
    return why.green(status="done", answer=answer)
