"""Advice on who holds what: history is no fault, a role that nobody holds is worth a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from innoctl.model.policy_reading import organisation_facts
from innoctl.rules.advice import Look, on_idea, on_mandates
from innoctl.rules.life import life
from tests.rules.made import PROCESS, START, decision, idea

OOST = "unit/oost"
PAST = {"until": "2025-08-31"}


def holder(person: str, scope: str = OOST, **period: str) -> dict[str, Any]:
    return {"role": "broker", "person": person, "scope": scope, **period}


def vacant(*holders: dict[str, Any]) -> list[tuple[Any, str]]:
    """Return place and person of each role that is said to be held by nobody."""
    found = on_mandates(organisation_facts({"holders": list(holders)}), {}, START)
    return [(row.field, dict(row.params)["person"]) for row in found if row.code == "A613"]


def test_a_role_that_nobody_holds_any_more_is_named_once_by_its_last_holder() -> None:
    older, last = holder("p-1", until="2024-12-31"), holder("p-2", **PAST)
    assert vacant(older, last) == [(("holders", 1, "until"), "p-2")]
    assert vacant(last, older) == [(("holders", 0, "until"), "p-2")]


@pytest.mark.parametrize(
    "now",
    [
        holder("p-2"),
        holder("p-2", until=START.isoformat()),
        {"role": "broker", "person": "p-2"},
    ],
)
def test_an_earlier_holder_is_history_where_somebody_holds_the_role(now: dict[str, Any]) -> None:
    assert vacant(holder("p-1", **PAST), now) == []


def test_somebody_elsewhere_or_later_does_not_hold_the_role_here_now() -> None:
    elsewhere = holder("p-2", "unit/west")
    later = holder("p-3", **{"from": "2026-06-01"})
    assert vacant(holder("p-1", **PAST), elsewhere, later) == [(("holders", 0, "until"), "p-1")]


def test_a_deputy_or_key_beyond_its_last_day_stays_a_warning() -> None:
    authority = {"deputies": [{"person": "p-1", "for": "p-2", **PAST}, {"until": "2026-12-31"}]}
    (found,) = on_mandates(organisation_facts({}), authority, START)
    assert (found.code, found.severity, found.field) == (
        "A614",
        "warning",
        ("deputies", 0, "until"),
    )


@pytest.mark.parametrize("outcome", ["no_go", "hold", "rework"])
@pytest.mark.parametrize("answers", [True, False])
def test_a_submitter_who_never_heard_anything_is_named_whatever_became_of_the_idea(
    outcome: str, *, answers: bool
) -> None:
    one, rows = idea(), [decision(1, "concept", outcome, 20, until="2027-01-01", answers=answers)]
    today = START + timedelta(days=31)
    look = Look("ideas/x.yaml", one, life(one, rows, PROCESS, today), PROCESS, {})
    codes = [finding.code for finding in on_idea(look, today)]
    assert ("A607" in codes) == (not answers)
