"""Work handed out over two processes by `fork`, for the few things that take that long.

Where there is no `fork`, no second core, or a thread that a fork could leave half-way,
the one process does everything.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Work = Callable[[Iterator[int]], bytes]

PORTIONS: Final = 2048
"""Most portions that work can be cut into: their numbers must fit a pipe together, which is one
page where a system is short of them, and nobody reads before all are in."""

_WIDTH: Final = 2
_lost: list[int] = []
"""The second processes of this run that did not live to the end."""


def lost() -> bool:
    """Tell whether a second process of this run died: then no other is tried."""
    return bool(_lost)


def two() -> bool:
    """Tell whether a second process can be had cheaply and has a core to run on."""
    if not hasattr(os, "fork") or _threads() > 1:
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) > 1


class Pair:
    """Work that a second process has already begun; `finish` does the rest together with it.

    Both take portion numbers until there are none left. What is begun must be finished or
    `abandon`-ed.
    """

    def __init__(self, portions: int, work: Work) -> None:
        self._work = work
        self._queue = _queue(portions)
        self._answer, tell = os.pipe()
        self._child = os.fork()
        if not self._child:
            os.close(self._answer)  # else it would wait for itself to read what it says
            _helper(self._queue, tell, work)
        os.close(tell)

    def finish(self) -> list[bytes]:
        """Return what ``work`` returned in each process; empty bytes where the second one failed."""
        try:
            found = [self._work(_taken(self._queue)), _whole(self._answer)]
        finally:
            self.abandon()
        if not found[1]:
            _lost.append(self._child)
        return found

    def abandon(self) -> None:
        """Let go: the second process ends when it has nobody to tell."""
        for _portion in _taken(self._queue):
            pass
        os.close(self._queue)
        os.close(self._answer)
        os.waitpid(self._child, 0)


def share(portions: int, work: Work) -> list[bytes]:
    """Do work on two processes and return what it returned in each, as `Pair.finish` does."""
    return Pair(portions, work).finish()


def _helper(queue: int, tell: int, work: Work) -> None:
    """Be the second process: no clean-up of what belongs to the first one, whatever happens."""
    status = 1
    try:
        said = work(_taken(queue))
        while said:
            said = said[os.write(tell, said) :]
        status = 0
    finally:
        os._exit(status)


def _queue(portions: int) -> int:
    queue, feed = os.pipe()
    os.write(feed, b"".join(number.to_bytes(_WIDTH, "little") for number in range(portions)))
    os.close(feed)
    return queue


def _taken(queue: int) -> Iterator[int]:
    while number := os.read(queue, _WIDTH):
        yield int.from_bytes(number, "little")


def _whole(answer: int) -> bytes:
    parts = []
    while part := os.read(answer, 1 << 16):
        parts.append(part)
    return b"".join(parts)


def _threads() -> int:
    threading = sys.modules.get("threading")
    return threading.active_count() if threading else 1
