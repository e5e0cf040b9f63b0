"""Ledgers and allocations are added to: what went or changed is named, wherever the rest moved."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.errors import Finding
from innoctl.rules.kept import entries, erased, gone, kept

LEDGER = "ledger/2026-01/k3f9ab.yaml"
YEAR = "budgets/2026.yaml"
ADDED = {"on": "2026-05-01", "amount": "50.00", "why": "Meer"}
ROW: dict[str, Any] = {
    "id": "team", "stream": "unit/team", "kind": "innovation", "owner": "p-01", "amount": "900.00",
    "changes": [ADDED, {**ADDED, "amount": "-10.00"}],
}  # fmt: skip


def booking(reference: str, amount: str = "1.00") -> dict[str, str]:
    return {"reference": reference, "amount": amount}


def year(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"year": 2026, "budgets": list(rows)}


def test_a_booking_that_was_changed_or_taken_out_is_named_and_one_between_others_is_not() -> None:
    first, second, third = booking("r1"), booking("r2"), booking("r3")
    before = {"lines": [first, second, first]}
    assert list(erased(LEDGER, before, {"lines": [third, first, second, first]})) == []
    assert list(erased(LEDGER, None, before)) == []
    went = Finding.of("G558", LEDGER, ("lines",), reference="r1", amount="1.00")
    assert list(erased(LEDGER, before, {"lines": [second, first]})) == [went]
    changed = {"lines": [first, booking("r2", "2.00"), first]}
    other = Finding.of("G558", LEDGER, ("lines",), reference="r2", amount="1.00")
    assert list(erased(LEDGER, before, changed)) == [other]
    away = [one.params[0][1] for one in erased(LEDGER, before, None)]
    assert away == ["r1", "r2", "r1"]


def test_the_order_of_keys_says_nothing_and_a_number_is_no_text() -> None:
    before = {"lines": [{"reference": "1", "amount": "1.00"}]}
    assert list(erased(LEDGER, before, {"lines": [{"amount": "1.00", "reference": "1"}]})) == []
    assert len(list(erased(LEDGER, before, {"lines": [{"amount": "1.00", "reference": 1}]}))) == 1


def test_a_ledger_that_is_given_to_another_idea_keeps_nothing() -> None:
    lines = [booking("r1")]
    found = erased(LEDGER, {"idea": "k3f9ab", "lines": lines}, {"idea": "k3f9ac", "lines": lines})
    assert [one.code for one in found] == ["G558"]


@pytest.mark.parametrize(
    ("after", "amounts"),
    [
        (year(ROW), []),
        (year({"id": "new", "amount": "1.00"}, ROW), []),
        (year({**ROW, "owner": "p-02"}), []),
        (year({**ROW, "changes": [*ROW["changes"], {**ADDED, "amount": "7.00"}]}), []),
        (year({**ROW, "amount": "950.00"}), ["900.00"]),
        (year({**ROW, "kind": "realisation"}), ["900.00"]),
        (year({**ROW, "stream": "unit/elders"}), ["900.00"]),
        (year({**ROW, "changes": [ADDED]}), ["-10.00"]),
        (year({**ROW, "changes": [{**ADDED, "on": "2026-04-01"}, ROW["changes"][1]]}), ["50.00"]),
        (year({**ROW, "id": "other"}), ["900.00", "50.00", "-10.00"]),
        (year(), ["900.00", "50.00", "-10.00"]),
        (None, ["900.00", "50.00", "-10.00"]),
    ],
)
def test_an_allocation_is_changed_by_a_dated_line_alone(
    after: dict[str, Any] | None, amounts: list[str]
) -> None:
    found = list(erased(YEAR, year(ROW), after))
    assert [dict(one.params)["amount"] for one in found] == amounts
    assert {(one.code, dict(one.params)["budget"]) for one in found} <= {("G561", "team")}


@pytest.mark.parametrize(
    ("path", "said"), [("budgets/2027.yaml", 2026), (YEAR, 2027), (YEAR, None)]
)
def test_an_amount_of_one_year_is_none_of_another(path: str, said: int | None) -> None:
    before = list(entries(YEAR, year(ROW)))
    after = list(entries(path, {**year(ROW), "year": said}))
    assert list(gone(before, entries(YEAR, year(ROW)))) == []
    assert list(gone(before, after)) == before


def test_what_stood_twice_must_stand_twice_wherever_it_moved() -> None:
    twice = list(entries(LEDGER, {"lines": [booking("r1"), booking("r1")]}))
    moved = list(entries("ledger/2026-02/k3f9ab.yaml", {"lines": [booking("r1")]}))
    assert list(gone(twice, [*moved, *moved])) == []
    assert list(gone(twice, moved)) == [twice[1]]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (LEDGER, "ledger"),
        (YEAR, "budget"),
        ("ledger/k3f9ab.yaml", ""),
        ("ideas/2026-01/k3f9ab-een-idee.yaml", ""),
        ("portfolio.yaml", ""),
    ],
)
def test_only_ledgers_and_allocations_are_kept(path: str, kind: str) -> None:
    assert kept(path) == kind
