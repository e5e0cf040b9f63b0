"""Quarters: the periods that what came in and went out is counted by."""

from __future__ import annotations

from datetime import date, timedelta

from innoctl.named import NamedTuple


class Quarter(NamedTuple):
    """A quarter of the calendar; ``first`` and ``last`` are ISO days, both within it."""

    name: str
    first: str
    last: str

    def holds(self, day: str) -> bool:
        """Tell whether an ISO day lies in this quarter."""
        return self.first <= day <= self.last


def quarter(day: date) -> Quarter:
    """Return the quarter that ``day`` lies in, up to its own end."""
    number = (day.month - 1) // 3
    first = date(day.year, 3 * number + 1, 1)
    following = date(day.year + (number == 3), (3 * number + 3) % 12 + 1, 1)  # noqa: PLR2004
    last = following - timedelta(days=1)
    return Quarter(f"{day.year}-Q{number + 1}", first.isoformat(), last.isoformat())


def before(period: Quarter) -> Quarter:
    """Return the quarter before this one."""
    return quarter(date.fromisoformat(period.first) - timedelta(days=1))
