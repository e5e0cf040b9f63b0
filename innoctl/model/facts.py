"""The facts that lists and reports need of one idea or decision, small enough to keep by the ten thousand.

They are read from plain data without pydantic: a warm report never validates again.
A record whose facts cannot be read (no id, a date that is none) gives None; reports
then say that they leave it out, and ``check`` says why. Days are ISO strings, which
sort as days do; amounts are whole cents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

from innoctl.model.kinds import IDEA_ID

STATES: Final = ("active", "on_hold", "stopped", "embedded")
OUTCOMES: Final = ("go", "conditional_go", "no_go", "hold", "rework", "accepted", "done")
HORIZONS: Final = (1, 2, 3)
OPEN_STATES: Final = ("active", "on_hold")

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_AMOUNT = re.compile(r"(\d{1,13})\.(\d\d)", re.ASCII).fullmatch
_IDEA_ID = re.compile(IDEA_ID).fullmatch
_F = TypeVar("_F")


class UnfitError(ValueError):
    """A value that a fact cannot be read from."""


class IdeaFacts(NamedTuple):
    """One idea as lists and reports see it."""

    id: str
    title: str
    stream: str
    phase: str
    state: str
    submitted_on: str
    submitter: str
    origin: str
    summary: str
    kind: str
    source: str
    horizon: int
    reach: str
    reasons: tuple[str, ...]
    domain: str
    directions: tuple[str, ...]
    themes: tuple[str, ...]
    technologies: tuple[str, ...]
    tags: tuple[str, ...]
    broker: str
    coach: str
    sponsor: str
    change_lead: str
    team: tuple[tuple[str, str, str], ...]
    """(person, side, until or '')"""
    handed_in: tuple[tuple[str, str], ...]
    """(gate, day)"""
    feedback: tuple[str, ...]
    """days of the answers to the submitter, oldest first"""
    conditions_met: tuple[tuple[str, str, str], ...]
    """(decision number, condition id, day)"""
    links: tuple[tuple[str, str], ...]
    """(relation, other idea)"""
    following: tuple[tuple[str, str], ...]
    """(stream, since)"""
    strategy: str
    adoptions: tuple[tuple[str, str, str], ...]
    """(unit, since, until or '')"""
    events: tuple[str, ...]
    """every day on which something happened according to the file, oldest first"""
    social_side: bool
    """whether it says what changes for people (V4)"""


class DecisionFacts(NamedTuple):
    """One decision as reports see it; ``digest`` is the SHA-256 of its bytes."""

    idea: str
    number: str
    digest: str
    what: str
    outcome: str
    after: str
    from_phase: str
    to_phase: str
    stream: str
    to_stream: str
    handed_in_on: str
    proposed_by: str
    decided_by: tuple[str, ...]
    decided_on: str
    conditions: tuple[tuple[str, str, str], ...]
    """(id, owner, due)"""
    resources: tuple[tuple[str, int], ...]
    """(budget, cents)"""
    reason_code: str
    until: str
    supersedes: str
    answers: bool
    """whether it says something to the submitter"""


def idea_facts(data: object) -> IdeaFacts | None:
    """Read an idea's facts from plain data; None when they are not there to be read."""
    return _quietly(_idea, data)


def decision_facts(data: object, number: str, digest: str) -> DecisionFacts | None:
    """Read a decision's facts; ``number`` stands in its file name, ``digest`` is of its bytes."""
    return _quietly(lambda plain: _decision(plain, number, digest), data)


def restore(kind: type[_F], packed: list[Any]) -> _F:
    """Make facts again from the JSON array that they were kept as; lists lie two deep at most."""
    return kind(*[_frozen(item) if item.__class__ is list else item for item in packed])


def _frozen(items: list[Any]) -> tuple[Any, ...]:
    return tuple([tuple(item) if item.__class__ is list else item for item in items])


def _quietly(read: Callable[[dict[str, Any]], _F], data: object) -> _F | None:
    if not isinstance(data, dict):
        return None
    try:
        return read(data)
    except UnfitError:
        return None


def _idea(data: dict[str, Any]) -> IdeaFacts:
    scaling = {} if data.get("scaling") is None else data["scaling"]
    if not isinstance(scaling, dict):
        raise UnfitError("scaling")
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
        team=tuple(
            (_text(m, "person"), _text(m, "side"), _day(m, "until")) for m in _parts(data, "team")
        ),
        handed_in=tuple(
            (_text(h, "gate"), _day(h, "on", needed=True)) for h in _parts(data, "handed_in")
        ),
        feedback=tuple(sorted(_day(f, "on", needed=True) for f in _parts(data, "feedback"))),
        conditions_met=tuple(
            (_text(c, "decision"), _text(c, "id"), _day(c, "met_on", needed=True))
            for c in _parts(data, "conditions")
        ),
        links=tuple((_text(x, "relation"), _text(x, "to")) for x in _parts(data, "links")),
        following=tuple((_text(x, "stream"), _day(x, "since")) for x in _parts(data, "following")),
        strategy=_text(scaling, "strategy"),
        adoptions=tuple(
            (_text(a, "unit"), _day(a, "since"), _day(a, "until"))
            for a in _parts(scaling, "adoptions")
        ),
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


def cents(amount: object) -> int:
    """Return an amount such as ``"1234.50"`` in whole cents; `UnfitError` for anything else."""
    match = _AMOUNT(amount) if isinstance(amount, str) else None
    if match is None:
        raise UnfitError(amount)
    return int(match[1]) * 100 + int(match[2])


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnfitError(key)
    return value


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


@lru_cache(maxsize=4096)
def is_day(value: str) -> bool:
    """Tell whether a text is a day as ``2026-05-31``: the one form in which days sort as texts."""
    from datetime import date

    if not _DAY(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


_EVENT_KEYS: Final = frozenset(
    {"on", "submitted_on", "met_on", "requested_on", "since", "until", "from"}
)


_HOLDERS: Final = (dict, list)


def _days(data: dict[str, Any]) -> Iterator[str]:
    """Yield every dated event; the keys are those whose date says that something happened."""
    todo: list[Any] = [data]
    while todo:
        item = todo.pop()
        if isinstance(item, dict):
            for key in _EVENT_KEYS & item.keys():
                value = item[key]
                if isinstance(value, str) and is_day(value):
                    yield value
            item = item.values()
        todo += [inner for inner in item if inner.__class__ in _HOLDERS]
