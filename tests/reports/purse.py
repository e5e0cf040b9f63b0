"""Portfolios with money as plain YAML data: made by hand or at random, and put on disk.

`Oracle` says what the figures of such data are, from their definitions and nothing of innoctl.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

Data = dict[str, Any]
FIRST = date(2026, 1, 1)
PHASES = ("ideation", "creation", "scaling", "embedded")
GATES = {"ideation": "concept", "creation": "product", "scaling": "embed"}
THEMES = ("t-near", "t-digital", "t-youth")
STREAMS = ("corps", "unit/oost", "unit/west", "portfolio/opsporing")
PROCESS: Data = {
    "schema": "innoctl/process/1",
    "version": "1",
    "phases": [{"id": name, "name": name} for name in PHASES],
    "gates": [
        {"id": gate, "name": gate, "from": phase, "to": PHASES[PHASES.index(phase) + 1]}
        for phase, gate in GATES.items()
    ],
}


def euros(cents: int) -> str:
    """Write cents as the files have them."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def cents(amount: str) -> int:
    """Read what the files have."""
    whole, _, rest = amount.lstrip("-").partition(".")
    return (int(whole) * 100 + int(rest)) * (-1 if amount.startswith("-") else 1)


class World:
    """All that a portfolio holds on money, as its files have it."""

    def __init__(self) -> None:
        self.years: dict[int, Data] = {}
        self.ideas: dict[str, Data] = {}
        self.decisions: dict[str, list[Data]] = {}
        self.ledgers: dict[str, list[Data]] = {}

    def budget(
        self, name: str, year: int, stream: str, kind: str, amount: str, *changes: Data
    ) -> None:
        held = self.years.setdefault(
            year, {"schema": "innoctl/budget/1", "year": year, "budgets": []}
        )
        row: Data = {"id": name, "stream": stream, "kind": kind, "owner": "p-1", "amount": amount}
        held["budgets"].append(row | ({"changes": list(changes)} if changes else {}))

    def idea(self, name: str, **more: Any) -> None:
        self.ideas[name] = {
            "schema": "innoctl/idea/1", "id": name, "title": f"Idee {name}", "stream": "unit/oost",
            "phase": "ideation", "state": "active", "submitted_on": "2025-11-01",
            "submitter": "p-1", "summary": "Kort.", **more,
        }  # fmt: skip

    def decide(self, idea: str, on: str, what: str, outcome: str, **more: Any) -> None:
        before = self.decisions.setdefault(idea, [])
        phase = before[-1]["to_phase"] if before else "ideation"
        after = hashlib.sha256(written(before[-1])).hexdigest() if before else None
        before.append(
            {
                "schema": "innoctl/decision/1", "portfolio": "proef", "idea": idea, "what": what,
                "outcome": outcome, "after": after, "from_phase": phase, "to_phase": phase,
                "stream": "unit/oost", "proposed_by": "p-1", "decided_on": on, **more,
            }
        )  # fmt: skip

    def book(self, idea: str, what: str, on: str, budget: str, amount: str, **more: Any) -> None:
        lines = self.ledgers.setdefault(idea, [])
        reference = more.pop("reference", f"r-{len(lines)}")
        lines.append(
            {"what": what, "on": on, "budget": budget, "amount": amount, "reference": reference,
             "booked_by": "p-1", **more}
        )  # fmt: skip

    def until(self, day: str) -> World:
        """Return the same without any event after a day."""
        other = World()
        for year, data in self.years.items():
            rows = [
                row | {"changes": [c for c in row.get("changes", ()) if c["on"] <= day]}
                for row in data["budgets"]
            ]
            other.years[year] = data | {"budgets": rows}
        other.ideas = self.ideas
        for idea, decided in self.decisions.items():
            other.decisions[idea] = [row for row in decided if row["decided_on"] <= day]
        for idea, lines in self.ledgers.items():
            other.ledgers[idea] = [row for row in lines if row["on"] <= day]
        return other

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of every file."""
        streams = [
            {"id": name, "name": name, "unit": "oost", "director": "p-1"} for name in STREAMS
        ]
        units = [{"id": "oost", "name": "Oost", "kind": "regional"}]
        yield "portfolio.yaml", written(
            {"schema": "innoctl/portfolio/1", "id": "proef", "name": "Proef", "languages": ["nl"],
             "currency": "EUR"}
        )  # fmt: skip
        yield "process.yaml", written(PROCESS)
        yield (
            "organisation.yaml",
            written(
                {
                    "schema": "innoctl/organisation/1",
                    "name": "Proef",
                    "units": units,
                    "streams": streams,
                }
            ),
        )
        yield (
            "people.yaml",
            written(
                {
                    "schema": "innoctl/people/1",
                    "people": [{"id": "p-1", "name": "Anne", "unit": "oost"}],
                }
            ),
        )
        for year, data in self.years.items():
            yield f"budgets/{year}.yaml", written(data)
        for name, data in self.ideas.items():
            yield f"ideas/2025-11/{name}-idee.yaml", written(data)
        for name, decided in self.decisions.items():
            for number, data in enumerate(decided, 1):
                path = f"decisions/2025-11/{name}-{number:02d}-{data['what']}.yaml"
                yield path, written(data)
        for name, lines in self.ledgers.items():
            if lines:
                data = {"schema": "innoctl/ledger/1", "idea": name, "lines": lines}
                yield f"ledger/2025-11/{name}.yaml", written(data)

    def write(self, root: Path) -> Path:
        """Put it on disk."""
        for path, data in self.files():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        return root


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (it is called so)
        return True


def written(data: Data) -> bytes:
    """Write one file; days stand in it as days."""
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    return _DAY.sub(r"\1", text).encode()


_DAY = re.compile(r"'(\d{4}-\d\d-\d\d)'")


class Oracle:
    """The figures of a world on a day, from their definitions, over the plain data."""

    def __init__(self, world: World, day: str) -> None:
        self.world, self.day = world, day
        self.budgets = [
            row | {"year": year} for year, data in world.years.items() for row in data["budgets"]
        ]
        self.days = sorted(
            {row["decided_on"] for rows in world.decisions.values() for row in rows}
            | {row["on"] for rows in world.ledgers.values() for row in rows}
        )

    def allocated(self, row: Data) -> int:
        first = cents(row["amount"]) if f"{row['year']}-01-01" <= self.day else 0
        return first + sum(
            cents(c["amount"]) for c in row.get("changes", ()) if c["on"] <= self.day
        )

    def names(self) -> list[str]:
        return sorted(self.world.ideas)

    def state(self, idea: str, day: str) -> tuple[str, str]:
        """Return phase and state at the end of a day."""
        phase, state = "ideation", "active"
        for row in self.world.decisions.get(idea, ()):
            if row["decided_on"] <= day:
                phase, state = _after(row, state)
        return phase, state

    def position(self, idea: str, budget: str, day: str) -> dict[str, int]:
        """Return what an idea did with a budget up to a day."""
        decided = self.world.decisions.get(idea, ())
        lines = [row for row in self.world.ledgers.get(idea, ()) if row["budget"] == budget]
        kept, state = 0, "active"
        for row in decided:
            if row["decided_on"] > day:
                break
            if row["what"] == "reopen" and state in {"stopped", "embedded"}:
                eve = (date.fromisoformat(row["decided_on"]) - timedelta(days=1)).isoformat()
                before = _sums(decided, lines, budget, eve)
                kept += max(before["granted"] - before["given"] - kept - before["needed"], 0)
            _phase, state = _after(row, state)
        found = _sums(decided, lines, budget, day)
        released = found["given"] + kept
        if state in {"stopped", "embedded"}:
            released += max(found["granted"] - released - found["needed"], 0)
        over = max(found["needed"] - (found["granted"] - released), 0)
        return {
            "granted": found["granted"], "committed": found["committed"], "open": found["open"],
            "spent": found["spent"], "released": released, "over": over,
            "held": max(found["granted"] - released, found["needed"]),
        }  # fmt: skip

    def in_phase(self, idea: str, budget: str, phase: str) -> dict[str, int]:
        """Return what an idea did with a budget on the days on which it ended in a phase."""
        found: dict[str, int] = {}
        for eve, day in pairwise(["", *(day for day in self.days if day <= self.day)]):
            if self.state(idea, day)[0] == phase:
                old, new = self.position(idea, budget, eve), self.position(idea, budget, day)
                found = {name: found.get(name, 0) + new[name] - old[name] for name in new}
        return found or dict.fromkeys(self.position(idea, budget, ""), 0)


def _after(row: Data, state: str) -> tuple[str, str]:
    if row["outcome"] == "no_go" or row["what"] == "withdraw":
        return row["from_phase"], "stopped"
    if row["outcome"] in {"go", "done"}:
        return row["to_phase"], "embedded" if row["to_phase"] == "embedded" else "active"
    return row["from_phase"], state


def _sums(decided: Sequence[Data], lines: Sequence[Data], budget: str, day: str) -> dict[str, int]:
    lines = [row for row in lines if row["on"] <= day]

    def booked(what: str) -> int:
        return sum(cents(row["amount"]) for row in lines if row["what"] == what)

    tied = {row["reference"]: row.get("commitment") for row in lines}
    promised: dict[str, int] = {}
    paid: dict[str, int] = {}
    for row in lines:
        if row["what"] == "commit":
            name = row.get("corrects") or row["reference"]
            promised[name] = promised.get(name, 0) + cents(row["amount"])
        elif row["what"] == "spend":
            order = row.get("commitment") or tied.get(row.get("corrects", ""))
            if order:
                paid[order] = paid.get(order, 0) + cents(row["amount"])
    drawn = sum(max(min(amount, paid.get(name, 0)), 0) for name, amount in promised.items())
    open_ = booked("commit") - drawn
    return {
        "granted": sum(
            cents(one["amount"])
            for row in decided
            if row["decided_on"] <= day
            for one in row.get("resources", ())
            if one["budget"] == budget
        ),
        "committed": booked("commit"), "open": open_, "spent": booked("spend"),
        "given": booked("release"), "needed": booked("spend") + open_,
    }  # fmt: skip


# --- at random ---

_AMOUNTS = st.integers(1, 99_999)
_DAYS = st.integers(0, 400)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a portfolio: up to six budgets, up to four ideas with their decisions and bookings."""
    world = World()
    names = []
    for number in range(draw(st.integers(1, 6))):
        name, year = f"b{number}", draw(st.sampled_from([2026, 2027]))
        changes = [
            {"on": _iso(at), "amount": euros(amount), "why": "nota"}
            for at, amount in draw(
                st.lists(st.tuples(_DAYS, st.integers(-9_999, 9_999).filter(bool)), max_size=2)
            )
        ]
        kind = draw(st.sampled_from(["innovation", "realisation"]))
        stream = draw(st.sampled_from(STREAMS))
        world.budget(name, year, stream, kind, euros(draw(st.integers(1, 500_000))), *changes)
        names.append(name)
    budgets = st.sampled_from([*names, "nergens"])
    for number in range(draw(st.integers(0, 4))):
        name = f"aaaa2{number + 2}"
        themes = draw(st.lists(st.sampled_from(THEMES), unique=True, max_size=3))
        horizon = draw(st.sampled_from([None, 1, 2, 3]))
        more = {"themes": themes} if themes else {}
        world.idea(name, **more, **({"horizon": horizon} if horizon else {}))
        _decide(draw, world, name, budgets)
        _book(draw, world, name, budgets)
    return world


def _iso(days: int) -> str:
    return (FIRST + timedelta(days=days)).isoformat()


def _decide(draw: st.DrawFn, world: World, idea: str, budgets: st.SearchStrategy[str]) -> None:
    phase, state = "ideation", "active"
    for at in sorted(draw(st.lists(_DAYS, max_size=5, unique=True))):
        more: Data = {}
        if state in {"stopped", "embedded"}:
            what, outcome = "reopen", "done"
            to_phase = "creation" if state == "embedded" else phase
        else:
            outcome = draw(st.sampled_from(["go", "go", "no_go", "rework"]))
            what = GATES[phase]
            to_phase = PHASES[PHASES.index(phase) + 1] if outcome == "go" else phase
            if outcome == "no_go":
                more["reason_code"] = "exists-already"
        given = draw(st.lists(st.tuples(budgets, _AMOUNTS), max_size=2)) if outcome == "go" else []
        if given:
            more["resources"] = [{"budget": b, "amount": euros(a)} for b, a in given]
        world.decide(idea, _iso(at), what, outcome, to_phase=to_phase, **more)
        phase, state = _after(world.decisions[idea][-1], state)


def _book(draw: st.DrawFn, world: World, idea: str, budgets: st.SearchStrategy[str]) -> None:
    for number in range(draw(st.integers(0, 9))):
        lines = world.ledgers.get(idea, [])
        on, amount = _iso(draw(_DAYS)), draw(_AMOUNTS)
        wrong = draw(st.sampled_from([None, *(row for row in lines if "corrects" not in row)]))
        if wrong is not None and draw(st.booleans()):
            world.book(
                idea, wrong["what"], max(on, wrong["on"]), wrong["budget"], euros(-amount),
                reference=f"c-{number}", corrects=wrong["reference"],
            )  # fmt: skip
            continue
        what = draw(st.sampled_from(["commit", "spend", "spend", "release"]))
        budget, more = draw(budgets), {}
        orders = [row for row in lines if row["what"] == "commit" and row["budget"] == budget]
        if what == "spend" and orders and draw(st.booleans()):
            more["commitment"] = draw(st.sampled_from(orders))["reference"]
        world.book(idea, what, on, budget, euros(amount), reference=f"r-{number}", **more)
