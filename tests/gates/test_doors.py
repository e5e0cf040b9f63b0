"""What once got past a door: decisions and files that only some readers could read."""

from __future__ import annotations

from hashlib import sha1
from typing import Any

import pytest

from innoctl.model.consistent import CRITERIA
from innoctl.workspace.landings import Grafted
from innoctl.workspace.proposed import Change, look
from tests.gates.council import IDEA, STREAM, Council, begin
from tests.gates.test_refused import TODAY, approved, errors, verified, wrong
from tests.repositories import checked_out, run


def tip(council: Council) -> str:
    return checked_out(council.root)


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
    month = f"160000,{tip(council)},ideas/2027-01"
    run(council.root, "update-index", "--add", "--cacheinfo", month)
    base = tip(council)
    run(council.root, "commit", "--quiet", "-m", "no file")
    assert ("F111", "ideas/2027-01") in seen(council, base)
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


def test_no_file_that_sums_up_the_history_hides_any_of_it(council: Council) -> None:
    council.idea("k3f9ac")
    first = tip(council)
    approved(council, "p-01")
    for folder in ("decisions", "approvals"):
        run(council.root, "rm", "--quiet", "-r", folder)
    council.derive(phase="ideation")
    last = council.commit("as if nothing was ever decided")
    run(council.root, "commit-graph", "write", "--reachable")
    file = council.root / ".git" / "objects" / "info" / "commit-graph"
    data = bytearray(file.read_bytes())
    table = (data[at : at + 12] for at in range(8, 8 + 12 * data[6], 12))
    place = {bytes(row[:4]): int.from_bytes(row[4:], "big") for row in table}
    names = sorted(run(council.root, "rev-list", "--all").split())
    parent = place[b"CDAT"] + 36 * names.index(last) + 20
    data[parent : parent + 4] = names.index(first).to_bytes(4, "big")
    file.chmod(0o600)
    file.write_bytes(data[:-20] + sha1(data[:-20], usedforsecurity=False).digest())
    assert run(council.root, "rev-list", "--first-parent", "main").split() == [last, first]
    assert "G527" in wrong(council)


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


def judged(but: str = "", **verdict: Any) -> list[dict[str, Any]]:
    """Return every criterion found met, but for one, of which something else was found, or nothing."""
    rows = [{"id": one, "verdict": "met"} for one in CRITERIA if one != but]
    return [*rows, {"id": but, **verdict}] if verdict else rows


def go(council: Council, **more: Any) -> str:
    """Let two approve a Go in one commit; return the commit before."""
    base, decision = tip(council), council.decide(**more)
    council.derive(phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
    council.commit("go")
    return base


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"criteria": judged("lawfulness", verdict="not_met")}, {"D568"}),
        ({"waivers": [{"what": "lawfulness", "because": "haast"}]}, {"D566"}),
        ({"waivers": [{"what": "money", "because": "haast"}]}, {"D566"}),
        ({"criteria": []}, {"D567"}),
        ({"criteria": judged("efficiency")}, {"D567"}),
        (
            {
                "criteria": judged("efficiency"),
                "waivers": [{"what": "efficiency", "because": "Nog niet te meten."}],
            },
            set(),
        ),
    ],
)
def test_a_door_asks_what_proposing_would_have_asked(
    council: Council, more: dict[str, Any], told: set[str]
) -> None:
    base = go(council, **more)
    assert {*errors(council, base)} == {*errors(council, base, each=True)} == told
    assert {*errors(council, base, "HEAD^{tree}")} == told  # a commit in the making
    assert wrong(council) == []  # what landed past the door was approved, and stays so
    base = tip(council)
    council.idea("k3f9ac")
    council.commit("an idea")
    assert errors(council, base) == []


def test_a_decision_that_comes_back_as_it_was_is_not_asked_again(council: Council) -> None:
    go(council, criteria=[])
    run(council.root, "revert", "--no-edit", "HEAD")
    base = tip(council)
    run(council.root, "revert", "--no-edit", "HEAD")
    assert [one for one in errors(council, base) if one[0] == "D"] == []


def test_names_alone_take_no_idea_past_the_law(recorded: Council) -> None:
    base = tip(recorded)
    found = judged("lawfulness", verdict="not_met")
    recorded.decide(criteria=found, decided_by=["p-01"])
    recorded.derive(phase="creation")
    recorded.commit("go")
    assert errors(recorded, base) == ["D568"]
    assert wrong(recorded) == []


def test_saying_no_and_correcting_it_need_no_criteria_but_a_new_go_does(council: Council) -> None:
    base = tip(council)
    no = {"outcome": "no_go", "to_phase": "ideation", "reason_code": "little-value"}
    first = council.decide(criteria=[], **no)
    council.derive(state="stopped")
    for person in ("p-01", "p-02"):
        council.approve(first, person)
    council.commit("no")
    assert errors(council, base) == []
    digest = council.digest(first)
    again = council.decide(number="02", after=digest, supersedes=digest, criteria=[], **no)
    for person in ("p-01", "p-02"):
        council.approve(again, person)
    base = tip(council)
    council.commit("still no")
    assert errors(council, base) == []
    base, digest = tip(council), council.digest(again)
    third = council.decide(number="03", after=digest, supersedes=digest, criteria=[])
    council.derive(state="active", phase="creation")
    for person in ("p-01", "p-02"):
        council.approve(third, person)
    council.commit("go after all")
    assert {*errors(council, base)} == {"D567"}


def test_the_process_that_stood_before_a_decision_says_what_is_asked(council: Council) -> None:
    process = begin()["process.yaml"]
    process["criteria"].append({"id": "extra", "name": "x", "question": "x?", "kind": "must"})
    process["gates"][0]["criteria"].append("extra")
    base = tip(council)
    council.write("process.yaml", process)
    council.approve(council.change("process.yaml"), "p-01")
    assert errors(council, go(council) and base) == []
    run(council.root, "reset", "--quiet", "--hard", base)
    council.write("process.yaml", process)
    council.approve(council.change("process.yaml"), "p-01")
    later = council.commit("one criterion more")
    assert errors(council, go(council)) == ["D567"]
    assert {*errors(council, base, each=True)} == {"D567"}
    run(council.root, "reset", "--quiet", "--hard", later)
    found = [*judged(), {"id": "extra", "verdict": "met"}]
    assert errors(council, go(council, criteria=found)) == []


def seen(council: Council, base: str) -> list[tuple[str, str]]:
    """Return every error of a change, with those of the files that it brings."""
    found = look(council.root, Change(base, "HEAD"), TODAY).findings
    return [(one.code, one.path) for one in found if one.severity == "error"]
