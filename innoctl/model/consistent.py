"""Whether one record agrees with itself: what a model cannot say field by field.

Reads plain data and is tolerant: a value of the wrong type is the model's to report, so
here it is as good as absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Final

from innoctl.errors import Field
from innoctl.model.faults import Fault

CRITERIA: Final = ("efficiency", "strategic-fit", "lawfulness", "added-value", "feasibility")
"""The five main criteria of V10, which no process can do without (V7)."""
LASTING: Final = {
    "idea": ("team", "experiments", "scaling.adoptions"),
    "process": ("checklist",),
    "organisation": ("holders",),
    "agenda": ("directions", "goals", "themes", "technologies", "limits"),
    "authority": ("deputies",),
}
"""Lists whose items have a period; every beginning and end of a model stands here (a test)."""
LISTED: Final = {
    "idea": ("experiments", "deliverables", "checklist", "scaling.essence"),
    "decision": ("criteria", "conditions"),
}
"""Lists whose items have an id that counts only inside the file."""
BESIDE: Final = {
    "move": "accepted",
    "change": "done",
    "withdraw": "done",
    "resume": "done",
    "reopen": "done",
}
"""What is decided beside gates, and the outcome that each has."""
AT_GATE: Final = ("go", "conditional_go", "no_go", "hold", "rework")


_Part = tuple[int, dict[str, Any]]
"""An item of a list, with its place there."""


def inconsistencies(kind: str, data: object) -> Iterator[Fault]:
    """Yield where a record of ``kind`` contradicts itself."""
    if not isinstance(data, dict):
        return
    for _place, keys, parts in _lists(LASTING.get(kind, ()), data):
        for n, part in parts:
            if "until" in part:
                yield from _period((*keys, n), part)
    for place, keys, parts in _lists(LISTED.get(kind, ()), data):
        if len(parts) > 1:
            yield from _twice(place, keys, parts)
    own = _OWN.get(kind)
    if own is not None:
        yield from own(data)


def _lists(
    places: tuple[str, ...], data: dict[str, Any]
) -> Iterator[tuple[str, tuple[str, ...], list[_Part]]]:
    """Yield those of some lists that a record has, each with its keys and its items."""
    for place, keys in _ways(places):
        if keys[0] in data:
            holder = _map(data[keys[0]]) if keys[1:] else data
            yield place, keys, _parts(holder, keys[-1])


@cache
def _ways(places: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(place, tuple(place.split("."))) for place in places]


def _period(field: Field, part: dict[str, Any]) -> Iterator[Fault]:
    since, until = _day(part, "from") or _day(part, "since"), _day(part, "until")
    if until and until < since:
        yield Fault.of("M250", (*field, "until"), since=since, until=until)


def _twice(place: str, keys: tuple[str, ...], parts: list[_Part]) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, part in parts:
        name = _text(part, "id")
        if name and name in seen:
            yield Fault.of("M251", (*keys, n, "id"), id=name, list=place)
        seen.add(name)


def _portfolio(data: dict[str, Any]) -> Iterator[Fault]:
    targets = _map(_map(data.get("norms")).get("horizons"))
    shares = [_text(targets, key) for key in ("h1", "h2", "h3")]
    if all(share.replace(".", "", 1).isdecimal() for share in shares):
        total = sum(map(Decimal, shares))
        if total != 1:
            yield Fault.of("M252", ("norms", "horizons"), total=str(total))


def _process(data: dict[str, Any]) -> Iterator[Fault]:
    criteria = {_text(part, "id") for _, part in _parts(data, "criteria")}
    for name in CRITERIA:
        if name not in criteria:
            yield Fault.of("M253", ("criteria",), criterion=name)
    phases = [_text(part, "id") for _, part in _parts(data, "phases")]
    if len(phases) < len(("first", "last")):
        yield Fault.of("M254", ("phases",), count=len(phases))
    yield from _phases(data, phases)
    yield from _gates(data, phases)


def _phases(data: dict[str, Any], order: list[str]) -> Iterator[Fault]:
    ways = {(_text(part, "from"), _text(part, "to")) for _, part in _parts(data, "gates")}
    for (n, part), following in zip(_parts(data, "phases"), order[1:], strict=False):
        phase = _text(part, "id")
        if (phase, following) not in ways:
            yield Fault.of("M255", ("phases", n), phase=phase, following=following)
        if not _parts(part, "deliverables"):
            yield Fault.of("M257", ("phases", n), phase=phase)


def _gates(data: dict[str, Any], order: list[str]) -> Iterator[Fault]:
    for n, part in _parts(data, "gates"):
        gate, start, end = _text(part, "id"), _text(part, "from"), _text(part, "to")
        if start in order and end in order and order.index(start) >= order.index(end):
            yield Fault.of("M256", ("gates", n, "to"), gate=gate, start=start, end=end)
        if part.get("criteria") == []:
            yield Fault.of("M258", ("gates", n, "criteria"), gate=gate)


def _organisation(data: dict[str, Any]) -> Iterator[Fault]:
    for n, part in _parts(data, "streams"):
        stream = _text(part, "id")
        key = {"unit": "unit", "portfolio": "domain"}.get(stream.partition("/")[0], "")
        if key and part.get(key) is None:
            yield Fault.of("M260", ("streams", n, key), stream=stream, key=key)


def _idea(data: dict[str, Any]) -> Iterator[Fault]:
    came_in = _day(data, "submitted_on")
    for place, key in (("handed_in", "on"), ("feedback", "on"), ("conditions", "met_on")):
        for n, part in _parts(data, place) if place in data else ():
            day = _day(part, key)
            if day and day < came_in:
                yield Fault.of("M261", (place, n, key), day=day, submitted_on=came_in)
    if "scaling" in data:
        yield from _essence(_map(data["scaling"]))
    for n, part in _parts(data, "links") if "links" in data else ():
        if _text(part, "to") and part["to"] == data.get("id"):
            yield Fault.of("M263", ("links", n, "to"), id=part["to"])


def _essence(scaling: dict[str, Any]) -> Iterator[Fault]:
    points = [_text(part, "id") for _, part in _parts(scaling, "essence")]
    for n, part in _parts(scaling, "adoptions"):
        yield from _adoption(("scaling", "adoptions", n), part, points)


def _adoption(field: Field, part: dict[str, Any], points: list[str]) -> Iterator[Fault]:
    """Compare what a unit keeps with the essence, point by point (V22)."""
    unit, kept = _text(part, "unit"), part.get("kept") or []
    kept = kept if isinstance(kept, list) else []
    for n, point in enumerate(kept):
        if isinstance(point, str) and point not in points:
            yield Fault.of("M262", (*field, "kept", n), point=point, unit=unit)
    for point in points:
        if point and point not in kept:
            yield Fault.of("A606", (*field, "kept"), point=point, unit=unit)


def _decision(data: dict[str, Any]) -> Iterator[Fault]:
    what, outcome = _text(data, "what"), _text(data, "outcome")
    fits = outcome == BESIDE[what] if what in BESIDE else outcome in AT_GATE
    if outcome and what and not fits:
        allowed = BESIDE.get(what) or ", ".join(AT_GATE)
        yield Fault.of("D401", ("outcome",), what=what, outcome=outcome, allowed=allowed)
    for said, value, key, code in (
        ("outcome", "no_go", "reason_code", "D402"),
        ("outcome", "conditional_go", "conditions", "D403"),
        ("outcome", "hold", "until", "D404"),
        ("outcome", "rework", "missing", "D405"),
        ("what", "move", "to_stream", "D406"),
    ):
        if data.get(said) == value and not data.get(key):
            yield Fault.of(code, (said,))
    yield from _stays(data, what, outcome)
    yield from _decision_days(data)


def _stays(data: dict[str, Any], what: str, outcome: str) -> Iterator[Fault]:
    """Only a go and a reopening bring an idea to another phase; only a move to another stream."""
    moves_on = outcome in {"go", "conditional_go"} or what == "reopen"
    start, end = _text(data, "from_phase"), _text(data, "to_phase")
    if start and end and start != end and not moves_on:
        named = what if what in BESIDE else outcome
        yield Fault.of("D407", ("to_phase",), outcome=named, start=start, end=end)
    if what == "move" and _text(data, "to_stream") and data["to_stream"] == data.get("stream"):
        yield Fault.of("D408", ("to_stream",), stream=data["to_stream"])


def _decision_days(data: dict[str, Any]) -> Iterator[Fault]:
    decided = _day(data, "decided_on")
    handed_in, back = _day(data, "handed_in_on"), _day(data, "until")
    if decided and handed_in > decided:
        yield Fault.of("D409", ("decided_on",), decided=decided, handed_in=handed_in)
    if decided and back and back <= decided:
        yield Fault.of("D410", ("until",), decided=decided, until=back)
    for n, part in _parts(data, "conditions"):
        due = _day(part, "due")
        if due and due < decided:
            yield Fault.of("D411", ("conditions", n, "due"), decided=decided, due=due)


def _authority(data: dict[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, part in _parts(data, "gatekeepers"):
        person = _text(part, "person")
        if person and person in seen:
            yield Fault.of("M264", ("gatekeepers", n, "person"), person=person)
        seen.add(person)


_OWN: Final[dict[str, Callable[[dict[str, Any]], Iterator[Fault]]]] = {
    "portfolio": _portfolio,
    "process": _process,
    "organisation": _organisation,
    "idea": _idea,
    "decision": _decision,
    "authority": _authority,
}


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(part: dict[str, Any], key: str) -> str:
    value = part.get(key)
    return value if isinstance(value, str) else ""


def _day(part: dict[str, Any], key: str) -> str:
    value = _text(part, key)
    return value if len(value) == len("2026-01-01") and value[:4].isdecimal() else ""


def _parts(part: dict[str, Any], key: str) -> list[_Part]:
    values = part.get(key)
    if not isinstance(values, list):
        return []
    return [(n, value) for n, value in enumerate(values) if isinstance(value, dict)]
