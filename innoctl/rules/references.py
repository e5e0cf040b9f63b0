"""Every reference resolves, and every id belongs to one thing (DESIGN 5: typos get a near miss)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from innoctl.errors import Field, Finding
from innoctl.model.references import Reference

Pointers = Iterable[tuple[str, list[Reference]]]
"""For each file its path and its references, or its definitions."""

CODES: Final = {
    "person": "R301",
    "stream": "R302",
    "stream_pattern": "R302",
    "unit": "R303",
    "domain": "R304",
    "idea": "R305",
    "theme": "R306",
    "direction": "R307",
    "technology": "R308",
    "budget": "R309",
    "phase": "R310",
    "gate": "R311",
    "mandated": "R311",
    "criterion": "R312",
    "deliverable": "R313",
    "checklist": "R314",
    "reason_code": "R315",
    "role": "R316",
    "portfolio": "R317",
}
"""The code for each sort of reference that leads nowhere."""
PATTERNS: Final = {
    "stream_pattern": ("unit/*", "portfolio/*", "*"),
    "gate": (),
    "mandated": ("*", "move", "withdraw", "resume", "reopen"),
}
"""What may stand where an id is expected, for all of a sort."""
_ALIKE: Final = {"stream_pattern": "stream", "mandated": "gate"}
"""Whose ids are meant, where words for all of them may stand too."""
SOUGHT: Final = 50
"""So many near misses are looked for in one run; beyond that they would cost more than they help."""
COMPARED: Final = 2000
"""With so many ids of a sort, only those with the same beginning are compared."""
SHOWN: Final = 3

Known = dict[str, set[str]]


def known_ids(definitions: Pointers) -> Known:
    """Return the ids that there are, by sort."""
    known: Known = {sort: set() for sort in CODES}
    for _, found in definitions:
        for _, sort, target in found:
            known.setdefault(sort, set()).add(target)
    return known


def unresolved(references: Pointers, known: Known, uncertain: Collection[str]) -> Iterator[Finding]:
    """Yield each reference that leads nowhere.

    ``uncertain`` names the sorts whose own files cannot be read: what points there is not
    judged, for the fault lies elsewhere and has been told.
    """
    sets = allowed(known)
    skipped = frozenset(uncertain)
    near = _Near(known)
    for path, found in references:
        for field, sort, target in found:
            if target not in sets[sort] and sort not in skipped:
                yield _missing(path, field, sort, target, near)


def allowed(known: Known) -> Known:
    """Return what may stand in each sort of reference: the ids, and words for all of them."""
    sets = known | {"stream_pattern": known["stream"], "mandated": known["gate"]}
    return {sort: ids | set(PATTERNS.get(sort, ())) for sort, ids in sets.items()}


def _missing(path: str, field: Field, sort: str, target: str, near: _Near) -> Finding:
    nearest = near.find(_ALIKE.get(sort, sort), target)
    return Finding.of(CODES[sort], path, field, target=target[:80], near=nearest)


class _Near:
    """Near misses, each looked for once and not without end."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.found: dict[tuple[str, str], str] = {}

    def find(self, sort: str, target: str) -> str:
        key = (sort, target)
        if key not in self.found:
            self.found[key] = self._look(sort, target[:80])
        return self.found[key]

    def _look(self, sort: str, target: str) -> str:
        ids = sorted(self.known[sort])
        if len(self.found) >= SOUGHT or not ids:
            return "-"
        if len(ids) > COMPARED:
            ids = [name for name in ids if name[:2] == target[:2]][:COMPARED]
        return ", ".join(get_close_matches(target, ids, SHOWN, 0.5) or ids[:SHOWN]) or "-"


def duplicates(definitions: Pointers) -> Iterator[Finding]:
    """Yield each id that two things have, at both places.

    Streams add deliverables of their own, so two overlays may use one id, but not that of
    the generic process.
    """
    places: dict[tuple[str, str], list[tuple[str, Field]]] = {}
    for path, found in definitions:
        for field, sort, target in found:
            places.setdefault((sort, target), []).append((path, field))
    for (sort, target), there in places.items():
        if len(there) > 1:
            yield from _shared(sort, target, there)


def _shared(sort: str, target: str, there: list[tuple[str, Field]]) -> Iterator[Finding]:
    for number, (path, field) in enumerate(there):
        others = [other for n, (other, _) in enumerate(there) if n != number]
        if path in others:
            yield Finding.of("R321", path, field, target=target[:80])
        elif sort != "deliverable" or path == "process.yaml" or "process.yaml" in others:
            yield Finding.of("R320", path, field, target=target[:80], other=others[0])
