"""The questions that help a person hand in an idea; what was typed is kept, whatever happens."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from typing import Final

from innoctl.changes.edit import Plain
from innoctl.cli.ask import confirm, typed
from innoctl.cli.context import command_line, fitted
from innoctl.cli.output import say_words
from innoctl.locale import N_, Text, language
from innoctl.locale import gettext as _
from innoctl.locale.words import VALUES
from innoctl.model.called import Choice, meant
from innoctl.named import NamedTuple
from innoctl.render.safe import line
from innoctl.workspace import drafts
from innoctl.workspace.portfolio import Portfolio

HELP: Final = "?"
BACK: Final = "<"
PROSE: Final = ("problem", "solution", "value", "social_side")
"""The fields that may have more than one line: somebody pastes a text there."""
LISTED: Final = 30
"""More choices than this are listed only when they are asked for."""

Answers = dict[str, Plain]


class Question(NamedTuple):
    """One question: the field it fills, how it is put, and what helps to answer it."""

    field: str
    text: str
    help: str
    needed: bool = False
    many: bool = False
    when: Callable[[Answers], bool] = lambda _answers: True


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


def ask(
    portfolio: Portfolio, given: Answers, judge: Callable[[Answers, str], list[Text]]
) -> Answers:
    """Return the answers, those that were ``given`` already unasked.

    ``judge`` says what is wrong with the answer to one field. After each answer all is kept
    in the git directory; a Ctrl-C leaves it there for the next time.
    """
    answers = {**_left_behind(portfolio), **given}
    say_words(Text(N_("Enter skips a question, ? helps, < goes back, Ctrl-C stops and keeps it.")))
    at, asked = 0, list[int]()
    try:
        while at < len(QUESTIONS):
            question = QUESTIONS[at]
            if question.field not in given and question.when(answers):
                if _put(portfolio, question, answers, judge):
                    asked.append(at)
                elif asked:
                    at = asked.pop()
                    continue
                else:
                    continue
                drafts.keep_answers(portfolio, answers)
            at += 1
    except KeyboardInterrupt:
        if answers:
            sys.stderr.write("\n")
            say_kept()
        raise
    return answers


def say_kept() -> None:
    """Say that the answers are not lost."""
    kept = N_("what you typed is kept; go on with it: {command}")
    say_words(Text.of(kept, command=command_line("innoctl new idea")))


def _left_behind(portfolio: Portfolio) -> Answers:
    """Return the answers of last time, if the person wants to go on with them."""
    left = drafts.answers(portfolio)
    if not left:
        return {}
    title = left.get("title") or next(iter(left.values()))
    say_words(Text.of(N_("last time you did not finish: {title}"), title=title))
    return left if confirm(_("go on with it?"), default=True) else {}


def _put(
    portfolio: Portfolio,
    question: Question,
    answers: Answers,
    judge: Callable[[Answers, str], list[Text]],
) -> bool:
    """Ask one question until the answer is fit; False to go back to the one before."""
    choices = _choices(portfolio, question.field)
    if 0 < len(choices) <= LISTED:
        list_choices(choices)
    while True:
        reply = typed(_shown(question, answers), whole=question.field in PROSE)
        if reply == BACK:
            return False
        if reply == HELP:
            say_words(Text(question.help))
            list_choices(choices)
        elif not reply:
            if question.field in answers or not question.needed:
                return True
            say_words(Text(N_("this one is needed: an idea cannot be handed in without it")))
        else:
            value = _meant(reply, choices, many=question.many)
            wrong = (
                [] if value is None else judge({**answers, question.field: value}, question.field)
            )
            for text in wrong:
                say_words(text)
            if value is not None and not wrong:
                answers[question.field] = value
                return True


def _shown(question: Question, answers: Answers) -> str:
    there = answers.get(question.field)
    held = ", ".join(map(str, there)) if isinstance(there, list) else str(there or "")
    return f"{_(question.text)} [{line(held)}] " if held else f"{_(question.text)} "


def _choices(portfolio: Portfolio, field: str) -> list[Choice]:
    from innoctl.model.references import sort_of
    from innoctl.workspace.choices import choices

    if field == "kind":
        return [Choice(value, _(word)) for value, word in VALUES[field].items()]
    sort = sort_of("idea", (field,))
    return choices(portfolio, sort, language()) if sort else []


def list_choices(choices: list[Choice], some: Collection[Choice] | None = None) -> None:
    """List the choices, or ``some`` of them; a number means the same in every list."""
    rows = [row for row in enumerate(choices, 1) if some is None or row[1] in some]
    width = max((len(choice.id) for _number, choice in rows), default=0)
    for number, choice in rows[:LISTED] if some is not None else rows:
        shown = f"{number:>4}  {choice.id:<{width}}  {line(choice.name)}"
        sys.stderr.write(f"{fitted(shown, sys.stderr)}\n")


def _meant(reply: str, choices: list[Choice], *, many: bool) -> Plain:
    """Return the value that was meant; None, with a word about it, when that is not clear."""
    if not choices:
        return reply
    words = [word.strip() for word in reply.split(",")] if many else [reply]
    found = [one_meant(word, choices) for word in words if word]
    if any(value is None for value in found):
        return None
    return list(dict.fromkeys(found)) if many else found[0]


def one_meant(word: str, choices: list[Choice]) -> str | None:
    """Return the one choice that a number or a part of a name means; None, with a word about it."""
    if word.isascii() and word.isdigit() and 0 < int(word) <= len(choices):
        return choices[int(word) - 1].id
    found = meant(word, choices)
    if found.id:
        return found.id
    said = (
        N_("{word} can mean more than one; type a number or a whole name:") if found.several
        else N_("{word} is none of them; did you mean:") if found.near
        else N_("{word} is none of them; type a number or a name, or ? to see them all")
    )  # fmt: skip
    say_words(Text.of(said, word=word))
    list_choices(choices, found.several or found.near)
    return None
