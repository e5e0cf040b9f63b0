"""git's objects, read and written in bulk: one process for many."""

from __future__ import annotations

import os
import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from innoctl.named import NamedTuple
from innoctl.vcs.plumbing import BATCH, BATCHED, answer, encoded, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from innoctl.vcs.plumbing import Git


SAID: Final = 3
"""Words with which git answers for an object that is there: its id, kind and size."""


class Object(NamedTuple):
    """One git object as ``cat-file`` gives it; ``kind`` is ``blob``, ``tree`` or ``commit``."""

    oid: str
    kind: str
    data: bytes


_DESCRIBED: Final = re.compile(r"-g[0-9A-Fa-f]{4,}\Z")
"""How ``git describe`` names a commit: git takes a path that ends so for one."""


def objects(git: Git, names: Iterable[str]) -> Iterator[Object | None]:
    """Yield each object that is asked for, in order; None for one that is not there.

    A name is an object id or what git takes for one (``HEAD:path``); of a path that git would
    take for something else there is no object. Few are asked of the ``cat-file`` that stays open,
    one by one; many of one of their own, which is not waited for between two of them.
    """
    portions = _portions(names)
    first, second = next(portions, []), next(portions, [])
    if not second:
        for line in first:
            yield _asked(git, line)
        return
    process = git.start(*BATCHED)
    for portion in chain((first, second), portions):
        tell(process, b"".join(portion))
        for line in portion:
            yield _answered(process) if line else None
    process.communicate()


def object_named(git: Git, name: str) -> Object | None:
    """Return one object; None when there is none, as of a name that `objects` does not ask."""
    return _asked(git, _line(name))


def _asked(git: Git, line: bytes) -> Object | None:
    """Ask git's open ``cat-file``; one that was left with half an answer is asked nothing more."""
    if not line:
        return None
    reader = git.reader()
    try:
        tell(reader, line)
        return _answered(reader)
    except BaseException:
        git.close()
        raise


def _line(name: str) -> bytes:
    """Return what asks for an object; b"" where git would hear another question, or die of it.

    A line break or a NUL ends a name, and a way out of the repository ends git. Of a short id that
    fits many commits it warns at length, and waits for ever for somebody to read that.
    """
    path = name.partition(":")[2]
    described = "-g" in path and _DESCRIBED.search(path)
    if described or path.startswith(("./", "../")) or any(sign in name for sign in "\n\r\0"):
        return b""
    try:
        return encoded(f"{name}\n")
    except UnicodeEncodeError:  # half a character
        return b""


def _answered(process: Any) -> Object | None:
    words = answer(process).split()
    if len(words) != SAID or words[-1] in {"missing", "ambiguous"}:
        return None
    size = int(words[2])
    data = process.stdout.read(size + 1)
    if len(data) <= size:  # it died: half an object is none
        answer(process)
    return Object(words[0], words[1], data[:-1])


def write_blobs(git: Git, contents: Sequence[bytes], scratch: Path) -> list[str]:
    """Write blobs byte for byte and return their ids; ``scratch`` is a folder for the way."""
    scratch.mkdir(parents=True, exist_ok=True)
    files = [scratch / str(number) for number in range(len(contents))]
    words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
    try:
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        names = os.fsencode("".join(f"{file}\n" for file in files))
        return git.run(*words, data=names).decode().split()
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _portions(names: Iterable[str]) -> Iterator[list[bytes]]:
    """Put requests together that fit in a pipe, so that neither side waits for the other."""
    portion: list[bytes] = []
    size = 0
    for line in map(_line, names):
        if portion and size + len(line) > BATCH:
            yield portion
            portion, size = [], 0
        portion.append(line)
        size += len(line)
    if portion:
        yield portion
