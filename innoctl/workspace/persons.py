"""Who works here: whom the settings name, or git's address in ``people.yaml``; and persons by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.errors import UsageError
from innoctl.locale import N_, Text

if TYPE_CHECKING:
    from innoctl.model.policy import PersonFacts
    from innoctl.workspace.portfolio import Portfolio

NEAR: Final = 5


class NobodyKnown(UsageError):
    """No person was named, and neither the settings nor git's address say who works here."""

    code = "U987"


class UnknownPerson(UsageError):
    """A word that means no person, or more than one."""

    code = "U991"

    @property
    def way_out(self) -> Text:
        """Name who may be meant, or the setting that is wrong; without anybody near, where to look."""
        params = dict(self.params)
        if params.get("setting"):
            return Text(N_("that is what the setting person says: innoctl config show --origin"))
        near = params["near"]
        return super().way_out if near else Text(N_("see who there is: people.yaml"))


def myself(portfolio: Portfolio) -> str:
    """Return whom the settings name, else the person whose address git commits with; ``""`` for nobody.

    Where ``people.yaml`` is kept elsewhere, nobody can tell whether the settings are right.
    """
    from innoctl.vcs.plumbing import Git, NoIdentity

    if portfolio.who:
        known = portfolio.people().persons
        if known and portfolio.who not in known:
            raise UnknownPerson(name=portfolio.who, near="", setting="person")
        return portfolio.who
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
