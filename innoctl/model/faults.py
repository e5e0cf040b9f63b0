"""A fault: what is wrong inside one record, before anyone knows in which file it stands."""

from __future__ import annotations

import json
from typing import Final

from innoctl.errors import Field, Params
from innoctl.named import NamedTuple

SHOWN: Final = 80
"""Most characters of a value that a finding repeats; files can be hostile."""


class Fault(NamedTuple):
    """One thing wrong at a field; ``field`` holds the keys as the file writes them."""

    code: str
    field: Field = ()
    params: Params = ()

    @classmethod
    def of(cls, code: str, field: Field, **params: object) -> Fault:
        """Make a fault; values are shortened."""
        return cls(code, field, tuple((name, shown(value)) for name, value in params.items()))


def shown(value: object) -> str:
    """Return a value as one would write it, cut to `SHOWN` characters."""
    if isinstance(value, str):
        text = value[: SHOWN + 1]
    elif isinstance(value, dict | list | tuple):
        text = "{...}" if isinstance(value, dict) else "[...]"
        text = text if value else text.replace("...", "")
    else:
        text = json.dumps(value, default=str)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
