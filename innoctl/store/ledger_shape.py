"""The form in which ledgers are written nearly always: so plain that no YAML parser is needed to know it.

It serves to prove without parsing that a ledger only grew. What is of another form, or holds
letters beyond ASCII, is not wrong: it is read and compared.
"""

from __future__ import annotations

import re
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
    """Tell whether ``new`` is seen at once to be ``old`` with bookings behind it, all of them readable.

    False says nothing: only reading both tells then.
    """
    if not new.startswith(old) or len(new) > SIZE:
        return False
    whole, items = _patterns()
    return bool(items.fullmatch(new, len(old)) and whole.fullmatch(new))


@cache
def _patterns() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return what matches a whole ledger and what matches bookings; compiled when first asked for."""
    items = f"(?:{_ITEM})+"
    return re.compile(f"{_HEAD}{items}".encode()), re.compile(items.encode())
