"""``innoctl budget allocate`` and ``innoctl budget carry``: allocations change by decision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from innoctl.cli import allocate_options as given
from innoctl.cli import gate_options as options
from innoctl.cli.ask import Missing
from innoctl.cli.changing import show
from innoctl.cli.looking import here
from innoctl.cli.values import DryRunOption
from innoctl.errors import UsageError
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


def allocate(
    budget: given.Budget = "",
    amount: given.Change = "",
    why: given.Why = "",
    on: given.On = None,
    new: given.New = False,
    stream: given.Stream = "",
    kind: given.OfKind = None,
    owner: given.Owner = "",
    year: given.Year = None,
    provisional: given.Provisional = False,
    since: given.Since = None,
    final: given.Final = None,
    proposed_by: options.ProposedBy = "",
    decided_by: options.DecidedBy = None,
    push: options.Push = False,
    remote: options.Remote = "",
    dry_run: DryRunOption = False,
) -> None:
    """Change an allocation by a dated line, begin a new one, or adopt a year."""
    change = {"BUDGET": budget, "--amount": amount}
    begun = {
        "--stream": stream, "--kind": kind, "--owner": owner, "--year": year,
        "--provisional": provisional, "--since": since,
    }  # fmt: skip
    if new:
        needed = {flag: begun[flag] for flag in ("--stream", "--kind", "--owner")}
        _fit("--new", {**change, **needed, "--why": why}, {"--final": final, "--on": on})
    elif final is not None:
        _fit("--final", {"--why": why}, {**begun, **change, "--on": on})
    else:
        _fit("", {**change, "--why": why}, begun)

    def asked(budgets: Budgets, today: date) -> Asked:
        if final is not None:
            return budgets.adopt(final)
        if new:
            return _begin(budgets, budget, amount, why, begun, today)
        return budgets.change(budget, _line(amount, why, on, today))

    _decide(
        asked, why, on, proposed_by, decided_by or [], push=push, remote=remote, dry_run=dry_run
    )


def _begin(
    budgets: Budgets, budget: str, amount: str, why: str, begun: dict[str, Any], today: date
) -> Asked:
    """Begin an allocation; ``begun`` are the options of its own."""
    from innoctl.changes import allocation as make

    who, since = _person(budgets, begun["--owner"]), begun["--since"]
    told = make.Begin(budget, begun["--stream"], begun["--kind"].value, who, _typed(amount))
    day = since.isoformat() if since else ""
    year = make.Year(begun["--year"] or today.year, begun["--provisional"], day)
    return budgets.begin(told, year, make.Line(today.isoformat(), told.amount, why))


def carry(
    budget: given.From,
    other: given.To,
    amount: given.Amount,
    why: given.Why,
    on: given.On = None,
    proposed_by: options.ProposedBy = "",
    decided_by: options.DecidedBy = None,
    push: options.Push = False,
    remote: options.Remote = "",
    dry_run: DryRunOption = False,
) -> None:
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


def _fit(option: str, needed: dict[str, Any], apart: dict[str, Any]) -> None:
    """Refuse what ``option`` (none: a plain change) lacks, and what has no meaning beside it."""
    lacking = [flag for flag, value in needed.items() if not value]
    if lacking:
        flags = " ".join(f"{flag} ..." for flag in lacking)
        raise Missing(what=", ".join(flag.strip("-").lower() for flag in lacking), flags=flags)
    found = [flag for flag, value in apart.items() if value not in ("", None, False)]
    if found:
        without = _("a change without {option}").format(option="--new")
        raise Apart(option=found[0], other=option or without)
