"""A decision: where an idea stands and what is decided become a record and the lines that follow from it.

Beside what a person says, all follows: the place in the chain, the phases, the stream, what was
judged. A correction is a new record that stands in the place of the one that it supersedes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final

from innoctl.changes.edit import Edit, NewFile, Plain, Set
from innoctl.changes.writing import lines
from innoctl.errors import Finding
from innoctl.locale import N_, Text
from innoctl.model.facts import DecisionFacts, IdeaFacts
from innoctl.model.facts_reading import decision_facts
from innoctl.model.policy import ProcessFacts, in_language
from innoctl.named import NamedTuple
from innoctl.rules.bearing import Bearing, Past, bearing, unsettled
from innoctl.rules.coherence import Case, coherent
from innoctl.rules.life import BESIDE_GATES, ONWARD, Chain, Story, before, chain, life
from innoctl.rules.shares import Stake

EDITOR_LINE: Final = "# yaml-language-server: $schema=../../.innoctl/schemas/decision.schema.json"
GROUPS: Final = (
    ("schema", "portfolio", "idea", "what", "outcome", "after", "supersedes"),
    ("from_phase", "to_phase", "stream", "to_stream"),
    ("handed_in_on", "proposed_by", "decided_by", "decided_on"),
    ("base_commit", "evidence"),
    ("criteria", "waivers"),
    ("rationale", "conditions", "resources", "reason_code", "until", "missing"),
    ("lesson", "to_submitter"),
)
"""The keys of a decision in the order of its file, with an empty line between groups."""
GIVEN: Final = frozenset(
    {
        "schema", "portfolio", "after", "from_phase", "stream", "handed_in_on", "base_commit",
        "evidence",
    }
)  # fmt: skip
"""What follows and is never said by a person."""
DERIVED: Final = ("phase", "state", "stream")
LAST: Final = 99
"""The number of a decision has two digits."""
_CHAINED: Final = ("D420", "D421", "D423", "D424")
_DONE: Final = {
    "withdraw": N_("withdraw {id}: {title}"),
    "resume": N_("take up {id} again: {title}"),
    "reopen": N_("reopen {id}: {title}"),
    "move": N_("move {id} to {stream}: {title}"),
}


class Standing(NamedTuple):
    """One idea as the commit that is judged holds it.

    ``digest`` is of the idea's bytes there; ``evidence`` names (path, SHA-256) of what else is
    judged. ``language`` is that of the portfolio.
    """

    portfolio: str
    path: str
    idea: IdeaFacts
    digest: str
    decisions: tuple[tuple[str, DecisionFacts], ...]
    process: ProcessFacts
    commit: str
    language: str = "nl"
    evidence: tuple[tuple[str, str], ...] = ()

    @property
    def order(self) -> Chain:
        """The decisions that there are, in the order of their chain."""
        return chain(row for _, row in self.decisions)

    def before(self, supersedes: str = "") -> Story:
        """Return where the idea stands now, or stood before the decision that is corrected."""
        rows = (row for _, row in self.decisions)
        return before(rows, self.process, supersedes, self.idea)

    def stakes(self, correction: DecisionFacts) -> tuple[Stake, ...]:
        """Return what is corrected, and what that corrected or undid in its turn, with who took it.

        What was decided after it and comes out otherwise is among them.
        """
        linked, supersedes = self.order.linked, correction.supersedes
        known = {row.digest: place for place, row in enumerate(linked)}
        past = Past(linked, frozenset(known), self.process)
        found: list[Stake] = []
        while supersedes in known:
            place = known.pop(supersedes)
            row, borne = linked[place], bearing(linked[place], linked[:place], self.process)
            found += [Stake(row.taken_in, row.what, row.cents, borne.gates), *borne.undone]
            supersedes = row.supersedes
        return (*found, *unsettled(correction, past))

    def bearing(self, row: DecisionFacts) -> Bearing:
        """Return what a decision beside gates bears on that comes next."""
        return bearing(row, (one for _, one in self.decisions), self.process)


class Intent(NamedTuple):
    """What is decided: about a gate or beside gates, with which outcome.

    ``said`` are the other keys of a decision as a person gave them; what follows is not theirs
    to give. ``to_phase`` is where a reopened idea begins again, ``""`` for where it was.
    """

    what: str
    outcome: str
    said: dict[str, Plain]
    to_phase: str = ""


class Decided(NamedTuple):
    """A decision that is not written yet, and what follows for the idea's own file."""

    record: dict[str, Any]
    file: NewFile
    facts: DecisionFacts | None
    edits: tuple[Edit, ...]
    subject: Text


def decide(standing: Standing, intent: Intent) -> Decided:
    """Return the decision; ``facts`` is None where what was said cannot be read, and the model says why."""
    record = _record(standing, intent)
    number = f"{_number(standing):02}"
    content = text(record)
    month = standing.path.split("/")[1]
    path = f"decisions/{month}/{standing.idea.id}-{number}-{intent.what}.yaml"
    facts = decision_facts(record, number, sha256(content).hexdigest())
    edits = tuple(_derived(standing, facts)) if facts else ()
    subject = _subject(standing, intent)
    return Decided(record, NewFile(path, content), facts, edits, subject)


def full(standing: Standing) -> bool:
    """Tell whether an idea has as many decisions as their names can count."""
    return _number(standing) > LAST


def text(record: dict[str, Any]) -> bytes:
    """Return the bytes of a decision's file."""
    rows = [EDITOR_LINE]
    for number, group in enumerate(GROUPS):
        held = [row for key in group if key in record for row in lines(key, record[key])]
        rows += ["", *held] if held and number > 2 else held  # noqa: PLR2004  (the head is one block)
    return ("\n".join(rows) + "\n").encode()


def untold(standing: Standing, decided: Decided, today: date) -> tuple[Finding, ...]:
    """Return what `check` would say once this decision stands, but for what it says today already.

    Decisions that form no chain are told however long they are there: nothing can follow on them.
    """
    if decided.facts is None:
        return ()
    after = [*standing.decisions, (decided.file.path, decided.facts)]
    changed = {
        str(edit.field[0]): str(edit.value) for edit in decided.edits if isinstance(edit, Set)
    }
    idea = standing.idea._replace(
        phase=changed.get("phase", standing.idea.phase),
        state=changed.get("state", standing.idea.state),
        stream=changed.get("stream", standing.idea.stream),
    )
    was = {_key(one) for one in _findings(standing, standing.idea, standing.decisions, today)}
    found = _findings(standing, idea, after, today)
    return tuple(one for one in found if one.code in _CHAINED or _key(one) not in was)


def _key(finding: Finding) -> tuple[str, str, object]:
    return finding.code, finding.path, finding.field


def _findings(
    standing: Standing,
    idea: IdeaFacts,
    decisions: Sequence[tuple[str, DecisionFacts]],
    today: date,
) -> list[Finding]:
    lived = life(idea, [row for _, row in decisions], standing.process)
    case = Case(standing.path, idea, decisions)
    return list(coherent(case, standing.process, lived, today))


def _record(standing: Standing, intent: Intent) -> dict[str, Any]:
    said = {key: value for key, value in intent.said.items() if key not in GIVEN}
    story = standing.before(str(said.get("supersedes") or ""))
    linked = standing.order.linked
    record: dict[str, Any] = {
        "schema": "innoctl/decision/1",
        "portfolio": standing.portfolio,
        "idea": standing.idea.id,
        "what": intent.what,
        "outcome": intent.outcome,
        "after": linked[-1].digest if linked else None,
        "from_phase": story.phase,
        "to_phase": _to_phase(standing.process, intent, story),
        "stream": story.stream,
        "base_commit": standing.commit,
        "evidence": [
            {"path": path, "sha256": digest}
            for path, digest in ((standing.path, standing.digest), *standing.evidence)
        ],
        **said,
    }
    handed_in = _handed_in(standing.idea, intent.what, str(said.get("decided_on") or ""))
    if handed_in:
        record["handed_in_on"] = handed_in
    if isinstance(said.get("conditions"), list):
        record["conditions"] = _numbered(said["conditions"])
    return {
        key: value
        for key, value in record.items()
        if key == "after" or (value is not None and value not in ("", []))
    }


def _to_phase(process: ProcessFacts, intent: Intent, story: Story) -> str:
    gate = process.gate(intent.what)
    if gate is not None and intent.outcome in ONWARD:
        return gate.to_phase
    if intent.what == "reopen":
        in_use = story.phase == process.last and len(process.phases) > 1
        return intent.to_phase or (process.phases[-2].id if in_use else story.phase)
    return story.phase


def _handed_in(idea: IdeaFacts, gate: str, decided_on: str) -> str:
    """Return the last day on which the dossier was handed in for this gate; '' for never."""
    days = [day for name, day in idea.handed_in if name == gate and day <= decided_on]
    return max(days, default="")


def _numbered(conditions: Plain) -> list[Any]:
    """Give each condition that has none an id of its own: it is closed by that id."""
    rows = conditions if isinstance(conditions, list) else []
    return [
        {"id": f"c{number}", **row} if isinstance(row, dict) and "id" not in row else row
        for number, row in enumerate(rows, 1)
    ]


def _number(standing: Standing) -> int:
    return max((int(row.number) for _, row in standing.decisions), default=0) + 1


def _derived(standing: Standing, row: DecisionFacts) -> Iterator[Edit]:
    rows = [*(one for _, one in standing.decisions), row]
    lived = life(standing.idea, rows, standing.process)
    for field in DERIVED:
        if getattr(standing.idea, field) != getattr(lived, field):
            yield Set((field,), getattr(lived, field))


def _subject(standing: Standing, intent: Intent) -> Text:
    place = {"id": standing.idea.id, "title": standing.idea.title}
    if intent.what in BESIDE_GATES:
        stream = intent.said.get("to_stream") or "-"
        return Text.of(_DONE.get(intent.what, _DONE["resume"]), stream=stream, **place)
    gate = standing.process.gate(intent.what)
    name = (gate and in_language(gate.name, standing.language)) or intent.what
    return Text.of(
        N_("{outcome:outcome}, {gate}: {id}, {title}"), outcome=intent.outcome, gate=name, **place
    )


def sitting(decisions: Sequence[Decided]) -> Text:
    """Return what the commit of one or many decisions says."""
    if len(decisions) == 1:
        return decisions[0].subject
    ids = ", ".join(str(one.record["idea"]) for one in decisions)
    return Text.of(N_("decide on {count} ideas: {ids}"), count=len(decisions), ids=ids)
