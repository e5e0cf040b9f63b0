"""Policy facts: what is there is read, what cannot be read is absent, nothing raises."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from innoctl.model.policy import in_language
from innoctl.model.policy_reading import (
    agenda_facts,
    budget_facts,
    organisation_facts,
    people_facts,
    portfolio_facts,
    process_facts,
)

READERS = (
    agenda_facts,
    budget_facts,
    organisation_facts,
    people_facts,
    portfolio_facts,
    process_facts,
)
KEYS = st.sampled_from(
    [
        "id",
        "name",
        "phases",
        "gates",
        "streams",
        "units",
        "holders",
        "from",
        "until",
        "budgets",
        "amount",
        "changes",
        "themes",
        "people",
        "norms",
        "horizons",
        "today",
        "stale_days",
        "on",
    ]
)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.just("2026-02-30"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)


@given(PLAIN)
def test_no_file_whatever_it_holds_stops_the_reading(data: Any) -> None:
    for read in READERS:
        read(data)
    process_facts({"gates": [{"id": "concept"}]}, data)


def test_an_overlay_adds_to_the_gates_and_replaces_single_norms() -> None:
    process = {
        "norms": {"feedback_days": 20, "stale_days": 50},
        "gates": [{"id": "concept", "from": "ideation", "to": "creation", "deliverables": ["a"]}],
    }
    overlay = {
        "norms": {"stale_days": 90},
        "gates": [{"gate": "concept", "deliverables": ["b", "a"], "roles": ["broker"]}],
    }
    facts = process_facts(process, overlay)
    assert facts.gates[0].deliverables == ("a", "b")
    assert facts.gates[0].roles == ("broker",)
    assert (facts.feedback_days, facts.decision_days, facts.stale_days) == (20, 30, 90)


def test_a_name_is_shown_in_the_language_asked_for_else_in_another() -> None:
    facts = process_facts(
        {"phases": [{"id": "a", "name": {"nl": "ideatie"}}, {"id": "b", "name": "B"}]}
    )
    assert in_language(facts.phases[0].name, "en") == "ideatie"
    assert in_language(facts.phases[1].name, "nl") == "B"
    assert in_language((), "nl") == ""


def test_who_holds_a_role_is_asked_for_a_stream_and_a_day() -> None:
    holders = [
        {"role": "broker", "person": "p-1"},
        {"role": "broker", "person": "p-2", "scope": "unit/oost", "until": "2026-03-31"},
        {"role": "broker", "person": "p-3", "scope": "corps"},
    ]
    facts = organisation_facts({"holders": holders})
    assert facts.persons("broker", "unit/oost", date(2026, 3, 31)) == ("p-2", "p-1")
    assert facts.persons("broker", "unit/oost", date(2026, 4, 1)) == ("p-1",)


def test_an_allocation_counts_its_changes_from_their_day_on() -> None:
    changes = [{"on": "2026-05-01", "amount": "-25.50", "why": "x"}]
    line = {"id": "b", "amount": "100.00", "changes": changes}
    (budget,) = budget_facts({"year": 2026, "budgets": [line, {"id": "c", "amount": 5}]})
    assert budget.allocated(date(2026, 4, 30)) == 10_000
    assert budget.allocated(date(2026, 5, 1)) == 7_450


def test_a_person_without_a_display_name_is_shown_by_id() -> None:
    facts = people_facts({"people": [{"id": "p-1", "name": "Sanne"}, {"id": "p-2"}]})
    assert [facts.name(person) for person in ("p-1", "p-2", "p-3")] == ["Sanne", "p-2", "p-3"]
