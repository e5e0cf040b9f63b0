"""The files that a decision on the portfolio's own files is about: as they lie, or as a command makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.changes.edit import Edit, File, Gone, NewFile, NewText
from innoctl.errors import InnoError, UsageError
from innoctl.model.kinds import kind_of
from innoctl.named import NamedTuple
from innoctl.rules.mandate import OWNED, OWNED_FOLDERS, owner_of
from innoctl.store import files
from innoctl.workspace import save
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.versions import Versions

if TYPE_CHECKING:
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.portfolio import Portfolio


class NotGoverned(UsageError):
    """A file that no decision is asked for."""

    code = "U945"


class Unchanged(UsageError):
    """Nothing to decide on."""

    code = "U942"


class StillThere(UsageError):
    """A file that should be gone is not."""

    code = "U946"


class GoneFile(UsageError):
    """A file is gone, and nobody said that it should be."""

    code = "U949"


class Wish(NamedTuple):
    """What a person asks for; no ``paths`` stands for every file that was changed."""

    paths: tuple[str, ...]
    removed: tuple[str, ...]
    rationale: str
    proposed_by: str
    decided_by: tuple[str, ...]
    decided_on: str


class Altered(NamedTuple):
    """One file: its bytes in the commit and as they shall be, None where it is not.

    They lie in the work tree already, or are ``made`` of the commit's by these edits.
    """

    path: str
    old: bytes | None
    new: bytes | None
    edits: tuple[Edit, ...] = ()
    made: bool = False


def lying(portfolio: Portfolio, view: Committed, wish: Wish) -> list[Altered]:
    """Return the files that lie changed in the work tree: those that are named, or all.

    What was committed without a decision is as good as changed: its decision comes afterwards.
    """
    named = (*wish.paths, *wish.removed)
    for path in named:
        kind = kind_of(path)
        if not owner_of(path) or kind is None:
            raise NotGoverned(path=path)
    every = list(dict.fromkeys(named)) or _governed(portfolio, view)
    found, same = [], {}
    for path in every:
        blob = view.file(path)
        one = Altered(path, blob.data if blob else None, files.read(portfolio.root, path))
        if path in wish.removed and one.new is not None:
            raise StillThere(path=path)
        if one.old is not None and one.new is None and path not in wish.removed:
            raise GoneFile(path=path)
        if one.old != one.new:
            found.append(one)
        else:
            same[path] = one
    if not found or not same.keys().isdisjoint(named):
        found += [same[path] for path in _undecided(view, portfolio) if path in same]
    unchanged = set(named) - {one.path for one in found}
    if unchanged or not found:
        raise Unchanged(files=", ".join(sorted(unchanged)) or ", ".join(OWNED))
    return found


def _undecided(view: Committed, portfolio: Portfolio) -> list[str]:
    """Return the files that stand in the commit as no approved decision has them."""
    from innoctl.workspace.landings import Reader
    from innoctl.workspace.verify import story

    history = story(Reader(view.repository), view.commit, portfolio.today()).history
    return [path for path, one in history.amiss.items() if one.code in {"G523", "G524"}]


def _governed(portfolio: Portfolio, view: Committed) -> list[str]:
    """Return every file that is changed by decision, in the commit or in the work tree."""
    root = portfolio.root
    there = [*OWNED]
    for folder in (*OWNED_FOLDERS, "process/unit", "process/portfolio"):
        names = {*view.names(folder), *(p.name for p in (root / folder).glob("*.yaml"))}
        there += [f"{folder}/{name}" for name in sorted(names) if kind_of(f"{folder}/{name}")]
    return there


def file_of(one: Altered) -> File:
    """Return the change of one file against the commit."""
    if one.old is None:
        return NewFile(one.path, one.new or b"")
    expected = fingerprint(one.old) or ""
    return Gone(one.path, expected) if one.new is None else NewText(one.path, one.new, expected)


def land(one: Altered, old: Versions) -> Versions:
    """Commit a file as it lies in the work tree, if it still is what was looked at."""
    if one.made:
        return _make(one, old)
    if old.work != one.new or old.head != one.old:
        raise save.ChangedMeanwhile(path=one.path)
    return old._replace(head=one.new, staged=one.new)


def _make(one: Altered, old: Versions) -> Versions:
    """Make the same edits to all three versions, so that lines of the user's own stay uncommitted."""
    from innoctl.store.yaml_edit import apply

    if old.head != one.old:
        raise save.ChangedMeanwhile(path=one.path)
    if one.old is None:
        if (old.work, old.staged) != (None, None):
            raise save.AlreadyThere(path=one.path)
        return Versions(one.new, one.new, one.new)
    if old.work is None or old.staged is None:
        raise save.OwnChanges(path=one.path)
    try:
        staged, work = (
            one.new if data == one.old else apply(data, one.edits)
            for data in (old.staged, old.work)
        )
    except InnoError as error:
        raise save.OwnChanges(path=one.path) from error
    return Versions(one.new, staged, work)
