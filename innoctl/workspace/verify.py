"""All of history verified: who approved what, and that no amount went, from the repository alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding, InnoError
from innoctl.named import NamedTuple
from innoctl.reports.verification import VerifiedRow, restored, verification
from innoctl.resources import code_stamp
from innoctl.rules.subjects import CHANGES
from innoctl.store import shelf
from innoctl.vcs.history import commit_named
from innoctl.vcs.index import own
from innoctl.vcs.plumbing import Git

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from innoctl.rules.history import History
    from innoctl.rules.votes import Judged
    from innoctl.vcs import Repository
    from innoctl.vcs.history import Step
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

    Bookings and allocations are followed from the same commit on: they may only be added to.

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


class Story(NamedTuple):
    """The history up to a commit; ``amiss`` is what was wrong with landings, ``steps`` what git told."""

    history: History
    amiss: list[Finding]
    steps: list[Step]


def story(reader: Reader, tip: str, today: date, *, anchor: str = "") -> Story:
    """Return the history up to ``tip``, landing by landing; `NotInHistory`, `Shallow`."""
    from itertools import chain

    from innoctl.rules.history import History

    line = reader.line(tip)
    if anchor and anchor not in line:
        raise NotInHistory(commit=anchor[:12])
    if not anchor and (reader.repository.common / "shallow").exists():
        raise Shallow
    history = History(today)
    steps = reader.history(tip, line, root=anchor)
    found = [history.land(one) for one in reader.landings(steps, line)]
    return Story(history, list(chain.from_iterable(found)), steps)


def judge(reader: Reader, tip: str, told: Story) -> list[Judged]:
    """Return what became of every decision; of one on an idea that stands twice nothing counts."""
    history = told.history
    on_ideas = (path for path in history.decided if not path.startswith(CHANGES))
    history.amiss.update({one.path: one for one in reader.astray(tip, on_ideas)})
    return list(history.judged())


def wrong(reader: Reader, tip: str, told: Story, judged: Sequence[Judged]) -> tuple[Finding, ...]:
    """Return all that is wrong with a history: its landings, its money, and who approved."""
    from innoctl.rules.unmet import faults
    from innoctl.workspace.kept import missing

    gone = {one.decided.subject.path for one in judged if one.superseded}
    strange = (*told.amiss, *told.history.homes.astray(judged))
    amiss = (one for one in strange if one.path not in gone)
    lost = missing(reader.git, reader.repository.prefix, told.steps, tip)
    said = (
        *reader.crooked(tip),
        *amiss,
        *told.history.amiss.values(),
        *lost,
        *faults(judged, landed=True),
    )
    return tuple(dict.fromkeys(said))


def _verified(
    repository: Repository, tip: str, anchor: str, today: date, *, online: bool = False
) -> Verified:
    from innoctl.workspace.landings import Reader

    reader = Reader(repository)
    told = story(reader, tip, today, anchor=anchor)
    judged = judge(reader, tip, told)
    if online:
        from innoctl.workspace.online import Online
        from innoctl.workspace.reviewing import forge_in_force

        forge = forge_in_force(repository, today, anchor=anchor)
        line = reader.line(tip)
        told.amiss.extend(Online(forge, told.history, reader, tip, line).differing())
    found = wrong(reader, tip, told, judged)
    return Verified(tip, anchor or reader.line(tip)[0], verification(judged), found)


def _unpacked(kept: list[Any]) -> Verified:
    """Make what was verified again of the JSON array that it was kept as."""
    from innoctl.workspace.check import unpacked

    commit, anchor, rows, findings = kept
    said = tuple(unpacked(row) for row in findings)
    return Verified(commit, anchor, tuple(restored(row) for row in rows), said)
