"""What once got past a door: decisions and files that only some readers could read."""

from __future__ import annotations

import pytest

from tests.gates.council import IDEA, Council
from tests.gates.test_refused import errors, wrong
from tests.repositories import run


def tip(council: Council) -> str:
    return run(council.root, "rev-parse", "HEAD").strip()


@pytest.mark.parametrize("path", ["../x", "./x", "/x", "a/../x"])
def test_evidence_outside_the_portfolio_is_told_and_stops_nothing(
    council: Council, path: str
) -> None:
    base, idea = tip(council), f"ideas/2026-01/{IDEA}-een-idee.yaml"
    judged = {"path": idea, "sha256": council.digest(idea)}
    decision = council.decide(evidence=[judged, {"path": path, "sha256": "0" * 64}])
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert errors(council, base) == wrong(council) == ["G529"]
    run(council.root, "revert", "--no-edit", "HEAD")
    base = tip(council)
    council.idea("k3f9ac")
    council.commit("another idea")
    assert errors(council, base) == []
    assert "G527" in wrong(council)
