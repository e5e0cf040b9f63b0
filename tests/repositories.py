"""Real repositories for tests: git as a stranger would find it, with nobody's settings in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from innoctl.changes.edit import Change, Edit, FileEdit, NewFile
from innoctl.locale import Text
from innoctl.workspace.journal import fingerprint

CONFIG = """\
[user]
    name = Sanne de Vries
    email = sanne@example.org
[init]
    defaultBranch = main
    templateDir =
[maintenance]
    auto = false
"""
"""Nothing is old enough here to be tidied, and looking takes as long as a commit; hooks that do
nothing would be copied with each repository."""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give git a home of its own with an identity and nothing else."""
    folder = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    (folder / ".gitconfig").write_text(CONFIG)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a portfolio of two files that fills its repository."""
    return portfolio(tmp_path / "portfolio")


def portfolio(folder: Path) -> Path:
    """Make a repository with a first commit in ``folder`` and return it."""
    folder.mkdir(parents=True)
    run(folder, "init", "--quiet")
    fill(folder)
    run(folder, "add", "--all")
    run(folder, "commit", "--quiet", "-m", "begin")
    return folder


def fill(folder: Path) -> None:
    """Write the files of a small portfolio."""
    (folder / ".gitattributes").write_bytes(b"* -text\n")
    (folder / "portfolio.yaml").write_bytes(b"name: Test\n")
    (folder / "ideas" / "2026-01").mkdir(parents=True)
    (folder / IDEA).write_bytes(LINES)


IDEA = "ideas/2026-01/k3f9ab-drone.yaml"
LINES = b"title: Drone\nhorizon: 1\n# a word\nlead: p1\ntags:\n  - air\nnotes: none\n"


def run(folder: Path, *words: str, status: int = 0) -> str:
    """Run git in ``folder`` and return what it says."""
    done = subprocess.run(("git", *words), cwd=folder, capture_output=True, check=False)
    assert done.returncode == status, done.stderr.decode()
    return done.stdout.decode()


def checked_out(folder: Path) -> str:
    """Return the commit that is checked out, read from git's own files where they say so.

    Tests ask for it by the thousand.
    """
    file = folder / ".git" / "HEAD"
    name = file.read_text().strip().removeprefix("ref: ") if file.is_file() else "HEAD"
    ref = folder / ".git" / name
    if name.startswith("refs/") and ref.is_file():
        return ref.read_text().strip()
    return run(folder, "rev-parse", "HEAD").strip()


def adding(number: int | str, content: bytes = b"title: new\n") -> Change:
    """A change that adds one idea."""
    new = NewFile(f"ideas/2026-02/{number}-new.yaml", content)
    trailers = (("Innoctl-Command", "new idea"), ("Innoctl-Idea", str(number)))
    return Change((new,), Text.of("new idea {id}", id=number), trailers)


def editing(root: Path, *edits: Edit, path: str = IDEA) -> Change:
    """A change of the idea as it now stands in the work tree."""
    expected = fingerprint((root / path).read_bytes()) or ""
    trailers = (("Innoctl-Command", "set"), ("Innoctl-Idea", "k3f9ab"))
    return Change((FileEdit(path, edits, expected),), Text.of("set"), trailers)


def status(root: Path) -> str:
    """What ``git status`` says in short, without touching the index; empty when all is clean."""
    return run(root, "--no-optional-locks", "status", "--porcelain", "--untracked-files=all")


def shown(root: Path, path: str, commit: str = "HEAD") -> bytes:
    """A file's bytes in a commit."""
    words = ("git", "cat-file", "blob", f"{commit}:{path}")
    return subprocess.run(words, cwd=root, capture_output=True, check=True).stdout


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file below ``root``, git's own included, but for our scratch and git's logs of nothing."""
    return {
        str(file.relative_to(root)): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and "objects" not in file.parts and "innoctl" not in file.parts
    }
