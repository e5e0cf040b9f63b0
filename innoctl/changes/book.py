"""Bookings: what somebody commits, pays or gives back becomes lines at the end of a ledger (V31)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Final

from innoctl.changes.edit import Append, Change, FileEdit, NewFile, Plain
from innoctl.changes.writing import scalar
from innoctl.errors import InnoError, UsageError
from innoctl.locale import N_, Text
from innoctl.model.facts import LineFacts
from innoctl.named import NamedTuple
from innoctl.rules.deciding import euros
from innoctl.rules.outstanding import Open, counter_name, left

SCHEMA: Final = "innoctl/ledger/1"
EDITOR_LINE: Final = "# yaml-language-server: $schema=../../.innoctl/schemas/ledger.schema.json"
_SAID: Final = {
    "commit": N_("commit {amount:money} of {budget} ({reference}) for {id}: {title}"),
    "spend": N_("book {amount:money} spent of {budget} ({reference}) for {id}: {title}"),
    "release": N_("give back {amount:money} of {budget} ({reference}) from {id}: {title}"),
}
_CORRECTED: Final = N_(
    "take back {amount:money} of {corrects} on {budget} ({reference}) for {id}: {title}"
)


class NothingLeft(InnoError):
    """All of the booking has been taken back already, or paid."""

    code = "U774"


class NoSuchBooking(UsageError):
    """No line of the ledger has this reference."""

    code = "U776"

    @property
    def way_out(self) -> Text:
        """Name the references that are there; without any, say so."""
        near = dict(self.params)["near"]
        return super().way_out if near else Text(N_("nothing is booked on this idea yet"))


class Ledger(NamedTuple):
    """Where an idea's bookings go; ``digest`` is the SHA-256 of the file, '' where there is none yet."""

    idea: str
    title: str
    path: str
    digest: str = ""


class Moment(NamedTuple):
    """When something is booked (ISO), by whom, and what it is for."""

    on: str
    by: str
    note: str = ""


def commit(parts: Sequence[tuple[str, int]], reference: str, at: Moment) -> tuple[LineFacts, ...]:
    """Return a commitment: a line for each (budget, cents), all under one reference."""
    return tuple(
        LineFacts("commit", at.on, budget, cents, reference, "", "", at.by, at.note)
        for budget, cents in parts
    )


def spend(budget: str, cents: int, reference: str, commitment: str, at: Moment) -> LineFacts:
    """Return an invoice; ``commitment`` is what it draws on, '' for none."""
    return LineFacts("spend", at.on, budget, cents, reference, commitment, "", at.by, at.note)


def release(budget: str, cents: int, lines: Sequence[LineFacts], at: Moment) -> LineFacts:
    """Return what gives a part of the grant back; it is named after its day.

    On two branches the same day gives the same name, so that `check` tells of the two.
    """
    taken = {row.reference for row in lines}
    names = (f"release-{at.on}" + (f"-{number}" if number > 1 else "") for number in count(1))
    name = next(name for name in names if name not in taken)
    return LineFacts("release", at.on, budget, cents, name, "", "", at.by, at.note)


def counter(
    one: Open, cents: int, lines: Sequence[LineFacts], at: Moment, reference: str = ""
) -> LineFacts:
    """Return the entry that takes ``cents`` of a booking back; all of it for 0.

    Of an invoice it names the commitment too, which is open again to that amount.
    """
    line = one.line
    if one.cents <= 0:
        raise NothingLeft(reference=line.reference, budget=line.budget)
    name = reference or counter_name(line.reference, lines)
    return line._replace(
        on=at.on, cents=-(cents or one.cents), reference=name, corrects=line.reference,
        booked_by=at.by, note=at.note,
    )  # fmt: skip


def named(reference: str, lines: Sequence[LineFacts], idea: str) -> list[Open]:
    """Return the bookings under a reference, one for each budget and kind; `NoSuchBooking` without any."""
    from difflib import get_close_matches

    rows = left(lines)
    found = [one for (_, _, known), one in rows.items() if known == reference]
    if not found:
        known = list(dict.fromkeys(reference for _, _, reference in rows))
        near = get_close_matches(reference, known, 3) or known[-3:]
        raise NoSuchBooking(reference=reference, id=idea, near=", ".join(near))
    return found


def booked(
    ledger: Ledger, rows: Sequence[LineFacts], trailers: tuple[tuple[str, str], ...]
) -> Change:
    """Return the change that adds these lines, one commit."""
    return Change((file(ledger, rows),), subject(ledger, rows), trailers)


def file(ledger: Ledger, rows: Sequence[LineFacts]) -> NewFile | FileEdit:
    """Return what becomes of the ledger: a new file, or lines at the end of the one that is there."""
    if not ledger.digest:
        return NewFile(ledger.path, text(ledger.idea, rows))
    edits = tuple(Append(("lines",), item(row)) for row in rows)
    return FileEdit(ledger.path, edits, ledger.digest)


def text(idea: str, rows: Sequence[LineFacts]) -> bytes:
    """Return the bytes of a new ledger: a booking a line."""
    head = f"{EDITOR_LINE}\nschema: {SCHEMA}\nidea: {scalar(idea)}\nlines:\n"
    return (head + "".join(f"  - {_row(row)}\n" for row in rows)).encode()


def item(row: LineFacts) -> dict[str, Plain]:
    """Return a booking as its file has it; what says nothing is left out."""
    held: dict[str, Plain] = {
        "what": row.what,
        "on": row.on,
        "budget": row.budget,
        "amount": euros(row.cents),
        "reference": row.reference,
        "commitment": row.commitment,
        "corrects": row.corrects,
        "booked_by": row.booked_by,
        "note": row.note,
    }
    return {key: value for key, value in held.items() if value}


def _row(row: LineFacts) -> str:
    pairs = (f"{key}: {scalar(value, flow=True)}" for key, value in item(row).items())
    return f"{{{', '.join(pairs)}}}"


def subject(ledger: Ledger, rows: Sequence[LineFacts]) -> Text:
    """Return what the commit says of one booking, over one budget or more."""
    first = rows[0]
    return Text.of(
        _CORRECTED if first.corrects else _SAID[first.what],
        amount=euros(abs(sum(row.cents for row in rows))),
        budget=", ".join(dict.fromkeys(row.budget for row in rows)),
        reference=first.reference,
        corrects=first.corrects,
        id=ledger.idea,
        title=ledger.title,
    )
