"""What one landing brings to the branch that counts, and what it may not do there.

A landing is a commit on the first-parent line against its first parent, or a proposed change
against the tip that it is meant for: what is judged is the difference, however it was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from innoctl.errors import Finding
from innoctl.model.policy import ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.life import ONWARD

DERIVED: Final = ("phase", "state", "stream")
"""The lines of an idea that follow from its decisions."""
APPROVALS: Final = "approvals/"
RECORDS: Final = ("decisions/", "approvals/")
"""Where nothing is ever changed or taken away."""

Document = dict[str, Any]


class Landed(NamedTuple):
    """One file as it stands after a landing; ``data`` is None where it cannot be read or is gone.

    ``digest`` is the SHA-256 of its bytes, '' where it is gone. ``key`` and ``importer`` are the
    public keys that made the valid signatures in an approval, '' for none.
    """

    path: str
    data: Document | None
    digest: str
    key: str = ""
    importer: str = ""


class Ground(NamedTuple):
    """What a decision stands on: the idea before and after, and the files that were judged.

    ``judged`` is the idea at the decision's base commit; ``sums`` the SHA-256 of each file of its
    evidence there ('' where there is none). ``known`` tells whether that commit is in the history.
    """

    path: str
    before: Document | None
    after: Document | None
    judged: Document | None = None
    sums: tuple[tuple[str, str], ...] = ()
    known: bool = True


class Redrawn(NamedTuple):
    """An idea file as a landing leaves it: the stream before ('' for none) and after."""

    path: str
    before: str
    after: str


class Landing(NamedTuple):
    """One step of the branch.

    ``added`` are new decisions and approvals, ``altered`` those that changed or went although they
    should have stayed, ``policy`` the portfolio's own files that changed. ``doubled`` are names
    that a tree holds more than once. ``grounds`` are by the path of the decision. ``begun`` tells
    with which stream the ideas that it is about first landed on the line, ``redrawn`` (of a change
    that is proposed) which idea files it alters.
    """

    commit: str
    root: bool = False
    added: tuple[Landed, ...] = ()
    policy: tuple[Landed, ...] = ()
    altered: tuple[Landed, ...] = ()
    doubled: tuple[str, ...] = ()
    grounds: Mapping[str, Ground] = {}
    begun: Mapping[str, str] = {}
    redrawn: tuple[Redrawn, ...] = ()


def in_chain(rows: Sequence[Landed]) -> list[Landed]:
    """Return decisions in the order of their numbers, for each may follow on one that lands with it.

    Approvals come last: they are of decisions that may land with them.
    """
    return sorted(rows, key=lambda row: (row.path.startswith(APPROVALS), row.path))


def tampered(row: Landed) -> Finding:
    """Say that a record was changed or taken away after it had landed."""
    return Finding.of("G526" if row.digest else "G527", row.path, file=row.path)


def grounded(
    decision: Landed, ground: Ground, process: ProcessFacts, *, reviewed: bool
) -> Iterator[Finding]:
    """Yield where a decision does not stand on what was judged.

    Where others must approve it (``reviewed``), a decision at a gate says what that was.
    """
    data = decision.data or {}
    idea = str(data.get("idea"))
    brought = _differing(ground.before, ground.after)
    if brought and ground.before is not None:
        yield Finding.of("G528", ground.path, (brought[0],), idea=idea, keys=", ".join(brought))
    told = {str(item.get("path")) for item in _parts(data.get("evidence"))}
    if data.get("base_commit") is None or (reviewed and ground.path not in told):
        if reviewed and process.gate(str(data.get("what"))):
            yield Finding.of("G544", decision.path, ("evidence",), file=ground.path, idea=idea)
        return
    if not ground.known:
        commit = str(data["base_commit"])[:12]
        yield Finding.of("G530", decision.path, ("base_commit",), commit=commit, idea=idea)
        return
    for number, item in enumerate(_parts(data.get("evidence"))):
        path = str(item.get("path"))
        if dict(ground.sums).get(path, "") != item.get("sha256"):
            yield Finding.of("G529", decision.path, ("evidence", number), file=path, idea=idea)
    for code, keys in _since(data, ground, process):
        params = {"idea": idea, "keys": ", ".join(keys)}
        yield Finding.of(code, decision.path, ("base_commit",), **params)


def _since(
    data: Document, ground: Ground, process: ProcessFacts
) -> Iterator[tuple[str, list[str]]]:
    """Compare the idea as it was judged with the idea that the decision landed on."""
    changed = _differing(ground.judged, ground.before)
    touched = [key for key in changed if key in looked_at(data, process)]
    rest = [key for key in changed if key not in touched]
    return ((code, keys) for code, keys in (("G531", touched), ("G532", rest)) if keys)


def looked_at(decision: Document, process: ProcessFacts) -> set[str]:
    """Return the keys of an idea that a decision judged.

    They are the fields that its criteria name as evidence, and for a gate that lets through also
    what the gate asks for: deliverables, persons and the checklist.
    """
    gate = process.gate(str(decision.get("what")))
    ids = [str(item.get("id")) for item in _parts(decision.get("criteria"))]
    found = {field.partition(".")[0] for name in ids for field in _fields(name, process)}
    if gate is not None and decision.get("outcome") in ONWARD:
        found |= set(gate.roles) | ({"deliverables"} if gate.deliverables else set())
        found |= {"checklist", "touches_persons"} if gate.checklist else set()
        found |= {
            field.partition(".")[0] for name in gate.criteria for field in _fields(name, process)
        }
    return found - set(DERIVED)


def _fields(criterion: str, process: ProcessFacts) -> tuple[str, ...]:
    row = process.criterion(criterion)
    return row.evidence if row else ()


def _differing(one: Document | None, other: Document | None) -> list[str]:
    """Return the keys, beside the derived ones, that two versions of an idea have differently."""
    before, after = one or {}, other or {}
    keys = dict.fromkeys((*before, *after))
    return [key for key in keys if key not in DERIVED and before.get(key) != after.get(key)]


def _parts(value: object) -> list[Document]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
