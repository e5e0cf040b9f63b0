"""A change of the portfolio's own files is itself a decision: which files, by what bytes, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from innoctl.changes.edit import NewFile
from innoctl.changes.writing import lines
from innoctl.locale import N_, Text
from innoctl.named import NamedTuple

EDITOR_LINE: Final = "# yaml-language-server: $schema=../../.innoctl/schemas/change.schema.json"
SCHEMA: Final = "innoctl/change/1"
FOLDER: Final = "decisions/portfolio"
SHOWN: Final = 3
"""So many files a subject names."""


class Changed(NamedTuple):
    """A file as it will stand; ``sha256`` is None where it goes."""

    path: str
    sha256: str | None


class Policy(NamedTuple):
    """What is said of a change; ``after`` and ``number`` place it in the chain of such decisions."""

    portfolio: str
    after: str | None
    number: int
    proposed_by: str
    decided_by: tuple[str, ...]
    decided_on: str
    commit: str
    rationale: str


def record(said: Policy, files: Sequence[Changed]) -> dict[str, Any]:
    """Return the decision on these files, in the order of its file."""
    made: dict[str, Any] = {
        "schema": SCHEMA,
        "portfolio": said.portfolio,
        "what": "change",
        "after": said.after,
        "changes": [{"path": one.path, "sha256": one.sha256} for one in files],
        "proposed_by": said.proposed_by,
        "decided_by": list(said.decided_by),
        "decided_on": said.decided_on,
        "base_commit": said.commit,
        "rationale": said.rationale,
    }
    return {key: value for key, value in made.items() if value not in ("", [])}


def file(said: Policy, made: dict[str, Any]) -> NewFile:
    """Return the file of the decision."""
    rows = [EDITOR_LINE, *(row for key, value in made.items() for row in lines(key, value))]
    content = ("\n".join(rows) + "\n").encode()
    return NewFile(f"{FOLDER}/{said.number:04}-change.yaml", content)


def subject(files: Sequence[Changed]) -> Text:
    """Return what the commit says."""
    named = ", ".join(one.path for one in files[:SHOWN])
    more = ", ..." if len(files) > SHOWN else ""
    return Text.of(N_("decide on the portfolio's own files: {files}"), files=named + more)
