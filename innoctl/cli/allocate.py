"""``innoctl budget allocate`` and ``innoctl budget carry``: allocations change by decision."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from innoctl.cli import gate_options as options
from innoctl.cli.ask import Missing
from innoctl.cli.budget_options import complete_budgets
from innoctl.cli.changing import show
from innoctl.cli.complete import quietly
from innoctl.cli.looking import complete_people, complete_streams, here
from innoctl.cli.values import DryRunOption, iso_date
from innoctl.errors import UsageError
from innoctl.locale import N_
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoctl.changes.allocation import Line
    from innoctl.workspace.allocating import Asked, Budgets


class NothingMoved(UsageError):
    """An amount was typed by which nothing would change, or the wrong way round."""

    code = "U973"


class Apart(UsageError):
    """Two options were given of which one has no meaning beside the other."""

    code = "U974"


class Kind(StrEnum):
    """What an allocation pays for."""

    innovation = "innovation"
    realisation = "realisation"


@quietly
def complete_years(incomplete: str) -> list[tuple[str, str]]:
    """Return the provisional years that can follow."""
    with here() as portfolio:
        years = {str(row.year) for row in portfolio.budgets() if row.status == "provisional"}
    return [(year, "") for year in sorted(years) if year.startswith(incomplete)]


Amount = Annotated[
    str, typer.Option("--amount", metavar="AMOUNT", help=N_("how much, as 25000.00"))
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help=N_("the reason for the change"))]
On = Annotated[
    date | None,
    typer.Option(
        "--on", parser=iso_date, metavar="DATE",
        help=N_("the day from which it holds; today unless said"),
    ),
]  # fmt: skip


def allocate(
    budget: Annotated[
        str,
        typer.Argument(
            metavar="BUDGET", help=N_("the id of the budget"), autocompletion=complete_budgets
        ),
    ] = "",
    amount: Annotated[
        str,
        typer.Option(
            "--amount", metavar="AMOUNT", help=N_("how much, as 25000.00; below zero takes away")
        ),
    ] = "",
    why: Why = "",
    on: On = None,
    new: Annotated[bool, typer.Option("--new", help=N_("begin a new allocation"))] = False,
    stream: Annotated[
        str,
        typer.Option(
            "--stream", metavar="STREAM", help=N_("with --new: the stream that it belongs to"),
            autocompletion=complete_streams,
        ),
    ] = "",
    kind: Annotated[
        Kind | None, typer.Option("--kind", help=N_("with --new: what it pays for"))
    ] = None,
    owner: Annotated[
        str,
        typer.Option(
            "--owner", metavar="PERSON", help=N_("with --new: who answers for it"),
            autocompletion=complete_people,
        ),
    ] = "",
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="YEAR", min=1990, max=2200,
            help=N_("with --new: the year; this one unless said"),
        ),
    ] = None,
    provisional: Annotated[
        bool,
        typer.Option("--provisional", help=N_("with --new: the year is not adopted yet")),
    ] = False,
    since: Annotated[
        date | None,
        typer.Option(
            "--since", parser=iso_date, metavar="DATE",
            help=N_("with --new: the day from which the year can be granted on"),
        ),
    ] = None,
    final: Annotated[
        int | None,
        typer.Option(
            "--final", metavar="YEAR", help=N_("adopt a provisional year"),
            autocompletion=complete_years,
        ),
    ] = None,
    proposed_by: options.ProposedBy = "",
    decided_by: options.DecidedBy = None,
    push: options.Push = False,
    remote: options.Remote = "",
    dry_run: DryRunOption = False,
) -> None:  # fmt: skip
    """Change an allocation by a dated line, begin a new one, or adopt a year."""
    from innoctl.changes import allocation as make

    only_new: dict[str, Any] = {
        "--stream": stream, "--kind": kind, "--owner": owner, "--year": year,
        "--provisional": provisional, "--since": since,
    }  # fmt: skip
    always = {"BUDGET": budget, "--amount": amount}
    if new:
        begun = {key: only_new[key] for key in ("--stream", "--kind", "--owner")}
        _complete({**always, **begun, "--why": why})
        _apart("--new", {"--final": final, "--on": on})
    elif final is not None:
        _complete({"--why": why})
        _apart("--final", {**only_new, **always, "--on": on})
    else:
        _complete({**always, "--why": why})
        _apart("--new", only_new, without=True)

    def asked(budgets: Budgets, today: date) -> Asked:
        if final is not None:
            return budgets.adopt(final)
        if new:
            day = since.isoformat() if since else ""
            who = _person(budgets, owner)
            told = make.Begin(budget, stream, kind.value if kind else "", who, _typed(amount))
            line = make.Line(today.isoformat(), told.amount, why)
            return budgets.begin(told, make.Year(year or today.year, provisional, day), line)
        return budgets.change(budget, _line(amount, why, on, today))

    _decide(
        asked, why, on, proposed_by, decided_by or [], push=push, remote=remote, dry_run=dry_run
    )


def carry(
    budget: Annotated[
        str,
        typer.Argument(
            metavar="FROM", help=N_("the budget that the money leaves"),
            autocompletion=complete_budgets,
        ),
    ],
    other: Annotated[
        str,
        typer.Argument(
            metavar="TO", help=N_("the budget of the year after or before that gets it"),
            autocompletion=complete_budgets,
        ),
    ],
    amount: Amount,
    why: Why,
    on: On = None,
    proposed_by: options.ProposedBy = "",
    decided_by: options.DecidedBy = None,
    push: options.Push = False,
    remote: options.Remote = "",
    dry_run: DryRunOption = False,
) -> None:  # fmt: skip
    """Carry a part of an allocation over to another year: both sides are one decision."""

    def asked(budgets: Budgets, today: date) -> Asked:
        if amount.strip().startswith("-"):
            raise NothingMoved(value=amount)
        return budgets.carry(budget, other, _line(amount, why, on, today))

    _decide(
        asked, why, on, proposed_by, decided_by or [], push=push, remote=remote, dry_run=dry_run
    )


def _decide(
    make: Callable[[Budgets, date], Asked],
    why: str,
    on: date | None,
    proposed_by: str,
    decided_by: list[str],
    *,
    push: bool,
    remote: str,
    dry_run: bool,
) -> None:
    """Hand what is asked to the machinery of decisions on the portfolio's own files."""
    from innoctl.cli.gate import who
    from innoctl.cli.gate_change import told
    from innoctl.workspace.allocating import Budgets
    from innoctl.workspace.altered import Wish
    from innoctl.workspace.commit import settle
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.policy import Amendment
    from innoctl.workspace.records import Refused, Unfit

    with here() as portfolio:
        settle(portfolio.root)
        view = Committed(portfolio.root)
        today = portfolio.today()
        budgets = Budgets(portfolio, view)
        asked = make(budgets, today)
        wrong = budgets.findings(asked)
        if wrong:
            slips = any(one.code[0] in "MR" for one in wrong)
            error = (Unfit if slips else Refused)(count=len(wrong))
            error.findings = tuple(wrong)
            raise error
        proposer, deciders = who(portfolio, view.policy(), proposed_by, decided_by)
        day = min(on or today, today).isoformat()
        wish = Wish((), (), why, proposer, deciders, day)
        amendment = Amendment(portfolio, view, wish, asked.files, asked.subject)
        amendment.prove()
        if dry_run:
            show([one.text for one in amendment.differences()])
            return
        told(amendment, amendment.take(), push=push, remote=remote)


def _line(amount: str, why: str, on: date | None, today: date) -> Line:
    from innoctl.changes.allocation import Line

    if not amount.strip("-0. "):
        raise NothingMoved(value=amount)
    return Line((on or today).isoformat(), _typed(amount), why)


def _typed(amount: str) -> str:
    """Return an amount that was typed as files have it; nothing is guessed."""
    from innoctl.changes.amounts import typed_cents
    from innoctl.rules.deciding import euros

    said = amount.strip()
    if not said.strip("0."):
        return euros(0)
    sign = -1 if said.startswith("-") else 1
    return euros(sign * typed_cents(said.removeprefix("-")))


def _person(budgets: Budgets, word: str) -> str:
    from innoctl.cli.gate import person

    return person(budgets.portfolio, word)


def _complete(needed: dict[str, Any]) -> None:
    lacking = [flag for flag, given in needed.items() if not given]
    if lacking:
        flags = " ".join(f"{flag} ..." for flag in lacking)
        raise Missing(what=", ".join(flag.strip("-").lower() for flag in lacking), flags=flags)


def _apart(option: str, given: dict[str, Any], *, without: bool = False) -> None:
    """Refuse options that have no meaning beside ``option``, or ``without`` it."""
    found = [flag for flag, value in given.items() if value not in ("", None, False)]
    if found:
        other = _("a change without {option}").format(option=option) if without else option
        raise Apart(option=found[0], other=other)
