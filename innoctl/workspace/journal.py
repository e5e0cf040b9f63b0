"""What a save is about to do, written down first, so that the next one can finish it.

A save has one moment at which it happens: git moves the branch. Before it nothing shows and
a stop leaves all as it was; after it only renames are left, and whoever gets the lock next
does what a killed process could not do any more.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from innoctl.errors import StorageError
from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.vcs.branch import head
from innoctl.vcs.index import copy_index, hold_index, holds_index, own, release_index
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Entry, Git

if TYPE_CHECKING:
    from pathlib import Path

    from innoctl.vcs import Repository


WAITING: Final = ".journal"


class Step(NamedTuple):
    """One file of a save: SHA-256 of its bytes before and after (None: no file), and the blob."""

    path: str
    old: str | None
    new: str | None
    blob: str | None


class Staged(NamedTuple):
    """One entry of the index (path from the top of the repository) before and after."""

    path: str
    old: Entry | None
    new: Entry


class Journal(NamedTuple):
    """One save from ``old`` to ``new``; ``made`` are folders that it makes, from the top down."""

    old: str | None
    new: str
    prefix: str
    steps: tuple[Step, ...]
    staged: tuple[Staged, ...]
    made: tuple[str, ...]

    def beside(self, number: int) -> str:
        """Return the name under which the new bytes of a step wait in the folder of its file."""
        return f".innoctl-{self.new[:12]}-{number}"


def write(repository: Repository, journal: Journal) -> None:
    """Write the journal down for good."""
    files.write_beside(own(repository) / "journal", WAITING, json.dumps(journal).encode())
    files.take_place(own(repository) / "journal", WAITING)


def read(repository: Repository) -> Journal | None:
    """Return the journal that a stopped save left, if there is one."""
    try:
        return _parsed((own(repository) / "journal").read_bytes())
    except (FileNotFoundError, TypeError, ValueError):  # torn, or of a version with another form
        return None


def _parsed(data: bytes) -> Journal:
    old, new, prefix, steps, staged, made = json.loads(data)
    entries = (Staged(path, was and Entry(*was), Entry(*now)) for path, was, now in staged)
    return Journal(old, new, prefix, tuple(Step(*s) for s in steps), tuple(entries), tuple(made))


def recover(repository: Repository, git: Git) -> None:
    """Finish a save whose branch has moved, undo one whose branch has not; only under the lock.

    What the user did meanwhile is respected: a file is only replaced if it still is what the
    save knew, and an entry of the index likewise.
    """
    journal = read(repository)
    if journal is None:
        release_index(repository)
        _drop(repository)
        return
    _clear_ref_locks(repository, journal)
    now = head(repository)
    if now == journal.new or (now and now != journal.old and git.contains(now, journal.new)):
        _write_again(repository, git, journal)
        _settle_index(repository, git, journal)
        finish(repository, journal)
    else:
        abandon(repository, journal)


def abandon(repository: Repository, journal: Journal) -> None:
    """Take back all that a save prepared; the branch has not moved."""
    release_index(repository)
    root = repository.top / journal.prefix
    for number, step in enumerate(journal.steps):
        with suppress(OSError):
            (root / step.path).with_name(journal.beside(number)).unlink()
    for folder in reversed(journal.made):
        with suppress(OSError):
            (root / folder).rmdir()
    _drop(repository)


def finish(repository: Repository, journal: Journal) -> tuple[str, ...]:
    """Put the waiting files and the index in their places; the branch has moved.

    Returns the paths of files that somebody changed in the last moment: those stay. When the
    system refuses (`CannotWrite`) the journal stays too, so that the next save tries again.
    """
    left, refused = [], None
    for number, step in enumerate(journal.steps):
        try:
            if not _finish_file(repository.top / journal.prefix, step, journal.beside(number)):
                left.append(step.path)
        except OSError as error:
            refused = files.CannotWrite(path=step.path, fact=error.strerror or error)
    if holds_index(repository):
        (repository.gitdir / "index.lock").replace(repository.gitdir / "index")
    if refused:
        raise refused
    _drop(repository)
    return tuple(left)


def fingerprint(data: bytes | None) -> str | None:
    """Return the SHA-256 of a file's bytes, None for no file."""
    return None if data is None else sha256(data).hexdigest()


def _write_again(repository: Repository, git: Git, journal: Journal) -> None:
    """Write the new bytes beside their files once more; what a killed process wrote may be torn."""
    blobs = objects(git, (step.blob for step in journal.steps if step.blob))
    for number, step in enumerate(journal.steps):
        found = next(blobs) if step.blob else None
        root = repository.top / journal.prefix
        if found and _now(root, step.path) == step.old:
            files.write_beside(root / step.path, journal.beside(number), found.data)


def _settle_index(repository: Repository, git: Git, journal: Journal) -> None:
    """Bring into the index what is not there yet, unless the killed process's index waits there."""
    if holds_index(repository):
        return
    seen = copy_index(repository)
    mine = own(repository) / "index"
    found = git.index_entries(mine, tuple(row.path for row in journal.staged))
    stale = {
        row.path: row.new
        for row in journal.staged
        if found.get(row.path, []) == ([row.old] if row.old else [])
    }
    if stale:
        git.update_index(mine, stale)
        hold_index(repository, seen)


def _clear_ref_locks(repository: Repository, journal: Journal) -> None:
    """Remove the lock of a git that was killed while it moved the branch for this journal.

    A living child of ours would still hold our lock; another git's is empty for a moment only.
    """
    branch = (repository.gitdir / "HEAD").read_text("utf-8").removeprefix("ref:").strip()
    locks = (repository.gitdir / "HEAD.lock", repository.common / f"{branch}.lock")
    found = {lock: _stamp(lock) for lock in locks if _stamp(lock)}
    if found:
        time.sleep(1.0)
    for lock, stamp in found.items():
        said = lock.read_text("ascii", "replace").strip() if _stamp(lock) == stamp else "other"
        if said in {"", journal.new}:
            lock.unlink()


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        facts = file.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns


def _now(root: Path, path: str) -> str | None:
    """Return the fingerprint of a file as it is now; ``?`` when something else stands there."""
    try:
        return fingerprint(files.read(root, path))
    except StorageError:
        return "?"


def _finish_file(root: Path, step: Step, name: str) -> bool:
    """Bring one file from old to new; False, and hands off, when it is neither."""
    now, target = _now(root, step.path), root / step.path
    beside = target.with_name(name)
    if now == step.old and step.new is None:
        if now is not None:  # else the person took it away, and only git did not know yet
            _remove(root, step.path)
    elif now == step.old and beside.exists():
        files.take_place(target, name)
    beside.unlink(missing_ok=True)
    return now in {step.old, step.new}


def _remove(root: Path, path: str) -> None:
    """Remove a file, and its folder when that was the last one in it."""
    (root / path).unlink()
    with suppress(OSError):
        (root / path).parent.rmdir()


def _drop(repository: Repository) -> None:
    for name in ("index", WAITING, "journal"):
        (own(repository) / name).unlink(missing_ok=True)
