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
    AuthorityFacts,
    BudgetFacts,
    CriterionFacts,
    DeputyFacts,
    GateFacts,
    GatekeeperFacts,
    HolderFacts,
    KeyFacts,
    MandateFacts,
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
from innoctl.model.values import UnfitError, cents, is_day


def portfolio_facts(data: object) -> PortfolioFacts:
    """Read ``portfolio.yaml``."""
    targets = _map(_map(_map(data).get("norms")).get("horizons"))
    shares = tuple(_share(targets, f"h{horizon}") for horizon in HORIZONS)
    return PortfolioFacts(
        id=_text(data, "id"),
        name=_text(data, "name"),
        languages=_texts(data, "languages"),
        today=_day(data, "today"),
        horizons=shares if all(shares) else (),
    )


def process_facts(process: object, overlay: object = None) -> ProcessFacts:
    """Read ``process.yaml`` and lay a stream's overlay over it."""
    norms = {**_map(_map(process).get("norms")), **_map(_map(overlay).get("norms"))}
    local = {_text(part, "gate"): part for part in _parts(overlay, "gates")}
    return ProcessFacts(
        version=_text(process, "version"),
        phases=tuple(
            PhaseFacts(
                _text(part, "id"),
                _name(part),
                tuple(
                    (_text(d, "id"), d.get("required") is not False)
                    for d in _parts(part, "deliverables")
                ),
            )
            for part in _parts(process, "phases")
        ),
        gates=tuple(_gate(part, local.get(_text(part, "id"))) for part in _parts(process, "gates")),
        criteria=tuple(_criterion(part) for part in _parts(process, "criteria")),
        reason_codes=_named(process, "reason_codes"),
        deliverables=tuple(
            named
            for part in (*_parts(process, "phases"), overlay)
            for named in _named(part, "deliverables")
        ),
        optional=tuple(
            _text(d, "id")
            for part in (*_parts(process, "phases"), overlay)
            for d in _parts(part, "deliverables")
            if d.get("required") is False
        ),
        checklist=checklist_facts(process),
        feedback_days=_days(norms, "feedback_days", FEEDBACK_DAYS),
        decision_days=_days(norms, "decision_days", DECISION_DAYS),
        stale_days=_days(norms, "stale_days", STALE_DAYS),
    )


def _gate(part: dict[str, Any], local: object) -> GateFacts:
    return GateFacts(
        id=_text(part, "id"),
        name=_name(part),
        from_phase=_text(part, "from"),
        to_phase=_text(part, "to"),
        criteria=_texts(part, "criteria"),
        deliverables=_both(part, local, "deliverables"),
        roles=_both(part, local, "roles"),
        checklist=part.get("checklist") is True,
        threshold=_text(local, "threshold"),
    )


def _criterion(part: dict[str, Any]) -> CriterionFacts:
    return CriterionFacts(
        id=_text(part, "id"),
        name=_name(part),
        question=_name(part, "question"),
        kind=_text(part, "kind") or "must",
        weight=_number(part, "weight", 1),
        threshold=_number(part, "threshold", 0),
        evidence=_texts(part, "evidence"),
    )


def _both(part: object, local: object, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_texts(part, key) + _texts(local, key)))


def organisation_facts(data: object) -> OrganisationFacts:
    """Read ``organisation.yaml``."""
    return OrganisationFacts(
        name=_text(data, "name"),
        units=tuple(
            UnitFacts(_text(p, "id"), _name(p), _text(p, "kind"), _number(p, "headcount", 0))
            for p in _parts(data, "units")
        ),
        domains=_named(data, "domains"),
        streams=tuple(
            StreamFacts(
                _text(p, "id"),
                _name(p),
                _text(p, "unit"),
                _text(p, "domain"),
                _text(p, "director"),
                _name(p, "council"),
            )
            for p in _parts(data, "streams")
        ),
        roles=tuple(
            RoleFacts(_text(p, "id"), _name(p), _texts(p, "contributions"))
            for p in _parts(data, "roles")
        ),
        holders=tuple(
            HolderFacts(
                _text(p, "role"),
                _text(p, "person"),
                _text(p, "scope"),
                _day(p, "from"),
                _day(p, "until"),
            )
            for p in _parts(data, "holders")
        ),
    )


def authority_facts(data: object) -> AuthorityFacts:
    """Read ``authority.yaml``; nobody may decide where there is none.

    A mandate whose limit or quorum cannot be read lets nobody decide: it is never read as none.
    """
    owners = _map(_map(data).get("owners"))
    return AuthorityFacts(
        approval=_text(data, "approval") or "recorded",
        mandates=tuple(_mandates(data)),
        gatekeepers=tuple(_gatekeeper(part) for part in _parts(data, "gatekeepers")),
        deputies=tuple(
            DeputyFacts(_text(p, "person"), _text(p, "for"), _day(p, "from"), _day(p, "until"))
            for p in _parts(data, "deputies")
        ),
        owners=tuple((key, _texts(owners, key)) for key in owners),
        importers=_keys(data, "importers"),
    )


def _mandates(data: object) -> Iterator[MandateFacts]:
    for part in _parts(data, "mandates"):
        try:
            limit = -1 if part.get("limit") is None else cents(part["limit"])
        except UnfitError:
            continue
        quorum = _number(part, "quorum", 0) if "quorum" in part else 1
        gates = _texts(part, "gates") if "gates" in part else ("*",)
        if quorum >= 1:
            yield MandateFacts(_texts(part, "streams"), gates, _texts(part, "roles"), quorum, limit)


def _gatekeeper(part: dict[str, Any]) -> GatekeeperFacts:
    parts = _parts(part, "accounts")
    accounts = tuple((_text(p, "forge"), _number(p, "id", 0)) for p in parts)
    logins = tuple((_text(p, "forge"), _text(p, "login")) for p in parts if _text(p, "login"))
    return GatekeeperFacts(_text(part, "person"), _keys(part, "keys"), accounts, logins)


def _keys(data: object, key: str) -> tuple[KeyFacts, ...]:
    rows = ((_text(part, "public").split(), _day(part, "until")) for part in _parts(data, key))
    return tuple(KeyFacts(" ".join(words[:2]), until) for words, until in rows if words[1:])


def agenda_facts(data: object) -> AgendaFacts:
    """Read ``agenda.yaml``; a portfolio without an agenda has an empty one."""
    return AgendaFacts(*(_agenda_items(data, key) for key in AgendaFacts._fields))


def _agenda_items(data: object, key: str) -> tuple[AgendaItem, ...]:
    return tuple(
        AgendaItem(
            _text(part, "id"),
            _name(part),
            _day(part, "from"),
            _day(part, "until"),
            _texts(part, "directions"),
            _texts(part, "domains"),
        )
        for part in _parts(data, key)
    )


def people_facts(data: object) -> PeopleFacts:
    """Read ``people.yaml``."""
    rows = (
        PersonFacts(
            _text(part, "id"),
            _text(part, "name"),
            _text(part, "unit"),
            _text(part, "email"),
            part.get("external") is True,
        )
        for part in _parts(data, "people")
    )
    return PeopleFacts({row.id: row for row in rows})


def budget_facts(data: object) -> tuple[BudgetFacts, ...]:
    """Read one ``budgets/<year>.yaml``; a line whose amounts cannot be read is left out."""
    return tuple(_budgets(data))


def _budgets(data: object) -> Iterator[BudgetFacts]:
    year, status = _number(data, "year", 0), _text(data, "status") or "final"
    for part in _parts(data, "budgets"):
        try:
            amount = cents(part.get("amount"))
            changes = tuple(
                (_day(c, "on"), _signed(c.get("amount"))) for c in _parts(part, "changes")
            )
        except UnfitError:
            continue
        yield BudgetFacts(
            id=_text(part, "id"),
            year=year,
            status=status,
            stream=_text(part, "stream"),
            kind=_text(part, "kind"),
            owner=_text(part, "owner"),
            cents=amount,
            changes=changes,
        )


def _signed(amount: object) -> int:
    negative = isinstance(amount, str) and amount.startswith("-")
    return -cents(amount[1:]) if negative and isinstance(amount, str) else cents(amount)


def _map(data: object) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _text(data: object, key: str) -> str:
    value = _map(data).get(key)
    return value if isinstance(value, str) else ""


def _texts(data: object, key: str) -> tuple[str, ...]:
    values = _map(data).get(key)
    return tuple(v for v in values if isinstance(v, str)) if isinstance(values, list) else ()


def _parts(data: object, key: str) -> list[dict[str, Any]]:
    values = _map(data).get(key)
    return [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []


def _number(data: object, key: str, default: int) -> int:
    value = _map(data).get(key)
    return value if type(value) is int else default


def _days(data: object, key: str, default: int) -> int:
    return max(_number(data, key, default), 1)


def _day(data: object, key: str) -> str:
    value = _text(data, key)
    return value if is_day(value) else ""


def _share(data: object, key: str) -> str:
    value = _text(data, key)
    return value if re.fullmatch(SHARE, value, re.ASCII) else ""


def _name(data: object, key: str = "name") -> Name:
    value = _map(data).get(key)
    if isinstance(value, str):
        return (("", value),)
    return tuple((str(k), v) for k, v in _map(value).items() if isinstance(v, str))


def _named(data: object, key: str) -> tuple[Named, ...]:
    return tuple(Named(_text(part, "id"), _name(part)) for part in _parts(data, key))
