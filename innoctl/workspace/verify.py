"""All of history verified: who approved what, proved from the repository alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding, InnoError
from innoctl.named import NamedTuple
from innoctl.reports.verification import VerifiedRow, restored, verification
from innoctl.resources import code_stamp
from innoctl.store import shelf
from innoctl.vcs.history import commit_named
from innoctl.vcs.index import own
from innoctl.vcs.plumbing import Git

if TYPE_CHECKING:
    from datetime import date

    from innoctl.rules.history import History
    from innoctl.vcs import Repository
    from innoctl.workspace.landings import Reader

_SHELF: Final = "verified"


class NotInHistory(InnoError):
    """The anchor is not on the first line of parents: this is another history."""

    code = "G540"


class Shallow(InnoError):
    """A clone without the beginning of its history: what stands first here is not the first commit."""

    code = "U968"


class Verified(NamedTuple):
    """What verifying found; ``anchor`` is the commit that everything rests on."""

    commit: str
    anchor: str
    rows: tuple[VerifiedRow, ...]
    findings: tuple[Finding, ...]


def verify(
    repository: Repository,
    today: date,
    *,
    revision: str = "HEAD",
    anchor: str = "",
    online: bool = False,
) -> Verified:
    """Return every decision that landed up to ``revision`` with its approvals, and what is wrong.

    What follows from one commit, day and code is remembered; what the forge says (``online``)
    is not. Raises `NotInHistory`, `innoctl.vcs.history.NoSuchCommit` and what `innoctl.forge` raises.
    """
    git = Git(repository)
    tip = commit_named(git, revision)
    pinned = commit_named(git, anchor) if anchor else ""
    stamp = f"{tip} {pinned} {today} {code_stamp()}"
    if online:
        return _verified(repository, tip, pinned, today, online=True)
    known = shelf.fetch(own(repository), _SHELF, stamp)
    if known:
        return _unpacked(known["verified"])
    found = _verified(repository, tip, pinned, today)
    shelf.keep(own(repository), _SHELF, stamp, {"verified": found})
    return found


def story(
    reader: Reader, tip: str, today: date, *, anchor: str = ""
) -> tuple[History, list[Finding]]:
    """Return the history up to ``tip``, landing by landing, and what was wrong with landings."""
    from itertools import chain

    from innoctl.rules.history import History

    line = reader.line(tip)
    if anchor and anchor not in line:
        raise NotInHistory(commit=anchor[:12])
    if not anchor and (reader.repository.common / "shallow").exists():
        raise Shallow
    history = History(today)
    found = [history.land(one) for one in reader.history(tip, line, root=anchor)]
    return history, list(chain.from_iterable(found))


def _verified(
    repository: Repository, tip: str, anchor: str, today: date, *, online: bool = False
) -> Verified:
    from innoctl.rules.unmet import faults
    from innoctl.workspace.landings import Reader

    reader = Reader(repository)
    history, found = story(reader, tip, today, anchor=anchor)
    judged = list(history.judged())
    if online:
        from innoctl.workspace.online import differing

        found += differing(history)
    said = tuple(dict.fromkeys((*found, *history.amiss.values(), *faults(judged))))
    return Verified(tip, anchor or reader.line(tip)[0], verification(judged), said)


def _unpacked(kept: list[Any]) -> Verified:
    """Make what was verified again of the JSON array that it was kept as."""
    from innoctl.workspace.check import unpacked

    commit, anchor, rows, findings = kept
    said = tuple(unpacked(row) for row in findings)
    return Verified(commit, anchor, tuple(restored(row) for row in rows), said)
