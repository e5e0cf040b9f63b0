"""How fast the money of a year goes: what the days that passed say of those to come (V31).

A day counts from its end: on 1 January one day has passed. Spending is taken to go on evenly,
at what was paid from the budget up to the day divided by the days of its year that passed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

SETTLED_DAYS: Final = 91
"""From so many days into the year on its pace says something."""


def passed(day: date) -> int:
    """Return how many days of its year have passed at the end of ``day``."""
    return (day - date(day.year, 1, 1)).days + 1


def days_in(year: int) -> int:
    """Return how many days a year has."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days if year < date.max.year else 365


def is_settled(day: date) -> bool:
    """Tell whether enough days of its year have passed to say how it will go."""
    return passed(day) >= SETTLED_DAYS


def expected(spent: int, open_: int, day: date) -> int:
    """Return the cents that will be spent by the end of the year of ``day``.

    That is at least what is paid or promised, else what is paid by the days: ``spent`` times the
    days of the year, divided by those that passed, in whole cents, half a cent upwards.
    """
    so_far = passed(day)
    at_this_pace = (2 * spent * days_in(day.year) + so_far) // (2 * so_far)
    return max(spent + open_, at_this_pace)


def runs_out(allocated: int, spent: int, day: date) -> date | None:
    """Return the day on which the money is gone at this pace; None when it lasts the year.

    That is ``day`` itself where it is gone already, or where there was none to spend from.
    """
    if spent <= 0 or allocated * passed(day) >= spent * days_in(day.year):
        return None
    lasted = -(-max(allocated, 0) * passed(day) // spent)
    return max(date(day.year, 1, 1) + timedelta(days=max(lasted - 1, 0)), day)
