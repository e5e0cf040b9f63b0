"""What later words say beside the verdict of those that a decision was approved with."""

from __future__ import annotations

from innoctl.errors import Finding
from innoctl.rules.shares import Share, Stake
from innoctl.rules.votes import Counted, Verdict
from tests.rules.approving import STREAM, SUBJECT


def refused(name: str) -> Finding:
    return Finding.of("G501", f"approvals/{name}.yaml")


def counted(person: str, principal: str) -> Counted:
    return Counted(person, principal, "signed", f"approvals/{person}.yaml")


OWN, DEPUTY = counted("a", "a"), counted("d", "c")
THEN = Verdict("signed", (OWN, DEPUTY), 2, (refused("x"),))
LATER = {f"approvals/{name}.yaml" for name in ("b", "c", "y")}


def test_what_later_words_say_stands_beside_what_approved() -> None:
    third = counted("b", "b")
    whole = Verdict("", (OWN, third), 2, (refused("d"), refused("y")), ("c",), ("e",))
    said = Verdict(
        "signed", (OWN, DEPUTY, third), 2, (refused("x"), refused("y")), ("c",), ("e",)
    )  # fmt: skip
    assert THEN.with_later(whole, LATER) == said


def test_nobody_counts_beside_a_word_that_counted_for_him_or_was_his() -> None:
    for late in (counted("c", "c"), counted("d", "e"), counted("e", "a")):
        whole = THEN._replace(counted=(late,))
        assert THEN.with_later(whole, LATER) == THEN


def test_where_too_few_approved_before_all_words_are_weighed_together() -> None:
    short = THEN._replace(grade="")
    whole = Verdict("signed", (counted("b", "b"), OWN), 2, ())
    assert short.with_later(whole, LATER) is whole


def test_the_judges_of_a_decision_are_named_once_each_with_who_took_and_who_pays() -> None:
    stakes = (Stake("corps", "move", 0), Stake(STREAM, "concept", 0))
    shares = (Share("unit/west", 5), Share("", 5), Share("corps", 5))
    both = SUBJECT._replace(stakes=stakes, shares=shares)
    assert SUBJECT.judges == (STREAM,)
    assert both.judges == (STREAM, "corps", "unit/west", "-")
    assert both._replace(owned=("process", "agenda")).judges == ("process", "agenda")
