"""``innoctl link``: ties between ideas."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from innoctl.cli.changing import write
from innoctl.cli.complete import complete_ideas
from innoctl.cli.looking import here
from innoctl.cli.values import DryRunOption, IdeaArgument
from innoctl.locale import N_


class Relation(StrEnum):
    """How two ideas can be tied."""

    similar = "similar"
    duplicate = "duplicate"
    builds_on = "builds_on"
    part_of = "part_of"
    follows_up = "follows_up"


def link(
    idea: IdeaArgument,
    other: Annotated[
        str,
        typer.Argument(metavar="OTHER", help=N_("the other idea"), autocompletion=complete_ideas),
    ],
    relation: Annotated[
        Relation | None,
        typer.Option(
            "--relation",
            "-r",
            help=N_("what the first is to the other; similar unless said, with --remove all ties"),
        ),
    ] = None,
    note: Annotated[
        str,
        typer.Option("--note", metavar="TEXT", help=N_("what one should know of it")),
    ] = "",
    remove: Annotated[bool, typer.Option("--remove", help=N_("take the tie away"))] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Tie two ideas together."""
    from innoctl.changes import link as ties
    from innoctl.workspace.records import open_idea, tied

    with here() as portfolio:
        records = (open_idea(portfolio, idea), open_idea(portfolio, other))
        first, second = ({**record.value, "id": record.id} for record in records)
        wanted = relation.value if relation else "" if remove else Relation.similar.value
        if remove:
            found = ties.unlink(first, second, wanted)
        else:
            found = [ties.link(first, second, wanted, note)]
        said = ties.subject(first, second, wanted, removed=remove)
        write(portfolio, tied(records, found, said), f"innoctl show {first['id']}", dry_run=dry_run)
