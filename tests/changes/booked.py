"""One idea's ledger in memory, for tests of bookings: bytes, the rules, and sums by other means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from ruamel.yaml import YAML

from innoctl.changes import book
from innoctl.changes.book import Ledger, Moment
from innoctl.changes.edit import FileEdit, NewFile
from innoctl.model.facts import LineFacts
from innoctl.model.facts_reading import ledger_facts
from innoctl.model.policy import BudgetFacts
from innoctl.rules.funding import Funded, Grant, Stay
from innoctl.store.yaml_document import load
from innoctl.store.yaml_edit import apply
from innoctl.workspace.booking import Account, fresh
from innoctl.workspace.journal import fingerprint
from tests.rules.made import PROCESS

TODAY = date(2026, 6, 30)
PATH = "ledger/2026-01/k3f9ab.yaml"
AT = Moment("2026-06-30", "p-1", "")
BUDGETS = {
    name: BudgetFacts(name, int(name[-4:]), "final", "unit/oost", kind, "p-9", 1_000_00, ())
    for name, kind in (
        ("a-2026", "innovation"),
        ("b-2026", "realisation"),
        ("a-2027", "innovation"),
    )
}
GRANTS = (
    Grant("2026-01-10", "a-2026", 500_00, "d1"),
    Grant("2026-03-10", "b-2026", 300_00, "d2"),
    Grant("2026-03-10", "a-2027", 200_00, "d2"),
)


def account(
    data: bytes | None = None, *, closed: str = "", grants: Sequence[Grant] = GRANTS
) -> Account:
    """Return an idea with grants on three budgets and this ledger; ``closed`` is the day it ended."""
    stays = [Stay("", "creation", open=True)]
    stays += [Stay(closed, "creation", open=False)] if closed else []
    lines: tuple[LineFacts, ...] = ()
    if data is not None:
        facts = ledger_facts(load(data)[0])
        assert facts is not None
        lines = facts.lines
    ledger = Ledger("k3f9ab", "Drone", PATH, fingerprint(data) or "")
    own = Funded("k3f9ab", tuple(grants), lines, tuple(stays))
    return Account(ledger, data, own, BUDGETS, PROCESS)


def after(one: Account, rows: Sequence[LineFacts]) -> bytes:
    """Return the bytes of the ledger with these lines."""
    made = book.file(one.ledger, rows)
    if isinstance(made, NewFile):
        return made.content
    assert isinstance(made, FileEdit)
    return apply(one.data or b"", made.edits)


def tried(one: Account, rows: Sequence[LineFacts]) -> bytes | None:
    """Return the bytes of the ledger with these lines, or as they were where a rule refuses them."""
    if not rows or any(found.severity == "error" for found in fresh(one, rows, TODAY)):
        return one.data
    return after(one, rows)


def plainly(data: bytes | None) -> list[dict[str, Any]]:
    """Read the lines of a ledger with another parser."""
    return list(YAML(typ="safe").load(BytesIO(data))["lines"]) if data else []


def sums(data: bytes | None) -> dict[str, dict[str, int]]:
    """Add up a ledger by budget, in cents, in a few lines that share nothing with innoctl."""
    found: dict[str, dict[str, int]] = {}
    for row in plainly(data):
        one = found.setdefault(row["budget"], {"commit": 0, "spend": 0, "release": 0})
        one[row["what"]] += round(float(row["amount"]) * 100)
    for budget, one in found.items():
        promised: dict[str, int] = {}
        paid: dict[str, int] = {}
        for row in plainly(data):
            cents = round(float(row["amount"]) * 100)
            if row["budget"] == budget and row["what"] == "commit":
                name = row.get("corrects") or row["reference"]
                promised[name] = promised.get(name, 0) + cents
            elif row["budget"] == budget and row.get("commitment"):
                paid[row["commitment"]] = paid.get(row["commitment"], 0) + cents
        one["drawn"] = sum(min(promised.get(name, 0), cents) for name, cents in paid.items())
    return found


def held(data: bytes | None, granted: Mapping[str, int]) -> dict[str, int]:
    """Return what the idea takes of each budget: the definition of METRICS, written out."""
    rows = sums(data)
    found = {}
    for budget in granted:
        one = rows.get(budget, {"commit": 0, "spend": 0, "release": 0, "drawn": 0})
        needed = one["spend"] + one["commit"] - one["drawn"]
        found[budget] = max(granted[budget] - one["release"], needed)
    return found
