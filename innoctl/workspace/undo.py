"""Take the last change back: a new commit that puts the old bytes in place, never a reset."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from innoctl.changes.edit import Change
from innoctl.errors import InnoError
from innoctl.locale import N_, Text
from innoctl.named import NamedTuple
from innoctl.vcs import demand
from innoctl.vcs.history import Logged, log
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Git
from innoctl.workspace.commit import Saved, commit, settle
from innoctl.workspace.save import Difference, differences, message
from innoctl.workspace.versions import Alter, Versions

if TYPE_CHECKING:
    from pathlib import Path

    from innoctl.vcs import Repository

COMMAND: Final = "Innoctl-Command"
"""The trailer that every commit of innoctl bears: which command made it."""
UNDOES: Final = "Innoctl-Undoes"
"""The trailer that names the commit which an undo took back."""
_OID: Final = re.compile(r"[0-9a-f]{40,64}")

NEVER: Final = ("decisions/", "approvals/")
LEDGER: Final = "ledger/"


class NothingToUndo(InnoError):
    """The user made no commit with innoctl here."""

    code = "U750"


class ChangedSince(InnoError):
    """A later commit changed the same file."""

    code = "U751"


class Uncommitted(InnoError):
    """The user changed or staged the same file."""

    code = "U752"


class Landed(InnoError):
    """A decision or an approval is never undone."""

    code = "U753"


class Booked(InnoError):
    """A booking is never undone: it is corrected."""

    code = "U754"


class Undone(NamedTuple):
    """The commit that is (or would be) taken back: its id and its subject."""

    commit: str
    subject: str


class _Changed(NamedTuple):
    """One file of the commit that is taken back; None where it was not there."""

    path: str
    old: bytes | None
    new: bytes | None


def undo(root: Path, *, language: str) -> tuple[Undone, Saved]:
    """Take back the last commit that this user made here with innoctl; undoing an undo redoes.

    Raises `NothingToUndo`, `ChangedSince`, `Uncommitted`, `Landed` or `Booked`, and what `commit` raises.
    """
    last, wanted = _plan(root)
    what = Change((), _subject(Git(demand(root)), last), _trailers(last))
    saved = commit(root, wanted, message(what, language))
    return Undone(last.oid, last.subject), saved


def preview_undo(root: Path) -> tuple[Undone, tuple[Difference, ...]]:
    """Return what `undo` would take back and how the files would change.

    Writes nothing of its own; what a killed save left is finished first.
    """
    last, wanted = _plan(root)
    return Undone(last.oid, last.subject), differences(root, wanted)


def _plan(root: Path) -> tuple[Logged, dict[str, Alter]]:
    settle(root)
    repository = demand(root)
    git = Git(repository)
    last = _last(repository, git)
    if last is None:
        raise NothingToUndo
    files = {path.removeprefix(repository.prefix): (old[0], new) for path, old, new in last.files}
    for path in files:
        if path.startswith(NEVER):
            raise Landed(path=path)
        if path.startswith(LEDGER):
            raise Booked(path=path)
    found = objects(git, (oid for pair in files.values() for oid in pair))
    contents = [one.data if one else None for one in found]
    sides = zip(contents[::2], contents[1::2], strict=True)
    changes = [_Changed(path, *side) for path, side in zip(files, sides, strict=True)]
    return last, {one.path: partial(_back, git, last, one) for one in changes}


def _subject(git: Git, last: Logged) -> Text:
    """Return what the commit says: once that a change is undone or done again, however often it was."""
    first, again = last, False
    while undone := dict(first.trailers).get(UNDOES):
        held = next(objects(git, [undone])) if _OID.fullmatch(undone) else None
        if held is None or held.kind != "commit":  # a shallow clone need not have it
            break
        first, again = log(git, words=(undone,), most=1)[0], not again
    said = N_("redo: {subject}") if again else N_("undo: {subject}")
    return Text.of(said, subject=first.subject)


def _back(git: Git, last: Logged, file: _Changed, now: Versions) -> Versions:
    if now.head != file.new:
        later = log(git, f":(literal){git.repository.prefix}{file.path}", most=1)
        by = later[0].oid[:12] if later else "?"
        raise ChangedSince(path=file.path, commit=by, undone=last.oid[:12])
    if now != Versions(file.new, file.new, file.new):
        raise Uncommitted(path=file.path)
    return Versions(file.old, file.old, file.old)


def _last(repository: Repository, git: Git) -> Logged | None:
    """Find the user's own last commit of innoctl in this portfolio: a colleague's is not theirs."""
    below = f":(literal){repository.prefix}" if repository.prefix else "."
    mine = ("--fixed-strings", f"--committer=<{git.email()}>", f"--grep={COMMAND}: ", "--no-merges")
    return next((row for row in log(git, below, most=20, words=mine) if _is_ours(row)), None)


def _is_ours(row: Logged) -> bool:
    return any(name == COMMAND for name, _ in row.trailers)


def _trailers(last: Logged) -> tuple[tuple[str, str], ...]:
    ideas = tuple(pair for pair in last.trailers if pair[0] == "Innoctl-Idea")
    return ((COMMAND, "undo"), (UNDOES, last.oid), *ideas)
