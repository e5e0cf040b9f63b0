"""Where a repository stands and what it has checked out, read from git's own files.

Commands that only read ask this on every run, so that none of them waits for git to start.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from innoctl.errors import StorageError


class NotARepository(StorageError):
    """No git repository at or above a folder."""

    code = "U721"


class Repository(NamedTuple):
    """Where one repository stands. ``prefix`` is the portfolio's folder below ``top``, with ``/``."""

    top: Path
    gitdir: Path
    common: Path
    prefix: str

    @property
    def head(self) -> str | None:
        """The commit that is checked out now, None before the first."""
        return head(self)


def demand(folder: Path) -> Repository:
    """Return the repository that holds ``folder``, or raise `NotARepository`."""
    found = find(folder)
    if found is None:
        raise NotARepository(folder=folder)
    return found


def find(folder: Path) -> Repository | None:
    """Return the repository that holds ``folder``, None if none does; git is not started."""
    start = folder.resolve()
    for top in (start, *start.parents):
        git_dir = _git_dir(top / ".git")
        if git_dir is not None:
            below = start.relative_to(top).as_posix()
            prefix = "" if below == "." else f"{below}/"
            return Repository(top, git_dir, _common(git_dir), prefix)
    return None


def head(repository: Repository) -> str | None:
    """Return the commit that is checked out, None before the first; reads git's files by hand.

    Only a way of keeping refs that is not plain files (``reftable``) starts git.
    """
    name = "HEAD"
    for _ in range(5):
        value = _ref(repository, name)
        if not value.startswith("ref: "):
            return value or None
        name = value[5:].strip()
        if name == "refs/heads/.invalid" or not name.startswith("refs/") or ".." in name:
            break
    from innoctl.vcs.plumbing import Git

    found = Git(repository).run("rev-parse", "--quiet", "--verify", "HEAD^{commit}", ok=(0, 1))
    return found.decode().strip() or None


def _git_dir(dot: Path) -> Path | None:
    """Return the git directory behind a ``.git``; in a worktree or submodule that is a file."""
    if dot.is_file():
        text = dot.read_text("utf-8", "replace")
        dot = dot.parent / text.removeprefix("gitdir:").strip()
    return Path(os.path.normpath(dot)) if (dot / "HEAD").is_file() else None


def _common(git_dir: Path) -> Path:
    try:
        return Path(os.path.normpath(git_dir / (git_dir / "commondir").read_text("utf-8").strip()))
    except FileNotFoundError:
        return git_dir


def _ref(repository: Repository, name: str) -> str:
    """Return what a ref says, ``""`` when it is not there: its own file first, then the packed ones."""
    own = name == "HEAD" or name.startswith(("refs/bisect/", "refs/worktree/", "refs/rewritten/"))
    folder = repository.gitdir if own else repository.common
    try:
        return (folder / name).read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass
    try:
        packed = (repository.common / "packed-refs").read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return ""
    return next((line.split(" ")[0] for line in packed if line.endswith(f" {name}")), "")
