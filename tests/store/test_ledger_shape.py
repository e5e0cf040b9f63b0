"""A ledger that is seen to have grown without being parsed: what is seen is always so."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.store.ledger_shape import grown
from innoctl.store.yaml_document import load

HEAD = "# yaml-language-server: $schema=x.json\nschema: innoctl/ledger/1\nidea: k3f9ab\n\n# Van ons\nlines:\n"
ROW = (
    '  - what: spend\n    on: 2026-04-01\n    budget: team-2026\n    amount: "-100.00"\n'
    '    reference: F-1\n    corrects: F-0\n    booked_by: p-05\n    note: "Nee: te veel"\n'
)
FLOW = '  - {what: commit, on: 2026-04-01, budget: team-2026, amount: "9.00", reference: O-1, booked_by: p-05}\n'
KEYS = ("what", "on", "budget", "amount", "reference", "commitment", "booked_by", "note")
FLOWING, STANDING = "  - {{{}}}\n", "  - {}\n"
SEPARATORS = {FLOWING: ", ", STANDING: "\n    "}
"""The two forms of a booking, each with what stands between its keys."""
PLAIN = st.from_regex(r'[A-Za-z0-9][A-Za-z0-9 ._/-]{0,12}|"[ !#-\[\]-~]{0,12}"', fullmatch=True)
ANY = st.text("aB0 ._-/\"'#:,{}[]&*!|>%@`\\\n\té", max_size=6)


@pytest.mark.parametrize("more", [ROW, FLOW, ROW + FLOW + ROW])
def test_bookings_behind_the_others_are_seen(more: str) -> None:
    for text in (HEAD + ROW, HEAD + FLOW):
        assert grown(text.encode(), (text + more).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HEAD + ROW + FLOW, HEAD + ROW),
        (HEAD + ROW + ROW, HEAD + FLOW + ROW + FLOW),
        (HEAD + ROW, HEAD + FLOW + ROW.replace("100", "101")),
        (HEAD + ROW, HEAD.replace("3f9ab", "3f9ac") + FLOW + ROW),
        (HEAD + ROW, HEAD + FLOW + "# nog een\n" + ROW),
        (HEAD + ROW, HEAD + FLOW + ROW + "lines: []\n"),
        (HEAD + ROW, HEAD + ROW + "    note: nog een\n"),
        (HEAD + ROW, HEAD + ROW + "      en meer\n"),
        (HEAD + ROW, HEAD + ROW + "lines: []\n"),
        (HEAD + ROW, HEAD + ROW + "---\n" + FLOW),
        (HEAD + ROW, HEAD + ROW + FLOW + "lines: []\n"),
        (HEAD + ROW[:-1], HEAD + ROW[:-1] + " weg\n" + FLOW),
        (HEAD + ROW.replace("note: ", "note: |\n      "), HEAD + ROW + FLOW),
        (HEAD + "  - what: spend\n    note: |\n", HEAD + "  - what: spend\n    note: |\n" + FLOW),
        (HEAD + ROW, HEAD + ROW + FLOW.replace("O-1", "&a O-1")),
        (HEAD + ROW, HEAD + ROW + ROW.replace("Nee", "Één")),
        (HEAD + ROW, HEAD + ROW),
    ],
)
def test_what_is_anything_else_is_left_to_reading(old: str, new: str) -> None:
    assert not grown(old.encode(), new.encode())


@given(st.lists(st.sampled_from([ROW, FLOW]), min_size=1), st.permutations([ROW, FLOW, ROW, FLOW]))
def test_bookings_between_the_others_are_seen_where_none_went(
    before: list[str], after: list[str]
) -> None:
    old, new = HEAD + "".join(before), HEAD + "".join(after)
    stands = all(before.count(row) <= after.count(row) for row in (ROW, FLOW))
    assert grown(old.encode(), new.encode()) == (stands and before != after)


def with_row(values: list[str], shape: str) -> bytes:
    pairs = [f"{key}: {value}" for key, value in zip(KEYS, values, strict=True)]
    return (HEAD + ROW + shape.format(SEPARATORS[shape].join(pairs))).encode()


def holds(text: bytes) -> None:
    """Assert that all that stood in the first ledger is in this one, and one booking more."""
    before: Any = load((HEAD + ROW).encode())[0]
    after: Any = load(text)[0]
    assert load(text)[1] == []
    assert after["lines"][:-1] == before["lines"]
    assert tuple(after["lines"][-1]) == KEYS


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "0000-00-00", "12-99", "1e9", "0x1G", "007"]
)
@pytest.mark.parametrize("shape", SEPARATORS)
def test_a_value_that_is_no_day_or_number_is_still_read(day: str, shape: str) -> None:
    text = with_row([day] * len(KEYS), shape)
    assert grown((HEAD + ROW).encode(), text)
    holds(text)


@given(PLAIN, PLAIN, st.sampled_from([*SEPARATORS]))
def test_plain_values_are_seen_and_read(one: str, other: str, shape: str) -> None:
    text = with_row([one, other] * (len(KEYS) // 2), shape)
    assert grown((HEAD + ROW).encode(), text)
    holds(text)


@given(st.integers(0, len(KEYS) - 1), ANY, st.sampled_from([*SEPARATORS]))
def test_what_is_seen_to_have_grown_holds_all_that_stood(
    place: int, value: str, shape: str
) -> None:
    text = with_row([value if number == place else "a" for number in range(len(KEYS))], shape)
    if grown((HEAD + ROW).encode(), text):
        holds(text)
