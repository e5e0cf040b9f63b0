"""What once got past a door: decisions and files that only some readers could read."""

from __future__ import annotations

import pytest

from innoctl.workspace.landings import Grafted
from innoctl.workspace.proposed import Change, look
from tests.gates.council import IDEA, STREAM, Council
from tests.gates.test_refused import TODAY, approved, errors, verified, wrong
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


ALLOCATION = (
    "schema: innoctl/budget/1\nyear: 2026\nstatus: final # nog\rbudgets:\n- id: b9\n"
    f'  stream: {STREAM}\n  kind: innovation\n  owner: p-01\n  amount: "5000000.00"\n'
)
OVERLAY = (
    f"schema: innoctl/overlay/1 # \rstream: {STREAM}\ndate: 2026-01-01\nreason: Daarom.\n"
    "deliverables:\n- id: extra\n  name: Extra\ngates:\n- gate: concept\n"
    "  deliverables: [extra]\n"
)


@pytest.mark.parametrize(
    ("path", "text"),
    [("budgets/2026.yaml", ALLOCATION), (f"process/{STREAM}.yaml", OVERLAY)],
)
def test_a_new_file_of_the_policy_that_only_some_readers_can_read_is_not_in_force(
    council: Council, path: str, text: str
) -> None:
    base = tip(council)
    file = council.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    council.commit("new")
    assert errors(council, base) == errors(council, base, each=True) == wrong(council) == ["G523"]
    assert ("F112", path) in seen(council, base)
    file.unlink()
    council.commit("gone again")
    assert wrong(council) == []


def test_the_line_endings_of_windows_are_no_hidden_lines(council: Council) -> None:
    base, decision = tip(council), council.decide()
    file = council.root / decision
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("decide")
    assert errors(council, base) == wrong(council) == []
    assert seen(council, base) == []


@pytest.mark.parametrize("mode", ["120000", "160000"])
def test_what_is_no_file_takes_no_decision_back(council: Council, mode: str) -> None:
    approved(council, "p-01", "p-02")
    odd = f"{mode},{tip(council)},ideas/2026-02/{IDEA}-x.yaml"
    run(council.root, "update-index", "--add", "--cacheinfo", odd)
    run(council.root, "commit", "--quiet", "-m", "no file")
    assert wrong(council) == []
    assert verified(council).rows[0].state == "approved"
    other = council.root / f"ideas/2026-03/{IDEA}-x.yaml"
    other.parent.mkdir()
    other.write_text("id: x")
    council.commit("a file")
    assert "L514" in wrong(council)


def test_a_clone_with_other_parents_than_the_commits_have_proves_nothing(council: Council) -> None:
    base = approved(council, "p-01")
    grafts = council.root / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text("# none yet\n\n")
    assert wrong(council) == ["G520"]
    council.idea("k3f9ac")
    last = council.commit("another idea")
    grafts.write_text(f"{run(council.root, 'rev-parse', 'HEAD~').strip()}\n")
    for look_at in (wrong, lambda one: errors(one, last), lambda one: errors(one, base, each=True)):
        with pytest.raises(Grafted):
            look_at(council)


def test_a_file_that_follows_its_decision_locks_nobody_out(council: Council) -> None:
    file = council.root / "authority.yaml"
    before = file.read_bytes()
    council.write("authority.yaml", council.authority(approval="signed", quorum=4))
    after = file.read_bytes()
    council.approve(council.change("authority.yaml"), "p-01")
    file.write_bytes(before)
    council.commit("decided, and the file follows")
    assert wrong(council) == []
    base = tip(council)
    file.write_bytes(after)
    council.commit("the file")
    assert errors(council, base) == errors(council, base, each=True) == wrong(council) == ["G525"]


def seen(council: Council, base: str) -> list[tuple[str, str]]:
    """Return every error of a change, with those of the files that it brings."""
    found = look(council.root, Change(base, "HEAD"), TODAY).findings
    return [(one.code, one.path) for one in found if one.severity == "error"]
