"""Is the index's picture of the work tree still true? One comparison for each folder tells.

What must be read where it is not stands in `innoctl.store.update`, which loads a parser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.named import NamedTuple
from innoctl.store import scan
from innoctl.store.index_base import Unwritable
from innoctl.store.place import begin

if TYPE_CHECKING:
    from pathlib import Path

    from innoctl.store.index_base import Base
    from innoctl.store.scan import Walk


class Freshness(NamedTuple):
    """What `refresh` found: how many files it had to read, and how many records there are."""

    changed: int
    files: int


def sync(
    base: Base, root: Path, gitdir: Path | None, walk: Walk | None, *, checked: bool
) -> Freshness:
    """Bring ``base`` up to date with the work tree. Raises `sqlite3.Error` as it comes.

    ``walk`` may have been begun before; without one, it is done here.
    """
    walk = walk or begin(root, gitdir)
    if checked and not base.ask("SELECT 1 FROM folder LIMIT 1"):
        from innoctl.store import summary

        summary.ready()  # all will be read: the second process goes on looking meanwhile
    seen = {scan.named(path): found for path, found in walk.signatures().items()}
    kept = dict(base.ask("SELECT path, signature FROM folder"))
    altered = {
        path: (kept.get(path, b""), seen[path]) for path in seen if kept.get(path) != seen[path]
    }
    vanished = [path for path in kept if path not in seen]
    if not altered and not vanished:
        return Freshness(0, int(base.meta("files") or 0))
    if not base.writable:
        raise Unwritable
    from innoctl.store.digest import Digest
    from innoctl.store.reading import Reading
    from innoctl.store.update import Difference, update

    found = Difference(altered, vanished, walk.now)
    return Freshness(*update(base, found, Reading(walk.fetch, Digest.of(gitdir), checked)))
