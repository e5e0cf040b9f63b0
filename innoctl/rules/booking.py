"""What may be booked on an idea, and what is a fact that somebody should look at (V23, V31).

A commitment is a choice, so it is refused where no grant carries it. An invoice is a fact: one
that is too high, too late or on a closed idea is accepted, and said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from innoctl.errors import Finding
from innoctl.model.facts import LineFacts
from innoctl.model.policy import BudgetFacts, ProcessFacts
from innoctl.named import NamedTuple
from innoctl.rules.deciding import euros
from innoctl.rules.funding import Funded, Position, steps

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


def _said(code: str, place: Place, key: str, **params: object) -> Finding:
    path, number = place
    return Finding.of(code, path, ("lines", number, key), **params)


def _entries(books: Books, today: str) -> Iterator[Finding]:
    """Judge each line by the lines before it: references, commitments and corrections."""
    promised = {(row.budget, row.reference) for row in books.funded.lines if row.what == "commit"}
    seen: dict[tuple[str, str, str], int] = {}
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
    """Name the bookings of each day on which more came to be promised and paid than was granted."""
    by_day: dict[tuple[str, str], list[Row]] = {}
    for place, row in books.rows:
        if row.cents > 0:
            by_day.setdefault((row.on, row.budget), []).append((place, row))
    told: set[Place] = set()
    start: tuple[str, dict[str, Position]] = ("", {})
    for (_, before), (day, now) in pairwise([start, *steps(books.funded)]):
        for budget, position in now.items():
            earlier = before.get(budget, Position())
            if position.over > earlier.over and budget in books.budgets:
                rows = by_day.get((day, budget), [])
                late = _late(books, rows, day, budget)
                if late and _carried(books, late, day, budget):
                    for place, row in late:
                        if place not in told:
                            yield _said("B720", place, "amount", **_amounts(row, position))
                    told.update(place for place, _ in late)
                else:
                    yield from _over(rows, earlier, position)


def _late(books: Books, rows: Sequence[Row], day: str, budget: str) -> list[Row]:
    """Return the invoices up to a day that were booked after what somebody chose on that day.

    Nobody could know of them then: an invoice is a fact, and never makes a choice wrong afterwards.
    """
    chosen = [place for place, row in rows if row.what != "spend"]
    if not chosen:
        return []
    behind = False
    found = []
    for place, row in books.rows:
        if behind and row.what == "spend" and row.budget == budget and row.on <= day:
            found.append((place, row))
        behind = behind or place == chosen[-1]
    return [(place, row) for place, row in found if row.cents > 0]


def _carried(books: Books, late: Sequence[Row], day: str, budget: str) -> bool:
    """Tell whether the grant carried all of a day without these invoices."""
    left_out = {place for place, _ in late}
    lines = tuple(row for place, row in books.rows if place not in left_out)
    before = now = Position()
    for on, found in steps(books.funded._replace(lines=lines)):
        if on > day:
            break
        before, now = (now if on == day else found.get(budget, now)), found.get(budget, now)
    return now.over <= before.over


def _over(rows: Sequence[Row], before: Position, now: Position) -> Iterator[Finding]:
    """Blame what could have been left: a release first, then a commitment, and only then an invoice."""
    by_kind: dict[str, list[Row]] = {}
    for place, row in rows:
        by_kind.setdefault(row.what, []).append((place, row))
    granted = now.granted - now.released
    promised = sum(row.cents for _, row in by_kind.get("commit", ()))
    if "release" in by_kind:
        place, row = by_kind["release"][-1]
        rest = max(row.cents - now.over, 0)
        yield _said(
            "B709", place, "amount", amount=euros(row.cents), rest=euros(rest), budget=row.budget
        )
    elif promised and before.needed + promised > granted:
        place, row = by_kind["commit"][-1]
        yield _said("B701", place, "amount", **_amounts(row, now))
    else:
        for place, row in by_kind.get("spend", ()):
            yield _said("B720", place, "amount", **_amounts(row, now))


def _amounts(row: LineFacts, now: Position) -> dict[str, str]:
    granted = euros(now.granted - now.released)
    return {"needed": euros(now.needed), "granted": granted, "budget": row.budget}
