from __future__ import annotations

import io
import sys

import pytest

from innoctl.cli import ask
from innoctl.cli.context import run
from innoctl.locale import use


class Person(io.StringIO):
    """Standard input with somebody at it."""

    def isatty(self) -> bool:
        return True


def sit_down(monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO) -> None:
    """Put somebody at the terminal (in the test itself: pytest swaps the streams after set-up)."""
    run.start()
    use("en")
    monkeypatch.setattr("sys.stderr", Person())
    monkeypatch.setattr("sys.stdin", stdin)


def test_a_question_off_a_terminal_names_the_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, io.StringIO("y\n"))
    with pytest.raises(ask.NeedsTerminal) as caught:
        ask.confirm("remove it?")
    assert dict(caught.value.params) == {"flag": "--yes"}


def test_no_input_asks_nothing_on_a_terminal_either(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, Person("y\n"))
    run.no_input = True
    with pytest.raises(ask.NeedsTerminal):
        ask.text("title", "--title")
    run.start()


@pytest.mark.parametrize(("typed", "meant"), [("y\n", True), ("\n", False), ("what\nyes\n", True)])
def test_an_answer_is_yes_no_or_asked_again(
    typed: str, *, meant: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit_down(monkeypatch, Person(typed))
    assert ask.confirm("sure?") is meant


def test_a_question_can_lean_to_yes_and_show_more(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, Person("\n"))
    assert ask.confirm("go on?", default=True)
    shown: list[str] = []
    sit_down(monkeypatch, Person("?\nno\n"))
    assert not ask.confirm("sure?", more=lambda: shown.append("all"))
    assert shown == ["all"]


def test_an_empty_answer_takes_the_default_or_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, Person("\n"))
    assert ask.text("stream", "--stream", default="corps") == "corps"
    sit_down(monkeypatch, Person("\nreal\n"))
    assert ask.text("title", "--title") == "real"


def test_walking_away_from_a_question_is_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, Person(""))
    with pytest.raises(KeyboardInterrupt):
        ask.text("title", "--title")


def test_after_a_question_mark_comes_no_colon(monkeypatch: pytest.MonkeyPatch) -> None:
    sit_down(monkeypatch, Person("a\nb\n"))
    ask.text("why?", "--why")
    ask.text("title", "--title")
    assert isinstance(sys.stderr, Person)
    assert sys.stderr.getvalue() == "why? title: "
