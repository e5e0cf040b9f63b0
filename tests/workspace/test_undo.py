"""Taking back: a new commit with the old bytes, or a reason why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from innoctl.changes.edit import Change, NewFile, Set
from innoctl.locale import Text
from innoctl.workspace.save import save
from innoctl.workspace.undo import (
    ChangedSince,
    Landed,
    NothingToUndo,
    Uncommitted,
    preview_undo,
    undo,
)
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
NEW = "ideas/2026-02/m2x4qp-new.yaml"


def test_an_edit_is_taken_back_by_a_new_commit(root: Path) -> None:
    saved = save(root, editing(root, Set(("horizon",), 2)), language="en")
    undone, done = undo(root, language="en")
    assert undone == (saved.commit, "set", "set", False)
    assert (root / IDEA).read_bytes() == shown(root, IDEA) == LINES
    assert run(root, "rev-parse", "HEAD^").strip() == saved.commit
    assert run(root, "log", "-1", "--format=%B").splitlines()[:4] == [
        "undo: set", "", "Innoctl-Command: undo", f"Innoctl-Undoes: {saved.commit}",
    ]  # fmt: skip
    assert done.paths == (IDEA,)
    assert status(root) == ""


def test_a_new_file_is_taken_away_with_its_folder_and_an_undo_of_that_brings_it_back(
    root: Path,
) -> None:
    save(root, adding("m2x4qp", b"title: a\r\n"), language="en")
    undo(root, language="en")
    assert not (root / NEW).parent.exists()
    assert status(root) == ""
    undo(root, language="en")
    assert (root / NEW).read_bytes() == b"title: a\r\n"
    assert status(root) == ""


def test_a_change_that_goes_back_and_forth_is_named_once(root: Path) -> None:
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    for _ in range(4):
        undo(root, language="en")
    subjects = run(root, "log", "-4", "--format=%s").splitlines()
    assert subjects == ["redo: set", "undo: set", "redo: set", "undo: set"]
    assert (root / IDEA).read_bytes() != LINES


def test_an_undo_that_names_a_commit_that_is_not_there_is_undone_by_its_own_name(
    root: Path,
) -> None:
    change = editing(root, Set(("horizon",), 2))
    gone = (*change.trailers, ("Innoctl-Undoes", "0" * 40))
    save(root, change._replace(trailers=gone), language="en")
    undo(root, language="en")
    assert run(root, "log", "-1", "--format=%s").strip() == "undo: set"


def test_where_nothing_was_done_there_is_nothing_to_undo(root: Path) -> None:
    with pytest.raises(NothingToUndo):
        undo(root, language="en")


def test_in_an_empty_repository_there_is_nothing_to_undo(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q")
    with pytest.raises(NothingToUndo):
        undo(tmp_path, language="en")


def test_a_colleagues_commit_is_not_mine_to_undo(root: Path) -> None:
    save(root, adding("m2x4qp"), language="en")
    run(root, "config", "user.email", "other@example.org")
    with pytest.raises(NothingToUndo):
        undo(root, language="en")


def test_a_commit_that_only_speaks_of_innoctl_is_not_one(root: Path) -> None:
    run(root, "commit", "--allow-empty", "-qm", "Innoctl-Command: is a trailer\n\nso it seems")
    with pytest.raises(NothingToUndo):
        undo(root, language="en")


def test_other_commits_since_on_other_files_do_not_matter(root: Path) -> None:
    save(root, adding("m2x4qp"), language="en")
    (root / "portfolio.yaml").write_bytes(b"name: Else\n")
    run(root, "commit", "-qam", "by hand")
    undo(root, language="en")
    assert not (root / NEW).exists()
    assert (root / "portfolio.yaml").read_bytes() == b"name: Else\n"


def test_a_later_change_of_the_same_file_is_not_taken_along(root: Path) -> None:
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    (root / IDEA).write_bytes((root / IDEA).read_bytes() + b"more: 1\n")
    run(root, "commit", "-qam", "by hand")
    before = snapshot(root)
    with pytest.raises(ChangedSince) as refusal:
        undo(root, language="en")
    assert dict(refusal.value.params)["commit"] == run(root, "rev-parse", "HEAD")[:12]
    assert snapshot(root) == before


@pytest.mark.parametrize("staged", [False, True])
def test_uncommitted_changes_of_the_same_file_are_not_taken_along(
    root: Path, *, staged: bool
) -> None:
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    (root / IDEA).write_bytes((root / IDEA).read_bytes() + b"more: 1\n")
    if staged:
        run(root, "add", IDEA)
    before = snapshot(root)
    with pytest.raises(Uncommitted):
        undo(root, language="en")
    assert snapshot(root) == before


def test_a_decision_is_never_undone(root: Path) -> None:
    files = (NewFile("decisions/2026-01/k3f9ab-01-concept.yaml", b"outcome: go\n"),)
    change = Change(files, Text("gate advance"), (("Innoctl-Command", "gate advance"),))
    save(root, change, language="en")
    with pytest.raises(Landed):
        undo(root, language="en")


def test_a_preview_tells_what_would_be_taken_back_and_writes_nothing(root: Path) -> None:
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    before = snapshot(root)
    undone, (difference,) = preview_undo(root)
    assert undone.subject == "set"
    assert "-horizon: 2\n+horizon: 1\n" in difference.text
    assert snapshot(root) == before
