"""For whom an idea waits, for what and since when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from innoctl.model.facts import DecisionFacts
from innoctl.rules.life import life
from innoctl.rules.waiting import Wait, first_answer, waiting
from tests.rules.made import PROCESS, START, day, decision, idea

TODAY = START + timedelta(days=100)
ANSWERED = [{"on": day(5), "by": "p-1", "text": "dank"}]


def wait(
    rows: list[DecisionFacts] | None = None, today: date = TODAY, **values: Any
) -> Wait | None:
    one = idea(**values)
    return waiting(life(one, rows or [], PROCESS, today), one, PROCESS, today)


def after(number: int) -> date:
    return START + timedelta(days=number)


def test_a_dossier_waits_for_the_gatekeepers_since_it_was_handed_in() -> None:
    found = wait(handed_in=[{"gate": "concept", "on": day(30)}], feedback=ANSWERED)
    assert found == Wait("gatekeepers", "decision", after(30), "gatekeepers")


@pytest.mark.parametrize("outcome", ["rework", "go"])
def test_a_decided_dossier_waits_no_longer(outcome: str) -> None:
    rows = [decision(1, "concept", outcome, 40)]
    handed_in = [{"gate": "concept", "on": day(30)}]
    assert wait(rows, handed_in=handed_in, feedback=ANSWERED, broker="p-1") is None


def test_a_dossier_handed_in_again_after_rework_waits_anew() -> None:
    rows = [decision(1, "concept", "rework", 40)]
    handed_in = [{"gate": "concept", "on": day(30)}, {"gate": "concept", "on": day(60)}]
    found = wait(rows, handed_in=handed_in)
    assert found is not None
    assert found.since == after(60)


def test_a_dossier_for_a_later_gate_or_a_later_day_waits_for_nobody_yet() -> None:
    handed_in = [{"gate": "product", "on": day(30)}, {"gate": "concept", "on": day(101)}]
    assert wait(handed_in=handed_in, feedback=ANSWERED, broker="p-1") is None


def test_a_hold_waits_for_the_gatekeepers_from_the_day_it_ends() -> None:
    rows = [decision(1, "concept", "hold", 40, until=day(90))]
    assert wait(rows, today=after(89)) is None
    assert wait(rows) == Wait("gatekeepers", "hold-over", after(90), "gatekeepers")


def test_an_open_condition_waits_for_its_owner_until_it_is_met() -> None:
    conditions = (("c1", "p-8", day(80)), ("c2", "p-9", day(70)))
    rows = [
        decision(1, "concept", "conditional_go", 40, to_phase="creation", conditions=conditions)
    ]
    assert wait(rows) == Wait("p-9", "condition", after(40), "owner")
    met = [
        {"decision": "01", "id": name, "met_on": day(60), "evidence": "x", "accepted_by": "p-1"}
        for name in ("c1", "c2")
    ]
    assert wait(rows, conditions=met, feedback=ANSWERED, broker="p-1") is None
    assert wait(rows, today=after(50), conditions=met, feedback=ANSWERED) is not None


def test_a_submitter_without_an_answer_waits_for_the_broker_or_the_brokers() -> None:
    assert wait(broker="p-3") == Wait("p-3", "first-answer", START, "broker")
    assert wait() == Wait("brokers", "first-answer", START, "brokers")


def test_an_answered_idea_without_a_broker_waits_for_the_director() -> None:
    assert wait(feedback=ANSWERED) == Wait("director", "broker", START, "director")


def first(*rows: DecisionFacts, today: date = TODAY, **values: Any) -> str:
    one = idea(**values)
    return first_answer(life(one, rows, PROCESS, today), one, today)


def test_what_a_decision_tells_the_submitter_is_an_answer_of_its_day() -> None:
    told = decision(1, "concept", "rework", 3, answers=True)
    assert first(told) == day(3)
    assert first(told, feedback=ANSWERED) == day(3)
    assert first(decision(1, "concept", "rework", 8, answers=True), feedback=ANSWERED) == day(5)
    assert first(decision(1, "concept", "rework", 3)) == ""
    assert wait([told], broker="p-1") is None


def test_an_answer_counts_from_its_day_on_and_a_superseded_one_not_at_all() -> None:
    told = decision(1, "concept", "rework", 3, answers=True)
    assert first(told, today=after(2)) == ""
    silent = decision(2, "concept", "rework", 3, supersedes=told.digest)
    assert first(told, silent) == ""


def test_a_closed_idea_waits_for_nobody() -> None:
    assert wait([decision(1, "concept", "no_go", 40)]) is None
