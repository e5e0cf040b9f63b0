"""Reading a list page by page: whoever fills it, memory and time stay within bounds.

Anybody who may comment can make a list long and its pages heavy. So a page that is too large is
no failure yet: the list is read anew in smaller ones, down to one row each. Of every page only
what is asked for stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from innoctl.forge.answer import Answer
from innoctl.forge.errors import AnswerTooLarge, TooLarge

PER_PAGE: Final = 100
"""Rows that are asked for at once; the most that GitHub and GitLab give."""
MOST: Final = 100_000
"""Rows of one list; an empty page counts as one."""
LONGEST: Final = 600.0
"""Seconds for one list as a whole."""

Kept = TypeVar("Kept")


def whole(
    pages: Callable[[int], Iterator[Answer]], keep: Callable[[Answer], Kept | None], size: int
) -> list[Kept]:
    """Return what ``keep`` makes of each row of a list, in order, without None.

    ``pages`` asks for the pages of a list by their size. The list begins anew with each smaller
    size: where a page of another size would go on, nobody knows who gave fewer than was asked.
    """
    until = time.monotonic() + LONGEST
    while True:
        try:
            return list(_kept(pages(size), keep, until))
        except AnswerTooLarge:
            if size == 1:
                raise
            size //= 2


def _kept(
    pages: Iterator[Answer], keep: Callable[[Answer], Kept | None], until: float
) -> Iterator[Kept]:
    left = MOST
    for page in pages:
        rows = list(page)
        left -= max(len(rows), 1)
        if left < 0 or time.monotonic() > until:
            raise TooLarge(host=page.host)
        yield from (found for row in rows if (found := keep(row)) is not None)
