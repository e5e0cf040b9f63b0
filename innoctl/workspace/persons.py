"""Who works here: the person in ``people.yaml`` behind git's address, and persons by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.errors import UsageError
from innoctl.locale import N_, Text

if TYPE_CHECKING:
    from innoctl.model.policy import PersonFacts
    from innoctl.workspace.portfolio import Portfolio

NEAR: Final = 5


class NobodyKnown(UsageError):
    """Git's address belongs to nobody in ``people.yaml``, and no person was named."""

    code = "U987"


class UnknownPerson(UsageError):
    """A word that means no person, or more than one."""

    code = "U991"

    @property
    def way_out(self) -> Text:
        """Name who may be meant; without anybody near, where to look."""
        near = dict(self.params)["near"]
        return super().way_out if near else Text(N_("see who there is: people.yaml"))


def myself(portfolio: Portfolio) -> str:
    """Return the person in ``people.yaml`` whose address git commits with; ``""`` when unknown."""
    from innoctl.vcs.plumbing import Git, NoIdentity

    if portfolio.repository is None:
        return ""
    try:
        address = Git(portfolio.repository).email().lower()
    except NoIdentity:
        return ""
    rows = portfolio.people().persons.values()
    return next((row.id for row in rows if row.email.lower() == address), "")


def person(portfolio: Portfolio, name: str, flag: str) -> str:
    """Return the person that ``name`` means: an id, a name or a part of one, or '' for oneself."""
    if not name:
        known = myself(portfolio)
        if not known:
            raise NobodyKnown(flag=flag)
        return known
    from innoctl.model.called import Choice, meant

    found = meant(name, [Choice(row.id, row.name) for row in _persons(portfolio)])
    if not found.id:
        near = [f"{row.id} {row.name}" for row in found.several or found.near]
        raise UnknownPerson(name=name, near=", ".join(near[:NEAR]))
    return found.id


def _persons(portfolio: Portfolio) -> list[PersonFacts]:
    return list(portfolio.people().persons.values())
