"""The form in which ledgers are written nearly always: so plain that no YAML parser is needed to know it.

It serves to prove without parsing that a ledger only grew. What is of another form, or holds
letters beyond ASCII, is not wrong: it is read and compared.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from innoctl.store.yaml_document import SIZE

_TEXT: Final = r'(?:[A-Za-z0-9][A-Za-z0-9 ._/-]*|"[ !#-\[\]-~]*")'
"""One value on one line: nothing in it can end it early, escape, or begin a comment."""
_MUST: Final = ("what", "on", "budget", "amount", "reference")
_MAY: Final = ("commitment", "corrects")


def _keys(between: str) -> str:
    """Return what matches the keys of a booking in their order, none of them twice."""
    found = between.join(f"{key}: {_TEXT}" for key in _MUST)
    found += "".join(f"(?:{between}{key}: {_TEXT})?" for key in _MAY)
    return f"{found}{between}booked_by: {_TEXT}(?:{between}note: {_TEXT})?"


_ITEM: Final = rf"  - (?:{_keys(chr(10) + '    ')}|\{{{_keys(', ')}\}})\n"
_ASIDE: Final = r"(?:(?:#[ -~]*)?\n)*"
_HEAD: Final = rf"{_ASIDE}schema: {_TEXT}\nidea: {_TEXT}\n{_ASIDE}lines:\n"


def grown(old: bytes, new: bytes) -> bool:
    """Tell whether ``new`` is seen at once to be ``old`` with bookings added, all of them readable.

    They stand behind what was there, or between it where two branches that booked were merged.
    False says nothing: only reading both tells then.
    """
    if len(new) > SIZE:
        return False
    whole, items, _ = _patterns()
    if new.startswith(old):
        return bool(items.fullmatch(new, len(old)) and whole.fullmatch(new))
    return _between(old, new)


def _between(old: bytes, new: bytes) -> bool:
    """Tell whether ``new`` begins as ``old`` does and holds each of its bookings, as often."""
    whole, _, item = _patterns()
    before, after = whole.fullmatch(old), whole.fullmatch(new)
    if not before or not after or before[1] != after[1]:
        return False
    left = Counter(item.findall(old, before.end(1)))
    return left <= Counter(item.findall(new, after.end(1)))


@cache
def _patterns() -> tuple[re.Pattern[bytes], re.Pattern[bytes], re.Pattern[bytes]]:
    """Return what matches a whole ledger, bookings and one; compiled when first asked for."""
    items = f"(?:{_ITEM})+"
    whole = f"({_HEAD}){items}"
    return re.compile(whole.encode()), re.compile(items.encode()), re.compile(_ITEM.encode())
