"""Gathering what the report on money is made from: allocations, decisions and ledgers, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoctl.reports.budget import BudgetInputs, BudgetReport, Row, Wanted, budget_report
from innoctl.reports.budget_lines import Movement, movements
from innoctl.reports.journal import Account, journal
from innoctl.reports.journal import Entry as Moved
from innoctl.reports.spending import Cell, Drawer, taken
from innoctl.reports.stream import LeftOutRow
from innoctl.rules.carrying import Allocation
from innoctl.rules.funding import funded
from innoctl.rules.life import Chain, Story, as_of, broken_by, chain
from innoctl.store.portions import uncollected
from innoctl.workspace.overviews import UnknownValue, stream_named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from innoctl.model.facts import DecisionFacts, LedgerFacts
    from innoctl.model.policy import ProcessFacts
    from innoctl.store.index import Entry
    from innoctl.workspace.portfolio import Portfolio

KEYS: Final = {"budgets": "budgets", "decisions": "resources", "ledger": "lines"}
"""In which list of a file the movements stand, by the first part of its path."""


def wanted(portfolio: Portfolio, typed: Wanted) -> Wanted:
    """Return what is asked for, by full names; raises where something of that name is not there."""
    from innoctl.model.kinds import idea_of

    rows = portfolio.budgets()
    if typed.year is not None:
        _known("year", str(typed.year), {str(row.year) for row in rows})
    if typed.budget:
        _known("budget", typed.budget, {row.id for row in rows})
    stream, idea = typed.stream, typed.idea
    return typed._replace(
        stream=stream_named(portfolio.organisation(), stream) if stream else "",
        idea=idea_of(portfolio.resolve(idea)) if idea else "",
    )


@uncollected()
def _gathered(portfolio: Portfolio, day: date) -> dict[str, Any]:
    """Return as plain JSON what each idea did with money up to ``day``, and its state then."""
    process = portfolio.process()
    states: dict[str, str] = {}
    cells: list[Cell] = []
    broken: list[tuple[str, str]] = []
    for one in holders(portfolio, process):
        story = Story(process, "", "")
        for row in as_of(one.chain.counting, day):
            story.tell(row)
        states[one.idea] = story.state
        cells += taken(one.account.funded, day)
        broken += one.broken()
    return {"states": states, "cells": cells, "broken": broken}


def _known(field: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, sorted(known), 3) or sorted(known)[:5]
        raise UnknownValue(field=field, name=name, near=", ".join(near) or "-")


def report_on_money(portfolio: Portfolio, day: date, by: str, asked: Wanted) -> BudgetReport:
    """Return the figures on money at the end of ``day``."""
    return budget_report(inputs(portfolio, day), day, by, asked)


def inputs(portfolio: Portfolio, day: date) -> BudgetInputs:
    """Return what the figures of ``day`` are made from; what ideas did until then is remembered."""
    packed = _packed(portfolio, day)
    fields = ("id", "title", "horizon", "themes")
    known = {row[0]: row for row in portfolio.index.rows(fields)}
    ideas = {}
    for idea, state in packed["states"].items():
        _id, title, horizon, themes = known.get(idea, (idea, "", 0, ()))
        ideas[idea] = Drawer(idea, title, horizon, _texts(themes), state)
    return BudgetInputs(
        portfolio.budgets(),
        [Cell(*row) for row in packed["cells"]],
        ideas,
        all_left_out(portfolio, packed["broken"]),
    )


def _packed(portfolio: Portfolio, day: date) -> dict[str, Any]:
    found: dict[str, Any] = portfolio.remembered(f"money {day}", lambda: _gathered(portfolio, day))
    return found


def left_out(portfolio: Portfolio, day: date) -> list[LeftOutRow]:
    """Return what no figure on money counts; which grants those are is the same on every day."""
    broken = portfolio.remembered("money left out", lambda: _packed(portfolio, day)["broken"])
    return all_left_out(portfolio, broken)


def all_left_out(portfolio: Portfolio, broken: Iterable[Sequence[str]]) -> list[LeftOutRow]:
    """Return the files that cannot be read and the ``broken`` grants, path and code of each."""
    return [LeftOutRow(path, code) for path, code in (*portfolio.left_out(), *broken)]


def _texts(themes: Any) -> tuple[str, ...]:
    return tuple(themes or ())


@uncollected()
def lines(portfolio: Portfolio, report: BudgetReport, row: Row, measure: str) -> list[Movement]:
    """Return what changed a row of the report, or one measure of it, in the order of the days."""
    from innoctl.model.policy_reading import budget_facts

    asked = report.wanted
    ideas = {asked.idea} if asked.idea else _drawing(portfolio, report)
    found = [one.account for one in holders(portfolio, portfolio.process(), ideas)]
    allocations = [
        Allocation(path, budget)
        for path, data in portfolio.index.documents("budget")
        for budget in budget_facts(data)
        if asked.holds(budget)
    ]
    entries = journal(allocations, found)
    return list(movements(report, entries, found, row, measure))


def _drawing(portfolio: Portfolio, report: BudgetReport) -> set[str] | None:
    """Return the ideas that name one of the budgets that are asked for; None for all ideas."""
    if report.wanted == Wanted():
        return None
    return portfolio.index.funded(
        [row.id for row in report.budgets.values() if report.wanted.holds(row)]
    )


def places(portfolio: Portfolio, rows: Iterable[Movement | Moved]) -> list[str]:
    """Return where each movement stands, as ``file:line``; '' for what follows from others."""
    from innoctl.store.places import item_lines

    known: dict[str, dict[tuple[str | int, ...], int]] = {}
    found = []
    for row in rows:
        if row.path and row.path not in known:
            known[row.path] = item_lines(portfolio.fetch(row.path) or b"")
        key: tuple[str | int, ...] = (KEYS.get(row.path.partition("/")[0], ""), row.place)
        if row.change >= 0:
            key += ("changes", row.change)
        number = known[row.path].get(key) if row.path else None
        found.append(f"{row.path}:{number}" if number else row.path)
    return found


class _Holder:
    """An idea with money: its decisions in order, its ledgers, and both as one account."""

    def __init__(
        self,
        idea: str,
        decided: Sequence[Entry[DecisionFacts]],
        ledgers: Sequence[Entry[LedgerFacts]],
        process: ProcessFacts,
    ) -> None:
        self.idea = idea
        self.chain: Chain = chain(entry.facts for entry in decided)
        self._paths = {entry.facts.digest: entry.path for entry in decided}
        lines = [((e.path, n), line) for e in ledgers for n, line in enumerate(e.facts.lines)]
        own = funded(idea, self.chain.counting, [line for _, line in lines], process)
        self.account = Account(own, [place for place, _ in lines], self._paths)

    def broken(self) -> Iterator[tuple[str, str]]:
        """Yield the grants that no chain of decisions leads to, with the code that says so."""
        for row, code in broken_by(self.chain):
            if row.resources:
                yield self._paths[row.digest], code


def holders(
    portfolio: Portfolio, process: ProcessFacts, ideas: Collection[str] | None = None
) -> Iterator[_Holder]:
    """Yield the ideas that were granted money or have a ledger, by id; all, or some."""
    index = portfolio.index
    ledgers = _by_idea(index.ledgers(ideas=ideas), lambda facts: facts.idea)
    decided = _by_idea(index.decisions(ideas=ideas), lambda facts: facts.idea)
    given = {idea for idea, rows in decided.items() if any(row.facts.resources for row in rows)}
    for idea in sorted(given | ledgers.keys()):
        yield _Holder(idea, decided.get(idea, ()), ledgers.get(idea, ()), process)


def _by_idea(entries: Iterable[Any], idea: Callable[[Any], str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for entry in entries:
        found.setdefault(idea(entry.facts), []).append(entry)
    return found
