"""Facts for tests of rules: an idea, its decisions as a chain, and the default process."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from innoctl.model.facts import DecisionFacts, IdeaFacts
from innoctl.model.facts_reading import idea_facts
from innoctl.model.policy import GateFacts, PhaseFacts, ProcessFacts

PHASES = ("ideation", "creation", "scaling", "embedded")
GATES = ("concept", "product", "embed")
PROCESS = ProcessFacts(
    version="1",
    phases=tuple(PhaseFacts(phase, ()) for phase in PHASES),
    gates=tuple(
        GateFacts(gate, (), start, end)
        for gate, start, end in zip(GATES, PHASES, PHASES[1:], strict=False)
    ),
)
START = date(2026, 1, 1)


def day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


def idea(**values: Any) -> IdeaFacts:
    data = {
        "id": "k3f9ab",
        "title": "Scrum in de opsporing",
        "stream": "unit/oost",
        "phase": "ideation",
        "state": "active",
        "submitted_on": day(0),
        **values,
    }
    facts = idea_facts(data)
    assert facts is not None
    return facts


def decision(number: int, what: str, outcome: str, on: int, **values: Any) -> DecisionFacts:
    """Make a decision that follows number - 1 and was taken on the day with that number."""
    fields: dict[str, Any] = {
        "idea": "k3f9ab",
        "number": f"{number:02}",
        "digest": f"digest-{number}",
        "what": what,
        "outcome": outcome,
        "after": f"digest-{number - 1}" if number > 1 else "",
        "from_phase": "ideation",
        "to_phase": "ideation",
        "stream": "unit/oost",
        "to_stream": "",
        "handed_in_on": "",
        "proposed_by": "p-1",
        "decided_by": (),
        "decided_on": day(on),
        "conditions": (),
        "resources": (),
        "reason_code": "",
        "until": "",
        "supersedes": "",
        "answers": False,
    }
    return DecisionFacts(**{**fields, **values})
