"""Decisions are taken: at once, where a name written down is enough, else on a branch for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.changes.naming import slug
from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.workspace import proposal, save
from innoctl.workspace.commit import commit
from innoctl.workspace.standing import NotCommitted

if TYPE_CHECKING:
    from innoctl.workspace.deciding import Planned, Sitting
    from innoctl.workspace.versions import Alter, Versions

SLUG = 30
"""So many characters of a title stand in the name of a branch."""


class Taken(NamedTuple):
    """What came of a sitting: its commit, and the branch that waits for review ('' once landed).

    ``left`` are files of the work tree that somebody changed in the last moment.
    """

    commit: str
    branch: str
    paths: tuple[str, ...]
    left: tuple[str, ...] = ()


def take(sitting: Sitting) -> Taken:
    """Write the decisions and the lines that follow; the sitting must have been found right.

    Raises `NotCommitted`, and what `proposal.propose` or `save.save` raises; nothing has changed then.
    """
    root, spoken = sitting.portfolio.root, sitting.rows[0].standing.language
    if sitting.reviewed:
        change = sitting.change(landing=False)
        name = branch_name(sitting)
        made = proposal.propose(root, change, sitting.view.commit, name, language=spoken)
        return Taken(made.commit, made.branch, made.paths)
    change = sitting.change(landing=True)
    wanted = save.alterations(change)
    for row in sitting.rows:
        path = row.decided.file.path
        wanted[path] = _unrivalled(sitting, row, wanted[path])
    saved = commit(root, wanted, save.message(change, spoken))
    return Taken(saved.commit or "", "", saved.paths, saved.left)


def preview(sitting: Sitting) -> tuple[save.Difference, ...]:
    """Return what `take` would change, or raise what it would; writes nothing."""
    if sitting.reviewed:
        change = sitting.change(landing=False)
        return proposal.differences(sitting.portfolio.root, change, sitting.view.commit)
    for row in sitting.rows:
        _prove_alone(sitting, row)
    return save.preview(sitting.portfolio.root, sitting.change(landing=True))


def branch_name(sitting: Sitting) -> str:
    """Return how the branch is called: by the day, and by the idea or by how many they are."""
    day = str(sitting.rows[0].decided.record.get("decided_on"))
    if len(sitting.rows) > 1:
        return f"{day}-{len(sitting.rows)}-ideas"
    return f"{day}-{slug(sitting.rows[0].standing.idea.title)[:SLUG].strip('-')}"


def _unrivalled(sitting: Sitting, row: Planned, alter: Alter) -> Alter:
    """Look again under the lock: of two decisions after the same one only the first may land."""

    def look(old: Versions) -> Versions:
        _prove_alone(sitting, row)
        return alter(old)

    return look


def _prove_alone(sitting: Sitting, row: Planned) -> None:
    """Raise `NotCommitted` when a decision on the idea lies there that was not reckoned with."""
    known = {path for path, _ in row.standing.decisions}
    for path in sitting.portfolio.decision_files(row.standing.path):
        if path not in known and files.read(sitting.portfolio.root, path) is not None:
            raise NotCommitted(path=path)
