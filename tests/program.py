"""The program as people run it: its own process, a clean environment, every stream caught."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

KEPT = ("PATH", "SYSTEMROOT", "TMPDIR", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")


class Answer(NamedTuple):
    """What a run gave: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str


def environment(home: Path | None = None, **extra: str) -> dict[str, str]:
    """Return an environment without anything of the person or of git, in English."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    place = str(home or "/nonexistent")
    return kept | {"PATH": path, "HOME": place, "LANG": "en_GB.UTF-8", "PYTHONUTF8": "1"} | extra


def run(
    *words: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
    home: Path | None = None,
) -> Answer:
    """Run innoctl with these words; ``env`` is added to a clean environment."""
    done = subprocess.run(
        [sys.executable, "-m", "innoctl", *words],
        cwd=cwd,
        env=environment(home, **(env or {})),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=60,
    )
    return Answer(done.returncode, done.stdout, done.stderr)
