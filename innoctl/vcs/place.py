"""Where a repository stands, read from git's own files.

Commands that only read ask this on every run, so that none of them waits for git to start.
"""

from __future__ import annotations

import os
from pathlib import Path

from innoctl.errors import StorageError
from innoctl.named import NamedTuple


class NotARepository(StorageError):
    """No git repository at or above a folder."""

    code = "U721"


class BrokenName(StorageError):
    """A folder's name holds a line break, which git cannot be asked about in bulk."""

    code = "U725"


class Repository(NamedTuple):
    """Where one repository stands. ``prefix`` is the portfolio's folder below ``top``, with ``/``."""

    top: Path
    gitdir: Path
    common: Path
    prefix: str


def demand(folder: Path) -> Repository:
    """Return the repository that holds ``folder``, or raise `NotARepository`."""
    found = find(folder)
    if found is None:
        raise NotARepository(folder=folder)
    return found


def find(folder: Path) -> Repository | None:
    """Return the repository that holds ``folder``, None if none does; git is not started.

    Raises `BrokenName`: git's bulk commands take one path a line.
    """
    start = folder.resolve()
    for top in (start, *start.parents):
        git_dir = _git_dir(top / ".git")
        if git_dir is not None:
            refuse_break(start)
            below = start.relative_to(top).as_posix()
            prefix = "" if below == "." else f"{below}/"
            return Repository(top, git_dir, _common(git_dir), prefix)
    return None


def find_bare(folder: Path) -> Repository | None:
    """Return the repository whose git directory ``folder`` itself is: what a server's hook runs in.

    A name below that directory is a folder in the trees of the repository, and need not exist.
    Within a work tree there is none, unless git itself said so: files that look like one may be
    anybody's, with settings that run commands and signatures that nobody made.
    """
    start = folder.resolve()
    named = os.environ.get("GIT_DIR")
    for top in (start, *start.parents):
        if not all((top / name).exists() for name in ("HEAD", "objects", "refs")):
            continue
        if (not named or Path(named).resolve() != top) and find(start) is not None:
            return None
        refuse_break(start)
        below = start.relative_to(top).as_posix()
        return Repository(top, top, _common(top), "" if below == "." else f"{below}/")
    return None


def refuse_break(folder: Path) -> None:
    """Raise `BrokenName` if a line ends in the name of this folder or of one above it."""
    if {"\n", "\r"} & set(str(folder)):
        raise BrokenName(folder=folder)


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
