"""The money in the text of a pull request: what is asked, what the idea has, what is released."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from innoctl.locale import N_, Text, say
from innoctl.named import NamedTuple
from innoctl.render.people import amount
from innoctl.render.safe import line


class Money(NamedTuple):
    """What a decision asks of a budget, in cents; ``free`` is before the sitting."""

    budget: str
    kind: str
    asked: int
    free: int


class Held(NamedTuple):
    """What an idea had of a budget before a decision, in cents, and what that decision releases."""

    budget: str
    granted: int
    needed: int
    releases: int


class Payer(NamedTuple):
    """A stream that decides on ``cents`` of a grant, with the persons who may approve there.

    ``took`` tells that it is asked since it took the decision that is corrected.
    """

    stream: str
    cents: int
    persons: tuple[str, ...]
    took: bool = False


def asked(rows: Iterable[Money]) -> Iterator[str]:
    """Yield what a decision asks of each budget."""
    for row in rows:
        said = Text.of(
            N_("{budget} ({kind:budget}): {asked} of {free} free, {rest} left"),
            budget=f"`{line(row.budget)}`",
            kind=row.kind,
            asked=euros(row.asked),
            free=euros(row.free),
            rest=euros(row.free - row.asked),
        )
        yield f"- {say(said)}"


def held(rows: Iterable[Held]) -> Iterator[str]:
    """Yield what an idea has of each budget, and what is released of it."""
    for row in rows:
        said = Text.of(
            N_("{budget}: {granted} granted before, {needed} of it committed and paid"),
            budget=f"`{line(row.budget)}`",
            granted=euros(row.granted),
            needed=euros(row.needed),
        )
        yield f"- {say(said)}"
        if row.releases:
            yield f"- **{say(releases(f'`{line(row.budget)}`', row.releases))}**"


def releases(budget: str, cents: int) -> Text:
    """Return what is said of money that a decision sets free."""
    return Text.of(N_("releases {amount} of {budget}"), amount=euros(cents), budget=budget)


def besides(one: Payer, stream: str, persons: str) -> Text:
    """Return what is said of a stream that must approve as well, by its name, and of who may do so."""
    said = N_("{stream} pays {amount} of it and must approve as well: {persons}")
    if one.took:
        said = N_(
            "{stream} took the decision that this corrects and must approve as well: {persons}"
        )
    return Text.of(said, stream=stream, amount=euros(one.cents), persons=persons or "-")


def euros(cents: int) -> str:
    """Return cents as an amount in the language's form."""
    return amount(Decimal(cents) / 100)
