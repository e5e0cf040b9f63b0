"""Facts of ideas and decisions from plain data, without pydantic: a warm report never validates again.

A record whose facts cannot be read (no id, a date that is none) gives None; reports then
say that they leave it out, and ``check`` says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from innoctl.model.facts import (
    HORIZONS,
    OUTCOMES,
    STATES,
    DecisionFacts,
    IdeaFacts,
    LedgerFacts,
    LineFacts,
)
from innoctl.model.kinds import IDEA_ID
from innoctl.model.values import UnfitError, cents, is_day, signed_cents

_IDEA_ID = re.compile(IDEA_ID).fullmatch
_F = TypeVar("_F")

_EVENT_KEYS: Final = frozenset(
    {"on", "submitted_on", "met_on", "requested_on", "since", "until", "from"}
)
"""The keys whose date says that something happened."""
_HOLDERS: Final = (dict, list)
BOOKINGS: Final = ("commit", "spend", "release")


def idea_facts(data: object) -> IdeaFacts | None:
    """Read an idea's facts from plain data; None when they are not there to be read."""
    return _quietly(_idea, data)


def decision_facts(data: object, number: str, digest: str) -> DecisionFacts | None:
    """Read a decision's facts; ``number`` stands in its file name, ``digest`` is of its bytes."""
    return _quietly(lambda plain: _decision(plain, number, digest), data)


def ledger_facts(data: object) -> LedgerFacts | None:
    """Read what an idea commits and spends; one line that cannot be read leaves all of it out."""
    return _quietly(_ledger, data)


def _quietly(read: Callable[[dict[str, Any]], _F], data: object) -> _F | None:
    if not isinstance(data, dict):
        return None
    try:
        return read(data)
    except UnfitError:
        return None


def _idea(data: dict[str, Any]) -> IdeaFacts:
    scaling = _scaling(data)
    return IdeaFacts(
        id=_id(data, "id"),
        title=_needed(data, "title"),
        stream=_needed(data, "stream"),
        phase=_needed(data, "phase"),
        state=_one_of(STATES, data, "state"),
        submitted_on=_day(data, "submitted_on", needed=True),
        submitter=_text(data, "submitter"),
        origin=_text(data, "origin"),
        summary=_text(data, "summary"),
        kind=_text(data, "kind"),
        source=_text(data, "source"),
        horizon=_horizon(data),
        reach=_text(data, "reach"),
        reasons=_texts(data, "reasons"),
        domain=_text(data, "domain"),
        directions=_texts(data, "directions"),
        themes=_texts(data, "themes"),
        technologies=_texts(data, "technologies"),
        tags=_texts(data, "tags"),
        broker=_text(data, "broker"),
        coach=_text(data, "coach"),
        sponsor=_text(data, "sponsor"),
        change_lead=_text(data, "change_lead"),
        team=_team(data),
        handed_in=_handed_in(data),
        feedback=tuple(sorted(_day(f, "on", needed=True) for f in _parts(data, "feedback"))),
        conditions_met=_conditions_met(data),
        links=tuple((_text(x, "relation"), _text(x, "to")) for x in _parts(data, "links")),
        following=tuple((_text(x, "stream"), _day(x, "since")) for x in _parts(data, "following")),
        strategy=_text(scaling, "strategy"),
        adoptions=_adoptions(scaling),
        events=tuple(sorted(set(_days(data)))),
        social_side=bool(_text(data, "social_side").strip()),
    )


def _decision(data: dict[str, Any], number: str, digest: str) -> DecisionFacts:
    return DecisionFacts(
        idea=_id(data, "idea"),
        number=number,
        digest=digest,
        what=_needed(data, "what"),
        outcome=_one_of(OUTCOMES, data, "outcome"),
        after=_text(data, "after"),
        from_phase=_needed(data, "from_phase"),
        to_phase=_needed(data, "to_phase"),
        stream=_needed(data, "stream"),
        to_stream=_text(data, "to_stream"),
        handed_in_on=_day(data, "handed_in_on"),
        proposed_by=_text(data, "proposed_by"),
        decided_by=_texts(data, "decided_by"),
        decided_on=_day(data, "decided_on", needed=True),
        conditions=tuple(
            (_text(c, "id"), _text(c, "owner"), _day(c, "due")) for c in _parts(data, "conditions")
        ),
        resources=tuple(
            (_text(r, "budget"), cents(r.get("amount"))) for r in _parts(data, "resources")
        ),
        reason_code=_text(data, "reason_code"),
        until=_day(data, "until"),
        supersedes=_text(data, "supersedes"),
        answers=bool(_text(data, "to_submitter").strip()),
    )


def _ledger(data: dict[str, Any]) -> LedgerFacts:
    if not isinstance(data.get("lines"), list):
        raise UnfitError("lines")
    return LedgerFacts(_id(data, "idea"), tuple(map(_line, _parts(data, "lines"))))


def _line(part: dict[str, Any]) -> LineFacts:
    return LineFacts(
        what=_one_of(BOOKINGS, part, "what"),
        on=_day(part, "on", needed=True),
        budget=_needed(part, "budget"),
        cents=signed_cents(part.get("amount")),
        reference=_needed(part, "reference"),
        commitment=_text(part, "commitment"),
        corrects=_text(part, "corrects"),
        booked_by=_text(part, "booked_by"),
        note=_text(part, "note"),
    )


def _scaling(data: dict[str, Any]) -> dict[str, Any]:
    scaling = data.get("scaling")
    if scaling is None:
        return {}
    if not isinstance(scaling, dict):
        raise UnfitError("scaling")
    return scaling


def _team(data: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (_text(m, "person"), _text(m, "side"), _day(m, "until")) for m in _parts(data, "team")
    )


def _handed_in(data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((_text(h, "gate"), _day(h, "on", needed=True)) for h in _parts(data, "handed_in"))


def _conditions_met(data: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (_text(c, "decision"), _text(c, "id"), _day(c, "met_on", needed=True))
        for c in _parts(data, "conditions")
    )


def _adoptions(scaling: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (_text(a, "unit"), _day(a, "since"), _day(a, "until")) for a in _parts(scaling, "adoptions")
    )


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if value.__class__ is str:
        return value
    if value is None:
        return ""
    raise UnfitError(key)


def _needed(data: dict[str, Any], key: str) -> str:
    value = _text(data, key)
    if not value:
        raise UnfitError(key)
    return value


def _id(data: dict[str, Any], key: str) -> str:
    value = _needed(data, key)
    if not _IDEA_ID(value):
        raise UnfitError(key)
    return value


def _one_of(words: tuple[str, ...], data: dict[str, Any], key: str) -> str:
    value = _needed(data, key)
    if value not in words:
        raise UnfitError(key)
    return value


def _horizon(data: dict[str, Any]) -> int:
    value = data.get("horizon")
    if value is None:
        return 0
    if type(value) is not int or value not in HORIZONS:  # true is 1 to Python
        raise UnfitError("horizon")
    return value


def _texts(data: dict[str, Any], key: str) -> tuple[str, ...]:
    values = data.get(key)
    if values is None or values == []:
        return ()
    if not isinstance(values, list) or set(map(type, values)) != {str}:
        raise UnfitError(key)
    return tuple(values)


def _parts(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    values = data.get(key)
    if values is None or values == []:
        return []
    if not isinstance(values, list) or set(map(type, values)) != {dict}:
        raise UnfitError(key)
    return values


def _day(data: dict[str, Any], key: str, *, needed: bool = False) -> str:
    value = data.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or not is_day(value):
        raise UnfitError(key)
    return value


def _days(data: dict[str, Any]) -> Iterator[str]:
    """Yield every dated event, however deep it lies."""
    todo: list[Any] = [data]
    for item in todo:  # which grows meanwhile
        if item.__class__ is dict:
            for key, value in item.items():
                if value.__class__ is str:
                    if key in _EVENT_KEYS and is_day(value):
                        yield value
                elif value.__class__ in _HOLDERS:
                    todo.append(value)
        else:
            todo += [inner for inner in item if inner.__class__ in _HOLDERS]
