"""Booking on one idea: its money as the files have it, and a rule's word before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.changes import book
from innoctl.changes.edit import FileEdit
from innoctl.errors import Finding, StorageError, UsageError
from innoctl.model.facts import LineFacts
from innoctl.model.kinds import idea_of
from innoctl.named import NamedTuple
from innoctl.rules import cover
from innoctl.rules.accepting import Candidate
from innoctl.rules.booking import Books, lapsed
from innoctl.rules.booking import booked as findings_on
from innoctl.rules.funding import Funded, Position, funded, positions
from innoctl.rules.life import chain
from innoctl.store import files
from innoctl.workspace.billed import Filled, booked_twice
from innoctl.workspace.commit import settle
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.records import placed, refusal, trailers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from innoctl.changes.edit import Change
    from innoctl.model.facts import DecisionFacts
    from innoctl.model.policy import BudgetFacts, ProcessFacts
    from innoctl.workspace.portfolio import Portfolio

FLAGS: Final = {
    "on": "--on",
    "budget": "--budget",
    "amount": "--amount",
    "reference": "--reference",
    "commitment": "--commitment",
    "booked_by": "--booked-by",
    "note": "--note",
    "corrects": "REFERENCE",
}
"""What gives a key of a line on the command line."""


class UnreadableLedger(StorageError):
    """The bookings of an idea cannot be read, so nothing can be added to them."""

    code = "U777"


class LedgerFull(StorageError):
    """A file with these lines would be larger than one that is read."""

    code = "U778"


class UnknownBudget(UsageError):
    """No budget is called so."""

    code = "U773"


class Account(NamedTuple):
    """One idea with its money; ``data`` are the bytes of its ledger, None where there is none yet."""

    ledger: book.Ledger
    data: bytes | None
    funded: Funded
    budgets: Mapping[str, BudgetFacts]
    process: ProcessFacts

    @property
    def lines(self) -> tuple[LineFacts, ...]:
        """The bookings that are there."""
        return self.funded.lines

    def fitting(self, iso: str) -> list[str]:
        """Return the budgets of the kind that the idea's phase is paid from, of which it has a grant.

        From scaling on that is realisation money, before it innovation money (V23).
        """
        realising = self.funded.stay(iso).phase in self.process.realising
        kind = "realisation" if realising else "innovation"
        drawn = dict.fromkeys(grant.budget for grant in self.funded.grants if grant.cents)
        return [name for name in drawn if name in self.budgets and self.budgets[name].kind == kind]

    def books(self, rows: Sequence[LineFacts] = ()) -> Books:
        """Return the bookings as the rules see them, with ``rows`` at the end."""
        lines = (*self.lines, *rows)
        places = [(self.ledger.path, number) for number in range(len(lines))]
        return Books(self.funded._replace(lines=lines), places, self.budgets, self.process)

    def positions(self, day: date, rows: Sequence[LineFacts] = ()) -> dict[str, Position]:
        """Return how the idea stands on each budget, with ``rows`` booked."""
        return positions(self.books(rows).funded, day)


class Booking(NamedTuple):
    """Lines that may be booked: the change, the ledger's bytes after it, and what to tell about them."""

    change: Change
    data: bytes
    warnings: list[Finding]


def opened(portfolio: Portfolio, name: str, today: date) -> Account:
    """Return the money of the idea that ``name`` means, or raise `UnreadableLedger` or what stands in the way."""
    from innoctl.workspace.gates import standing

    settle(portfolio.root)
    one = standing(portfolio, portfolio.resolve(name), today)
    idea = idea_of(one.path)
    path = f"ledger/{one.path.split('/')[1]}/{idea}.yaml"
    data = files.read(portfolio.root, path)
    lines = ledger_lines(path, data) if data is not None else ()
    ledger = book.Ledger(idea, one.facts.title, path, fingerprint(data) or "")
    budgets = {row.id: row for row in portfolio.budgets()}
    own = funded(idea, _counting(portfolio, one.path), lines, one.process)
    return Account(ledger, data, own, budgets, one.process)


def _counting(portfolio: Portfolio, path: str) -> Sequence[DecisionFacts]:
    from innoctl.workspace.dossier import decided

    rows = (facts for _path, _data, facts in decided(portfolio, path))
    return chain(row for row in rows if row is not None).counting


def ledger_lines(path: str, data: bytes) -> tuple[LineFacts, ...]:
    """Return the lines of a ledger's bytes; `UnreadableLedger` tells all that is wrong with them."""
    from innoctl.model.facts_reading import ledger_facts
    from innoctl.model.validate import validate
    from innoctl.store.yaml_document import load
    from innoctl.workspace.records import problems

    value, wrong = load(data)
    facts = None if wrong else ledger_facts(value)
    if facts is None:
        error = UnreadableLedger(path=path)
        faults = [] if wrong else validate("ledger", value)
        inside = placed([Finding(one.code, path, one.field, one.params) for one in faults], data)
        error.findings, error.text = (*problems(path, data), *inside), data
        raise error
    return facts.lines


def known_budget(account: Account, name: str) -> str:
    """Return the budget with this id, or raise `UnknownBudget`."""
    if name not in account.budgets:
        from difflib import get_close_matches

        drawn = [grant.budget for grant in account.funded.grants]
        near = get_close_matches(name, account.budgets, 3) or list(dict.fromkeys(drawn))
        raise UnknownBudget(name=name, near=", ".join(near or list(account.budgets)[:3]))
    return name


def booking(
    portfolio: Portfolio, account: Account, rows: Sequence[LineFacts], command: str, today: date
) -> Booking:
    """Return what books these lines; the finding of a rule that refuses them is raised with its place."""
    wrong = _unfit(account, rows)
    if wrong:
        raise refusal(wrong)
    change = book.booked(account.ledger, rows, trailers(command, account.ledger.idea))
    data = _after(account, change)
    new = [Candidate(number, row) for number, row in enumerate(rows)]
    filled = Filled(account.ledger.path, account.lines, new)
    found = [
        *fresh(account, rows, today),
        *lapsed(account.books(rows), len(account.lines), today),
        *_uncovered(portfolio, account, rows, today),
        *(one for _number, one in booked_twice(portfolio, [filled])),
    ]
    told = placed(found, data)
    refused = [one for one in told if one.severity == "error"]
    if refused:
        raise refusal(refused, data)
    fresh_ones = [one for one in told if one.field[1:2] >= (len(account.lines),)]
    return Booking(change, data, fresh_ones or told)


def fresh(account: Account, rows: Sequence[LineFacts], today: date) -> list[Finding]:
    """Return what the rules say of the bookings with ``rows`` and not without them."""
    iso = today.isoformat()
    told = {(one.code, one.field) for one in findings_on(account.books(), iso)}
    found = []
    for one in findings_on(account.books(rows), iso):
        if (one.code, one.field) not in told:
            told.add((one.code, one.field))
            found.append(one)
    return found


def _unfit(account: Account, rows: Sequence[LineFacts]) -> list[Finding]:
    """Return what the form of a ledger does not allow, at the option that said it."""
    from innoctl.model.validate import validate

    record = {
        "schema": book.SCHEMA,
        "idea": account.ledger.idea,
        "lines": [book.item(row) for row in rows],
    }
    faults = validate("ledger", record)
    return [
        Finding(one.code, FLAGS.get(str(one.field[-1]), "IDEA"), (), one.params) for one in faults
    ]


def _after(account: Account, change: Change) -> bytes:
    """Return the bytes of the ledger after a change."""
    from innoctl.store.yaml_document import SIZE
    from innoctl.store.yaml_edit import apply

    [made] = change.files
    if isinstance(made, FileEdit):
        data = apply(account.data or b"", made.edits)
    else:
        data = getattr(made, "content", b"")
    if len(data) > SIZE:
        raise LedgerFull(path=account.ledger.path)
    return data


def _uncovered(
    portfolio: Portfolio, account: Account, rows: Sequence[LineFacts], today: date
) -> Iterator[Finding]:
    """Yield the grants that lose their cover when what was given back is taken back."""
    from innoctl.workspace.funds import purse

    named = {row.budget for row in rows if row.what == "release" and row.cents < 0}
    if not named:
        return
    books = (account.books(more).funded for more in ((), rows))
    before, after = (purse(portfolio, named, today, own) for own in books)
    budgets = [account.budgets[name] for name in sorted(named) if name in account.budgets]
    for budget in cover.overdrawn(after, budgets, today):
        if after.reserved[budget.id] > before.reserved.get(budget.id, 0):
            landed = portfolio.landed({row.path for row in after.grants.get(budget.id, ())})
            yield from list(cover.uncovered(after, budget, today, landed))[:1]


class Left(NamedTuple):
    """What bookings leave on a budget, in cents: of the idea's grant, and free for others."""

    budget: str
    granted: int
    left: int
    free: int


def leaves(
    portfolio: Portfolio, account: Account, rows: Sequence[LineFacts], today: date
) -> list[Left]:
    """Return what is left after ``rows``; ``left`` is below zero where more is taken than granted."""
    from innoctl.workspace.funds import free

    named = [name for name in dict.fromkeys(row.budget for row in rows) if name in account.budgets]
    have = free(portfolio, account.budgets.values(), named, today)
    before, after = account.positions(today), account.positions(today, rows)
    found = []
    for name in named:
        was, now = before.get(name, Position()), after.get(name, Position())
        granted = now.granted - now.released
        free_now = have.get(name, 0) + was.held - now.held
        found.append(Left(name, granted, granted - now.needed, free_now))
    return found
