"""What is asked of who decides: for each outcome the questions, and how an answer is read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from innoctl.cli import gate_answers as answers
from innoctl.cli.gate_answers import CRITERIA, WAIVERS
from innoctl.cli.gate_options import Outcome
from innoctl.cli.questions import Answers, Question
from innoctl.locale import N_, Text, language
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.model.called import Choice
from innoctl.model.policy import in_language
from innoctl.rules.deciding import LAWFULNESS, REASONED
from innoctl.rules.life import ONWARD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from innoctl.model.policy import BudgetFacts, GateFacts, ProcessFacts
    from innoctl.render.names import Names
    from innoctl.rules.readiness_rows import Row
    from innoctl.workspace.portfolio import Portfolio

AT_GATE: Final = (*ONWARD, "no_go", "hold", "rework", "withdraw")
FITTING: Final = {"active": AT_GATE, "on_hold": (*AT_GATE, "resume")}
"""What can be decided on an idea in a state; on a closed one only that it is reopened."""
_WHY: Final = N_("why is that not asked for this time?")


def for_outcome(*outcomes: str) -> Callable[[Answers], bool]:
    """Return when a question is asked: where one of these is decided."""
    return lambda answers: answers.get("outcome") in outcomes


def proposer(portfolio: Portfolio) -> Question:
    """Ask who proposes: whom innoctl does not know by the settings or by git's address."""
    return Question(
        "proposed_by",
        N_("Who proposes it?"),
        N_("Somebody of people.yaml, by number or a part of the name; mostly who types this."),
        needed=True,
        choices=partial(answers.persons, portfolio),
        read=str,
    )


def deciders(portfolio: Portfolio) -> Question:
    """Ask who decided, where no more than names is asked for."""
    return Question(
        "decided_by",
        N_("Who decided?"),
        N_("Those who may decide on it, by number or a part of the name; not who proposes it."),
        needed=True,
        listed=True,
        choices=partial(answers.persons, portfolio),
    )


ACTS: Final = {
    "withdraw": N_("withdraw it"),
    "resume": N_("take it up again"),
    "reopen": N_("reopen it"),
}
"""What can be decided beside gates, as something to do."""


def outcome(states: Sequence[str]) -> Question:
    """Ask what is decided: what fits the state of every idea."""
    fitting = [set(FITTING.get(state, ("reopen",))) for state in states]
    rows = [
        Choice(one.value, _(ACTS.get(one.value) or word("outcome", one.value)))
        for one in Outcome
        if all(one.value in row for row in fitting)
    ]
    return Question(
        "outcome",
        N_("What is decided?"),
        N_("A number or a word of the list; what is asked next follows from it."),
        needed=True,
        choices=lambda: rows,
    )


def criteria(process: ProcessFacts, gate: GateFacts | None) -> Iterator[Question]:
    """Ask what was found on each criterion of the gate (V10)."""
    for name in gate.criteria if gate else ():
        asked = process.criterion(name)
        if asked is not None:
            called = in_language(asked.name, language()) or name
            question = in_language(asked.question, language())
            form = _("1 to 5") if asked.kind == "score" else _("1 met / 2 not met")
            yield Question(
                CRITERIA + name,
                f"{called}: {question} ({form})",
                N_("What was found, and if you like why behind a semicolon; Enter leaves it open."),
                when=for_outcome(*ONWARD),
                read=partial(answers.found, asked),
                left_open=Text.of(N_("{name} stays open, and a Go asks for it"), name=called),
                told=answers.judged,
            )


def waivers(
    gate: GateFacts | None, rows: Sequence[tuple[Row, str]], names: Names
) -> Iterator[Question]:
    """Ask of each thing that is not there, and of each criterion left open, why it can wait.

    ``rows`` are what the gate lacks and can do without, each as people read it.
    """
    named = set()
    for row, said in rows:
        named.add(row.waiver)
        yield _waiver(row.waiver, said, lambda _answers: True)
    for name in gate.criteria if gate else ():
        if name != LAWFULNESS and name not in named:
            yield _waiver(name, names.criterion(name), partial(_stays_open, name))


def _stays_open(name: str, answers: Answers) -> bool:
    return not answers.get(CRITERIA + name)


def _waiver(what: str, said: str, when: Callable[[Answers], bool]) -> Question:
    return Question(
        WAIVERS + what,
        f"{said}: {_(_WHY)}",
        N_("The reason stands in the decision; Enter leaves it asked for."),
        when=lambda answers: answers.get("outcome") in ONWARD and when(answers),
        read=lambda reply: {"what": what, "because": reply},
        left_open=Text(N_("it stays asked for: without it no Go can be given")),
    )


def conditions(portfolio: Portfolio) -> Question:
    """Ask for the conditions of a conditional go."""
    return Question(
        "conditions",
        N_("Which condition (what; who; by when, as 2026-12-01)?"),
        N_("For example: The works council agrees; p-01; 2026-12-01"),
        needed=True,
        listed=True,
        when=for_outcome("conditional_go"),
        read=partial(answers.condition, portfolio),
    )


def resources(budgets: Sequence[BudgetFacts], own: Sequence[BudgetFacts]) -> Question:
    """Ask for money; ``own`` are the budgets of the stream."""
    return Question(
        "resources",
        N_("Which money comes with it (budget=amount)?"),
        N_("For example: 1=25000.00, with the number or a part of the name of a budget."),
        listed=True,
        when=for_outcome(*ONWARD),
        read=partial(answers.resource, budgets, own),
    )


def reason(process: ProcessFacts) -> Question:
    """Ask for the reason of a no."""
    codes = [Choice(row.id, in_language(row.name, language())) for row in process.reason_codes]
    return Question(
        "reason_code",
        N_("For which reason?"),
        N_("A number or a word of the list; in your own words follows."),
        needed=True,
        when=for_outcome("no_go"),
        choices=lambda: codes,
    )


def why() -> Question:
    """Ask for the reason."""
    return Question(
        "rationale",
        N_("Why is it decided so?"),
        N_("The reason in your own words; who looks again later reads it."),
        needed=True,
        whole=True,
    )


def words() -> Iterator[Question]:
    """Ask what is told in words of one's own."""
    yield Question(
        "until",
        N_("On which day do the gatekeepers look again (as 2026-12-01)?"),
        N_("A day to come; until then nothing is decided on it."),
        needed=True,
        when=for_outcome("hold"),
        read=answers.day,
    )
    yield Question(
        "missing",
        N_("What is missing?"),
        N_("What the next dossier must hold; the team can only repair what it is told about."),
        needed=True,
        listed=True,
        when=for_outcome("rework"),
    )
    yield why()._replace(when=for_outcome(*REASONED))
    yield why()._replace(needed=False, when=lambda said: said.get("outcome") not in REASONED)
    yield Question(
        "lesson",
        N_("What was learnt?"),
        N_("What others can use, also of an idea that stops."),
        whole=True,
        when=for_outcome("no_go", "withdraw"),
    )
    yield Question(
        "to_submitter",
        N_("What is the submitter told?"),
        N_("A word to who handed it in; it stands in the decision."),
        whole=True,
    )
