"""A small portfolio with a council that signs: real git, real keys, records as people write them."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from innoctl.changes.writing import lines
from innoctl.model.consistent import CRITERIA
from innoctl.model.statement import NAMESPACE, statement
from innoctl.vcs.signature import sign
from tests.repositories import checked_out, run

STREAM: Final = "unit/team"
PERSONS: Final = ("p-01", "p-02", "p-03", "p-04", "p-05")
"""p-01 to p-03 sit in the council, p-04 stands in for p-03, p-05 is somebody else."""
IDEA: Final = "k3f9ab"
OWNED: Final = ("authority", "process", "organisation", "agenda", "budgets")

_KEYS: dict[str, tuple[bytes, str]] = {}
_BEGUN: dict[tuple[str, int], dict[str, tuple[int, bytes]]] = {}
"""What a council begins with, by way of approval and quorum: mode and bytes of each file.

Git makes it once for the whole run of tests, which begin with it by the hundred.
"""


def key_of(person: str, folder: Path) -> Path:
    """Return the private key of a person in ``folder``; made once for the whole run of tests."""
    file = folder / person
    if person not in _KEYS:
        words = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", str(file))
        subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
        _KEYS[person] = (file.read_bytes(), file.with_name(f"{person}.pub").read_text())
    private, public = _KEYS[person]
    file.write_bytes(private)
    file.chmod(0o600)
    file.with_name(f"{person}.pub").write_text(public)
    return file


def _held(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for name in ("portfolio", "keys") for path in (folder / name).rglob("*"))
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes())
        for path in files
        if path.is_file()
    }


def _put_back(files: dict[str, tuple[int, bytes]], folder: Path) -> None:
    (folder / "portfolio" / ".git" / "refs" / "tags").mkdir(parents=True)
    for path in {(folder / name).parent for name in files}:
        path.mkdir(parents=True, exist_ok=True)
    for name, (mode, data) in files.items():
        (folder / name).write_bytes(data)
        (folder / name).chmod(mode)


class Council:
    """A portfolio at ``root`` with a first commit; every method writes as a person would."""

    def __init__(self, folder: Path, *, approval: str = "signed", quorum: int = 2) -> None:
        self.root = folder / "portfolio"
        self.keys = folder / "keys"
        self.approval = approval
        kind = (approval, quorum)
        if kind not in _BEGUN:
            self._begin(quorum)
            _BEGUN[kind] = _held(folder)
        else:
            _put_back(_BEGUN[kind], folder)

    def _begin(self, quorum: int) -> None:
        self.keys.mkdir(parents=True)
        self.root.mkdir()
        for path, value in begin().items():
            self.write(path, value)
        self.write("authority.yaml", self.authority(approval=self.approval, quorum=quorum))
        self.idea(IDEA)
        run(self.root, "init", "--quiet")
        self.commit("begin")

    def public(self, person: str) -> str:
        """Return the public key of a person."""
        key_of(person, self.keys)
        return " ".join(self.keys.joinpath(f"{person}.pub").read_text().split()[:2])

    def authority(self, *, approval: str, quorum: int = 2, **more: Any) -> dict[str, Any]:
        """Return who may decide: the council, with a quorum, and p-04 for p-03."""
        return {
            "schema": "innoctl/authority/1",
            "approval": approval,
            "mandates": [{"streams": ["unit/*"], "roles": ["keeper"], "quorum": quorum}],
            "gatekeepers": [self.gatekeeper(name) for name in PERSONS[:4]],
            "deputies": [{"person": "p-04", "for": "p-03"}],
            "owners": {key: ["keeper"] for key in OWNED},
            **more,
        }

    def gatekeeper(self, name: str) -> dict[str, Any]:
        """Return a person with a key and an account."""
        return {
            "person": name,
            "keys": [{"public": self.public(name), "added_on": "2026-01-01"}],
            "accounts": [{"forge": "127.0.0.1", "id": 100 + int(name[-1])}],
        }

    def write(self, path: str, value: dict[str, Any]) -> None:
        """Write a whole file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        rows = [line for key, item in value.items() for line in lines(key, item)]
        file.write_text("\n".join(rows) + "\n", "utf-8")

    def idea(self, name: str, **more: Any) -> str:
        """Write an idea, active in ideation unless said otherwise, and return its path."""
        path = f"ideas/2026-01/{name}-een-idee.yaml"
        value = {
            "schema": "innoctl/idea/1",
            "id": name,
            "title": "Een idee",
            "stream": STREAM,
            "phase": "ideation",
            "state": "active",
            "submitted_on": "2026-01-12",
            "submitter": "p-05",
            "value": "Het scheelt een uur per dag.",
            "kind": "social",
            "deliverables": [{"id": "proof-of-concept", "on": "2026-02-01"}],
            "experiments": [{"id": "e1", "hypothesis": "Het scheelt een uur."}],
            "scaling": {"conditions": "Geen; het is een afspraak."},
            **more,
        }
        self.write(path, value)
        return path

    def commit(self, subject: str) -> str:
        """Commit everything and return the commit."""
        run(self.root, "add", "--all")
        run(self.root, "commit", "--quiet", "-m", subject)
        return checked_out(self.root)

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file as it lies there."""
        return sha256((self.root / path).read_bytes()).hexdigest()

    def decide(
        self, name: str = IDEA, number: str = "01", what: str = "concept", **more: Any
    ) -> str:
        """Write a decision on an idea (a Go at the concept gate unless said otherwise); return its path."""
        path = f"decisions/2026-01/{name}-{number}-{what}.yaml"
        base = checked_out(self.root)
        idea = f"ideas/2026-01/{name}-een-idee.yaml"
        value = {
            "schema": "innoctl/decision/1",
            "portfolio": "proef",
            "idea": name,
            "what": what,
            "outcome": "go",
            "after": None,
            "from_phase": "ideation",
            "to_phase": "creation",
            "stream": STREAM,
            "proposed_by": "p-05",
            "decided_on": "2026-03-12",
            "base_commit": base,
            "evidence": [{"path": idea, "sha256": self.digest(idea)}],
            "criteria": [{"id": one, "verdict": "met"} for one in CRITERIA],
            **more,
        }
        self.write(path, value)
        return path

    def derive(self, name: str = IDEA, **lines_: str) -> None:
        """Set derived lines of an idea, as a decision does."""
        file = self.root / f"ideas/2026-01/{name}-een-idee.yaml"
        rows = file.read_text("utf-8").splitlines()
        told = [
            f"{r.split(':')[0]}: {lines_[r.split(':')[0]]}" if r.split(":")[0] in lines_ else r
            for r in rows
        ]
        file.write_text("\n".join(told) + "\n", "utf-8")

    def approve(
        self, decision: str, person: str, *, key: str | None = "", file: str = "", **more: Any
    ) -> str:
        """Write the signed approval of a decision by a person.

        With another's ``key`` if said; without a signature where it is None.
        """
        digest = self.digest(decision)
        name = decision.rpartition("/")[2]
        start, folder = (
            (name[:6], "2026-01") if "portfolio" not in decision else (name[:4], "portfolio")
        )
        said = {
            "schema": "innoctl/approval/1",
            "portfolio": "proef",
            "decision": decision,
            "sha256": digest,
            "person": person,
            "stance": "approve",
            "approved_on": "2026-03-12",
            **more,
        }
        if key is not None:
            said["signature"] = sign(statement(said), key_of(key or person, self.keys), NAMESPACE)
        path = file or f"approvals/{folder}/{start}-{digest[:8]}-{person}.yaml"
        self.write(path, said)
        return path

    def change(self, *paths: str, number: str = "0001", **more: Any) -> str:
        """Write a decision on files of the portfolio as they lie there."""
        path = f"decisions/portfolio/{number}-change.yaml"
        value = {
            "schema": "innoctl/change/1",
            "portfolio": "proef",
            "what": "change",
            "after": None,
            "changes": [{"path": one, "sha256": self.digest(one)} for one in paths],
            "proposed_by": "p-05",
            "decided_on": "2026-03-12",
            "rationale": "Het werd tijd.",
            **more,
        }
        self.write(path, value)
        return path


def begin() -> dict[str, dict[str, Any]]:
    """Return the files of the portfolio itself."""
    evidence = {"added-value": ["value"], "feasibility": ["experiments"]}
    phases = ("ideation", "creation", "scaling", "embedded")
    delivered = ("proof-of-concept", "viable-product", "handover", "")
    return {
        "portfolio.yaml": {
            "schema": "innoctl/portfolio/1",
            "id": "proef",
            "name": "Proef",
            "languages": ["nl"],
            "currency": "EUR",
            "today": "2026-09-22",
        },
        "process.yaml": {
            "schema": "innoctl/process/1",
            "version": "1",
            "date": "2026-01-01",
            "reason": "de eerste versie",
            "phases": [
                {"id": phase, "name": phase, "purpose": phase}
                | ({"deliverables": [{"id": item, "name": item}]} if item else {})
                for phase, item in zip(phases, delivered, strict=True)
            ],
            "gates": [
                {"id": gate, "name": gate, "from": start, "to": end, "criteria": list(CRITERIA)}
                for gate, start, end in zip(
                    ("concept", "product", "embed"), phases, phases[1:], strict=False
                )
            ],
            "criteria": [
                {"id": name, "name": name, "question": name, "kind": "must"}
                | {"evidence": evidence.get(name, [])}
                for name in CRITERIA
            ],
            "reason_codes": [{"id": "little-value", "name": "te weinig meerwaarde"}],
        },
        "organisation.yaml": {
            "schema": "innoctl/organisation/1",
            "name": "Proef",
            "units": [{"id": "team", "name": "Team", "kind": "regional"}],
            "streams": [{"id": STREAM, "name": "Team", "unit": "team", "director": "p-01"}],
            "roles": [{"id": "keeper", "name": "poortwachter", "contributions": ["direction"]}],
            "holders": [{"role": "keeper", "person": name} for name in PERSONS[:3]],
        },
        "people.yaml": {
            "schema": "innoctl/people/1",
            "people": [
                {
                    "id": name,
                    "name": f"Persoon {name}",
                    "unit": "team",
                    "email": f"{name}@example.org",
                }
                for name in PERSONS
            ],
        },
    }
