"""Bookings become lines at the end of a ledger, and no cent appears or vanishes on the way."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innoctl.changes import book
from innoctl.changes.edit import NewFile
from innoctl.errors import InnoError
from innoctl.model.facts import LineFacts
from innoctl.model.validate import validate
from innoctl.rules.funding import free
from innoctl.rules.outstanding import commitments, left
from innoctl.store.yaml_document import load
from tests.changes.booked import (
    AT,
    BUDGETS,
    GRANTS,
    TODAY,
    account,
    after,
    held,
    plainly,
    sums,
    tried,
)

GRANTED = {grant.budget: grant.cents for grant in GRANTS}
ALLOCATED = {name: row.cents for name, row in BUDGETS.items()}
DAYS = [f"2026-{month:02}-{day:02}" for month in (2, 3, 4, 6) for day in (1, 15, 28)]
Command = tuple[str, str, str, int, int]
"""What, budget, day, cents and which of the bookings that are there."""
command = st.tuples(
    st.sampled_from(("commit", "spend", "draw", "release", "correct", "over two years")),
    st.sampled_from(tuple(GRANTED)),
    st.sampled_from(DAYS),
    st.integers(1, 400_00),
    st.integers(0, 20),
)


def _rows(data: bytes | None, asked: Command, name: str) -> tuple[LineFacts, ...]:
    """Return what a command would book; () where there is nothing that it could be about."""
    what, budget, day, cents, _which = asked
    lines, at = account(data).lines, AT._replace(on=day)
    if what == "commit":
        return book.commit([(budget, cents)], name, at)
    if what == "over two years":
        return book.commit([("a-2026", cents), ("a-2027", cents // 2 + 1)], name, at)
    if what == "spend":
        return (book.spend(budget, cents, name, "", at),)
    if what == "release":
        return (book.release(budget, cents, lines, at),)
    return _about(lines, asked, name, at)


def _about(
    lines: tuple[LineFacts, ...], asked: Command, name: str, at: book.Moment
) -> tuple[LineFacts, ...]:
    """Return what a command would book about one of the bookings that are there."""
    what, _budget, _day, cents, which = asked
    rows = commitments(lines) if what == "draw" else list(left(lines).values())
    rows = [one for one in rows if one.cents > 0]
    if not rows:
        return ()
    one = rows[which % len(rows)]
    if what == "draw":
        return (book.spend(one.line.budget, cents, name, one.line.reference, at),)
    return (book.counter(one, min(cents, one.cents), lines, at),)


def _free(data: bytes | None) -> dict[str, int]:
    return free(BUDGETS.values(), [account(data).positions(TODAY)], TODAY)


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(command, max_size=14))
def test_over_any_sequence_of_commands_no_cent_appears_or_vanishes(asked: list[Command]) -> None:
    data: bytes | None = None
    for number, one in enumerate(asked):
        rows = _rows(data, one, f"R-{number}")
        before, was = sums(data), data
        data = tried(account(data), rows)
        booked = rows if data != was else ()
        now = sums(data)
        for budget, what in product(GRANTED, ("commit", "spend", "release")):
            moved = sum(row.cents for row in booked if (row.budget, row.what) == (budget, what))
            assert now.get(budget, {}).get(what, 0) - before.get(budget, {}).get(what, 0) == moved
        taken = held(data, GRANTED)
        assert _free(data) == {name: ALLOCATED[name] - taken[name] for name in ALLOCATED}
        assert {name: row.held for name, row in account(data).positions(TODAY).items()} == taken


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(command, max_size=6), command, command)
def test_the_order_of_two_bookings_that_do_not_need_each_other_changes_no_total(
    begun: list[Command], first: Command, second: Command
) -> None:
    data: bytes | None = None
    for number, one in enumerate(begun):
        data = tried(account(data), _rows(data, one, f"R-{number}"))
    here, there = _rows(data, first, "X-1"), _rows(data, second, "X-2")
    if {row.reference for row in here} & {row.reference for row in there}:
        return
    ways = []
    for pair in ((here, there), (there, here)):
        made = data
        for rows in pair:
            step = tried(account(made), rows)
            if rows and step == made:
                return  # one of the two took the room of the other: they do need each other
            made = step
        ways.append(made)
    assert sums(ways[0]) == sums(ways[1])
    assert _free(ways[0]) == _free(ways[1])


def test_a_new_ledger_has_its_schema_line_and_a_booking_a_line() -> None:
    rows = book.commit([("a-2026", 12_50), ("a-2027", 1_00)], "O: 31, #2", AT)
    made = book.file(account().ledger, rows)
    assert isinstance(made, NewFile)
    assert made.path == "ledger/2026-01/k3f9ab.yaml"
    head, schema, idea, lines, first, second = made.content.decode().splitlines()
    assert head.endswith("/ledger.schema.json")
    assert (schema, idea, lines) == ("schema: innoctl/ledger/1", "idea: k3f9ab", "lines:")
    assert first.startswith('  - {what: commit, on: 2026-06-30, budget: a-2026, amount: "12.50"')
    assert validate("ledger", load(made.content)[0]) == []
    assert [row["reference"] for row in plainly(made.content)] == ["O: 31, #2"] * 2
    assert second != first


BLOCK = """\
# van de controller
schema: innoctl/ledger/1
idea: k3f9ab
lines:
- what: spend   # de eerste
  on: 2026-03-01
  budget: 'a-2026'
  amount: '10.00'
  reference: "F-1"
  booked_by: p-1
# einde"""
FLOW = (
    "{schema: innoctl/ledger/1, idea: k3f9ab, lines: [{what: spend, on: 2026-03-01, budget: a-2026,"
    ' amount: "10.00", reference: F-1, booked_by: p-1}]}\n'
)
ROWS = (
    "schema: innoctl/ledger/1\nidea: k3f9ab\nlines:\n"
    '    - {what: spend, on: 2026-03-01, budget: a-2026, amount: "10.00", reference: F-1, booked_by: p-1}  # ja\n\n\n'
)


@pytest.mark.parametrize("text", [BLOCK, FLOW, ROWS, BLOCK + "\n", "\ufeff" + ROWS])
@pytest.mark.parametrize("change", [str, lambda text: text.replace("\n", "\r\n")])
def test_a_line_comes_behind_the_others_whatever_the_style_of_the_file(
    text: str, change: Callable[[str], str]
) -> None:
    data = change(text).encode()
    row = book.spend("a-2026", 20_00, "F-2", "", AT._replace(note="twee: 'delen'"))
    new = after(account(data), (row,))
    assert account(new).lines == (*account(data).lines, row)
    rest = iter(new.decode().splitlines())
    assert all(line in rest for line in data.decode().splitlines() if "]}" not in line)
    assert (b"\r\n" in data) == (b"\r\n" in new)
    assert new.count(b"\n") - new.count(b"\r\n") == (0 if b"\r\n" in data else new.count(b"\n"))


@pytest.mark.parametrize("lines", ["lines: []\n", "lines: [ ]  # nog niets\n"])
def test_an_empty_ledger_takes_its_first_line(lines: str) -> None:
    data = f"schema: innoctl/ledger/1\nidea: k3f9ab\n{lines}".encode()
    row = book.spend("a-2026", 20_00, "F-2", "", AT)
    assert account(after(account(data), (row,))).lines == (row,)


def test_what_takes_an_invoice_back_opens_its_commitment_again() -> None:
    data = after(account(), book.commit([("a-2026", 100_00)], "O-1", AT))
    data = after(account(data), (book.spend("a-2026", 80_00, "F-1", "O-1", AT),))
    assert [one.cents for one in commitments(account(data).lines)] == [20_00]
    [one] = book.named("F-1", account(data).lines, "k3f9ab")
    back = book.counter(one, 0, account(data).lines, AT)
    assert (back.cents, back.reference, back.corrects, back.commitment) == (
        -80_00,
        "F-1-c1",
        "F-1",
        "O-1",
    )
    data = after(account(data), (back,))
    assert [one.cents for one in commitments(account(data).lines)] == [100_00]
    [one] = book.named("F-1", account(data).lines, "k3f9ab")
    with pytest.raises(book.NothingLeft):
        book.counter(one, 0, account(data).lines, AT)


def test_the_reference_of_a_counter_entry_is_one_that_nothing_has() -> None:
    data = after(account(), (book.spend("a-2026", 80_00, "F-1", "", AT),))
    for number in (1, 2, 3):
        [one] = book.named("F-1", account(data).lines, "k3f9ab")
        row = book.counter(one, 10_00, account(data).lines, AT)
        assert row.reference == f"F-1-c{number}"
        data = after(account(data), (row,))


def test_two_releases_of_a_day_have_two_names() -> None:
    data = after(account(), (book.release("a-2026", 1_00, (), AT),))
    second = book.release("a-2026", 1_00, account(data).lines, AT)
    assert second.reference == "release-2026-06-30-2"


def test_a_reference_that_is_not_there_is_answered_with_those_that_are() -> None:
    data = after(account(), (book.spend("a-2026", 80_00, "F-2026-117", "", AT),))
    for asked, near in (("F-2026-171", "F-2026-117"), ("zomaar", "F-2026-117")):
        with pytest.raises(InnoError) as caught:
            book.named(asked, account(data).lines, "k3f9ab")
        assert dict(caught.value.params)["near"] == near
