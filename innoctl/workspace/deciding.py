"""A sitting: what gatekeepers wish to decide, judged by what has landed, becomes one change.

Everything is judged before anything is written: the form of each record, the story that the
decisions of an idea tell, authority, money, and what the gate asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from innoctl.changes import decide as make
from innoctl.changes.decide import Decided, Intent, Standing
from innoctl.changes.edit import Change, FileEdit, Plain
from innoctl.errors import Field, Finding, InnoError, UsageError
from innoctl.model.kinds import PEOPLE
from innoctl.named import NamedTuple
from innoctl.rules import deciding as rules
from innoctl.rules.life import BESIDE_GATES
from innoctl.workspace.paying import Payment
from innoctl.workspace.records import trailers
from innoctl.workspace.standing import asked_for, standings

if TYPE_CHECKING:
    from innoctl.model.facts import DecisionFacts
    from innoctl.rules.readiness_rows import Row
    from innoctl.rules.references import Known
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.portfolio import Portfolio

BESIDE: Final = tuple(what for what in BESIDE_GATES if what != "change")
COMMAND: Final = "gate advance"


class WhichGate(UsageError):
    """No gate leads out of the phase, or more than one does."""

    code = "U934"


class NoSuchDecision(UsageError):
    """The decision that is to be corrected is not there."""

    code = "U935"


class Full(InnoError):
    """The names of an idea's decisions have run out."""

    code = "U936"


class Wish(NamedTuple):
    """One decision as a person asks for it.

    ``outcome`` is that of a gate, or withdraw, resume, reopen or move; ``gate`` is ``""`` for
    the one that leads out of the idea's phase. ``corrects`` is the number of a decision that
    this one supersedes. ``at`` is its place in the file it came from.
    """

    idea: str
    outcome: str
    said: dict[str, Plain]
    gate: str = ""
    to_phase: str = ""
    corrects: str = ""
    at: Field = ()


class Planned(NamedTuple):
    """One decision of a sitting, with where its idea stands."""

    wish: Wish
    standing: Standing
    decided: Decided

    @property
    def proposed(self) -> rules.Proposed:
        """The decision as its rules see it; only where it has facts."""
        record, facts = self.decided.record, self.decided.facts
        if facts is None:
            raise AssertionError(self.decided.file.path)
        borne = self.standing.bearing(facts)
        stakes = (*borne.undone, *self.standing.stakes(facts))
        at, process = self.decided.file.path, self.standing.process
        return rules.proposed(at, record, facts, process, stakes)._replace(gates=borne.gates)


class Sitting:
    """Decisions that are taken together, and what is wrong with them."""

    def __init__(self, portfolio: Portfolio, view: Committed, wishes: Sequence[Wish]) -> None:
        self.portfolio = portfolio
        self.view = view
        self.policy = view.policy()
        found = standings(portfolio, self.view, [wish.idea for wish in wishes])
        self.rows = [
            Planned(wish, standing, make.decide(standing, intent(standing, wish)))
            for wish, standing in zip(wishes, found, strict=True)
        ]

    @cached_property
    def findings(self) -> tuple[list[tuple[Planned, Finding]], list[tuple[Planned, Finding]]]:
        """What stands in the way, and what is only to be known; each with its decision."""
        told = [(row, one) for row in self.rows for one in self._found(row)]
        told += list(self.payment.findings())
        wrong = [pair for pair in told if pair[1].severity == "error"]
        return wrong, [pair for pair in told if pair[1].severity != "error"]

    @property
    def reviewed(self) -> bool:
        """Whether others must approve before the decisions count."""
        return self.policy.reviewed

    def change(self, *, landing: bool) -> Change:
        """Return the change; for ``landing`` its edits are of the work tree, else of the commit."""
        files = [row.decided.file for row in self.rows]
        edits = [self._edit(row, landing=landing) for row in self.rows if row.decided.edits]
        said = make.sitting([row.decided for row in self.rows])
        ideas = (row.standing.idea.id for row in self.rows)
        return Change((*files, *edits), said, trailers(COMMAND, *ideas))

    def _edit(self, row: Planned, *, landing: bool) -> FileEdit:
        from innoctl.store import files
        from innoctl.workspace.journal import fingerprint

        path, expected = row.standing.path, row.standing.digest
        if landing:
            expected = fingerprint(files.read(self.portfolio.root, path)) or expected
        return FileEdit(path, row.decided.edits, expected)

    def _found(self, row: Planned) -> Iterator[Finding]:
        """Yield what is wrong with one decision: its form first, for no rule can read what has none."""
        record, path = row.decided.record, row.decided.file.path
        inside = list(_inside(path, record))
        yield from inside
        at = {one.field for one in inside}
        yield from (one for one in self._pointing(row) if one.field not in at)
        if inside or row.decided.facts is None:
            return
        yield from make.untold(row.standing, row.decided, self.portfolio.today())
        one = row.proposed
        rows = self._rows(row)
        yield from rules.waivers(one, rows)
        yield from rules.criteria(one)
        yield from rules.ready(one, rows, row.standing.path)
        beyond = list(rules.authority(one, self.policy, self.payment.budgets))
        yield from beyond or self._named(row)

    def _rows(self, row: Planned) -> tuple[Row, ...]:
        """Return what the gate asks for; a correction asks nothing anew."""
        facts = row.decided.facts
        if facts is None or facts.supersedes:
            return ()
        return asked_for(self.view, row.standing, facts.what, date.fromisoformat(facts.decided_on))

    def _pointing(self, row: Planned) -> Iterator[Finding]:
        from innoctl.model.references import DEFINITIONS, references
        from innoctl.rules.references import unresolved

        pointers = [(row.decided.file.path, references("decision", row.decided.record))]
        hidden = self.view.file(PEOPLE) is None
        uncertain = DEFINITIONS["people"].values() if hidden else ()
        return unresolved(pointers, self._known, frozenset(uncertain))

    @cached_property
    def _known(self) -> Known:
        """The ids that a decision may point to, by sort; those of ideas are the sitting's own."""
        from innoctl.model.references import definitions
        from innoctl.rules.references import known_ids
        from innoctl.workspace.records import CONFIGURATION

        places = [(kind, self.view.document(path)) for kind, path in CONFIGURATION.items()]
        places += [("budget", self.view.document(path)) for path in self.view.budget_files()]
        known = known_ids((kind, definitions(kind, data)) for kind, data in places)
        return known | {"idea": {row.standing.idea.id for row in self.rows}}

    def _named(self, row: Planned) -> Iterator[Finding]:
        """Yield why the names that are written down do not decide, where no more than names is asked."""
        facts = row.decided.facts
        if facts is None or self.policy.authority is None:
            return
        path = row.decided.file.path
        if self.reviewed:
            if facts.decided_by:
                yield Finding.of("U937", path, ("decided_by",), grade=self.policy.grade)
            return
        from innoctl.rules.approvals import judge
        from innoctl.rules.votes import Subject

        one = row.proposed
        own, *others = rules.asked(one, self.payment.budgets)
        subject = Subject(
            path, facts.digest, row.standing.portfolio, facts.what, own.stream,
            facts.proposed_by, own.cents, facts.decided_on, facts.decided_by, (), tuple(others),
            one.stakes, one.gates,
        )  # fmt: skip
        verdict = judge(subject, (), self.policy)
        if not verdict.approved:
            yield from verdict.refused
        for part in verdict.parts:
            if not part.grade:
                params = {"able": len(part.counted), "quorum": part.needed, "stream": part.stream}
                yield Finding.of("D569", path, ("decided_by",), what=facts.what, **params)

    @cached_property
    def payment(self) -> Payment:
        """What the sitting does to the budgets."""
        return Payment(self)


def intent(standing: Standing, wish: Wish) -> Intent:
    """Return what is decided: the gate that is meant, and for a correction what stays as it was."""
    said: dict[str, Plain] = {
        key: value for key, value in wish.said.items() if value not in ("", [], None)
    }
    if wish.corrects:
        old = _corrected(standing, wish.corrects)
        said = {"decided_on": old.decided_on, **said, "supersedes": old.digest}
        if not wish.gate and wish.outcome not in BESIDE and old.what not in BESIDE:
            wish = wish._replace(gate=old.what)
    if make.full(standing):
        raise Full(id=standing.idea.id)
    if wish.outcome in BESIDE:
        outcome = "accepted" if wish.outcome == "move" else "done"
        return Intent(wish.outcome, outcome, said, wish.to_phase)
    gate = wish.gate or _only_gate(standing, str(said.get("supersedes") or ""))
    return Intent(gate, wish.outcome, said)


def _corrected(standing: Standing, number: str) -> DecisionFacts:
    counting = {row.number: row for row in standing.order.counting}
    wanted = number.zfill(2)
    if wanted not in counting:
        known = ", ".join(counting) or "-"
        raise NoSuchDecision(id=standing.idea.id, number=number, known=known)
    return counting[wanted]


def _only_gate(standing: Standing, supersedes: str) -> str:
    phase = standing.before(supersedes).phase
    gates = standing.process.gates_from(phase)
    if len(gates) == 1:
        return gates[0].id
    if standing.process.gates and not gates:
        return standing.process.gates[-1].id  # refused by its rule, with the reason
    raise WhichGate(id=standing.idea.id, phase=phase, gates=", ".join(g.id for g in gates) or "-")


def _inside(path: str, record: dict[str, Any]) -> Iterator[Finding]:
    """Yield what the form of a decision does not allow, and the reason that is missing."""
    from innoctl.model.validate import validate

    yield from (Finding(f.code, path, f.field, f.params) for f in validate("decision", record))
    reasoned = {record.get("what"), record.get("outcome")} & set(rules.REASONED)
    if reasoned and not record.get("rationale"):
        yield Finding.of("U938", path, ("rationale",), what=next(iter(reasoned)))
