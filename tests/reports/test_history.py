"""Two plain values compared, in the terms of the field."""

from __future__ import annotations

from innoctl.reports.history import Plain, Version, differences, events


def test_equal_values_have_no_differences() -> None:
    assert differences({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]}) == []


def test_a_number_and_a_truth_value_are_not_the_same() -> None:
    assert differences({"a": 1}, {"a": True}) == [("changed", ("a",), 1, True)]


def test_keys_that_come_and_go_and_change() -> None:
    found = differences({"a": 1, "b": 2, "c": {"d": 3}}, {"b": 5, "c": {"d": 4}, "e": 6})
    assert found == [
        ("removed", ("a",), 1, None),
        ("changed", ("b",), 2, 5),
        ("changed", ("c", "d"), 3, 4),
        ("added", ("e",), None, 6),
    ]


def test_the_items_of_a_list_are_found_again_by_their_id() -> None:
    old: Plain = [{"id": "e1", "outcome": None}, {"id": "e2"}]
    new: Plain = [{"id": "e0"}, {"id": "e1", "outcome": "yes"}]
    assert differences(old, new) == [
        ("removed", (1,), {"id": "e2"}, None),
        ("added", (0,), None, {"id": "e0"}),
        ("changed", (1, "outcome"), None, "yes"),
    ]


def test_equal_items_are_counted() -> None:
    assert differences(["a", "a"], ["a", "b", "a", "a"]) == [
        ("added", (1,), None, "b"),
        ("added", (3,), None, "a"),
    ]


def test_a_file_that_comes_or_goes_is_one_event() -> None:
    assert events("ideas/x.yaml", Version(None), Version({"a": 1}))[0][0] == "created"
    assert events("ideas/x.yaml", Version({"a": 1}), Version(None))[0][0] == "deleted"
    assert events("decisions/x.yaml", Version(None), Version({"a": 1}))[0][0] == "decided"
    assert events("approvals/x.yaml", Version(None), Version({"a": 1}))[0][0] == "approved"
