"""A small council for tests of approvals: who sits in it, what it decides on, and what they say."""

from __future__ import annotations

from innoctl.model.authority_facts import (
    AuthorityFacts,
    DeputyFacts,
    GatekeeperFacts,
    KeyFacts,
    MandateFacts,
)
from innoctl.model.policy import HolderFacts, OrganisationFacts, StreamFacts
from innoctl.rules.mandate import Policy
from innoctl.rules.votes import Subject, Verdict, Vote
from tests.keys import key

PERSONS = ("a", "b", "c", "d", "e")
COUNCIL = ("a", "b", "c")
STREAM = "unit/oost"
SUBJECT = Subject("decisions/x.yaml", "0f" * 32, "proef", "concept", STREAM, "e", 0, "2026-03-12")


def organisation(*rows: HolderFacts) -> OrganisationFacts:
    streams = (
        StreamFacts(STREAM, (), "oost", "", "a", ()),
        StreamFacts("corps", (), "", "", "a", ()),
    )
    held = rows or tuple(HolderFacts("keeper", person, "", "", "") for person in COUNCIL)
    return OrganisationFacts("Proef", (), (), streams, (), held)


def policy(grade: str = "signed", *, quorum: int = 2, limit: int = -1, **more: object) -> Policy:
    authority = AuthorityFacts(
        approval=grade,
        mandates=(MandateFacts(("unit/*",), ("*",), ("keeper",), quorum, limit),),
        gatekeepers=tuple(
            GatekeeperFacts(name, (KeyFacts(key(name)),), (("forge", ord(name)),))
            for name in PERSONS
        ),
        deputies=(DeputyFacts("d", "c"),),
        owners=(("authority", ("keeper",)), ("process", ("keeper",))),
    )
    return Policy(authority._replace(**more), organisation())  # type: ignore[arg-type]


def vote(name: str, **more: object) -> Vote:
    said = Vote(
        f"approvals/{name}.yaml", "proef", SUBJECT.path, SUBJECT.digest, name,
        signed=True, key=key(name), policy=more.pop("under", None) or policy(),  # type: ignore[arg-type]
    )  # fmt: skip
    return said._replace(**more)  # type: ignore[arg-type]


def codes(verdict: Verdict) -> list[str]:
    return [one.code for one in verdict.refused]
