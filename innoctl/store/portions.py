"""Work on an index in portions, on two processes where that pays. SQLite stays out of the fork."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from innoctl.store import hands
from innoctl.store.index_base import TornError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innoctl.store.index_base import Base


def in_portions(
    base: Base,
    portions: int,
    work: Callable[[Iterable[int]], None],
    *,
    worth: bool,
) -> None:
    """Do all portions, with a second process if that is worth it and it lives to the end."""
    with uncollected():
        if not worth or _alone(base, portions):
            work(range(portions))
        elif not _together(base, portions, work):
            if base.logless:
                raise TornError("a writer without a log died")
            work(range(portions))


def _alone(base: Base, portions: int) -> bool:
    return base.file is None or portions > hands.PORTIONS or hands.lost() or not hands.two()


def _together(
    base: Base,
    portions: int,
    work: Callable[[Iterable[int]], None],
) -> bool:
    """Do the portions on two processes; tell whether all was done. SQLite stays out of the fork."""

    def part(numbers: Iterator[int]) -> bytes:
        base.reopen()
        work(numbers)
        base.close()
        return b"done"

    base.leave()
    try:
        return all(hands.share(portions, part))
    finally:
        base.reopen()


def answers(base: Base, portions: int, work: Callable[[Iterable[int]], bytes]) -> list[bytes]:
    """Return what ``work``, which asks this index, says of all portions: of two halves where it can.

    When the second process does not live to the end, all is done again by this one. Raises
    `sqlite3.Error` where the index went, or is another's by now.
    """
    if _alone(base, portions):
        return [work(range(portions))]

    def part(numbers: Iterator[int]) -> bytes:
        base.reopen()
        said = work(numbers)
        base.close()
        return said

    base.leave()
    try:
        found = hands.share(portions, part)
    finally:
        base.reopen()
    return found if all(found) else [work(range(portions))]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the garbage collector sleep: tens of thousands of records come and go without a circle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
