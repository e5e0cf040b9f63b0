"""Every figure on money of a portfolio, held against what bean-query computes from its export."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from innoctl.model.policy import BudgetFacts
from innoctl.render.beancount import QUESTIONS, ROOTS, account, part
from innoctl.reports.budget import BudgetReport, Row, Wanted, budget_report
from innoctl.reports.money import budget_rows
from innoctl.rules.funding import free, positions
from innoctl.workspace.budget_report import holders, inputs
from innoctl.workspace.exporting import money_ledger
from innoctl.workspace.portfolio import Portfolio
from tests.money.asked import Asked, Figures

MEASURES: Final = tuple(QUESTIONS)
OF: Final = {
    "layer": "root(account, 5)", "stream": "root(account, 6)", "idea": "leaf(account)",
}  # fmt: skip
"""What of an account says what a row of the report is of."""
OF_BUDGET: Final = 5
"""So many parts of an account, behind what it is, say which budget it is of."""


class Compared(NamedTuple):
    """What came of one portfolio."""

    transactions: int
    figures: int
    wrong: list[str]


def compare(root: Path, seed: int, *, every: bool = False) -> Compared:
    """Compare every figure on the last day and on an earlier one, drawn by ``seed``.

    Budgets, and ideas on budgets, are always asked for; of layers, streams and whole ideas, which
    are sums of those, ``every`` one or the one that ``seed`` draws.
    """
    chance = random.Random(seed)
    with Portfolio.find(root) as portfolio:
        last = portfolio.today()
        earlier = last - timedelta(chance.randint(1, 900))
        asked = Asked(money_ledger(portfolio, last).text)
        wrong, count = [f"beancount: {error}" for error in asked.errors], 0
        sums = tuple(OF) if every else (chance.choice(tuple(OF)),)
        for day in (last, earlier):
            for name, ours, theirs in _pairs(portfolio, asked, day, sums):
                count += 1
                if ours != theirs:
                    wrong.append(f"{day} {name}: innoctl {ours}, bean-query {theirs}")
    return Compared(asked.transactions, count, wrong)


def _pairs(
    portfolio: Portfolio, asked: Asked, day: date, sums: Iterable[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield each figure with what innoctl says and what bean-query says, in cents."""
    made, budgets = inputs(portfolio, day), {row.id: row for row in portfolio.budgets()}
    for by in sums:
        measures = [m for m in MEASURES if by != "idea" or m not in {"allocated", "free"}]
        theirs = {m: _named(asked.figures(m, day, OF[by])) for m in measures}
        yield from _rows(budget_report(made, day, by, Wanted()), budgets, theirs)
    finest = {m: _named(asked.figures(m, day, "account")) for m in MEASURES}
    whole = {m: _whole(finest[m]) for m in MEASURES}
    yield from _rows(budget_report(made, day, "budget", Wanted()), budgets, whole)
    yield from _streams(portfolio, day, whole)
    yield from _positions(portfolio, day, finest)


def _named(figures: Figures) -> dict[str, int]:
    """Return figures by the account without what it is: by what it is of."""
    return {_below(of): cents for (of,), cents in figures.items()}


def _below(name: str) -> str:
    root = next((root for root in ROOTS if name.startswith(f"{root}:")), "")
    return name.removeprefix(root)


def _whole(figures: Mapping[str, int]) -> dict[str, int]:
    """Return the figures of budgets, those of their ideas added up."""
    found: dict[str, int] = {}
    for of, cents in figures.items():
        budget = ":".join(of.split(":")[: OF_BUDGET + 1])
        found[budget] = found.get(budget, 0) + cents
    return found


def _place(by: str, row: Row, budgets: Mapping[str, BudgetFacts]) -> str:
    if by == "idea":
        return part(row.of[0])
    if by == "budget":
        return account("", row.of[0], budgets.get(row.of[0]))
    if by == "layer":
        layer, year, kind = row.of
        return ":".join(["", *map(part, (layer, kind, str(year)))])
    layer, stream, year, kind = row.of
    return ":".join(["", *map(part, (layer, kind, str(year), stream.rpartition("/")[2]))])


def _rows(
    report: BudgetReport,
    budgets: Mapping[str, BudgetFacts],
    theirs: Mapping[str, Mapping[str, int]],
) -> Iterator[tuple[str, int, int]]:
    """Yield each figure of each row; what bean-query has beside the rows is wrong too."""
    for measure, figures in theirs.items():
        left = dict(figures)
        for row in report.rows:
            ours = getattr(row.amounts, measure)
            cents = left.pop(_place(report.by, row, budgets), 0)
            if ours is not None:
                yield f"{measure} of {report.by} {row.figure}", ours, cents
        yield from ((f"{measure} of {report.by} {of}", 0, cents) for of, cents in left.items())


def _streams(
    portfolio: Portfolio, day: date, theirs: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, int, int]]:
    """Yield the figures of ``report stream``, which is made another way."""
    budgets = portfolio.budgets()
    known = {row.id: row for row in budgets}
    ideas = [one.account.funded for one in holders(portfolio, portfolio.process())]
    words = {"committed": "open"}
    for stream in sorted({row.stream for row in budgets}):
        for row in budget_rows(budgets, ideas, stream, day):
            places = [account("", name, known[name]) for name in row.budgets]
            for field in ("allocated", "granted", "released", "committed", "spent", "free"):
                found = theirs[words.get(field, field)]
                name = f"{field} of report stream {stream} {row.figure}"
                yield name, getattr(row, field), sum(found.get(place, 0) for place in places)


def _positions(
    portfolio: Portfolio, day: date, theirs: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[str, int, int]]:
    """Yield what each idea holds of each budget by the rules, and what is free of each by them."""
    budgets = portfolio.budgets()
    known = {row.id: row for row in budgets}
    own = [one.account.funded for one in holders(portfolio, portfolio.process())]
    stands = {one.idea: positions(one, day) for one in own}
    for measure in ("granted", "released", "committed", "open", "spent", "over"):
        left = dict(theirs[measure])
        for idea, rows in stands.items():
            for budget, position in rows.items():
                place = account("", budget, known.get(budget), idea)
                yield f"{measure} {idea} {budget}", getattr(position, measure), left.pop(place, 0)
        yield from ((f"{measure} {of}", 0, cents) for of, cents in left.items())
    for budget, cents in free(budgets, stands.values(), day).items():
        yield f"free {budget}", cents, theirs["free"].get(account("", budget, known[budget]), 0)
