"""What one blob holds, summed up for the index: from the bytes and the kind alone.

Never from where or when they were met, so that a row serves the work tree and any commit.
"""

from __future__ import annotations

from json import JSONEncoder
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from innoctl.model.facts_reading import decision_facts, idea_facts, ledger_facts
from innoctl.named import NamedTuple
from innoctl.store.index_schema import COLUMNS
from innoctl.store.yaml_document import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from innoctl.changes.edit import Plain
    from innoctl.model.references import Targets
    from innoctl.store.yaml_build import Problem

    Loaded = tuple[Plain, list[Problem]]

encode: Callable[[object], str] = JSONEncoder(separators=(",", ":"), check_circular=False).encode
"""JSON in ASCII: half a surrogate pair, which a quoted scalar may hold, gets in and out.
Nothing that was read from YAML holds itself."""


class Row(NamedTuple):
    """What one blob holds, ready to be kept; ``excerpt`` is None when it has no facts."""

    stream: str
    idea: str
    bad: bool
    excerpt: str | None
    problems: str | None
    data: str
    columns: tuple[str | int, ...]
    names: frozenset[str]
    """the ideas that an idea is tied to, the budgets that a decision or a ledger draws on"""
    faults: str | None
    """as JSON; None where it was not checked"""


def rows(files: Sequence[tuple[str, bytes]], found: Targets, *, checked: bool) -> list[Row]:
    """Sum up files, each given by kind and bytes.

    The facts of one are left out when YAML itself had anything to say. A record without facts is
    checked at once: every report will want to say why. What a checked record points to is added
    to ``found``.

    Each step is taken with all files before the next is: what a step works with then stays in the
    processor's caches, which makes the whole a quarter faster than going file by file.
    """
    loaded = [load(data) for _, data in files]
    facts = list(map(_facts, files, loaded))
    bodies = [encode(value) for value, _ in loaded]
    asked = [
        (kind, value) if checked or (_unfit(kind, fact) and not problems) else None
        for (kind, _), (value, problems), fact in zip(files, loaded, facts, strict=True)
    ]
    told = iter(check([one for one in asked if one], found))
    faults = [next(told) if one else None for one in asked]
    return list(map(_row, files, loaded, facts, bodies, faults))


def _facts(file: tuple[str, bytes], loaded: Loaded) -> object:
    kind, data = file
    value, problems = loaded
    return _FACTS[kind](value, data) if kind in _FACTS and not problems else None


def _unfit(kind: str, facts: object) -> bool:
    return facts is None and kind in _FACTS


def _row(file: tuple[str, bytes], loaded: Loaded, facts: Any, body: str, faults: str | None) -> Row:
    kind, (_, problems) = file[0], loaded
    return Row(
        stream=clean(getattr(facts, "stream", "")),
        idea=clean(facts[0]) if facts else "",
        bad=bool(problems) or _unfit(kind, facts),
        excerpt=encode(facts) if facts else None,
        problems=encode([[*problem[:3], problem.params] for problem in problems])
        if problems
        else None,
        data=body,
        columns=_columns_of(facts) if facts and kind == "idea" else (),
        names=_names(facts, kind) if facts else frozenset(),
        faults=faults,
    )


def ready() -> None:
    """Load what validates ideas, of which there are most; it takes as long as a thousand of them."""
    from innoctl.model.validate import prepare

    prepare("idea")


def check(records: Sequence[tuple[str, Plain]], found: Targets) -> list[str]:
    """Validate records, each a kind and plain data; return the faults of each as JSON.

    What they point to is added to ``found``. What could not be read has problems enough.
    """
    if not records:
        return []
    from innoctl.model.references import targets
    from innoctl.model.validate import validated

    for kind, value in records:
        targets(kind, value, found)
    told = iter(validated([record for record in records if record[1] is not None]))
    faults = [next(told) if value is not None else [] for _, value in records]
    return [encode(one) if one else "[]" for one in faults]


def _decision(value: Plain, data: bytes) -> object:
    from hashlib import sha256

    return decision_facts(value, "", sha256(data).hexdigest())


_FACTS: Final[dict[str, Callable[[Any, bytes], Any]]] = {
    "idea": lambda value, _: idea_facts(value),
    "decision": _decision,
    "ledger": lambda value, _: ledger_facts(value),
}
"""A decision's number stands in its path, so it is put in when the facts are taken out."""

_columns = attrgetter(*COLUMNS)


def _columns_of(facts: object) -> tuple[str | int, ...]:
    found: tuple[str | int, ...] = _columns(facts)
    if all(value.__class__ is int or value.isascii() for value in found):  # type: ignore[union-attr]
        return found
    return tuple(clean(value) if isinstance(value, str) else value for value in found)


def _names(facts: Any, kind: str) -> frozenset[str]:
    if kind == "ledger":
        return frozenset(clean(line.budget) for line in facts.lines)
    found = facts.links if kind == "idea" else facts.resources
    return frozenset(clean(word) for pair in found for word in pair[kind == "idea" :][:1])


def clean(text: str) -> str:
    """Return a text that SQLite can hold; half a surrogate pair shows as a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
