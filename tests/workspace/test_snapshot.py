"""A portfolio read from git's objects tells what the same files in a work tree tell."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from innoctl.resources import folder
from innoctl.vcs import demand
from innoctl.workspace.check import check
from innoctl.workspace.overviews import report_on_all
from innoctl.workspace.portfolio import Portfolio
from innoctl.workspace.proposed import Change, look
from innoctl.workspace.snapshot import Snapshot
from tests import corpus, repositories

home = repositories.home


@pytest.fixture
def politie(tmp_path: Path) -> Path:
    """Commit the example portfolio below the top of a repository, and return its folder."""
    root = tmp_path / "top" / "portfolio"
    shutil.copytree(folder("examples") / "politie", root)
    repositories.run(root.parent, "init", "--quiet")
    repositories.run(root.parent, "add", "--all")
    repositories.run(root.parent, "commit", "--quiet", "-m", "begin")
    return root


def test_a_commit_gives_the_same_reports_and_findings_as_its_files(politie: Path) -> None:
    with Portfolio(politie) as files, Snapshot(demand(politie), "HEAD") as tree:
        day = files.today()
        assert tree.today() == day
        assert report_on_all(tree, day) == report_on_all(files, day)
        assert check(tree) == check(files)


def test_an_earlier_commit_is_told_as_it_stood(politie: Path) -> None:
    with Snapshot(demand(politie), "HEAD") as tree:
        before = len(tree.index.ideas())
    gone = next((politie / "ideas").rglob("*.yaml"))
    gone.unlink()
    repositories.run(politie, "commit", "--quiet", "-a", "-m", "one less")
    for revision, count in (("HEAD", before - 1), ("HEAD~1", before), ("HEAD", before - 1)):
        with Snapshot(demand(politie), revision) as tree:
            assert len(tree.index.ideas()) == count
            assert (tree.fetch(gone.relative_to(politie).as_posix()) is None) == (count < before)


@pytest.mark.parametrize("code", [code for code in corpus.codes()[::6] if code not in corpus.MADE])
def test_every_broken_portfolio_is_told_alike_from_a_commit(code: str, tmp_path: Path) -> None:
    root = corpus.build(code, tmp_path / "portfolio")
    repositories.run(root, "init", "--quiet")
    (root / ".gitattributes").write_text("* -text\n")
    repositories.run(root, "add", "--all")
    repositories.run(root, "commit", "--quiet", "-m", code)
    with Portfolio(root) as files, Snapshot(demand(root), "HEAD") as tree:
        assert check(tree) == check(files)


def test_a_link_in_a_tree_is_told_and_not_followed(tmp_path: Path) -> None:
    root = corpus.build("F110", tmp_path / "portfolio")
    repositories.run(root, "init", "--quiet")
    repositories.run(root, "add", "--all")
    repositories.run(root, "commit", "--quiet", "-m", "a link")
    with Snapshot(demand(root), "HEAD") as tree:
        assert "F110" in [one.code for one in check(tree).findings]
        assert tree.fetch(corpus.IDEA) is None


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="names are Unicode there")
@pytest.mark.parametrize("name", [b"\xff.yaml", b"k3f9ac-\xff.yaml", b"\xff/k3f9ac-x.yaml"])
def test_a_name_that_is_no_utf8_is_told_through_every_door(politie: Path, name: bytes) -> None:
    file = politie / os.fsdecode(b"ideas/2026-01/" + name)
    file.parent.mkdir(exist_ok=True)
    file.write_text("a: 1\n")
    repositories.run(politie, "add", "--all")
    repositories.run(politie, "commit", "--quiet", "-m", "an odd name")
    told = ("L502", f"ideas/2026-01/{name.decode('ascii', 'replace')}".replace("\ufffd", "\\udcff"))
    with Portfolio(politie) as files, Snapshot(demand(politie), "HEAD") as tree:
        for found in (check(files), check(tree), look(politie, Change("HEAD~1", "HEAD"))):
            assert told in [(one.code, one.path) for one in found.findings]


def test_a_file_beside_the_folders_of_records_is_nobodys_business(politie: Path) -> None:
    for name in ("notes/plan.yaml", ".github/workflows/innoctl.yml", "ideeën/x.yaml"):
        (politie / name).parent.mkdir(parents=True)
        (politie / name).write_text("a: 1\n")
    repositories.run(politie, "add", "--all")
    repositories.run(politie, "commit", "--quiet", "-m", "beside")
    with Portfolio(politie) as files, Snapshot(demand(politie), "HEAD") as tree:
        assert check(tree) == check(files)
        assert not look(politie, Change("HEAD~1", "HEAD")).findings
