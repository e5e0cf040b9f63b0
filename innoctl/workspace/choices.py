"""What a field that points somewhere can be, by id and name: for questions and for typed words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.model.called import Choice, Meant, meant
from innoctl.model.policy import in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from innoctl.model.policy import AgendaItem, Named, StreamFacts, UnitFacts
    from innoctl.workspace.portfolio import Portfolio

    Rows = Iterable[AgendaItem | Named | StreamFacts | UnitFacts]

NAMED: Final[dict[str, Callable[[Portfolio], Rows]]] = {
    "stream": lambda portfolio: portfolio.organisation().streams,
    "unit": lambda portfolio: portfolio.organisation().units,
    "domain": lambda portfolio: portfolio.organisation().domains,
    "theme": lambda portfolio: portfolio.agenda().themes,
    "direction": lambda portfolio: portfolio.agenda().directions,
    "technology": lambda portfolio: portfolio.agenda().technologies,
}
"""Where the things of each sort stand; persons have one name in every language."""


def choices(portfolio: Portfolio, sort: str, spoken: str) -> list[Choice]:
    """Return the things of a sort (``person``, ``theme``, ...), named in the language ``spoken``."""
    if sort == "person":
        return [Choice(row.id, row.name) for row in portfolio.people().persons.values()]
    rows = NAMED[sort](portfolio) if sort in NAMED else ()
    return [Choice(row.id, in_language(row.name, spoken)) for row in rows]


def meaning(portfolio: Portfolio, spoken: str) -> Callable[[str, str], Meant]:
    """Return how a word becomes an id of a sort; where nothing of the sort is known it stays a word."""

    def found(sort: str, word: str) -> Meant:
        known = choices(portfolio, sort, spoken)
        return meant(word, known) if known else Meant(word)

    return found
