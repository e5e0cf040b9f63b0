"""``innoctl set``: fields of one idea, from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from innoctl.cli.changing import write
from innoctl.cli.given import long_text, small_yaml
from innoctl.cli.looking import here
from innoctl.cli.values import DryRunOption, IdeaArgument
from innoctl.locale import N_, language


def set_fields(
    idea: IdeaArgument,
    assignments: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE",
            help=N_(
                "what to set: FIELD=VALUE, FIELD= to take away, FIELD+=VALUE and FIELD-=VALUE for"
                " lists; team.0.until names a part; @FILE or - gives a long text"
            ),
        ),
    ],
    dry_run: DryRunOption = False,
) -> None:
    """Set fields of an idea."""
    from innoctl.changes.set_field import Words, assign, subject
    from innoctl.workspace.choices import meaning
    from innoctl.workspace.records import edited, findings, fresh, open_idea, placed, refusal

    with here() as portfolio:
        record = open_idea(portfolio, idea)
        words = Words(small_yaml, long_text, meaning(portfolio, language()))
        outcome = assign(record.value, assignments, words)
        wrong = fresh(
            findings(portfolio, record.path, record.value),
            findings(portfolio, record.path, outcome.record),
        )
        told = [
            one._replace(path=argument)
            if (argument := outcome.about(one.field))
            else placed([one], record.data)[0]
            for one in wrong
        ]
        if outcome.findings or told:
            raise refusal([*outcome.findings, *told], record.data)
        said = subject({**outcome.record, "id": record.id}, outcome.changed)
        change = edited(record, outcome.edits, "set", said)
        write(portfolio, change, f"innoctl show {record.id}", dry_run=dry_run)
