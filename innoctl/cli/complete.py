"""What can be completed from a portfolio."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

Found = list[tuple[str, str]]


def quietly(find: Callable[[str], Found]) -> Callable[[str], Found]:
    """Let a completion never raise and never say a word: what cannot be read completes nothing."""

    @wraps(find)
    def complete(incomplete: str) -> Found:
        with suppress(Exception):
            return find(incomplete)
        return []

    return complete


def complete_ideas(incomplete: str) -> list[tuple[str, str]]:
    """Return ids with their titles for what has been typed; never raises, never says a word.

    The names of the files say which ideas there are; titles are as the index last knew them,
    and a slug has to do where it never read the file.
    """
    with suppress(Exception):
        return _ideas(incomplete.lower())
    return []


def _ideas(start: str) -> list[tuple[str, str]]:
    from innoctl.cli.looking import here

    with here() as portfolio:
        names = [name for folder in portfolio.listing.values() for name in folder]
        found = {name[:6]: name[7:].replace("-", " ") for name in names if name.startswith(start)}
        found |= {name: title for name, title in portfolio.cache.titles(start) if name in found}
    return sorted(found.items())
