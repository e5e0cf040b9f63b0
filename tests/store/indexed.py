"""Small portfolios for the tests of the index, and all that one can ask of it."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import Any

from innoctl.model.references import Targets, targets
from innoctl.store.index import Index
from innoctl.store.index_base import Base

MONTH = "ideas/2026-01"
A, B = "a2b3c4", "d5e6f7"
"""Two ids."""
DECISION = """\
schema: innoctl/decision/1
portfolio: proef
idea: {idea}
what: concept
outcome: {outcome}
after: null
from_phase: ideation
to_phase: creation
stream: {stream}
proposed_by: p-1
decided_on: 2026-03-12
"""


def idea(
    name: str, title: str = "Drone boven het water", stream: str = "corps", more: str = ""
) -> bytes:
    """Return the file of one idea."""
    text = f"""\
schema: innoctl/idea/1
id: {name}
title: {title}
stream: {stream}
phase: ideation
state: active
submitted_on: 2026-01-12
submitter: p-1
tags: [water, lucht]
team:
  - {{person: p-1, role: vlieger, side: operation}}
  - {{person: p-2, role: kijker, side: support}}
{more}"""
    return text.encode()


def portfolio(root: Path, *names: str) -> Path:
    """Make a portfolio that git knows, with these ideas, and return its folder."""
    (root / ".git").mkdir(parents=True)
    write(root, "portfolio.yaml", b"schema: innoctl/portfolio/1\nid: proef\n")
    write(root, "people.yaml", b"schema: innoctl/people/1\npeople:\n  - {id: p-1, name: Sanne}\n")
    for name in names:
        write(root, at(name), idea(name))
    return root


def at(name: str, month: str = MONTH) -> str:
    """Return the path of the idea with this id."""
    return f"{month}/{name}-drone.yaml"


def write(root: Path, path: str, data: bytes) -> Path:
    """Write one file in place, its folders with it."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def opened(root: Path) -> Index:
    """Open the index of a portfolio and bring it up to date."""
    index = Index.open(root, root / ".git")
    index.refresh()
    return index


def age(root: Path, seconds: int = 10) -> None:
    """Let all files be so old that the index believes what it sees of them."""
    for file in root.rglob("*.yaml"):
        state = file.stat()
        then = state.st_mtime_ns - seconds * 10**9
        os.utime(file, ns=(then, then))


def settled(root: Path) -> Path:
    """Let the index know the portfolio without a doubt: no file is of this very moment."""
    age(root)
    for _ in range(50):
        with opened(root) as index:
            if all(signature for (signature,) in index._base.ask("SELECT signature FROM folder")):
                return root
    raise AssertionError


def fresh(root: Path) -> Index:
    """Return an index that was never anywhere before."""
    index = Index(root, root / ".git", Base.in_memory())
    index.refresh()
    return index


def titles(root: Path) -> list[str]:
    """Return the titles that a new process would see."""
    with opened(root) as index:
        return [entry.facts.title for entry in index.ideas()]


def _pointed(index: Index) -> set[tuple[str, str]]:
    """Return what the files as they are now point to; the index may know of more, never of less."""
    found: Targets = defaultdict(set)
    for _, kind, data in index.bodies():
        targets(kind, data, found)
    pairs = {(sort, word) for sort, words in found.items() for word in words}
    assert pairs <= set(index.targets())
    return pairs


def picture(index: Index) -> dict[str, Any]:
    """Return all that an index tells."""
    return {
        "ideas": index.ideas(),
        "decisions": index.decisions(),
        "documents": [index.documents(kind) for kind in ("portfolio", "people", "idea", "process")],
        "targets": _pointed(index),
        "definitions": list(index.definitions()),
        "ideas by id": index.idea_paths(),
        "streams": index.streams(),
        "decided on": index.ideas_with("decision"),
        "findings": index.findings(),
        "left out": index.left_out(),
        "strangers": index.strangers(),
        "faults": list(index.faults()),
        "rows": index.rows(["path", "title", "tags", "team.role"]),
        "fingerprint": index.fingerprint,
    }
