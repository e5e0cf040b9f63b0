"""A decision stands on what was judged: the idea at its base, the files of its evidence."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.model.checklist import QuestionFacts
from innoctl.model.policy import CriterionFacts
from innoctl.rules.landing import Ground, Landed, grounded, looked_at, tampered
from tests.rules.made import PROCESS

IDEA = "ideas/2026-01/k3f9ab-een-idee.yaml"
PATH = "decisions/2026-01/k3f9ab-01-concept.yaml"
BASE = "b" * 40
DATA: dict[str, Any] = {
    "idea": "k3f9ab", "what": "concept", "outcome": "go", "base_commit": BASE,
    "evidence": [{"path": IDEA, "sha256": "aa"}], "criteria": [{"id": "added-value"}],
}  # fmt: skip
STATE = {"id": "k3f9ab", "title": "Een idee", "value": "Een uur", "phase": "ideation"}
ASKING = PROCESS._replace(
    criteria=(
        CriterionFacts("added-value", (), evidence=("value", "effect.measured")),
        CriterionFacts("feasibility", (), evidence=("experiments.result",)),
    ),
    gates=(PROCESS.gates[0]._replace(criteria=("feasibility",)), *PROCESS.gates[1:]),
)


def ground(**more: Any) -> Ground:
    given = {"before": STATE, "after": STATE, "judged": STATE, "sums": ((IDEA, "aa"),), **more}
    return Ground(IDEA, **given)


def found(*, reviewed: bool = True, stands: Ground | None = None, **more: Any) -> list[Finding]:
    row = Landed(PATH, {**DATA, **more}, "0f")
    return list(grounded(row, stands or ground(), ASKING, reviewed=reviewed))


def test_a_decision_on_what_was_judged_stands() -> None:
    assert found() == []
    assert found(reviewed=False) == []


def test_a_record_that_changed_or_went_is_named() -> None:
    assert tampered(Landed(PATH, {}, "0f")) == Finding.of("G526", PATH, file=PATH)
    assert tampered(Landed(PATH, None, "")) == Finding.of("G527", PATH, file=PATH)


def test_a_decision_brings_no_more_of_the_idea_than_its_derived_lines() -> None:
    moved = {**STATE, "phase": "creation", "state": "active", "stream": "corps"}
    assert found(stands=ground(after=moved)) == []
    brought = {**STATE, "value": "Twee uur", "title": "Beter", "effect": 1}
    said = Finding.of("G528", IDEA, ("title",), idea="k3f9ab", keys="title, value, effect")
    assert found(stands=ground(after=brought)) == [said]
    assert found(stands=ground(after={key: STATE[key] for key in ("id", "phase")})) == [said._replace(
        params=(("idea", "k3f9ab"), ("keys", "title, value")),
    )]  # fmt: skip
    assert found(stands=ground(before=None)) == found(stands=ground(before=None, after=None))


@pytest.mark.parametrize("told", [{"base_commit": None}, {"evidence": []}, {"evidence": ["x"]}])
def test_a_reviewed_decision_at_a_gate_says_what_was_judged(told: dict[str, Any]) -> None:
    said = Finding.of("G544", PATH, ("evidence",), file=IDEA, idea="k3f9ab")
    assert found(**told) == [said]
    assert found(**told, what="withdraw") == []
    assert found(**told, reviewed=False) == []


def test_where_nothing_is_reviewed_evidence_that_is_named_is_still_held_to() -> None:
    other = [{"path": "README.md", "sha256": "bb"}]
    said = Finding.of("G529", PATH, ("evidence", 0), file="README.md", idea="k3f9ab")
    assert found(evidence=other, reviewed=False) == [said]
    assert found(base_commit=None, evidence=other, reviewed=False) == []


def test_a_base_that_is_not_in_the_history_is_named() -> None:
    said = Finding.of("G530", PATH, ("base_commit",), commit="b" * 12, idea="k3f9ab")
    assert found(stands=ground(known=False, judged=None, sums=())) == [said]


def test_a_record_that_cannot_be_read_is_no_decision_at_a_gate() -> None:
    assert list(grounded(Landed(PATH, None, "0f"), ground(), ASKING, reviewed=True)) == []


def test_evidence_is_held_to_its_bytes_at_the_base() -> None:
    rows = [{"path": IDEA, "sha256": "aa"}, {"path": "x", "sha256": "bb"}, {"path": "y"}]
    said = [
        Finding.of("G529", PATH, ("evidence", place), file=file, idea="k3f9ab")
        for place, file in ((1, "x"), (2, "y"))
    ]
    assert found(evidence=rows) == said
    assert found(evidence=rows[:1], stands=ground(sums=((IDEA, "ab"),))) == [
        Finding.of("G529", PATH, ("evidence", 0), file=IDEA, idea="k3f9ab")
    ]
    gone = [rows[0], {"path": "x", "sha256": ""}]
    assert found(evidence=gone) == []


def test_what_changed_since_is_refused_where_it_was_judged_and_listed_where_not() -> None:
    since = {**STATE, "title": "Beter", "value": "Niets", "experiments": [], "state": "active"}
    since["tags"] = ["x"]
    touched = {"idea": "k3f9ab", "keys": "value, experiments"}
    rest = {"idea": "k3f9ab", "keys": "title, tags"}
    assert found(stands=ground(before=since, after=since)) == [
        Finding.of("G531", PATH, ("base_commit",), **touched),
        Finding.of("G532", PATH, ("base_commit",), **rest),
    ]


def test_a_decision_looks_at_what_its_criteria_and_its_gate_name() -> None:
    gate = ASKING.gates[0]._replace(
        roles=("broker", "stream"), deliverables=("proof",), checklist=True
    )
    asking = ASKING._replace(gates=(gate,), checklist=(QuestionFacts("privacy", ()),))
    judged = {"value", "effect"}
    everything = {*judged, "experiments", "broker", "deliverables", "checklist", "touches_persons"}
    assert looked_at(DATA, asking) == everything
    assert looked_at({**DATA, "outcome": "conditional_go"}, asking) == everything
    assert looked_at({**DATA, "outcome": "no_go"}, asking) == judged
    assert looked_at({**DATA, "what": "move"}, asking) == judged
    assert looked_at(DATA, ASKING) == {*judged, "experiments"}
    assert looked_at({**DATA, "criteria": [{"id": "unknown"}, "x"]}, ASKING) == {"experiments"}
    assert looked_at({**DATA, "criteria": "added-value"}, ASKING) == {"experiments"}
