"""A decision follows from where an idea stands and what is said; what it leads to is proved by the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from innoctl.changes.decide import Decided, Intent, Standing, decide, full, sitting, untold
from innoctl.changes.edit import Set
from innoctl.locale import say_in
from innoctl.model.facts import DecisionFacts
from innoctl.model.validate import validate
from innoctl.rules.shares import Stake
from innoctl.store.yaml_document import load
from tests.rules.made import PROCESS, day, decision, idea

TODAY = date(2026, 12, 1)
BASE = "a" * 40
SAID: dict[str, dict[str, Any]] = {
    "go": {},
    "conditional_go": {"conditions": [{"text": "Roosters", "owner": "p-1", "due": day(200)}]},
    "no_go": {"reason_code": "little-value", "lesson": "Eerst zoeken."},
    "hold": {"until": day(300), "rationale": "Wacht op de wet."},
    "rework": {"missing": ["een begroting"]},
}


def standing(*rows: DecisionFacts, **values: Any) -> Standing:
    decisions = tuple((f"decisions/2026-01/k3f9ab-{r.number}-{r.what}.yaml", r) for r in rows)
    return Standing(
        "politie", "ideas/2026-01/k3f9ab-scrum.yaml", idea(**values), "b" * 64, decisions,
        PROCESS, BASE,
    )  # fmt: skip


def made(where: Standing, what: str, outcome: str, **said: Any) -> Decided:
    told = {"proposed_by": "p-1", "decided_on": day(100), **said}
    return decide(where, Intent(what, outcome, told))


def follows(decided: Decided) -> dict[str, Any]:
    return {str(e.field[0]): e.value for e in decided.edits if isinstance(e, Set)}


@pytest.mark.parametrize(
    ("outcome", "lines"),
    [
        ("go", {"phase": "creation"}),
        ("conditional_go", {"phase": "creation"}),
        ("no_go", {"state": "stopped"}),
        ("hold", {"state": "on_hold"}),
        ("rework", {}),
    ],
)
def test_only_the_lines_that_an_outcome_changes_are_edited(
    outcome: str, lines: dict[str, str]
) -> None:
    where = standing()
    decided = made(where, "concept", outcome, **SAID[outcome])
    assert follows(decided) == lines
    assert decided.file.path == "decisions/2026-01/k3f9ab-01-concept.yaml"
    assert validate("decision", decided.record) == []
    assert untold(where, decided, TODAY) == ()


def test_a_decision_reads_back_as_what_was_decided_with_its_schema_line() -> None:
    said = {"rationale": "Regel een.\n\nRegel: twee # en zo.", "lesson": "- geen lijst"}
    decided = made(standing(), "concept", "no_go", reason_code="little-value", **said)
    text = decided.file.content.decode()
    assert text.startswith("# yaml-language-server: $schema=../../.innoctl/schemas/decision.")
    assert load(decided.file.content) == (decided.record, [])
    assert "{" not in text.split("\n", 1)[1], "block style throughout"


def test_what_was_judged_and_the_chain_follow_and_cannot_be_said() -> None:
    first = decision(1, "concept", "rework", 10)
    lie = {"after": "c" * 64, "base_commit": "d" * 40, "stream": "corps", "schema": "x"}
    record = made(standing(first), "concept", "go", **lie).record
    assert record["after"] == first.digest
    assert record["base_commit"] == BASE
    assert record["stream"] == "unit/oost"
    assert record["evidence"] == [{"path": "ideas/2026-01/k3f9ab-scrum.yaml", "sha256": "b" * 64}]
    assert made(standing(), "concept", "go").record["after"] is None


def test_numbers_go_on_from_the_highest_and_stop_at_two_digits() -> None:
    first, stray = decision(1, "concept", "rework", 10), decision(7, "concept", "rework", 11)
    assert made(standing(first, stray), "concept", "go").file.path.endswith(
        "k3f9ab-08-concept.yaml"
    )
    assert not full(standing(decision(98, "concept", "rework", 1)))
    assert full(standing(decision(99, "concept", "rework", 1)))


def test_the_last_day_of_handing_in_before_the_decision_stands_in_it() -> None:
    handed_in = [
        {"gate": "concept", "on": day(20)},
        {"gate": "concept", "on": day(40)},
        {"gate": "concept", "on": day(140)},
        {"gate": "product", "on": day(50)},
    ]
    record = made(standing(handed_in=handed_in), "concept", "go").record
    assert record["handed_in_on"] == day(40)
    assert "handed_in_on" not in made(standing(), "concept", "go").record


def test_conditions_get_an_id_of_their_own_and_keep_the_one_they_have() -> None:
    conditions = [{"text": "a"}, {"id": "eigen", "text": "b"}, {"text": "c"}]
    record = made(standing(), "concept", "conditional_go", conditions=conditions).record
    assert [row["id"] for row in record["conditions"]] == ["c1", "eigen", "c3"]


@pytest.mark.parametrize(
    ("what", "outcome", "code"),
    [("product", "go", "D432"), ("onbekend", "go", "D433"), ("resume", "done", "D435")],
)
def test_what_the_rules_of_check_would_say_is_told_before_it_is_written(
    what: str, outcome: str, code: str
) -> None:
    where = standing()
    assert [one.code for one in untold(where, made(where, what, outcome), TODAY)] == [code]


def test_an_open_condition_keeps_the_next_gate_shut_for_a_go_and_not_for_a_no() -> None:
    met = decision(
        1,
        "concept",
        "conditional_go",
        10,
        to_phase="creation",
        conditions=(("c1", "p-1", day(90)),),
    )
    where = standing(met, phase="creation")
    shut = untold(where, made(where, "product", "go"), TODAY)
    assert [one.code for one in shut] == ["D436"]
    assert untold(where, made(where, "product", "no_go", reason_code="x"), TODAY) == ()
    closed = [{"decision": "01", "id": "c1", "met_on": day(80)}]
    done = standing(met, phase="creation", conditions=closed)
    assert untold(done, made(done, "product", "go"), TODAY) == ()


def test_a_closed_idea_takes_a_reopening_and_nothing_else() -> None:
    where = standing(decision(1, "concept", "no_go", 10), state="stopped")
    assert [f.code for f in untold(where, made(where, "concept", "go"), TODAY)] == ["D434"]
    again = made(where, "reopen", "done", rationale="De wet is er.")
    assert untold(where, again, TODAY) == ()
    assert follows(again) == {"state": "active"}


def test_an_embedded_idea_is_reopened_before_the_phase_in_which_it_is_in_use() -> None:
    rows = [
        decision(1, "concept", "go", 10, to_phase="creation"),
        decision(2, "product", "go", 20, from_phase="creation", to_phase="scaling"),
        decision(3, "embed", "go", 30, from_phase="scaling", to_phase="embedded"),
    ]
    where = standing(*rows, phase="embedded", state="embedded")
    assert follows(made(where, "reopen", "done")) == {"phase": "scaling", "state": "active"}
    told: dict[str, Any] = {"proposed_by": "p-1", "decided_on": day(100)}
    back = decide(where, Intent("reopen", "done", told, "creation"))
    assert follows(back)["phase"] == "creation"


def test_a_move_and_the_other_decisions_beside_gates_are_done_too() -> None:
    where = standing()
    moved = made(where, "move", "accepted", to_stream="portfolio/opsporing")
    assert follows(moved) == {"stream": "portfolio/opsporing"}
    assert untold(where, moved, TODAY) == ()
    assert follows(made(where, "withdraw", "done", rationale="x")) == {"state": "stopped"}
    held = standing(decision(1, "concept", "hold", 10, until=day(90)), state="on_hold")
    assert follows(made(held, "resume", "done")) == {"state": "active"}


def test_a_correction_stands_in_the_place_of_the_decision_that_it_supersedes() -> None:
    rows = (decision(1, "concept", "rework", 10), decision(2, "concept", "no_go", 20))
    where = standing(*rows, state="stopped")
    said = {"supersedes": "digest-2", "decided_on": day(20), "until": day(300), "rationale": "x"}
    decided = made(where, "concept", "hold", **said)
    assert decided.record["after"] == "digest-2"
    assert follows(decided) == {"state": "on_hold"}
    assert untold(where, decided, TODAY) == ()


def instead(digest: str) -> DecisionFacts:
    """Return a rework in the place of a decision."""
    return decision(9, "concept", "rework", 20, supersedes=digest)


def test_a_correction_of_a_move_is_written_where_the_idea_came_from_and_asks_who_took_it() -> None:
    corps, digests = "portfolio/opsporing", ("digest-1", "digest-2")
    rows = (
        decision(1, "concept", "rework", 10, resources=(("b", 3), ("c", 4))),
        decision(2, "move", "accepted", 20, to_stream=corps),
        decision(3, "withdraw", "done", 20, supersedes=digests[1], to_stream=corps),
    )
    where = standing(*rows[:2], stream=corps)
    said = {"supersedes": digests[1], "decided_on": day(20), "missing": ["een team"]}
    decided = made(where, "concept", "rework", **said)
    assert decided.record["stream"] == "unit/oost"
    assert follows(decided) == {"stream": "unit/oost"}
    assert untold(where, decided, TODAY) == ()
    assert where.stakes(instead(digests[0])) == (Stake("unit/oost", "concept", 7),)
    assert where.stakes(instead(digests[1])) == (Stake(corps, "move", 0, ("concept",)),)
    both = (
        Stake("unit/oost", "withdraw", 0, ("concept",)), Stake(corps, "move", 0, ("concept",)),
    )  # fmt: skip
    assert standing(*rows).stakes(instead("digest-3")) == both


def test_decisions_that_form_no_chain_are_told_although_they_were_there_before() -> None:
    rows = (
        decision(1, "concept", "rework", 10),
        decision(2, "concept", "rework", 20, after="digest-1"),
        decision(3, "concept", "rework", 30, after="digest-1"),
    )
    where = standing(*rows)
    assert [f.code for f in untold(where, made(where, "concept", "go"), TODAY)] == ["D421"]


def test_what_was_wrong_before_does_not_stand_in_the_way() -> None:
    late = decision(1, "concept", "rework", -10)
    where = standing(late, state="on_hold")
    decided = made(where, "concept", "go")
    assert untold(where, decided, TODAY) == ()
    assert follows(decided) == {"phase": "creation", "state": "active"}


def test_the_commit_says_it_in_words() -> None:
    one = made(standing(), "concept", "no_go", reason_code="x")
    assert say_in("en", one.subject) == "No-go, concept: k3f9ab, Scrum in de opsporing"
    assert say_in("nl", sitting([one, one])) == "besluit over 2 ideeën: k3f9ab, k3f9ab"
