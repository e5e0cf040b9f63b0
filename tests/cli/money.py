"""A portfolio with granted money, and its figures by a few lines of plain Python over the files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import Place

BUDGET = "oost-nederland-2026-innovatie"
IDEA = "a9qk5k"
LEDGER = "ledger/2026-03/a9qk5k.yaml"
BY = ("--booked-by", "p-0204")
GRANTED = 7500_00
OTHER = '{budget: dienstverlening-2026-innovatie, amount: "7500.00"}'
"""The share of another budget, which these tests do without."""


@pytest.fixture
def place(politie: Path, tmp_path: Path) -> Place:
    """The large example with nothing booked yet: a9qk5k has a grant of 7500.00 on one budget."""
    shutil.copytree(politie.parent, tmp_path / "home")
    place = Place(tmp_path / "home" / "portfolio", tmp_path / "home")
    [decision] = place.root.glob(f"decisions/*/{IDEA}-01-*.yaml")
    text = decision.read_text("utf-8")
    decision.write_text(text.replace(f"  - {OTHER}\n", ""), "utf-8")
    place.git("rm", "-rq", "ledger")
    place.git("commit", "-qa", "--amend", "--no-edit")
    return place


def bookings(root: Path, path: str = LEDGER) -> list[dict[str, Any]]:
    """Return the lines of a ledger, read by another parser."""
    file = root / path
    rows = YAML(typ="safe").load(file.read_bytes())["lines"] if file.exists() else []
    return [{key: str(value) for key, value in row.items()} for row in rows]


def cents(amount: str) -> int:
    return int(amount.replace(".", ""))


def taken(root: Path, budget: str = BUDGET) -> int:
    """Return the cents that the idea takes of a budget: max(granted - released, paid + promised)."""
    rows = [row for row in bookings(root) if row["budget"] == budget]
    total = {what: sum(cents(r["amount"]) for r in rows if r["what"] == what) for what in KINDS}
    promised: dict[str, int] = {}
    for row in rows:
        if row["what"] == "commit":
            name = row.get("corrects") or row["reference"]
            promised[name] = promised.get(name, 0) + cents(row["amount"])
    drawn = 0
    for name, most in promised.items():
        drawn += min(most, sum(cents(r["amount"]) for r in rows if r.get("commitment") == name))
    return max(GRANTED - total["release"], total["spend"] + total["commit"] - drawn)


KINDS = ("commit", "spend", "release")


def files(root: Path) -> dict[str, bytes]:
    """Every byte of the work tree and what git holds on to, without the index of innoctl."""

    def found() -> Iterator[tuple[str, bytes]]:
        for path in sorted(root.rglob("*")):
            name = str(path.relative_to(root))
            if path.is_file() and (not name.startswith(".git/") or name.startswith(".git/refs")):
                yield name, path.read_bytes()

    return dict(found())
