"""How the index is laid out, and what that depends on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent.parent

COLUMNS: Final = (
    *("id", "title", "stream", "phase", "state", "submitted_on", "submitter", "origin", "summary"),
    *("kind", "source", "horizon", "reach", "domain", "broker", "coach", "sponsor", "change_lead"),
    "strategy",
)
"""The facts of an idea that are one word or number each: these can be had without unpacking."""

LAYOUT: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE folder (path TEXT PRIMARY KEY, signature BLOB NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE blob (
  id INTEGER PRIMARY KEY, oid TEXT NOT NULL, kind TEXT NOT NULL, stream TEXT NOT NULL,
  idea TEXT NOT NULL, bad INTEGER NOT NULL, excerpt TEXT, problems TEXT, UNIQUE (oid, kind)
);
CREATE TABLE idea (blob INTEGER PRIMARY KEY, {columns});
CREATE TABLE body (blob INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE names (word TEXT NOT NULL, blob INTEGER NOT NULL, PRIMARY KEY (word, blob)) WITHOUT ROWID;
CREATE TABLE checked (blob INTEGER PRIMARY KEY, faults TEXT NOT NULL);
CREATE INDEX checked_wrong ON checked (blob) WHERE faults != '[]';
CREATE TABLE target (sort TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (sort, word)) WITHOUT ROWID;
CREATE TABLE file (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, folder TEXT NOT NULL, kind TEXT NOT NULL,
  mark BLOB NOT NULL, blob INTEGER, oid TEXT NOT NULL, stream TEXT NOT NULL, idea TEXT NOT NULL,
  trouble TEXT, bad INTEGER NOT NULL
);
CREATE TABLE memo (
  key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, stream TEXT NOT NULL, bearing TEXT NOT NULL,
  value TEXT NOT NULL, age INTEGER
);
"""
"""``blob`` and what has its number say what bytes hold, whatever file or commit they stand in; ``file``
says what stands where in the work tree; ``folder`` proves that with one row each. ``target`` is all
that any checked blob ever pointed to, once: that most of it is there is soon seen. Excerpts lie
apart from whole records so that a report reads few pages."""


def version() -> str:
    """Return what the index depends on: Python, and all code that makes what the index keeps.

    Number, size and newest change of the source files stand for the code, so that neither an
    upgrade nor an edit in a checkout ever shows what an older reading made.
    """
    states = [state for part in ("model", "store") for state in _states(_PACKAGE / part)]
    newest = max(max(state.st_mtime_ns, state.st_ctime_ns) for state in states)
    size = sum(state.st_size for state in states)
    return f"{sys.version_info[0]}.{sys.version_info[1]} {len(states)} {size} {newest}"


def _states(folder: Path) -> list[os.stat_result]:
    with os.scandir(folder) as listing:
        return [item.stat() for item in listing if item.name.endswith(".py")]
