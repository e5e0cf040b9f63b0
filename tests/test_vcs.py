"""git's own files read by hand agree with git, and a repository is begun well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from innoctl.vcs import NotARepository, Repository, demand, find, head
from innoctl.vcs.begin import first_commit, init
from innoctl.vcs.history import TwoMeanings, commit_named, named
from innoctl.vcs.objects import object_named, objects
from innoctl.vcs.place import BrokenName
from innoctl.vcs.plumbing import Git, GitFailed, NoIdentity, NotYours
from tests.repositories import IDEA, LINES, home, portfolio, root, run, shown, status

__all__ = ["home", "root"]


def agrees(folder: Path) -> Repository:
    """Check what was found by hand against what git says."""
    found = demand(folder)
    said = run(folder, "rev-parse", "--absolute-git-dir", "--show-toplevel", "--show-prefix")
    gitdir, top, prefix = said.split("\n")[:3]
    assert (str(found.gitdir), str(found.top), found.prefix) == (gitdir, top, prefix)
    common = run(folder, "rev-parse", "--git-common-dir").strip()
    assert found.common.samefile(folder / common)
    assert head(found) == run(folder, "rev-parse", "HEAD").strip()
    return found


def test_from_any_folder_below_the_repository_is_found(root: Path) -> None:
    agrees(root)
    assert agrees(root / "ideas/2026-01").prefix == "ideas/2026-01/"


def test_a_linked_worktree_is_found_by_its_file(root: Path, tmp_path: Path) -> None:
    run(root, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    run(tmp_path / "side", "commit", "-q", "--allow-empty", "-m", "x")
    assert agrees(tmp_path / "side").gitdir.parent.name == "worktrees"


def test_a_submodule_is_found_by_its_file(root: Path, tmp_path: Path) -> None:
    top = portfolio(tmp_path / "top")
    run(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root), "sub")
    assert agrees(top / "sub").common == top / ".git/modules/sub"


def test_packed_and_detached_heads_are_read(root: Path) -> None:
    run(root, "pack-refs", "--all")
    agrees(root)
    run(root, "checkout", "-q", "--detach")
    agrees(root)
    run(root, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    run(root, "symbolic-ref", "HEAD", "refs/heads/alias")
    agrees(root)


def test_before_the_first_commit_there_is_no_head(tmp_path: Path) -> None:
    run(tmp_path, "init", "-q")
    assert head(demand(tmp_path)) is None


def test_a_head_that_is_kept_in_another_way_is_asked_of_git(root: Path) -> None:
    asked = run(root, "rev-parse", "HEAD").strip()
    (root / ".git/HEAD").write_text("ref: refs/../refs/heads/main\n")
    assert head(demand(root)) is None
    (root / ".git/HEAD").write_text("ref: refs/heads/main\n")
    assert head(demand(root)) == asked


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("name", ["two\nlines", "two\rlines", "two\n/below"])
def test_a_folder_with_a_line_break_in_its_name_is_refused(tmp_path: Path, name: str) -> None:
    made = portfolio(tmp_path / name)
    with pytest.raises(BrokenName):
        find(made / "ideas")
    with pytest.raises(BrokenName):
        init(tmp_path / name / "new")
    assert not (made / "new").exists()


def test_outside_a_repository_nothing_is_found(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    with pytest.raises(NotARepository):
        demand(tmp_path)


def test_finding_a_repository_and_its_head_loads_no_gitpython(root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from innoctl import vcs\n"
        "print(vcs.head(vcs.find(Path(sys.argv[1]))), *{'git', 'subprocess'} & sys.modules.keys())"
    )
    words = (sys.executable, "-c", script, str(root))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(words, env=environment, capture_output=True, check=True)
    assert done.stdout.decode().split() == run(root, "rev-parse", "HEAD").split()


def test_objects_are_read_in_bulk_and_missing_ones_are_told(root: Path) -> None:
    git = Git(demand(root))
    names = [f"HEAD:{IDEA}", "HEAD:no such file", "0" * 40, "HEAD:"] * 500
    found = list(objects(git, names))
    assert [one.data if one else None for one in found[:3]] == [LINES, None, None]
    assert found[3]
    assert found[3].kind == "tree"
    assert len(found) == 2000


def test_a_name_of_several_things_means_none_of_them(root: Path) -> None:
    git, here = Git(demand(root)), run(root, "rev-parse", "HEAD").strip()
    run(root, "branch", "facade")
    run(root, "tag", "v1")
    for name in ("main", "facade", "v1", here, here[:9], "main~0", "HEAD", "refs/heads/main"):
        assert named(git, name, "commit") == here
    run(root, "tag", "main")
    run(root, "tag", here[:9])
    run(root, "tag", here)
    for name in ("main", "main^{commit}", here[:9]):
        with pytest.raises(TwoMeanings):
            named(git, name)
    assert named(git, "refs/heads/main") == named(git, here) == commit_named(git, "HEAD") == here


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "./portfolio.yaml",
        "portfolio.yaml\0x",
        "portfolio.yaml\r",
        "a\nHEAD:",
        "\ud800",
        "x-g",
    ],
)
def test_a_path_that_git_would_take_for_something_else_is_not_there(root: Path, path: str) -> None:
    described = path.replace("x-g", f"x-g{run(root, 'rev-parse', 'HEAD')[:7]}")
    names = [f"HEAD:{described}", f"HEAD:{IDEA}", f"HEAD:{described}"]
    git = Git(demand(root))
    assert [one.data if one else None for one in objects(git, names)] == [None, LINES, None]
    assert [bool(object_named(git, name)) for name in names] == [False, True, False]


def test_a_failure_of_git_is_told_in_gits_words(root: Path) -> None:
    with pytest.raises(GitFailed) as failure:
        Git(demand(root)).run("commit-tree", "0" * 40)
    assert dict(failure.value.params)["command"] == "commit-tree"
    assert dict(failure.value.params)["said"].startswith("fatal: ")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives a folder away")
def test_a_repository_of_somebody_else_is_distrusted_as_git_does(root: Path) -> None:
    for place in (root, *root.rglob("*")):
        os.chown(place, 65534, 65534)
    with pytest.raises(NotYours):
        Git(demand(root)).run("rev-parse", "HEAD")


FILES = {"a.yaml": b"a: 1\r\n", "b/c.yaml": b"c: 2\n"}


def begun(folder: Path) -> Repository:
    """An empty repository with the files in its work tree."""
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return init(folder)


def test_a_fresh_repository_starts_on_main_with_all_that_lies_there(tmp_path: Path) -> None:
    made = begun(tmp_path / "new")
    oid = first_commit(made, FILES, "begin")
    assert run(tmp_path / "new", "rev-parse", "main").strip() == oid == head(made)
    assert run(tmp_path / "new", "log", "--format=%an %s") == "Sanne de Vries begin\n"
    assert status(tmp_path / "new") == ""


def test_the_first_commit_runs_no_filter_of_the_users(tmp_path: Path, home: Path) -> None:
    with (home / ".gitconfig").open("a") as config:
        config.write("[core]\n    attributesFile = ~/attributes\n    autocrlf = input\n")
        config.write('[filter "shout"]\n    clean = touch ~/shouted; tr a-z A-Z\n')
    (home / "attributes").write_text("* filter=shout\n")
    first_commit(begun(tmp_path), FILES, "begin")
    assert {path: shown(tmp_path, path) for path in FILES} == FILES
    assert not (home / "shouted").exists()


def test_a_demonstration_needs_no_identity_and_nothing_else_goes_without(
    tmp_path: Path, home: Path
) -> None:
    (home / ".gitconfig").write_text("")
    made = begun(tmp_path)
    with pytest.raises(NoIdentity):
        first_commit(made, FILES, "begin")
    first_commit(made, FILES, "begin", stranger=True)
    assert run(tmp_path, "log", "--format=%an <%ae>") == "innoctl <innoctl@localhost>\n"
