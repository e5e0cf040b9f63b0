"""A bare repository with its pre-receive hook: what is pushed is judged, nothing of it is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from innoctl.vcs.place import find_bare
from innoctl.workspace.hooks import PRE_RECEIVE, carry_out, installing
from tests.gates.council import Council
from tests.program import Answer
from tests.program import run as asked
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


MOVED = "this hook guards refs/heads/main, which HEAD no longer names; nothing is let in"
NOT_THERE = "the branch that is guarded here, refs/heads/master, does not exist"


def installed(folder: Path) -> Answer:
    return asked("-C", str(folder), "hooks", "install", "--server")


def test_a_push_past_the_branch_that_head_names_is_refused(
    council: Council, tmp_path: Path
) -> None:
    bare = begun(council, tmp_path, "master")
    assert "that branch is not there yet" in installed(bare).err
    decided(council)
    status, said = push(council, "main:main")
    assert (status, NOT_THERE in said) == (1, True)
    assert push(council, "main:refs/tags/one") == (0, "")
    run(bare, "symbolic-ref", "HEAD", "refs/heads/main")
    assert installed(bare).status == 0
    assert "error G520" in push(council, "main:main")[1]


def test_a_server_without_a_branch_that_counts_lets_nothing_in(
    council: Council, server: Path
) -> None:
    run(server, "update-ref", "--no-deref", "HEAD", run(server, "rev-parse", "main").strip())
    status, said = push(council, "main:other")
    assert (status, MOVED in said) == (1, True)
    answer = installed(server)
    assert (answer.status, "[U866]" in answer.err) == (1, True)


def test_what_a_hook_says_by_itself_it_says_in_the_language_of_who_put_it_there(
    council: Council, tmp_path: Path
) -> None:
    bare = begun(council, tmp_path, "master")
    assert asked("-C", str(bare), "--lang", "nl", "hooks", "install", "--server").status == 0
    status, said = push(council, "main:main")
    assert (status, "refs/heads/master, bestaat niet" in said) == (1, True)


def test_no_hook_is_put_where_it_would_guard_a_branch_that_is_not_there(
    council: Council, tmp_path: Path
) -> None:
    bare = begun(council, tmp_path, "master")
    run(council.root, "push", "--quiet", "origin", "main:main")
    answer = installed(bare)
    assert (answer.status, "[U867]" in answer.err) == (1, True)
    assert f"git -C {bare} symbolic-ref HEAD refs/heads/main" in answer.err
    assert not (bare / "hooks" / "pre-receive").exists()
    run(bare, "symbolic-ref", "HEAD", "refs/heads/main")
    assert "it guards branch main with the portfolio in ./\n" in installed(bare).err


def test_a_portfolio_in_a_folder_of_its_repository_is_guarded_there(
    council: Council, tmp_path: Path
) -> None:
    bare = begun(lowered(council), tmp_path)
    run(council.root, "push", "--quiet", "origin", "main:main")
    assert "it guards branch main with the portfolio in ./pf/" in installed(bare).err
    decided(council, "p-01")
    assert "error G520" in push(council, "main:main")[1]
    council.approve("decisions/2026-01/k3f9ab-01-concept.yaml", "p-02")
    council.commit("approve")
    run(council.root, "reset", "--quiet", "--soft", "origin/main")
    council.commit("decide and approve")
    assert push(council, "main:main") == (0, "")


def test_the_first_push_is_told_which_folder_the_hook_should_look_in(
    council: Council, tmp_path: Path
) -> None:
    bare = begun(lowered(council), tmp_path)
    assert installed(bare).status == 0
    status, said = push(council, "main:main")
    assert (status, "but in pf/ [U869]" in said) == (1, True)
    assert installed(bare / "pf").status == 0
    assert push(council, "main:main") == (0, "")


def test_which_of_two_portfolios_is_guarded_must_be_said(council: Council, tmp_path: Path) -> None:
    lowered(council)
    shutil.copytree(council.root, council.root.parent / "other")
    council.commit("two")
    bare = begun(council, tmp_path)
    run(council.root, "push", "--quiet", "origin", "main:main")
    for folder in (bare, bare / "none"):
        answer = installed(folder)
        assert (answer.status, "other/, pf/ [U868]" in answer.err) == (1, True)
    assert "in ./other/" in installed(bare / "other").err


@pytest.mark.usefixtures("council")
def test_a_work_tree_in_the_folder_of_a_bare_repository_is_no_folder_of_its_trees(
    server: Path,
) -> None:
    run(server, "worktree", "add", "--quiet", "--detach", "work", "main")
    assert find_bare(server / "work") is None
    assert find_bare(server / "work" / "ideas") is None
    found = find_bare(server / "pf")
    assert found is not None
    assert (found.top, found.prefix) == (server.resolve(), "pf/")


def test_malformed_objects_do_not_come_in(council: Council, tmp_path: Path) -> None:
    bare = begun(council, tmp_path)
    dry = asked("-C", str(bare), "hooks", "install", "--server", "--dry-run")
    assert "+++ b/receive.fsckObjects\n@@ -0,0 +1 @@\n+true\n" in dry.out
    assert run(bare, "config", "--get", "receive.fsckObjects", status=1) == ""
    assert "receive.fsckObjects is true" in installed(bare).err
    assert "receive.fsckObjects" not in installed(bare).err
    words = ("hooks", "install", "--server", "--remove")
    assert asked("-C", str(bare), *words).status == 0
    assert run(bare, "config", "--get", "receive.fsckObjects") == "true\n"


def begun(council: Council, tmp_path: Path, branch: str = "main") -> Path:
    """Make a bare repository whose HEAD names this branch, to push to; without a hook."""
    bare = tmp_path / "server.git"
    run(tmp_path, "-c", f"init.defaultBranch={branch}", "init", "--quiet", "--bare", str(bare))
    run(council.root, "remote", "add", "origin", str(bare))
    return bare


def lowered(council: Council) -> Council:
    """Begin the council's repository anew with all of it in a folder."""
    top = council.root
    held = [path for path in top.iterdir() if path.name != ".git"]
    (top / "pf").mkdir()
    for path in held:
        path.rename(top / "pf" / path.name)
    run(top, "add", "--all")
    run(top, "commit", "--quiet", "--amend", "-m", "begin in a folder")
    council.root = top / "pf"
    return council
