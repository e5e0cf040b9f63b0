"""Where the files lie that come with innoctl: the example portfolios and the JSON Schemas."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parent


def folder(name: Literal["examples", "schemas"]) -> Path:
    """Return the folder; inside the package when installed, beside it in a source checkout."""
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


@cache
def code_stamp() -> int:
    """Return when the code and the texts that make answers last changed, in ns; looked up once."""
    import os

    package = Path(__file__).parent
    parts = ("rules", "reports", "render", "cli", "workspace", "locale/nl/LC_MESSAGES")
    newest = 0
    for part in parts:
        with suppress(OSError), os.scandir(package / part) as listing:
            newest = max(newest, *(item.stat().st_mtime_ns for item in listing))
    return newest
