"""Where the files lie that come with innoctl: the example portfolios and the JSON Schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parent


def folder(name: Literal["examples", "schemas"]) -> Path:
    """Return the folder; inside the package when installed, beside it in a source checkout."""
    installed = PACKAGE / "data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
