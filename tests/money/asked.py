"""The figures on money as Beancount computes them from an export: its loader, and bean-query."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import beanquery
from beancount import loader
from beanquery import parser

from innoctl.render.beancount import QUESTIONS

Figures = dict[tuple[str, ...], int]
"""Cents by what they are of: the parts of an account, as Beancount has them."""


class Asked:
    """One export, loaded by Beancount and asked questions."""

    def __init__(self, text: str) -> None:
        entries, errors, options = loader.load_string(text, dedent=False)
        self.errors: list[str] = [str(error) for error in errors]
        self.transactions = sum(hasattr(entry, "postings") for entry in entries)
        self._connection: Any = beanquery.connect(
            "beancount:", entries=entries, errors=errors, options=options
        )

    def figures(self, measure: str, day: date, *of: str) -> Figures:
        """Return a figure on a day for each value of ``of``, by the query that the export names."""
        chosen, condition = QUESTIONS[measure].removeprefix("SELECT ").split(" WHERE ", 1)
        names = ", ".join(f"{one} AS of{n}" for n, one in enumerate(of))
        groups = ", ".join(f"of{n}" for n in range(len(of)))
        query = f"SELECT {names}, {chosen} WHERE {condition} AND date <= %(day)s GROUP BY {groups}"
        rows = self._connection.execute(_parsed(query), {"day": day}).fetchall()
        return {tuple(str(one) for one in row[:-1]): _cents(row[-1]) for row in rows}


@cache
def _parsed(query: str) -> Any:
    """Return a query as bean-query parsed it: parsing takes ten times as long as answering."""
    return parser.parse(query)


def _cents(number: Decimal | None) -> int:
    cents = (number or Decimal(0)) * 100
    whole = int(cents)
    if whole != cents:
        raise AssertionError(f"{number} is no whole number of cents")
    return whole
