"""What a record points to: the cheap view and the exact one agree."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from innoctl.model.kinds import KINDS, kind_of
from innoctl.model.references import Targets, references, targets
from innoctl.resources import folder
from innoctl.store.yaml_document import read

PLAIN = st.recursive(
    st.none() | st.integers() | st.text("ab", max_size=2),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "stream",
                    "idea",
                    "themes",
                    "team",
                    "person",
                    "links",
                    "to",
                    "scaling",
                    "adoptions",
                    "unit",
                    "gates",
                    "criteria",
                    "owners",
                    "authority",
                    "streams",
                    "holders",
                    "role",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


def pointed(kind: str, data: Any) -> dict[str, set[str]]:
    found: Targets = defaultdict(set)
    targets(kind, data, found)
    return {sort: words for sort, words in found.items() if words}


def by_sort(kind: str, data: Any) -> dict[str, set[str]]:
    found: Targets = defaultdict(set)
    for _, sort, target in references(kind, data):
        found[sort].add(target)
    return found


@given(st.sampled_from([kind.name for kind in KINDS]), PLAIN)
def test_targets_are_those_of_the_references_whatever_the_file_holds(kind: str, data: Any) -> None:
    assert pointed(kind, data) == by_sort(kind, data)


def test_targets_are_those_of_the_references_in_the_example() -> None:
    root: Path = folder("examples") / "politie"
    for path in root.rglob("*.yaml"):
        kind = kind_of(path.relative_to(root).as_posix())
        data = read(path.read_bytes()).value
        assert kind is not None
        assert pointed(kind.name, data) == by_sort(kind.name, data)
