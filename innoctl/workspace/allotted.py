"""Allocations that were edited by hand, judged as ``check --base`` judges them where they land.

Grants and bookings are those of the commit that is checked out, as for all that is decided.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from innoctl.model.policy_reading import budget_facts
from innoctl.rules import cover
from innoctl.rules.carrying import Allocation, allocations
from innoctl.rules.kept import erased
from innoctl.store.yaml_document import load
from innoctl.workspace.check import placed
from innoctl.workspace.funds import purse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from innoctl.errors import Finding
    from innoctl.workspace.altered import Altered
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.portfolio import Portfolio


def refused(
    landed: Portfolio, view: Committed, files: Sequence[Altered], today: date
) -> list[Finding]:
    """Return what was overwritten, carried over by halves, or left a grant without cover."""
    new = {one.path: one.new for one in files}
    before = {path: _said(blob.data) for path in view.budget_files() if (blob := view.file(path))}
    after = {**before, **{path: _said(data) for path, data in new.items()}}
    went = chain.from_iterable(erased(path, before.get(path), after[path]) for path in new)
    old, now = (
        [Allocation(path, row) for path, said in years.items() for row in budget_facts(said)]
        for years in (before, after)
    )
    changed = {row.budget.id for row in {*old} ^ {*now}}
    stood, stands = (_wrong(landed, rows, changed, today) for rows in (old, now))
    found = [*went, *cover.brought(stood, stands)]
    return placed(found, lambda path: new.get(path) or landed.fetch(path)).findings


def _wrong(
    landed: Portfolio, rows: Sequence[Allocation], changed: Collection[str], today: date
) -> Iterator[Finding]:
    """Yield what is wrong between allocations, and the grants that these do not carry."""
    yield from (one for one in allocations(rows) if one.severity == "error")
    kept = purse(landed, changed, today)
    budgets = [row.budget for row in rows if row.budget.id in changed]
    for budget in cover.overdrawn(kept, budgets, today):
        places = landed.landed({row.path for row in kept.grants.get(budget.id, ())})
        yield from cover.uncovered(kept, budget, today, places)


def _said(data: bytes | None) -> dict[str, Any] | None:
    value, problems = load(data) if data is not None else (None, [])
    return value if isinstance(value, dict) and not problems else None
