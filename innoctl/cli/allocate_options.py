"""The options of the commands that change allocations, and what can follow them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from innoctl.cli.budget_options import complete_budgets
from innoctl.cli.complete import quietly
from innoctl.cli.looking import complete_people, complete_streams, here
from innoctl.cli.values import MoneyKind, iso_date
from innoctl.locale import N_


@quietly
def complete_years(incomplete: str) -> list[tuple[str, str]]:
    """Return the provisional years that can follow."""
    with here() as portfolio:
        years = {str(row.year) for row in portfolio.budgets() if row.status == "provisional"}
    return [(year, "") for year in sorted(years) if year.startswith(incomplete)]


def _budget(help_text: str, metavar: str) -> Any:
    return typer.Argument(metavar=metavar, help=help_text, autocompletion=complete_budgets)


def _word(name: str, metavar: str, help_text: str, complete: Any = None) -> Any:
    return typer.Option(name, metavar=metavar, help=help_text, autocompletion=complete)


def _day(name: str, help_text: str) -> Any:
    return typer.Option(name, parser=iso_date, metavar="DATE", help=help_text)


Budget = Annotated[str, _budget(N_("the id of the budget"), "BUDGET")]
From = Annotated[str, _budget(N_("the budget that the money leaves"), "FROM")]
To = Annotated[str, _budget(N_("the budget of the year after or before that gets it"), "TO")]
Change = Annotated[
    str, _word("--amount", "AMOUNT", N_("how much, as 25000.00; below zero takes away"))
]
Amount = Annotated[str, _word("--amount", "AMOUNT", N_("how much, as 25000.00"))]
Why = Annotated[str, _word("--why", "TEXT", N_("the reason for the change"))]
On = Annotated[date | None, _day("--on", N_("the day from which it holds; today unless said"))]
New = Annotated[bool, typer.Option("--new", help=N_("begin a new allocation"))]
Stream = Annotated[
    str,
    _word("--stream", "STREAM", N_("with --new: the stream that it belongs to"), complete_streams),
]
OfKind = Annotated[
    MoneyKind | None, typer.Option("--kind", help=N_("with --new: what it pays for"))
]
Owner = Annotated[
    str, _word("--owner", "PERSON", N_("with --new: who answers for it"), complete_people)
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", metavar="YEAR", min=1990, max=2200,
        help=N_("with --new: the year; this one unless said"),
    ),
]  # fmt: skip
Provisional = Annotated[
    bool, typer.Option("--provisional", help=N_("with --new: the year is not adopted yet"))
]
Since = Annotated[
    date | None, _day("--since", N_("with --new: the day from which the year can be granted on"))
]
Final = Annotated[
    int | None, _word("--final", "YEAR", N_("adopt a provisional year"), complete_years)
]
