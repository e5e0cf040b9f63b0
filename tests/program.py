"""The program as people run it: its own process, a clean environment, every stream caught."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

from tests.warm import PIPE, Nursery, Start

AT_START: Final = ("GIT_PYTHON", "LANG", "LC_", "PATH", "PYTHON", "TYPER")
"""Beginnings of names that are read when Python starts or a library loads."""
PATIENCE: Final = 60.0
"""Seconds."""
_ALONE: Final = Lock()
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
    cold: bool = False,
) -> Answer:
    """Run innoctl with these words; ``env`` is added to a clean environment.

    A ``cold`` one starts Python and loads everything, as on a person's machine; so does one in
    whose environment stands what Python itself or a library reads when it loads.
    """
    start = Start(words, str(cwd or Path.cwd()), environment(home, **(env or {})))
    given = stdin.encode()
    cold = cold or len(given) > PIPE or any(name.startswith(AT_START) for name in env or {})
    status, out, err = (_cold if cold or sys.platform == "win32" else _warm)(start, given)
    return Answer(status, _text(out), _text(err))


def _cold(start: Start, stdin: bytes) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "innoctl", *start.words],
        cwd=start.cwd, env=start.env, input=stdin, capture_output=True, check=False,
        timeout=PATIENCE,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def _warm(start: Start, stdin: bytes) -> tuple[int, bytes, bytes]:
    if not _ALONE.acquire(blocking=False):  # somebody else's thread is starting one
        return _cold(start, stdin)
    try:
        return _nursery().run(start, stdin, PATIENCE)
    finally:
        _ALONE.release()


@cache
def _nursery() -> Nursery:
    return Nursery(environment())


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
