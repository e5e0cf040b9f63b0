"""The grammar of filters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.reports import listing
from innoctl.reports.listing import Filter, Value, parse, sort_key


def fits(text: str, value: Value) -> bool:
    condition = parse(text)
    assert condition is not None
    return listing.test_of(condition)(value)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("state=active", "active", True),
        ("state=active,on_hold", "on_hold", True),
        ("state = stopped", "active", False),
        ("state!=active", "stopped", True),
        ("title~SCRUM", "Scrum in de opsporing", True),
        ("title!~scrum", "Hackathon", True),
        ("title=a, b", "a, b", True),
        ("horizon>=2", 3, True),
        ("horizon>=2", 0, False),
        ("horizon=2", 2, True),
        ("horizon=", 0, True),
        ("broker=", "", True),
        ("broker!=", "p-1", True),
        ("submitted_on>=2026-01-01", "2026-02-03", True),
        ("submitted_on<2026-01-01", "2025-12-31", True),
        ("themes=zorg", ("zorg", "wijk"), True),
        ("themes!=zorg", ("zorg", "wijk"), False),
        ("themes=", (), True),
        ("team~p-7", (("p-7", "operation", ""),), True),
        ("touches_persons=true", True, True),
        ("touches_persons=false", False, True),
        ("horizon>abc", 3, False),
        ("title==x", "=x", True),
    ],
)
def test_a_filter_says_what_its_operator_says(text: str, value: Value, *, expected: bool) -> None:
    assert fits(text, value) is expected


@pytest.mark.parametrize("text", ["", "state", "=active", "a b=c", "--state=active", "\x1b[31m=x"])
def test_what_is_no_filter_is_not_taken_for_one(text: str) -> None:
    assert parse(text) is None


@given(st.text(), st.sampled_from(["state", "scaling.strategy"]))
def test_any_value_can_be_asked_for(value: str, field: str) -> None:
    condition = parse(f"{field}={value}")
    assert condition == Filter(field, "=", value.strip())


def test_empty_values_are_sorted_last() -> None:
    values = ["b", "", "A", "c"]
    assert sorted(values, key=sort_key) == ["A", "b", "c", ""]
