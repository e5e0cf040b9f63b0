"""What an idea holds, needs and gives back, on any day and in any order of the bookings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from innoctl.model.facts import LineFacts
from innoctl.model.policy import BudgetFacts, ChangeFacts
from innoctl.reports.journal import FIGURES, Account, Entry, journal
from innoctl.rules.carrying import Allocation
from innoctl.rules.funding import Funded, Grant, Position, Stay, free, positions, steps

OPEN = (Stay("", "ideation", open=True),)
CLOSED = (*OPEN, Stay("2026-06-01", "creation", open=False))
REOPENED = (*CLOSED, Stay("2026-08-01", "creation", open=True))


def line(what: str, on: str, cents: int, reference: str = "r", **more: str) -> LineFacts:
    said = {"budget": "b", "commitment": "", "corrects": "", "booked_by": "p-1", "note": "", **more}
    return LineFacts(what=what, on=on, cents=cents, reference=reference, **said)


def stand(
    day: str,
    *lines: LineFacts,
    grants: Sequence[Any] = (("2026-01-10", 1000),),
    stays: tuple[Stay, ...] = OPEN,
) -> Position:
    own = Funded("k3f9ab", tuple(Grant(on, "b", cents) for on, cents in grants), lines, stays)
    return positions(own, date.fromisoformat(day)).get("b", Position())


def test_an_invoice_draws_its_commitment_down_and_no_further() -> None:
    order = line("commit", "2026-02-01", 600, "O-1")
    first = line("spend", "2026-03-01", 400, "F-1", commitment="O-1")
    second = line("spend", "2026-04-01", 300, "F-2", commitment="O-1")
    assert stand("2026-02-01", order, first, second) == Position(1000, 0, 600, 0, 0)
    found = stand("2026-03-31", order, first, second)
    assert (found.open, found.spent, found.needed, found.held) == (200, 400, 600, 1000)
    found = stand("2026-04-01", order, first, second)
    assert (found.open, found.spent, found.needed, found.over) == (0, 700, 700, 0)


def test_what_goes_beyond_the_grant_is_held_too() -> None:
    found = stand("2026-04-01", line("spend", "2026-03-01", 1200))
    assert (found.held, found.over) == (1200, 200)


def test_a_counter_entry_takes_back_what_was_booked() -> None:
    wrong = line("spend", "2026-03-01", 400, "F-1")
    back = line("spend", "2026-03-05", -400, "F-1-c1", corrects="F-1")
    assert stand("2026-03-04", wrong, back).spent == 400
    assert stand("2026-03-05", wrong, back).spent == 0


def test_a_closed_idea_releases_what_it_neither_paid_nor_promised() -> None:
    rows = (line("commit", "2026-02-01", 300, "O-1"), line("spend", "2026-03-01", 200, "F-1"))
    assert stand("2026-05-31", *rows, stays=CLOSED).released == 0
    found = stand("2026-06-01", *rows, stays=CLOSED)
    assert (found.released, found.held) == (500, 500)
    taken_back = line("commit", "2026-07-01", -100, "O-1-c1", corrects="O-1")
    assert stand("2026-07-01", *rows, taken_back, stays=CLOSED).released == 600


def test_a_counter_entry_works_on_the_commitment_of_what_it_corrects() -> None:
    order = line("commit", "2026-02-01", 600, "O-1")
    less = line("commit", "2026-02-02", -200, "O-1-c1", corrects="O-1")
    paid = line("spend", "2026-03-01", 500, "F-1", commitment="O-1")
    back = line("spend", "2026-03-02", -500, "F-1-c1", corrects="F-1")
    assert stand("2026-02-28", order, less, paid, back).open == 400
    found = stand("2026-03-01", order, less, paid, back)
    assert (found.drawn, found.open, found.needed) == (400, 0, 500)
    found = stand("2026-03-02", order, less, paid, back)
    assert (found.drawn, found.open, found.needed) == (0, 400, 400)


def test_what_was_released_stays_so_when_an_idea_is_reopened() -> None:
    rows = (line("spend", "2026-03-01", 200, "F-1"),)
    found = stand("2026-09-01", *rows, stays=REOPENED)
    assert (found.released, found.held) == (800, 200)
    more = stand(
        "2026-09-01", *rows, grants=(("2026-01-10", 1000), ("2026-08-01", 50)), stays=REOPENED
    )
    assert (more.granted, more.released, more.held) == (1050, 800, 250)


def test_an_idea_closed_and_reopened_on_one_day_releases_what_it_had() -> None:
    stays = (
        *OPEN,
        Stay("2026-06-01", "creation", open=False),
        Stay("2026-06-01", "creation", open=True),
    )
    assert stand("2026-06-01", stays=stays).released == 1000


DAYS = st.integers(0, 300).map(lambda n: (date(2026, 1, 1) + timedelta(n)).isoformat())
BUDGETS = ("b", "c")


@st.composite
def ideas(draw: st.DrawFn) -> Funded:
    grants = draw(
        st.lists(st.builds(Grant, DAYS, st.sampled_from(BUDGETS), st.integers(0, 900)), max_size=5)
    )
    references = st.sampled_from(["O-1", "O-2", "F-1"])
    rows = st.builds(
        LineFacts,
        what=st.sampled_from(["commit", "spend", "release"]),
        on=DAYS,
        budget=st.sampled_from(BUDGETS),
        cents=st.integers(-200, 500),
        reference=references,
        commitment=st.sampled_from(["", "O-1", "O-2"]),
        corrects=st.just(""),
        booked_by=st.just("p-1"),
        note=st.just(""),
    )
    days = sorted(draw(st.lists(DAYS, max_size=4)))
    stays = tuple(Stay(day, "creation", open=bool(n % 2)) for n, day in enumerate(days))
    return Funded(
        "k3f9ab", tuple(grants), tuple(draw(st.lists(rows, max_size=12))), (*OPEN, *stays)
    )


@given(ideas(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_bookings_changes_no_figure(own: Funded, day: str, random: Any) -> None:
    lines, grants = list(own.lines), list(own.grants)
    random.shuffle(lines)
    random.shuffle(grants)
    other = own._replace(lines=tuple(lines), grants=tuple(grants))
    assert positions(own, date.fromisoformat(day)) == positions(other, date.fromisoformat(day))


@given(ideas(), DAYS)
def test_no_cent_comes_or_goes_between_a_budget_and_its_ideas(own: Funded, day: str) -> None:
    at = date.fromisoformat(day)
    found = positions(own, at)
    budgets = [
        BudgetFacts(name, 2026, "final", "corps", "innovation", "p-1", 5000, ()) for name in BUDGETS
    ]
    left = free(budgets, [found], at)
    for name in BUDGETS:
        row = found.get(name, Position())
        assert left[name] + row.held == 5000
        assert row.granted == sum(g.cents for g in own.grants if g.budget == name and g.on <= day)
        assert row.spent == sum(
            one.cents
            for one in own.lines
            if (one.what, one.budget) == ("spend", name) and one.on <= day
        )
        assert row.held >= row.needed
        if not own.stay(day).open:
            assert row.held == max(row.needed, 0) or row.over or row.granted < row.released


def figure(name: str, entries: Sequence[Entry]) -> int:
    """Return a figure in cents: the sum of these entries with their signs."""
    return sum(FIGURES[name].get(row.what, 0) * row.cents for row in entries)


@given(ideas(), DAYS)
def test_the_entries_up_to_a_day_add_up_to_the_figures_of_that_day(own: Funded, day: str) -> None:
    at = date.fromisoformat(day)
    budgets = [
        BudgetFacts(
            name,
            2026,
            "final",
            "corps",
            "innovation",
            "p-1",
            5000,
            (ChangeFacts("2026-05-01", -700), ChangeFacts("2026-07-01", 90, "z")),
            "2026-01-01",
        )
        for name in BUDGETS
    ]
    account = Account(own, [("ledger", n) for n in range(len(own.lines))])
    entries = [
        row
        for row in journal([Allocation("budgets", row) for row in budgets], [account])
        if row.on <= day
    ]
    left, stands = free(budgets, [positions(own, at)], at), positions(own, at)
    for budget in budgets:
        rows = [row for row in entries if row.budget == budget.id]
        stand = stands.get(budget.id, Position())
        wanted = {
            "allocated": budget.allocated(at),
            "granted": stand.granted,
            "released": stand.released,
            "committed": stand.committed,
            "open": stand.open,
            "spent": stand.spent,
            "free": left[budget.id],
        }
        assert {name: figure(name, rows) for name in FIGURES} == wanted


def test_days_without_an_event_have_no_step_of_their_own() -> None:
    own = Funded(
        "k3f9ab", (Grant("2026-01-10", "b", 5),), (line("spend", "2026-01-10", 5),), CLOSED
    )
    assert [day for day, _ in steps(own)] == ["", "2026-01-10", "2026-06-01"]
