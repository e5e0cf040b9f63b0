"""Everything of one idea, gathered without reading the others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import StorageError
from innoctl.model.facts_reading import decision_facts, idea_facts
from innoctl.model.kinds import idea_of
from innoctl.named import NamedTuple
from innoctl.rules.life import Life, life
from innoctl.rules.waiting import Wait, waiting
from innoctl.store import files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoctl.errors import Finding
    from innoctl.model.facts import DecisionFacts
    from innoctl.store.index import Index
    from innoctl.workspace.portfolio import Portfolio

Record = dict[str, Any]

SMALL: Final = 3000
"""Up to so many records every file is proved to find the ties that others have to this one;
above it they are as the index last saw them, because one idea must show at once."""


class UnreadableIdea(StorageError):
    """The file of an idea holds no record."""

    code = "U709"

    def __init__(self, path: str, findings: Sequence[Finding] = (), text: bytes = b"") -> None:
        super().__init__(path=path, id=idea_of(path))
        self.findings = tuple(findings)
        self.text = text


class Tie(NamedTuple):
    """A tie with another idea; ``inward`` when it stands in the other's file."""

    relation: str
    idea: str
    title: str
    inward: bool


class Dossier(NamedTuple):
    """One idea with its decisions and what follows from them; ``life`` is None without facts.

    ``corrections`` are pairs of numbers: of a decision, and of the one in its place.
    """

    path: str
    idea: Record
    decisions: tuple[tuple[str, Record], ...]
    life: Life | None
    wait: Wait | None
    ties: tuple[Tie, ...]
    corrections: tuple[tuple[str, str], ...] = ()


def dossier(portfolio: Portfolio, path: str, day: date) -> Dossier:
    """Return everything of the idea at ``path`` as of ``day``; `UnreadableIdea` if it is no record."""
    found = portfolio.cache.peek(path)
    if found is None or found.problems or not isinstance(found.data, dict):
        wrong = found.problems if found else ()
        raise UnreadableIdea(path, wrong, files.read(portfolio.root, path) or b"")
    decisions = decided(portfolio, path)
    facts = idea_facts(found.data)
    ties = (*_outward(portfolio, found.data), *_inward(portfolio, path))
    if facts is None:
        return Dossier(path, found.data, _records(decisions), None, None, ties)
    process = portfolio.process(facts.stream)
    made = life(facts, [row for _path, _data, row in decisions if row], process, day)
    wait = waiting(made, facts, process, day)
    return Dossier(path, found.data, _records(decisions), made, wait, ties, _corrections(decisions))


Decided = list[tuple[str, Record, "DecisionFacts | None"]]


def decided(portfolio: Portfolio, path: str) -> Decided:
    """Return the decisions on the idea at ``path``: path, record, and the facts where they can be read."""
    found: Decided = []
    for place in portfolio.decision_files(path):
        data = portfolio.document(place)
        if data:
            from hashlib import sha256  # loads OpenSSL, which most ideas do not need

            number = place.rpartition("/")[2].split("-")[1]
            digest = sha256((portfolio.root / place).read_bytes()).hexdigest()
            found.append((place, data, decision_facts(data, number, digest)))
    return found


def _records(decisions: Decided) -> tuple[tuple[str, Record], ...]:
    return tuple((path, data) for path, data, _facts in decisions)


def _corrections(decisions: Decided) -> tuple[tuple[str, str], ...]:
    rows = [row for _path, _data, row in decisions if row]
    numbers = {row.digest: row.number for row in rows}
    return tuple((numbers[row.supersedes], row.number) for row in rows if row.supersedes in numbers)


def _outward(portfolio: Portfolio, idea: Record) -> list[Tie]:
    links = [link for link in idea.get("links") or () if isinstance(link, dict)]
    return [
        Tie(*_tie(link), _title(portfolio, str(link.get("to"))), inward=False) for link in links
    ]


def _title(portfolio: Portfolio, name: str) -> str:
    start = f"{name}-"
    for folder, names in portfolio.listing.items():
        for file in names:
            if file.startswith(start):
                return str(portfolio.document(f"{folder}/{file}.yaml").get("title") or "")
    return ""


def _inward(portfolio: Portfolio, path: str) -> list[Tie]:
    name = idea_of(path)
    ties = []
    for other in _index(portfolio).tied(name):
        data = portfolio.document(other)
        title, place = str(data.get("title") or ""), idea_of(other)
        ties += [
            Tie(_tie(link)[0], place, title, inward=True)
            for link in data.get("links") or ()
            if isinstance(link, dict) and link.get("to") == name
        ]
    return ties


def _tie(link: Record) -> tuple[str, str]:
    return str(link.get("relation")), str(link.get("to"))


def _index(portfolio: Portfolio) -> Index:
    records = portfolio.cache.size or sum(map(len, portfolio.listing.values()))
    return portfolio.index if records <= SMALL else portfolio.cache
