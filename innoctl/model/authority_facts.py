"""Who may decide, as facts without pydantic, and how they are read from ``authority.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from innoctl.model.tolerant import dated, day_of, map_of, number_of, parts_of, text_of, texts_of
from innoctl.model.values import UnfitError, cents
from innoctl.named import NamedTuple


class KeyFacts(NamedTuple):
    """An SSH public key as ``type base64``, without its comment; ``until`` is ISO or ''."""

    public: str
    until: str = ""


class GatekeeperFacts(NamedTuple):
    """A person who can approve: keys, and accounts as (host, numeric id).

    ``logins`` are (host, name): they are shown, and nothing is judged by them.
    """

    person: str
    keys: tuple[KeyFacts, ...] = ()
    accounts: tuple[tuple[str, int], ...] = ()
    logins: tuple[tuple[str, str], ...] = ()


class MandateFacts(NamedTuple):
    """Who decides where; ``limit`` in cents, -1 for none."""

    streams: tuple[str, ...]
    gates: tuple[str, ...]
    roles: tuple[str, ...]
    quorum: int = 1
    limit: int = -1

    def covers(self, stream: str, gate: str) -> bool:
        """Tell whether it is about this gate (or what is decided beside gates) in this stream."""
        kind = stream.partition("/")[0]
        return bool({stream, f"{kind}/*", "*"} & set(self.streams)) and bool(
            {gate, "*"} & set(self.gates)
        )


class DeputyFacts(NamedTuple):
    """One person who acts for another; days are ISO or ''."""

    person: str
    principal: str
    since: str = ""
    until: str = ""


class AuthorityFacts(NamedTuple):
    """Who may decide; ``owners`` are the roles by kind of file."""

    approval: str = "recorded"
    mandates: tuple[MandateFacts, ...] = ()
    gatekeepers: tuple[GatekeeperFacts, ...] = ()
    deputies: tuple[DeputyFacts, ...] = ()
    owners: tuple[tuple[str, tuple[str, ...]], ...] = ()
    importers: tuple[KeyFacts, ...] = ()

    def gatekeeper(self, person: str) -> GatekeeperFacts:
        """Return keys and accounts of a person; none where the person is not named."""
        rows = (row for row in self.gatekeepers if row.person == person)
        return next(rows, GatekeeperFacts(person))

    def whose(self, account: tuple[str, int]) -> str:
        """Return the person who has an account on a forge (host, number); '' for nobody."""
        return next((row.person for row in self.gatekeepers if account in row.accounts), "")


def authority_facts(data: object) -> AuthorityFacts:
    """Read ``authority.yaml``; nobody may decide where there is none.

    What cannot be read never lets anybody decide: a mandate whose limit or quorum is none, a
    period without its days. A grade that is none asks for the strongest.
    """
    owners = map_of(map_of(data).get("owners"))
    return AuthorityFacts(
        approval=text_of(data, "approval")
        or ("signed" if "approval" in map_of(data) else "recorded"),
        mandates=tuple(_mandates(data)),
        gatekeepers=tuple(_gatekeeper(part) for part in parts_of(data, "gatekeepers")),
        deputies=tuple(
            DeputyFacts(
                text_of(p, "person"), text_of(p, "for"), day_of(p, "from"), day_of(p, "until")
            )
            for p in parts_of(data, "deputies")
            if dated(p)
        ),
        owners=tuple((key, texts_of(owners, key)) for key in owners),
        importers=_keys(data, "importers"),
    )


def _mandates(data: object) -> Iterator[MandateFacts]:
    for part in parts_of(data, "mandates"):
        try:
            limit = -1 if part.get("limit") is None else cents(part["limit"])
        except UnfitError:
            continue
        quorum = number_of(part, "quorum", 0) if "quorum" in part else 1
        gates = texts_of(part, "gates") if "gates" in part else ("*",)
        if quorum >= 1:
            yield MandateFacts(
                texts_of(part, "streams"), gates, texts_of(part, "roles"), quorum, limit
            )


def _gatekeeper(part: dict[str, Any]) -> GatekeeperFacts:
    parts = parts_of(part, "accounts")
    rows = ((text_of(p, "forge"), number_of(p, "id", 0)) for p in parts)
    accounts = tuple((forge, number) for forge, number in rows if forge and number > 0)
    logins = tuple((text_of(p, "forge"), text_of(p, "login")) for p in parts if text_of(p, "login"))
    return GatekeeperFacts(text_of(part, "person"), _keys(part, "keys"), accounts, logins)


def _keys(data: object, key: str) -> tuple[KeyFacts, ...]:
    rows = (
        (text_of(part, "public").split(), day_of(part, "until")) for part in parts_of(data, key)
    )
    return tuple(KeyFacts(" ".join(words[:2]), until) for words, until in rows if words[1:])
