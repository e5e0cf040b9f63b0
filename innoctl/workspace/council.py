"""The agenda of a council, gathered: dossiers that wait, their money and what resembles them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.reports.council import Back, Council, Near, Source, council
from innoctl.rules.readiness import readiness
from innoctl.rules.waiting import handed_in
from innoctl.workspace.dossier import decided
from innoctl.workspace.gates import Standing, funds, of_stream, status_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from innoctl.model.policy import BudgetFacts
    from innoctl.workspace.portfolio import Portfolio

RESEMBLING: Final = 3
"""So many ideas that resemble a dossier stand on its page."""


def agenda(portfolio: Portfolio, stream: str, day: date) -> Council:
    """Return what the council of a stream has before it on ``day``."""
    found = of_stream(portfolio, stream, day, ("active", "on_hold"))
    budgets = {row.id: row for row in portfolio.budgets()}
    sources = [
        _source(portfolio, one, gate, day, budgets)
        for one in found
        if one.lived.state == "active"
        for gate in _waiting(one, day)
    ]
    back = (
        Back(one.facts.id, one.facts.title, one.lived.back_on)
        for one in found
        if one.lived.back_on and one.lived.back_on <= day.isoformat()
    )
    return council(stream, day, sources, back)


def _waiting(one: Standing, day: date) -> Iterator[str]:
    """Yield the gates for which a dossier of the idea waits."""
    for gate in one.process.gates_from(one.lived.phase):
        if handed_in(one.lived, one.facts, gate.id, day):
            yield gate.id


def _source(
    portfolio: Portfolio, one: Standing, gate: str, day: date, budgets: dict[str, BudgetFacts]
) -> Source:
    rows = readiness(
        one.document,
        one.facts,
        one.lived,
        one.process,
        portfolio.agenda(),
        day,
        gate=gate,
        budgets=tuple(budgets.values()),
    )
    return Source(
        status=status_for(one, day, gate, rows, funds(portfolio, one, day)),
        document=one.document,
        decisions=[(path, record) for path, record, _facts in decided(portfolio, one.path)],
        process=one.process,
        similar=_similar(portfolio, one),
    )


def _similar(portfolio: Portfolio, one: Standing) -> tuple[Near, ...]:
    from innoctl.store.similar import similar
    from innoctl.store.texts import whole

    found = similar(portfolio.index, whole(one.document), {one.facts.id}, limit=RESEMBLING)
    return tuple(Near(row.id, row.title, row.stream, round(row.score, 2)) for row in found)
