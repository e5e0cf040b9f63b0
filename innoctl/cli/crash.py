"""The crash file of a bug: where it happened, never what the variables held."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path


def write(error: Exception) -> Path:
    """Write the crash file, readable by its owner alone, and return where it stands."""
    text = "".join(
        [
            f"innoctl {_version()}, Python {platform.python_version()}, {platform.platform()}\n",
            *traceback.format_exception(error),  # without locals: they hold a portfolio's data
        ]
    )
    for folder in (_state(), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix="crash-", suffix=".txt", dir=folder)
        except OSError:
            continue
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123
            file.write(text)
        return Path(name)
    return Path(os.devnull)


def _state() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    else:
        base = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(base).expanduser() / "innoctl"


def _version() -> str:
    from importlib.metadata import version

    return version("innoctl")
