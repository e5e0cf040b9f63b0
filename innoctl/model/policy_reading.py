"""Policy facts from plain data, without pydantic.

Reading is tolerant: what cannot be read is absent, for ``check`` says so. A warm report
reads these files again on every run, so nothing here is slow or strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from innoctl.model.checklist import checklist_facts
from innoctl.model.facts import HORIZONS
from innoctl.model.kinds import SHARE
from innoctl.model.policy import (
    DECISION_DAYS,
    FEEDBACK_DAYS,
    STALE_DAYS,
    AgendaFacts,
    AgendaItem,
    BudgetFacts,
    ChangeFacts,
    CriterionFacts,
    GateFacts,
    HolderFacts,
    Name,
    Named,
    OrganisationFacts,
    PeopleFacts,
    PersonFacts,
    PhaseFacts,
    PortfolioFacts,
    ProcessFacts,
    RoleFacts,
    StreamFacts,
    UnitFacts,
)
from innoctl.model.tolerant import dated, day_of, map_of, number_of, parts_of, text_of, texts_of
from innoctl.model.values import UnfitError, cents, signed_cents


def portfolio_facts(data: object) -> PortfolioFacts:
    """Read ``portfolio.yaml``."""
    targets = map_of(map_of(map_of(data).get("norms")).get("horizons"))
    shares = tuple(_share(targets, f"h{horizon}") for horizon in HORIZONS)
    return PortfolioFacts(
        id=text_of(data, "id"),
        name=text_of(data, "name"),
        languages=texts_of(data, "languages"),
        today=day_of(data, "today"),
        horizons=shares if all(shares) else (),
    )


def process_facts(process: object, overlay: object = None) -> ProcessFacts:
    """Read ``process.yaml`` and lay a stream's overlay over it."""
    norms = {**map_of(map_of(process).get("norms")), **map_of(map_of(overlay).get("norms"))}
    local = {text_of(part, "gate"): part for part in parts_of(overlay, "gates")}
    return ProcessFacts(
        version=text_of(process, "version"),
        phases=tuple(
            PhaseFacts(
                text_of(part, "id"),
                _name(part),
                tuple(
                    (text_of(d, "id"), d.get("required") is not False)
                    for d in parts_of(part, "deliverables")
                ),
            )
            for part in parts_of(process, "phases")
        ),
        gates=tuple(
            _gate(part, local.get(text_of(part, "id"))) for part in parts_of(process, "gates")
        ),
        criteria=tuple(_criterion(part) for part in parts_of(process, "criteria")),
        reason_codes=_named(process, "reason_codes"),
        deliverables=tuple(
            named
            for part in (*parts_of(process, "phases"), overlay)
            for named in _named(part, "deliverables")
        ),
        optional=tuple(
            text_of(d, "id")
            for part in (*parts_of(process, "phases"), overlay)
            for d in parts_of(part, "deliverables")
            if d.get("required") is False
        ),
        checklist=checklist_facts(process),
        feedback_days=_days(norms, "feedback_days", FEEDBACK_DAYS),
        decision_days=_days(norms, "decision_days", DECISION_DAYS),
        stale_days=_days(norms, "stale_days", STALE_DAYS),
    )


def _gate(part: dict[str, Any], local: object) -> GateFacts:
    return GateFacts(
        id=text_of(part, "id"),
        name=_name(part),
        from_phase=text_of(part, "from"),
        to_phase=text_of(part, "to"),
        criteria=texts_of(part, "criteria"),
        deliverables=_both(part, local, "deliverables"),
        roles=_both(part, local, "roles"),
        checklist=part.get("checklist") is True,
        threshold=text_of(local, "threshold"),
    )


def _criterion(part: dict[str, Any]) -> CriterionFacts:
    return CriterionFacts(
        id=text_of(part, "id"),
        name=_name(part),
        question=_name(part, "question"),
        kind=text_of(part, "kind") or "must",
        weight=number_of(part, "weight", 1),
        threshold=number_of(part, "threshold", 0),
        evidence=texts_of(part, "evidence"),
    )


def _both(part: object, local: object, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts_of(part, key) + texts_of(local, key)))


def organisation_facts(data: object) -> OrganisationFacts:
    """Read ``organisation.yaml``."""
    return OrganisationFacts(
        name=text_of(data, "name"),
        units=tuple(
            UnitFacts(text_of(p, "id"), _name(p), text_of(p, "kind"), number_of(p, "headcount", 0))
            for p in parts_of(data, "units")
        ),
        domains=_named(data, "domains"),
        streams=tuple(
            StreamFacts(
                text_of(p, "id"),
                _name(p),
                text_of(p, "unit"),
                text_of(p, "domain"),
                text_of(p, "director"),
                _name(p, "council"),
            )
            for p in parts_of(data, "streams")
        ),
        roles=tuple(
            RoleFacts(text_of(p, "id"), _name(p), texts_of(p, "contributions"))
            for p in parts_of(data, "roles")
        ),
        holders=tuple(
            HolderFacts(
                text_of(p, "role"),
                text_of(p, "person"),
                text_of(p, "scope"),
                day_of(p, "from"),
                day_of(p, "until"),
            )
            for p in parts_of(data, "holders")
            if dated(p) and isinstance(p.get("scope", ""), str | None)
        ),
    )


def agenda_facts(data: object) -> AgendaFacts:
    """Read ``agenda.yaml``; a portfolio without an agenda has an empty one."""
    return AgendaFacts(*(_agenda_items(data, key) for key in AgendaFacts._fields))


def _agenda_items(data: object, key: str) -> tuple[AgendaItem, ...]:
    return tuple(
        AgendaItem(
            text_of(part, "id"),
            _name(part),
            day_of(part, "from"),
            day_of(part, "until"),
            texts_of(part, "directions"),
            texts_of(part, "domains"),
        )
        for part in parts_of(data, key)
    )


def people_facts(data: object) -> PeopleFacts:
    """Read ``people.yaml``."""
    rows = (
        PersonFacts(
            text_of(part, "id"),
            text_of(part, "name"),
            text_of(part, "unit"),
            text_of(part, "email"),
            part.get("external") is True,
        )
        for part in parts_of(data, "people")
    )
    return PeopleFacts({row.id: row for row in rows})


def budget_facts(data: object, *, unread: bool = False) -> tuple[BudgetFacts, ...]:
    """Read one ``budgets/<year>.yaml``; a line whose amounts cannot be read is left out.

    With ``unread`` it stands there with nothing to grant, so that it is not taken for unknown.
    """
    return tuple(_budgets(data, unread=unread))


def _budgets(data: object, *, unread: bool) -> Iterator[BudgetFacts]:
    year, status = number_of(data, "year", 0), text_of(data, "status") or "final"
    for place, part in enumerate(parts_of(data, "budgets")):
        try:
            amount = cents(part.get("amount"))
            changes = tuple(
                ChangeFacts(
                    day_of(c, "on"),
                    signed_cents(c.get("amount")),
                    text_of(c, "carry"),
                    text_of(c, "why"),
                )
                for c in parts_of(part, "changes")
            )
        except UnfitError:
            if not unread:
                continue
            amount, changes = 0, ()
        yield BudgetFacts(
            id=text_of(part, "id"),
            year=year,
            status=status,
            stream=text_of(part, "stream"),
            kind=text_of(part, "kind"),
            owner=text_of(part, "owner"),
            cents=amount,
            changes=changes,
            since=day_of(data, "since") or f"{year:04}-01-01",
            place=place,
        )


def _days(data: object, key: str, default: int) -> int:
    return max(number_of(data, key, default), 1)


def _share(data: object, key: str) -> str:
    value = text_of(data, key)
    return value if re.fullmatch(SHARE, value, re.ASCII) else ""


def _name(data: object, key: str = "name") -> Name:
    value = map_of(data).get(key)
    if isinstance(value, str):
        return (("", value),)
    return tuple((str(k), v) for k, v in map_of(value).items() if isinstance(v, str))


def _named(data: object, key: str) -> tuple[Named, ...]:
    return tuple(Named(text_of(part, "id"), _name(part)) for part in parts_of(data, key))
