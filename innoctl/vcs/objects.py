"""git's objects, read and written in bulk: one process for many."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from innoctl.named import NamedTuple
from innoctl.vcs.plumbing import BATCH, answer, encoded, tell

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


def objects(git: Git, names: Iterable[str]) -> Iterator[Object | None]:
    """Yield each object that is asked for, in order; None for one that is not there.

    One ``cat-file --batch`` for all. A name is an object id or what git takes for one
    (``HEAD:path``), without a line break.
    """
    process = git.start("cat-file", "--batch")
    for portion in _portions(names):
        tell(process, portion)
        for _ in range(portion.count(b"\n")):
            words = answer(process).split()
            if len(words) != SAID or words[-1] in {"missing", "ambiguous"}:
                yield None
            else:
                yield Object(words[0], words[1], process.stdout.read(int(words[2]) + 1)[:-1])
    process.communicate()


class Batch:
    """Objects one by one, from a ``cat-file`` that stays open; each process has one of its own."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._owner = 0
        self._process: Any = None

    def get(self, name: str) -> Object | None:
        """Return one object; None when there is none, as of a name that git would take for two."""
        if "\n" in name or "\r" in name:
            return None
        if self._owner != os.getpid():
            self._owner, self._process = os.getpid(), self._git.start("cat-file", "--batch")
        tell(self._process, encoded(f"{name}\n"))
        words = answer(self._process).split()
        if len(words) != SAID or words[-1] in {"missing", "ambiguous"}:
            return None
        data = self._process.stdout.read(int(words[2]) + 1)[:-1]
        return Object(words[0], words[1], data)

    def close(self) -> None:
        """Let the process end, if this one began it."""
        if self._owner == os.getpid():
            self._process.communicate()
            self._owner = 0


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


def _portions(names: Iterable[str]) -> Iterator[bytes]:
    """Put requests together that fit in a pipe, so that neither side waits for the other."""
    portion = b""
    for name in names:
        line = encoded(f"{name}\n")
        if portion and len(portion) + len(line) > BATCH:
            yield portion
            portion = b""
        portion += line
    if portion:
        yield portion
