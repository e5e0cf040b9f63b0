"""Days and amounts as files hold them: as text, of which no record of pydantic is needed to read one."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_AMOUNT = re.compile(r"(\d{1,13})\.(\d\d)", re.ASCII).fullmatch


class UnfitError(ValueError):
    """A value that a fact cannot be read from."""


@lru_cache(maxsize=4096)
def is_day(value: str) -> bool:
    """Tell whether a text is a day as ``2026-05-31``: the one form in which days sort as texts."""
    if not _DAY(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def days_since(since: str, day: date) -> int:
    """Return the days from ``since`` (ISO) to ``day``; less than 0 when it is still to come."""
    return (day - date.fromisoformat(since)).days


def cents(amount: object) -> int:
    """Return an amount such as ``"1234.50"`` in whole cents; `UnfitError` for anything else."""
    match = _AMOUNT(amount) if isinstance(amount, str) else None
    if match is None:
        raise UnfitError(amount)
    return int(match[1]) * 100 + int(match[2])


def signed_cents(amount: object) -> int:
    """Return an amount in whole cents that may be below zero; `UnfitError` for anything else."""
    if isinstance(amount, str) and amount.startswith("-"):
        return -cents(amount[1:])
    return cents(amount)
