from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from innoctl.vcs import demand
from innoctl.workspace.hook_texts import MARK
from innoctl.workspace.hooks import (
    HooksElsewhere,
    TwoHooks,
    carry_out,
    folder_of_hooks,
    installing,
    removing,
    script,
)
from tests import repositories

home = repositories.home
root = repositories.root
IDEA = repositories.IDEA


def _install(root: Path) -> Path:
    plan = installing(demand(root))
    carry_out(plan)
    return plan.hook


def test_the_hook_is_put_where_git_finds_it_and_can_run(root: Path) -> None:
    hook = _install(root)
    assert hook == root / ".git" / "hooks" / "pre-commit"
    assert MARK in hook.read_text()
    assert os.access(hook, os.X_OK)


def test_installing_twice_changes_nothing_and_removing_takes_all_away(root: Path) -> None:
    hook = _install(root)
    plan = installing(demand(root))
    assert plan.before == plan.after
    carry_out(removing(demand(root)))
    assert not hook.exists()
    plan = removing(demand(root))
    assert plan.before == plan.after


def test_a_hook_that_was_there_runs_first_and_comes_back(root: Path) -> None:
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho mine\nexit 3\n")
    hook.chmod(0o755)
    _install(root)
    (root / "new").write_text("x")
    repositories.run(root, "add", "new")
    repositories.run(root, "commit", "-m", "refused by the first hook", status=1)
    carry_out(removing(demand(root)))
    assert "echo mine" in hook.read_text()
    assert os.access(hook, os.X_OK)


def test_where_innoctl_is_not_found_nothing_that_a_branch_brings_is_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install(root)
    trap = tmp_path / "sprung"
    for folder in (root / "innoctl", tmp_path / "path" / "innoctl"):
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "__main__.py").write_text(f"open({str(trap)!r}, 'w')\n")
    monkeypatch.setenv("PATH", _without_innoctl(tmp_path / "bin"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((".", str(tmp_path / "path"))))
    (root / IDEA).write_text("id: [\n")
    repositories.run(root, "add", IDEA)
    words = ("git", "commit", "--quiet", "-m", "on a branch of somebody else")
    done = subprocess.run(words, cwd=root, capture_output=True, check=False)
    assert not trap.exists()
    assert (done.returncode, IDEA in done.stderr.decode()) == (1, True)


def _without_innoctl(folder: Path) -> str:
    """Return a PATH with nothing but what the hook needs."""
    folder.mkdir()
    for name in ("sh", "git", "dirname"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return str(folder)


def test_a_portfolio_is_not_taken_away_unjudged(root: Path) -> None:
    _install(root)
    repositories.run(root, "rm", "--quiet", "portfolio.yaml")
    repositories.run(root, "commit", "-m", "gone", status=1)
    repositories.run(root, "reset", "--quiet")  # it lies not here, as in a sparse checkout
    repositories.run(root, "commit", "--quiet", "--allow-empty", "-m", "something else")
    repositories.run(root, "checkout", "--quiet", "--orphan", "pages")
    repositories.run(root, "rm", "--quiet", "-r", "--force", ".")
    (root / "index.html").write_text("x")
    repositories.run(root, "add", "index.html")
    repositories.run(root, "commit", "--quiet", "-m", "another matter")


def test_a_stranger_hook_is_not_removed(root: Path) -> None:
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    carry_out(removing(demand(root)))
    assert hook.exists()


def test_two_hooks_are_never_lost(root: Path) -> None:
    hook = _install(root)
    hook.with_name("pre-commit.before-innoctl").write_text("#!/bin/sh\n")
    hook.write_text("#!/bin/sh\n# written by hand since\n")
    with pytest.raises(TwoHooks):
        installing(demand(root))


def test_the_hooks_path_of_the_repository_is_honoured(root: Path) -> None:
    repositories.run(root, "config", "core.hooksPath", ".githooks")
    assert _install(root) == root / ".githooks" / "pre-commit"


def test_a_hooks_path_for_every_repository_is_refused(root: Path, home: Path) -> None:
    repositories.run(root, "config", "--global", "core.hooksPath", str(home / "hooks"))
    with pytest.raises(HooksElsewhere):
        installing(demand(root))
    assert not (home / "hooks").exists()


def test_worktrees_share_one_hook(root: Path, tmp_path: Path) -> None:
    repositories.run(root, "worktree", "add", "-q", str(tmp_path / "other"))
    assert folder_of_hooks(demand(tmp_path / "other")) == root / ".git" / "hooks"


def test_a_portfolio_below_the_top_is_named_with_quotes(tmp_path: Path) -> None:
    top = repositories.portfolio(tmp_path / "top")
    below = top / "een map's"
    below.mkdir()
    text = script(demand(below)).decode()
    assert "-C './een map'\"'\"'s' check" in text
