"""Movements of money as a Beancount ledger, so that others can audit it with software of theirs (V31).

Double entry: every movement takes from one account what it gives to another. The balance of the
free account of a budget is what is free of it; `QUESTIONS` says which query gives which figure.
The same movements give the same bytes, in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from innoctl.model.kinds import SLUG
from innoctl.model.policy import BudgetFacts
from innoctl.named import NamedTuple
from innoctl.render.safe import line
from innoctl.reports.journal import Entry
from innoctl.reports.spending import layer
from innoctl.rules.deciding import euros

ROOTS: Final[Mapping[str, str]] = {
    "Equity:Allocated": "where allocations come from; what it is below zero is what was allocated",
    "Assets:Free": "what nobody holds; its balance is what is free",
    "Assets:Granted": "what an idea was granted and neither promised, paid nor gave back",
    "Assets:Committed": "what is promised to others and not paid yet",
    "Expenses:Spent": "what is paid",
}
"""What each account is; below it stand layer, kind, year, stream, budget and, but for the first
two, the idea. What is never netted (layer, kind and year) comes first, so that it can be cut off."""

_FREE, _GRANTED, _COMMITTED = "Assets:Free", "Assets:Granted", "Assets:Committed"
POSTINGS: Final[Mapping[str, tuple[str, str, str]]] = {
    "allocated": ("allocate", "Equity:Allocated", _FREE),
    "changed": ("change", "Equity:Allocated", _FREE),
    "carried": ("carry", "Equity:Allocated", _FREE),
    "granted": ("grant", _FREE, _GRANTED),
    "committed": ("commit", _GRANTED, _COMMITTED),
    "drawn": ("draw", _COMMITTED, _GRANTED),
    "spent": ("spend", _GRANTED, "Expenses:Spent"),
    "released": ("release", _GRANTED, _FREE),
    "lapsed": ("lapse", _GRANTED, _FREE),
    "over": ("over", _FREE, _GRANTED),
}
"""Of each kind of entry its tag, and from which account to which it moves money."""

SAID: Final[Mapping[str, str]] = {
    "allocated": "allocated at the start of the year",
    "changed": "allocation changed",
    "carried": "carried over, the other side is {reference}",
    "granted": "granted by {reference}",
    "committed": "committed under {reference}",
    "drawn": "drawn from commitments by what was paid on this day",
    "spent": "paid under {reference}",
    "released": "given back under {reference}",
    "lapsed": "given back because the idea is closed",
    "over": "paid or promised beyond what was granted",
}
"""What an entry is called that has no note of its own."""

QUESTIONS: Final[Mapping[str, str]] = {
    "allocated": "SELECT -sum(number) WHERE account ~ '^Equity:Allocated:'",
    "granted": "SELECT sum(number) WHERE 'grant' IN tags AND account ~ '^Assets:Granted:'",
    "committed": "SELECT sum(number) WHERE 'commit' IN tags AND account ~ '^Assets:Committed:'",
    "open": "SELECT sum(number) WHERE account ~ '^Assets:Committed:'",
    "spent": "SELECT sum(number) WHERE account ~ '^Expenses:Spent:'",
    "released": (
        "SELECT -sum(number) WHERE ('release' IN tags OR 'lapse' IN tags)"
        " AND account ~ '^Assets:Granted:'"
    ),
    "over": "SELECT sum(number) WHERE 'over' IN tags AND account ~ '^Assets:Granted:'",
    "free": "SELECT sum(number) WHERE account ~ '^Assets:Free:'",
}
"""Which query gives which figure of ``report budget``."""

_SLUG: Final = re.compile(SLUG).fullmatch


class Export(NamedTuple):
    """What is exported: movements in order, where each stands (``file:line`` or ''), and names."""

    entries: Sequence[Entry]
    places: Sequence[str]
    budgets: Mapping[str, BudgetFacts]
    titles: Mapping[str, str]
    """of ideas, by id"""


class Head(NamedTuple):
    """What the first lines say: whose ledger, up to which day, at which commit, without which files."""

    portfolio: str
    day: str
    commit: str
    left_out: Sequence[tuple[str, str]] = ()
    """path and code of each"""


def ledger(export: Export, head: Head) -> str:
    """Return the whole ledger as text."""
    rows = [*_head(head), "", *_opened(export), ""]
    for entry, place in zip(export.entries, export.places, strict=True):
        rows += [*_transaction(export, entry, place), ""]
    return "\n".join(rows)


def part(name: str) -> str:
    """Return a name of a portfolio as a part of an account: another part for every other name.

    Beancount wants a capital or a figure first and then letters, figures and dashes. What is no
    slug is written in hexadecimal, behind what no slug can hold.
    """
    if _SLUG(name):
        return name[0].upper() + name[1:]
    return f"X--{name.encode('utf-8', 'surrogatepass').hex()}"


def account(root: str, budget: str, known: BudgetFacts | None, idea: str = "") -> str:
    """Return an account; that of a budget that no file has stands under ``Unknown``."""
    parts = [root, "Unknown", part(budget)]
    if known:
        stream = known.stream.rpartition("/")[2]
        names = (layer(known.stream), known.kind, str(known.year), stream, budget)
        parts = [root, *map(part, names)]
    return ":".join([*parts, *([part(idea)] if idea else [])])


def _accounts(export: Export, entry: Entry) -> tuple[str, str]:
    _, *roots = POSTINGS[entry.what]
    known = export.budgets.get(entry.budget)
    source, target = (
        account(
            root, entry.budget, known, entry.idea if root not in {_FREE, "Equity:Allocated"} else ""
        )
        for root in roots
    )
    return source, target


def _head(head: Head) -> Iterator[str]:
    at = f" at commit {head.commit}" if head.commit else ""
    yield f"; {line(head.portfolio)}: every movement of money up to and including {head.day}{at}."
    yield "; Made by innoctl export ledger. Who changes this file changes nothing in the portfolio."
    for path, code in head.left_out:
        yield f"; Left out, and innoctl check says why: {code} {line(path)}"
    yield from (
        ";",
        "; Accounts: what it is, then layer, kind of money, year, stream, budget and idea.",
        *(f";   {root:<17} {said}" for root, said in ROOTS.items()),
        ";",
        "; Figures of report budget, as bean-query gives them. Of a day: AND date <= 2026-06-30. Of an",
        "; idea: AND account ~ ':K3f9ab$'. Each layer, kind and year: SELECT root(account, 5), ...",
        "; GROUP BY root(account, 5); with 6 in the place of 5 each stream, with 7 each budget.",
        *(f";   {name:<10} {query}" for name, query in QUESTIONS.items()),
        "",
        f'option "title" {_text(head.portfolio)}',
        'option "operating_currency" "EUR"',
        "",
        "1990-01-01 commodity EUR",
    )


def _opened(export: Export) -> Iterator[str]:
    """Yield every account with the day on which it is first used, the budget and the idea."""
    first: dict[str, Entry] = {}
    for entry in sorted(export.entries, key=lambda row: row.on):
        for name in _accounts(export, entry):
            first.setdefault(name, entry)
    for name in sorted(first):
        entry = first[name]
        yield f"{entry.on} open {name} EUR"
        yield f"  budget: {_text(entry.budget)}"
        if name.endswith(f":{part(entry.idea)}" if entry.idea else "\n"):
            yield f"  idea: {_text(entry.idea)}"


def _transaction(export: Export, entry: Entry, place: str) -> Iterator[str]:
    tag = POSTINGS[entry.what][0]
    said = entry.note or SAID[entry.what].format(reference=entry.reference)
    payee = f"{_text(export.titles.get(entry.idea) or entry.idea)} " if entry.idea else ""
    link = f" ^{entry.idea}" if _SLUG(entry.idea) else ""
    yield f"{entry.on} * {payee}{_text(said)} #{tag}{link}"
    yield from _meta(entry, place)
    source, target = _accounts(export, entry)
    yield f"  {source}  {euros(-entry.cents)} EUR"
    yield f"  {target}  {euros(entry.cents)} EUR"


def _meta(entry: Entry, place: str) -> Iterator[str]:
    path, _, number = place.rpartition(":")
    rows: Iterable[tuple[str, str]] = (
        ("idea", entry.idea),
        ("budget", entry.budget),
        ("reference", entry.reference),
        ("by", entry.by),
        ("file", path or place),
    )
    yield from (f"  {key}: {_text(value)}" for key, value in rows if value)
    if path:
        yield f"  row: {number}"


def _text(text: str) -> str:
    """Return a string of Beancount; what steers a terminal is made visible first."""
    shown = line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'
