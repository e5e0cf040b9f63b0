"""A record that has not its form, or that nobody may decide, counts for nothing."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.model.authority_facts import AuthorityFacts, MandateFacts
from innoctl.model.policy import HolderFacts
from innoctl.model.validate import validate
from innoctl.rules.fitness import lapsed, locked_out, no_seat, unfit, unowned
from innoctl.rules.landing import Landed
from innoctl.rules.mandate import Policy, Seat
from innoctl.rules.shares import Panel, Share
from tests.rules.approving import STREAM, SUBJECT, organisation, policy

PATH = "decisions/2026-01/k3f9ab-01-concept.yaml"
DECISION: dict[str, Any] = {
    "schema": "innoctl/decision/1", "portfolio": "proef", "idea": "k3f9ab", "what": "concept",
    "outcome": "go", "after": None, "from_phase": "ideation", "to_phase": "creation",
    "stream": STREAM, "proposed_by": "p-05", "decided_on": "2026-03-12",
}  # fmt: skip
APPROVAL: dict[str, Any] = {
    "schema": "innoctl/approval/1", "portfolio": "proef", "decision": PATH, "sha256": "0f" * 32,
    "person": "p-01", "stance": "approve", "approved_on": "2026-03-12",
}  # fmt: skip


def test_a_record_of_the_form_of_its_model_is_fit() -> None:
    assert not unfit(Landed(PATH, DECISION, "aa"))
    assert not unfit(Landed(f"approvals/2026-01/k3f9ab-{'0f' * 4}-p-01.yaml", APPROVAL, "aa"))


def test_evidence_outside_the_portfolio_is_told_and_voids_nothing_that_landed() -> None:
    decision = {**DECISION, "evidence": [{"path": "../x", "sha256": "0f" * 32}]}
    (fault,) = validate("decision", decision)
    assert (fault.code, fault.field) == ("M238", ("evidence", 0, "path"))
    assert not unfit(Landed(PATH, decision, "aa"))


def test_what_is_only_a_warning_leaves_a_record_fit() -> None:
    adopted = {"unit": "oost", "since": "2026-09-15", "kept": []}
    idea: dict[str, Any] = {
        "schema": "innoctl/idea/1", "id": "k3f9ab", "title": "Dagstart met een bord",
        "stream": STREAM, "phase": "creation", "state": "active", "submitted_on": "2026-01-12",
        "scaling": {"essence": [{"id": "1", "text": "Het bord."}], "adoptions": [adopted]},
    }  # fmt: skip
    path = "ideas/2026-01/k3f9ab-dagstart.yaml"
    assert [fault.code for fault in validate("idea", idea)] == ["A606"]
    assert not unfit(Landed(path, idea, "aa"))
    assert unfit(Landed(path, {**idea, "title": "t"}, "aa"))


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("decisions/2026-01/k3f9ab-01-product.yaml", {}),
        ("decisions/2026-01/k3f9ac-01-concept.yaml", {}),
        (PATH, {"idea": "k3f9ac"}),
        (PATH, {"what": "product"}),
        (PATH, {"outcome": "yes"}),
        (PATH, {"what": None}),
        (PATH, {"surprise": 1}),
        ("decisions/2026-01/concept.yaml", {}),
        ("elsewhere/k3f9ab-01-concept.yaml", {}),
    ],
)
def test_another_form_or_another_name_is_unfit(path: str, changed: dict[str, Any]) -> None:
    assert unfit(Landed(path, {**DECISION, **changed}, "aa"))


def test_a_record_that_cannot_be_read_is_unfit() -> None:
    assert unfit(Landed(PATH, None, "aa"))


def test_a_decision_that_nobody_may_take_says_so() -> None:
    assert list(no_seat(SUBJECT, policy())) == []
    assert list(no_seat(SUBJECT, Policy(None, organisation()))) == []
    nobody = list(no_seat(SUBJECT, policy(mandates=())))
    said = {"what": "concept", "stream": STREAM, "amount": "0.00"}
    assert nobody == [Finding.of("G522", SUBJECT.path, ("what",), **said)]
    over = SUBJECT._replace(cents=1234_05)
    assert list(no_seat(over, policy(limit=1234_05))) == []
    said["amount"] = "1234.05"
    assert list(no_seat(over, policy(limit=1234_04))) == [
        Finding.of("G522", SUBJECT.path, ("what",), **said)
    ]


def test_a_stream_that_pays_along_and_may_not_says_so_with_its_share() -> None:
    shared = SUBJECT._replace(shares=(Share("unit/west", 12_05), Share("corps", 3)))
    row = MandateFacts(("unit/*",), ("*",), ("keeper",), 1, 12_05)
    said = {"what": "concept", "stream": "corps", "amount": "0.03"}
    corps = Finding.of("G522", SUBJECT.path, ("resources",), **said)
    assert list(no_seat(shared, policy(mandates=(row,)))) == [corps]
    said = {"what": "concept", "stream": "unit/west", "amount": "12.05"}
    west = Finding.of("G522", SUBJECT.path, ("resources",), **said)
    assert list(no_seat(shared, policy(mandates=(row._replace(limit=12_04),)))) == [west, corps]
    unknown = SUBJECT._replace(shares=(Share("", 100),))
    said = {"what": "concept", "stream": "-", "amount": "1.00"}
    nobody = Finding.of("G522", SUBJECT.path, ("resources",), **said)
    assert list(no_seat(unknown, policy())) == [nobody]


def test_who_may_decide_at_one_of_the_limits_is_enough() -> None:
    authority = policy().authority or AuthorityFacts()
    (row,) = authority.mandates
    under = policy(mandates=(row._replace(limit=1), row))
    assert list(no_seat(SUBJECT._replace(cents=2), under)) == []


def test_who_decides_in_the_place_of_those_who_may_no_more_is_named_once() -> None:
    seats = (Seat(("a", "b"), 2), Seat(("b", "c"), 2))
    panel = Panel(STREAM, 0, seats, "audit")
    said = {"what": "audit", "stream": STREAM, "quorum": 2, "persons": "a, b, c"}
    assert list(lapsed("x", panel)) == [Finding.of("G580", "x", ("what",), **said)]
    assert list(lapsed("x", panel._replace(lapsed=""))) == []
    (nobody,) = lapsed("x", panel._replace(seats=(Seat((), 2),)))
    assert dict(nobody.params)["persons"] == "-"


def test_what_a_change_puts_out_of_reach_is_named_once_whatever_the_day() -> None:
    ended = policy()._replace(
        organisation=organisation(HolderFacts("keeper", "a", "", "", "2026-03-11"))
    )
    said = {"able": 0, "quorum": 2, "stream": STREAM}
    found = [Finding.of("G525", "x", ("changes",), **said)]
    said = {"able": 0, "quorum": 1, "stream": "owners.authority"}
    found.append(Finding.of("G525", "x", ("changes",), **said))
    said["stream"] = "owners.process"
    found.append(Finding.of("G525", "x", ("changes",), **said))
    days = ("2026-03-12", "2026-04-01")
    assert list(locked_out("x", policy(), ended, days)) == found
    assert [one.code for one in locked_out("x", policy(), ended, ("2026-03-11",))] == ["G525"]
    assert list(locked_out("x", policy(), ended, ())) == []
    assert list(locked_out("x", policy(), policy(), days)) == []


def test_a_change_of_a_file_that_nobody_owns_says_so() -> None:
    changed = SUBJECT._replace(owned=("authority", "agenda", ""))
    field = ("changes",)
    assert list(unowned(changed, policy())) == [
        Finding.of("G537", SUBJECT.path, field, key="agenda"),
        Finding.of("G537", SUBJECT.path, field, key="-"),
    ]
    assert list(unowned(changed, policy("recorded"))) == []
