"""What lands lets an idea through only as its gate asks, by the process that stood before."""

from __future__ import annotations

from typing import Any

import pytest

from innoctl.rules.let_through import let_through
from tests.gates.council import begin
from tests.rules.branch import CONCEPT, Branch, concept, landed

FOUND = [{"id": name, "verdict": "met"} for name in begin()["process.yaml"]["gates"][0]["criteria"]]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"criteria": FOUND}, []),
        ({"criteria": FOUND[1:]}, [("D567", ("criteria",))]),
        (
            {"criteria": [*FOUND[1:], {**FOUND[0], "verdict": "unknown"}]},
            [("D568", ("criteria", 4))],
        ),
        (
            {"criteria": FOUND, "waivers": [{"what": "handover"}, {"what": "authority"}]},
            [("D566", ("waivers", 1, "what"))],
        ),
        ({"outcome": "hold", "to_phase": "ideation"}, []),
        ({"what": "withdraw", "outcome": "done"}, []),
        ({"decided_on": "ooit"}, []),
    ],
)
def test_what_proposing_refuses_is_told_of_what_lands(
    more: dict[str, Any], told: list[tuple[str, tuple[str | int, ...]]]
) -> None:
    branch = Branch()
    stood = branch.history.in_force
    branch.add(landed(CONCEPT, concept(**more)))
    found = list(let_through(branch.history.decided.values(), stood))
    assert [(one.code, one.field) for one in found] == told
    assert {one.path for one in found} <= {CONCEPT}
