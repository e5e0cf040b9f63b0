"""Values in the form of the reader's language: amounts and dates by babel, loaded on first use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from innoctl.locale import gettext as _
from innoctl.locale import language
from innoctl.render.safe import line
from innoctl.render.table import Column, Value, machine_text

if TYPE_CHECKING:
    from decimal import Decimal


def shown(value: Value, column: Column) -> str:
    """Return a value as a person reads it, on one line and harmless."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case tuple() | dict():
            return line(", ".join(map(_part, value if isinstance(value, tuple) else (value,))))
        case date():
            return day(value)
        case str():
            return line(_day_of(value) if column.kind == "date" else value)
        case None:
            return ""
        case _:
            return amount(value) if column.kind == "money" else _number(machine_text(value))


def _part(value: Any) -> str:
    """Return one of several values; of a mapping what its keys hold, in its order."""
    if isinstance(value, dict):
        return " ".join(filter(None, map(_part, value.values())))
    if isinstance(value, (list, tuple)):
        return " ".join(map(_part, value))
    return "" if value is None else str(value)


def _day_of(text: str) -> str:
    """Return the day that a record says; what is no date is shown as it stands."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _number(text: str) -> str:
    return text.replace(".", ",") if language() == "nl" else text


def amount(value: Decimal | float) -> str:
    """Return an amount in euros: ``€ 1.234,56`` in Dutch, ``€1,234.56`` in English."""
    from babel.numbers import format_currency

    return str(format_currency(value, "EUR", locale=language())).replace("\xa0", " ")


def day(value: date) -> str:
    """Return a date with its month in letters, so that nobody takes the day for the month."""
    from babel.dates import format_date

    return str(format_date(value, "d MMM yyyy", locale=language()))
