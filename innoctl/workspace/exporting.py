"""Gathering every movement of money up to a day, for programs of others (V31)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.errors import UsageError
from innoctl.model.policy_reading import budget_facts, portfolio_facts
from innoctl.named import NamedTuple
from innoctl.render.beancount import Export, Head, ledger
from innoctl.reports.journal import journal
from innoctl.rules.carrying import Allocation
from innoctl.workspace.budget_report import all_left_out, holders, places
from innoctl.workspace.portfolio import MARKER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from innoctl.reports.stream import LeftOutRow
    from innoctl.workspace.portfolio import Portfolio

BEGINNING: Final = 4096
"""Within so many bytes an export says that innoctl made it."""
MARK: Final = b"\n; Made by innoctl export ledger."


class NotAnExport(UsageError):
    """Something else than an earlier export stands where one is to be written."""

    code = "U715"


class Exported(NamedTuple):
    """A ledger as text, and what is not in it."""

    text: str
    left_out: Sequence[LeftOutRow]


def money_ledger(portfolio: Portfolio, day: date) -> Exported:
    """Return every movement of money up to the end of ``day`` as a Beancount ledger."""
    allocations = [
        Allocation(path, budget)
        for path, data in portfolio.index.documents("budget")
        for budget in budget_facts(data)
    ]
    found = list(holders(portfolio, portfolio.process()))
    entries = [
        row
        for row in journal(allocations, (one.account for one in found))
        if row.on <= day.isoformat()
    ]
    export = Export(
        entries,
        places(portfolio, entries),
        {row.budget.id: row.budget for row in allocations},
        {str(row[0]): str(row[1]) for row in portfolio.index.rows(("id", "title"))},
    )
    left_out = all_left_out(portfolio, (row for one in found for row in one.broken()))
    name = portfolio_facts(portfolio.document(MARKER)).name
    head = Head(name, day.isoformat(), portfolio.commit or "", left_out)
    return Exported(ledger(export, head), left_out)


def write(target: Path, text: str) -> None:
    """Write an export in one step, in the place of an earlier one if there is; `NotAnExport`."""
    from innoctl.store.files import replace

    if target.exists() or target.is_symlink():
        if not target.is_file() or target.is_symlink():
            raise NotAnExport(path=target)
        with target.open("rb") as file:
            if MARK not in file.read(BEGINNING):
                raise NotAnExport(path=target)
    replace(target, text.encode("utf-8"))
