"""What each idea did with each budget, up to a day, and into which rows of a report that goes (V31).

Cents throughout. By phase each movement counts in the phase in which its idea was at the end
of its day. An idea with several themes counts in each, one without under none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from innoctl.model.policy import BudgetFacts
from innoctl.named import NamedTuple
from innoctl.rules.funding import Funded, Position, steps

BY: Final[Mapping[str, tuple[str, ...]]] = {
    "stream": ("layer", "stream", "year", "kind"),
    "layer": ("layer", "year", "kind"),
    "budget": ("budget",),
    "idea": ("idea",),
    "phase": ("phase",),
    "horizon": ("horizon",),
    "theme": ("theme",),
}
"""What rows can be made by, and what tells one row from the next."""
OF_BUDGETS: Final = ("stream", "layer", "budget")
"""What a budget itself belongs to; the rest is said of the ideas that draw on it."""
UNKNOWN: Final = "unknown"
"""In the name of a row: a horizon nobody filled in, no theme, a budget that no file has."""
_NOTHING: Final = Position()


class Drawer(NamedTuple):
    """An idea that draws on money; title, horizon (0: unknown) and themes as its file has them.

    ``state`` is that on the day of the report, by its decisions.
    """

    idea: str
    title: str = ""
    horizon: int = 0
    themes: tuple[str, ...] = ()
    state: str = ""


class Cell(NamedTuple):
    """What one idea did with one budget while it was in one phase, up to a day, in cents."""

    idea: str
    budget: str
    phase: str
    granted: int = 0
    released: int = 0
    committed: int = 0
    drawn: int = 0
    spent: int = 0
    over: int = 0


def taken(one: Funded, day: date) -> Iterator[Cell]:
    """Yield what an idea did with each budget in each phase, up to and including ``day``."""
    iso = day.isoformat()
    found: dict[tuple[str, str], list[int]] = {}
    before: dict[str, Position] = {}
    for on, now in steps(one):
        if on > iso:
            break
        phase = one.stay(on).phase
        for budget, row in now.items():
            old = before.get(budget, _NOTHING)
            if row != old or budget not in before:
                known = found.setdefault((budget, phase), [0] * 6)
                moved = (*(b - a for a, b in zip(old, row, strict=True)), row.over - old.over)
                known[:] = map(sum, zip(known, moved, strict=True))
        before = now
    for (budget, phase), sums in found.items():
        yield Cell(one.idea, budget, phase, *sums)


def layer(stream: str) -> str:
    """Return the layer of a stream: corps, unit or portfolio; '' of none."""
    return stream.partition("/")[0]


class Sorter:
    """Into which rows something goes, by the budget, the idea and the phase that it is of."""

    def __init__(
        self, by: str, budgets: Iterable[BudgetFacts], ideas: Mapping[str, Drawer]
    ) -> None:
        self.by = by
        self._budgets = {row.id: self.budget(row) for row in budgets}
        self._ideas = ideas

    def budget(self, row: BudgetFacts) -> tuple[Any, ...]:
        """Return what a row with this budget is of."""
        values = {
            "layer": layer(row.stream), "stream": row.stream, "year": row.year, "kind": row.kind,
            "budget": row.id,
        }  # fmt: skip
        return tuple(values.get(name) for name in BY[self.by])

    def rows(self, budget: str, idea: str, phase: str) -> tuple[tuple[Any, ...], ...]:
        """Return what the rows are of into which this goes; ``idea`` is '' for a budget itself."""
        if self.by in OF_BUDGETS:
            return (self._budgets.get(budget, self._strange(budget)),)
        if not idea:
            return ()
        known = self._ideas.get(idea, Drawer(idea))
        match self.by:
            case "idea":
                return ((idea,),)
            case "phase":
                return ((phase,),)
            case "horizon":
                return ((known.horizon,),)
            case _:
                return tuple((theme,) for theme in dict.fromkeys(known.themes)) or (("",),)

    def _strange(self, budget: str) -> tuple[Any, ...]:
        """Return what a budget that no file has is of: its money is told all the same."""
        return (budget,) if self.by == "budget" else ("",) * (len(BY[self.by]) - 2) + (0, "")


def named(by: str, of: tuple[Any, ...]) -> str:
    """Return the name of a row, as ``--figure`` takes it."""
    parts = of[1:] if by == "stream" else of
    return ".".join((by, *(str(part) if part else UNKNOWN for part in parts)))
