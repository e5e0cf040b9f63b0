"""Many bookings on one idea at once: which of them the rules would let in, told day by day (V31).

Cents throughout. What is booked already always stays, and what is let in first keeps its room. The
work grows with the number of bookings, not with its square; `innoctl.rules.booking` has the last word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from innoctl.errors import Finding
from innoctl.model.facts import LineFacts
from innoctl.model.policy import BudgetFacts, ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.booking import Books, booked, lapsed, moment
from innoctl.rules.deciding import euros
from innoctl.rules.funding import (
    Event,
    Funded,
    Grant,
    Position,
    Running,
    Stay,
    account_on,
    events,
    steps,
)
from innoctl.rules.outstanding import left

_NOWHERE = ("", 0)
ATTEMPTS: Final = 8
"""So often the rules are asked again; after that nothing of what asks on the idea is let in."""


class Candidate(NamedTuple):
    """One booking that asks to be let in; ``number`` is where it comes from, such as a line of a file."""

    number: int
    row: LineFacts


class Verdict(NamedTuple):
    """What is let in, in the order in which it is to stand, and what is not, each with its finding."""

    accepted: list[Candidate]
    refused: list[tuple[Candidate, Finding]]
    told: Sequence[Finding] = ()
    """warnings on what is let in"""


def accept(
    own: Funded,
    budgets: Mapping[str, BudgetFacts],
    process: ProcessFacts,
    asking: Iterable[Candidate],
    today: str,
) -> Verdict:
    """Return which bookings the rules let in on an idea, given what is booked on it."""
    books = Books(own, [_NOWHERE] * len(own.lines), budgets, process)
    sweep = _Sweep(books, sorted(asking, key=_order))
    sweep.run()
    sweep.loose()
    return _proved(own, books, Verdict(sweep.accepted, sweep.refused), today)


def _order(one: Candidate) -> tuple[str, int, int]:
    """Of one day the invoices first, which are facts, then choices, then what takes something back."""
    rank = 2 if one.row.cents < 0 else int(one.row.what != "spend")
    return one.row.on, rank, one.number


class _Sweep:
    """The days of one idea, told once, with what asks to be let in behind what is there."""

    def __init__(self, books: Books, asking: Sequence[Candidate]) -> None:
        self.books = books
        self.asking = asking
        self.accepted: list[Candidate] = []
        self.refused: list[tuple[Candidate, Finding]] = []
        self.accounts: dict[str, Running] = {}
        self.under_way = True
        self.before: dict[str, Position] = {}
        self.room = _Room(books.funded)
        self.rest = {key: one.cents for key, one in left(books.funded.lines).items()}
        self.keys = {(row.what, row.budget, row.reference) for row in books.funded.lines}
        self.promised = {(b, r) for what, b, r in self.keys if what == "commit"}
        self.hoped = {(o.row.budget, o.row.reference) for o in asking if o.row.what == "commit"}

    def run(self) -> None:
        """Tell every day: first what is there, then what asks to be let in."""
        rows: list[Event | Candidate] = [*events(self.books.funded), *self.asking]
        rows.sort(key=_day)
        for _, found in groupby(rows, key=_day):
            self.before = {name: self._now(name) for name in self.accounts}
            for one in found:
                if isinstance(one, Candidate):
                    self._try(one)
                else:
                    self._tell(one.what)

    def loose(self) -> None:
        """Refuse the invoices on a commitment that asked to be let in and was not."""
        kept = []
        for one in self.accepted:
            row = one.row
            if row.commitment and (row.budget, row.commitment) not in self.promised:
                self._refuse(one, "B707", commitment=row.commitment, budget=row.budget)
            else:
                kept.append(one)
        self.accepted = kept

    def _tell(self, what: Stay | Grant | LineFacts) -> None:
        match what:
            case Stay():
                if what.open and not self.under_way:
                    for account in self.accounts.values():
                        account.kept_back += account.rest
                self.under_way = what.open
            case Grant():
                account_on(self.accounts, what.budget).granted += what.cents
            case LineFacts():
                account_on(self.accounts, what.budget).book(what)

    def _now(self, budget: str) -> Position:
        return account_on(self.accounts, budget).position(self.under_way)

    def _refuse(self, one: Candidate, code: str, **params: object) -> None:
        self.refused.append((one, Finding.of(code, "", (), **params)))

    def _try(self, one: Candidate) -> None:
        row = one.row
        key = (row.what, row.budget, row.reference)
        named = {"reference": row.reference, "budget": row.budget}
        pair = (row.budget, row.commitment)
        wrong = [f for f in moment(self.books, _NOWHERE, row) if f.severity == "error"]
        if wrong:
            self.refused.append((one, wrong[0]))
        elif key in self.keys:
            self._refuse(one, "B708", **named)
        elif row.commitment and pair not in self.promised and pair not in self.hoped:
            self._refuse(one, "B707", commitment=row.commitment, budget=row.budget)
        elif row.corrects and not self._takes_back(one):
            return
        elif self._fits(one):
            self._let_in(one, key)

    def _takes_back(self, one: Candidate) -> bool:
        """Take a counter-entry off what it corrects, or refuse it."""
        row = one.row
        key = (row.what, row.budget, row.corrects)
        named = {"reference": row.corrects, "budget": row.budget}
        if key not in self.rest:
            self._refuse(one, "B704", **named)
            return False
        if self.rest[key] + row.cents < 0:
            amounts = {"amount": euros(-row.cents), "left": euros(self.rest[key])}
            self._refuse(one, "B705", **amounts, **named)
            return False
        self.rest[key] += row.cents
        return True

    def _let_in(self, one: Candidate, key: tuple[str, str, str]) -> None:
        row = one.row
        self.accepted.append(one)
        self.keys.add(key)
        if not row.corrects:
            self.rest[key] = row.cents
        if row.what == "commit":
            self.promised.add((row.budget, row.reference))

    def _fits(self, one: Candidate) -> bool:
        """Book it, unless it is a choice that takes more than there is, now or later."""
        row = one.row
        account, was = account_on(self.accounts, row.budget), self._now(row.budget)
        booked_row = row._replace(reference=row.corrects) if row.corrects else row
        account.book(booked_row)
        now = self._now(row.budget)
        taken = (now.needed + now.released) - (was.needed + was.released)
        if row.what == "spend" or row.cents < 0 or self._carried(row, now, taken):
            self.room.take(row.budget, taken)
            return True
        account.book(booked_row._replace(cents=-row.cents))
        granted = euros(now.granted - was.released)
        if row.what == "release":
            rest = max(was.granted - was.released - was.needed, 0)
            params = {"amount": euros(row.cents), "rest": euros(rest), "budget": row.budget}
            self._refuse(one, "B709", **params)
        else:
            params = {"needed": euros(now.needed), "granted": granted, "budget": row.budget}
            self._refuse(one, "B701", **params)
        return False

    def _carried(self, row: LineFacts, now: Position, taken: int) -> bool:
        """Tell whether the grant carries a choice on its day, and leaves later ones their room."""
        before = self.before.get(row.budget, Position())
        if now.over > before.over and taken > 0:
            return False
        return taken <= self.room.after(row.budget, row.on)


def _day(one: Event | Candidate) -> str:
    return one.day if isinstance(one, Event) else one.row.on


class _Room:
    """What the choices that are there leave on each budget, from a day on."""

    def __init__(self, own: Funded) -> None:
        chosen = {(r.on, r.budget) for r in own.lines if r.cents > 0 and r.what != "spend"}
        self.days: dict[str, list[str]] = {}
        self.least: dict[str, list[int]] = {}
        self.taken: dict[str, int] = {}
        for day, rows in steps(own):
            for budget, now in rows.items():
                slack = max(now.granted - now.released - now.needed, 0)
                if (day, budget) in chosen:
                    self.days.setdefault(budget, []).append(day)
                    self.least.setdefault(budget, []).append(slack)
        for slacks in self.least.values():
            for place in range(len(slacks) - 2, -1, -1):
                slacks[place] = min(slacks[place], slacks[place + 1])

    def take(self, budget: str, cents: int) -> None:
        """Let something have its room for good."""
        self.taken[budget] = self.taken.get(budget, 0) + cents

    def after(self, budget: str, day: str) -> int:
        """Return the cents that can be taken on a day without a choice of a later day missing them."""
        days = self.days.get(budget, [])
        place = bisect_right(days, day)
        if place == len(days):
            return 10**15
        return self.least[budget][place] - self.taken.get(budget, 0)


def _proved(own: Funded, books: Books, found: Verdict, today: str) -> Verdict:
    """Hold what is let in to the rules themselves, over the whole ledger as it would stand."""
    accepted, refused = list(found.accepted), list(found.refused)
    told: list[Finding] = []
    begun = len(own.lines)
    places = [("", number) for number in range(begun)]
    was = {(f.code, f.field) for f in booked(books._replace(places=places), today)}
    for attempt in range(ATTEMPTS + 1):
        if not accepted:
            break
        lines = (*own.lines, *(one.row for one in accepted))
        places = [("", number) for number in range(len(lines))]
        made = books._replace(funded=own._replace(lines=lines), places=places)
        told = [f for f in booked(made, today) if (f.code, f.field) not in was]
        told += lapsed(made, begun, date.fromisoformat(today))
        wrong = [f for f in told if f.severity == "error"]
        if not wrong:
            break
        at = {int(f.field[1]) - begun: f for f in wrong if int(f.field[1]) >= begun}
        if (
            not at or attempt == ATTEMPTS
        ):  # a choice that is there would lose its room: nothing of this is let in
            at = dict.fromkeys(range(len(accepted)), wrong[0])
        refused += [(accepted[place], f) for place, f in at.items()]
        accepted = [one for place, one in enumerate(accepted) if place not in at]
    return Verdict(accepted, refused, told if accepted else [])
