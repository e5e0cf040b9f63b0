"""A portfolio with money for measuring: every idea was granted some and has a ledger."""

from __future__ import annotations

import random
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import yaml

from innoctl.resources import folder
from tests.bench.portfolio import DAYS, FIRST_DAY, SEED, git, make

LINES = 10
"""Lines in each ledger."""


def booked(root: Path, ideas: int) -> Path:
    """Make a repository with so many ideas, each with a decision and `LINES` bookings; return it."""
    files, chance = make(root, ideas), random.Random(SEED)
    data = (folder("examples") / "politie" / "budgets" / "2026.yaml").read_text("utf-8")
    budgets = [row["id"] for row in yaml.safe_load(data)["budgets"]]
    for path in files:
        month, name = path.parent.name, path.name[:6]
        budget = chance.choice(budgets)
        text = _decision(name, budget)
        _write(root / "decisions" / month / f"{name}-01-concept.yaml", text)
        _write(root / "ledger" / month / f"{name}.yaml", _ledger(chance, name, budget))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Book")
    git(root, "status")
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _decision(name: str, budget: str) -> str:
    return f"""\
schema: innoctl/decision/1
portfolio: politie
idea: {name}
what: concept
outcome: go
after: null
from_phase: ideation
to_phase: creation
stream: unit/oost-nederland
proposed_by: p-0203
decided_by: [p-0201]
decided_on: {FIRST_DAY + timedelta(days=DAYS)}
resources:
  - {{budget: {budget}, amount: "1000.00"}}
rationale: {sha256(name.encode()).hexdigest()}
"""


def _ledger(chance: random.Random, name: str, budget: str) -> str:
    rows = [f"schema: innoctl/ledger/1\nidea: {name}\nlines:\n"]
    for number in range(LINES):
        day = FIRST_DAY + timedelta(days=DAYS + 3 * number)
        amount = f"{chance.randrange(100, 9000) / 100:.2f}"
        if number % 2:
            what, more = "spend", f"    commitment: O-{name}-{number - 1}\n"
        else:
            what, more = "commit", ""
        mark = "F" if number % 2 else "O"
        rows.append(
            f'  - what: {what}\n    on: {day}\n    budget: {budget}\n    amount: "{amount}"\n'
            f"    reference: {mark}-{name}-{number}\n{more}    booked_by: p-0203\n"
        )  # fmt: skip
    return "".join(rows)
