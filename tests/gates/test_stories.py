"""A decision from a proposal to ``gate verify`` saying yes, by people who each use the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.gates.council import IDEA, Council, key_of
from tests.program import Answer
from tests.program import run as innoctl
from tests.repositories import run


def speak(council: Council, person: str, *words: str, stdin: str = "", sure: bool = True) -> Answer:
    """Run innoctl as a person, whose key lies in a home of his own, and who is sure of what he signs."""
    home = council.root.parent / person
    keys = home / ".ssh"
    if not keys.exists():
        keys.mkdir(parents=True)
        key_of(person, keys)
    who = {"GIT_AUTHOR_NAME": person, "GIT_COMMITTER_NAME": person}
    mail = {
        "GIT_AUTHOR_EMAIL": f"{person}@example.org",
        "GIT_COMMITTER_EMAIL": f"{person}@example.org",
    }
    if sure and words[:2] == ("gate", "approve") and "--dry-run" not in words:
        words += ("--yes",)
    return innoctl(*words, cwd=council.root, home=home, env=who | mail, stdin=stdin)


def proposed(council: Council, *words: str) -> str:
    """Let p-05 propose a Go at the concept gate; return the branch that it waits on."""
    criteria = [
        f"--criterion={name}=met"
        for name in ("efficiency", "strategic-fit", "lawfulness", "added-value", "feasibility")
    ]
    said = speak(
        council,
        "p-05",
        "gate",
        "advance",
        IDEA,
        "--outcome",
        "go",
        "--rationale",
        "Doen.",
        *criteria,
        *words,
    )
    assert said.status == 0, said.err
    (branch,) = run(
        council.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/gate"
    ).split()
    return branch


def test_two_gatekeepers_sign_offline_and_the_decision_lands(council: Council) -> None:
    branch = proposed(council)
    first = speak(council, "p-01", "gate", "approve", IDEA)
    assert first.status == 0, first.err
    assert "not approved: 1 of 2" in first.err
    second = speak(council, "p-02", "gate", "approve")
    assert "enough have approved it" in second.err
    assert f"next: git merge --no-ff {branch}" in second.err
    run(council.root, "merge", "--quiet", "--no-ff", "--no-edit", branch)
    said = speak(council, "p-05", "gate", "verify", "-o", "json")
    (row,) = json.loads(said.out)["data"]["decisions"]
    assert (said.status, row["state"], row["grade"]) == (0, "approved", "signed")
    assert [one["person"] for one in row["approvals"]] == ["p-01", "p-02"]
    assert speak(council, "p-05", "check", "--errors").status == 0


def test_an_approval_leaves_work_tree_index_and_head_as_they_are(council: Council) -> None:
    proposed(council)
    (council.root / "portfolio.yaml").write_text("half: done\n")
    (council.root / "staged.txt").write_text("x")
    run(council.root, "add", "staged.txt")
    before = [
        run(council.root, *words) for words in (("status", "--porcelain"), ("rev-parse", "HEAD"))
    ]
    assert speak(council, "p-01", "gate", "approve", IDEA).status == 0
    after = [
        run(council.root, *words) for words in (("status", "--porcelain"), ("rev-parse", "HEAD"))
    ]
    assert before == after


def test_dissent_and_recusal_need_a_reason(council: Council) -> None:
    proposed(council)
    assert speak(council, "p-01", "gate", "approve", IDEA, "--dissent").status == 2
    said = speak(council, "p-01", "gate", "approve", IDEA, "--dissent", "--because", "Te vroeg.")
    assert said.status == 0
    assert "p-01 is tegen" in run(council.root, "log", "-1", "--format=%s", "--all")


def test_who_signs_twice_is_told(council: Council) -> None:
    proposed(council)
    assert speak(council, "p-01", "gate", "approve", IDEA).status == 0
    again = speak(council, "p-01", "gate", "approve", IDEA)
    assert (again.status, "U956" in again.err) == (1, True)


def test_what_would_count_for_nothing_is_not_written(council: Council) -> None:
    branch = proposed(council)
    before = run(council.root, "rev-parse", branch)
    forged = str(council.keys / "p-05")
    key_of("p-05", council.keys)
    for person, words, code in (
        ("p-05", ("--as", "p-01", "--key", forged), "G503"),
        ("p-04", (), "G501"),
        ("p-04", ("--for", "p-02"), "G511"),
    ):
        said = speak(council, person, "gate", "approve", IDEA, *words)
        assert (said.status, code in said.err, "U957" in said.err) == (1, True, True), said.err
    assert run(council.root, "rev-parse", branch) == before
    assert speak(council, "p-04", "gate", "approve", IDEA, "--for", "p-03").status == 0


@pytest.mark.parametrize("first", ["p-03", "p-04"])
def test_one_place_has_one_voice_whoever_speaks_first(council: Council, first: str) -> None:
    branch = proposed(council)
    deputy, himself = ("p-04", "--for", "p-03"), ("p-03",)
    order = (himself, deputy) if first == "p-03" else (deputy, himself)
    said = [speak(council, person, "gate", "approve", IDEA, *words) for person, *words in order]
    assert [one.status for one in said] == [0, 1]
    assert "G512" in said[1].err
    assert "enough have approved it" in speak(council, "p-01", "gate", "approve").err
    run(council.root, "merge", "--quiet", "--no-ff", "--no-edit", branch)
    assert speak(council, "p-05", "gate", "verify").status == 0


def test_who_was_stood_in_for_may_be_against_and_his_deputy_may_not_be_for(
    council: Council,
) -> None:
    proposed(council)
    against = ("--dissent", "--because", "Te vroeg.")
    assert speak(council, "p-04", "gate", "approve", IDEA, "--for", "p-03").status == 0
    assert speak(council, "p-03", "gate", "approve", IDEA, *against).status == 0
    said = speak(council, "p-01", "gate", "approve", IDEA)
    assert "not approved: 1 of 2" in said.err


def test_after_a_dissent_his_deputy_writes_nothing(council: Council) -> None:
    proposed(council)
    against = ("--dissent", "--because", "Te vroeg.")
    assert speak(council, "p-03", "gate", "approve", IDEA, *against).status == 0
    said = speak(council, "p-04", "gate", "approve", IDEA, "--for", "p-03")
    assert (said.status, "G564" in said.err, "U957" in said.err) == (1, True, True)


def test_nothing_is_given_on_a_branch_that_no_longer_fits(council: Council) -> None:
    branch = proposed(council)
    before = run(council.root, "rev-parse", branch)
    council.derive(IDEA, phase="scaling")
    council.commit("somebody was ahead")
    said = speak(council, "p-01", "gate", "approve", IDEA)
    assert (said.status, "G542" in said.err, "U957" in said.err) == (1, True, True)
    assert run(council.root, "rev-parse", branch) == before


def test_what_is_not_named_is_all_that_waits_for_ones_own_word(council: Council) -> None:
    council.idea("k3f9ac")
    council.commit("another")
    first = proposed(council)
    criteria = ("efficiency", "strategic-fit", "lawfulness", "added-value", "feasibility")
    met = [f"--criterion={name}=met" for name in criteria]
    words = ("--outcome", "go", "--rationale", "Doen.", *met)
    own = speak(council, "p-01", "gate", "advance", "k3f9ac", *words)
    assert own.status == 0, own.err
    both = run(council.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/gate").split()
    (second,) = {*both} - {first}
    before = run(council.root, "rev-parse", second)
    assert speak(council, "p-01", "gate", "approve").status == 0
    assert run(council.root, "rev-parse", second) == before, "nobody approves what he proposed"
    again = speak(council, "p-01", "gate", "approve")
    assert (again.status, "U953" in again.err) == (1, True)
    tips = run(council.root, "rev-parse", first, second)
    said = speak(council, "p-01", "gate", "approve", IDEA[:6], "k3f9ac")
    assert said.status == 1
    assert run(council.root, "rev-parse", first, second) == tips


def test_of_two_branches_none_is_written_when_one_word_is_void(council: Council) -> None:
    council.idea("k3f9ac")
    council.commit("another")
    first = proposed(council)
    criteria = ("efficiency", "strategic-fit", "lawfulness", "added-value", "feasibility")
    met = [f"--criterion={name}=met" for name in criteria]
    words = ("--outcome", "go", "--rationale", "Doen.", *met)
    assert speak(council, "p-02", "gate", "advance", "k3f9ac", *words).status == 0
    before = run(council.root, "for-each-ref", "refs/heads/gate")
    said = speak(council, "p-02", "gate", "approve", IDEA, "k3f9ac")
    assert (said.status, "G502" in said.err, "U957" in said.err) == (1, True, True)
    assert run(council.root, "for-each-ref", "refs/heads/gate") == before
    assert first in before


def test_what_landed_with_too_few_is_approved_on_main_by_who_may_and_by_nobody_else(
    council: Council,
) -> None:
    branch = proposed(council)
    run(council.root, "merge", "--quiet", "--no-ff", "--no-edit", branch)
    run(council.root, "branch", "-q", "-D", branch)
    before = run(council.root, "rev-parse", "HEAD")
    said = speak(council, "p-04", "gate", "approve", IDEA)
    assert (said.status, "G501" in said.err) == (1, True), said.err
    assert run(council.root, "rev-parse", "HEAD") == before
    for person in ("p-01", "p-02"):
        assert speak(council, person, "gate", "approve", IDEA).status == 0
    said = speak(council, "p-05", "gate", "verify")
    assert said.status == 0, said.out


def test_who_has_no_key_here_is_told_so_and_nothing_is_written(council: Council) -> None:
    branch = proposed(council)
    before = run(council.root, "rev-parse", branch)
    said = speak(council, "p-05", "gate", "approve", IDEA, "--as", "p-01")
    assert (said.status, "U952" in said.err) == (1, True)
    assert run(council.root, "rev-parse", branch) == before


def test_a_dry_run_shows_the_approval_and_writes_nothing(council: Council) -> None:
    branch = proposed(council)
    before = run(council.root, "rev-parse", branch)
    said = speak(
        council, "p-01", "gate", "approve", IDEA, "--dry-run", "--criterion", "added-value=4"
    )
    assert "+person: p-01" in said.out
    assert "score: 4" in said.out
    assert run(council.root, "rev-parse", branch) == before


def test_what_nobody_proposed_cannot_be_approved(council: Council) -> None:
    said = speak(council, "p-01", "gate", "approve", IDEA)
    assert (said.status, "U953" in said.err) == (1, True)


def test_a_branch_fetched_from_elsewhere_is_approved_here(council: Council, tmp_path: Path) -> None:
    branch = proposed(council)
    bare = tmp_path / "server.git"
    run(tmp_path, "clone", "--quiet", "--bare", str(council.root), str(bare))
    run(tmp_path, "clone", "--quiet", str(bare), str(tmp_path / "clone"))
    there = Council.__new__(Council)
    there.root, there.keys = tmp_path / "clone", council.keys
    assert speak(there, "p-01", "gate", "approve", IDEA).status == 0
    assert run(there.root, "rev-list", "--count", f"origin/{branch}..{branch}").strip() == "1"
