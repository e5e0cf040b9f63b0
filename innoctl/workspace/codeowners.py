"""Who guards the portfolio's own files on a forge: owners by role, and what the forge calls them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from innoctl.changes.codeowners import PLACES, Guard, codeowners, paths
from innoctl.changes.edit import Change
from innoctl.errors import InnoError, UsageError
from innoctl.locale import N_, Text, translator
from innoctl.model.authority_facts import authority_facts
from innoctl.model.kinds import LOGIN
from innoctl.rules.mandate import Policy, owners
from innoctl.store import files
from innoctl.workspace.records import language, trailers
from innoctl.workspace.whole import top_of, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from innoctl.workspace.portfolio import Portfolio

HOST: Final = {"github": "github.com"}
"""The host of a forge where portfolio.yaml names none."""
KEYS: Final = ("authority", "process", "organisation", "agenda", "budgets")


class WhichForge(UsageError):
    """Neither the command nor ``portfolio.yaml`` names a forge."""

    code = "U964"


class StandsBefore(InnoError):
    """Another CODEOWNERS stands where the forge looks first."""

    code = "U965"


class NoLoginKnown(InnoError):
    """No owner has a name that the forge knows."""

    code = "U966"


class NoOwners(InnoError):
    """``authority.yaml`` names no owners."""

    code = "U967"


class Guarded(NamedTuple):
    """The change that writes CODEOWNERS, and whom and what it leaves out.

    ``unknown`` are owners that the forge cannot be told of, ``open`` the keys of ``owners`` without
    anybody who is asked, each with its paths.
    """

    change: Change
    unknown: tuple[str, ...]
    open: tuple[tuple[str, tuple[str, ...]], ...]


def guarded(portfolio: Portfolio, forge: str = "", *, overwrite: bool = False) -> Guarded:
    """Return the change that writes CODEOWNERS for the forge ('': the one of ``portfolio.yaml``)."""
    top_of(portfolio.root)
    kind = forge or _said(portfolio, "kind")
    if kind not in PLACES:
        raise WhichForge
    *before, path = PLACES[kind]
    for other in before:
        if files.read(portfolio.root, other) is not None:
            raise StandsBefore(other=other, path=path)
    guards = list(_guards(portfolio, kind))
    if not guards:
        raise NoOwners
    if not any(guard.handles for guard in guards):
        raise NoLoginKnown
    speaks = language(portfolio)
    content = codeowners(guards, kind, translator(speaks))
    file = whole(portfolio.root, path, content, overwrite=overwrite)
    subject = Text.of(N_("write who guards the rules on {forge}: {path}"), forge=kind, path=path)
    unknown = dict.fromkeys(person for guard in guards for person in guard.unknown)
    asked = {guard.key for guard in guards if guard.handles}
    left = tuple((key, tuple(paths(key, kind))) for key in KEYS if key not in asked)
    return Guarded(Change((file,), subject, trailers("codeowners")), tuple(unknown), left)


def _guards(portfolio: Portfolio, kind: str) -> Iterator[Guard]:
    """Yield who guards what; deputies on any day, for the file outlives the day it is written."""
    authority = authority_facts(portfolio.document("authority.yaml"))
    policy = Policy(authority, portfolio.organisation())
    name = _naming(portfolio, policy, kind)
    for key in KEYS:
        seat = owners(policy, key)
        if seat is None:
            continue
        deputies = [row.person for row in authority.deputies if row.principal in seat.persons]
        persons = dict.fromkeys((*seat.persons, *deputies))
        handles = dict.fromkeys(handle for person in persons if (handle := name(person)))
        unknown = tuple(person for person in persons if not name(person))
        yield Guard(key, dict(authority.owners)[key], tuple(handles), unknown)


def _naming(portfolio: Portfolio, policy: Policy, kind: str) -> Callable[[str], str]:
    """Return what tells how the forge calls a person: by a login in authority.yaml, and no other way.

    An address in people.yaml would do for some forges, but anybody may change that file, and who
    put his own there would be asked about the rules in the place of their owner.
    """
    host = urlsplit(_said(portfolio, "url")).netloc.lower() or HOST.get(kind, "")

    def name(person: str) -> str:
        rows = policy.authority.gatekeeper(person).logins if policy.authority else ()
        logins = [login for at, login in rows if host in ("", at) and re.fullmatch(LOGIN, login)]
        return f"@{logins[0]}" if logins else ""

    return name


def _said(portfolio: Portfolio, key: str) -> str:
    """Return what ``portfolio.yaml`` says of its forge, '' for nothing."""
    forge = portfolio.document("portfolio.yaml").get("forge")
    value = forge.get(key) if isinstance(forge, dict) else None
    return value if isinstance(value, str) else ""
