"""What innoctl asks of Forgejo is what Forgejo documents; so is what the house answers.

For who has Forgejo's own description at hand (``/swagger.v1.json`` of any instance, or the part
of it about pull requests): INNOCTL_FORGEJO_OPENAPI names the file.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.forge import contract
from tests.forge.house import House, Pull
from tests.forge.server import Request

FILE = os.environ.get("INNOCTL_FORGEJO_OPENAPI", "")
PREFIX = "/api/v1"
REPO = f"{PREFIX}/repos/innovatie/portfolio"
BESIDE = ("/requested_reviewers", "/users/search")
"""What a description of pull requests alone leaves out."""

pytestmark = pytest.mark.skipif(
    not FILE, reason="INNOCTL_FORGEJO_OPENAPI names no description of Forgejo's API"
)


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    """Read the description."""
    found: dict[str, Any] = json.loads(Path(FILE).read_text(encoding="utf-8"))
    return found


def test_forgejo_allows_what_innoctl_asks(description: dict[str, Any], tmp_path: Path) -> None:
    with House("forgejo", tmp_path) as house:
        contract.conversation(house)
    held = [_held(row, description) for row in house.requests]
    assert sum(held) >= 8
    assert {row.method for row, seen in zip(house.requests, held, strict=True) if seen} == {
        "GET",
        "POST",
        "PATCH",
    }


def _held(asked: Request, description: dict[str, Any]) -> bool:
    """Hold one request to the description; False when it is not described there."""
    found = contract.described(description["paths"], asked.path.removeprefix(PREFIX))
    if found is None:
        assert asked.path.endswith(BESIDE), asked.path
        return False
    rows = found[1][asked.method.lower()].get("parameters", [])
    assert set(asked.query) <= {row["name"] for row in rows if row["in"] == "query"}
    for row in rows:
        if row["in"] == "body" and asked.body is not None:
            pointer = row["schema"]["$ref"]
            assert not contract.faults(asked.body, pointer, description, loose=False)
            known = description["definitions"][pointer.rsplit("/", 1)[-1]]["properties"]
            assert asked.body.keys() <= known.keys()
    return True


def test_the_house_answers_as_forgejo_does(description: dict[str, Any], tmp_path: Path) -> None:
    with House("forgejo", tmp_path) as house:
        contract.conversation(house)
        pull = contract.answer(house, f"{REPO}/pulls/1")
        reviews = contract.answer(house, f"{REPO}/pulls/1/reviews")
    assert isinstance(house.pulls[1], Pull)
    assert reviews
    for value, name in [(pull, "PullRequest"), *((row, "PullReview") for row in reviews)]:
        assert not contract.faults(value, f"#/definitions/{name}", description)
        assert value.keys() <= description["definitions"][name]["properties"].keys()
