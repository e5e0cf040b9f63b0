"""A bare repository with its pre-receive hook: what is pushed is judged, nothing of it is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from innoctl.vcs.place import find_bare
from innoctl.workspace.hooks import PRE_RECEIVE, carry_out, installing
from tests.gates.council import Council
from tests.repositories import run


@pytest.fixture
def server(council: Council, tmp_path: Path) -> Path:
    """Make a bare repository that guards what is pushed to it, with the council's first commit."""
    bare = tmp_path / "server.git"
    run(tmp_path, "init", "--quiet", "--bare", str(bare))
    repository = find_bare(bare)
    assert repository is not None
    carry_out(installing(repository, PRE_RECEIVE))
    run(council.root, "remote", "add", "origin", str(bare))
    assert push(council, "main:main") == (0, "")
    return bare


def push(council: Council, what: str) -> tuple[int, str]:
    """Push, and return the status of git and what the hook said."""
    words = ("git", "push", "--quiet", "origin", what)
    env = {**os.environ, "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(words, cwd=council.root, capture_output=True, check=False, env=env)
    told = done.stderr.decode()
    rows = [row[8:] for row in told.splitlines() if row.startswith("remote: ")]
    return done.returncode, "\n".join(rows)


def decided(council: Council, *persons: str) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    for person in persons:
        council.approve(decision, person)
    council.commit("decide")


@pytest.mark.usefixtures("server")
def test_an_approved_decision_is_let_in(council: Council) -> None:
    decided(council, "p-01", "p-02")
    assert push(council, "main:main") == (0, "")


def test_a_decision_that_too_few_approved_is_kept_out_and_told_why(
    council: Council, server: Path
) -> None:
    before = run(server, "rev-parse", "main")
    decided(council, "p-01")
    status, said = push(council, "main:main")
    assert status == 1
    assert "error G520 not approved: 1 of 2" in said
    assert run(server, "rev-parse", "main") == before


def test_another_branch_is_nobodys_business(council: Council, server: Path) -> None:
    decided(council)
    assert push(council, "main:gate/concept") == (0, "")
    assert run(server, "rev-parse", "gate/concept") == run(council.root, "rev-parse", "main")


@pytest.mark.usefixtures("server")
def test_approvals_may_come_in_commits_of_their_own(council: Council) -> None:
    decision = council.decide()
    council.derive(phase="creation")
    council.commit("propose")
    for person in ("p-01", "p-02"):
        council.approve(decision, person)
        council.commit(f"{person} approves")
    assert push(council, "main:main") == (0, "")


@pytest.mark.usefixtures("server")
def test_a_broken_record_is_kept_out(council: Council) -> None:
    (council.root / "ideas" / "2026-01" / "k3f9ac-stuk.yaml").write_text("id: [\n")
    council.commit("broken")
    status, said = push(council, "main:main")
    assert status == 1
    assert "k3f9ac-stuk.yaml" in said


@pytest.mark.usefixtures("server")
def test_history_is_not_rewritten_and_the_branch_not_taken_away(council: Council) -> None:
    decided(council, "p-01", "p-02")
    assert push(council, "main:main") == (0, "")
    run(council.root, "reset", "--quiet", "--hard", "HEAD~1")
    council.idea("k3f9ac")
    council.commit("another history")
    assert "G534" in push(council, "+main:main")[1]
    run(council.root, "push", "--quiet", "origin", "main:spare")
    assert "G541" in push(council, ":main")[1]


@pytest.mark.usefixtures("server")
def test_what_a_push_brings_is_never_run(council: Council, tmp_path: Path) -> None:
    trap = tmp_path / "sprung"
    (council.root / ".gitattributes").write_text("* filter=trap\n")
    (council.root / ".innoctl").mkdir()
    (council.root / "conftest.py").write_text(f"open({str(trap)!r}, 'w')\n")
    (council.root / "sitecustomize.py").write_text(f"open({str(trap)!r}, 'w')\n")
    council.commit("a trap")
    push(council, "main:main")
    assert not trap.exists()
