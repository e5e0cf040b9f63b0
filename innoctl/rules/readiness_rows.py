"""The form of a row of readiness, and what its rules share."""

from __future__ import annotations

import shlex
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from innoctl.errors import Finding, Params
from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from innoctl.model.facts import IdeaFacts
    from innoctl.model.policy import AgendaFacts, BudgetFacts, GateFacts, ProcessFacts
    from innoctl.rules.life import Life

Light = Literal["green", "amber", "red"]
Kind = Literal[
    "deliverable",
    "role",
    "criterion",
    "condition",
    "social",
    "scaling",
    "money",
    "effect",
    "checklist",
]
WAIVED: Final = frozenset({"deliverable", "role", "criterion", "scaling", "effect"})
"""What gatekeepers may waive with a reason; never what is about lawfulness, money or authority,
never an open condition, and never the social side of technology (V4)."""
DAY: Final = "YYYY-MM-DD"
"""Stands in a command for a day that the person fills in."""
PERSON: Final = "PERSON"


class Row(NamedTuple):
    """One thing that a gate asks for.

    ``key`` is stable (``deliverable.proof-of-concept``) and what a waiver names. A row that is
    not green has a ``code`` of `innoctl.codes` with ``params``, and ``mend``, a command in which
    only words in capitals are to be filled in. ``source`` is a row of the vision or of the law.
    """

    key: str
    kind: Kind
    light: Light
    code: str
    params: Params
    mend: str
    waivable: bool
    source: str

    @property
    def waiver(self) -> str:
        """What a decision names to waive it: the id of a deliverable, criterion or role, else the key."""
        kind, _dot, name = self.key.partition(".")
        return name if kind in ("deliverable", "criterion", "role") else self.key

    def finding(self, path: str) -> Finding:
        """Return the row as a finding on the idea's file; a green one has none."""
        return Finding(self.code, path, params=self.params)


class Why(NamedTuple):
    """What a row is about, before its light is known."""

    key: str
    kind: Kind
    source: str
    params: Params = ()
    lawful: bool = False
    """whether it is about what is allowed and right, which nobody can waive"""

    def green(self, **params: object) -> Row:
        """Return the row as one that is fine; ``params`` say what is there."""
        return self._row("green", "", "", params)

    def amber(self, code: str, mend: str, **params: object) -> Row:
        """Return the row as advice."""
        return self._row("amber", code, mend, params)

    def red(self, code: str, mend: str, **params: object) -> Row:
        """Return the row as one that keeps the gate shut."""
        return self._row("red", code, mend, params)

    def _row(self, light: Light, code: str, mend: str, params: dict[str, object]) -> Row:
        said = (*self.params, *((name, str(value)) for name, value in params.items()))
        waivable = self.kind in WAIVED and not self.lawful
        return Row(self.key, self.kind, light, code, said, mend, waivable, self.source)


class Asked(NamedTuple):
    """An idea before a gate, with all that rows follow from."""

    document: dict[str, Any]
    facts: IdeaFacts
    lived: Life
    process: ProcessFacts
    agenda: AgendaFacts
    day: date
    gate: GateFacts
    budgets: tuple[BudgetFacts, ...] = ()

    @property
    def at_first_gate(self) -> bool:
        """Whether this is the gate out of the first phase."""
        return self.gate.from_phase == self.process.first

    @property
    def at_last_gate(self) -> bool:
        """Whether this is the gate into use."""
        return self.gate.to_phase == self.process.last

    @property
    def scaling(self) -> str:
        """The phase of scaling: the one before the last, in a process that has more than two."""
        phases = self.process.phases
        return phases[-2].id if phases[2:] else ""


def setting(asked: Asked, field: str, word: str) -> str:
    """Return the command that gives a field a value."""
    return f"innoctl set {asked.facts.id} {field}={word}"


def added(asked: Asked, field: str, item: str) -> str:
    """Return the command that adds an item to a list."""
    typed = item.replace(DAY, asked.day.isoformat())
    return f"innoctl set {asked.facts.id} {shlex.quote(f'{field}+={typed}')}"


def reach(document: Any, field: str) -> Any:
    """Return what stands at a field such as ``scaling.strategy``; None where there is nothing."""
    for key in field.split("."):
        document = document.get(key) if isinstance(document, dict) else None
    return document


def filled(value: object) -> bool:
    """Tell whether anything is said: ``false`` and 0 are answers, an empty text is none."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value not in ([], {})


def parts(document: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the items of a list that are mappings."""
    found = document.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
