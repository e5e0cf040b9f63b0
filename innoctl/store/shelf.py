"""Answers that took long, kept in the git directory: disposable, and never believed when damaged."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from innoctl.errors import StorageError
from innoctl.store.files import replace

if TYPE_CHECKING:
    from pathlib import Path


def fetch(folder: Path, name: str, stamp: str) -> dict[str, Any]:
    """Return what was kept under ``name`` for this ``stamp``; {} when there is nothing good."""
    try:
        found = json.loads((folder / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict) or found.get("stamp") != stamp:
        return {}
    kept = found.get("kept")
    return kept if isinstance(kept, dict) else {}


def keep(folder: Path, name: str, stamp: str, kept: dict[str, Any]) -> None:
    """Keep plain data under ``name``; where it cannot be written it is simply not kept."""
    text = json.dumps({"stamp": stamp, "kept": kept}, separators=(",", ":"))
    with suppress(OSError, StorageError):
        folder.mkdir(parents=True, exist_ok=True)
        replace(folder / f"{name}.json", text.encode())
