"""Questions to a person, one after the other, with help and a way back; what was typed is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from typing import Final

from innoctl.changes.edit import Plain
from innoctl.cli.ask import confirm, typed
from innoctl.cli.context import command_line, fitted
from innoctl.cli.output import say_words
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _
from innoctl.model.called import Choice, meant
from innoctl.named import NamedTuple
from innoctl.render.safe import line
from innoctl.workspace import drafts
from innoctl.workspace.portfolio import Portfolio

HELP: Final = "?"
BACK: Final = "<"
LISTED: Final = 30
"""More choices than this are listed only when they are asked for."""

Answers = dict[str, Plain]


Judge = Callable[[Answers, str], list[Text]]
"""Says what is wrong with the answer to one field."""


def _nothing(_answers: Answers) -> list[Text]:
    return []


def _held(value: Plain) -> str:
    """Return an answer as it is shown again: of a mapping what it holds."""
    return " · ".join(map(str, value.values())) if isinstance(value, dict) else str(value or "")


class Question(NamedTuple):
    """One question: the field it fills, how it is put, and what helps to answer it.

    A ``listed`` one is answered one at a time, until Enter; a ``whole`` one may be a text of more
    than one line that is pasted. ``choices`` are what can be meant;
    without them ``read`` makes a value of what is typed, or None with a word about it.
    ``before`` is said first, ``enough`` says why Enter cannot end it yet, ``left_open`` what it
    means to leave it without an answer, ``told`` an answer as it is shown again.
    """

    field: str
    text: str
    help: str
    needed: bool = False
    many: bool = False
    whole: bool = False
    when: Callable[[Answers], bool] = lambda _answers: True
    listed: bool = False
    choices: Callable[[], list[Choice]] = list
    read: Callable[[str], Plain] = str
    before: Callable[[Answers], list[Text]] = _nothing
    enough: Callable[[Answers], list[Text]] = _nothing
    left_open: Text | None = None
    told: Callable[[Plain], str] = _held


class Kept(NamedTuple):
    """Where answers lie until they are written, and the command that goes on with them."""

    portfolio: Portfolio
    command: str
    name: str = drafts.ANSWERS
    about: str = ""

    def left_behind(self) -> Answers:
        """Return the answers of last time, if the person wants to go on with them."""
        left = drafts.answers(self.portfolio, self.name)
        if not left:
            return {}
        title = self.about or left.get("title") or next(iter(left.values()))
        say_words(Text.of(N_("last time you did not finish: {title}"), title=title))
        return left if confirm(_("go on with it?"), default=True) else {}

    def keep(self, answers: Answers) -> None:
        """Keep the answers so far."""
        drafts.keep_answers(self.portfolio, answers, self.name)

    def drop(self) -> None:
        """Let go of the answers: they are written."""
        self.keep({})

    def tell(self) -> None:
        """Say that nothing is lost."""
        kept = N_("what you typed is kept; go on with it: {command}")
        say_words(Text.of(kept, command=command_line(self.command)))


def interview(questions: Sequence[Question], kept: Kept, given: Answers, judge: Judge) -> Answers:
    """Return the answers, those that were ``given`` already unasked.

    After each answer all is kept in the git directory; a Ctrl-C leaves it there for the next time.
    """
    answers = {**kept.left_behind(), **given}
    say_words(Text(N_("Enter skips a question, ? helps, < goes back, Ctrl-C stops and keeps it.")))
    try:
        go_through(questions, answers, given, judge, kept.keep)
    except KeyboardInterrupt:
        if answers.keys() - given.keys():
            sys.stderr.write("\n")
            kept.tell()
        raise
    return answers


def go_through(
    questions: Sequence[Question],
    answers: Answers,
    given: Answers,
    judge: Judge,
    keep: Callable[[Answers], None],
) -> None:
    """Ask one question after the other, and back; what was ``given`` is not asked."""
    at, asked = 0, list[int]()
    while at < len(questions):
        question = questions[at]
        if question.field in given or not question.when(answers):
            at += 1
        elif put(question, answers, judge):
            asked.append(at)
            keep(answers)
            at += 1
        elif asked:
            at = asked.pop()


def put(question: Question, answers: Answers, judge: Judge) -> bool:
    """Ask one question until the answer is fit; False to go back to the one before."""
    choices = question.choices()
    _say(question.before(answers))
    if 0 < len(choices) <= LISTED:
        list_choices(choices)
    if question.listed:
        say_words(Text(N_("one at a time; Enter when there are no more")))
    while True:
        reply = typed(_shown(question, answers), whole=question.whole)
        if reply == HELP:
            say_words(Text(question.help))
            list_choices(choices)
        elif reply == BACK and not _taken_back(question, answers):
            return False
        elif reply not in ("", BACK):
            done = _answered(question, reply, choices, answers, judge)
            if done and not question.listed:
                return True
        elif not reply and _left(question, answers):
            return True


def _taken_back(question: Question, answers: Answers) -> bool:
    """Take the last of a list back; False when there is none, so that one goes a question back."""
    held = answers.get(question.field)
    if not (question.listed and isinstance(held, list) and held):
        return False
    say_words(Text.of(N_("taken back: {value}"), value=question.told(held.pop())))
    return True


def _left(question: Question, answers: Answers) -> bool:
    """Tell whether Enter can end a question, with a word about it where it cannot."""
    if answers.get(question.field):
        return not _say(question.enough(answers))
    if question.needed:
        say_words(Text(N_("this one needs an answer; ? helps")))
        return False
    if question.left_open:
        say_words(question.left_open)
    return True


def _answered(
    question: Question, reply: str, choices: list[Choice], answers: Answers, judge: Judge
) -> bool:
    """Keep what was answered if it is fit; else say what is wrong with it."""
    value = _meant(reply, choices, many=question.many) if choices else question.read(reply)
    if value is None:
        return False
    held = answers.get(question.field)
    if question.listed:
        value = [*(held if isinstance(held, list) else ()), value]
    if _say(judge({**answers, question.field: value}, question.field)):
        return False
    answers[question.field] = value
    return True


def _say(texts: Sequence[Text]) -> bool:
    """Say what there is to say; tell whether there was anything."""
    for text in texts:
        say_words(text)
    return bool(texts)


def _shown(question: Question, answers: Answers) -> str:
    there = answers.get(question.field)
    held = ", ".join(map(question.told, there)) if isinstance(there, list) else question.told(there)
    return f"{line(_(question.text))} [{line(held)}] " if held else f"{line(_(question.text))} "


def list_choices(choices: list[Choice], some: Collection[Choice] | None = None) -> None:
    """List the choices, or ``some`` of them; a number means the same in every list."""
    rows = [row for row in enumerate(choices, 1) if some is None or row[1] in some]
    width = max((len(choice.id) for _number, choice in rows), default=0)
    for number, choice in rows[:LISTED] if some is not None else rows:
        shown = f"{number:>4}  {choice.id:<{width}}  {line(choice.name)}"
        sys.stderr.write(f"{fitted(shown, sys.stderr)}\n")


def _meant(reply: str, choices: list[Choice], *, many: bool) -> Plain:
    """Return the value that was meant; None, with a word about it, when that is not clear."""
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
