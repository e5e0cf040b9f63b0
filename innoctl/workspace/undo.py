"""Take a change back: a new commit that puts the old text in place, never a reset."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from innoctl.changes.edit import Change
from innoctl.errors import InnoError, UsageError
from innoctl.locale import N_, Text
from innoctl.named import NamedTuple
from innoctl.vcs import demand
from innoctl.vcs.history import Logged, commit_named, log
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Git
from innoctl.workspace.commit import Saved, commit, settle
from innoctl.workspace.save import Difference, differences, message
from innoctl.workspace.versions import Alter, Versions

if TYPE_CHECKING:
    from innoctl.vcs import Repository

COMMAND: Final = "Innoctl-Command"
"""The trailer that every commit of innoctl bears: which command made it."""
UNDOES: Final = "Innoctl-Undoes"
"""The trailer that names the commit which an undo took back."""
_OID: Final = re.compile(r"[0-9a-f]{40,64}")

NEVER: Final = ("decisions/", "approvals/")
LEDGER: Final = "ledger/"
SHORT: Final = 10
"""Digits of a commit, as ``log`` shows them."""


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


class NotByItself(UsageError):
    """A merge, a commit elsewhere, or one that touches nothing of this portfolio."""

    code = "U755"


class Undone(NamedTuple):
    """The commit that is (or would be) taken back: its id and its subject.

    ``what`` was first done; ``again`` when taking this one back does it again.
    """

    commit: str
    subject: str
    what: str
    again: bool


class _Changed(NamedTuple):
    """One file of the commit that is taken back; None where it was not there."""

    path: str
    old: bytes | None
    new: bytes | None


def undo(root: Path, named: str = "", *, language: str) -> tuple[Undone, Saved]:
    """Take back the last commit that this user made here with innoctl; undoing an undo redoes.

    ``named`` is another commit, whoever made it. Raises `NothingToUndo`, `NotByItself`,
    `ChangedSince`, `Uncommitted`, `Landed` or `Booked`, and what `commit` raises.
    """
    last, wanted = _plan(root, named)
    done = _undone(Git(demand(root)), last)
    said = N_("redo: {subject}") if done.again else N_("undo: {subject}")
    what = Change((), Text.of(said, subject=done.what), _trailers(last))
    return done, commit(root, wanted, message(what, language))


def preview_undo(root: Path, named: str = "") -> tuple[Undone, tuple[Difference, ...]]:
    """Return what `undo` would take back and how the files would change.

    Writes nothing of its own; what a killed save left is finished first.
    """
    last, wanted = _plan(root, named)
    return _undone(Git(demand(root)), last), differences(root, wanted)


def recent(root: Path, most: int = 20) -> list[tuple[str, str]]:
    """Return the last commits on this portfolio, as `undo` takes them, with their subjects."""
    repository = demand(root)
    rows = log(Git(repository), _below(repository), most=most, words=("--no-merges",))
    return [(row.oid[:SHORT], row.subject) for row in rows]


def _plan(root: Path, named: str) -> tuple[Logged, dict[str, Alter]]:
    settle(root)
    repository = demand(root)
    git = Git(repository)
    last = _called(repository, git, named) if named else _last(repository, git)
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


def _called(repository: Repository, git: Git, named: str) -> Logged:
    """Return the commit of this name, if it is one change of the history that is checked out."""
    oid = commit_named(git, named)
    rows = log(git, _below(repository), most=1, words=(oid, "--no-merges"))
    if not rows or rows[0].oid != oid or not git.contains("HEAD", oid):
        raise NotByItself(commit=named)
    return rows[0]


def _undone(git: Git, last: Logged) -> Undone:
    """Return what is taken back: named once, however often it was undone and done again."""
    first, again = last, False
    while undone := dict(first.trailers).get(UNDOES):
        held = next(objects(git, [undone])) if _OID.fullmatch(undone) else None
        if held is None or held.kind != "commit":  # a shallow clone need not have it
            break
        first, again = log(git, words=(undone,), most=1)[0], not again
    return Undone(last.oid, last.subject, first.subject, again)


def _back(git: Git, last: Logged, file: _Changed, now: Versions) -> Versions:
    back = file.old if now.head == file.new else _merged(git, file, now.head)
    if back is None and file.old is not None:
        later = log(git, f":(literal){git.repository.prefix}{file.path}", most=1)
        by = later[0].oid[:12] if later else "?"
        raise ChangedSince(path=file.path, commit=by, undone=last.oid[:12])
    if not now.head == now.staged == now.work:
        raise Uncommitted(path=file.path)
    return Versions(back, back, back)


def _merged(git: Git, file: _Changed, head: bytes | None) -> bytes | None:
    """Return the text of today without this change; None where later ones touch the same place.

    One of those may have taken it back already.
    """
    if head is None or file.old is None or file.new is None:
        return None
    with TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("head", "new", "old")]
        for name, data in zip(names, (head, file.new, file.old), strict=True):
            name.write_bytes(data)
        out = git.run("merge-file", "-p", *map(str, names), ok=tuple(range(128)))
    fits = b"<<<<<<< " not in out and out != head
    return out if fits and _sound(file.path, out) else None


def _sound(path: str, data: bytes) -> bool:
    """Tell whether a text that git put together can be read; of an idea, whether it still is one."""
    from innoctl.model.validate import validate
    from innoctl.store.yaml_document import load

    value, problems = load(data)
    if problems or not isinstance(value, dict):
        return False
    return not (path.startswith("ideas/") and list(validate("idea", value)))


def _last(repository: Repository, git: Git) -> Logged | None:
    """Find the user's own last commit of innoctl in this portfolio: a colleague's is not theirs."""
    mine = ("--fixed-strings", f"--committer=<{git.email()}>", f"--grep={COMMAND}: ", "--no-merges")
    return next(
        (row for row in log(git, _below(repository), most=20, words=mine) if _is_ours(row)), None
    )


def _below(repository: Repository) -> str:
    return f":(literal){repository.prefix}" if repository.prefix else "."


def _is_ours(row: Logged) -> bool:
    return any(name == COMMAND for name, _ in row.trailers)


def _trailers(last: Logged) -> tuple[tuple[str, str], ...]:
    ideas = tuple(pair for pair in last.trailers if pair[0] == "Innoctl-Idea")
    return ((COMMAND, "undo"), (UNDOES, last.oid), *ideas)
