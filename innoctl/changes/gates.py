"""What is written in an idea around its gates: handing in, answering, closing a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.changes.edit import Append, Plain
from innoctl.errors import InnoError, UsageError
from innoctl.locale import N_, Text
from innoctl.named import NamedTuple
from innoctl.rules.waiting import handed_in, open_conditions

if TYPE_CHECKING:
    from datetime import date

    from innoctl.model.facts import IdeaFacts
    from innoctl.rules.life import Life


class HandedIn(InnoError):
    """A dossier for this gate waits for a decision already."""

    code = "U984"


class NotThen(UsageError):
    """The day lies before what it follows on, or has not come yet."""

    code = "U985"


class NoText(UsageError):
    """An answer without words."""

    code = "U986"


class UnknownCondition(UsageError):
    """No open condition is called so."""

    code = "U988"

    @property
    def way_out(self) -> Text:
        """Name the open conditions; without any, say so."""
        known = dict(self.params)["known"]
        return super().way_out if known else Text(N_("none is open: nothing is left to close"))


class AmbiguousCondition(UsageError):
    """Two decisions have an open condition that is called so."""

    code = "U989"


class MetAlready(InnoError):
    """The condition was closed before."""

    code = "U990"


class Written(NamedTuple):
    """One item that is added to the idea's file, and what the commit says."""

    edit: Append
    subject: Text


def submit(  # noqa: PLR0913, PLR0917  (what an entry holds, and what it is judged by)
    idea: IdeaFacts, lived: Life, gate: str, on: date, today: date, called: str = ""
) -> Written:
    """Hand the dossier of an idea in for ``gate``: the clock of the decision starts ``on``.

    The gate is ``called`` so by people.
    """
    waits = handed_in(lived, idea, gate, today)
    if waits:
        raise HandedIn(id=idea.id, gate=called or gate, on=waits, stream=lived.stream)
    decided = max((row.decided_on for row in lived.decisions if row.what == gate), default="")
    _between(on, max(lived.visit.entered_on, decided and _next(decided)), today)
    item: dict[str, Plain] = {"gate": gate, "on": on.isoformat()}
    said = Text.of(N_("hand in {id} for the {gate}: {title}"), **_named(idea), gate=called or gate)
    return Written(Append(("handed_in",), item), said)


def answer(idea: IdeaFacts, by: str, text: str, on: date, today: date) -> Written:
    """Answer the submitter."""
    if not text.strip():
        raise NoText
    _between(on, idea.submitted_on, today)
    item: dict[str, Plain] = {"on": on.isoformat(), "by": by, "text": text.strip()}
    return Written(
        Append(("feedback",), item),
        Text.of(N_("answer the submitter of {id}: {title}"), **_named(idea)),
    )


def condition_met(  # noqa: PLR0913, PLR0917  (what an entry holds, and what it is judged by)
    idea: IdeaFacts, lived: Life, name: str, evidence: str, by: str, on: date, today: date
) -> Written:
    """Close a condition of a decision, with what shows it and who accepts that."""
    if not evidence.strip():
        raise NoText
    number, condition, decided_on = _condition(idea, lived, name, today)
    _between(on, decided_on, today)
    item: dict[str, Plain] = {
        "decision": number,
        "id": condition,
        "met_on": on.isoformat(),
        "evidence": evidence.strip(),
        "accepted_by": by,
    }
    said = Text.of(
        N_("close condition {condition} of decision {number} on {id}: {title}"),
        **_named(idea),
        condition=condition,
        number=number,
    )
    return Written(Append(("conditions",), item), said)


def _condition(idea: IdeaFacts, lived: Life, name: str, today: date) -> tuple[str, str, str]:
    """Return decision number, id and day of the open condition that ``name`` means."""
    still = {
        f"{row.decision.number}.{row.id}": (row.decision.number, row.id, row.decision.decided_on)
        for row in open_conditions(lived, idea, today)
    }
    found = [key for key in still if name in (key, key.partition(".")[2])]
    if len(found) == 1:
        return still[found[0]]
    if found:
        raise AmbiguousCondition(id=idea.id, name=name, known=", ".join(found))
    for number, condition, day in idea.conditions_met:
        if name in (condition, f"{number}.{condition}"):
            raise MetAlready(id=idea.id, name=name, on=day)
    raise UnknownCondition(id=idea.id, name=name, known=", ".join(still))


def _between(on: date, first: str, today: date) -> None:
    if not first <= on.isoformat() <= today.isoformat():
        raise NotThen(on=on, first=first, last=today)


def _next(day: str) -> str:
    """Return the day after, for what was decided on a day is not handed in for it that day."""
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _named(idea: IdeaFacts) -> dict[str, str]:
    return {"id": idea.id, "title": idea.title}
