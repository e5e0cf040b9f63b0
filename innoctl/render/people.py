"""Values in the form of the reader's language: amounts and dates by babel, loaded on first use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from innoctl.locale import gettext as _
from innoctl.locale import language
from innoctl.render.safe import line
from innoctl.render.table import Column, Value, machine_text


def shown(value: Value, column: Column) -> str:
    """Return a value as a person reads it, on one line and harmless."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return line(", ".join(value))
    if column.kind == "money" and isinstance(value, (Decimal, int)):
        return amount(Decimal(value))
    return day(value) if isinstance(value, date) else line(machine_text(value))


def amount(value: Decimal) -> str:
    """Return an amount in euros: ``€ 1.234,56`` in Dutch, ``€1,234.56`` in English."""
    from babel.numbers import format_currency

    return str(format_currency(value, "EUR", locale=language())).replace("\xa0", " ")


def day(value: date) -> str:
    """Return a date with its month in letters, so that nobody takes the day for the month."""
    from babel.dates import format_date

    return str(format_date(value, "d MMM yyyy", locale=language()))
