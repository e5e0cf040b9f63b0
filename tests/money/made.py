"""Valid portfolios at random, with all that money can meet: the same seed gives the same files.

Several streams, kinds and years; co-financing, corrections of decisions, counter-entries,
commitments over years, invoices over their grants, stops, embeddings, reopenings, holds, resumptions,
moves to another stream, carry-overs.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from innoctl.resources import folder
from tests.reports.purse import GATES, PHASES, Data, World, euros, written

BEGIN: Final = date(2025, 12, 1)
LAST: Final = date(2028, 6, 30)
YEARS: Final = (2026, 2027, 2028)
STREAMS: Final = (
    "corps",
    "unit/oost",
    "unit/west",
    "portfolio/opsporing",
    "portfolio/zorg-1e-lijn",
)
KINDS: Final = ("innovation", "realisation")
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz"
NOTES: Final = (
    "", "", "Zaal", 'Zegt "nee"', "a\\b", "; geen commentaar", "#label ^link", "=SOM(A1)", "één à 3 %",
)  # fmt: skip
WHY: Final[dict[str, Data]] = {
    "no_go": {"reason_code": "exists-already"},
    "rework": {"missing": ["een begroting"]},
}
SOME_LINES: Final = (8, 60)


class Made(World):
    """One portfolio with about so many lines in its ledgers."""

    def __init__(self, seed: int, lines: int) -> None:
        super().__init__()
        self.chance = random.Random(seed)
        self.left: dict[str, int] = {}
        """cents that nobody was granted, as low as any change takes them"""
        self.of: dict[str, tuple[str, str, int]] = {}
        self._allocate()
        self._carry()
        while sum(map(len, self.ledgers.values())) < lines:
            _Life(self, len(self.ideas)).live(self.chance.randint(*SOME_LINES))

    def _allocate(self) -> None:
        chance = self.chance
        for year in YEARS:
            for number, stream in enumerate(STREAMS):
                for kind in KINDS:
                    for share in range(chance.choice((1, 1, 2))):
                        name = f"{number}-{kind[:4]}-{year}" + (f"-{share}" if share else "")
                        amount = chance.randint(1, 900) * 100_000 + chance.randint(0, 99)
                        taken = [
                            chance.randint(0, amount // 8) for _ in range(chance.randint(0, 2))
                        ]
                        given = [chance.randint(1, amount) for _ in range(chance.randint(0, 2))]
                        changes = [self._change(year, -one) for one in taken if one]
                        changes += [self._change(year, one) for one in given]
                        chance.shuffle(changes)
                        self.budget(name, year, stream, kind, euros(amount), *changes)
                        self.left[name] = amount - sum(taken)
                        self.of[name] = (stream, kind, year)
            data = self.years[year]
            data["status"] = "provisional" if year == YEARS[-1] else "final"
            data["since"] = _since(year).isoformat()

    def _change(self, year: int, amount: int) -> Data:
        day = date(year, 1, 1) + timedelta(self.chance.randint(0, 300))
        return {"on": day.isoformat(), "amount": euros(amount), "why": "nota"}

    def _carry(self) -> None:
        """Carry some of what a budget has over to that of the next year, on both sides."""
        rows = {row["id"]: row for data in self.years.values() for row in data["budgets"]}
        for name, (stream, kind, year) in self.of.items():
            other = [b for b, place in self.of.items() if place == (stream, kind, year + 1)]
            if not other or self.chance.random() < 0.6:
                continue
            into = self.chance.choice(other)
            amount = self.chance.randint(1, self.left[name] // 3)
            day = (date(year + 1, 1, 10) + timedelta(self.chance.randint(0, 60))).isoformat()
            for side, end, sign in ((name, into, -1), (into, name, 1)):
                change = {"on": day, "amount": euros(sign * amount), "why": "over", "carry": end}
                rows[side].setdefault("changes", []).append(change)
            self.left[name] -= amount

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of every file; this portfolio has a day of its own."""
        units = [{"id": name, "name": name, "kind": "regional"} for name in ("oost", "west")]
        domains = [{"id": name, "name": name} for name in ("opsporing", "zorg-1e-lijn")]
        own: dict[str, Data] = {
            "portfolio.yaml": {
                "schema": "innoctl/portfolio/1", "id": "proef", "name": 'Proef "één"',
                "languages": ["nl"], "currency": "EUR", "today": LAST.isoformat(),
            },
            "organisation.yaml": {
                "schema": "innoctl/organisation/1", "name": "Proef", "units": units,
                "domains": domains, "streams": [*map(_stream, STREAMS)],
            },
        }  # fmt: skip
        yield "process.yaml", (folder("examples") / "minimal" / "process.yaml").read_bytes()
        for path, data in super().files():
            if path != "process.yaml":
                yield path, written(own[path]) if path in own else data


def _since(year: int) -> date:
    """Return from which day the money of a year can be granted on."""
    return date(year - 1, 6, 1)


def _stream(name: str) -> Data:
    row = {"id": name, "name": name, "director": "p-1"}
    layer, _, own = name.partition("/")
    key = {"unit": "unit", "portfolio": "domain"}.get(layer, "")
    return row | ({key: own} if key else {})


class _Pot:
    """What one idea holds of one budget while its life is told."""

    def __init__(self) -> None:
        self.granted = self.given = self.kept = self.spent = 0
        self.promised: dict[str, int] = {}
        self.paid: dict[str, int] = {}

    @property
    def needed(self) -> int:
        drawn = sum(max(min(c, self.paid.get(o, 0)), 0) for o, c in self.promised.items())
        return self.spent + sum(self.promised.values()) - drawn

    @property
    def rest(self) -> int:
        return self.granted - self.given - self.kept - self.needed


class _Life:
    """One idea from its first gate on, a step at a time, each on a later day."""

    def __init__(self, world: Made, number: int) -> None:
        self.world, self.chance = world, world.chance
        letters = [LETTERS[number // len(LETTERS) ** n % len(LETTERS)] for n in range(3)]
        self.name = "k3" + "".join(letters) + "x"
        self.stream = self.chance.choice(STREAMS)
        self.day = BEGIN + timedelta(self.chance.randint(0, 300))
        self.phase, self.state = "ideation", "active"
        self.pots: dict[str, _Pot] = {}
        self.booked: list[Data] = []
        self.number = 0
        world.idea(self.name, stream=self.stream)

    def live(self, lines: int) -> None:
        self._gate()
        while len(self.booked) < lines and self._tomorrow():
            if self.chance.random() < (0.12 if self._open else 0.6) or not self.pots:
                self._gate()
            else:
                self._book()
        now = {"phase": self.phase, "state": self.state, "stream": self.stream}
        self.world.ideas[self.name] |= now

    def _tomorrow(self) -> bool:
        self.day += timedelta(self.chance.randint(1, 22))
        return self.day <= LAST

    @property
    def _open(self) -> bool:
        return self.state in {"active", "on_hold"}

    # --- decisions ---

    def _gate(self) -> None:
        if not self._open:
            if self.chance.random() < 0.5:
                self._reopen()
            return
        if self.chance.random() < (0.6 if self.state == "on_hold" else 0.1):
            self._beside()
            return
        outcome = self.chance.choices(("go", "rework", "no_go", "hold"), (8, 1, 1, 2))[0]
        place = PHASES.index(self.phase)
        target = PHASES[place + 1] if outcome == "go" else self.phase
        if outcome == "go" and target != "embedded":
            self._grant(GATES[self.phase], target)
        else:
            self._decide(GATES[self.phase], outcome, target, **self._why(outcome))
        self.state = {"no_go": "stopped", "hold": "on_hold"}.get(outcome, "active")
        if target == "embedded":
            self.state = "embedded"
        self.phase = target

    def _why(self, outcome: str) -> Data:
        """Return what a decision must say beside its outcome."""
        until = self.day + timedelta(self.chance.randint(10, 90))
        return WHY.get(outcome, {"until": until.isoformat()} if outcome == "hold" else {})

    def _beside(self) -> None:
        """Go on after a hold, or move to another stream; grants and promises stay where they are."""
        if self.state == "on_hold" and self.chance.random() < 0.8:
            self._decide("resume", "done", self.phase)
            self.state = "active"
        else:
            other = self.chance.choice([name for name in STREAMS if name != self.stream])
            self._decide("move", "accepted", self.phase, to_stream=other)
            self.stream = other

    def _reopen(self) -> None:
        self.phase = "creation" if self.phase in {"scaling", "embedded"} else self.phase
        for pot in self.pots.values():
            pot.kept += max(pot.rest, 0)
        self._decide("reopen", "done", self.phase)
        self.state = "active"

    def _grant(self, gate: str, target: str) -> None:
        shares = self._shares("realisation" if target == "scaling" else "innovation")
        self._decide(gate, "go", target, shares)
        if shares and self.chance.random() < 0.15:
            wrong = hashlib.sha256(written(self.world.decisions[self.name][-1])).hexdigest()
            before = self.world.decisions[self.name][-1]["from_phase"]
            shares = {name: max(amount // 2, 1) for name, amount in shares.items()}
            self.day += timedelta(self.chance.randint(0, 3))
            self._decide(gate, "go", target, shares, supersedes=wrong, from_phase=before)
        for name, amount in shares.items():
            self.pots.setdefault(name, _Pot()).granted += amount
            self.world.left[name] -= amount

    def _shares(self, kind: str) -> dict[str, int]:
        """Return an own share of this year's money, at times one of next year's or another stream's."""

        def pick(stream: str, year: int) -> str:
            fits = [b for b, place in self.world.of.items() if place == (stream, kind, year)]
            return self.chance.choice(fits) if fits else ""

        year = max(self.day.year, YEARS[0])
        names = [pick(self.stream, year)]
        if self.day >= _since(year + 1) and self.chance.random() < 0.7:
            names.append(pick(self.stream, year + 1))
        if self.chance.random() < 0.35:
            names.append(pick(self.chance.choice(STREAMS), year))
        found = {}
        for name in filter(None, names):
            most = self.world.left[name] // 4
            if most > 0:
                found[name] = self.chance.randint(1, most)
        return found if names[0] in found else {}

    def _decide(
        self,
        what: str,
        outcome: str,
        target: str,
        shares: dict[str, int] | None = None,
        **more: Any,
    ) -> None:
        given = [{"budget": b, "amount": euros(c)} for b, c in (shares or {}).items()]
        told: Data = {"stream": self.stream, "to_phase": target, **more}
        if given:
            told["resources"] = given
        self.world.decide(self.name, self.day.isoformat(), what, outcome, **told)

    # --- bookings ---

    def _book(self) -> None:
        name = self.chance.choice(list(self.pots))
        pot, kind = self.pots[name], self.world.of[name][1]
        may = self._open and not (kind == "innovation" and self.phase == "scaling")
        roll = self.chance.random()
        if roll < 0.3 and may and pot.rest > 0:
            self._commit(name)
        elif roll < 0.36 and self._open and pot.rest > 0:
            amount = self.chance.randint(1, pot.rest)
            pot.given += amount
            self._line("release", name, amount, "V")
        elif roll < 0.48:
            self._take_back()
        else:
            self._spend(name)

    def _commit(self, name: str) -> None:
        """Promise something; at times over two years, by one reference on the budget of each."""
        reference = self._reference("O")
        stream, kind, year = self.world.of[name]
        others = [
            b for b, pot in self.pots.items()
            if self.world.of[b] == (stream, kind, year + 1) and pot.rest > 0
        ]  # fmt: skip
        for budget in [name, *(others if self.chance.random() < 0.5 else ())]:
            pot = self.pots[budget]
            amount = self.chance.randint(1, pot.rest)
            pot.promised[reference] = pot.promised.get(reference, 0) + amount
            self._line("commit", budget, amount, reference=reference)

    def _spend(self, name: str) -> None:
        """Pay: from a commitment, from the grant, or at times more than there is."""
        pot = self.pots[name]
        orders = [o for o, c in pot.promised.items() if c > 0]
        order = self.chance.choice(orders) if orders and self.chance.random() < 0.7 else ""
        most = pot.promised[order] if order else max(pot.rest, 0)
        if self.chance.random() < 0.08:
            most = most + most // 2 + 500
        if most < 1:
            return
        amount = self.chance.randint(1, max(most // self.chance.choice((1, 2, 4)), 1))
        pot.spent += amount
        if order:
            pot.paid[order] = pot.paid.get(order, 0) + amount
        self._line("spend", name, amount, "F", **({"commitment": order} if order else {}))

    def _take_back(self) -> None:
        lines = [row for row in self.booked if row["what"] != "release" and row["left"] > 0]
        if not lines:
            return
        row = self.chance.choice(lines)
        amount = row["left"] if self.chance.random() < 0.4 else self.chance.randint(1, row["left"])
        row["left"] -= amount
        pot, order = self.pots[row["budget"]], row.get("commitment", "")
        if row["what"] == "commit":
            pot.promised[row["reference"]] -= amount
        else:
            pot.spent -= amount
            if order:
                pot.paid[order] -= amount
        more = {"commitment": order} if order and self.chance.random() < 0.5 else {}
        self._line(row["what"], row["budget"], -amount, "T", corrects=row["reference"], **more)

    def _reference(self, letter: str) -> str:
        self.number += 1
        return f"{letter}{self.day.year}-{self.name}-{self.number:03}"

    def _line(
        self,
        what: str,
        budget: str,
        amount: int,
        letter: str = "",
        reference: str = "",
        **more: str,
    ) -> None:
        note = self.chance.choice(NOTES)
        told = {**more, **({"note": note} if note else {})}
        reference = reference or self._reference(letter)
        day = self.day.isoformat()
        self.world.book(self.name, what, day, budget, euros(amount), reference=reference, **told)
        left = max(0, amount)
        self.booked.append(self.world.ledgers[self.name][-1] | {"left": left})
