"""Ideas and decisions made by hand, and valid histories drawn at random."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from innoctl.model.facts import DecisionFacts, IdeaFacts
from innoctl.model.facts_reading import decision_facts, idea_facts
from innoctl.model.policy import ProcessFacts
from innoctl.model.policy_reading import process_facts

STREAM, OTHER = "unit/oost", "portfolio/opsporing"
FIRST_DAY = date(2026, 1, 1)
PROCESS: ProcessFacts = process_facts(
    {
        "phases": [{"id": name} for name in ("ideation", "creation", "scaling", "embedded")],
        "gates": [
            {"id": "concept", "from": "ideation", "to": "creation"},
            {"id": "product", "from": "creation", "to": "scaling"},
            {"id": "embed", "from": "scaling", "to": "embedded"},
        ],
    }
)
GATES = {"ideation": "concept", "creation": "product", "scaling": "embed"}
BEYOND = {"ideation": "creation", "creation": "scaling", "scaling": "embedded"}


def idea(name: str = "aaaa22", **more: Any) -> IdeaFacts:
    data = {
        "id": name,
        "title": f"Idee {name}",
        "stream": STREAM,
        "phase": "ideation",
        "state": "active",
        "submitted_on": "2026-01-05",
        **more,
    }
    made = idea_facts(data)
    assert made is not None
    return made


def decisions(name: str, *told: dict[str, Any]) -> list[DecisionFacts]:
    """Make a chain of decisions: each takes the digest of the one before it."""
    made: list[DecisionFacts] = []
    for number, data in enumerate(told, 1):
        after = made[-1].digest if made else None
        full = {
            "idea": name,
            "what": "concept",
            "outcome": "go",
            "after": after,
            "from_phase": "ideation",
            "to_phase": "creation",
            "stream": STREAM,
            **data,
        }
        row = decision_facts(full, f"{number:02d}", f"{name}-{number}".ljust(64, "0"))
        assert row is not None
        made.append(row)
    return made


class History:
    """One valid history and, told apart, what it must come to: the oracle of the tests."""

    def __init__(self, name: str, born: int, steps: Sequence[tuple[int, str]]) -> None:
        self.name = name
        self.day = FIRST_DAY + timedelta(days=born)
        self.at: list[tuple[date, str, str, str]] = [(self.day, "ideation", "active", STREAM)]
        """From each day on: phase, state, stream."""
        told = [data for data in (self._step(*step) for step in steps) if data]
        self.idea = idea(name, submitted_on=self.at[0][0].isoformat(), stream=self.at[-1][3])
        self.decisions = decisions(name, *told)

    def on(self, day: date) -> tuple[str, str, str] | None:
        found = [state for state in self.at if state[0] <= day]
        return found[-1][1:] if found else None

    def _step(self, days: int, wish: str) -> dict[str, Any] | None:
        _, phase, state, stream = self.at[-1]
        day = self.day + timedelta(days=days)
        told = {"decided_on": day.isoformat(), "stream": stream, "from_phase": phase}
        to_phase = phase
        if state == "stopped":
            told |= {"what": "reopen", "outcome": "done"}
            state = "active"
        elif state == "embedded":
            return None
        elif wish == "move":
            to_stream = OTHER if stream == STREAM else STREAM
            told |= {"what": "move", "outcome": "accepted", "to_stream": to_stream}
            stream = to_stream
        elif wish == "withdraw":
            told |= {"what": "withdraw", "outcome": "done"}
            state = "stopped"
        elif wish == "go":
            told |= {"what": GATES[phase], "outcome": "go"}
            to_phase = BEYOND[phase]
            state = "embedded" if to_phase == "embedded" else "active"
        elif wish == "hold":
            until = (day + timedelta(days=9)).isoformat()
            told |= {"what": GATES[phase], "outcome": "hold", "until": until}
            state = "on_hold"
        else:
            told |= {"what": GATES[phase], "outcome": "no_go", "reason_code": "exists-already"}
            state = "stopped"
        self.day = day
        self.at.append((day, to_phase, state, stream))
        return {**told, "to_phase": to_phase}


_steps = st.lists(
    st.tuples(st.integers(0, 80), st.sampled_from(("go", "no_go", "hold", "move", "withdraw"))),
    max_size=7,
)


@st.composite
def histories(draw: st.DrawFn) -> list[History]:
    drawn = draw(st.lists(st.tuples(st.integers(0, 300), _steps), max_size=8))
    return [History(f"idea{n:02d}", born, steps) for n, (born, steps) in enumerate(drawn)]
