"""A branch for tests of its history: landings of plain data, approved by keys that are only names."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import Any, Final

from innoctl.errors import Finding
from innoctl.rules.history import History
from innoctl.rules.landing import Document, Ground, Landed, Landing
from innoctl.rules.votes import Judged
from tests.gates.council import IDEA, OWNED, STREAM, begin
from tests.keys import key

CONCEPT: Final = f"decisions/2026-01/{IDEA}-01-concept.yaml"
CHANGE: Final = "decisions/portfolio/0001-change.yaml"
PATH: Final = f"ideas/2026-01/{IDEA}-een-idee.yaml"
BASE: Final = "b" * 40
IDEA_DATA: Final[Document] = {
    "id": IDEA, "title": "Een idee", "stream": STREAM, "phase": "ideation", "state": "active",
    "submitted_on": "2026-01-12", "submitter": "p-05", "value": "Een uur per dag.",
}  # fmt: skip


def digest(data: Document | None) -> str:
    return "" if data is None else sha256(json.dumps(data).encode()).hexdigest()


def landed(path: str, data: Document | None, key: str = "") -> Landed:
    return Landed(path, data, digest(data), key)


def authority(**more: Any) -> Document:
    """Return who may decide: p-01 to p-03, two of them; each has one key, called after him."""
    return {
        "schema": "innoctl/authority/1",
        "approval": "signed",
        "mandates": [{"streams": ["unit/*"], "roles": ["keeper"], "quorum": 2}],
        "gatekeepers": [
            {"person": f"p-0{number}", "keys": [{"public": key(f"p-0{number}")}]}
            for number in range(1, 5)
        ],
        "owners": {key: ["keeper"] for key in OWNED},
        **more,
    }


def concept(**more: Any) -> Document:
    """Return a Go at the first gate on the idea as it lies at the base."""
    return {
        "schema": "innoctl/decision/1", "portfolio": "proef", "idea": IDEA, "what": "concept",
        "outcome": "go", "after": None, "from_phase": "ideation", "to_phase": "creation",
        "stream": STREAM, "proposed_by": "p-05", "decided_on": "2026-03-12", "base_commit": BASE,
        "evidence": [{"path": PATH, "sha256": digest(IDEA_DATA)}], **more,
    }  # fmt: skip


def change(*rows: Landed, **more: Any) -> Document:
    """Return a decision on files of the portfolio as they land."""
    files = [{"path": row.path, "sha256": row.digest or None} for row in rows]
    return {
        "schema": "innoctl/change/1", "portfolio": "proef", "what": "change", "after": None,
        "changes": files, "proposed_by": "p-05", "decided_on": "2026-03-12",
        "rationale": "Het werd tijd.", **more,
    }  # fmt: skip


def approval(decision: Landed, person: str, **more: Any) -> Landed:
    """Return a person's signed approval of a decision's bytes."""
    said = {
        "schema": "innoctl/approval/1", "portfolio": "proef", "decision": decision.path,
        "sha256": decision.digest, "person": person, "stance": "approve",
        "approved_on": "2026-03-12", "signature": "x", **more,
    }  # fmt: skip
    name = decision.path.rpartition("/")[2]
    folder, start = ("portfolio", name[:4]) if "portfolio" in decision.path else ("2026-01", IDEA)
    path = f"approvals/{folder}/{start}-{decision.digest[:8]}-{person}.yaml"
    return landed(path, said, key(person))


def ground(path: str = CONCEPT, **more: Any) -> dict[str, Ground]:
    after = {**IDEA_DATA, "phase": "creation"}
    given: dict[str, Any] = {
        "before": IDEA_DATA, "after": after, "judged": IDEA_DATA,
        "sums": ((PATH, digest(IDEA_DATA)),), **more,
    }  # fmt: skip
    return {path: Ground(PATH, **given)}


class Branch:
    """The history of a branch; each landing is a commit with the next number."""

    def __init__(self, *rows: Landed, added: tuple[Landed, ...] = (), **more: Any) -> None:
        self.history = History(date(2026, 9, 22))
        self.count = 0
        policy = {path: data for path, data in begin().items() if path != "people.yaml"}
        policy["authority.yaml"] = authority(**more)
        policy |= {row.path: row.data for row in rows if row.data}
        own = {row.path: row for row in rows}
        files = [own.get(path) or landed(path, data) for path, data in policy.items()]
        files += [row for row in rows if row.path not in policy]
        self.begun = self.land(policy=tuple(files), added=added, root=True)

    def land(self, **more: Any) -> list[Finding]:
        self.count += 1
        begun = {"begun": {IDEA: STREAM}, **more}
        return self.history.land(Landing(f"commit {self.count}", **begun))

    def codes(self, **more: Any) -> list[str]:
        return [one.code for one in self.land(**more)]

    def add(self, *rows: Landed, grounds: dict[str, Ground] | None = None) -> list[str]:
        found = {} if grounds is None else grounds
        for row in rows:
            if row.path.startswith("decisions/2026"):
                found = ground(row.path) | found
        return self.codes(added=rows, grounds=found)

    def judged(self) -> dict[str, Judged]:
        return {one.decided.subject.path: one for one in self.history.judged()}

    def grades(self) -> dict[str, str]:
        return {path: one.grade for path, one in self.judged().items()}

    def amiss(self) -> dict[str, str]:
        return {path: one.code for path, one in self.history.amiss.items()}
