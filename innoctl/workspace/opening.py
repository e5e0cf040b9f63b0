"""The branch of a decision leaves this computer: pushed, and opened as a pull request for review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from innoctl.errors import InnoError
from innoctl.named import NamedTuple
from innoctl.rules.mandate import Policy
from innoctl.vcs.objects import objects
from innoctl.vcs.remote import Upstream, push, reaches, upstream
from innoctl.workspace.reviewing import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoctl.forge import Opened
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.sitting import Taken


class OtherForge(InnoError):
    """What is checked out names another forge than what was decided on, or what others have."""

    code = "U921"


class Request(NamedTuple):
    """What a pull request says, and who may approve it (ids of persons)."""

    title: str
    text: str
    persons: tuple[str, ...]


def push_branch(view: Committed, taken: Taken, remote: str) -> tuple[Upstream, bool]:
    """Push the branch; return where to, and whether its base is there as far as is known here."""
    there = upstream(view.git, remote)
    push(view.git, there.remote, taken.branch)
    return there, reaches(view.git, there, taken.commit)


def open_request(view: Committed, branch: str, there: Upstream, request: Request) -> Opened | None:
    """Open the pull request and ask those who may approve; None where the portfolio names no forge.

    Raises `OtherForge`, before any token is looked for, and what `innoctl.forge.errors` holds.
    """
    _prove_forge(view, there)
    settings = settings_of(view.document("portfolio.yaml").get("forge"))
    if settings is None:
        return None
    from innoctl.forge import connected

    asked = accounts(view.policy(), request.persons, settings.url)
    with connected(settings) as forge:
        return forge.open(branch, there.branch, request.title, request.text, asked)


def accounts(policy: Policy, persons: Iterable[str], url: str) -> tuple[int, ...]:
    """Return the accounts that these persons have on the forge at an address."""
    from innoctl.forge import host_of

    host = host_of(url)
    rows = (policy.authority.gatekeeper(who) for who in persons) if policy.authority else ()
    found = (number for row in rows for at, number in row.accounts if at == host)
    return tuple(dict.fromkeys(found))


def _prove_forge(view: Committed, there: Upstream) -> None:
    """Raise `OtherForge` where a branch that is merely checked out says where a token would go.

    What counts is what was decided on, and what the remote's own branch says: a review that was
    never given can be written down on any branch, but not land there.
    """
    from innoctl.workspace.landings import Reader
    from innoctl.workspace.verify import story

    here = _names(view.document("portfolio.yaml"))
    told = story(Reader(view.repository), view.commit, date.min)  # what is in force hangs on no day
    decided = _names(told.history.in_force.document("portfolio.yaml"))
    landed = _names(_at_remote(view, there.remote)) or decided
    for counts in (decided, landed):
        if here != counts:
            raise OtherForge(here=" ".join(here) or "-", there=" ".join(counts) or "-")


def _at_remote(view: Committed, remote: str) -> Any:
    """Return portfolio.yaml on the remote's own main branch, else on the one that counts."""
    from innoctl.workspace.grounds import plain
    from innoctl.workspace.pipeline import branch_that_counts

    refs = (f"refs/remotes/{remote}/{name}" for name in ("HEAD", branch_that_counts(view.git)))
    names = [f"{ref}:{view.repository.prefix}portfolio.yaml" for ref in refs]
    found = next((blob for blob in objects(view.git, names) if blob is not None), None)
    return plain(found.data) if found else {}


def _names(document: Any) -> tuple[str, ...]:
    """Return which forge and which project a portfolio names; () for none."""
    said = document.get("forge") if isinstance(document, dict) else None
    if not isinstance(said, dict):
        return ()
    return tuple(str(said.get(key)) for key in ("kind", "url", "project"))
