"""What changed in the work tree, brought into the index: compared, read and counted as known.

A file is known by what `lstat` says of it. As git does, a file that is not older than the
moment the scan began is not believed next time: it may change again within the same tick.
"""

from __future__ import annotations

import os
from contextlib import nullcontext
from json import dumps
from typing import TYPE_CHECKING, Final

from innoctl.model.kinds import FOLDERS, kind_of
from innoctl.named import NamedTuple
from innoctl.store import build, scan
from innoctl.store.afresh import afresh, smooth
from innoctl.store.digest import sha1
from innoctl.store.yaml_document import SIZE

if TYPE_CHECKING:
    from innoctl.store.index_base import Base
    from innoctl.store.reading import Reading

SPARE: Final = 2000
"""So many blobs more than files are kept: undoing or switching back then reads nothing again."""

_LINK: Final = 0o120000
_FILE: Final = 0o100000

_NOTHING: Final = "-"


class Difference(NamedTuple):
    """The folders that are not as the index has them, with both signatures, and those that went.

    The first of two is ``b""`` where the index is not sure of what stood there. ``now`` is the
    file system's time, in ns, from before they were looked at.
    """

    altered: dict[str, tuple[bytes, bytes]]
    vanished: list[str]
    now: int


def update(base: Base, found: Difference, reading: Reading) -> tuple[int, int]:
    """Bring these folders up to date; return how many files were read or gone, and how many are."""
    gone = [path for folder in found.vanished for path, _ in _known(base, folder)]
    todo: list[build.Job] = []
    for folder, signatures in found.altered.items():
        more, less = _compared(base, folder, signatures, found.now)
        todo += more
        gone += less
    many = len(todo) >= build.WORTH_A_PROCESS
    with afresh(base) if many else nullcontext():
        build.build(base, reading, todo)
        return len(todo) + len(gone), _conclude(base, found, gone)


def _known(base: Base, folder: str) -> list[tuple[str, bytes]]:
    return base.ask("SELECT path, mark FROM file WHERE folder = ?", folder)


def _rows(base: Base, paths: list[str]) -> list[tuple[str, bytes]]:
    some = "SELECT path, mark FROM file WHERE path IN (SELECT value FROM json_each(?))"
    return base.ask(some, dumps(paths))


def _compared(
    base: Base, folder: str, signatures: tuple[bytes, bytes], now: int
) -> tuple[list[build.Job], list[str]]:
    """Compare a folder with what is known of it; return what must be read and what is gone."""
    before, after = (scan.entries(one) if one else [] for one in signatures)
    same = {*before}.intersection(after)
    if same:
        names = {name for name, _ in {*before, *after} - same}
        known = dict(_rows(base, [_path(folder, name) for name in names]))
    else:
        known = dict(_known(base, folder))
    todo = []
    for name, mark in after:
        if (name, mark) in same:
            continue
        path, packed = _path(folder, name), scan.packed(mark)
        was = known.pop(path, None)
        if was == packed:
            continue
        kind = kind_of(path)
        said = _judged(path, mark, known=kind is not None)
        if said != _NOTHING:
            believed = packed if max(mark[2], mark[3]) < now else b""
            todo.append(build.Job(path, kind.name if kind else "", folder, believed, mark[1], said))
        elif was is not None:
            known[path] = was
    return todo, list(known)


def _path(folder: str, name: str) -> str:
    return "/".join(filter(None, (folder, scan.named(name))))


def _judged(path: str, mark: scan.Mark, *, known: bool) -> str | None:
    """Return why a file is not read (a trouble, or a word for a stranger); None to read it."""
    form = mark[0] & scan.FORM
    name = path.rpartition("/")[2]
    if form == 0:
        return build.trouble("F101", error=os.strerror(mark[1]))
    if name.startswith(".") or (form == scan.FOLDER and not known):
        return _NOTHING
    if form == _LINK:
        return build.trouble("F110")
    odd = form != _FILE and path.partition("/")[0] in FOLDERS  # a submodule, where trees are read
    if known or path in FOLDERS or odd:
        return _unread(form if known else 0, mark[1])
    return {"yaml": "place", "yml": "suffix"}.get(name.rpartition(".")[2].lower(), "foreign")


def _unread(form: int, size: int) -> str | None:
    """Return why what should be a record (or a folder of them) cannot be read."""
    if form != _FILE:
        return build.trouble("F111")
    return build.trouble("F103", size=size, limit=SIZE) if size > SIZE else None


def _conclude(base: Base, found: Difference, gone: list[str]) -> int:
    """Let the folders count as known, but for those with a file that must be looked at again."""
    with base.writing() as connection:
        smooth(base)
        connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))
        connection.executemany(
            "DELETE FROM folder WHERE path = ?", ((path,) for path in found.vanished)
        )
        for folder, (before, signature) in found.altered.items():
            files = base.ask(_CONTENT, folder)
            sure = all(mark for *_, mark in files) and _signature(base, folder) in {
                before,
                signature,
            }
            believed = signature if sure else b""
            digest = _digest(files)
            connection.execute(
                "INSERT OR REPLACE INTO folder VALUES (?, ?, ?)", (folder, believed, digest)
            )
        base.tell("fingerprint", _digest(base.ask("SELECT path, digest FROM folder ORDER BY path")))
        count = base.ask("SELECT count(*) FROM file WHERE kind > ''")[0][0]
        base.tell("files", str(count))
        _tidy(base, count)
    return int(count)


def _signature(base: Base, folder: str) -> bytes:
    """Return what the index has; another process may have brought in what this one never compared."""
    found = base.ask("SELECT signature FROM folder WHERE path = ?", folder)
    return bytes(found[0][0]) if found else b""


_CONTENT: Final = """
SELECT path, oid, trouble, mark FROM file WHERE folder = ? ORDER BY path
"""


def _digest(rows: list[tuple[object, ...]]) -> str:
    said = "\n".join([repr(row[:3]) for row in rows]).encode()
    return str(sha1()(said, usedforsecurity=False).hexdigest())


def _tidy(base: Base, count: int) -> None:
    """Forget blobs that stand nowhere, when they have become many."""
    most = 2 * count + SPARE
    if int(base.ask("SELECT max(id) FROM blob")[0][0] or 0) <= most:
        return  # which one look tells; counting takes ten thousand
    if base.ask("SELECT count(*) FROM blob")[0][0] > most:
        base.connection.execute(
            "DELETE FROM blob WHERE id NOT IN (SELECT blob FROM file WHERE blob IS NOT NULL) "
            "AND id < (SELECT max(id) FROM blob)"  # so that no number is ever given twice
        )
        base.connection.execute("DELETE FROM body WHERE blob NOT IN (SELECT id FROM blob)")
        base.connection.execute("DELETE FROM names WHERE blob NOT IN (SELECT id FROM blob)")
        base.connection.execute("DELETE FROM checked WHERE blob NOT IN (SELECT id FROM blob)")
        base.connection.execute("DELETE FROM idea WHERE blob NOT IN (SELECT id FROM blob)")
