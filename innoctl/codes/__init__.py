"""Every code that innoctl can give, once: what is wrong, why that matters, the way out.

The texts are English msgids with ``{named}`` places. `lookup` serves ``check``, the
errors of every command and ``innoctl explain``; nothing else holds a code's text.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from innoctl.named import NamedTuple

Severity = Literal["error", "warning", "advice"]
FAMILIES: Final = (
    "files",
    "fields",
    "agreement",
    "references",
    "decisions",
    "approvals",
    "landings",
    "kept",
    "approving",
    "deciding",
    "allocating",
    "readiness",
    "enforcing",
    "layout",
    "money",
    "booking",
    "importing",
    "advice",
    "gates",
    "usage",
    "repository",
    "changing",
    "commandline",
    "forge",
    "reviews",
)


class Code(NamedTuple):
    """One code. ``source`` names the row of the vision (``V23``) or the rule it comes from."""

    code: str
    severity: Severity
    message: str
    reason: str
    way_out: str
    source: str = ""


@cache
def table() -> dict[str, Code]:
    """Return every code by its name, in the order of the families."""
    from importlib import import_module

    families = (import_module(f"innoctl.codes.{name}").CODES for name in FAMILIES)
    return {row.code: row for family in families for row in family}


def lookup(code: str) -> Code:
    """Return the row of ``code``; `KeyError` when there is none."""
    return table()[code]
