"""What ideas did with budgets, reckoned from the YAML of a portfolio alone: no line of innoctl.

The files are read as plain text by PyYAML: days are ISO strings, which sort as days do.

From the definitions (granted, spent, committed: sums; released: given back, and what a closed idea
neither paid nor promised; free: what is allocated without what each idea holds).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]


def figures(root: Path, on: date) -> dict[tuple[str, str, str], int]:
    """Return cents by measure, budget and idea at the end of a day; of a budget itself, the idea is ''."""
    day = on.isoformat()
    found: dict[tuple[str, str, str], int] = {}
    budgets = [(year, row) for _, year in _read(root, "budgets/*") for row in year["budgets"]]
    for year, row in budgets:
        since = year.get("since", f"{year['year']}-01-01")
        changes = sum(_cents(one) for one in row.get("changes", ()) if one["on"] <= day)
        found["allocated", row["id"], ""] = (_cents(row) if since <= day else 0) + changes
        found["free", row["id"], ""] = found["allocated", row["id"], ""]
    ledgers = {one["idea"]: one["lines"] for _, one in _read(root, "ledger/*/*")}
    decided: dict[str, list[Data]] = {}
    for digest, row in _read(root, "decisions/*/*"):
        rows = decided.setdefault(row["idea"], [])
        old = [n for n, one in enumerate(rows) if one["digest"] == row.get("supersedes")]
        rows[slice(old[0], old[0] + 1) if old else slice(len(rows), None)] = [
            row | {"digest": digest}
        ]
    for idea in sorted(decided.keys() | ledgers.keys()):
        rows, lines = decided.get(idea, []), ledgers.get(idea, [])
        names = {one["budget"] for row in rows for one in row.get("resources", ())}
        for budget in sorted(names | {line["budget"] for line in lines}):
            own = [line for line in lines if line["budget"] == budget]
            held = _held(rows, own, budget, day)
            found |= {(name, budget, idea): cents for name, cents in held.items()}
            found["free", budget, ""] -= max(held["granted"] - held["released"], held["needed"])
    return found


def _read(root: Path, pattern: str) -> Iterable[tuple[str, Data]]:
    for path in sorted(root.glob(f"{pattern}.yaml")):
        data = path.read_bytes()
        yield hashlib.sha256(data).hexdigest(), yaml.load(data, yaml.CBaseLoader)


def _cents(row: Data) -> int:
    return int(Decimal(row["amount"]) * 100)


def _held(rows: list[Data], lines: list[Data], budget: str, day: str) -> dict[str, int]:
    kept, closed = 0, False
    for row in (row for row in rows if row["decided_on"] <= day):
        if row["what"] == "reopen" and closed:
            before = date.fromisoformat(row["decided_on"]) - timedelta(1)
            eve = _sums(rows, lines, budget, before.isoformat())
            kept += max(eve["granted"] - eve["given"] - kept - eve["needed"], 0)
        ends = row["what"] == "withdraw" or row["outcome"] == "no_go"
        closed = ends or (row["outcome"] == "go" and row["to_phase"] == "embedded")
    found = _sums(rows, lines, budget, day)
    released = found["given"] + kept
    if closed:
        released += max(found["granted"] - released - found["needed"], 0)
    over = max(found["needed"] - found["granted"] + released, 0)
    return found | {"released": released, "over": over}


def _sums(rows: list[Data], lines: list[Data], budget: str, day: str) -> dict[str, int]:
    booked = {"commit": 0, "spend": 0, "release": 0}
    orders: dict[str, list[int]] = {}
    drawn_on = {line["reference"]: line.get("commitment") for line in lines}
    for line in (line for line in lines if line["on"] <= day):
        booked[line["what"]] += _cents(line)
        order = line.get("commitment") or drawn_on.get(line.get("corrects"))
        if line["what"] == "commit":
            order = line.get("corrects") or line["reference"]
        if order and line["what"] != "release":
            orders.setdefault(order, [0, 0])[line["what"] == "spend"] += _cents(line)
    open_ = booked["commit"] - sum(max(min(sides), 0) for sides in orders.values())
    given = (one for row in rows if row["decided_on"] <= day for one in row.get("resources", ()))
    return {
        "granted": sum(_cents(one) for one in given if one["budget"] == budget),
        "committed": booked["commit"], "open": open_, "spent": booked["spend"],
        "given": booked["release"], "needed": booked["spend"] + open_,
    }  # fmt: skip
