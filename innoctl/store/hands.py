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

PORTIONS: Final = 4096
"""Most portions that work can be cut into: their numbers must fit a pipe together."""

_WIDTH: Final = 4


def two() -> bool:
    """Tell whether a second process can be had cheaply and has a core to run on."""
    if not hasattr(os, "fork") or _threads() > 1:
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) > 1


def share(portions: int, work: Work) -> list[bytes]:
    """Let this process and a second one take portion numbers until there are none left.

    Returns what ``work`` returned in each. Empty bytes for a second process that failed:
    the caller sees what is missing and does it again.
    """
    queue = _queue(portions)
    answer, tell = os.pipe()
    child = os.fork()
    if not child:
        _helper(queue, tell, work)
    os.close(tell)
    try:
        return [work(_taken(queue)), _whole(answer)]
    finally:
        os.close(queue)
        os.close(answer)
        os.waitpid(child, 0)


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
