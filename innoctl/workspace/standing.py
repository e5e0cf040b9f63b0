"""Where ideas stand at the commit that is judged: their files, their decisions, what they point at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from innoctl.changes.decide import Standing
from innoctl.errors import Finding, InnoError, UsageError
from innoctl.model.facts_reading import decision_facts, idea_facts
from innoctl.model.kinds import idea_of, kind_of
from innoctl.workspace.dossier import UnreadableIdea
from innoctl.workspace.records import read_record

if TYPE_CHECKING:
    from datetime import date

    from innoctl.model.facts import DecisionFacts
    from innoctl.rules.readiness_rows import Row
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.portfolio import Portfolio

_INSIDE: Final = re.compile(r"\w[\w .()+,-]*(?:/\w[\w .()+,-]*)*")
"""What can be a path in the portfolio; an address or a way out of it is none."""

_F = TypeVar("_F")


class NotCommitted(InnoError):
    """What is to be decided on is not committed."""

    code = "U932"


class NamedTwice(UsageError):
    """One idea stands twice in a sitting."""

    code = "U933"


def standings(portfolio: Portfolio, view: Committed, names: Sequence[str]) -> list[Standing]:
    """Return where the ideas that ``names`` mean stand."""
    paths = [portfolio.resolve(name) for name in names]
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice:
        raise NamedTwice(id=idea_of(twice))
    return [_standing(view, path, list(_decisions(view, path))) for path in paths]


def asked_for(view: Committed, standing: Standing, gate: str, day: date) -> tuple[Row, ...]:
    """Return what a gate ('' for the next one) asks for and what is there, as it was on ``day``."""
    from innoctl.model.policy_reading import agenda_facts
    from innoctl.rules.life import life
    from innoctl.rules.readiness import readiness

    decisions = [one for _path, one in standing.decisions]
    return readiness(
        view.document(standing.path),
        standing.idea,
        life(standing.idea, decisions, standing.process),
        standing.process,
        agenda_facts(view.document("agenda.yaml")),
        day,
        gate=gate,
        budgets=tuple(view.budgets().values()),
    )


def _decisions(view: Committed, path: str) -> Iterator[str]:
    folder = f"decisions/{path.split('/')[1]}"
    for name in view.names(folder):
        kind = kind_of(f"{folder}/{name}")
        if kind and kind.name == "decision" and name.startswith(f"{idea_of(path)}-"):
            yield f"{folder}/{name}"


def _standing(view: Committed, path: str, decisions: Sequence[str]) -> Standing:
    from innoctl.workspace.records import spoken

    blob = view.file(path)
    if blob is None:
        raise NotCommitted(path=path)
    value = read_record(path, blob.data).value
    idea = _facts(path, blob.data, "idea", idea_facts(value))
    return Standing(
        portfolio=view.portfolio,
        path=path,
        idea=idea,
        digest=blob.sha256,
        decisions=tuple((place, _decision(view, place)) for place in decisions),
        process=view.process(idea.stream),
        commit=view.commit,
        language=spoken(view.document("portfolio.yaml")),
        evidence=tuple(_evidence(view, value)),
    )


def _decision(view: Committed, path: str) -> DecisionFacts:
    blob = view.file(path)
    if blob is None:
        raise NotCommitted(path=path)
    number = path.rpartition("/")[2].split("-")[1]
    value = read_record(path, blob.data).value
    return _facts(path, blob.data, "decision", decision_facts(value, number, blob.sha256))


def _facts(path: str, data: bytes, kind: str, facts: _F | None) -> _F:
    """Return facts that could be read; nothing is decided on what cannot."""
    if facts is not None:
        return facts
    from innoctl.model.validate import validate
    from innoctl.workspace.records import placed

    faults = validate(kind, read_record(path, data).value)
    wrong = [Finding(one.code, path, one.field, one.params) for one in faults]
    raise UnreadableIdea(path, placed(wrong, data), data)


def _evidence(view: Committed, idea: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the deliverables that lie in the portfolio itself, as the commit has them."""
    said = (row.get("where") for row in _rows(idea.get("deliverables")))
    for where in dict.fromkeys(word for word in said if isinstance(word, str)):
        blob = view.file(where) if _INSIDE.fullmatch(where) else None
        if blob is not None:
            yield where, blob.sha256


def _rows(value: object) -> Iterable[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else ()
