"""Public keys for tests in which nobody signs."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def key(name: str) -> str:
    """Return a public key that is called after somebody; nobody has its other half."""
    return packed("ssh-ed25519", sha256(name.encode()).digest())


def packed(kind: str, *parts: bytes) -> str:
    """Return the line of a .pub file with these parts, whether or not they make a key."""
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in (kind.encode(), *parts))
    return f"{kind} {b64encode(blob).decode()}"
