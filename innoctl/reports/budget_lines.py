"""What changes a figure of `report budget`, line by line, with what it comes to (V31)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from innoctl.named import NamedTuple
from innoctl.reports.budget import TOTAL, BudgetReport, Row, Wanted
from innoctl.reports.journal import FIGURES, Account, Entry
from innoctl.reports.spending import Sorter

SIGNS: Final[Mapping[str, Mapping[str, int]]] = {
    **FIGURES,
    "over": {"over": 1},
    "sunk": {"spent": 1},
}
"""Which entries make which figure, and with which sign; ``sunk`` only those of stopped ideas."""


class Movement(NamedTuple):
    """One entry of the journal. ``cents`` has the sign with which it counts in the figure.

    ``total`` is what the figure comes to with it, in cents; None when no figure was asked for.
    """

    on: str
    what: str
    budget: str
    idea: str
    cents: int
    total: int | None
    reference: str
    by: str
    note: str
    path: str
    place: int
    change: int = -1


def movements(
    report: BudgetReport,
    entries: Iterable[Entry],
    accounts: Iterable[Account],
    row: Row,
    measure: str,
) -> Iterator[Movement]:
    """Yield what changed a row up to the day of the report, or one ``measure`` of it.

    ``entries`` are those of the journal of ``accounts``. The last total is the figure itself.
    """
    signs, total = SIGNS.get(measure, {}), 0
    for one in _of(report, entries, {a.funded.idea: a for a in accounts}, row):
        sign = signs.get(one.what, 0) if measure else 1
        if sign and (measure != "sunk" or report.ideas[one.idea].state == "stopped"):
            total += sign * one.cents
            yield Movement(
                one.on, one.what, one.budget, one.idea, sign * one.cents,
                total if measure else None,
                one.reference, one.by, one.note, one.path, one.place, one.change,
            )  # fmt: skip


def _of(
    report: BudgetReport, entries: Iterable[Entry], accounts: Mapping[str, Account], row: Row
) -> Iterator[Entry]:
    """Yield the entries of a row of the report, those of its day included."""
    wanted, sorter = report.wanted, Sorter(report.by, report.budgets.values(), report.ideas)
    for one in entries:
        if one.on > report.day or wanted.idea not in {"", one.idea} or not _held(report, one):
            continue
        phase = accounts[one.idea].funded.stay(one.on).phase if one.idea else ""
        if row.figure == TOTAL or row.of in sorter.rows(one.budget, one.idea, phase):
            yield one


def _held(report: BudgetReport, one: Entry) -> bool:
    known = report.budgets.get(one.budget)
    if known is None:
        return report.wanted._replace(idea="") == Wanted()
    return report.wanted.holds(known)
