from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from innoctl.changes.edit import Plain
from innoctl.changes.writing import lines

TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)
HARD = st.sampled_from(
    [
        "",
        "no",
        "null",
        "1e5",
        "- a",
        "a: b",
        "a #b",
        "x" * 120,
        "woord " * 40,
        "a\nb\n",
        "a\n\n  b",
        "\n",
        "é\n",
        "*a",
        "@",
        "2026-10-01",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | HARD,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


class _Core(yaml.SafeLoader):
    """PyYAML without its dates: the oracle."""


_Core.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in found if "timestamp" not in tag]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(text: str) -> Any:
    return yaml.load(text, _Core)


@given(VALUES)
def test_what_is_written_reads_back_as_it_was_meant(value: Plain) -> None:
    text = "\n".join(lines("key", value)) + "\n"
    assert _read(text) == {"key": value}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Scrum in de opsporing", "k: Scrum in de opsporing"),
        ("2026-10-01", "k: 2026-10-01"),
        ("no", 'k: "no"'),
        ("a: b", 'k: "a: b"'),
        ("12.50", 'k: "12.50"'),
        (["a", "b-c"], "k: [a, b-c]"),
        ([], "k: []"),
        (True, "k: true"),
        (None, "k: null"),
        ("rood\x1b[0m", 'k: "rood\\u001b[0m"'),
        ("om\u202egekeerd", 'k: "om\\u202egekeerd"'),
    ],
)
def test_values_are_written_as_a_person_would(value: Plain, expected: str) -> None:
    assert lines("k", value) == [expected]


def test_a_long_text_becomes_a_folded_block_and_paragraphs_a_literal_one() -> None:
    assert lines("k", "woord " * 30 + "einde")[0] == "k: >-"
    assert lines("k", "een\ntwee\n") == ["k: |", "  een", "  twee"]
    assert lines("k", "een\n\ntwee") == ["k: |-", "  een", "", "  twee"]


def test_lists_of_mappings_stand_one_below_the_other() -> None:
    value: Plain = [{"to": "k3f9ab", "relation": "similar"}]
    assert lines("links", value) == ["links:", "  - to: k3f9ab", "    relation: similar"]
