"""A change on a branch of its own, made of git's objects alone: nothing is checked out.

Work tree, index and HEAD stay as they are, whatever the user has changed or staged there.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from innoctl.changes.edit import Change, File, FileEdit, Gone, NewFile
from innoctl.errors import InnoError
from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.vcs import demand
from innoctl.vcs.branch import advance, branches, current, new_branch
from innoctl.vcs.index import own
from innoctl.vcs.objects import write_blobs
from innoctl.vcs.plumbing import PLAIN_FILE, Entry, Git, load
from innoctl.vcs.trees import entry_of, place, write_folders
from innoctl.workspace import journal
from innoctl.workspace.commit import told
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.save import AlreadyThere, ChangedMeanwhile, Difference, message
from innoctl.workspace.versions import from_git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


FOLDER: Final = "gate/"
"""Where branches with decisions stand."""
MOST: Final = 1000


class OnProposal(InnoError):
    """A branch that only proposes is checked out."""

    code = "U969"


class Proposed(NamedTuple):
    """What was made: the branch, its one commit, and the files that it alters."""

    branch: str
    commit: str
    paths: tuple[str, ...]


class Draft(NamedTuple):
    """A commit on top of ``base`` that no branch holds, and the first line of its message."""

    base: str
    commit: str
    subject: str


def propose(root: Path, change: Change, base: str, name: str, *, language: str) -> Proposed:
    """Make one commit on top of ``base`` on a new branch ``gate/<name>``, or the next free name.

    Raises `AlreadyThere` and `ChangedMeanwhile` as a save does, by what ``base`` holds, and
    `OnProposal`: what a branch holds has not landed, so nobody can judge by it.
    """
    with _alone(root) as git:
        here = current(git.repository)
        if here.startswith(FOLDER):
            raise OnProposal(branch=here)
        commit, text = _commit(git, change, base, language)
        branch = _branch(git, name, commit, text.partition("\n")[0])
    return Proposed(branch, commit, tuple(file.path for file in change.files))


def drafted(root: Path, change: Change, base: str, *, language: str) -> Draft:
    """Make one commit on top of ``base`` that no branch holds yet; git lets go of it by itself.

    Raises what `propose` raises.
    """
    with _alone(root) as git:
        commit, text = _commit(git, change, base, language)
    return Draft(base, commit, text.partition("\n")[0])


def hold(root: Path, draft: Draft, branch: str) -> None:
    """Let the branch, made where it is not here yet, hold the commit.

    Raises `HeadMoved` when the branch went on meanwhile.
    """
    with _alone(root) as git:
        advance(git, branch, draft.commit, draft.base, draft.subject)


@contextmanager
def _alone(root: Path) -> Iterator[Git]:
    """Hold the portfolio's lock, with what a killed save left put right."""
    load()
    repository = demand(root)
    with told(), files.lock(own(repository) / "lock") as handle:
        git = Git(repository, keep=(handle,))
        journal.recover(repository, git)
        yield git


def _commit(git: Git, change: Change, base: str, language: str) -> tuple[str, str]:
    """Write the objects of a change on top of ``base``; return the commit and its message."""
    repository = git.repository
    full = {file.path: repository.prefix + file.path for file in change.files}
    folders, held = from_git(git, base, full, {})
    new = {file.path: _become(file, held[file.path][0]) for file in change.files}
    contents = list(dict.fromkeys(data for data in new.values() if data is not None))
    blobs = write_blobs(git, contents, own(repository) / "blobs")
    oids = dict(zip(contents, blobs, strict=True))
    for path, data in new.items():
        old = entry_of(folders, full[path])
        mode = old.mode if old else PLAIN_FILE
        place(folders, full[path], None if data is None else Entry(mode, oids[data]))
    text = message(change, language)
    return git.write_commit(write_folders(git, folders), base, text), text


def differences(root: Path, change: Change, base: str) -> tuple[Difference, ...]:
    """Return what `propose` would change against ``base``, or raise what it would; writes nothing."""
    repository = demand(root)
    full = {file.path: repository.prefix + file.path for file in change.files}
    _, held = from_git(Git(repository), base, full, {})
    return tuple(
        Difference(file.path, files.difference(file.path, old, _become(file, old)))
        for file in change.files
        for old in (held[file.path][0],)
    )


def _become(file: File, old: bytes | None) -> bytes | None:
    """Return what becomes of a file's bytes in the commit; None where it goes."""
    from innoctl.store.yaml_edit import apply

    if isinstance(file, NewFile):
        if old is not None:
            raise AlreadyThere(path=file.path)
        return file.content
    if old is None or fingerprint(old) != file.expected:
        raise ChangedMeanwhile(path=file.path)
    if isinstance(file, Gone):
        return None
    return apply(old, file.edits) if isinstance(file, FileEdit) else file.content


def _branch(git: Git, name: str, commit: str, why: str) -> str:
    """Let a new branch begin at the commit, under the first name that nobody took."""
    taken = branches(git)
    for branch in _names(name):
        if branch not in taken and new_branch(git, branch, commit, why):
            return branch
    raise AlreadyThere(path=f"{FOLDER}{name}")


def _names(name: str) -> Iterator[str]:
    yield f"{FOLDER}{name}"
    yield from (f"{FOLDER}{name}-{number}" for number in range(2, MOST))
