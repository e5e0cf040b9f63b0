"""What is asked of the index, as SQL, and rows made records again."""

from __future__ import annotations

import typing
from json import dumps, loads
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from innoctl.errors import Finding
from innoctl.named import NamedTuple
from innoctl.store.index_schema import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from innoctl.changes.edit import Plain
    from innoctl.errors import Params
    from innoctl.model.facts import DecisionFacts, IdeaFacts, LedgerFacts
    from innoctl.model.faults import Fault
    from innoctl.store.index_base import Base

_F = TypeVar("_F", "IdeaFacts", "DecisionFacts", "LedgerFacts")

Value = str | int | bool | tuple[Any, ...] | None


class Entry(typing.NamedTuple, Generic[_F]):
    """One record that counts: where it stands, the git id of its bytes, and its facts."""

    path: str
    oid: str
    facts: _F


class Peek(NamedTuple):
    """One file as it is now. ``problems`` are those of YAML, not of its fields."""

    oid: str
    data: Plain
    problems: tuple[Finding, ...]


_NOW: Final = "FROM file JOIN blob ON blob.id = file.blob"
_ENTRIES: Final = (
    f"SELECT file.path, file.oid, blob.excerpt {_NOW} WHERE file.kind = ? "
    "AND blob.excerpt IS NOT NULL{} ORDER BY {}file.path"
)
"""A ``+`` before the path makes SQLite sort: else it walks all files in order to pick a few."""
_KNOWN: Final = (
    f"SELECT file.oid, body.data, blob.problems {_NOW} JOIN body ON body.blob = blob.id "
    "WHERE file.path = ? AND file.mark = ?"
)
_STANDING: Final = _KNOWN.removesuffix(" AND file.mark = ?")
DOCUMENTS: Final = (
    f"SELECT file.path, body.data {_NOW} JOIN body ON body.blob = blob.id "
    "WHERE file.kind = ? AND body.data != 'null' ORDER BY file.path"
)
BODIES: Final = (
    f"SELECT file.path, file.kind, body.data {_NOW} JOIN body ON body.blob = blob.id "
    "WHERE file.path > ? ORDER BY file.path LIMIT ?"
)
FAULTS: Final = (
    "SELECT file.path, checked.faults FROM checked CROSS JOIN file ON file.blob = checked.blob "
    "WHERE checked.faults != '[]' ORDER BY file.path"
)
"""A cross join makes SQLite begin with the few that are wrong, not with all files."""
TARGETS: Final = "SELECT sort, word FROM target"
_IDS: Final = "SELECT idea, path FROM file WHERE kind = 'idea' AND idea != '' ORDER BY path"
_FACTLESS: Final = """
SELECT file.path, body.data FROM file JOIN body ON body.blob = file.blob
WHERE file.kind = 'idea' AND file.idea = '' ORDER BY file.path
"""
"""What an idea says of itself where it has no facts."""
STREAMS: Final = "SELECT DISTINCT stream FROM file WHERE kind = 'idea' ORDER BY stream"
BEARING: Final = "SELECT DISTINCT idea FROM file WHERE kind = ?"
BAD: Final = """
SELECT file.path, file.trouble, blob.problems, checked.faults, file.kind
FROM file LEFT JOIN blob ON blob.id = file.blob LEFT JOIN checked ON checked.blob = file.blob
WHERE file.bad ORDER BY file.path
"""
_NAMING: Final = """
SELECT DISTINCT file.path, file.idea FROM names JOIN file ON file.blob = names.blob
WHERE names.word IN (SELECT value FROM json_each(?))
AND file.kind IN (SELECT value FROM json_each(?)) ORDER BY file.path
"""
PATHS: Final = "SELECT path FROM file WHERE kind = 'idea' AND idea = ?"
STRANGERS: Final = (
    "SELECT path, trouble FROM file WHERE kind = '' AND trouble NOT LIKE '[%' ORDER BY path"
)
TITLES: Final = (
    "SELECT idea.id, idea.title FROM file JOIN idea ON idea.blob = file.blob "
    "WHERE file.kind = 'idea' AND file.idea >= ? AND file.idea < ? ORDER BY file.idea"
)


def ideas(base: Base, stream: str | None, ids: str | None) -> list[Entry[IdeaFacts]]:
    """Return the facts of all ideas, of those in a stream, of those with some ids (a JSON array)."""
    from innoctl.model.facts import IdeaFacts, restore

    found, packed = _packed(base, "idea", stream, ids)
    return [
        Entry(path, oid, restore(IdeaFacts, facts))
        for (path, oid, _), facts in zip(found, packed, strict=True)
    ]


def idea_paths(base: Base) -> dict[str, list[str]]:
    """Return the paths of the files that bear each idea's id; what a file says where it has no facts."""
    from innoctl.model.references import definitions

    found: dict[str, list[str]] = {}
    for idea, path in base.ask(_IDS):
        found.setdefault(idea, []).append(path)
    for path, data in base.ask(_FACTLESS):
        for one in definitions("idea", loads(data)):
            paths = found.setdefault(one.target, [])
            paths.append(path)
            paths.sort()
    return found


def decisions(base: Base, stream: str | None, ids: str | None) -> list[Entry[DecisionFacts]]:
    """Return the facts of all decisions, of those in a stream, of those on some ideas."""
    from innoctl.model.facts import DecisionFacts, restore

    found, packed = _packed(base, "decision", stream, ids)
    for (path, *_), facts in zip(found, packed, strict=True):
        facts[1] = path.rpartition("/")[2].split("-")[1]
    return [
        Entry(path, oid, restore(DecisionFacts, facts))
        for (path, oid, _), facts in zip(found, packed, strict=True)
    ]


def ledgers(base: Base, ids: str | None) -> list[Entry[LedgerFacts]]:
    """Return what all ideas commit and spend, or those with some ids (a JSON array)."""
    from innoctl.model.facts import LedgerFacts, LineFacts

    found, packed = _packed(base, "ledger", None, ids)
    return [
        Entry(path, oid, LedgerFacts(idea, tuple([LineFacts(*line) for line in lines])))
        for (path, oid, _), (idea, lines) in zip(found, packed, strict=True)
    ]


def _packed(
    base: Base, kind: str, stream: str | None, ids: str | None
) -> tuple[list[tuple[str, str, str]], list[Any]]:
    where, values = "", [kind]
    if stream is not None:
        where += " AND file.stream = ?"
        values.append(stream)
    if ids is not None:
        where += " AND file.idea IN (SELECT value FROM json_each(?))"
        values.append(ids)
    found = base.ask(_ENTRIES.format(where, "+" if where else ""), *values)
    return found, loads(f"[{','.join(excerpt for *_, excerpt in found)}]")


def naming(base: Base, words: Collection[str], *kinds: str) -> list[tuple[str, str]]:
    """Return path and idea of the files of these kinds that name one of these words."""
    return base.ask(_NAMING, dumps(list(words)), dumps(kinds))


def told(path: str, trouble: str | None, problems: str | None) -> Iterator[Finding]:
    """Yield what was wrong with a file before its fields were looked at."""
    if trouble:
        code, params = loads(trouble)
        yield Finding(code, path, (), pairs(params), 1, 1)
    for code, line, column, params in loads(problems) if problems else ():
        yield Finding(code, path, (), pairs(params), line, column)


def reason(
    path: str, trouble: str | None, problems: str | None, said: str | None, kind: str
) -> Finding:
    """Return the first thing because of which a file counts in no figure."""
    first = next(told(path, trouble, problems), None)
    if first is not None:
        return first
    for code, field, params in loads(said or "[]"):
        return Finding(code, path, tuple(field), pairs(params))
    return Finding.of("M200", path, value="?", type=kind)


def faults(said: str) -> Iterator[Fault]:
    """Yield what was found wrong inside a record."""
    from innoctl.model.faults import Fault

    for code, field, params in loads(said):
        yield Fault(code, tuple(field), pairs(params))


def known(base: Base, path: str, mark: bytes) -> Peek | None:
    """Return what the index knows of a file that still has this mark."""
    found = base.ask(_KNOWN, path, mark)
    if not found:
        return None
    oid, data, problems = found[0]
    return Peek(oid, loads(data), tuple(told(path, None, problems)))


def standing(base: Base, path: str) -> Peek | None:
    """Return what stands at a path by the last proof of all files."""
    found = base.ask(_STANDING, path)
    if not found:
        return None
    oid, data, problems = found[0]
    return Peek(oid, loads(data), tuple(told(path, None, problems)))


def pairs(params: list[list[str]]) -> Params:
    """Return params as they were before they were kept."""
    return tuple((name, value) for name, value in params)


def listed(base: Base, fields: Sequence[str], equal: Mapping[str, str]) -> list[tuple[Value, ...]]:
    """Return values of ``fields`` for every idea that counts; unpacks only what a field needs."""
    sources = [_source(field) for field in fields]
    where = "".join(f" AND {_COLUMN[name]} = ?" for name in equal)
    joins = "".join(join for source, join in _PACKED.items() if source in sources)
    sql = f"SELECT {', '.join(sources)} {_LISTED.format(joins)}{where} ORDER BY file.path"
    found: list[tuple[Value, ...]] = base.ask(sql, *equal.values())
    columns = [
        [_unpacked(field, row[at]) for row in found]
        if source in _PACKED
        else [row[at] for row in found]
        for at, (field, source) in enumerate(zip(fields, sources, strict=True))
    ]
    return list(zip(*columns, strict=True)) if joins else found


_LISTED: Final = "FROM file JOIN idea ON idea.blob = file.blob{} WHERE file.kind = 'idea'"
_COLUMN: Final = {"path": "file.path", **{name: f'idea."{name}"' for name in COLUMNS}}
_PACKED: Final = {
    "blob.excerpt": " JOIN blob ON blob.id = file.blob",
    "body.data": " JOIN body ON body.blob = file.blob",
}
"""What must be unpacked, and how to get at it: a join that nobody needs doubles the time."""


def _source(field: str) -> str:
    from innoctl.model.facts import IdeaFacts

    return _COLUMN.get(field) or ("blob.excerpt" if field in IdeaFacts._fields else "body.data")


def _unpacked(field: str, packed: Any) -> Any:
    from innoctl.model.facts import IdeaFacts

    if field in IdeaFacts._fields:
        return _tuple(loads(packed)[IdeaFacts._fields.index(field)])
    found = tuple(_values(loads(packed), field.split(".")))
    return found[0] if len(found) == 1 else found or None


def _tuple(item: Any) -> Any:
    return tuple(map(_tuple, item)) if isinstance(item, list) else item


def _values(data: Any, keys: list[str]) -> Iterator[Any]:
    """Yield all that is found that way; lists are gone through, whatever their length."""
    if isinstance(data, list):
        for item in data:
            yield from _values(item, keys)
    elif not keys:
        yield data
    elif isinstance(data, dict) and keys[0] in data:
        yield from _values(data[keys[0]], keys[1:])
