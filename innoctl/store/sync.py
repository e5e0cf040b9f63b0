"""Is the index's picture of the work tree still true? One comparison for each folder tells.

What must be read where it is not stands in `innoctl.store.update`, which loads a parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from innoctl.store import scan
from innoctl.store.index_schema import Unwritable

if TYPE_CHECKING:
    from pathlib import Path

    from innoctl.store.index_schema import Base


class Freshness(NamedTuple):
    """What `refresh` found: how many files it had to read, and how many records there are."""

    changed: int
    files: int


def sync(base: Base, root: Path, gitdir: Path | None, *, checked: bool) -> Freshness:
    """Bring ``base`` up to date with the work tree. Raises `sqlite3.Error` as it comes."""
    now = scan.clock(root, base.file.with_suffix(".clock")) if base.file and base.writable else 0
    seen = scan.signatures(str(root))
    kept = dict(base.ask("SELECT path, signature FROM folder"))
    altered = {path: seen[path] for path in seen if kept.get(path) != seen[path]}
    vanished = [path for path in kept if path not in seen]
    if not altered and not vanished:
        return Freshness(0, int(base.meta("files") or 0))
    if not base.writable:
        raise Unwritable
    from innoctl.store.build import Digest, Reading
    from innoctl.store.update import Difference, update

    found = Difference(altered, vanished, now)
    return Freshness(*update(base, found, Reading(root, Digest.of(gitdir), checked)))
