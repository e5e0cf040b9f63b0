"""Saving: one change, one commit, and nothing else moves."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from innoctl.changes.edit import Append, Change, NewFile, Set
from innoctl.locale import Text
from innoctl.workspace.save import (
    AlreadyThere,
    message,
    preview,
    save,
)
from tests.repositories import (
    IDEA,
    LINES,
    adding,
    editing,
    fill,
    home,
    portfolio,
    root,
    run,
    shown,
    snapshot,
    status,
)

__all__ = ["home", "root"]


def test_a_new_file_is_one_commit_with_its_trailers_and_a_clean_tree(root: Path) -> None:
    before = run(root, "rev-parse", "HEAD").strip()
    saved = save(root, adding("m2x4qp"), language="en")
    assert run(root, "rev-parse", "HEAD", "HEAD^").split() == [saved.commit, before]
    assert (root / "ideas/2026-02/m2x4qp-new.yaml").read_bytes() == b"title: new\n"
    assert run(root, "log", "-1", "--format=%B").splitlines() == [
        "new idea m2x4qp", "", "Innoctl-Command: new idea", "Innoctl-Idea: m2x4qp", "",
    ]  # fmt: skip
    assert status(root) == ""
    assert run(root, "show", "--name-only", "--format=").split() == list(saved.paths)


def test_an_edit_changes_its_line_and_no_other(root: Path) -> None:
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    assert (root / IDEA).read_bytes() == LINES.replace(b"horizon: 1", b"horizon: 2")
    assert shown(root, IDEA) == (root / IDEA).read_bytes()
    assert status(root) == ""


def test_edits_that_alter_nothing_make_no_commit(root: Path) -> None:
    before = snapshot(root)
    assert save(root, editing(root, Set(("horizon",), 1)), language="en").commit is None
    assert snapshot(root) == before


def test_line_ends_and_a_byte_order_mark_reach_git_as_they_are(root: Path) -> None:
    data = b"\xef\xbb\xbf" + LINES.replace(b"\n", b"\r\n")
    save(root, adding("crlf42", data), language="en")
    path = "ideas/2026-02/crlf42-new.yaml"
    save(root, editing(root, Set(("horizon",), 3), path=path), language="en")
    after = data.replace(b"horizon: 1", b"horizon: 3")
    assert shown(root, path) == (root / path).read_bytes() == after


def test_a_setting_that_turns_line_ends_does_not_touch_what_is_saved(root: Path) -> None:
    (root / ".gitattributes").unlink()
    run(root, "commit", "-qam", "no attributes")
    run(root, "config", "core.autocrlf", "true")
    save(root, adding("crlf42", b"title: a\r\n"), language="en")
    assert shown(root, "ideas/2026-02/crlf42-new.yaml") == b"title: a\r\n"


def test_lines_that_the_user_changed_stay_uncommitted(root: Path) -> None:
    (root / IDEA).write_bytes(LINES.replace(b"lead: p1", b"lead: p2"))
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    both = LINES.replace(b"lead: p1", b"lead: p2").replace(b"horizon: 1", b"horizon: 2")
    assert (root / IDEA).read_bytes() == both
    assert shown(root, IDEA) == LINES.replace(b"horizon: 1", b"horizon: 2")
    assert status(root) == f" M {IDEA}\n"


def test_a_partly_staged_file_keeps_its_staged_and_its_unstaged_lines(root: Path) -> None:
    (root / IDEA).write_bytes(LINES.replace(b"lead: p1", b"lead: p2"))
    run(root, "add", IDEA)
    (root / IDEA).write_bytes(LINES.replace(b"lead: p1", b"lead: p3"))
    save(root, editing(root, Append(("tags",), "sea")), language="en")
    added = LINES.replace(b"  - air\n", b"  - air\n  - sea\n")
    assert shown(root, IDEA) == added
    assert shown(root, IDEA, "") == added.replace(b"lead: p1", b"lead: p2")
    assert (root / IDEA).read_bytes() == added.replace(b"lead: p1", b"lead: p3")


def test_whatever_else_is_staged_changed_or_untracked_stays_byte_for_byte(root: Path) -> None:
    (root / "portfolio.yaml").write_bytes(b"name: Staged\n")
    (root / "staged.txt").write_bytes(b"staged\n")
    run(root, "add", "portfolio.yaml", "staged.txt")
    (root / "portfolio.yaml").write_bytes(b"name: Staged and changed\n")
    (root / "untracked.txt").write_bytes(b"mine\n")
    before, staged = status(root), run(root, "diff", "--cached")
    save(root, adding("m2x4qp"), language="en")
    assert status(root) == before
    assert run(root, "diff", "--cached") == staged
    assert (root / "portfolio.yaml").read_bytes() == b"name: Staged and changed\n"
    assert (root / "untracked.txt").read_bytes() == b"mine\n"


def test_a_change_in_the_same_moment_as_the_index_is_still_seen_by_git(root: Path) -> None:
    for _ in range(3):
        run(root, "add", "portfolio.yaml")
        written = (root / ".git/index").stat().st_mtime_ns
        (root / "portfolio.yaml").write_bytes(b"name: TEST\n")
        os.utime(root / "portfolio.yaml", ns=(written, written))
        save(root, adding(os.urandom(3).hex()), language="en")
        assert status(root) == " M portfolio.yaml\n"
        run(root, "checkout", "--quiet", "portfolio.yaml")


def test_a_file_keeps_its_mode_in_git_and_on_disk(root: Path) -> None:
    (root / IDEA).chmod(0o755)
    run(root, "commit", "-qam", "executable, for some reason")
    (root / IDEA).chmod(0o750)
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    assert stat.S_IMODE((root / IDEA).stat().st_mode) == 0o750
    assert run(root, "ls-files", "-s", IDEA).startswith("100755")
    assert status(root) == ""


def test_the_first_commit_of_a_repository_can_be_a_save(tmp_path: Path) -> None:
    run(tmp_path, "init", "--quiet")
    save(tmp_path, adding("m2x4qp"), language="en")
    assert run(tmp_path, "rev-list", "--count", "HEAD") == "1\n"
    assert status(tmp_path) == ""


def test_packed_refs_are_fine(root: Path) -> None:
    run(root, "pack-refs", "--all")
    save(root, adding("m2x4qp"), language="en")
    assert status(root) == ""


def test_a_linked_worktree_is_saved_in_its_own_branch(root: Path, tmp_path: Path) -> None:
    run(root, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    saved = save(tmp_path / "side", adding("m2x4qp"), language="en")
    assert run(root, "rev-parse", "side").strip() == saved.commit
    assert status(tmp_path / "side") == status(root) == ""


def test_a_portfolio_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    top = tmp_path / "top"
    (top / "our portfolio [1]").mkdir(parents=True)
    run(top, "init", "--quiet")
    fill(top / "our portfolio [1]")
    (top / "readme").write_bytes(b"hello\n")
    run(top, "add", "--all")
    run(top, "commit", "--quiet", "-m", "begin")
    saved = save(top / "our portfolio [1]", adding("m2x4qp"), language="en")
    save(
        top / "our portfolio [1]",
        editing(top / "our portfolio [1]", Set(("horizon",), 2)),
        language="en",
    )
    assert saved.paths == ("ideas/2026-02/m2x4qp-new.yaml",)
    assert run(top, "ls-files").count("our portfolio [1]/ideas/2026-02/") == 1
    assert status(top) == ""


def test_a_repository_with_longer_object_ids(tmp_path: Path) -> None:
    run(tmp_path, "init", "--quiet", "--object-format=sha256")
    save(tmp_path, adding("m2x4qp"), language="en")
    save(tmp_path, adding("m2x4qr"), language="en")
    assert status(tmp_path) == ""
    run(tmp_path, "fsck", "--strict")


def test_a_split_index_stays_whole(root: Path) -> None:
    run(root, "config", "core.splitIndex", "true")
    run(root, "update-index", "--split-index")
    save(root, adding("m2x4qp"), language="en")
    assert status(root) == ""


def test_a_commit_message_cannot_be_given_trailers_by_a_title() -> None:
    title = "nice\n\nInnoctl-Command: undo\x1b[31m"
    change = Change((), Text.of("new idea: {title}", title=title), (("Innoctl-Idea", "a\nB: c"),))
    assert message(change, "en") == (
        "new idea: nice Innoctl-Command: undo [31m\n\nInnoctl-Idea: a B: c\n"
    )


def test_a_preview_shows_the_difference_and_writes_nothing(root: Path) -> None:
    before = snapshot(root)
    (edited,) = preview(root, editing(root, Set(("horizon",), 2)))
    (added,) = preview(root, adding("m2x4qp", b"no line end"))
    assert "-horizon: 1\n+horizon: 2\n" in edited.text
    assert added.text == (
        "--- /dev/null\n+++ b/ideas/2026-02/m2x4qp-new.yaml\n@@ -0,0 +1 @@\n"
        "+no line end\n\\ No newline at end of file\n"
    )
    assert snapshot(root) == before
    with pytest.raises(AlreadyThere):
        preview(root, Change((NewFile(IDEA, b""),), Text("x")))


def test_a_hook_environment_of_another_repository_leads_nowhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = portfolio(tmp_path / "other")
    before = snapshot(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git/objects"))
    monkeypatch.setenv("GIT_PREFIX", "ideas/")
    save(root, adding("m2x4qp"), language="en")
    assert os.environ["GIT_DIR"] == str(other / ".git")
    for name in (
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
    ):
        monkeypatch.delenv(name)
    assert snapshot(other) == before
    assert status(root) == ""


def test_nothing_that_a_repository_brings_along_is_run(root: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung-$(basename $0)\ncat\n")
    trap.chmod(0o755)
    for hook in ("pre-commit", "post-commit", "reference-transaction", "post-index-change",
                 "commit-msg", "prepare-commit-msg", "post-rewrite", "pre-auto-gc"):  # fmt: skip
        (root / ".git/hooks").mkdir(exist_ok=True)
        (root / ".git/hooks" / hook).symlink_to(trap)
    (root / ".gitattributes").write_bytes(b"* filter=trap diff=trap\n")
    run(root, "-c", "core.hooksPath=/dev/null", "commit", "-qam", "attributes")
    for key in ("core.fsmonitor", "filter.trap.clean", "filter.trap.smudge", "filter.trap.process",
                "diff.trap.textconv", "diff.trap.command", "diff.external", "core.pager",
                "core.editor", "gpg.program", "credential.helper", "core.sshCommand"):  # fmt: skip
        run(root, "config", key, str(trap))
    save(root, adding("m2x4qp"), language="en")
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    assert list(tmp_path.glob("sprung-*")) == []


def test_a_save_starts_git_eight_times_at_most(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    save(root, editing(root, Set(("horizon",), 2)), language="en")
    assert (tmp_path / "trace").read_text().count("trace: built-in: git") <= 8


def test_a_commit_is_signed_where_the_user_signs(root: Path, home: Path) -> None:
    key = home / "key"
    made = subprocess.run(
        ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)), check=False
    )
    if made.returncode:
        pytest.skip("no ssh-keygen here")
    for name, value in (
        ("commit.gpgSign", "true"),
        ("gpg.format", "ssh"),
        ("user.signingKey", key),
    ):
        run(root, "config", name, str(value))
    save(root, adding("m2x4qp"), language="en")
    assert "-----BEGIN SSH SIGNATURE-----" in run(root, "cat-file", "commit", "HEAD")
