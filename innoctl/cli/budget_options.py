"""The options of the commands that book on one idea, and what can follow them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from innoctl.cli.complete import Found, complete_ideas, quietly
from innoctl.cli.gate_options import complete_budgets as complete_shares
from innoctl.cli.gate_options import complete_persons
from innoctl.cli.values import iso_date
from innoctl.locale import N_


class What(StrEnum):
    """What a booking is."""

    commit = "commit"
    spend = "spend"
    release = "release"


@quietly
def complete_budgets(incomplete: str) -> Found:
    """Return the budgets that can follow."""
    from innoctl.cli.looking import here

    with here() as portfolio:
        rows = portfolio.budgets()
    return [(row.id, row.stream) for row in rows if row.id.startswith(incomplete)]


def _booked(idea: str, incomplete: str, kinds: tuple[str, ...]) -> Found:
    """Return references of bookings on an idea with what they are for; the newest last."""
    from innoctl.cli.looking import here
    from innoctl.model.kinds import idea_of

    with here() as portfolio:
        entries = portfolio.index.ledgers(ideas=[idea_of(portfolio.resolve(idea))])
    return [
        (row.reference, row.note or row.budget)
        for entry in entries
        for row in entry.facts.lines
        if row.what in kinds and not row.corrects and row.reference.startswith(incomplete)
    ]


def _idea(ctx: typer.Context) -> str:
    """Return the idea of a line that is not finished; behind a bare option it is among the rest."""
    return str(ctx.params.get("idea") or ctx.args[0])


def complete_references(ctx: typer.Context, incomplete: str) -> Found:
    """Return the references of bookings on the idea that was typed; never raises, never says a word."""
    with suppress(Exception):
        return _booked(_idea(ctx), incomplete, ("commit", "spend", "release"))
    return []


def complete_commitments(ctx: typer.Context, incomplete: str) -> Found:
    """Return the references of commitments of the idea that was typed; never raises, as above."""
    with suppress(Exception):
        return _booked(_idea(ctx), incomplete, ("commit",))
    return []


def _text(help_text: str, *names: str, metavar: str = "TEXT", complete: Any = None) -> Any:
    return typer.Option(*names, help=help_text, metavar=metavar, autocompletion=complete)


Idea = Annotated[
    str,
    typer.Argument(
        metavar="IDEA",
        help=N_("an idea: its id, the start of it, or a part of its slug"),
        autocompletion=complete_ideas,
    ),
]
Reference = Annotated[
    str,
    typer.Argument(
        metavar="REFERENCE",
        help=N_("the reference of the booking that is taken back"),
        autocompletion=complete_references,
    ),
]
Budget = Annotated[
    str,
    _text(
        N_("the budget; the one that the idea was granted money from, unless there are more"),
        "--budget", metavar="BUDGET", complete=complete_budgets,
    ),
]  # fmt: skip
Amount = Annotated[str, _text(N_("how much, as 1234.56"), "--amount", metavar="AMOUNT")]
SomeAmount = Annotated[
    str, _text(N_("how much, as 1234.56; all of it, unless said"), "--amount", metavar="AMOUNT")
]
Number = Annotated[
    str,
    _text(
        N_("the number of the order, the contract or the invoice"),
        "--reference", metavar="REFERENCE",
    ),
]  # fmt: skip
OwnNumber = Annotated[
    str,
    _text(
        N_("the reference of the new entry; made from the old one, unless said"),
        "--reference", metavar="REFERENCE",
    ),
]  # fmt: skip
Commitment = Annotated[
    str,
    _text(
        N_("the reference of the commitment that it draws on"),
        "--commitment", metavar="REFERENCE", complete=complete_commitments,
    ),
]  # fmt: skip
Given = Annotated[
    str,
    _text(
        N_("take the rest of this commitment back, and leave the grant as it is"),
        "--commitment", metavar="REFERENCE", complete=complete_commitments,
    ),
]  # fmt: skip
Parts = Annotated[
    list[str] | None,
    _text(
        N_("one of several budgets that carry it, such as those of its years; once for each"),
        "--part", metavar="BUDGET=AMOUNT", complete=complete_shares,
    ),
]  # fmt: skip
On = Annotated[
    date | None,
    typer.Option(
        "--on", parser=iso_date, metavar="DATE",
        help=N_("the day of the order or the invoice; today unless said"),
    ),
]  # fmt: skip
Note = Annotated[str, _text(N_("what it is for"), "--note")]
Why = Annotated[str, _text(N_("why it is given or taken back"), "--note", metavar="WHY")]
Kind = Annotated[
    What | None,
    typer.Option(
        "--what", metavar="WHAT",
        help=N_("commit, spend or release, where a reference stands for more than one"),
    ),
]  # fmt: skip
BookedBy = Annotated[
    str,
    _text(
        N_("who books it; you, if people.yaml knows your address"),
        "--booked-by", metavar="PERSON", complete=complete_persons,
    ),
]  # fmt: skip
