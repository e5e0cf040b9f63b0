"""Which grants have no cover, and on which day the money of a year is gone."""

from __future__ import annotations

from datetime import date
from json import dumps, loads

import pytest

from innoctl.changes import book
from innoctl.model.facts import LineFacts
from innoctl.model.policy import BudgetFacts
from innoctl.rules import pace
from innoctl.rules.carrying import Allocation
from innoctl.rules.cover import Bills, Purse, on_budgets, overdrawn, uncovered
from innoctl.rules.funding import Funded, Grant, Stay
from tests.changes.booked import AT

TODAY = date(2026, 6, 30)
BUDGET = BudgetFacts("a-2026", 2026, "final", "unit/oost", "innovation", "p-9", 1_000_00, ())


def _purse(*ideas: Funded) -> Purse:
    """Return what ideas take, as it comes back from another process."""
    purse, added = Purse(), Purse()
    for one in ideas:
        purse.count(one, {grant.decision: grant.decision for grant in one.grants}, TODAY)
    added.add(loads(dumps(purse.packed())))
    return added


def _idea(name: str, cents: int, *, closed: bool = False) -> Funded:
    stays: tuple[Stay, ...] = (Stay("", "creation", open=True),)
    if closed:
        stays += (Stay("2026-03-01", "creation", open=False),)
    return Funded(name, (Grant("2026-02-01", "a-2026", cents, f"decision {name}"),), (), stays)


def test_a_grant_that_was_given_back_is_not_blamed_for_a_lack_of_cover() -> None:
    purse = _purse(_idea("one", 700_00), _idea("two", 600_00), _idea("gone", 900_00, closed=True))
    assert overdrawn(purse, [BUDGET], TODAY) == [BUDGET]
    landed = {"decision one": 0, "decision two": 1, "decision gone": 2}
    [said] = uncovered(purse, BUDGET, TODAY, landed)
    assert (said.code, said.path) == ("B711", "decision two")


def test_of_a_grant_only_what_it_still_holds_is_subtracted() -> None:
    release = ("a-2026", 500_00, (), AT._replace(on="2026-03-01"))
    part = _idea("part", 600_00)._replace(lines=(book.release(*release),))
    purse = _purse(_idea("one", 700_00), _idea("two", 600_00), part)
    landed = {"decision one": 0, "decision two": 1, "decision part": 2}
    said = [one.path for one in uncovered(purse, BUDGET, TODAY, landed)]
    assert said == ["decision part", "decision two"]


def _spent(cents: int, today: date) -> list[tuple[str, object]]:
    purse = Purse()
    purse.spent["a-2026"] = purse.held["a-2026"] = purse.reserved["a-2026"] = cents
    rows = [Allocation("budgets/2026.yaml", BUDGET)]
    return [(one.code, dict(one.params)["day"]) for one in on_budgets(purse, rows, today)]


def test_a_budget_that_is_exactly_gone_before_its_year_is_told() -> None:
    assert _spent(1_000_00, TODAY) == [("B732", "2026-06-30")]
    assert _spent(1_000_00, date(2026, 12, 31)) == []


@pytest.mark.parametrize(
    ("allocated", "spent", "day", "out"),
    [
        (1_000_00, 1_000_00, date(2026, 6, 30), date(2026, 6, 30)),
        (1_000_00, 1_000_00, date(2026, 12, 31), None),
        (365_00, 200_00, date(2026, 4, 10), date(2026, 7, 2)),
        (300_00, 100_00, date(2026, 4, 10), date(2026, 10, 27)),
        (365_00, 100_00, date(2026, 4, 10), None),
        (0, 1, date(2026, 4, 10), date(2026, 4, 10)),
    ],
)
def test_the_money_is_gone_on_the_day_that_spends_the_last_of_it(
    allocated: int, spent: int, day: date, out: date | None
) -> None:
    assert pace.runs_out(allocated, spent, day) == out


def _bill(*, reference: str = "F-1", taken_back: int = 0) -> list[LineFacts]:
    row = book.spend("a-2026", 100, reference, "", AT)
    back = row._replace(cents=-taken_back, reference="C-1", corrects=reference)
    return [row, back] if taken_back else [row]


def _twice(*ideas: list[LineFacts]) -> list[tuple[str, str, object]]:
    """Return what is said of invoices of ideas a, b, c."""
    bills, added = Bills(), Bills()
    for name, lines in zip("abc", ideas, strict=False):
        bills.count([((f"ledger/2026-01/{name}.yaml", n), row) for n, row in enumerate(lines)])
    added.add(loads(dumps(bills.lines)))
    return [(one.code, one.path, dict(one.params)["other"]) for one in added.twice()]


def test_an_invoice_that_two_ideas_booked_on_one_budget_is_told() -> None:
    said = [("B725", "ledger/2026-01/b.yaml", "a")]
    assert _twice(_bill(), _bill(reference="f-1")) == said
    assert _twice(_bill(), _bill(reference="F-2")) == []
    assert _twice(_bill(), _bill(taken_back=100)) == []
    assert _twice(_bill(), _bill(taken_back=99)) == said
