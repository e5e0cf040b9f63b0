"""``innoctl next``: the worklist, for you, for somebody else, for a role or for a whole stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.context import command_line
from innoctl.cli.looking import (
    StreamOption,
    complete_people,
    here,
    looked_at,
    names,
    origin,
    show_page,
    tell_left_out,
)
from innoctl.cli.output import emit
from innoctl.cli.values import AtOption, Output, OutputOption
from innoctl.errors import UsageError
from innoctl.locale import N_
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from innoctl.workspace.portfolio import Portfolio
    from innoctl.workspace.worklist import Wanted


class PersonOrRole(UsageError):
    """Both a person and a role were named."""

    code = "U992"


def complete_roles(incomplete: str) -> list[tuple[str, str]]:
    """Return the roles that can follow."""
    from innoctl.render.names import ROLES

    with here() as portfolio:
        own = [(row.id, "") for row in portfolio.organisation().roles]
        known = [*((role, _(said)) for role, said in ROLES.items()), *own]
        return [row for row in known if row[0].startswith(incomplete)]


def worklist(
    person: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="PERSON",
            help=N_("for whom; for you, unless said"),
            autocompletion=complete_people,
        ),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="ROLE",
            help=N_("for whoever has a role, such as gatekeepers or broker"),
            autocompletion=complete_roles,
        ),
    ] = "",
    stream: StreamOption = None,
    at: AtOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show what waits for you: which ideas, for what and since when."""
    from innoctl.render.worklist import worklist_page, worklist_table
    from innoctl.workspace.worklist import worklist as work

    if person and role:
        raise PersonOrRole
    with here() as portfolio:
        wanted = _wanted(portfolio, person, role, stream or "")
        rows = work(portfolio, wanted, portfolio.today(at))
        if looked_at(output):
            heading = _heading(portfolio, wanted)
            rows = tuple(row._replace(command=command_line(row.command)) for row in rows)
            show_page(
                lambda width: worklist_page(rows, lambda s: names(portfolio, s), heading, width)
            )
        else:
            emit(worklist_table(rows), output, origin(portfolio))
        tell_left_out(portfolio, output)


def _wanted(portfolio: Portfolio, name: str, role: str, stream: str) -> Wanted:
    """Return whose work is meant: who asks, unless a person, a role or a stream is named."""
    from innoctl.workspace.overviews import stream_named
    from innoctl.workspace.persons import NobodyKnown, person
    from innoctl.workspace.worklist import Wanted

    named = stream_named(portfolio.organisation(), stream) if stream else ""
    if role:
        return Wanted(role=role, stream=named)
    try:
        return Wanted(person(portfolio, name, "--for"), stream=named)
    except NobodyKnown:
        if stream:
            return Wanted(stream=named)
        raise


def _heading(portfolio: Portfolio, wanted: Wanted) -> str:
    from innoctl.render.names import ROLES

    known = names(portfolio, wanted.stream)
    who = known.person(wanted.person) or _(ROLES.get(wanted.role, wanted.role))
    where = known.stream(wanted.stream) if wanted.stream else ""
    return " · ".join(filter(None, (who, where)))
