"""What may only be added to: the bookings of a ledger, and allocations with their dated changes (V31).

Where it stands in a file means nothing, for two branches that were merged both add to its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from innoctl.errors import Field, Finding
from innoctl.model.kinds import idea_of, kind_of
from innoctl.named import NamedTuple

Document = dict[str, Any]

PLACES: Final = ("ledger", "budgets")
"""The folders that hold it."""
TOTAL: Final = ("id", "stream", "kind", "amount")
"""What an allocation was at the start of its year: what is added later stands in its changes."""
_NOW: Final = {"ledger": "G558", "budget": "G561"}
_THEN: Final = {"ledger": "G560", "budget": "G562"}


class Entry(NamedTuple):
    """One amount that was written down, and where; ``key`` is the same where the same is said.

    ``name`` is a booking's reference or the id of an allocation, ``amount`` as its file has it.
    """

    kind: str
    path: str
    place: Field
    name: str
    amount: str
    key: str


def kept(path: str) -> str:
    """Return the kind of a file whose amounts are kept, '' for any other."""
    kind = kind_of(path) if path.startswith(PLACES) else None
    return kind.name if kind and kind.name in _NOW else ""


def entries(path: str, document: Document | None) -> Iterator[Entry]:
    """Yield every amount of a file, in its order; none of one that is gone or cannot be read."""
    said = document or {}
    if kept(path) == "ledger":
        owner = f"{idea_of(path)} {said.get('idea')}"
        for number, line in _parts(said.get("lines")):
            name = str(line.get("reference"))
            yield Entry("ledger", path, ("lines", number), name, *_told(owner, line))
        return
    for number, row in _parts(said.get("budgets")):
        name, place = str(row.get("id")), ("budgets", number)
        owner = f"{path} {said.get('year')} {name}"  # moved to another year it is other money
        total = {key: row.get(key) for key in TOTAL}
        yield Entry("budget", path, (*place, "amount"), name, *_told(owner, total))
        for at, line in _parts(row.get("changes")):
            yield Entry("budget", path, (*place, "changes", at), name, *_told(owner, line))


def _told(owner: str, said: Document) -> tuple[str, str]:
    return str(said.get("amount")), f"{owner} {sorted(said.items(), key=repr)!r}"


def gone(before: Iterable[Entry], after: Iterable[Entry]) -> Iterator[Entry]:
    """Yield what is not there any more as it was; what stood twice must stand twice."""
    left = Counter(entry.key for entry in after)
    for entry in before:
        if left[entry.key]:
            left[entry.key] -= 1
        else:
            yield entry


def erased(path: str, before: Document | None, after: Document | None) -> Iterator[Finding]:
    """Yield the amounts that a change takes out of a file, or alters."""
    for entry in gone(entries(path, before), entries(path, after)):
        yield _found(_NOW[entry.kind], entry, entry.place[:1] if after else ())


def lost(entry: Entry, commit: str) -> Finding:
    """Say that a commit took an amount out of a file, or altered it; its place is the one before."""
    return _found(_THEN[entry.kind], entry, entry.place, commit=commit[:12])


def _found(code: str, entry: Entry, field: Field, **more: str) -> Finding:
    name = "reference" if entry.kind == "ledger" else "budget"
    return Finding.of(code, entry.path, field, **{name: entry.name}, amount=entry.amount, **more)


def _parts(value: object) -> Iterator[tuple[int, Document]]:
    rows = enumerate(value) if isinstance(value, list) else ()
    return ((number, part) for number, part in rows if isinstance(part, dict))
