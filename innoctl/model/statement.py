"""What an approval says, as the bytes that a signature is over; needs no pydantic."""

from __future__ import annotations

import json
from typing import Any, Final

PROOFS: Final = ("signature", "imported")
"""The keys that prove an approval and so are not part of what is proved."""
NAMESPACE: Final = "innoctl-gate"
"""What signatures of approvals are made for: one made for another purpose is none (ssh-keygen -Y)."""
IMPORT_NAMESPACE: Final = "innoctl-import"
"""The same, for the key of who brings reviews in."""


def statement(approval: dict[str, Any]) -> bytes:
    """Return what a signature is over: all keys but the proofs, as JSON with sorted keys.

    Portfolio, path and digest of the decision stand in it, so that no approval fits another
    decision, wherever it is copied to.
    """
    said = {key: value for key, value in approval.items() if key not in PROOFS}
    return json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
