"""What may be booked on an idea, and what is a fact that somebody should look at (V23, V31).

A commitment is a choice, so it is refused where no grant carries it. An invoice is a fact: one
that is too high, too late or on a closed idea is accepted, and said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from innoctl.errors import Finding
from innoctl.model.facts import LineFacts
from innoctl.model.policy import BudgetFacts, ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.deciding import euros
from innoctl.rules.funding import Funded, Position, positions, tied
from innoctl.rules.overrun import overruns

Place = tuple[str, int]
"""A ledger file and the number of a line in it, from 0."""
Row = tuple[Place, LineFacts]


class Books(NamedTuple):
    """The bookings of one idea; ``places`` says of each line of ``funded`` where it stands."""

    funded: Funded
    places: Sequence[Place]
    budgets: Mapping[str, BudgetFacts]
    process: ProcessFacts

    @property
    def rows(self) -> list[Row]:
        """Every line with its place."""
        return list(zip(self.places, self.funded.lines, strict=True))


def booked(books: Books, today: str) -> Iterator[Finding]:
    """Yield what is wrong with the bookings of one idea, and which facts ask attention."""
    yield from _entries(books, today)
    yield from _moments(books)
    yield from _beyond(books)
    yield from _overpaid(books)


def _said(code: str, place: Place, key: str, **params: object) -> Finding:
    path, number = place
    return Finding.of(code, path, ("lines", number, key), **params)


def _entries(books: Books, today: str) -> Iterator[Finding]:
    """Judge each line by the lines before it: references, commitments and corrections."""
    promised = {(row.budget, row.reference) for row in books.funded.lines if row.what == "commit"}
    seen: dict[tuple[str, str, str], int] = {}
    days = {(row.what, row.budget, row.reference): row.on for row in reversed(books.funded.lines)}
    for place, row in books.rows:
        key = (row.what, row.budget, row.reference)
        if key in seen:
            params = {"reference": row.reference, "budget": row.budget}
            yield _said("B708", place, "reference", **params)
        if row.commitment and (row.budget, row.commitment) not in promised:
            params = {"commitment": row.commitment, "budget": row.budget}
            yield _said("B707", place, "commitment", **params)
        if row.on > today:
            yield _said("D440", place, "on", day=row.on, today=today)
        first = days.get((row.what, row.budget, row.corrects), "")
        if row.corrects and row.on < first:
            params = {"reference": row.corrects, "booked": first, "day": row.on}
            yield _said("B740", place, "on", **params)
        yield from _correction(place, row, seen)
        seen[key] = seen.get(key, 0) + row.cents


def _correction(
    place: Place, row: LineFacts, seen: dict[tuple[str, str, str], int]
) -> Iterator[Finding]:
    """Yield why a counter-entry corrects nothing, or more than there is."""
    if (row.cents < 0) != bool(row.corrects):
        yield _said("B706", place, "amount", amount=euros(row.cents))
    elif row.corrects:
        key = (row.what, row.budget, row.corrects)
        params = {"reference": row.corrects, "budget": row.budget}
        if key not in seen:
            yield _said("B704", place, "corrects", **params)
            return
        if seen[key] + row.cents < 0:
            amounts = {"amount": euros(-row.cents), "left": euros(seen[key])}
            yield _said("B705", place, "amount", **params, **amounts)
        seen[key] += row.cents


def _moments(books: Books) -> Iterator[Finding]:
    """Judge each booking by where the idea was on its day, and by the year of its budget."""
    for place, row in books.rows:
        if row.what == "release" and row.corrects:
            yield from _taken_back(books, place, row)
        yield from moment(books, place, row)


def moment(books: Books, place: Place, row: LineFacts) -> Iterator[Finding]:
    """Judge one booking by where the idea was on its day, and by the year of its budget."""
    budget = books.budgets.get(row.budget)
    if row.cents <= 0 or row.what == "release" or budget is None:
        return
    stay = books.funded.stay(row.on)
    if not stay.open and stay.since < row.on:
        code = "B702" if row.what == "commit" else "B722"
        yield _said(code, place, "on", day=row.on, since=stay.since)
    elif budget.kind == "innovation" and stay.phase in books.process.realising:
        code = "B703" if row.what == "commit" else "B723"
        yield _said(code, place, "budget", budget=row.budget, phase=stay.phase)
    if row.what == "spend" and int(row.on[:4]) > budget.year:
        yield _said("B721", place, "on", day=row.on, year=budget.year, budget=row.budget)


def _taken_back(books: Books, place: Place, row: LineFacts) -> Iterator[Finding]:
    """Yield where a release is taken back although the idea was closed since: that released all."""
    released = [
        one.on
        for one in books.funded.lines
        if (one.what, one.budget, one.reference) == ("release", row.budget, row.corrects)
    ]
    closed = [
        stay.since
        for stay in books.funded.stays
        if not stay.open and any(on <= stay.since <= row.on for on in released)
    ]
    if closed:
        yield _said("B718", place, "corrects", reference=row.corrects, day=closed[0])


def _beyond(books: Books) -> Iterator[Finding]:
    """Name the bookings by which more came to be promised and paid than was granted."""
    for one in overruns(books.funded):
        place, row = books.places[one.number], books.funded.lines[one.number]
        if row.budget not in books.budgets:
            continue
        if row.what == "release":
            amounts = {"amount": euros(row.cents), "rest": euros(one.rest)}
            yield _said("B709", place, "amount", budget=row.budget, **amounts)
        else:
            code = "B701" if row.what == "commit" else "B720"
            granted = euros(one.now.granted - one.now.released)
            amounts = {"needed": euros(one.now.needed), "granted": granted}
            yield _said(code, place, "amount", budget=row.budget, **amounts)


def _overpaid(books: Books) -> Iterator[Finding]:
    """Name the last invoice on each commitment on which more is paid than was promised."""
    promised: dict[tuple[str, str], int] = {}
    paid: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], Place] = {}
    for place, row in zip(books.places, tied(books.funded.lines), strict=True):
        if row.what == "commit":
            key = (row.budget, row.reference)
            promised[key] = promised.get(key, 0) + row.cents
        elif row.what == "spend" and row.commitment:
            key = (row.budget, row.commitment)
            paid[key] = paid.get(key, 0) + row.cents
            if row.cents > 0:
                last[key] = place
    for key, place in last.items():
        if key in promised and paid[key] > promised[key]:
            amounts = {"paid": euros(paid[key]), "promised": euros(promised[key])}
            yield _said("B726", place, "amount", commitment=key[1], **amounts)


def lapsed(books: Books, begun: int, today: date) -> Iterator[Finding]:
    """Yield the commitments from line ``begun`` on that take back what closing the idea released.

    Others may have been granted it since; the files alone do not tell in which order that came.
    """
    lines = books.funded.lines
    new = [(n, row) for n, row in enumerate(lines) if n >= begun and row.what == "commit"]
    stays = [stay.since for stay in books.funded.stays if not stay.open]
    early = [(n, row, [day for day in stays if day >= row.on]) for n, row in new if row.cents > 0]
    if not any(closed for _, _, closed in early):
        return
    without = {number for number, _ in new}
    kept = tuple(row for n, row in enumerate(lines) if n not in without)
    was = positions(books.funded._replace(lines=kept), today)
    now = positions(books.funded, today)
    for number, row, closed in early:
        freed = was.get(row.budget, Position()).released - now.get(row.budget, Position()).released
        if closed and freed > 0:
            amounts = {"amount": euros(freed), "budget": row.budget}
            yield _said("B741", books.places[number], "on", day=closed[0], **amounts)
