"""CODEOWNERS: whom a forge asks to review a change of the portfolio's own files, in its own form.

The forges differ: GitHub takes the last line that fits, GitLab has sections that are asked for
one by one, Forgejo reads patterns as regular expressions. No comment holds an ``@``: GitLab
takes a name in a comment for an owner.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from innoctl.changes.whole import marked
from innoctl.locale import N_
from innoctl.model.kinds import SLUG
from innoctl.rules.mandate import OWNED, OWNED_FOLDERS

PLACES: Final = {
    "github": (".github/CODEOWNERS",),
    "gitlab": ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"),
    "forgejo": ("CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS", ".forgejo/CODEOWNERS"),
}
"""Where a forge looks, in its order; the last place is ours and any before it would win."""
FORGE_FILES: Final = {
    "github": (".github/", "CODEOWNERS", "docs/CODEOWNERS"),
    "gitlab": (".gitlab/", ".gitlab-ci.yml", "CODEOWNERS", "docs/CODEOWNERS"),
    "forgejo": (".forgejo/", ".gitea/", ".github/", "CODEOWNERS", "docs/CODEOWNERS"),
}
"""The forge's own files: who may change them, may switch the guarding off."""
ATTRIBUTES: Final = "**/.gitattributes"
"""Who writes one, in any folder, may have a forge show a decision folded up, or as binary."""

_INTRO: Final = (
    N_("Written by innoctl codeowners; give it again when roles or persons change."),
    N_("These people are asked to review a change of the portfolio's own rules."),
    N_("Asking is all that it does: whether the right people approved, and enough of"),
    N_("them, is judged by innoctl check --base, for no forge counts that by role."),
)


class Guard(NamedTuple):
    """Who guards the files under one key of ``owners``: names for the forge, and who has none."""

    key: str
    roles: tuple[str, ...]
    handles: tuple[str, ...]
    unknown: tuple[str, ...]


def paths(key: str, forge: str) -> list[str]:
    """Return what a key of ``owners`` guards; a folder ends in ``/``."""
    found = [path for path, owner in OWNED.items() if owner == key]
    found += [f"{folder}/" for folder, owner in OWNED_FOLDERS.items() if owner == key]
    return [*found, *((*FORGE_FILES[forge], ATTRIBUTES) if key == "authority" else ())]


def codeowners(guards: Iterable[Guard], forge: str, translate: Callable[[str], str]) -> bytes:
    """Return the whole file, its comments translated."""
    rows = [f"# {translate(text)}" for text in _INTRO]
    for guard in guards:
        rows += ["", *_section(guard, forge, translate)]
    return marked("codeowners", "\n".join(rows) + "\n")


def _section(guard: Guard, forge: str, translate: Callable[[str], str]) -> Iterator[str]:
    roles = ", ".join(_plain(guard.roles))
    yield f"# {translate(N_('{key}: who holds {roles}')).format(key=guard.key, roles=roles)}"
    if guard.unknown:
        persons = ", ".join(_plain(guard.unknown))
        said = translate(N_("not known to the forge: {persons}"))
        yield f"# {said.format(persons=persons)}"
    names = " ".join(guard.handles)
    if not names:
        yield f"# {translate(N_('nobody guards these files on the forge'))}"
    elif forge == "gitlab":
        yield f"[{guard.key}] {names}"
        yield from (f"/{path}" for path in paths(guard.key, forge))
    else:
        yield from (f"{_pattern(path, forge)} {names}" for path in paths(guard.key, forge))


def _pattern(path: str, forge: str) -> str:
    if forge != "forgejo":
        return f"/{path}"
    if path == ATTRIBUTES:
        return "(.*/)?[.]gitattributes"
    return path.replace(".", "[.]") + (".*" if path.endswith("/") else "")


def _plain(names: Iterable[str]) -> Iterator[str]:
    """Yield names in their proper form alone: a comment must not end in the middle of one."""
    return (name for name in names if re.fullmatch(SLUG, name, re.ASCII))
