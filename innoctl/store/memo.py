"""What an index remembers of the answers that were made from it, and what they hang on."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from json import dumps
from typing import TYPE_CHECKING, Final

from innoctl.model.kinds import KINDS

if TYPE_CHECKING:
    from innoctl.store.index_base import Base

MEMOS: Final = 64
"""So many results about the whole portfolio are remembered; the oldest go."""

Row = tuple[str, str, str, str]
"""A result as it is kept: its key, the stream that it hangs on alone, what bears on that, and it."""

_BEARING: Final = """
WITH budgets (id) AS (
  SELECT CASE row.type WHEN 'object' THEN json_extract(row.value, '$.id') END
  FROM file JOIN body ON body.blob = file.blob, json_each(body.data, '$.budgets') AS row
  WHERE file.kind = 'budget'
  AND CASE row.type WHEN 'object' THEN json_extract(row.value, '$.stream') END = ?1
), touched (idea) AS (
  SELECT idea FROM file WHERE kind IN ('idea', 'decision') AND stream = ?1
  UNION SELECT file.idea FROM names JOIN file ON file.blob = names.blob
  WHERE file.kind IN ('decision', 'ledger') AND names.word IN (SELECT id FROM budgets)
)
SELECT path, blob, trouble FROM file
WHERE kind IN ('idea', 'decision', 'ledger') AND idea IN (SELECT idea FROM touched)
UNION ALL SELECT path, blob, trouble FROM file WHERE kind IN (SELECT value FROM json_each(?2))
UNION ALL SELECT path, blob, trouble FROM file WHERE bad ORDER BY 1
"""
_RECORDS: Final = frozenset({"approval", "change", "decision", "idea", "ledger"})
_POLICY: Final = dumps([kind.name for kind in KINDS if kind.name not in _RECORDS])
_RECALL: Final = "SELECT fingerprint, stream, bearing, value FROM memo WHERE key = ?"
_REMEMBER: Final = """
INSERT OR REPLACE INTO memo
SELECT ?, ?, ?, ?, ?, coalesce((SELECT max(age) FROM memo), 0) + 1
"""
_FORGET: Final = (
    "DELETE FROM memo WHERE key NOT IN (SELECT key FROM memo ORDER BY age DESC LIMIT ?)"
)


def recall(base: Base, fingerprint: str, key: str) -> str | None:
    """Return what was remembered under ``key``, if all that it was made from is as it was."""
    for made_from, stream, kept, value in base.ask(_RECALL, key):
        if made_from == fingerprint:
            return str(value)
        if kept and kept == bearing(base, stream):
            note(base, fingerprint, (key, stream, kept, value))
            return str(value)
    return None


def note(base: Base, fingerprint: str, row: Row) -> None:
    """Remember a result that was made from the files with this fingerprint."""
    if not base.writable:
        return
    key, *rest = row
    with suppress(sqlite3.Error), base.writing() as connection:
        if base.meta("fingerprint") == fingerprint:  # nobody read on meanwhile
            connection.execute(_REMEMBER, (key, fingerprint, *rest))
            connection.execute(_FORGET, (MEMOS,))


def bearing(base: Base, stream: str) -> str:
    """Return a fingerprint of all that bears on a stream, of which most files are no part.

    That is policy, its ideas, every idea that a decision in it or money of it touched, with all
    decisions and ledgers of these, and each file that no figure counts. '' where a budget holds a
    number, such as ``.nan``, that SQLite cannot read.
    """
    from innoctl.store.digest import sha1

    try:
        found = base.ask(_BEARING, stream, _POLICY)
    except sqlite3.OperationalError:
        return ""
    return str(sha1()(repr(found).encode(), usedforsecurity=False).hexdigest())
