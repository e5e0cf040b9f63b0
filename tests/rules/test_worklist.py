"""All that an idea waits for at once, and who decides where."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from innoctl.model.authority_facts import AuthorityFacts, DeputyFacts, GatekeeperFacts, MandateFacts
from innoctl.model.facts import DecisionFacts
from innoctl.model.policy import ProcessFacts
from innoctl.model.policy_reading import organisation_facts
from innoctl.rules.life import life
from innoctl.rules.mandate import Policy
from innoctl.rules.worklist import Task, gatekeepers, tasks
from tests.rules.made import PROCESS, START, day, decision, idea

TODAY = START + timedelta(days=100)
ANSWERED = [{"on": day(5), "by": "p-1", "text": "dank"}]


def asking(*roles: str) -> ProcessFacts:
    gates = tuple(gate._replace(roles=roles) for gate in PROCESS.gates)
    return PROCESS._replace(gates=gates)


def found(
    *rows: DecisionFacts, today: date = TODAY, process: ProcessFacts = PROCESS, **values: Any
) -> list[Task]:
    one = idea(**values)
    return list(tasks(life(one, rows, process, today), one, process, today))


def test_nothing_an_idea_waits_for_is_left_out() -> None:
    conditions = (("c1", "p-8", day(80)),)
    rows = [
        decision(1, "concept", "conditional_go", 40, to_phase="creation", conditions=conditions)
    ]
    handed_in = [{"gate": "product", "on": day(60)}]
    assert found(*rows, handed_in=handed_in) == [
        Task("condition", "owner", "p-8", day(40), day(80), detail="01.c1"),
        Task("first-answer", "brokers", "", day(0), day(30)),
        Task("decision", "gatekeepers", "", day(60), day(90), "product"),
        Task("broker", "director", "", day(0)),
    ]


def test_a_hold_waits_for_the_gatekeepers_from_its_day_on() -> None:
    rows = [decision(1, "concept", "hold", 40, until=day(90))]
    over = Task("hold-over", "gatekeepers", "", day(90), gate="concept")
    assert found(*rows, feedback=ANSWERED) == [over]
    assert found(*rows, feedback=ANSWERED, today=START + timedelta(days=89)) == []


def test_a_submitter_waits_for_the_broker_of_the_idea() -> None:
    (task,) = found(broker="p-3")
    assert task == Task("first-answer", "broker", "p-3", day(0), day(30))


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({}, "sponsor, team"),
        ({"sponsor": "p-4"}, "team"),
        ({"team": [{"person": "p-5", "role": "x", "side": "innovation"}]}, "sponsor, team"),
        (
            {"sponsor": "p-4", "team": [{"person": "p-5", "role": "x", "side": "support"}]},
            "",
        ),
        (
            {"sponsor": "p-4", "team": [{"person": "p-5", "role": "x", "side": "support", "until": day(99)}]},
            "team",
        ),
    ],
)  # fmt: skip
def test_the_broker_finds_the_people_that_the_next_gate_asks_for(values: Any, lacking: str) -> None:
    process = asking("broker", "sponsor", "team")
    rows = found(process=process, broker="p-3", feedback=ANSWERED, **values)
    expected = Task("roles", "broker", "p-3", day(0), gate="concept", detail=lacking)
    assert rows == ([expected] if lacking else [])


def test_a_closed_idea_waits_for_nobody() -> None:
    assert found(decision(1, "concept", "no_go", 40)) == []


ORGANISATION = organisation_facts(
    {
        "streams": [{"id": "unit/oost", "name": "Oost", "director": "p-9"}],
        "roles": [{"id": "holder", "name": "houder"}],
        "holders": [
            {"role": "holder", "person": "p-1", "scope": "unit/oost", "from": "2026-01-01"},
            {"role": "holder", "person": "p-2", "scope": "unit/west", "from": "2026-01-01"},
            {"role": "holder", "person": "p-3", "scope": "unit/oost", "from": "2025-01-01", "until": "2025-12-31"},
        ],
    }
)  # fmt: skip
AUTHORITY = AuthorityFacts(
    mandates=(MandateFacts(("unit/*",), ("concept",), ("holder",)),),
    gatekeepers=tuple(GatekeeperFacts(f"p-{number}") for number in (1, 2, 3)),
    deputies=(
        DeputyFacts("p-7", "p-1"),
        DeputyFacts("p-8", "p-2"),
        DeputyFacts("p-6", "p-1", until="2026-01-31"),
    ),
)


def test_gatekeepers_hold_the_role_now_and_deputies_stand_in_for_them() -> None:
    policy = Policy(AUTHORITY, ORGANISATION)
    assert gatekeepers(policy, "unit/oost", "concept", TODAY) == ("p-1", "p-7")


def test_where_nobody_has_the_right_the_director_is_the_one_to_ask() -> None:
    for authority in (AUTHORITY, None):
        policy = Policy(authority, ORGANISATION)
        assert gatekeepers(policy, "unit/oost", "product", TODAY) == ("p-9",)
        assert gatekeepers(policy, "corps", "concept", TODAY) == ()
