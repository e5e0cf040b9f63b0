"""The pre-commit hook that checks a portfolio; a hook that was there before is kept and runs first."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Final, NamedTuple

from innoctl.errors import InnoError
from innoctl.store import files
from innoctl.vcs import Repository
from innoctl.vcs.plumbing import Git

NAME: Final = "pre-commit"
KEPT: Final = "pre-commit.before-innoctl"
MARK: Final = "# This hook is innoctl's: `innoctl hooks install --remove` takes it away."
OWN_SCOPES: Final = frozenset({"local", "worktree"})

_SCRIPT: Final = """#!/bin/sh
{mark}
# A hook that was here before stands beside it and runs first.
before=$(dirname "$0")/{kept}
if [ -x "$before" ]; then "$before" "$@" || exit; fi
[ -f {folder}/portfolio.yaml ] || exit 0
if command -v innoctl >/dev/null 2>&1; then set -- innoctl; else set -- {python} -m innoctl; fi
# Warnings and advice are no reason to hold a commit up, nor to fill the screen.
said=$("$@" -C {folder} check --errors 2>&1) && exit 0
printf '%s\\n' "$said" >&2
exit 1
"""


class HooksElsewhere(InnoError):
    """Hooks stand in a folder that other repositories share."""

    code = "U861"


class TwoHooks(InnoError):
    """A hook that is not ours and one that we kept before are both there."""

    code = "U862"


class Plan(NamedTuple):
    """What is to be done: ``write`` new bytes, ``keep`` or ``restore`` the other hook.

    ``before`` is what the hook says now.
    """

    hook: Path
    before: bytes | None
    after: bytes | None
    keep: bool = False
    restore: bool = False

    @property
    def kept(self) -> Path:
        """Where a hook that was there before stands."""
        return self.hook.with_name(KEPT)

    @property
    def difference(self) -> str:
        """What would change, as a unified diff."""
        return files.difference(self.hook.name, self.before, self.after)


def installing(repository: Repository) -> Plan:
    """Return what makes the hook stand there; nothing to do when it does."""
    hook, before = _now(repository)
    after = script(repository)
    if before is None or _is_ours(before):
        return Plan(hook, before, after)
    if hook.with_name(KEPT).exists():
        raise TwoHooks(path=hook, kept=hook.with_name(KEPT))
    return Plan(hook, before, after, keep=True)


def removing(repository: Repository) -> Plan:
    """Return what takes the hook away and puts the earlier one back; a hook of others stays."""
    hook, before = _now(repository)
    if before is None or not _is_ours(before):
        return Plan(hook, before, before)
    kept = hook.with_name(KEPT)
    if kept.exists():
        return Plan(hook, before, kept.read_bytes(), restore=True)
    return Plan(hook, before, None)


def carry_out(plan: Plan) -> None:
    """Do what was planned."""
    if plan.before == plan.after:
        return
    if plan.restore:
        plan.kept.replace(plan.hook)
    elif plan.after is None:
        plan.hook.unlink()
    else:
        plan.hook.parent.mkdir(parents=True, exist_ok=True)
        if plan.keep:
            plan.hook.rename(plan.kept)
        files.replace(plan.hook, plan.after)
        plan.hook.chmod(0o755)


def script(repository: Repository) -> bytes:
    """Return the hook: a portfolio below the top of the repository is found by its folder."""
    below = f"./{repository.prefix}".rstrip("/")
    text = _SCRIPT.format(
        mark=MARK,
        kept=KEPT,
        folder=shlex.quote(below),
        python=shlex.quote(Path(sys.executable).as_posix()),
    )
    return text.encode()


def folder_of_hooks(repository: Repository) -> Path:
    """Return where git looks for hooks: ``core.hooksPath`` if it is this repository's own.

    Worktrees share one folder. Raises `HooksElsewhere` for a folder of many repositories.
    """
    asked = ("config", "--show-scope", "--type=path", "--get-all", "-z", "core.hooksPath")
    words = Git(repository).run(*asked, ok=(0, 1)).decode("utf-8", "surrogateescape").split("\0")
    rows = [row for row in zip(words[::2], words[1::2], strict=False) if row[0] != "command"]
    if not rows:
        return repository.common / "hooks"
    scope, path = rows[-1]
    if scope not in OWN_SCOPES:
        raise HooksElsewhere(folder=path, scope=scope)
    return repository.top / path


def _now(repository: Repository) -> tuple[Path, bytes | None]:
    hook = folder_of_hooks(repository) / NAME
    try:
        return hook, hook.read_bytes()
    except FileNotFoundError:
        return hook, None


def _is_ours(script: bytes) -> bool:
    return MARK.encode() in script
