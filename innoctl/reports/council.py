"""The agenda of a council evening: the dossiers to decide, each on one page (V9, V28, V33)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from innoctl.model.policy import ProcessFacts
from innoctl.model.values import UnfitError, cents, days_since
from innoctl.named import NamedTuple
from innoctl.reports.readiness import GateStatus
from innoctl.rules.readiness_rows import filled, parts, reach

Record = dict[str, Any]


class Judged(NamedTuple):
    """A criterion of the gate, with what the idea says on it: (field, value as it stands).

    ``threshold`` is 0 where there is none.
    """

    criterion: str
    kind: str
    threshold: int
    evidence: tuple[tuple[str, Any], ...]


class Trial(NamedTuple):
    """An experiment (V17)."""

    id: str
    hypothesis: str
    where: str
    outcome: str
    learnt: str
    decision: str


class Past(NamedTuple):
    """A decision that was taken before. ``conditions`` are (id, text, owner, due)."""

    number: str
    what: str
    outcome: str
    decided_on: str
    rationale: str
    conditions: tuple[tuple[str, str, str, str], ...]


class Near(NamedTuple):
    """An idea that resembles it; ``score`` from 0 to 1 (V10, V28)."""

    idea: str
    title: str
    stream: str
    score: float


class DossierPage(NamedTuple):
    """One dossier on one page. Persons by id; ``asked`` is what facilities would cost, in cents."""

    status: GateStatus
    days: int
    due: str
    late: bool
    people: tuple[tuple[str, tuple[str, ...]], ...]
    texts: tuple[tuple[str, str], ...]
    criteria: tuple[Judged, ...]
    asked: int
    similar: tuple[Near, ...]
    experiments: tuple[Trial, ...]
    decisions: tuple[Past, ...]


class Back(NamedTuple):
    """An idea whose hold is over on the day of the council."""

    idea: str
    title: str
    back_on: str


class Council(NamedTuple):
    """The agenda of one council: what can be decided, what is not complete, what comes back."""

    stream: str
    day: str
    complete: tuple[DossierPage, ...]
    incomplete: tuple[DossierPage, ...]
    back: tuple[Back, ...]


TEXTS = ("summary", "problem", "solution", "value", "social_side")
PEOPLE = ("submitter", "broker", "coach", "sponsor", "change_lead")


class Source(NamedTuple):
    """What a page is made from."""

    status: GateStatus
    document: Record
    decisions: Sequence[tuple[str, Record]]
    process: ProcessFacts
    similar: tuple[Near, ...]


def council(stream: str, day: date, found: Iterable[Source], back: Iterable[Back]) -> Council:
    """Return the agenda: complete dossiers first, of each sort the longest waiting in front."""
    pages = [_page(source, day) for source in found]
    pages.sort(key=lambda page: (-page.days, page.status.idea))
    return Council(
        stream,
        day.isoformat(),
        tuple(page for page in pages if page.status.is_ready),
        tuple(page for page in pages if not page.status.is_ready),
        tuple(sorted(back, key=lambda row: (row.back_on, row.idea))),
    )


def _page(source: Source, day: date) -> DossierPage:
    status, document = source.status, source.document
    due = date.fromisoformat(status.handed_in_on) + timedelta(days=source.process.decision_days)
    return DossierPage(
        status=status,
        days=days_since(status.handed_in_on, day),
        due=due.isoformat(),
        late=due < day,
        people=tuple(_people(document, status.day)),
        texts=tuple((field, _text(document, field)) for field in TEXTS if _text(document, field)),
        criteria=tuple(_criteria(source)),
        asked=_asked(document),
        similar=source.similar,
        experiments=tuple(_trials(document)),
        decisions=tuple(_past(path, record) for path, record in source.decisions),
    )


def _people(document: Record, day: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    for role in PEOPLE:
        if person := _text(document, role):
            yield role, (person,)
    team = tuple(
        _text(member, "person")
        for member in parts(document, "team")
        if not _text(member, "until") or _text(member, "until") >= day
    )
    if team:
        yield "team", team


def _criteria(source: Source) -> Iterable[Judged]:
    gate = source.process.gate(source.status.gate)
    for name in gate.criteria if gate else ():
        row = source.process.criterion(name)
        if row is not None:
            held = ((field, reach(source.document, field)) for field in row.evidence)
            said = tuple((field, value) for field, value in held if filled(value))
            yield Judged(name, row.kind, row.threshold, said)


def _trials(document: Record) -> Iterable[Trial]:
    for part in parts(document, "experiments"):
        yield Trial(*(_text(part, field) for field in Trial._fields))


def _past(path: str, record: Record) -> Past:
    conditions = (
        tuple(_text(part, key) for key in ("id", "text", "owner", "due"))
        for part in parts(record, "conditions")
    )
    return Past(
        path.rpartition("/")[2].split("-")[1],
        _text(record, "what"),
        _text(record, "outcome"),
        _text(record, "decided_on"),
        _text(record, "rationale"),
        tuple((a, b, c, d) for a, b, c, d in conditions),
    )


def _asked(document: Record) -> int:
    """Return what was asked for and not granted yet, in cents; an amount that is none counts 0."""
    total = 0
    for part in parts(document, "facilities"):
        if part.get("status") == "requested":
            try:
                total += cents(part.get("amount"))
            except UnfitError:
                continue
    return total


def _text(record: Record, key: str) -> str:
    value = record.get(key)
    return value.strip() if isinstance(value, str) else ""
