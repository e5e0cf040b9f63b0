"""Which of some things a person means by a word: by id, by name, or by a part that only one has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from innoctl.named import NamedTuple

NEAR: Final = 3


class Choice(NamedTuple):
    """One of the things that may be meant."""

    id: str
    name: str


class Meant(NamedTuple):
    """What a word means: ``id`` when that is clear, else what it may mean or resembles."""

    id: str = ""
    several: tuple[Choice, ...] = ()
    near: tuple[Choice, ...] = ()


def meant(word: str, choices: Sequence[Choice]) -> Meant:
    """Return what ``word`` means among ``choices``, capitals or not.

    Whole ids and names come first, then whole words of them, then parts of words.
    """
    asked = " ".join(word.split()).casefold()
    for fits in (
        lambda row: asked == row.id.casefold(),
        lambda row: asked == row.name.casefold(),
        lambda row: re.search(rf"\b{re.escape(asked)}\b", f"{row.id} {row.name}".casefold()),
        lambda row: asked in f"{row.id} {row.name}".casefold(),
    ):
        found = tuple(row for row in choices if asked and fits(row))
        if found:
            return Meant(found[0].id) if len(found) == 1 else Meant(several=found)
    return Meant(near=_near(asked, choices) if asked else ())


def likely(word: str, choices: Sequence[Choice]) -> str:
    """Return which of the choices may be meant, or all of them, as a hint: each id with its name."""
    found = meant(word, choices)
    sure = tuple(row for row in choices if row.id == found.id)
    return ", ".join(map(_said, sure or found.several or found.near or choices))


def _said(row: Choice) -> str:
    plain = row.name.casefold() in ("", row.id, row.id.replace("_", " "))
    return row.id if plain else f"{row.id} ({row.name})"


def _near(asked: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return what resembles a word: as a whole, or one word of a name."""
    whole: dict[str, list[Choice]] = {}
    parts: dict[str, list[Choice]] = {}
    for row in choices:
        for said in filter(None, {row.id.casefold(), row.name.casefold()}):
            whole.setdefault(said, []).append(row)
        for part in row.name.casefold().split():
            parts.setdefault(part, []).append(row)
    found = [row for known in (whole, parts) for one in get_close_matches(asked, known, NEAR)
             for row in known[one]]  # fmt: skip
    return tuple(dict.fromkeys(found))[:NEAR]
