"""``authority.yaml``: who may decide. It is read as it stood before a change, never as the change has it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from innoctl.locale import N_
from innoctl.model.base import (
    Day,
    Line,
    Login,
    Many,
    Part,
    PositiveAmount,
    PublicKey,
    Record,
    Slug,
    StreamId,
    Unique,
    doc,
    schema_line,
)

Grade = Literal["recorded", "forge", "signed"]


class Key(Part):
    """An SSH public key of one person."""

    public: PublicKey = doc(N_("The public key, as in a .pub file."), "ssh-ed25519 AAAA...")
    added_on: Day = doc(N_("The day it was added."), "2026-01-01")
    until: Day | None = doc(N_("The day after which it should be taken out."), default=None)


class ForgeAccount(Part):
    """An account on a forge, by the number that never changes."""

    forge: Line = doc(N_("The forge's host."), "git.example.org")
    id: int = Field(ge=1, description=N_("The numeric id of the account."), examples=[4711])
    login: Login | None = doc(
        N_("Its name today, for CODEOWNERS; names change hands, so nothing is judged by it."),
        "j-de-wit",
        default=None,
    )


class Gatekeeper(Part):
    """One person who can approve."""

    person: Slug = doc(N_("Who."), "p-0101")
    keys: Many[Key] = doc(N_("Keys that sign approvals."), default=())
    accounts: Many[ForgeAccount] = doc(N_("Accounts that review pull requests."), default=())


class Mandate(Part):
    """Who decides in which streams at which gates, with how many and up to which amount."""

    streams: Unique[StreamId | Literal["unit/*", "portfolio/*", "*"]] = doc(
        N_("The streams."), ["unit/*"]
    )
    gates: Annotated[Unique[Slug | Literal["*"]], Field(min_length=1)] = doc(
        N_(
            "The gates, and what is decided beside gates: move, withdraw, resume, reopen."
            " Without it, or with *, all of them."
        ),
        ["concept"],
        default=("*",),
    )
    roles: Unique[Slug] = doc(N_("The roles whose holders decide."), ["innovation-holder-unit"])
    quorum: int = Field(
        1, ge=1, le=50, description=N_("How many of them must approve."), examples=[2]
    )
    limit: PositiveAmount | None = doc(
        N_(
            "The highest amount that they may grant: in all to an idea of their own stream,"
            " and from their budgets to one of another stream."
        ),
        "50000.00",
        default=None,
    )


class Deputy(Part):
    """One person who acts for another, by name."""

    person: Slug = doc(N_("Who acts."), "p-0102")
    for_: Slug = doc(N_("For whom."), "p-0101", alias="for")
    from_: Day | None = doc(N_("The first day."), alias="from", default=None)
    until: Day | None = doc(N_("The last day."), default=None)


class Owners(Part):
    """Whose approval a change of the portfolio's own files needs; names of roles."""

    authority: Unique[Slug] = doc(N_("Owners of authority.yaml."))
    process: Unique[Slug] = doc(N_("Owners of process.yaml and its overlays."))
    organisation: Unique[Slug] = doc(N_("Owners of organisation.yaml."))
    agenda: Unique[Slug] = doc(N_("Owners of agenda.yaml."))
    budgets: Unique[Slug] = doc(N_("Owners of the allocations in budgets/."))


class Authority(Record):
    """Keys, accounts, mandates, deputies and owners."""

    schema_: Literal["innoctl/authority/1"] = schema_line("authority")
    approval: Grade = doc(N_("The lowest grade of approval that counts."), "recorded")
    mandates: Many[Mandate] = doc(N_("Who decides where."))
    gatekeepers: Many[Gatekeeper] = doc(N_("Persons with their keys and accounts."), default=())
    deputies: Many[Deputy] = doc(N_("Who acts for whom."), default=())
    owners: Owners | None = doc(N_("Whose approval a change of policy needs."), default=None)
    importers: Many[Key] = doc(N_("Keys that bring in reviews; they never approve."), default=())
