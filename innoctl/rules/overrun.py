"""Who is to blame where more came to be promised and paid on an idea than was granted (V31).

A choice is judged by what could be known when it was booked: the invoices that stand before it in
the file, and the choices up to its day. Invoices are facts, and never make a choice wrong
afterwards. The work grows with the number of bookings, not with its square. Cents throughout.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from innoctl.model.facts import LineFacts
from innoctl.named import NamedTuple
from innoctl.rules.funding import Funded, Grant, Position, Running, Stay, tied

Numbered = tuple[int, LineFacts]
"""A booking behind its place among the lines of the idea, from 0."""
Judged = tuple[int, LineFacts, int]
"""The same, with the cents that could have been taken instead."""


class Blamed(NamedTuple):
    """One booking that took more than was granted; ``number`` is its place among the lines."""

    number: int
    line: LineFacts
    now: Position
    """how the idea stands at the end of that day"""
    rest: int
    """what could have been taken instead"""


def overruns(one: Funded) -> Iterator[Blamed]:
    """Yield the bookings by which more came to be taken than was granted, in the order of the days."""
    accounts: dict[str, _Account] = {}
    under_way = True
    for _day, found in groupby(_events(one), key=itemgetter(0)):
        booked: dict[str, list[Numbered]] = {}
        over = {
            budget: account.all.position(under_way=True).over
            for budget, account in accounts.items()
        }
        for _, _, number, what in found:
            match what:
                case Stay():
                    if what.open and not under_way:
                        for account in accounts.values():
                            account.all.kept_back += account.all.rest
                    under_way = what.open
                case Grant():
                    accounts.setdefault(what.budget, _Account()).all.granted += what.cents
                case _:
                    booked.setdefault(what.budget, []).append((number, what))
        for budget, rows in booked.items():
            account = accounts.setdefault(budget, _Account())
            yield from account.day(rows, over.get(budget, 0), under_way=under_way)


def _events(one: Funded) -> list[tuple[str, int, int, Stay | Grant | LineFacts]]:
    """Return all events in order, each as day, rank, number and what it is."""
    rows: list[tuple[str, int, int, Stay | Grant | LineFacts]] = [
        (row.since, 0, number, row) for number, row in enumerate(one.stays)
    ]
    rows += [(row.on, 1, number, row) for number, row in enumerate(one.grants)]
    rows += [(row.on, 2, number, row) for number, row in enumerate(tied(one.lines))]
    return sorted(rows, key=itemgetter(0, 1, 2))


class _Account:
    """One idea on one budget: all that is booked, and what was known when a line was booked."""

    def __init__(self) -> None:
        self.all = Running()
        self.known = Running()
        self.upto = -1
        """``known`` has the invoices up to this place in the file"""
        self.invoices: list[Numbered] = []
        """those up to the day, in the order of the file"""
        self.untold: list[Numbered] = []
        self.told: set[int] = set()

    def day(self, rows: list[Numbered], before: int, *, under_way: bool) -> Iterator[Blamed]:
        """Book the lines of one day; yield who is to blame where more than ``before`` is over.

        What takes a choice back comes first, so that a day's bookings may be written in any order.
        """
        rows = sorted(rows, key=lambda row: row[1].cents > 0 or row[1].what == "spend")
        paid = [row for row in rows if self._rises(*row)]
        now = self.all.position(under_way)
        self.known.granted, self.known.kept_back = self.all.granted, self.all.kept_back
        wrong = list(self._choose(rows))
        if now.over <= before:
            return
        judged = (*wrong, *self._facts(rows, paid, wrong))
        for number, line, rest in sorted(judged, key=itemgetter(0)):
            if number not in self.told:
                self.told.add(number)
                yield Blamed(number, line, now, rest)

    def _rises(self, number: int, line: LineFacts) -> bool:
        """Book one line; tell whether it is an invoice that took more than was granted."""
        was = self.all.position(under_way=True).over
        self.all.book(line)
        if line.what != "spend":
            return False
        insort(self.invoices, (number, line), key=itemgetter(0))
        if line.cents > 0:
            insort(self.untold, (number, line), key=itemgetter(0))
        if number <= self.upto:
            self.known.book(line)
        return self.all.position(under_way=True).over > was

    def _choose(self, rows: list[Numbered]) -> Iterator[Judged]:
        """Yield the choices of a day that took more than there was, by all that stood before each."""
        for number, line in rows:
            if line.what == "spend":
                continue
            if line.cents > 0:
                self._know(number)
            was = self._over
            self.known.book(line)
            if self._over > was:
                yield number, line, 0 if was else line.cents - self._over

    def _facts(
        self, rows: list[Numbered], paid: list[Numbered], wrong: list[Judged]
    ) -> Iterator[Judged]:
        """Yield the invoices to tell of: those that went over, and those that came after a choice."""
        found = list(paid)
        made = [number for number, line in rows if line.what != "spend" and line.cents > 0]
        if made and not wrong:
            found += self._late(made[-1])
        elif not (found or wrong):
            found += [row for row in rows if row[1].what == "spend" and row[1].cents > 0]
        yield from ((number, line, 0) for number, line in found)

    @property
    def _over(self) -> int:
        return self.known.position(under_way=True).over

    def _know(self, upto: int) -> None:
        """Have ``known`` reckon with the invoices up to a place in the file, and with no later ones."""
        start, end = sorted((self.upto, upto))
        sign = 1 if upto > self.upto else -1
        first = bisect_right(self.invoices, start, key=itemgetter(0))
        last = bisect_right(self.invoices, end, key=itemgetter(0))
        for _, line in self.invoices[first:last]:
            self.known.book(line._replace(cents=sign * line.cents))
        self.upto = upto

    def _late(self, choice: int) -> list[Numbered]:
        """Return the invoices behind a place in the file of which nothing was said yet."""
        first = bisect_right(self.untold, choice, key=itemgetter(0))
        late = self.untold[first:]
        del self.untold[first:]
        return late
