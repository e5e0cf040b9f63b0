"""What is not saved: not a byte is other than before, in the tree and in git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir

import pytest

from innoctl.changes.edit import Change, NewFile, Set
from innoctl.locale import Text
from innoctl.store.files import CannotWrite, NotAPlainFile, PathEscapes
from innoctl.vcs import NotARepository, index
from innoctl.vcs.plumbing import NoGit, NoIdentity
from innoctl.workspace.commit import Halfway, NoBranch
from innoctl.workspace.save import (
    AlreadyThere,
    ChangedMeanwhile,
    NotCommittedYet,
    OwnChanges,
    save,
)
from innoctl.workspace.versions import Conflicted
from tests.repositories import (
    IDEA,
    LINES,
    adding,
    editing,
    home,
    root,
    run,
    snapshot,
    status,
)

__all__ = ["home", "root"]


def refused(root: Path, change: Change, error: type[Exception]) -> None:
    """Refused means: not a byte is other than before, in the tree and in git."""
    before, objects = snapshot(root), run(root, "rev-list", "--all")
    with pytest.raises(error):
        save(root, change, language="en")
    assert snapshot(root) == before
    assert run(root, "rev-list", "--all") == objects


def test_a_new_file_never_takes_the_place_of_another(root: Path) -> None:
    refused(root, Change((NewFile(IDEA, b"x: 1\n"),), Text("x")), AlreadyThere)


def test_a_new_file_is_refused_where_git_still_has_one(root: Path) -> None:
    (root / IDEA).unlink()
    refused(root, Change((NewFile(IDEA, b"x: 1\n"),), Text("x")), AlreadyThere)


def test_a_file_that_changed_meanwhile_is_refused(root: Path) -> None:
    change = editing(root, Set(("horizon",), 2))
    (root / IDEA).write_bytes(LINES + b"more: 1\n")
    refused(root, change, ChangedMeanwhile)


def test_a_file_that_is_gone_is_refused(root: Path) -> None:
    change = editing(root, Set(("horizon",), 2))
    (root / IDEA).unlink()
    refused(root, change, ChangedMeanwhile)


@pytest.mark.parametrize("staged", [False, True])
def test_a_file_that_is_not_in_git_yet_is_refused(root: Path, *, staged: bool) -> None:
    (root / "lessons").mkdir()
    (root / "lessons/a.yaml").write_bytes(LINES)
    if staged:
        run(root, "add", "lessons/a.yaml")
    refused(root, editing(root, Set(("horizon",), 2), path="lessons/a.yaml"), NotCommittedYet)


def test_a_file_that_is_staged_for_removal_is_refused(root: Path) -> None:
    run(root, "rm", "--cached", "--quiet", IDEA)
    refused(root, editing(root, Set(("horizon",), 2)), NotCommittedYet)


def test_own_changes_that_this_change_builds_on_are_refused(root: Path) -> None:
    (root / IDEA).write_bytes(LINES + b"team:\n  - person: p7\n")
    refused(root, editing(root, Set(("team", 0, "person"), "p8")), OwnChanges)


def test_one_refused_file_stops_the_whole_change(root: Path) -> None:
    files = (NewFile("ideas/2026-03/a.yaml", b"a: 1\n"), NewFile(IDEA, b"b: 1\n"))
    refused(root, Change(files, Text("two")), AlreadyThere)


@pytest.mark.parametrize(
    "path",
    ["../out.yaml", "/etc/x", "a/../../x", "a//b", "", ".git/hooks/x", "a/.GIT/x", "a\0b",
     "a\nb", "C:/x", "a\\b", "./a", ".git./x", "git~1/x"],
)  # fmt: skip
def test_a_path_that_leaves_the_portfolio_is_refused(root: Path, path: str) -> None:
    refused(root, Change((NewFile(path, b"x: 1\n"),), Text("x")), PathEscapes)


def test_a_symbolic_link_in_the_place_of_a_file_is_refused(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(LINES)
    (root / IDEA).unlink()
    (root / IDEA).symlink_to(outside)
    run(root, "commit", "-qam", "a link")
    refused(root, editing(root, Set(("horizon",), 2)), NotAPlainFile)
    assert outside.read_bytes() == LINES


def test_a_linked_folder_that_leads_out_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (root / "lessons").symlink_to(tmp_path / "outside")
    refused(root, Change((NewFile("lessons/a.yaml", b"x: 1\n"),), Text("x")), NotAPlainFile)
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("path", ["portfolio.yaml/a.yaml", "ideas"])
def test_a_file_in_the_place_of_a_folder_is_refused(root: Path, path: str) -> None:
    change = Change((NewFile(path, b"x: 1\n"),), Text("x"))
    with pytest.raises((NotAPlainFile, CannotWrite)):
        save(root, change, language="en")
    assert status(root) == ""


def test_nothing_is_saved_where_no_branch_would_hold_it(root: Path) -> None:
    run(root, "checkout", "--quiet", "--detach")
    refused(root, adding("m2x4qp"), NoBranch)
    run(root, "switch", "--quiet", "--create", "kept")
    saved = save(root, adding("m2x4qp"), language="en")
    assert run(root, "rev-parse", "kept").strip() == saved.commit


def test_a_folder_without_a_repository_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotARepository):
        save(tmp_path, adding("m2x4qp"), language="en")


def test_without_an_identity_nothing_is_saved(root: Path, home: Path) -> None:
    (home / ".gitconfig").write_text("")
    refused(root, adding("m2x4qp"), NoIdentity)


def test_without_a_git_program_the_situation_is_named(root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from innoctl.vcs.plumbing import NoGit\n"
        "from tests.repositories import adding; from innoctl.workspace.save import save\n"
        "try: save(Path(sys.argv[1]), adding('m2x4qp'), language='en')\n"
        "except NoGit: print('no git')\n"
    )
    words = (sys.executable, "-c", script, str(root))
    environment = {**os.environ, "PATH": "/nowhere", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert done.stdout == b"no git\n", done.stderr.decode()
    assert NoGit.exit_status == 3


@pytest.mark.parametrize("name", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"])
def test_in_the_middle_of_a_merge_nothing_is_saved(root: Path, name: str) -> None:
    (root / ".git" / name).write_text(run(root, "rev-parse", "HEAD"))
    refused(root, adding("m2x4qp"), Halfway)


def test_in_the_middle_of_a_rebase_nothing_is_saved(root: Path) -> None:
    (root / ".git/rebase-merge").mkdir()
    refused(root, adding("m2x4qp"), Halfway)


def test_a_conflict_that_outlived_its_merge_is_named(root: Path) -> None:
    run(root, "checkout", "-qb", "side")
    (root / IDEA).write_bytes(b"title: side\n")
    run(root, "commit", "-qam", "side")
    run(root, "checkout", "-q", "main")
    (root / IDEA).write_bytes(b"title: main\n")
    run(root, "commit", "-qam", "main")
    run(root, "merge", "side", status=1)
    (root / ".git/MERGE_HEAD").unlink()
    refused(root, editing(root, Set(("title",), "x")), Conflicted)


def test_another_gits_lock_is_waited_for_and_then_respected(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "INDEX_PATIENCE", 0.1)
    (root / ".git/index.lock").write_bytes(b"")
    refused(root, adding("m2x4qp"), index.GitBusy)
    (root / ".git/index.lock").unlink()
    save(root, adding("m2x4qp"), language="en")
    assert status(root) == ""


def limited(root: Path, before: str) -> bytes:
    """Save in a process of its own that first does ``before`` and tells what it met."""
    script = (
        "import os, resource, signal, sys\nfrom pathlib import Path\n"
        "from innoctl.errors import InnoError\nfrom tests.repositories import adding\n"
        "from innoctl.workspace.save import save\nfrom innoctl.vcs.plumbing import load\n"
        f"root = Path(sys.argv[1]); load()\n{before}\n"
        "try: save(root, adding('m2x4qp', os.urandom(3000).hex().encode()), language='en')\n"
        "except InnoError as error: print(error.code)\n"
    )
    words = (sys.executable, "-c", script, str(root))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert not done.stderr, done.stderr.decode()
    return done.stdout


def test_a_full_disk_leaves_everything_as_it_was(root: Path) -> None:
    before = snapshot(root)
    few = "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))"
    assert limited(root, few) in {b"U713\n", b"U724\n"}
    assert snapshot(root) == before
    save(root, adding("m2x4qp"), language="en")
    assert status(root) == ""


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
def test_a_read_only_folder_leaves_everything_as_it_was(root: Path, home: Path) -> None:
    before = snapshot(root)
    if os.geteuid() == 0:  # root may write anywhere: go on as nobody
        for place in (root, *root.rglob("*")):
            os.chown(place, 65534, 65534, follow_symlinks=False)
        (home / ".gitconfig").chmod(0o644)
        ours = Path(gettempdir())
        for place in (home, *(folder for folder in root.parents if ours in folder.parents)):
            place.chmod(0o755)
    (root / "ideas").chmod(0o555)
    become = "os.setgid(65534); os.setuid(65534)" if os.geteuid() == 0 else "pass"
    try:
        assert limited(root, become) == b"U713\n"
    finally:
        (root / "ideas").chmod(0o755)
    assert snapshot(root) == before
