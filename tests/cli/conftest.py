"""A small portfolio in a repository of its own, with a person that git knows."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from innoctl.resources import folder
from tests.program import Answer, environment, run

IDENTITY = """\
[user]
  name = Robin Smit
  email = robin@example.org
[init]
  templateDir =
[maintenance]
  auto = false
"""


class Place(NamedTuple):
    """A portfolio with the home of who works in it."""

    root: Path
    home: Path

    def run(self, *words: str, stdin: str = "", **env: str) -> Answer:
        """Run innoctl in the portfolio."""
        return run(*words, cwd=self.root, home=self.home, stdin=stdin, env=env)

    def git(self, *words: str) -> str:
        """Run git in the portfolio and return what it says."""
        done = subprocess.run(
            ["git", "-C", str(self.root), *words],
            env=environment(self.home), capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout.decode()

    @property
    def commits(self) -> list[str]:
        """The subjects of all commits, the newest first."""
        return self.git("log", "--format=%s").splitlines()

    def everything(self) -> dict[str, bytes]:
        """Every byte of the portfolio and of git, but for the index of innoctl, which is disposable."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not path.name.startswith(("index", "trees"))
        }


def _begun(home: Path, example: str) -> Place:
    """Make an example a repository with one commit."""
    (home / ".gitconfig").write_text(IDENTITY)
    place = Place(home / "portfolio", home)
    shutil.copytree(folder("examples") / example, place.root)
    place.git("init", "-q", "-b", "main")
    place.git("add", "-A")
    place.git("commit", "-q", "-m", "Begin")
    place.git("repack", "-a", "-d", "-q")  # one file of objects: each test copies all of it
    place.run("check")  # the index comes along: what each test would read anew is known
    return place


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Make the small example a repository; tests work on a copy of it."""
    return _begun(tmp_path_factory.mktemp("minimal"), "minimal")


@pytest.fixture(scope="session")
def politie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the large example a repository; who changes it copies it first."""
    return _begun(tmp_path_factory.mktemp("politie"), "politie").root


@pytest.fixture
def small(fresh: Place, tmp_path: Path) -> Place:
    """A small portfolio: ideas m4k7pa, t6h2bn and x8d3we in the stream unit/team."""
    shutil.copytree(fresh.home, tmp_path / "home")
    return Place(tmp_path / "home" / "portfolio", tmp_path / "home")
