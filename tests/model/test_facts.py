"""Facts and models read the same files: what a figure counts is what the model takes."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from innoctl.model import decision, idea
from innoctl.model.base import DIGITS
from innoctl.model.facts import HORIZONS, OUTCOMES, STATES
from innoctl.model.facts_reading import decision_facts, idea_facts
from innoctl.model.kinds import kind_of
from innoctl.model.policy_reading import agenda_facts, budget_facts, portfolio_facts
from innoctl.model.validate import validate
from innoctl.model.values import cents

IDEA: dict[str, Any] = {
    "schema": "innoctl/idea/1",
    "id": "k3f9ab",
    "title": "Scrum in de opsporing",
    "stream": "unit/oost",
    "phase": "ideation",
    "state": "active",
    "submitted_on": "2026-01-12",
}
DECISION: dict[str, Any] = {
    "schema": "innoctl/decision/1",
    "portfolio": "politie",
    "idea": "k3f9ab",
    "what": "concept",
    "outcome": "go",
    "after": None,
    "from_phase": "ideation",
    "to_phase": "creation",
    "stream": "unit/oost",
    "proposed_by": "p-0103",
    "decided_on": "2026-03-12",
}
PERSON = {"person": "p-1", "role": "lead", "side": "operation"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"horizon": True},
        {"horizon": False},
        {"horizon": 0},
        {"horizon": 4},
        {"horizon": 10**30},
        {"horizon": 2.0},
        {"id": "x\n--yes\x1b[31m"},
        {"id": "--yes"},
        {"id": 152340.0},
        {"state": "Active"},
        {"submitted_on": "2026-02-30"},
        {"submitted_on": "2026-W01-1"},
        {"submitted_on": "٢٠٢٦-٠١-٠١"},
        {"submitted_on": "2026-01-01\n"},
        {"themes": ""},
        {"themes": 0},
        {"themes": {}},
        {"team": ""},
        {"team": {}},
        {"scaling": []},
        {"scaling": False},
        {"team": [{**PERSON, "until": ""}]},
    ],
)
def test_what_the_model_refuses_of_an_idea_is_no_fact(wrong: dict[str, Any]) -> None:
    assert validate("idea", IDEA | wrong)
    assert idea_facts(IDEA | wrong) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"idea": "../../x"},
        {"outcome": "maybe"},
        {"decided_on": "20260312"},
        {"until": ""},
        {"resources": [{"budget": "b", "amount": "١٢.٥٠"}]},
        {"resources": [{"budget": "b", "amount": "1" * (DIGITS + 1) + ".00"}]},
        {"resources": [{"budget": "b", "amount": "-1.00"}]},
        {"resources": [{"budget": "b", "amount": 12.5}]},
    ],
)
def test_what_the_model_refuses_of_a_decision_is_no_fact(wrong: dict[str, Any]) -> None:
    assert validate("decision", DECISION | wrong)
    assert decision_facts(DECISION | wrong, "01", "0" * 64) is None


@pytest.mark.parametrize("absent", [{"scaling": None}, {"horizon": None}, {"broker": None}])
def test_nothing_is_as_good_as_absent(absent: dict[str, Any]) -> None:
    assert validate("idea", IDEA | absent) == []
    assert idea_facts(IDEA | absent) == idea_facts(IDEA)


def test_facts_and_models_know_the_same_words() -> None:
    assert get_args(decision.Outcome) == OUTCOMES
    assert get_args(idea.Idea.model_fields["state"].annotation) == STATES
    assert all(validate("idea", IDEA | {"horizon": horizon}) == [] for horizon in HORIZONS)
    assert cents("1" * DIGITS + ".99") == int("1" * DIGITS + "99")


def test_policy_that_the_model_refuses_is_as_good_as_absent() -> None:
    shares = {"h1": "abc", "h2": "0.3", "h3": "0.2"}
    facts = portfolio_facts({"today": "2026-W01-1", "norms": {"horizons": shares}})
    assert (facts.today, facts.horizons) == ("", ())
    (theme,) = agenda_facts({"themes": [{"id": "t", "from": "2026-W01-1"}]}).themes
    assert theme.since == ""
    assert budget_facts({"year": 2026, "budgets": [{"id": "b", "amount": "١٢.٥٠"}]}) == ()


def test_a_path_is_written_in_plain_digits() -> None:
    assert kind_of("budgets/2026.yaml")
    assert kind_of("budgets/２０２６.yaml") is None
    assert kind_of("ideas/２０２６-01/k3f9ab-x.yaml") is None
