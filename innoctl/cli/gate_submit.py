"""``innoctl gate submit``: hand a dossier in for the next gate, after what it still lacks is shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.ask import confirm
from innoctl.cli.changing import write
from innoctl.cli.context import command_line
from innoctl.cli.gate_status import GateOption
from innoctl.cli.looking import here, names
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption, IdeaArgument, YesOption, iso_date
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from innoctl.reports.readiness import GateStatus
    from innoctl.workspace.portfolio import Portfolio

OnOption = Annotated[
    date | None,
    typer.Option(
        "--on", parser=iso_date, metavar="DATE", help=N_("the day it was done; today unless said")
    ),
]


def submit(
    idea: IdeaArgument,
    gate: GateOption = "",
    on: OnOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Hand a dossier in for the next gate."""
    from innoctl.changes import gates
    from innoctl.workspace.gates import standing
    from innoctl.workspace.gates import status as status_of
    from innoctl.workspace.records import edited, open_idea

    with here() as portfolio:
        record = open_idea(portfolio, idea)
        today = portfolio.today()
        one = standing(portfolio, record.path, today)
        found = status_of(portfolio, one, today, gate)
        gate = _called(portfolio, found)
        made = gates.submit(one.facts, one.lived, found.gate, on or today, today, gate)
        if not _told(portfolio, found, sure=yes or dry_run):
            say_words(Text(N_("nothing was written")))
            return
        change = edited(record, (made.edit,), "gate submit", made.subject)
        write(portfolio, change, f"innoctl gate status {record.id}", dry_run=dry_run)


def _called(portfolio: Portfolio, found: GateStatus) -> str:
    """Return what the gate is called in the language of the portfolio, as commits speak."""
    from innoctl.model.policy import in_language
    from innoctl.workspace.records import language

    gate = portfolio.process(found.stream).gate(found.gate)
    return (gate and in_language(gate.name, language(portfolio))) or found.gate


def _told(portfolio: Portfolio, found: GateStatus, *, sure: bool) -> bool:
    """Say what is missing; where that keeps the gate shut, ask whether to hand in all the same."""
    from innoctl.render.readiness_words import said, typed

    known = names(portfolio, found.stream)
    for light, head in (("red", N_("keeps the gate shut:")), ("amber", N_("advice:"))):
        rows = found.of(light)
        if rows:
            say_words(Text(head))
        for row in rows:
            say_words(Text.of("  {what}", what=said(row, known)))
            say_words(Text.of("      {command}", command=command_line(typed(row.mend))))
    if not found.rows or found.is_ready or sure:
        return True
    return confirm(_("hand it in all the same?"))
