"""What the vision advises and the norms ask attention for: never an error (V4, V9, V16, V26)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from innoctl.errors import Field, Finding
from innoctl.model.facts import OPEN_STATES, DecisionFacts, IdeaFacts
from innoctl.model.policy import AgendaFacts, HolderFacts, OrganisationFacts, ProcessFacts
from innoctl.model.values import days_since
from innoctl.named import NamedTuple
from innoctl.rules.life import BESIDE_GATES, Life
from innoctl.rules.waiting import first_answer, open_conditions, undecided

ENOUGH: Final = 5
"""From so many decisions on one can say that a stream never says no (METRICS)."""
NAMED: Final = 3
"""So many ideas that stand still are named, the longest silent first."""
ORGANISATION: Final = "organisation.yaml"
FROM_WORK: Final = ("operation", "support")
"""The sides that are part of the work process itself."""


class Tally:
    """What is counted over all ideas, for advice on themes and streams."""

    def __init__(self) -> None:
        self.served: set[str] = set()
        self.taken: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.silent: dict[str, list[tuple[int, str]]] = {}

    def count(self, look: Look, decisions: Iterable[DecisionFacts], today: date) -> None:
        """Add one idea with its decisions."""
        for row in decisions:
            if row.what not in BESIDE_GATES:
                self.taken[row.stream] += 1
                self.refused[row.stream] += row.outcome == "no_go"
        if look.idea.state in OPEN_STATES:
            self.served.update(look.idea.themes)
        if look.life.state == "active":
            days = _days_silent(look, today)
            if days > look.process.stale_days:
                self.silent.setdefault(look.life.stream, []).append((days, look.idea.id))

    def packed(self) -> list[Any]:
        """Return all counts as plain JSON."""
        return [sorted(self.served), self.taken, self.refused, self.silent]

    def add(self, packed: list[Any]) -> None:
        """Add the counts of another tally, as it was packed."""
        served, taken, refused, silent = packed
        self.served.update(served)
        self.taken.update(taken)
        self.refused.update(refused)
        for stream, rows in silent.items():
            self.silent.setdefault(stream, []).extend((days, name) for days, name in rows)


class Look(NamedTuple):
    """One idea with what follows from its decisions, under the process of its stream."""

    path: str
    idea: IdeaFacts
    life: Life
    process: ProcessFacts
    paths: Mapping[str, str]
    """the file of each of its decisions, by digest"""


def on_idea(look: Look, today: date) -> Iterator[Finding]:
    """Yield advice on one idea; a closed one needs none but an answer to its submitter."""
    if not first_answer(look.life, look.idea, today):
        yield from _unanswered(look, today)
    if look.life.state == "on_hold":
        yield from _hold_over(look, today)
    if look.life.state != "active":
        return
    if look.idea.kind == "technological" and not look.idea.social_side:
        yield _one_sided(look)
    if look.life.phase not in (look.process.first, look.process.last):
        yield from _carried(look, today)
    if look.idea.handed_in:
        yield from _undecided(look, today)
    if look.life.decisions:
        yield from _overdue(look, today)


def _one_sided(look: Look) -> Finding:
    if look.life.phase == look.process.first:
        return Finding.of("A601", look.path, ("kind",))
    return Finding.of("A602", look.path, ("kind",), phase=look.life.phase)


def _carried(look: Look, today: date) -> Iterator[Finding]:
    iso, idea = today.isoformat(), look.idea
    from_work = (side in FROM_WORK and (not end or end >= iso) for _, side, end in idea.team)
    lacking = (("A603", not idea.broker), ("A604", not idea.sponsor), ("A605", not any(from_work)))
    for code, lacks in lacking:
        if lacks:
            yield Finding.of(code, look.path, ("phase",), phase=look.life.phase)


def _unanswered(look: Look, today: date) -> Iterator[Finding]:
    days, norm = days_since(look.idea.submitted_on, today), look.process.feedback_days
    if days > norm:
        yield Finding.of("A607", look.path, ("submitted_on",), days=days, norm=norm)


def _undecided(look: Look, today: date) -> Iterator[Finding]:
    since = undecided(look.life, look.idea, look.process, today)
    if since:
        days, norm = days_since(since, today), look.process.decision_days
        if days > norm:
            yield Finding.of("A615", look.path, ("handed_in",), days=days, norm=norm)


def _days_silent(look: Look, today: date) -> int:
    """Return the days since anything happened, by the file and by its decisions."""
    iso, events = today.isoformat(), look.idea.events  # which are in order
    past = bisect_right(events, iso)
    last = events[past - 1] if past else ""
    for row in look.life.decisions:
        if last < row.decided_on <= iso:
            last = row.decided_on
    return days_since(last or look.idea.submitted_on, today)


def _hold_over(look: Look, today: date) -> Iterator[Finding]:
    back_on = look.life.back_on
    if back_on and back_on < today.isoformat():
        days = days_since(back_on, today)
        yield Finding.of("A609", look.path, ("state",), until=back_on, days=days)


def _overdue(look: Look, today: date) -> Iterator[Finding]:
    for row in open_conditions(look.life, look.idea, today):
        if row.due < today.isoformat():
            place = [name for name, _, _ in row.decision.conditions].index(row.id)
            path, field = look.paths[row.decision.digest], ("conditions", place, "due")
            yield Finding.of("A610", path, field, condition=row.id, due=row.due)


def on_agenda(agenda: AgendaFacts, tally: Tally, today: date) -> Iterator[Finding]:
    """Yield the themes in force that no open idea serves (V26)."""
    for place, theme in enumerate(agenda.themes):
        if theme.in_force(today) and theme.id not in tally.served:
            yield Finding.of("A611", "agenda.yaml", ("themes", place, "id"), theme=theme.id)


def on_streams(
    organisation: OrganisationFacts, process: Callable[[str], ProcessFacts], tally: Tally
) -> Iterator[Finding]:
    """Yield the streams whose gates let everything through, and those with ideas that stand still.

    Silence is told per stream: told per idea it would drown all else.
    """
    for place, stream in enumerate(organisation.streams):
        field, count = ("streams", place, "id"), tally.taken[stream.id]
        if count >= ENOUGH and not tally.refused[stream.id]:
            yield Finding.of("A612", ORGANISATION, field, stream=stream.id, count=count)
        silent = sorted(tally.silent.get(stream.id, ()), reverse=True)
        if silent:
            norm, oldest = process(stream.id).stale_days, ", ".join(i for _, i in silent[:NAMED])
            said = {"stream": stream.id, "count": len(silent), "norm": norm, "oldest": oldest}
            yield Finding.of("A608", ORGANISATION, field, **said)


def on_mandates(
    organisation: OrganisationFacts, authority: object, today: date
) -> Iterator[Finding]:
    """Yield roles that nobody holds any more, and deputies and keys beyond their last day (V30).

    Earlier holders stay in organisation.yaml: it tells of all times. What stands in
    authority.yaml counts now.
    """
    iso = today.isoformat()
    for place, row in _last_holders(organisation, iso):
        said = {"role": row.role, "person": row.person, "until": row.until}
        yield Finding.of("A613", ORGANISATION, ("holders", place, "until"), **said)
    for field, until in _lasting(authority):
        if until < iso:
            yield Finding.of("A614", "authority.yaml", field, until=until)


def _last_holders(organisation: OrganisationFacts, day: str) -> Iterable[tuple[int, HolderFacts]]:
    """Return who held a role last, for each role and scope that nobody holds on ``day``."""
    held = {(row.role, row.scope) for row in organisation.holders if row.serves(row.scope, day)}
    last: dict[tuple[str, str], tuple[int, HolderFacts]] = {}
    for place, row in enumerate(organisation.holders):
        if row.until and row.until < day and not held & {(row.role, row.scope), (row.role, "")}:
            _, known = last.get((row.role, row.scope), (place, row))
            if row.until >= known.until:
                last[row.role, row.scope] = place, row
    return last.values()


def _lasting(data: Any, field: Field = ()) -> Iterator[tuple[Field, str]]:
    """Yield each ``until`` of authority.yaml; its model is three levels deep."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "until" and isinstance(value, str):
                yield (*field, key), value
            else:
                yield from _lasting(value, (*field, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _lasting(value, (*field, place))
