"""Bytes become a commit: exactly what was asked, whatever else lies in the user's tree.

A file has three versions: in the commit that is checked out, in the index, and in the work
tree. A change is made to each of them by itself, so that what the user changed or staged
stays changed or staged, line by line. Trees are built from the commit, not from the index.
"""

from __future__ import annotations

import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from innoctl.errors import StorageError
from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.vcs import demand, find
from innoctl.vcs.branch import HeadMoved, move_head, on_branch
from innoctl.vcs.index import copy_index, hold_index, own
from innoctl.vcs.objects import write_blobs
from innoctl.vcs.plumbing import GONE, Entry, Git, load
from innoctl.vcs.trees import parents, place, write_folders
from innoctl.workspace import journal
from innoctl.workspace.journal import Journal, Staged, Step, fingerprint
from innoctl.workspace.versions import Alter, Touch, look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from innoctl.vcs import Repository

PATIENCE: Final = 15.0
"""Seconds in which a save is tried again when others commit or stage in its midst."""

HALFWAY: Final = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}


class Halfway(StorageError):
    """A merge, rebase or the like is not finished."""

    code = "U730"


class NoBranch(StorageError):
    """A commit is checked out by itself: what is saved there no branch would hold."""

    code = "U734"


class Restless(StorageError):
    """Others kept committing between our reading and our writing."""

    code = "U731"


class Saved(NamedTuple):
    """What a save did: the commit (None: there was nothing to change) and the files in it.

    ``left`` are files that somebody changed in the last moment: the commit holds the change,
    the file in the work tree was left alone.
    """

    commit: str | None
    paths: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def commit(root: Path, wanted: Mapping[str, Alter], message: str) -> Saved:
    """Make one commit that alters these files (paths from ``root``, the portfolio), or raise.

    Whatever is raised, no file, no index and no branch is other than before; but for
    `CannotWrite` after the branch moved, which the next save finishes.
    """
    load()  # before the lock: others need not wait for an import
    repository = demand(root)
    with told(), files.lock(own(repository) / "lock") as handle:
        git = Git(repository, keep=(handle,))
        journal.recover(repository, git)
        _refuse_halfway(repository)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return _attempt(repository, git, wanted, message)
            except HeadMoved:
                continue
        raise Restless


def refuse_unready(root: Path) -> None:
    """Raise what would stop any change from being saved, before a person types one."""
    repository = demand(root)
    _refuse_halfway(repository)
    Git(repository).email()
    with told(), files.lock(own(repository) / "lock"):
        pass


def settle(root: Path) -> None:
    """Finish or take back what a killed save left; costs a look at one file when there is nothing.

    A command that writes calls it before it reads: else it would decide on a file that its own
    save then finds changed.
    """
    repository = find(root)
    if repository and (own(repository) / "journal").exists():
        with told(), files.lock(own(repository) / "lock") as handle:
            journal.recover(repository, Git(repository, keep=(handle,)))


def _attempt(repository: Repository, git: Git, wanted: Mapping[str, Alter], message: str) -> Saved:
    seen = copy_index(repository)
    mine = own(repository) / "index"
    parent, folders, touches = look(repository, git, wanted, mine)
    if not touches:
        return Saved(None)
    oids = _blobs(repository, git, touches)
    for touch in touches:
        place(
            folders,
            repository.prefix + touch.path,
            _new_entry(touch.modes[0], touch.new.head, oids),
        )
    new = git.write_commit(write_folders(git, folders), parent, message)
    plan = _journal(repository, parent, new, touches, oids)
    git.update_index(mine, {row.path: row.new for row in plan.staged})
    with _uninterrupted():
        _prepare(repository, plan, touches, seen)
        try:
            move_head(git, new, parent, message.partition("\n")[0])
        except BaseException:
            journal.abandon(repository, plan)
            raise
        left = journal.finish(repository, plan)
    return Saved(new, tuple(touch.path for touch in touches), left)


def _prepare(
    repository: Repository, plan: Journal, touches: list[Touch], seen: bytes | None
) -> None:
    """Have everything ready beside its place; nothing shows, all of it is taken back on failure."""
    root = repository.top / repository.prefix
    try:
        hold_index(repository, seen)
        journal.write(repository, plan)
        for number, touch in enumerate(touches):
            if touch.new.work is not None:
                files.write_beside(root / touch.path, plan.beside(number), touch.new.work)
        _prove_same(root, touches)
    except BaseException:
        journal.abandon(repository, plan)
        raise


def _prove_same(root: Path, touches: list[Touch]) -> None:
    """Raise `HeadMoved`, that is: look again, when a file is no longer what was read."""
    if any(files.read(root, touch.path) != touch.old.work for touch in touches):
        raise HeadMoved


def _blobs(repository: Repository, git: Git, touches: list[Touch]) -> dict[bytes, str]:
    """Write every new content once and return the id of each."""
    contents = [data for touch in touches for data in touch.new if data is not None]
    unique = list(dict.fromkeys(contents))
    oids = write_blobs(git, unique, own(repository) / "blobs") if unique else []
    return dict(zip(unique, oids, strict=True))


def _journal(
    repository: Repository,
    parent: str | None,
    new: str,
    touches: list[Touch],
    oids: Mapping[bytes, str],
) -> Journal:
    root = repository.top / repository.prefix
    steps, staged = [], []
    made: dict[str, None] = {}
    for touch in touches:
        data = touch.new.work
        blob = None if data is None else oids[data]
        steps.append(Step(touch.path, fingerprint(touch.old.work), fingerprint(data), blob))
        gone = Entry(GONE, "0" * len(new))
        entry = _new_entry(touch.modes[1], touch.new.staged, oids) or gone
        staged.append(Staged(repository.prefix + touch.path, touch.entry, entry))
        made.update(
            {f: None for f in reversed(parents(touch.path)) if f and not (root / f).exists()}
        )
    return Journal(parent, new, repository.prefix, tuple(steps), tuple(staged), tuple(made))


def _new_entry(mode: str, data: bytes | None, oids: Mapping[bytes, str]) -> Entry | None:
    return None if data is None else Entry(mode, oids[data])


def _refuse_halfway(repository: Repository) -> None:
    for name, what in HALFWAY.items():
        if (repository.gitdir / name).exists():
            raise Halfway(what=what)
    if not on_branch(repository):
        raise NoBranch


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a Ctrl-C or a polite end wait for the few milliseconds in which a save happens."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(
        signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    )
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def told() -> Iterator[None]:
    """Say what the system refuses (no space, no permission) as a situation, not as a crash."""
    try:
        yield
    except OSError as error:
        raise files.CannotWrite(path=error.filename or "?", fact=error.strerror or error) from error
