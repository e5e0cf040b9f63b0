"""Who is blamed when more is promised and paid than was granted: a choice, never a fact."""

from __future__ import annotations

import sys
from datetime import date, timedelta

from innoctl.changes import book
from innoctl.model.facts import LineFacts
from innoctl.rules.booking import booked, lapsed
from innoctl.rules.funding import Funded, Stay
from innoctl.rules.overrun import overruns
from tests.changes.booked import AT, account, after


def _said(*rows: tuple[str, str, int]) -> list[tuple[str, int]]:
    """Return code and line of what is said of bookings (what, day, euros) on a grant of 500."""
    data: bytes | None = None
    for number, (what, day, euros) in enumerate(rows):
        at, cents, name = AT._replace(on=day), euros * 100, f"R-{number}"
        lines = account(data).lines
        if what == "commit":
            made = book.commit([("a-2026", cents)], name, at)
        elif what == "spend":
            made = (book.spend("a-2026", cents, name, "", at),)
        else:
            made = (book.release("a-2026", cents, lines, at),)
        data = after(account(data), made)
    found = booked(account(data).books(), "2026-06-30")
    return [(one.code, int(one.field[1])) for one in found]


def test_a_commitment_that_no_grant_carries_is_refused() -> None:
    assert _said(("commit", "2026-03-01", 300), ("commit", "2026-03-02", 201)) == [("B701", 1)]
    assert _said(("commit", "2026-03-01", 300), ("commit", "2026-03-02", 200)) == []


def test_a_commitment_before_one_that_is_there_may_not_take_its_room() -> None:
    assert _said(("commit", "2026-03-02", 300), ("commit", "2026-03-01", 201)) == [("B701", 0)]


def test_an_invoice_that_comes_in_late_does_not_make_a_commitment_wrong() -> None:
    assert _said(("commit", "2026-03-02", 400), ("spend", "2026-03-01", 200)) == [("B720", 1)]
    assert _said(("commit", "2026-03-02", 400), ("spend", "2026-03-02", 200)) == [("B720", 1)]


def test_an_invoice_that_was_known_does() -> None:
    assert _said(("spend", "2026-03-01", 200), ("commit", "2026-03-02", 400)) == [("B701", 1)]


def test_an_invoice_that_comes_in_late_does_not_make_a_release_wrong() -> None:
    assert _said(("release", "2026-03-02", 400), ("spend", "2026-03-01", 200)) == [("B720", 1)]
    assert _said(("spend", "2026-03-01", 200), ("release", "2026-03-02", 400)) == [("B709", 1)]


def test_a_choice_that_was_wrong_without_the_invoice_stays_wrong() -> None:
    rows = (("commit", "2026-03-02", 600), ("spend", "2026-03-01", 200))
    assert _said(*rows) == [("B701", 0)]


def test_a_late_invoice_is_told_once() -> None:
    rows = (
        ("commit", "2026-03-02", 300),
        ("commit", "2026-03-03", 200),
        ("spend", "2026-03-01", 400),
    )
    assert _said(*rows) == [("B720", 2)]


def test_an_invoice_of_the_same_day_that_stood_there_first_leaves_no_room_for_a_commitment() -> (
    None
):
    day = "2026-03-02"
    assert _said(("spend", day, 200), ("commit", day, 301)) == [("B701", 1)]
    assert _said(("spend", day, 200), ("commit", day, 300)) == []


def test_of_two_commitments_around_an_invoice_only_the_last_is_wrong() -> None:
    day = "2026-03-02"
    rows = (("commit", day, 400), ("spend", day, 200), ("commit", day, 50))
    assert _said(*rows) == [("B720", 1), ("B701", 2)]


def test_a_release_is_not_blamed_for_a_commitment_that_came_after_it_on_the_same_day() -> None:
    day = "2026-03-02"
    assert _said(("release", day, 400), ("commit", day, 101)) == [("B701", 1)]
    assert _said(("commit", day, 101), ("release", day, 400)) == [("B709", 1)]


def _made(*rows: LineFacts) -> list[tuple[str, int]]:
    """Return code and line of what is said of these bookings."""
    return [(one.code, int(one.field[1])) for one in booked(account().books(rows), "2026-06-30")]


def _counter(row: LineFacts, cents: int, day: str) -> LineFacts:
    name = f"{row.reference}-c1"
    return row._replace(on=day, cents=-cents, reference=name, corrects=row.reference)


def test_a_counter_entry_is_not_dated_before_what_it_corrects() -> None:
    paid = book.spend("a-2026", 100_00, "F-1", "", AT._replace(on="2026-03-02"))
    assert _made(paid, _counter(paid, 100_00, "2026-03-01")) == [("B740", 1)]
    assert _made(paid, _counter(paid, 100_00, "2026-03-02")) == []


def test_what_is_paid_beyond_a_commitment_is_told_at_its_last_invoice() -> None:
    [order] = book.commit([("a-2026", 100_00)], "O-1", AT)
    first, second = (book.spend("a-2026", 60_00, f"F-{n}", "O-1", AT) for n in (1, 2))
    assert _made(order, first, second) == [("B726", 2)]
    assert _made(order, first, second, _counter(second, 20_00, AT.on)) == []
    assert _made(order, first, _counter(order, 50_00, AT.on)) == [("B726", 1)]


def test_a_commitment_before_the_closure_takes_back_what_lapsed_and_an_invoice_does_not() -> None:
    one, today = account(closed="2026-03-10"), date(2026, 6, 30)
    [before] = book.commit([("a-2026", 100_00)], "O-1", AT._replace(on="2026-03-01"))
    said = list(lapsed(one.books([before]), 0, today))
    assert [(finding.code, finding.field) for finding in said] == [("B741", ("lines", 0, "on"))]
    assert dict(said[0].params)["day"] == "2026-03-10"
    paid = book.spend("a-2026", 100_00, "F-1", "", AT._replace(on="2026-03-01"))
    assert list(lapsed(one.books([paid]), 0, today)) == []
    assert list(lapsed(account().books([before]), 0, today)) == []


def test_a_commitment_before_the_closure_of_a_reopened_idea_takes_back_what_lapsed_too() -> None:
    one = account(closed="2026-03-10")
    stays = (*one.funded.stays, Stay("2026-04-01", "creation", open=True))
    one = one._replace(funded=one.funded._replace(stays=stays))
    [before] = book.commit([("a-2026", 100_00)], "O-1", AT._replace(on="2026-03-01"))
    said = lapsed(one.books([before]), 0, date(2026, 6, 30))
    assert [finding.code for finding in said] == ["B741"]


def _calls(days: int) -> int:
    """Return how many calls it takes to judge as many commitments and invoices, all too much."""
    row = book.spend("a-2026", 100, "F-1", "", AT)
    on = [(date(2020, 1, 1) + timedelta(number)).isoformat() for number in range(days)]
    promised = [row._replace(what="commit", on=day, reference=f"O-{day}") for day in on]
    paid = [row._replace(on=day, reference=f"F-{day}") for day in on]
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = list(overruns(Funded("m4k7pa", (), (*promised, *paid))))
    finally:
        sys.setprofile(None)
    assert len(found) == 2 * days
    return calls


def test_the_work_of_finding_who_took_too_much_grows_with_the_bookings_only() -> None:
    assert _calls(400) < 2.2 * _calls(200)
