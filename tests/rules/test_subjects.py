"""Decisions and approvals read from plain data: what cannot be read never lets an approval count."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.rules.landing import Landed
from innoctl.rules.shares import Share
from innoctl.rules.subjects import BEYOND, changes, subject_of, versions, vote_of
from innoctl.rules.votes import Shown, Subject, Vote
from tests.keys import key
from tests.rules.approving import policy

PATH = "decisions/2026-01/k3f9ab-01-concept.yaml"
DECISION: dict[str, Any] = {
    "portfolio": "proef", "what": "concept", "stream": "unit/oost", "to_stream": "corps",
    "proposed_by": "e", "decided_on": "2026-03-12", "decided_by": ["a", "b"],
    "resources": [{"budget": "oost-2026", "amount": "100.50"}, {"budget": "corps-2026", "amount": "0.25"}],
}  # fmt: skip
PAID_BY = {"oost-2026": "unit/oost", "corps-2026": "corps"}
APPROVAL: dict[str, Any] = {
    "portfolio": "proef", "decision": PATH, "sha256": "0f", "person": "d", "for": "c",
    "stance": "dissent",
}  # fmt: skip


def subject(path: str = PATH, **more: object) -> Subject:
    return subject_of(Landed(path, {**DECISION, **more}, "0f"), PAID_BY)


def test_a_decision_is_read_as_approvals_see_it() -> None:
    assert subject() == Subject(
        PATH,
        "0f",
        "proef",
        "concept",
        "unit/oost",
        "e",
        100_75,
        "2026-03-12",
        ("a", "b"),
        (),
        (Share("corps", 25),),
    )
    assert subject_of(Landed(PATH, None, "0f"), {}) == Subject(PATH, "0f", "", "", "", "")


def test_a_move_is_decided_by_the_stream_that_receives() -> None:
    assert subject(what="move").stream == "corps"


@pytest.mark.parametrize(
    "resources",
    ["100.00", {"amount": "1.00"}, ["1.00"], [{"amount": 1}], [{}], [{"amount": "1"}], None,
     [{"amount": "1.00"}, "1.00"]],
)  # fmt: skip
def test_money_that_cannot_be_read_is_beyond_every_limit(resources: object) -> None:
    assert subject(resources=resources).cents == BEYOND == 10**15
    assert subject(resources=resources).shares == (Share("", BEYOND),), "and nobody's money"
    assert subject(resources=[]).cents == 0


def test_a_change_is_of_the_owners_of_each_file_that_it_names() -> None:
    rows = [
        {"path": "authority.yaml", "sha256": "aa"},
        "agenda.yaml",
        {"path": "portfolio.yaml", "sha256": None},
        {"path": "agenda.yaml"},
    ]
    data = {"changes": rows}
    assert changes(data) == [rows[0], rows[2], rows[3]]
    assert versions(data) == [("authority.yaml", "aa"), ("portfolio.yaml", ""), ("agenda.yaml", "")]
    assert (changes({"changes": {}}), changes({"changes": "x"}), changes({})) == ([], [], [])
    row = subject("decisions/portfolio/0001-change.yaml", changes=rows)
    assert row.owned == ("authority", "agenda")
    assert subject(changes=rows).owned == ()


def test_an_approval_is_read_with_the_keys_that_its_signatures_prove() -> None:
    under = policy()
    row = Landed("approvals/x.yaml", APPROVAL, "aa", key("d"), key("i"))
    said = Vote(
        "approvals/x.yaml", "proef", PATH, "0f", "d", "c", "dissent",
        key=key("d"), importer=key("i"), policy=under,
    )  # fmt: skip
    assert vote_of(row, under) == said
    assert vote_of(row._replace(data={**APPROVAL, "signature": "x"}), under).signed is True
    bare = vote_of(Landed("approvals/x.yaml", None, "aa"), None)
    assert bare == Vote("approvals/x.yaml", "", "", "", "", "", "")


def test_a_review_is_of_an_account_at_a_commit() -> None:
    review = {
        "forge": "forge.example", "account": 7, "project": "proef", "pull_request": 3,
        "review": 9, "commit": "c" * 40, "opened_by": 97,
    }  # fmt: skip
    said = vote_of(Landed("approvals/x.yaml", {**APPROVAL, "review": review}, "aa"), None)
    shown = Shown("forge.example", "proef", 3, 9, "c" * 40, 97)
    assert (said.account, said.shown, said.opener) == (("forge.example", 7), shown, "")
    there = {**review, "forge": "forge"}
    told = vote_of(Landed("approvals/x.yaml", {**APPROVAL, "review": there}, "aa"), policy())
    assert told.opener == "a", "whose account 97 is"
    empty = vote_of(Landed("approvals/x.yaml", {**APPROVAL, "review": {}}, "aa"), None)
    assert (empty.account, empty.shown) == (("", 0), Shown("", "", 0, 0, ""))
    none = vote_of(Landed("approvals/x.yaml", {**APPROVAL, "review": "yes"}, "aa"), None)
    assert (none.account, none.shown) == (None, None)
