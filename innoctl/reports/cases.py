"""One idea with what its decisions made of it up to a day: what every report counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from innoctl.model.facts import OPEN_STATES, DecisionFacts, IdeaFacts
from innoctl.model.policy import ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.life import Life, life

LEAST_CASES = 5
"""METRICS.md: a median is shown only from so many cases on."""


class Case(NamedTuple):
    """An idea and its life as of the day of the report."""

    idea: IdeaFacts
    life: Life

    @property
    def began_in(self) -> str:
        """The stream in which it came in."""
        return self.life.decisions[0].stream if self.life.decisions else self.life.stream

    @property
    def is_open(self) -> bool:
        """Whether it is still under way: active or on hold."""
        return self.life.state in OPEN_STATES


def cases(
    ideas: Iterable[IdeaFacts],
    decisions: Mapping[str, Sequence[DecisionFacts]],
    process: ProcessFacts,
    day: date,
) -> list[Case]:
    """Return the ideas that had come in by ``day``, in the order of their ids."""
    iso = day.isoformat()
    known = sorted((idea for idea in ideas if idea.submitted_on <= iso), key=lambda row: row.id)
    return [Case(idea, life(idea, decisions.get(idea.id, ()), process, day)) for idea in known]


def ids(found: Iterable[Case]) -> tuple[str, ...]:
    """Return the ids of some cases."""
    return tuple(case.idea.id for case in found)


def percentile(values: Iterable[int], percent: int) -> int | None:
    """Return the value of the case at ``percent`` (nearest rank); None below `LEAST_CASES`."""
    ranked = sorted(values)
    if len(ranked) < LEAST_CASES:
        return None
    return ranked[max(-(-percent * len(ranked) // 100), 1) - 1]


def share(part: int, whole: int) -> str | None:
    """Return a part of a whole as a decimal string from 0.0000 to 1.0000; None of nothing."""
    if not whole:
        return None
    ten_thousandths = (part * 20_000 + whole) // (2 * whole)
    return f"{ten_thousandths // 10_000}.{ten_thousandths % 10_000:04d}"
