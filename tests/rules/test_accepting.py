"""Many bookings at once: what is let in the rules let in too, and nothing that is there loses its room."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innoctl.changes import book
from innoctl.model.facts import LineFacts
from innoctl.rules.accepting import Candidate, Verdict, accept
from innoctl.rules.booking import booked
from tests.changes.booked import AT, BUDGETS, account, after
from tests.rules.made import PROCESS

TODAY = "2026-06-30"
BEGUN = after(
    account(),
    (
        *book.commit([("a-2026", 100_00)], "O-1", AT._replace(on="2026-03-01")),
        book.spend("a-2026", 40_00, "F-1", "O-1", AT._replace(on="2026-03-02")),
        book.release("a-2026", 50_00, (), AT._replace(on="2026-05-01")),
    ),
)
Asked = tuple[str, str, int, int]
line = st.tuples(
    st.sampled_from(("commit", "spend", "release", "draw", "back")),
    st.sampled_from(("2026-01-05", "2026-02-01", "2026-03-01", "2026-05-01", "2026-06-01")),
    st.integers(1, 300_00),
    st.integers(0, 5),
)


def _row(number: int, asked: Asked) -> LineFacts:
    what, on, cents, which = asked
    at, name = AT._replace(on=on), f"X-{number}"
    named = f"X-{which}" if which else "O-1"
    if what == "commit":
        return book.commit([("a-2026", cents)], name, at)[0]
    if what == "release":
        return book.release("a-2026", cents, (), at)._replace(reference=name)
    if what == "back":
        return book.commit([("a-2026", -cents)], name, at)[0]._replace(corrects=named)
    return book.spend("a-2026", cents, name, named if what == "draw" else "", at)


def _verdict(rows: list[LineFacts]) -> Verdict:
    asking = [Candidate(number, row) for number, row in enumerate(rows)]
    return accept(account(BEGUN).funded, BUDGETS, PROCESS, asking, TODAY)


@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(st.lists(line, max_size=12))
def test_what_is_let_in_brings_no_error_and_each_line_has_its_verdict(asked: list[Asked]) -> None:
    rows = [_row(number, one) for number, one in enumerate(asked)]
    verdict = _verdict(rows)
    told = [one.number for one in verdict.accepted] + [one.number for one, _ in verdict.refused]
    assert sorted(told) == list(range(len(rows)))
    books = account(BEGUN).books([one.row for one in verdict.accepted])
    assert [f for f in booked(books, TODAY) if f.severity == "error"] == []


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(st.lists(line, max_size=10), st.randoms())
def test_the_order_of_the_lines_in_the_file_changes_no_total(
    asked: list[Asked], random: Random
) -> None:
    rows = [_row(number, one) for number, one in enumerate(asked)]
    if len({(row.on, row.what, row.cents < 0) for row in rows}) < len(rows):
        return  # of two choices of one day the first in the file comes first
    mixed = list(rows)
    random.shuffle(mixed)
    assert {one.row for one in _verdict(rows).accepted} == {
        one.row for one in _verdict(mixed).accepted
    }


def test_choices_are_refused_when_the_money_is_gone_and_facts_are_not() -> None:
    rows = [
        _row(1, ("commit", "2026-02-01", 350_00, 0)),
        _row(2, ("commit", "2026-06-01", 1, 0)),
        _row(3, ("spend", "2026-06-01", 600_00, 0)),
    ]
    verdict = _verdict(rows)
    assert [one.number for one in verdict.accepted] == [0, 2]
    assert [(one.number, found.code) for one, found in verdict.refused] == [(1, "B701")]
    assert [found.code for found in verdict.told] == ["B720"]


def test_an_invoice_on_a_commitment_that_is_refused_is_refused_with_it() -> None:
    rows = [_row(0, ("commit", "2026-02-01", 900_00, 0)), _row(1, ("draw", "2026-02-03", 5, 0))]
    rows[1] = rows[1]._replace(commitment="X-0")
    assert [found.code for _, found in _verdict(rows).refused] == ["B701", "B707"]


def test_what_lapsed_is_not_taken_back_by_a_commitment_dated_before_the_closure() -> None:
    at = AT._replace(on="2026-03-01")
    [order] = book.commit([("a-2026", 100_00)], "O-2", at)
    asked = [
        Candidate(1, order),
        Candidate(2, book.spend("a-2026", 50_00, "F-2", "O-2", at)),
        Candidate(3, book.spend("a-2026", 50_00, "F-3", "", at)),
    ]
    own = account(closed="2026-03-10").funded
    verdict = accept(own, BUDGETS, PROCESS, asked, TODAY)
    assert [one.number for one in verdict.accepted] == [3]
    refused = [(one.number, why.code) for one, why in verdict.refused]
    assert refused == [(1, "B741"), (2, "B707")]
    paid = [Candidate(1, order), Candidate(2, asked[1].row._replace(cents=100_00))]
    assert len(accept(own, BUDGETS, PROCESS, paid, TODAY).accepted) == 2
