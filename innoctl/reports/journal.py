"""Every movement of money, one by one: what any figure on money is the sum of (V31).

Figures of a day are sums of the entries up to that day; `FIGURES` says which. What follows from
other entries (a commitment drawn down by an invoice, what lapses when an idea is closed, what
was paid beyond a grant) is an entry too, without a line of its own in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from innoctl.model.policy import BudgetFacts
from innoctl.named import NamedTuple
from innoctl.rules.carrying import Allocation
from innoctl.rules.funding import Funded, Position, steps

BOOKED: Final = {"commit": "committed", "spend": "spent", "release": "released"}
KINDS: Final = (
    "allocated", "changed", "carried", "granted", "committed", "drawn", "spent", "released",
    "lapsed", "over",
)  # fmt: skip
"""What an entry can be, in the order in which those of one day are told."""

FIGURES: Final[Mapping[str, Mapping[str, int]]] = {
    "allocated": {"allocated": 1, "changed": 1, "carried": 1},
    "granted": {"granted": 1},
    "released": {"released": 1, "lapsed": 1},
    "committed": {"committed": 1},
    "open": {"committed": 1, "drawn": -1},
    "spent": {"spent": 1},
    "free": {
        "allocated": 1, "changed": 1, "carried": 1, "granted": -1, "released": 1, "lapsed": 1,
        "over": -1,
    },
}  # fmt: skip
"""Which entries make which figure, and with which sign."""


class Entry(NamedTuple):
    """One movement, in cents. ``idea`` is '' for what happens to the budget itself.

    ``path`` and ``place`` say where it stands: a file and the number of the line in it, from 0;
    -1 for what follows from other entries.
    """

    on: str
    what: str
    budget: str
    idea: str
    cents: int
    reference: str = ""
    by: str = ""
    note: str = ""
    path: str = ""
    place: int = -1
    change: int = -1
    """of a change of an allocation: its number in the budget, from 0"""


class Account(NamedTuple):
    """One idea's money, with where its bookings and the decisions that granted it stand."""

    funded: Funded
    places: Sequence[tuple[str, int]] = ()
    """file and number of each line of the ledger"""
    decisions: Mapping[str, str] = {}
    """the files of its decisions, by digest"""


def journal(allocations: Iterable[Allocation], accounts: Iterable[Account]) -> list[Entry]:
    """Return every movement, by day, and those of a day by `KINDS`, budget and idea."""
    found = [entry for row in allocations for entry in _allocated(row.path, row.budget)]
    found += (entry for one in accounts for entry in _moved(one))
    rank = {what: number for number, what in enumerate(KINDS)}
    return sorted(
        found, key=lambda row: (row.on, rank[row.what], row.budget, row.idea, row.path, row.place)
    )


def _allocated(path: str, row: BudgetFacts) -> Iterator[Entry]:
    yield Entry(row.since, "allocated", row.id, "", row.cents, path=path, place=row.place)
    for number, one in enumerate(row.changes):
        what = "carried" if one.carry else "changed"
        yield Entry(
            one.on, what, row.id, "", one.cents, one.carry,
            note=one.why, path=path, place=row.place, change=number,
        )  # fmt: skip


def _moved(one: Account) -> Iterator[Entry]:
    own, numbers = one.funded, dict[str, int]()
    for grant in own.grants:
        number = numbers[grant.decision] = numbers.get(grant.decision, -1) + 1
        path = one.decisions.get(grant.decision, "")
        name = path.rpartition("/")[2].removesuffix(".yaml")
        yield Entry(
            grant.on, "granted", grant.budget, own.idea, grant.cents, name, path=path, place=number
        )
    for (path, number), line in zip(one.places, own.lines, strict=True):
        yield Entry(
            line.on, BOOKED[line.what], line.budget, own.idea, line.cents, line.reference,
            line.booked_by, line.note, path, number,
        )  # fmt: skip
    yield from _derived(own)


def _derived(own: Funded) -> Iterator[Entry]:
    """Yield what follows on each day from all that was granted and booked up to it."""
    given: dict[tuple[str, str], int] = {}
    for line in own.lines:
        if line.what == "release":
            key = (line.on, line.budget)
            given[key] = given.get(key, 0) + line.cents
    start: tuple[str, dict[str, Position]] = ("", {})
    for (_, before), (day, now) in pairwise([start, *steps(own)]):
        for budget, row in now.items():
            old = before.get(budget, Position())
            moved = {
                "drawn": row.drawn - old.drawn,
                "lapsed": row.released - old.released - given.get((day, budget), 0),
                "over": row.over - old.over,
            }
            for what, cents in moved.items():
                if cents:
                    yield Entry(day, what, budget, own.idea, cents)
