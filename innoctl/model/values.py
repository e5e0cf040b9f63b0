"""Days, amounts and paths as files hold them: as text, of which no record of pydantic is needed."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_AMOUNT = re.compile(r"(\d{1,13})\.(\d\d)", re.ASCII).fullmatch


_PARTS: Final = {
    "ssh-ed25519": 2,
    "ssh-rsa": 3,
    "ecdsa-sha2-nistp256": 3,
    "ecdsa-sha2-nistp384": 3,
    "ecdsa-sha2-nistp521": 3,
    "sk-ssh-ed25519@openssh.com": 3,
    "sk-ecdsa-sha2-nistp256@openssh.com": 4,
}
"""Types of SSH keys that sign, and of how many strings each consists, its own name the first."""
_ED25519: Final = 32
"""Bytes of such a key itself."""


class UnfitError(ValueError):
    """A value that a fact cannot be read from."""


@lru_cache(maxsize=4096)
def is_day(value: str) -> bool:
    """Tell whether a text is a day as ``2026-05-31``: the one form in which days sort as texts."""
    if not _DAY(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_inside(path: str) -> bool:
    """Tell whether a path is of the portfolio: none from the top, and with no step up or in place."""
    return not path.startswith("/") and not {".", ".."} & set(path.split("/"))


def days_since(since: str, day: date) -> int:
    """Return the days from ``since`` (ISO) to ``day``; less than 0 when it is still to come."""
    return (day - date.fromisoformat(since)).days


def cents(amount: object) -> int:
    """Return an amount such as ``"1234.50"`` in whole cents; `UnfitError` for anything else."""
    match = _AMOUNT(amount) if isinstance(amount, str) else None
    if match is None:
        raise UnfitError(amount)
    return int(match[1]) * 100 + int(match[2])


def signed_cents(amount: object) -> int:
    """Return an amount in whole cents that may be below zero; `UnfitError` for anything else."""
    if isinstance(amount, str) and amount.startswith("-"):
        return -cents(amount[1:])
    return cents(amount)


def is_public_key(text: str) -> bool:
    """Tell whether a text is an SSH public key as a .pub file holds it: type, base64, any comment.

    Keys are compared as texts, so base64 in another spelling, or options before it, are none.
    """
    from base64 import b64decode, b64encode

    kind, word, *_ = (*text.split(), "", "")
    try:
        blob = b64decode(word, validate=True)
    except ValueError:
        return False
    name, *rest = _strings(blob)
    return (
        b64encode(blob).decode() == word
        and name == kind.encode()
        and len(rest) + 1 == _PARTS.get(kind)
        and all(rest)
        and ("ed25519" not in kind or len(rest[0]) == _ED25519)
    )


def _strings(blob: bytes) -> list[bytes]:
    """Take apart strings with their length before them; ``[b""]`` where they do not fill it."""
    found, at = [], 0
    while at < len(blob):
        size = int.from_bytes(blob[at : at + 4], "big")
        found.append(blob[at + 4 : at + 4 + size])
        at += 4 + size
    return found if found and at == len(blob) else [b""]
