"""Texts that are not saved yet: in the repository's own git directory, until they are."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.vcs import NotARepository
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.portfolio import Portfolio

ANSWERS: Final = "new-idea.json"


class Draft(NamedTuple):
    """A text under way; ``base`` is the fingerprint of what it was begun from."""

    path: Path

    @property
    def base(self) -> str:
        """What the text was begun from; ``""`` when nobody knows."""
        try:
            return self._base.read_text("ascii")
        except (OSError, ValueError):
            return ""

    @property
    def left(self) -> bool:
        """Whether a text lies here that differs from what it was begun from."""
        return self.path.is_file() and fingerprint(self.path.read_bytes()) != self.base

    @property
    def _base(self) -> Path:
        return self.path.with_suffix(".base")

    def begin(self, text: bytes) -> None:
        """Put the text to start from here."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(self.path, text)
        self._base.write_text(fingerprint(text) or "", "ascii")

    def set_aside(self) -> Path:
        """Make room for another text; the one that lies here gets the ending ``.previous``."""
        return self.path.replace(self.path.with_suffix(".previous"))

    def drop(self) -> None:
        """Take the text away: it is saved."""
        for file in (self.path, self._base):
            with suppress(OSError):
                file.unlink()


def folder(portfolio: Portfolio) -> Path:
    """Return where drafts lie; `NotARepository` without one."""
    if portfolio.repository is None:
        raise NotARepository(folder=portfolio.root)
    return portfolio.repository.gitdir / "innoctl" / "drafts"


def answers(portfolio: Portfolio, name: str = ANSWERS) -> dict[str, Any]:
    """Return what was answered for a record that never got written; {} when nothing was."""
    try:
        found = json.loads((folder(portfolio) / name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_answers(portfolio: Portfolio, given: dict[str, Any], name: str = ANSWERS) -> None:
    """Keep the answers so far; none means that there is nothing to keep any more."""
    file = folder(portfolio) / name
    if given:
        file.parent.mkdir(parents=True, exist_ok=True)
        files.replace(file, json.dumps(given).encode())
    else:
        with suppress(OSError):
            file.unlink()
