"""What an idea has and lacks for its next gate: one row for each thing that is asked."""

from __future__ import annotations

import shlex
from datetime import date
from typing import Any

import pytest

from innoctl.codes import lookup
from innoctl.locale import Text, say
from innoctl.model.facts import DecisionFacts
from innoctl.model.facts_reading import idea_facts
from innoctl.model.policy import BudgetFacts
from innoctl.model.policy_reading import agenda_facts, process_facts
from innoctl.rules.life import life
from innoctl.rules.readiness import Row, readiness, shut
from tests.rules.made import START, day, decision

TODAY = date(2026, 6, 1)
QUESTION: dict[str, Any] = {"id": "privacy", "name": "Privacy?", "gate": "product"}
PROCESS: dict[str, Any] = {
    "phases": [
        {
            "id": "ideation",
            "deliverables": [{"id": "proof"}, {"id": "exploration", "required": False}],
        },
        {"id": "creation", "deliverables": [{"id": "product"}]},
        {"id": "scaling", "deliverables": [{"id": "handover"}]},
        {"id": "embedded"},
    ],
    "gates": [
        {
            "id": "concept",
            "from": "ideation",
            "to": "creation",
            "criteria": ["fit", "lawfulness", "value"],
            "deliverables": ["proof"],
            "roles": ["broker", "team"],
        },
        {"id": "product", "from": "creation", "to": "scaling", "criteria": [], "checklist": True},
        {"id": "embed", "from": "scaling", "to": "embedded", "criteria": [], "checklist": True},
    ],
    "criteria": [
        {"id": "fit", "evidence": ["themes", "directions"]},
        {"id": "lawfulness", "evidence": ["touches_persons", "checklist"]},
        {"id": "value", "evidence": ["value", "effect.target"]},
    ],
    "checklist": [QUESTION],
}
AGENDA = agenda_facts(
    {"themes": [{"id": "now", "from": "2026-01-01"}, {"id": "past", "until": "2025-12-31"}]}
)
READY: dict[str, Any] = {
    "id": "k3f9ab",
    "title": "Scrum in de opsporing",
    "stream": "unit/oost",
    "phase": "ideation",
    "state": "active",
    "submitted_on": day(0),
    "kind": "social",
    "value": "Minder plankzaken.",
    "themes": ["now"],
    "broker": "p-1",
    "team": [{"person": "p-2", "role": "agent", "side": "operation"}],
    "scaling": {"conditions": "Geen."},
    "deliverables": [{"id": "proof", "on": day(3)}, {"id": "exploration", "on": day(3)}],
}
GO = decision(1, "concept", "go", 10, to_phase="creation")
SCALED = decision(2, "product", "go", 20, from_phase="creation", to_phase="scaling")
TOUCHING: dict[str, Any] = {
    "kind": "technological",
    "touches_persons": True,
    "social_side": "Anders werken.",
}


def rows(
    *decisions: DecisionFacts,
    process: dict[str, Any] | None = None,
    budgets: tuple[BudgetFacts, ...] = (),
    gate: str = "",
    today: date = TODAY,
    overlay: dict[str, Any] | None = None,
    **values: Any,
) -> dict[str, Row]:
    """Return the rows of the idea that is ready for its first gate but for ``values``."""
    document = {key: value for key, value in {**READY, **values}.items() if value is not None}
    facts = idea_facts(document)
    assert facts is not None
    followed = process_facts({**PROCESS, **(process or {})}, overlay)
    lived = life(facts, decisions, followed, today)
    found = readiness(document, facts, lived, followed, AGENDA, today, gate=gate, budgets=budgets)
    assert len({row.key for row in found}) == len(found)
    for row in found:
        assert (row.light == "green") == (not row.code) == (not row.mend)
        if row.code:
            weight = {"error": "red", "advice": "amber"}[lookup(row.code).severity]
            assert row.light == weight
            assert "{" not in say(Text(lookup(row.code).message, row.params))
            assert shlex.split(row.mend)[0] == "innoctl"
    return {row.key: row for row in found}


def light(key: str, *decisions: DecisionFacts, **values: Any) -> tuple[str, str]:
    row = rows(*decisions, **values)[key]
    return row.light, row.code


def test_an_idea_with_all_that_its_gate_asks_for_is_green_throughout() -> None:
    found = rows()
    assert {row.light for row in found.values()} == {"green"}
    assert not shut(list(found.values()))


def test_what_is_required_keeps_the_gate_shut_and_the_rest_is_advice() -> None:
    found = rows(deliverables=None)
    assert [found[f"deliverable.{name}"].code for name in ("proof", "exploration")] == [
        "D601",
        "D602",
    ]
    assert [row.key for row in shut(list(found.values()))] == ["deliverable.proof"]
    assert not shut(list(rows(deliverables=[{"id": "proof", "on": day(3)}]).values()))


def test_what_is_delivered_later_is_not_there_yet() -> None:
    later = [{"id": "proof", "on": "2026-06-02"}]
    assert light("deliverable.proof", deliverables=later) == ("red", "D601")
    assert light("deliverable.proof", deliverables=later, today=date(2026, 6, 2)) == ("green", "")


@pytest.mark.parametrize(("required", "code"), [(True, "D601"), (False, "D602")])
def test_a_stream_asks_for_deliverables_and_roles_of_its_own(*, required: bool, code: str) -> None:
    overlay = {
        "deliverables": [{"id": "view", "required": required}],
        "gates": [{"gate": "concept", "deliverables": ["view"], "roles": ["coach"]}],
    }
    found = rows(overlay=overlay)
    assert found["deliverable.view"].code == code
    assert (found["role.coach"].code, found["role.coach"].waivable) == ("D603", True)


def test_a_field_that_holds_a_deliverable_is_the_deliverable() -> None:
    gates = [{**PROCESS["gates"][0], "deliverables": ["scaling-conditions"]}]
    process: dict[str, Any] = {"gates": gates}
    assert light("deliverable.scaling-conditions", process=process) == ("green", "")
    assert light("deliverable.scaling-conditions", process=process, scaling=None)[1] == "D601"
    assert "scaling.conditions" not in rows(process=process)


def test_scaling_is_explored_before_creation_whatever_the_process_says() -> None:
    assert light("scaling.conditions", scaling=None) == ("red", "D612")
    assert light("scaling.conditions", scaling={"conditions": " \n"}) == ("red", "D612")


@pytest.mark.parametrize(
    ("team", "code"),
    [
        (None, "D603"),
        ([{"person": "p-2", "role": "x", "side": "innovation"}], "D604"),
        ([{"person": "p-2", "role": "x", "side": "support"}], ""),
        ([{"person": "p-2", "role": "x", "side": "operation", "until": "2026-05-31"}], "D603"),
        ([{"person": "p-2", "role": "x", "side": "operation", "until": "2026-06-01"}], ""),
    ],
)
def test_a_team_has_somebody_from_the_work_process_now(team: Any, code: str) -> None:
    assert rows(team=team)["role.team"].code == code


def test_somebody_must_carry_scaling_even_where_a_process_forgets_it() -> None:
    assert rows(GO)["role.change_lead"].code == "D603"
    assert rows(GO, change_lead="p-4")["role.change_lead"].light == "green"
    assert "role.change_lead" not in rows()


def test_a_criterion_is_judged_by_any_of_the_fields_that_it_names() -> None:
    assert light("criterion.value", value=None) == ("red", "D605")
    assert light("criterion.value", value=None, effect={"target": "4"}) == ("green", "")
    assert rows(value=" ")["criterion.value"].waivable


def test_of_a_social_idea_nothing_is_asked_that_is_about_technology() -> None:
    assert rows()["criterion.lawfulness"].light == "green"
    technological: dict[str, Any] = {"kind": "technological", "social_side": "Anders."}
    row = rows(**technological)["criterion.lawfulness"]
    assert (row.code, row.waivable) == ("D626", False)
    untouched = rows(**technological, touches_persons=False)["criterion.lawfulness"]
    assert untouched.light == "green"
    params = dict(untouched.params)
    assert (params["fields"], params["no"]) == ("touches_persons", "touches_persons")


@pytest.mark.parametrize("themes", [None, ["past"], ["elsewhere"]])
def test_fit_is_advice_at_the_first_gate_of_a_unit_and_required_later(themes: Any) -> None:
    assert light("criterion.fit", themes=themes) == ("amber", "D607")
    corps: dict[str, Any] = {"stream": "corps"}
    assert light("criterion.fit", themes=themes, **corps) == ("red", "D606")
    gates = [{**gate, "criteria": ["fit"]} for gate in PROCESS["gates"]]
    assert light("criterion.fit", GO, themes=themes, process={"gates": gates}) == ("red", "D606")


CONDITIONS = (("c1", "p-8", "2026-06-01"), ("c2", "p-9", "2026-05-31"))


def test_an_open_condition_keeps_the_next_gate_shut_and_nobody_can_waive_it() -> None:
    conditional = GO._replace(outcome="conditional_go", conditions=CONDITIONS)
    found = rows(conditional)
    assert [found[f"condition.01.{name}"].code for name in ("c1", "c2")] == ["D608", "D609"]
    assert not found["condition.01.c1"].waivable
    met = [{"decision": "01", "id": "c1", "met_on": day(30)}]
    found = rows(conditional, conditions=met)
    assert [found[f"condition.01.{name}"].light for name in ("c1", "c2")] == ["green", "red"]


def test_technology_says_what_changes_for_people_or_waits_for_ever() -> None:
    row = rows(kind="technological", touches_persons=False)["social-side"]
    assert (row.light, row.code, row.waivable, row.source) == ("red", "D610", False, "V4")
    assert light("social-side", kind=None) == ("red", "D611")
    assert light("social-side", **TOUCHING) == ("green", "")


@pytest.mark.parametrize(
    ("scaling", "lacking"),
    [
        ({}, {"scaling.strategy": "D614"}),
        ({"strategy": "implement"}, {"scaling.receiver": "D615", "scaling.handover": "D615"}),
        ({"strategy": "implement", "receiver": "PDC", "handover": "In juni."}, {}),
        (
            {"strategy": "spread", "network": "Scrummasters"},
            {"scaling.stories": "D615", "scaling.ambassadors": "D615"},
        ),
        (
            {"strategy": "spread", "network": "n", "stories": ["s"], "ambassadors": ["p-1"]},
            {},
        ),
    ],
)
def test_each_strategy_of_scaling_has_its_needs(scaling: Any, lacking: dict[str, str]) -> None:
    for decisions in ((GO,), (GO, SCALED)):
        found = rows(*decisions, scaling=scaling)
        red = {key: row.code for key, row in found.items() if key[:8] == "scaling." and row.code}
        assert red == lacking
    assert "scaling.strategy" not in rows(scaling=scaling)


def test_a_study_of_effects_is_advice_before_scaling() -> None:
    assert light("effect.study", GO) == ("amber", "D613")
    assert light("effect.study", GO, effect={"study": "lectoraat"}) == ("green", "")


def budget(name: str, kind: str, year: int = 2026) -> BudgetFacts:
    return BudgetFacts(name, year, "final", "unit/oost", kind, "p-1", 100, ())


def test_scaling_is_not_paid_from_an_innovation_budget() -> None:
    both = (budget("inno", "innovation"), budget("real", "realisation"))
    assert light("money.realisation", GO, budgets=both) == ("green", "")
    assert light("money.realisation", GO, budgets=both[:1]) == ("amber", "D617")
    last_year = (budget("real", "realisation", 2025),)
    assert light("money.realisation", GO, budgets=last_year) == ("amber", "D617")
    paid = SCALED._replace(resources=(("inno", 500), ("real", 500)))
    row = rows(GO, paid, budgets=both)["money.02.inno"]
    assert (row.code, row.waivable, row.source) == ("D616", False, "V23")
    assert "money.02.real" not in rows(GO, paid, budgets=both)
    creating = GO._replace(resources=(("inno", 500),))
    assert not [key for key in rows(creating, SCALED, budgets=both) if key.startswith("money.0")]


def test_the_last_gate_asks_for_an_effect_that_was_measured() -> None:
    found = rows(GO, SCALED, effect={"what": "dagen", "baseline": "62", "measured": []})
    lights = {part: found[f"effect.{part}"].light for part in ("baseline", "target", "measured")}
    assert lights == {"baseline": "green", "target": "red", "measured": "red"}
    assert "effect.baseline" not in rows(GO)


def asked(answer: Any = None, *, today: date = TODAY, **question: Any) -> tuple[str, str]:
    """Return the light and code of one question for technology that touches persons; '' if not asked."""
    checklist = [] if answer is None else [{"id": "privacy", **answer}]
    process = {"checklist": [{**QUESTION, **question}]}
    found = rows(GO, process=process, today=today, checklist=checklist, tags=["ai"], **TOUCHING)
    row = found.get("checklist.privacy")
    assert row is None or not row.waivable
    return (row.light, row.code) if row else ("", "")


ANSWERS = [{"id": "minimal", "name": "x"}, {"id": "prohibited", "name": "y", "shuts": True}]


@pytest.mark.parametrize(
    ("answer", "question", "expected"),
    [
        (None, {}, ("red", "D620")),
        ({"status": "open"}, {}, ("red", "D620")),
        ({"status": "done"}, {}, ("green", "")),
        ({"status": "not_applicable"}, {"answers": ANSWERS}, ("green", "")),
        (None, {"required": False}, ("amber", "D621")),
        (None, {"since": "2026-06-02"}, ("amber", "D622")),
        (None, {"since": "2026-06-01"}, ("red", "D620")),
        (None, {"until": "2026-05-31"}, ("", "")),
        (None, {"until": "2026-06-01"}, ("red", "D620")),
        ({"status": "done"}, {"answers": ANSWERS}, ("red", "D623")),
        ({"status": "done", "answer": "other"}, {"answers": ANSWERS}, ("red", "D624")),
        ({"status": "done", "answer": "minimal"}, {"answers": ANSWERS}, ("green", "")),
        ({"status": "done", "answer": "prohibited"}, {"answers": ANSWERS}, ("red", "D625")),
        ({"status": "not_applicable", "answer": "prohibited"}, {"answers": ANSWERS}, ("red", "D625")),
        ({"status": "done", "answer": "prohibited"}, {"answers": ANSWERS, "required": False}, ("red", "D625")),
        (None, {"gate": "embed"}, ("", "")),
        (None, {"gate": "concept"}, ("red", "D620")),
        (None, {"when": {"kind": "social"}}, ("", "")),
        (None, {"when": {"touches_persons": False}}, ("", "")),
        (None, {"when": {"touches_persons": True, "tags": ["ai", "ml"]}}, ("red", "D620")),
        (None, {"when": {"technologies": ["sensing"]}}, ("", "")),
        (None, {"when": {}}, ("red", "D620")),
    ],
)  # fmt: skip
def test_the_law_is_data_from_when_for_whom_and_with_which_answers(
    answer: Any, question: Any, expected: tuple[str, str]
) -> None:
    assert asked(answer, **question) == expected


def test_the_checklist_is_for_technology_that_touches_persons() -> None:
    assert "checklist.privacy" not in rows(GO)
    untouched: dict[str, Any] = {**TOUCHING, "touches_persons": False}
    assert "checklist.privacy" not in rows(GO, **untouched)
    unsaid: dict[str, Any] = {**TOUCHING, "touches_persons": None}
    assert light("checklist.touches_persons", GO, **unsaid) == ("red", "D626")
    assert not rows(GO, **unsaid)["checklist.touches_persons"].waivable
    assert not [key for key in rows(**TOUCHING) if key.startswith("checklist")]


def test_a_question_of_an_earlier_gate_counts_at_the_later_ones() -> None:
    found = rows(GO, SCALED, **TOUCHING)
    assert found["checklist.privacy"].code == "D620"


def test_a_gate_that_does_not_lead_out_of_the_phase_has_no_rows() -> None:
    assert rows(gate="product") == {}
    assert rows(gate="concept") == rows()


def test_a_closed_idea_has_no_gate_and_one_on_hold_still_has() -> None:
    assert rows(decision(1, "concept", "no_go", 10)) == {}
    assert rows(decision(1, "concept", "hold", 10, until=day(20)), today=START.replace(month=2))


def test_a_waiver_opens_what_can_be_waived_and_nothing_else() -> None:
    conditional = GO._replace(outcome="conditional_go", conditions=CONDITIONS)
    paid = SCALED._replace(resources=(("inno", 500),))
    innovation = (budget("inno", "innovation"),)
    unready: dict[str, Any] = {"kind": "technological", "touches_persons": True, "value": None}
    first = list(rows(deliverables=None, team=None, **unready).values())
    later = list(rows(conditional, paid, budgets=innovation, **unready).values())
    everything = [name for row in (*first, *later) for name in (row.key, row.waiver)]
    assert {row.key for row in shut(first, everything)} == {"social-side"}
    assert {row.key for row in shut(later, everything)} == {
        "social-side", "condition.01.c1", "condition.01.c2", "money.02.inno", "checklist.privacy",
    }  # fmt: skip
    waived = {row.key for row in shut(first)} - {
        row.key for row in shut(first, ["proof", "team", "value"])
    }
    assert waived == {"deliverable.proof", "role.team", "criterion.value"}
    assert shut(later, ["scaling.strategy"]) != shut(later)
