"""What an index remembers of the answers that were made from it, and what they hang on."""

from __future__ import annotations

import sqlite3
from json import dumps
from typing import TYPE_CHECKING, Final

from innoctl.model.kinds import KINDS

if TYPE_CHECKING:
    from innoctl.store.index_base import Base

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
RECALL: Final = "SELECT fingerprint, stream, bearing, value FROM memo WHERE key = ?"
REMEMBER: Final = """
INSERT OR REPLACE INTO memo
SELECT ?, ?, ?, ?, ?, coalesce((SELECT max(age) FROM memo), 0) + 1
"""
FORGET: Final = "DELETE FROM memo WHERE key NOT IN (SELECT key FROM memo ORDER BY age DESC LIMIT ?)"


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
