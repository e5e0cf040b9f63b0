"""A file that innoctl writes as a whole becomes a change, unless a person's own work would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.changes.edit import NewFile, NewText
from innoctl.changes.whole import untouched
from innoctl.errors import InnoError
from innoctl.store import files
from innoctl.vcs import demand
from innoctl.workspace.journal import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from innoctl.vcs import Repository


class EditedByHand(InnoError):
    """A file that is to be written was written or edited by somebody."""

    code = "U960"


class BelowTheTop(InnoError):
    """The portfolio is not at the top of its repository, where a forge looks."""

    code = "U962"


def top_of(root: Path) -> Repository:
    """Return the repository that the portfolio at ``root`` fills, or raise `BelowTheTop`."""
    repository = demand(root)
    if repository.prefix:
        raise BelowTheTop(folder=repository.prefix.rstrip("/"))
    return repository


def whole(root: Path, path: str, content: bytes, *, overwrite: bool) -> NewFile | NewText:
    """Return what puts these bytes at ``path``; raises `EditedByHand` unless ``overwrite``."""
    now = files.read(root, path)
    if now is None:
        return NewFile(path, content)
    if now != content and not overwrite and not untouched(now):
        raise EditedByHand(path=path)
    return NewText(path, content, fingerprint(now) or "")
