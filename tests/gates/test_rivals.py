"""What a gatekeeper signs when others push gate branches of their own: what he means, and no more."""

from __future__ import annotations

from pathlib import Path

from tests.gates.council import IDEA, Council
from tests.gates.test_stories import proposed, speak
from tests.repositories import run

OTHER = "k3f9ac"
RIVAL = "gate/zzz"


def beside(council: Council, branch: str, idea: str = IDEA, **more: str) -> None:
    """Propose a Go on a gate branch of one's own, without the program."""
    run(council.root, "checkout", "--quiet", "-b", branch, "main")
    council.decide(idea, **more)
    council.derive(idea, phase="creation")
    council.commit(f"propose on {branch}")
    run(council.root, "checkout", "--quiet", "main")


def signed(council: Council, branch: str) -> bool:
    held = run(council.root, "ls-tree", "-r", "--name-only", branch, "approvals/")
    return "p-01.yaml" in held


def test_of_two_decisions_in_one_place_none_is_signed_before_one_is_named(council: Council) -> None:
    branch = proposed(council)
    beside(council, RIVAL, rationale="En een miljoen erbij.")
    for words in ((IDEA,), ()):
        said = speak(council, "p-01", "gate", "approve", *words)
        assert (said.status, "[U972]" in said.err) == (2, True), said.err
        assert f"{branch} (" in said.err
        assert f"{RIVAL} (" in said.err
        assert not signed(council, branch)
    said = speak(council, "p-01", "gate", "approve", IDEA, "--branch", branch)
    assert said.status == 0, said.err
    assert (signed(council, branch), signed(council, RIVAL)) == (True, False)


def test_a_rival_of_what_somebody_signed_already_is_not_all_that_waits_for_him(
    council: Council,
) -> None:
    branch = proposed(council)
    assert speak(council, "p-01", "gate", "approve").status == 0
    beside(council, RIVAL, rationale="En een miljoen erbij.")
    said = speak(council, "p-01", "gate", "approve")
    assert (said.status, "[U972]" in said.err) == (2, True), said.err
    assert not signed(council, RIVAL)
    assert signed(council, branch)


def test_another_decision_after_the_same_one_is_a_rival_whatever_it_is_called(
    council: Council,
) -> None:
    proposed(council)
    run(council.root, "checkout", "--quiet", "-b", RIVAL, "main")
    council.decide(what="withdraw", outcome="withdraw")
    council.commit("propose something else")
    run(council.root, "checkout", "--quiet", "main")
    said = speak(council, "p-01", "gate", "approve", IDEA)
    assert (said.status, "[U972]" in said.err) == (2, True), said.err


def test_what_landed_is_named_by_the_branch_that_is_checked_out(council: Council) -> None:
    branch = proposed(council)
    beside(council, RIVAL, rationale="En een miljoen erbij.")
    run(council.root, "merge", "--quiet", "--no-ff", "--no-edit", branch)
    run(council.root, "branch", "--quiet", "-D", branch)
    said = speak(council, "p-01", "gate", "approve", IDEA)
    assert (said.status, "main (" in said.err) == (2, True), said.err
    assert speak(council, "p-01", "gate", "approve", IDEA, "--branch", "main").status == 0
    assert (signed(council, "main"), signed(council, RIVAL)) == (True, False)


def test_the_same_bytes_on_two_branches_are_one_decision(council: Council) -> None:
    branch = proposed(council)
    run(council.root, "branch", "--quiet", RIVAL, branch)
    said = speak(council, "p-01", "gate", "approve", IDEA)
    assert said.status == 0, said.err
    assert (signed(council, branch), signed(council, RIVAL)) == (True, True)


def test_a_branch_that_went_two_ways_stops_nobody_who_means_another(
    council: Council, tmp_path: Path
) -> None:
    council.idea(OTHER)
    council.commit("another")
    torn = proposed(council)
    server, clone = tmp_path / "server.git", tmp_path / "clone"
    run(tmp_path, "clone", "--quiet", "--bare", str(council.root), str(server))
    run(tmp_path, "clone", "--quiet", "--branch", torn, str(server), str(clone))
    run(clone, "commit", "--quiet", "--amend", "-m", "another way")
    run(clone, "push", "--quiet", "--force", "origin", torn)
    run(council.root, "remote", "add", "origin", str(server))
    run(council.root, "fetch", "--quiet", "origin")
    beside(council, RIVAL, OTHER)
    for words in ((IDEA,), (IDEA, OTHER), ("--branch", torn)):
        said = speak(council, "p-01", "gate", "approve", *words)
        assert (said.status, "[U958]" in said.err) == (1, True), said.err
        assert not signed(council, RIVAL)
    said = speak(council, "p-01", "gate", "approve", OTHER)
    assert (said.status, "two ways" in said.err) == (0, False), said.err
    said = speak(council, "p-02", "gate", "approve")
    assert said.status == 0, said.err
    assert f"the branch {torn} went two ways, here and at origin\nso it is left out\n" in said.err
    assert signed(council, RIVAL)
    assert not signed(council, torn)
