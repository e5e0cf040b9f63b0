"""git's index: a private copy to work on, and git's own lock while it is put in place."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

from innoctl.errors import StorageError
from innoctl.vcs.branch import HeadMoved

if TYPE_CHECKING:
    from pathlib import Path

    from innoctl.vcs.place import Repository
    from innoctl.vcs.plumbing import Git

INDEX_PATIENCE: Final = 5.0
"""Seconds to wait for somebody else's git to let go of the index."""


class GitBusy(StorageError):
    """Another git program holds the index."""

    code = "U732"


def own(repository: Repository) -> Path:
    """Return the folder in the git directory that is ours."""
    return repository.gitdir / "innoctl"


def hold_index(repository: Repository, seen: bytes | None) -> None:
    """Take git's own lock on the index with our new index as its content, complete at once.

    ``seen`` are the bytes that ours was made from; `HeadMoved` when the index has changed since,
    `GitBusy` when another git keeps the lock. The lock is a hard link, so that a leftover of
    a killed process can be told from somebody else's.
    """
    lock, mine = repository.gitdir / "index.lock", own(repository) / "index"
    until = time.monotonic() + INDEX_PATIENCE
    while not _link(mine, lock):
        if time.monotonic() > until:
            raise GitBusy(lock=lock, seconds=int(INDEX_PATIENCE))
        time.sleep(0.02)
    if index_bytes(repository) != seen:
        lock.unlink()
        raise HeadMoved


def release_index(repository: Repository) -> None:
    """Let go of the index if we hold it."""
    if holds_index(repository):
        (repository.gitdir / "index.lock").unlink()


def copy_index(repository: Repository) -> bytes | None:
    """Make our private copy of the index and return its bytes, None when there is none yet.

    The copy is as old as the original: git looks twice at files that changed when it was written.
    """
    mine = own(repository) / "index"
    for leftover in (mine, mine.with_name("index.lock")):
        leftover.unlink(missing_ok=True)
    try:
        with (repository.gitdir / "index").open("rb") as file:
            seen, written = file.read(), os.fstat(file.fileno()).st_mtime_ns
    except FileNotFoundError:
        return None
    mine.write_bytes(seen)
    os.utime(mine, ns=(written, written))
    return seen


def index_bytes(repository: Repository) -> bytes | None:
    """Return the bytes of git's index, None when there is none."""
    try:
        return (repository.gitdir / "index").read_bytes()
    except FileNotFoundError:
        return None


def holds_index(repository: Repository) -> bool:
    """Say whether the lock on the index is ours: the same file, or a copy where links do not exist."""
    lock, mine = repository.gitdir / "index.lock", own(repository) / "index"
    try:
        same_content = mine.stat().st_nlink == 1 and lock.read_bytes() == mine.read_bytes()
        return lock.samefile(mine) or same_content
    except FileNotFoundError:
        return False


def _link(mine: Path, lock: Path) -> bool:
    try:
        lock.hardlink_to(mine)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        try:
            with lock.open("xb") as file:
                file.write(mine.read_bytes())
        except FileExistsError:
            return False
    return True


def as_it_stood(git: Git, *paths: str) -> bool:
    """Tell whether the work tree has these paths as the commit does, nothing staged, nothing beside.

    Files that git was told not to look at count as changed: nobody knows.
    """
    words = ("status", "--porcelain", "-z", "--untracked-files=all", "--ignored", "--no-renames")
    alone = {"GIT_OPTIONAL_LOCKS": "0"}  # who only looks leaves the index as it is
    if git.run(*words, "--", *paths, env=alone):
        return False
    rows = git.run("ls-files", "-v", "-z", "--", *paths).split(b"\0")
    return all(row.startswith(b"H ") for row in rows if row)
