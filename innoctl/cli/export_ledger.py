"""``innoctl export ledger``: every movement of money by double entry, for software of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from innoctl.cli.looking import RevOption, here, tell_left_out
from innoctl.cli.output import say_words, write_answer
from innoctl.cli.values import AtOption, Output
from innoctl.locale import N_, Text


def ledger(
    at: AtOption = None,
    rev: RevOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=N_("the file to write; standard output unless said"),
        ),
    ] = None,
) -> None:
    """Write all movements of money as a Beancount ledger."""
    from innoctl.workspace.exporting import money_ledger, write

    with here(rev) as portfolio:
        day = portfolio.today(at)
        text, left_out = money_ledger(portfolio, day)
        if output is None:
            write_answer(text, Output.csv)  # UTF-8, whatever the locale: programs read it
        else:
            write(output, text)
            path = str(output)
            say_words(
                Text.of(N_("every movement of money up to {day}: {path}"), day=day, path=path)
            )
            say_words(Text.of(N_("next: bean-check {path}"), path=path))
        tell_left_out(portfolio, Output.table, left_out)
