"""What a killed save left is finished or taken back, and what the user did meanwhile stays."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from innoctl.changes.edit import NewFile, Set
from innoctl.workspace import commit, journal
from innoctl.workspace.commit import settle
from innoctl.workspace.save import save
from innoctl.workspace.undo import undo
from tests.repositories import (
    IDEA,
    LINES,
    adding,
    editing,
    home,
    root,
    run,
    shown,
    snapshot,
    status,
)

__all__ = ["home", "root"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks")
NEW = "ideas/2026-02/m2x4qp-new.yaml"
EDITED = LINES.replace(b"horizon: 1", b"horizon: 2")


def die(*_: Any) -> None:
    os._exit(9)


def killed(root: Path, where: Callable[[], None]) -> None:
    """Save a new file and an edit in a process that dies at the place that ``where`` prepares."""
    change = editing(root, Set(("horizon",), 2))
    new = NewFile(NEW, b"title: new\n")
    both = change._replace(files=(new, *change.files))
    child = os.fork()
    if child == 0:
        where()
        save(root, both, language="en")
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (root / ".git/innoctl/journal").exists()


def before_the_branch_moves() -> None:
    vars(commit)["_prove_same"] = die


def after_the_branch_moved() -> None:
    vars(journal)["finish"] = die


def finished(root: Path) -> None:
    assert not (root / ".git/innoctl/journal").exists()
    assert not (root / ".git/index.lock").exists()
    assert list(root.rglob(".innoctl*")) == []


def test_before_the_branch_moves_all_is_taken_back(root: Path) -> None:
    before = snapshot(root)
    killed(root, before_the_branch_moves)
    settle(root)
    finished(root)
    assert snapshot(root) == before
    assert not (root / NEW).parent.exists()


def test_after_the_branch_moved_all_is_finished(root: Path) -> None:
    killed(root, after_the_branch_moved)
    settle(root)
    finished(root)
    assert status(root) == ""
    assert (root / IDEA).read_bytes() == EDITED
    assert (root / NEW).read_bytes() == b"title: new\n"


def test_the_next_save_does_it_too(root: Path) -> None:
    killed(root, after_the_branch_moved)
    save(root, adding("z9z9z9"), language="en")
    finished(root)
    assert status(root) == ""
    assert run(root, "rev-list", "--count", "HEAD") == "3\n"


def test_an_undo_after_a_kill_takes_back_what_was_killed(root: Path) -> None:
    killed(root, after_the_branch_moved)
    undo(root, language="en")
    finished(root)
    assert (root / IDEA).read_bytes() == LINES
    assert status(root) == ""


def test_a_torn_file_beside_is_not_taken_for_the_new_one(root: Path) -> None:
    killed(root, after_the_branch_moved)
    for beside in root.rglob(".innoctl-*"):
        beside.write_bytes(b"to")
    settle(root)
    assert (root / IDEA).read_bytes() == EDITED
    assert status(root) == ""


def test_a_file_that_the_user_changed_meanwhile_stays(root: Path) -> None:
    killed(root, after_the_branch_moved)
    (root / IDEA).write_bytes(b"title: mine\n")
    settle(root)
    finished(root)
    assert (root / IDEA).read_bytes() == b"title: mine\n"
    assert shown(root, IDEA) == shown(root, IDEA, "") == EDITED
    assert status(root) == f" M {IDEA}\n"


def test_an_index_that_the_user_changed_meanwhile_keeps_what_is_staged(root: Path) -> None:
    killed(root, after_the_branch_moved)
    (root / ".git/index.lock").unlink()
    (root / "portfolio.yaml").write_bytes(b"name: staged\n")
    run(root, "add", "portfolio.yaml")
    settle(root)
    finished(root)
    assert status(root) == "M  portfolio.yaml\n"


def test_a_commit_that_the_user_made_meanwhile_stays_on_top(root: Path) -> None:
    killed(root, after_the_branch_moved)
    (root / ".git/index.lock").unlink()
    (root / "portfolio.yaml").write_bytes(b"name: committed\n")
    run(root, "commit", "-qm", "mine", "portfolio.yaml")
    mine = run(root, "rev-parse", "HEAD")
    settle(root)
    finished(root)
    assert run(root, "rev-parse", "HEAD") == mine
    assert status(root) == ""
    assert (root / IDEA).read_bytes() == EDITED


def test_another_branch_that_the_user_went_to_is_left_alone(root: Path) -> None:
    run(root, "branch", "side", "HEAD")
    killed(root, after_the_branch_moved)
    (root / ".git/index.lock").unlink()
    run(root, "symbolic-ref", "HEAD", "refs/heads/side")
    settle(root)
    finished(root)
    assert (root / IDEA).read_bytes() == LINES
    assert status(root) == ""


def test_ref_locks_of_a_git_that_was_killed_with_it_are_cleared(root: Path) -> None:
    killed(root, before_the_branch_moves)
    (root / ".git/HEAD.lock").write_bytes(b"")
    (root / ".git/refs/heads/main.lock").write_bytes(b"")
    save(root, adding("z9z9z9"), language="en")
    finished(root)
    assert status(root) == ""


@pytest.mark.parametrize("left", [b"{", b"[]", b"7", b'["", "", "", [[1]], [], []]'])
def test_a_damaged_journal_is_no_reason_to_stop(root: Path, left: bytes) -> None:
    save(root, adding("m2x4qp"), language="en")
    (root / ".git/innoctl/journal").write_bytes(left)
    save(root, adding("z9z9z9"), language="en")
    finished(root)
    assert status(root) == ""


def test_somebody_who_commits_by_hand_all_the_time_is_no_trouble(root: Path) -> None:
    loop = "for i in $(seq 60); do git commit -q --allow-empty -m hand && echo x; sleep 0.03; done"
    by_hand = subprocess.Popen(
        ("sh", "-c", loop), cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    for number in range(20):
        save(root, adding(f"m2x4{number:02}"), language="en")
    done = by_hand.communicate()[0].count(b"x")
    assert run(root, "rev-list", "--count", "HEAD") == f"{1 + 20 + done}\n"
    assert status(root) == ""
