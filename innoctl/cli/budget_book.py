"""``innoctl budget commit / spend / release / correct``: bookings on one idea."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from innoctl.cli import budget_options as options
from innoctl.cli.budget_asked import Asked, which
from innoctl.cli.changing import show
from innoctl.cli.context import command_line, width
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption
from innoctl.errors import InnoError, UsageError
from innoctl.locale import N_, Text

if TYPE_CHECKING:
    from innoctl.changes.book import Moment
    from innoctl.model.facts import LineFacts
    from innoctl.rules.outstanding import Open
    from innoctl.workspace.booking import Account, Left
    from innoctl.workspace.portfolio import Portfolio


class NothingToGive(InnoError):
    """All that was granted is paid, promised or given back."""

    code = "U775"


class NoShare(UsageError):
    """What was typed behind --part has not its form."""

    code = "U779"


def commit(
    idea: options.Idea,
    budget: options.Budget = "",
    amount: options.Amount = "",
    reference: options.Number = "",
    on: options.On = None,
    note: options.Note = "",
    part: options.Parts = None,
    booked_by: options.BookedBy = "",
    dry_run: DryRunOption = False,
) -> None:
    """Book what an idea promises to somebody."""
    from innoctl.changes import book
    from innoctl.workspace.booking import known_budget

    with here() as portfolio:
        asked = Asked.of(portfolio, idea, on)
        parts = [_share(asked.account, word) for word in part or ()]
        if budget or amount or not parts:
            [name, said, reference] = asked.values(
                budget=budget, amount=amount, reference=reference
            )
            parts.insert(0, (known_budget(asked.account, name), asked.cents(said)))
        else:
            [reference] = asked.values(reference=reference)
        rows = book.commit(parts, reference, _moment(portfolio, asked, booked_by, note))
        after = _paying(asked, rows[0].budget, reference)
        _book(portfolio, asked, rows, "budget commit", after, dry_run=dry_run)


def spend(
    idea: options.Idea,
    budget: options.Budget = "",
    amount: options.Amount = "",
    reference: options.Number = "",
    commitment: options.Commitment = "",
    on: options.On = None,
    note: options.Note = "",
    booked_by: options.BookedBy = "",
    dry_run: DryRunOption = False,
) -> None:
    """Book an invoice."""
    from innoctl.changes import book
    from innoctl.workspace.booking import known_budget

    with here() as portfolio:
        asked = Asked.of(portfolio, idea, on)
        name, said, reference = asked.values(budget=budget, amount=amount, reference=reference)
        name, cents = known_budget(asked.account, name), asked.cents(said)
        at = _moment(portfolio, asked, booked_by, note)
        row = book.spend(name, cents, reference, commitment, at)
        if not commitment:
            _tell_open(asked.account, name)
        after = f"innoctl show {asked.id}"
        _book(portfolio, asked, (row,), "budget spend", after, dry_run=dry_run)


def release(
    idea: options.Idea,
    budget: options.Budget = "",
    amount: options.SomeAmount = "",
    commitment: options.Given = "",
    on: options.On = None,
    note: options.Why = "",
    booked_by: options.BookedBy = "",
    dry_run: DryRunOption = False,
) -> None:
    """Give back what was granted and is not needed, or the rest of a commitment."""
    from innoctl.changes import book
    from innoctl.workspace.booking import known_budget

    with here() as portfolio:
        asked = Asked.of(portfolio, idea, on)
        lines = asked.account.lines
        cents = asked.cents(amount) if amount else 0
        if commitment:
            one = _open(asked.account, commitment, budget)
            [note] = asked.values(note=note)
            at = _moment(portfolio, asked, booked_by, note)
            row = book.counter(one, cents, lines, at)
        else:
            name, note = asked.values(budget=budget, note=note)
            rest = cents or _rest(asked, known_budget(asked.account, name))
            at = _moment(portfolio, asked, booked_by, note)
            row = book.release(name, rest, lines, at)
        after = f"innoctl show {asked.id}"
        _book(portfolio, asked, (row,), "budget release", after, dry_run=dry_run)


def correct(
    idea: options.Idea,
    corrects: options.Reference,
    budget: options.Budget = "",
    amount: options.SomeAmount = "",
    reference: options.OwnNumber = "",
    what: options.Kind = None,
    on: options.On = None,
    note: options.Why = "",
    booked_by: options.BookedBy = "",
    dry_run: DryRunOption = False,
) -> None:
    """Take a booking back, wholly or partly."""
    from innoctl.changes import book

    with here() as portfolio:
        asked = Asked.of(portfolio, idea, on)
        account = asked.account
        found = book.named(corrects, account.lines, asked.id)
        one = which(found, budget, what.value if what else "", corrects, asked.id)
        [note] = asked.values(note=note)
        cents = asked.cents(amount) if amount else 0
        at = _moment(portfolio, asked, booked_by, note)
        row = book.counter(one, cents, account.lines, at, reference)
        after = f"innoctl show {asked.id}"
        _book(portfolio, asked, (row,), "budget correct", after, dry_run=dry_run)


def _share(account: Account, word: str) -> tuple[str, int]:
    """Read ``BUDGET=AMOUNT``."""
    from innoctl.changes.amounts import typed_cents
    from innoctl.workspace.booking import known_budget

    budget, sign, amount = (piece.strip() for piece in word.partition("="))
    if not (budget and sign and amount):
        raise NoShare(value=word, form="BUDGET=AMOUNT")
    return known_budget(account, budget), typed_cents(amount)


def _moment(portfolio: Portfolio, asked: Asked, booked_by: str, note: str) -> Moment:
    from innoctl.changes.book import Moment
    from innoctl.workspace.persons import person

    return Moment(asked.on.isoformat(), person(portfolio, booked_by, "--booked-by"), note)


def _open(account: Account, reference: str, budget: str) -> Open:
    """Return the commitment with what is not paid of it."""
    from innoctl.changes import book
    from innoctl.rules.outstanding import commitments

    found = [one for one in commitments(account.lines) if one.line.reference == reference]
    if not found:
        known = book.named(reference, account.lines, account.ledger.idea)
        raise book.NothingLeft(reference=reference, budget=known[0].line.budget)
    return which(found, budget, "commit", reference, account.ledger.idea)


def _rest(asked: Asked, budget: str) -> int:
    """Return what can be given back of a budget today."""
    from innoctl.rules.funding import Position

    now = asked.account.positions(asked.today).get(budget, Position())
    rest = now.granted - now.released - now.needed
    if rest <= 0:
        raise NothingToGive(id=asked.id, budget=budget)
    return rest


def _tell_open(account: Account, budget: str) -> None:
    """Say which commitments are open that an invoice may belong to."""
    from innoctl.rules.deciding import euros
    from innoctl.rules.outstanding import commitments

    rows = [one for one in commitments(account.lines) if one.line.budget == budget]
    for one in rows:
        said = N_(
            "{amount:money} of the commitment {reference} is not paid yet; an invoice that belongs to it"
            " says so: --commitment {word}"
        )
        name = one.line.reference
        params = {"amount": euros(one.cents), "reference": name, "word": shlex.quote(name)}
        say_words(Text.of(said, **params))


def _paying(asked: Asked, budget: str, reference: str) -> str:
    """Return the command that books the invoice of a commitment."""
    words = shlex.join(["--budget", budget, "--commitment", reference])
    return f"innoctl budget spend {asked.id} {words} --amount ... --reference ..."


def _book(
    portfolio: Portfolio,
    asked: Asked,
    rows: Sequence[LineFacts],
    command: str,
    after: str,
    *,
    dry_run: bool,
) -> None:
    """Book the lines as one commit and say what they leave, or show what it would be."""
    from innoctl.render.findings import in_text
    from innoctl.render.findings import text as told
    from innoctl.workspace.booking import booking, leaves
    from innoctl.workspace.records import language
    from innoctl.workspace.save import preview, save

    made = booking(portfolio, asked.account, rows, command, asked.today)
    left = leaves(portfolio, asked.account, rows, asked.today)
    if dry_run:
        show([one.text for one in preview(portfolio.root, made.change)])
    else:
        save(portfolio.root, made.change, language=language(portfolio))
        say_words(made.change.subject)
    for row in told(made.warnings, in_text(made.data), width(sys.stderr)):
        sys.stderr.write(f"{row}\n")
    _tell_left(left)
    if not dry_run:
        _tell_next(asked.id, rows[0], after)


def _tell_left(left: Sequence[Left]) -> None:
    from innoctl.rules.deciding import euros

    for one in left:
        said = (
            N_(
                "{budget}: {left:money} left of {granted:money} granted to this idea; {free:money} free of the budget"
            )
            if one.left >= 0
            else N_(
                "{budget}: {over:money} over the {granted:money} granted to this idea; {free:money} free of the budget"
            )
        )
        amounts = {
            "left": euros(one.left), "over": euros(-one.left), "granted": euros(one.granted),
            "free": euros(one.free),
        }  # fmt: skip
        say_words(Text.of(said, budget=one.budget, **amounts))


def _tell_next(name: str, row: LineFacts, after: str) -> None:
    say_words(Text.of(N_("next: {command}"), command=command_line(after)))
    if not row.corrects:
        again = f"innoctl budget correct {name} {shlex.quote(row.reference)} --note ..."
        said = N_("a booking is not taken back but corrected: {command}")
        say_words(Text.of(said, command=command_line(again)))
