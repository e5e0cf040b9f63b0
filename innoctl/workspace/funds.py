"""What is free of a budget, from the decisions that count and the ledgers of the ideas on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from innoctl.model.kinds import idea_of
from innoctl.rules import funding
from innoctl.rules.booking import Books
from innoctl.rules.correcting import END, Turn, returned, undercut
from innoctl.rules.cover import Purse
from innoctl.rules.deciding import Proposed, money
from innoctl.rules.funding import Funded, positions
from innoctl.rules.life import chain

if TYPE_CHECKING:
    from datetime import date

    from innoctl.errors import Finding
    from innoctl.model.facts import DecisionFacts
    from innoctl.model.policy import BudgetFacts, ProcessFacts
    from innoctl.store.index import Entry
    from innoctl.workspace.portfolio import Portfolio


def free(
    portfolio: Portfolio, budgets: Iterable[BudgetFacts], named: Collection[str], day: date
) -> dict[str, int]:
    """Return the cents that are free of each budget in ``named`` on ``day``, below zero if overdrawn."""
    found = [row for row in budgets if row.id in named]
    ideas = drawing(portfolio, named, {})
    return funding.free(found, (funding.positions(one, day) for one in ideas), day)


def lasting(
    portfolio: Portfolio,
    budgets: Iterable[BudgetFacts],
    named: Collection[str],
    days: Collection[str],
    instead: Mapping[str, Sequence[DecisionFacts]] | None = None,
) -> dict[str, dict[str, int]]:
    """Return for each day (ISO) the cents of each budget in ``named`` that are free from then on.

    That is what can be granted on that day. Below zero if overdrawn. ``instead`` gives for some
    ideas the decisions to reckon with in the place of those in their files.
    """
    found = [row for row in budgets if row.id in named]
    ideas = list(drawing(portfolio, named, instead or {}))
    return {day: funding.lasting(found, ideas, day) for day in days}


def books(
    portfolio: Portfolio,
    idea: str,
    decisions: Sequence[DecisionFacts],
    process: ProcessFacts,
    budgets: Mapping[str, BudgetFacts],
) -> Books:
    """Return the bookings of an idea as its ledgers have them, under these decisions."""
    found = portfolio.index.ledgers(ideas=[idea])
    rows = [((path, n), line) for path, _, one in found for n, line in enumerate(one.lines)]
    own = funding.funded(idea, chain(decisions).counting, [line for _, line in rows], process)
    return Books(own, [place for place, _ in rows], budgets, process)


def beyond(before: Portfolio, after: Portfolio, brought: Collection[str]) -> Iterator[Finding]:
    """Yield what decisions grant, take back or leave without a grant, by what stood before them.

    ``brought`` are their files.
    """
    entries = after.index.decisions(ideas={idea_of(path) for path in brought})
    new = [entry for entry in entries if entry.path in brought]
    if not any(row.resources or row.supersedes for _, _, row in new):
        return
    budgets = {row.id: row for row in before.budgets(unread=True)}
    turns = list(_turns(before, after, entries, brought, budgets))
    instead: dict[str, list[DecisionFacts]] = {}
    for path, _, row in entries:
        kept = row._replace(resources=()) if path in brought else row
        instead.setdefault(row.idea, []).append(kept)
    named = {budget for _, _, row in new for budget, _cents in row.resources}
    named |= {budget for turn in turns for budget in positions(turn.before.funded, END)}
    days = {row.decided_on for _, _, row in new}
    left = lasting(before, budgets.values(), named, days, instead)
    asked = [
        Proposed(path, row, after.process(row.stream)) for path, _, row in new if row.resources
    ]
    landed = after.landed([one.path for one in asked])
    asked.sort(key=lambda one: landed.get(one.path, len(landed)))
    yield from money(asked, {row.id: row for row in after.budgets(unread=True)}, left)
    when = {path: row.decided_on for path, _, row in new}
    for turn in turns:
        yield from undercut(turn.path, turn.before.funded, turn.after.funded)
        yield from returned(turn, left[when[turn.path]])


def _turns(
    before: Portfolio,
    after: Portfolio,
    entries: Sequence[Entry[DecisionFacts]],
    brought: Collection[str],
    budgets: Mapping[str, BudgetFacts],
) -> Iterator[Turn]:
    """Yield for each correction that is brought the books before it and after it, as they stood before."""
    for path, _, row in entries:
        if path in brought and row.supersedes:
            every = [one for _, _, one in entries if one.idea == row.idea]
            told = [one for at, _, one in entries if one.idea == row.idea and at not in brought]
            process = after.process(row.stream)
            was, now = (books(before, row.idea, rows, process, budgets) for rows in (told, every))
            yield Turn(path, row.digest, was, now)


def purse(
    portfolio: Portfolio, named: Collection[str], today: date, own: Funded | None = None
) -> Purse:
    """Return what all ideas take of some budgets; ``own`` stands in the place of its idea's files."""
    entries = portfolio.index.decisions(ideas=portfolio.index.funded(named))
    paths = {entry.facts.digest: entry.path for entry in entries}
    found = Purse()
    for one in drawing(portfolio, named, {}):
        found.count(own if own and own.idea == one.idea else one, paths, today)
    return found


def drawing(
    portfolio: Portfolio, named: Collection[str], instead: Mapping[str, Sequence[DecisionFacts]]
) -> Iterator[funding.Funded]:
    """Yield the ideas that draw on these budgets; ``instead`` as in `lasting`."""
    from innoctl.workspace.overviews import by_idea, ledgers

    index, process = portfolio.index, portfolio.process()
    ideas = index.funded(named) | instead.keys()
    held = by_idea(entry.facts for entry in index.decisions(ideas=ideas)) | dict(instead)
    lines = ledgers(portfolio, ideas)
    for idea in sorted(ideas):
        rows = chain(held.get(idea, ())).counting
        yield funding.funded(idea, rows, lines.get(idea, ()), process)
