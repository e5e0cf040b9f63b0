"""What the vision itself asks at a gate, whatever a process says (V4, V19-V21, V23, V34)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from innoctl.rules.readiness_rows import DAY, Asked, Row, Why, added, filled, reach, setting

NEEDS: Final = {
    "implement": ("receiver", "handover"),
    "spread": ("network", "stories", "ambassadors"),
}
"""What each strategy needs (V21)."""
EFFECT: Final = ("baseline", "target", "measured")
_LISTS: Final = ("stories", "ambassadors")


def visionary(asked: Asked) -> Iterator[Row]:
    """Yield the rows that follow from the vision alone."""
    yield _social(asked)
    if asked.at_first_gate:
        yield from _explored(asked)
    if asked.scaling and asked.gate.to_phase in (asked.scaling, asked.process.last):
        yield from _strategy(asked)
        yield from _money(asked)
    if asked.gate.to_phase == asked.scaling:
        yield from _studied(asked)
    if asked.at_last_gate:
        yield from _effect(asked)


def _social(asked: Asked) -> Row:
    """Return whether technology says what changes for people; it cannot be waived (V4)."""
    why = Why("social-side", "social", "V4")
    if not asked.facts.kind:
        return why.red("D611", setting(asked, "kind", "KIND"))
    if asked.facts.kind == "technological" and not asked.facts.social_side:
        return why.red("D610", setting(asked, "social_side", "TEXT"))
    return why.green(kind=asked.facts.kind)


def _explored(asked: Asked) -> Iterator[Row]:
    if "scaling-conditions" in _delivers(asked):
        return  # then it is a row among the deliverables
    why = Why("scaling.conditions", "scaling", "V19")
    yield _field(asked, why, "scaling.conditions", "D612")


def _studied(asked: Asked) -> Iterator[Row]:
    if "effect-study" not in _delivers(asked):
        why = Why("effect.study", "effect", "V20")
        there = filled(reach(asked.document, "effect.study"))
        mend = setting(asked, "effect.study", "TEXT")
        if not filled(reach(asked.document, "effect")):
            mend = setting(asked, "effect", "'{what: WHAT, study: TEXT}'")
        yield why.green() if there else why.amber("D613", mend)


def _delivers(asked: Asked) -> tuple[str, ...]:
    phase = asked.process.phase(asked.gate.from_phase)
    return (*asked.gate.deliverables, *(name for name, _ in (phase.deliverables if phase else ())))


def _strategy(asked: Asked) -> Iterator[Row]:
    why = Why("scaling.strategy", "scaling", "V21")
    strategy = asked.facts.strategy
    if strategy not in NEEDS:
        yield why.red("D614", setting(asked, "scaling.strategy", "STRATEGY"))
        return
    yield why.green(strategy=strategy)
    for part in NEEDS[strategy]:
        params = (("strategy", strategy), ("part", part))
        field = f"scaling.{part}"
        yield _field(asked, Why(field, "scaling", "V21", params), field, "D615")


def _money(asked: Asked) -> Iterator[Row]:
    """Yield whether scaling is paid from its own money, as far as decisions tell (V23)."""
    kinds = {row.id: row.kind for row in asked.budgets}
    wrong = [
        (decision.number, budget)
        for decision in asked.lived.decisions
        if asked.scaling in (decision.from_phase, decision.to_phase)
        for budget, cents in decision.resources
        if cents and kinds.get(budget) == "innovation"
    ]
    for number, budget in wrong:
        params = (("decision", number), ("budget", budget))
        mend = f"innoctl show {asked.facts.id}"
        yield Why(f"money.{number}.{budget}", "money", "V23", params).red("D616", mend)
    if asked.budgets and not wrong:
        yield _payable(asked)


def _payable(asked: Asked) -> Row:
    year, stream = asked.day.year, asked.lived.stream
    found = [
        row.id
        for row in asked.budgets
        if (row.kind, row.stream, row.year) == ("realisation", stream, year)
    ]
    why = Why("money.realisation", "money", "V23", (("year", str(year)),))
    if found:
        return why.green(budget=", ".join(found))
    return why.amber("D617", f"innoctl report stream {stream}")


def _effect(asked: Asked) -> Iterator[Row]:
    """Yield whether the effect is known: before, aimed at, and after (V34)."""
    for part in EFFECT:
        why = Why(f"effect.{part}", "effect", "V34", (("part", part),))
        if filled(reach(asked.document, f"effect.{part}")):
            yield why.green()
        elif not filled(reach(asked.document, "effect")):
            whole = f"{{what: WHAT, baseline: BEFORE, target: AIM, measured: [{_value(asked)}]}}"
            mend = f"innoctl set {asked.facts.id} 'effect={whole}'"
            yield why.red("D618", mend)
        elif part == "measured":
            yield why.red("D618", added(asked, "effect.measured", f"{{on: {DAY}, value: VALUE}}"))
        else:
            yield why.red("D618", setting(asked, f"effect.{part}", "VALUE"))


def _value(asked: Asked) -> str:
    return f"{{on: {asked.day.isoformat()}, value: AFTER}}"


def _field(asked: Asked, why: Why, field: str, code: str) -> Row:
    if filled(reach(asked.document, field)):
        return why.green()
    part = field.rpartition(".")[2]
    word = "PERSON" if part == "ambassadors" else "TEXT"
    sign = "+=" if part in _LISTS else "="
    return why.red(code, f"innoctl set {asked.facts.id} {field}{sign}{word}")
