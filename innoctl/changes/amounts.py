"""Amounts as people type them: strict, for a point that is guessed at is a factor of a thousand."""

from __future__ import annotations

import re
from typing import Final

from innoctl.errors import UsageError
from innoctl.locale import N_, Text

CURRENCY: Final = "EUR"
"""The one currency of every amount in a portfolio."""
_STRICT: Final = re.compile(r"(\d{1,13})(?:\.(\d\d))?", re.ASCII)
_OTHER: Final = re.compile(r"(?i)\b(?!EUR\b|EURO\b)[A-Z]{3}\b|[$£¥₣₽₤]", re.ASCII)
_LOOSE: Final = re.compile(r"(\d{1,3}(?:[., '\u00a0]\d{3})+|\d+)[.,](\d{1,2})", re.ASCII)


class NotAnAmount(UsageError):
    """What was typed for an amount has not its one form."""

    code = "U770"

    @property
    def way_out(self) -> Text:
        """Give the amount that is probably meant; where it can be two, only the form."""
        near = dict(self.params)["near"]
        return (
            Text(N_("if that is what you mean: {near}"), self.params) if near else super().way_out
        )


class OtherCurrency(UsageError):
    """An amount in a currency that is not the portfolio's."""

    code = "U771"


class NotAboveZero(UsageError):
    """Nothing, or less than nothing, cannot be booked."""

    code = "U772"


def typed_cents(word: str) -> int:
    """Return the cents of an amount such as ``1234.56`` or ``1234``, above zero; nothing is guessed."""
    said = word.strip()
    if other := _OTHER.search(said):
        raise OtherCurrency(value=said, currency=other[0].upper(), own=CURRENCY)
    match = _STRICT.fullmatch(said)
    if match is None:
        if said.startswith("-") and _STRICT.fullmatch(said[1:]):
            raise NotAboveZero(value=said)
        raise NotAnAmount(value=said, near=_meant(said))
    cents = int(match[1]) * 100 + int(match[2] or 0)
    if cents == 0:
        raise NotAboveZero(value=said)
    return cents


def _meant(said: str) -> str:
    """Return what is meant where it can be one thing only, '' where it can be two."""
    match = _LOOSE.fullmatch(re.sub(r"(?i)^(?:€|EUR)\s*|\s*(?:€|EURO?|,-)$", "", said))
    if match is None:
        return ""
    whole = re.sub(r"\D", "", match[1])
    return f"{whole}.{match[2]:0<2}" if len(whole) <= 13 else ""  # noqa: PLR2004  (as _STRICT)
