"""Who waits for whom and how long, and which submitters had no answer yet (V1, V14, V28)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from innoctl.model.policy import ProcessFacts
from innoctl.model.values import days_since
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case, ids, percentile
from innoctl.rules.waiting import first_answer, waiting


class WaitRow(NamedTuple):
    """One idea that waits. ``who`` is a person, or the same as ``role``; ``since`` is ISO."""

    figure: str
    who: str
    role: str
    what: str
    since: str
    days: int
    idea: str
    title: str
    ids: tuple[str, ...]


class UnansweredRow(NamedTuple):
    """An idea, closed or not, whose submitter had no answer; ``late`` is beyond the norm."""

    figure: str
    idea: str
    title: str
    state: str
    submitter: str
    since: str
    days: int
    late: bool
    ids: tuple[str, ...]


class AnswerTimes(NamedTuple):
    """Days from submission to the first answer; None below five cases."""

    cases: int
    median: int | None
    p90: int | None
    ids: tuple[str, ...]


def wait_rows(found: Iterable[Case], process: ProcessFacts, day: date) -> tuple[WaitRow, ...]:
    """Return the ideas that wait for somebody, the longest first."""
    rows = []
    for case in found:
        wait = waiting(case.life, case.idea, process, day)
        if wait:
            rows.append(
                WaitRow(
                    f"waiting.{wait.what}",
                    wait.who,
                    wait.role,
                    wait.what,
                    wait.since.isoformat(),
                    (day - wait.since).days,
                    case.idea.id,
                    case.idea.title,
                    (case.idea.id,),
                )
            )
    return tuple(sorted(rows, key=lambda row: (-row.days, row.idea)))


def unanswered_rows(
    found: Iterable[Case], process: ProcessFacts, day: date
) -> tuple[UnansweredRow, ...]:
    """Return the ideas without an answer to the submitter, the oldest first.

    Closed ones too: a no that nobody told is the worst case.
    """
    rows = []
    for case in found:
        if not first_answer(case.life, case.idea, day):
            days = days_since(case.idea.submitted_on, day)
            late = days > process.feedback_days
            rows.append(
                UnansweredRow(
                    f"unanswered.{'late' if late else 'in_time'}",
                    case.idea.id,
                    case.idea.title,
                    case.life.state,
                    case.idea.submitter,
                    case.idea.submitted_on,
                    days,
                    late,
                    (case.idea.id,),
                )
            )
    return tuple(sorted(rows, key=lambda row: (-row.days, row.idea)))


def answer_times(found: Iterable[Case], day: date) -> AnswerTimes:
    """Return how long submitters waited for a first answer, closed ideas included."""
    answered = [(case, on) for case in found if (on := first_answer(case.life, case.idea, day))]
    days = [days_since(case.idea.submitted_on, date.fromisoformat(on)) for case, on in answered]
    behind = ids(case for case, _ in answered)
    return AnswerTimes(len(days), percentile(days, 50), percentile(days, 90), behind)
