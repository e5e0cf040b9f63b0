"""What a decision does to money that was used already: bookings that lose their grant, and money that comes back.

A correction stands in the place of an older decision, so it can take away what was promised and
paid since, or take back what was released and given to others since (V31).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from innoctl.errors import Finding
from innoctl.named import NamedTuple
from innoctl.rules.booking import Books, booked
from innoctl.rules.deciding import euros
from innoctl.rules.funding import Funded, Position, positions

END: Final = date.max
"""After every event that is known."""


class Turn(NamedTuple):
    """A decision at ``path``, and the books of its idea before it and after it."""

    path: str
    digest: str
    before: Books
    after: Books


def undercut(path: str, before: Funded, after: Funded) -> Iterator[Finding]:
    """Yield the budgets on which a decision leaves less granted than is committed and paid."""
    was, now = positions(before, END), positions(after, END)
    for budget, row in now.items():
        if row.over > was.get(budget, Position()).over:
            granted = euros(row.granted - row.released)
            params = {"budget": budget, "granted": granted, "needed": euros(row.needed)}
            yield Finding.of("B710", path, ("resources",), **params)


def disturbed(turn: Turn, today: str) -> Iterator[Finding]:
    """Yield what bookings a decision makes wrong that were right before it."""
    short = list(undercut(turn.path, turn.before.funded, turn.after.funded))
    yield from short
    known = {one[:3] for one in booked(turn.before, today)}
    for one in booked(turn.after, today):
        told = one[:3] in known or (short and one.code == "B701")
        if one.severity == "error" and not told:
            yield one


def returned(turn: Turn, left: Mapping[str, int]) -> Iterator[Finding]:
    """Yield what a decision takes back of budgets that others have used meanwhile.

    ``left`` are the cents that are free of each budget after it, without what it grants anew.
    """
    own = turn.after.funded
    kept = own._replace(grants=tuple(one for one in own.grants if one.decision != turn.digest))
    was, now = positions(turn.before.funded, END), positions(kept, END)
    for budget, row in now.items():
        back = row.held - was.get(budget, Position()).held
        if back > 0 and left.get(budget, 0) < 0:
            have = euros(max(left[budget] + back, 0))
            params = {"budget": budget, "amount": euros(back), "free": have}
            yield Finding.of("B712", turn.path, ("supersedes",), **params)
