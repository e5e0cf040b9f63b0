"""How a new idea gets its id and the name of its file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from innoctl.model.kinds import ID_LENGTH

ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
"""No 0, o, 1, l, i or u: an id is read aloud and copied by hand."""
SLUG_LENGTH: Final = 50

_FOLDED: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "ø": "o",
        "Ø": "o",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "&": " en ",
    }
)
_NUMBER: Final = re.compile(r"[0-9]+e[0-9]+")

Choose = Callable[[str], str]
"""Takes one character out of many at random (`secrets.choice`; a test brings its own)."""


def new_id(choose: Choose) -> str:
    """Return six random characters that YAML never takes for a number (``2345e6`` is one)."""
    while True:
        found = "".join(choose(ALPHABET) for _ in range(ID_LENGTH))
        if not found.isdigit() and not found.isalpha() and not _NUMBER.fullmatch(found):
            return found


def slug(title: str) -> str:
    """Return the readable half of a file name: ASCII, at most 50 characters, never empty."""
    plain = unicodedata.normalize("NFKD", title.translate(_FOLDED)).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode("ascii").lower())
    short = "-".join(words)
    if len(short) > SLUG_LENGTH:
        cut, _, _ = short[: SLUG_LENGTH + 1].rpartition("-")
        short = cut or short[:SLUG_LENGTH]
    return short or "idee"
