"""The questions that help a person hand in an idea."""

from __future__ import annotations

from functools import partial
from typing import Final

from innoctl.cli.questions import Answers, Judge, Kept, Question, interview
from innoctl.locale import N_, language
from innoctl.locale import gettext as _
from innoctl.locale.words import VALUES
from innoctl.model.called import Choice
from innoctl.workspace.portfolio import Portfolio

PROSE: Final = ("problem", "solution", "value", "social_side")
"""The fields that may have more than one line: somebody pastes a text there."""
QUESTIONS: Final = (
    Question(
        "title",
        N_("What is it, in one line?"),
        N_("The title that people will know it by, such as: Scrum in investigation."),
        needed=True,
    ),
    Question(
        "stream",
        N_("Which stream should direct it?"),
        N_("An idea from practice mostly begins in the stream of its own unit. It can move later."),
        needed=True,
    ),
    Question(
        "problem",
        N_("What hurts today, and whom?"),
        N_("Tell what you see happen at work: who is bothered by it, how often, what it costs."),
    ),
    Question(
        "solution",
        N_("What would be done differently?"),
        N_("A first thought is enough; the innovation broker helps to sharpen it."),
    ),
    Question(
        "value",
        N_("What does it bring?"),
        N_("Think of performance, of the safety of citizens, of the time of colleagues."),
    ),
    Question(
        "kind",
        N_("What kind of innovation is it?"),
        N_(
            "Technological: new technology. Social: another way of behaving, organising or leading."
        ),
    ),
    Question(
        "social_side",
        N_("What changes in behaviour, organisation or leadership?"),
        N_("No technological innovation without social innovation: people must work differently."),
        when=lambda answers: answers.get("kind") == "technological",
    ),
    Question(
        "themes",
        N_("Which themes of the agenda does it serve?"),
        N_("More than one is possible, with commas between; none is fine too."),
        many=True,
    ),
    Question(
        "submitter",
        N_("Who hands it in?"),
        N_("A number or a part of a name of people.yaml; anyone may be added there."),
    ),
)


def ask(portfolio: Portfolio, given: Answers, judge: Judge) -> Answers:
    """Return the answers about a new idea, those that were ``given`` already unasked."""
    questions = [
        one._replace(choices=partial(_choices, portfolio, one.field), whole=one.field in PROSE)
        for one in QUESTIONS
    ]
    return interview(questions, kept(portfolio), given, judge)


def kept(portfolio: Portfolio) -> Kept:
    """Return where the answers lie until the idea is written."""
    return Kept(portfolio, "innoctl new idea")


def _choices(portfolio: Portfolio, field: str) -> list[Choice]:
    from innoctl.model.references import sort_of
    from innoctl.workspace.choices import choices

    if field == "kind":
        return [Choice(value, _(word)) for value, word in VALUES[field].items()]
    sort = sort_of("idea", (field,))
    return choices(portfolio, sort, language()) if sort else []
