"""The example portfolio as a fresh repository."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Final

from innoctl.errors import UsageError
from innoctl.resources import folder
from innoctl.vcs.begin import first_commit, init
from innoctl.workspace.begin import IGNORED, NotAFolder, PortfolioThere, schemas
from innoctl.workspace.portfolio import MARKER

NAME: Final = "innoctl-demo"
STREAM: Final = "unit/oost-nederland"
"""The stream that the demonstration shows: it has ideas in every phase, and a story."""


class NotEmpty(UsageError):
    """The folder for the example holds something."""

    code = "U853"


def free_name(where: Path) -> Path:
    """Return ``innoctl-demo`` in a folder, or the first such name that is free."""
    names = (NAME if number == 1 else f"{NAME}-{number}" for number in count(1))
    return next(where / name for name in names if not (where / name).exists())


def demonstrate(target: Path, language: str, subject: str) -> Path:
    """Write the example portfolio to ``target`` and commit it; git need not know anybody."""
    target = Path(os.path.abspath(target))  # noqa: PTH100  (".." goes, links stay)
    _refuse(target)
    repository = init(target)
    files = example(language)
    for path, content in files.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    first_commit(repository, files, subject, stranger=True)
    return target


def example(language: str) -> dict[str, bytes]:
    """Return the files of the example by their path."""
    source = folder("examples") / "politie"
    files = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*"))
        if path.is_file()
    }
    return {".gitignore": IGNORED, **files, **schemas(language)}


def _refuse(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise NotAFolder(path=target)
    if target.is_dir() and any(target.iterdir()):
        raise NotEmpty(folder=target, free=free_name(target.parent))
    for above in target.parents:
        if (above / MARKER).exists():
            raise PortfolioThere(folder=above)
