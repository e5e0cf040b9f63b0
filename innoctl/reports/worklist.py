"""The worklist: who is to do what, and since when the ideas wait for it (V14, V28)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from innoctl.model.policy import ProcessFacts
from innoctl.model.values import days_since
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case
from innoctl.rules.worklist import Task, tasks


class WorkRow(NamedTuple):
    """One thing to do. ``who`` is a person or ''; days are ISO or ''; ``late`` is beyond ``due``."""

    idea: str
    title: str
    stream: str
    what: str
    role: str
    who: str
    gate: str
    detail: str
    since: str
    days: int
    due: str
    late: bool
    command: str


def work_rows(
    found: Iterable[Case],
    process: Callable[[str], ProcessFacts],
    concerns: Callable[[Task, str], bool],
    day: date,
) -> tuple[WorkRow, ...]:
    """Return what ``concerns(task, stream)`` says is wanted, the longest waiting first."""
    rows = [
        _row(case, task, day)
        for case in found
        for task in tasks(case.life, case.idea, process(case.life.stream), day)
        if concerns(task, case.life.stream)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.days, row.idea, row.what, row.detail)))


def _row(case: Case, task: Task, day: date) -> WorkRow:
    return WorkRow(
        idea=case.idea.id,
        title=case.idea.title,
        stream=case.life.stream,
        what=task.what,
        role=task.role,
        who=task.who,
        gate=task.gate,
        detail=task.detail,
        since=task.since,
        days=days_since(task.since, day),
        due=task.due,
        late=bool(task.due) and task.due < day.isoformat(),
        command=_command(case.idea.id, task),
    )


def _command(idea: str, task: Task) -> str:
    """Return what one types to do it; words in capitals are to be filled in."""
    match task.what:
        case "first-answer":
            return f"innoctl feedback {idea} --text TEXT"
        case "condition":
            return f"innoctl condition met {idea} {task.detail} --evidence TEXT"
        case "decision" | "hold-over":
            return f"innoctl gate advance {idea}"
        case "broker":
            return f"innoctl set {idea} broker=PERSON"
        case _:
            return f"innoctl gate status {idea}"
