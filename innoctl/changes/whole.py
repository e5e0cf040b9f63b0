"""Files that innoctl writes as a whole: a mark at their top tells whether somebody edited them since."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

_MARK: Final = re.compile(rb"# innoctl [a-z]+, sha256 ([0-9a-f]{64})", re.ASCII)


def marked(command: str, text: str) -> bytes:
    """Return the file that holds ``text``: its first line names the command and the sum of the rest."""
    rest = text.encode()
    return f"# innoctl {command}, sha256 {sha256(rest).hexdigest()}\n".encode() + rest


def ours(data: bytes) -> bool:
    """Tell whether innoctl wrote this file, edited since or not."""
    return _MARK.fullmatch(data.partition(b"\n")[0]) is not None


def untouched(data: bytes) -> bool:
    """Tell whether this file is what innoctl wrote, byte for byte."""
    first, _, rest = data.partition(b"\n")
    found = _MARK.fullmatch(first)
    return found is not None and found[1].decode() == sha256(rest).hexdigest()
