"""The branch of a decision leaves this computer: pushed, and opened as a pull request for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.named import NamedTuple
from innoctl.rules.mandate import Policy
from innoctl.vcs.remote import Upstream, push, reaches, upstream

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoctl.forge import Opened
    from innoctl.model.portfolio import Forge as Settings
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.sitting import Taken


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


def open_request(view: Committed, branch: str, target: str, request: Request) -> Opened | None:
    """Open the pull request and ask those who may approve; None where the portfolio names no forge.

    Raises what `innoctl.forge.errors` holds.
    """
    settings = _settings(view)
    if settings is None:
        return None
    from innoctl.forge import connected

    asked = accounts(view.policy(), request.persons, settings.url)
    with connected(settings) as forge:
        return forge.open(branch, target, request.title, request.text, asked)


def accounts(policy: Policy, persons: Iterable[str], url: str) -> tuple[int, ...]:
    """Return the accounts that these persons have on the forge at an address."""
    from innoctl.forge import host_of

    host = host_of(url)
    rows = (policy.authority.gatekeeper(who) for who in persons) if policy.authority else ()
    found = (number for row in rows for at, number in row.accounts if at == host)
    return tuple(dict.fromkeys(found))


def _settings(view: Committed) -> Settings | None:
    said = view.document("portfolio.yaml").get("forge")
    if not isinstance(said, dict):
        return None
    from innoctl.forge.errors import BadAddress
    from innoctl.model.portfolio import Forge

    try:
        return Forge.model_validate(said)
    except ValueError:
        raise BadAddress(what=said.get("url")) from None
