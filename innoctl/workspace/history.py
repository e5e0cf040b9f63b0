"""One idea's history, read from git in bulk: one ``git log``, one ``git cat-file --batch``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from innoctl.model.kinds import idea_of
from innoctl.reports.history import HistoryRow, Version, events
from innoctl.vcs import demand
from innoctl.vcs.history import Logged, log
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Git

if TYPE_CHECKING:
    from pathlib import Path


def history(root: Path, idea_path: str) -> tuple[HistoryRow, ...]:
    """Return what happened to the idea at ``idea_path``, its decisions and approvals; newest first.

    A merge counts for what it changed against all that it merges: the rest stands in the
    commits that it brought.
    """
    repository = demand(root)
    git = Git(repository)
    commits = log(git, *_places(repository.prefix, idea_path))
    oids = dict.fromkeys(chain.from_iterable(_oids(one) for one in commits))
    versions = dict(zip(oids, map(_version, _contents(git, oids)), strict=True))
    rows = (_rows(repository.prefix, one, versions) for one in commits)
    return tuple(chain.from_iterable(rows))


def _places(prefix: str, idea_path: str) -> tuple[str, ...]:
    """Return git's patterns for the idea and all that is named after it."""
    month, name = idea_path.split("/")[1], idea_of(idea_path)
    after = "".join(f"[{char}]" if char in "*?[\\" else char for char in prefix)
    named = (f":(glob){after}{kind}/{month}/{name}-*" for kind in ("decisions", "approvals"))
    return (f":(literal){prefix}{idea_path}", *named)


def _oids(commit: Logged) -> list[str]:
    return [oid for _, before, after in commit.files for oid in (*before, after)]


def _contents(git: Git, oids: dict[str, None]) -> list[bytes | None]:
    return [one.data if one else None for one in objects(git, oids)]


def _version(data: bytes | None) -> Version:
    from innoctl.store.yaml_document import load

    if data is None:
        return Version(None)
    value, problems = load(data)
    return Version(value, value is not None and not problems)


def _rows(prefix: str, commit: Logged, versions: dict[str, Version]) -> list[HistoryRow]:
    rows = []
    for full, before, after in commit.files:
        path = full.removeprefix(prefix)
        sides = [events(path, versions[oid], versions[after]) for oid in before]
        others = [{event[:2] for event in side} for side in sides[1:]]
        ours = [event for event in sides[0] if all(event[:2] in other for other in others)]
        rows += [
            HistoryRow(commit.when, commit.who, commit.oid, commit.subject, path, *event)
            for event in ours
        ]
    return rows
