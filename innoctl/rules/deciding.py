"""What a decision must satisfy before it is proposed: criteria, authority and money are hard.

Judged by the policy that stands before it (V9, V10, V23, V31). Waivers cover deliverables and
scores; never lawfulness, money or authority.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from innoctl.errors import Field, Finding
from innoctl.model.facts import DecisionFacts
from innoctl.model.policy import BudgetFacts, CriterionFacts, ProcessFacts
from innoctl.model.tolerant import number_of, parts_of, text_of
from innoctl.named import NamedTuple
from innoctl.rules.fitness import lapsed
from innoctl.rules.life import ONWARD
from innoctl.rules.mandate import Policy, Seat, able_to, seats, stands_in
from innoctl.rules.readiness_rows import Row
from innoctl.rules.shares import Panel, Share, Stake, payers, shares, undoing

LAWFULNESS: Final = "lawfulness"
"""The criterion that no waiver covers (V10)."""
NEVER_WAIVED: Final = (LAWFULNESS, "money", "authority", "resources", "budget", "checklist")
REASONED: Final = ("hold", "withdraw", "reopen")
"""Outcomes and decisions that are nothing without their reason; No-go and rework have their own."""


class Judged(NamedTuple):
    """What was found on one criterion; ``score`` is 0 where none was given."""

    id: str
    verdict: str = ""
    score: int = 0


class Proposed(NamedTuple):
    """A decision as it would stand at ``path``, with what its record alone holds."""

    path: str
    row: DecisionFacts
    process: ProcessFacts
    criteria: tuple[Judged, ...] = ()
    waived: tuple[str, ...] = ()
    stakes: tuple[Stake, ...] = ()
    """the decision that it corrects and what that one corrected, and the gate that it undoes"""
    gates: tuple[str, ...] = ()
    """those that the idea stands before, for what is decided beside gates"""

    @property
    def itself(self) -> Stake:
        """The decision as it says who may take it; what that carries, each share says."""
        return Stake(self.row.taken_in, self.row.what, 0, self.gates)


def proposed(
    path: str,
    record: Mapping[str, Any],
    facts: DecisionFacts,
    process: ProcessFacts,
    stakes: tuple[Stake, ...] = (),
) -> Proposed:
    """Return a decision as its rules see it; what has another form in its record is left out."""
    found = tuple(
        Judged(text_of(row, "id"), text_of(row, "verdict"), number_of(row, "score", 0))
        for row in parts_of(record, "criteria")
    )
    waived = tuple(text_of(row, "what") for row in parts_of(record, "waivers"))
    return Proposed(path, facts, process, found, waived, stakes)


def waivers(one: Proposed, rows: Iterable[Row] = ()) -> Iterator[Finding]:
    """Yield what is waived and cannot be, or is not asked for at this gate."""
    yield from hard(one)
    keys = [row.key for row in rows if row.waivable]
    asked = [*_asked(one), *keys, *(key.partition(".")[2] for key in keys)]
    for number, what in enumerate(one.waived):
        if what not in asked and not _never(one, what):
            near = ", ".join(get_close_matches(what, asked, 3) or asked) or "-"
            field = ("waivers", number, "what")
            yield Finding.of("R313", one.path, field, target=what[:80], near=near)


def hard(one: Proposed) -> Iterator[Finding]:
    """Yield what is waived and never can be (V10)."""
    for number, what in enumerate(one.waived):
        if _never(one, what):
            yield Finding.of("D566", one.path, ("waivers", number, "what"), what=what[:80])


def _never(one: Proposed, what: str) -> bool:
    return what in NEVER_WAIVED or any(named.id == what for named in one.process.checklist)


def _asked(one: Proposed) -> list[str]:
    """Return what a gate asks for and can do without."""
    gate = one.process.gate(one.row.what)
    phase = one.process.phase(one.row.from_phase)
    rest = (name for name, _required in phase.deliverables) if phase else ()
    named = (*gate.deliverables, *gate.criteria, *gate.roles) if gate else ()
    return [name for name in dict.fromkeys((*named, *rest)) if name not in NEVER_WAIVED]


def criteria(one: Proposed) -> Iterator[Finding]:
    """Yield the criteria that keep an idea from being let through (V10): not judged, or judged no."""
    gate = one.process.gate(one.row.what)
    if gate is None or one.row.outcome not in ONWARD:
        return
    found = {judged.id: (number, judged) for number, judged in enumerate(one.criteria)}
    for name in gate.criteria:
        asked = one.process.criterion(name) or CriterionFacts(name, ())
        if name in one.waived and name != LAWFULNESS:
            continue
        if name not in found:
            yield Finding.of("D567", one.path, ("criteria",), criterion=name, gate=gate.id)
        elif not passes(asked, found[name][1]):
            number, judged = found[name]
            said = judged.verdict or judged.score
            field = ("criteria", number)
            yield Finding.of("D568", one.path, field, criterion=name, said=said)


def ready(one: Proposed, rows: Iterable[Row], idea: str) -> Iterator[Finding]:
    """Yield what the gate asks for and is not there, at the file of the idea (V8, V16).

    A waiver names a row by its key or by what stands behind the point in it. Open conditions
    are told by the story of the decisions.
    """
    if one.process.gate(one.row.what) is None or one.row.outcome not in ONWARD:
        return
    for row in rows:
        names = {row.key, row.key.partition(".")[2]}
        waived = row.waivable and names & set(one.waived)
        if row.light == "red" and row.kind != "condition" and not waived:
            yield row.finding(idea)


def passes(asked: CriterionFacts, judged: Judged) -> bool:
    """Tell whether what was found lets an idea through."""
    if asked.kind == "score":
        return judged.score >= max(asked.threshold, 1)
    return judged.verdict == "met"


def asked(one: Proposed, budgets: Mapping[str, BudgetFacts]) -> tuple[Share, ...]:
    """Return what each stream decides on: its own on the whole, others on what they pay of it.

    What is drawn on a budget that nobody knows is for the references to tell.
    """
    known = [(budget, cents) for budget, cents in one.row.resources if budget in budgets]
    others = shares(known, payers(budgets.values()), one.row.taken_in)
    return (Share(one.row.taken_in, one.row.cents), *others)


def authority(
    one: Proposed, policy: Policy, budgets: Mapping[str, BudgetFacts]
) -> Iterator[Finding]:
    """Yield why nobody could decide this, in its own stream, where it corrects, or where others pay.

    That is no mandate, a limit, or too few beside who proposes it.
    """
    if policy.authority is None:
        return
    own, *others = asked(one, budgets)
    found = [*_decidable(one, policy, own, ("what",)), *_undoable(one, policy, own)]
    yield from dict.fromkeys(found)
    for share in others:
        yield from _decidable(one, policy, share, ("resources",))


def _decidable(one: Proposed, policy: Policy, share: Share, field: Field) -> Iterator[Finding]:
    row, gates = one.row, one.gates if share.cents else None
    found = seats(policy, share.stream, row.what, row.decided_on, gates)
    place = {"what": row.what, "stream": share.stream}
    carrying = tuple(seat for seat in found if seat.carries(share.cents))
    if not found:
        yield Finding.of("D560", one.path, field, **place)
    elif not carrying:
        limit = max(seat.limit for seat in found)
        amounts = {"amount": euros(share.cents), "limit": euros(limit)}
        yield Finding.of("D561", one.path, ("resources",), **place, **amounts)
    else:
        yield from _enough(one, policy, row.what, Panel(*share, carrying))


def _undoable(one: Proposed, policy: Policy, share: Share) -> Iterator[Finding]:
    """Yield what keeps from being corrected or undone what the decision is about, or who is asked."""
    for what, panel in undoing(policy, one.stakes, one.row.decided_on, share):
        if panel.seats:
            yield from lapsed(one.path, panel)
            yield from _enough(one, policy, what, panel)
        else:
            yield Finding.of("D560", one.path, ("what",), what=what, stream=panel.stream)


def _enough(one: Proposed, policy: Policy, what: str, panel: Panel) -> Iterator[Finding]:
    """Yield that too few can approve beside who proposes it."""
    proposer = one.row.proposed_by
    ways = [(seat.quorum, len(free(policy, seat, proposer))) for seat in panel.seats]
    quorum, able = min(ways, key=lambda way: way[0] - way[1])
    if able < quorum:
        counts = {"able": able, "quorum": quorum, "person": proposer}
        place = {"what": what, "stream": panel.stream}
        yield Finding.of("D562", one.path, ("proposed_by",), **place, **counts)


def free(policy: Policy, seat: Seat, proposer: str) -> tuple[str, ...]:
    """Return the places of a seat that somebody other than the proposer can fill, deputies included."""
    deputies = policy.authority.deputies if policy.authority else ()
    persons = dict.fromkeys((*seat.persons, *(row.person for row in deputies)))
    able = [who for who in persons if who != proposer and able_to(policy, who)]
    filled = {place for who in able for place in stands_in(policy, who, seat)}
    return tuple(place for place in seat.persons if place in filled and place != proposer)


def money(
    sitting: Sequence[Proposed],
    budgets: Mapping[str, BudgetFacts],
    left: Mapping[str, Mapping[str, int]],
) -> Iterator[Finding]:
    """Yield what cannot be paid from where it is said to come from.

    ``left`` are for each day (ISO) the cents that are free of each budget from then on without
    this sitting, which draws on them together. A budget that nobody knows is for the references
    to tell.
    """
    asked: dict[str, int] = {}
    for one in sitting:
        yield from source(one, budgets)
        free_then = left.get(one.row.decided_on, {})
        for number, budget, cents in _known(one, budgets):
            asked[budget.id] = asked.get(budget.id, 0) + cents
            have = free_then.get(budget.id, 0)
            if cents and asked[budget.id] > have and not _early(one, budget):
                field = ("resources", number, "amount")
                params = {"free": euros(have), "asked": euros(asked[budget.id])}
                yield Finding.of("D563", one.path, field, budget=budget.id, **params)


def source(one: Proposed, budgets: Mapping[str, BudgetFacts]) -> Iterator[Finding]:
    """Yield where one decision takes money from a kind, a stream or a moment that it cannot."""
    known = _known(one, budgets)
    yield from _kind(one, known)
    yield from _layer(one, known)
    for number, budget, cents in known:
        if cents and _early(one, budget):
            field = ("resources", number, "budget")
            params = {"budget": budget.id, "since": budget.since, "day": one.row.decided_on}
            yield Finding.of("B713", one.path, field, **params)
    closes = one.row.to_phase == one.process.last or one.row.what == "withdraw"
    if (closes or one.row.outcome == "no_go") and any(cents for _, _, cents in known):
        yield Finding.of("B714", one.path, ("resources",), idea=one.row.idea)


def _early(one: Proposed, budget: BudgetFacts) -> bool:
    """Tell whether a budget cannot be granted on yet: a year begins when its file says so."""
    return one.row.decided_on < budget.since


def _known(one: Proposed, budgets: Mapping[str, BudgetFacts]) -> list[tuple[int, BudgetFacts, int]]:
    return [(n, budgets[b], c) for n, (b, c) in enumerate(one.row.resources) if b in budgets]


def _kind(one: Proposed, known: Sequence[tuple[int, BudgetFacts, int]]) -> Iterator[Finding]:
    """Scaling is paid from its own budgets (V23): what is spent from the phase before the last on."""
    for number, budget, cents in known:
        if one.row.to_phase in one.process.realising and budget.kind == "innovation" and cents:
            field = ("resources", number, "budget")
            yield Finding.of("D564", one.path, field, budget=budget.id, phase=one.row.to_phase)


def _layer(one: Proposed, known: Sequence[tuple[int, BudgetFacts, int]]) -> Iterator[Finding]:
    """A stream grants from its own budget; another one pays along only beside it, with a share each."""
    own = any(budget.stream == one.row.stream and cents for _, budget, cents in known)
    for number, budget, cents in known:
        if budget.stream != one.row.stream and not (own and cents):
            field = ("resources", number, "budget")
            params = {"budget": budget.id, "other": budget.stream, "stream": one.row.stream}
            yield Finding.of("D565", one.path, field, **params)


def euros(cents: int) -> str:
    """Return cents as an amount is written in files."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
