"""The hooks that guard a portfolio; a hook that was there before is kept and runs first."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from innoctl.errors import InnoError
from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.vcs import Repository
from innoctl.vcs.place import refuse_break
from innoctl.vcs.plumbing import Git
from innoctl.workspace import hook_texts
from innoctl.workspace.hook_texts import BRANCHES, MARK
from innoctl.workspace.portfolio import MARKER

OWN_SCOPES: Final = frozenset({"local", "worktree"})


class Kind(NamedTuple):
    """A hook of ours: the name under which git calls it, and whether it guards a server."""

    name: str
    server: bool

    @property
    def kept(self) -> str:
        """The name under which a hook that was there before is kept."""
        return f"{self.name}.before-innoctl"


PRE_COMMIT: Final = Kind("pre-commit", server=False)
PRE_RECEIVE: Final = Kind("pre-receive", server=True)


class HooksElsewhere(InnoError):
    """Hooks stand in a folder that other repositories share."""

    code = "U861"


class TwoHooks(InnoError):
    """A hook that is not ours and one that we kept before are both there."""

    code = "U862"


class Guarded(NamedTuple):
    """The branch that counts on a server, and the repository with its portfolio's folder."""

    branch: str
    repository: Repository
    born: bool


class NoBranch(InnoError):
    """A server whose HEAD names no branch."""

    code = "U866"


class NotBorn(InnoError):
    """A server whose HEAD names a branch that is not there, while others are."""

    code = "U867"


class NoFolder(InnoError):
    """The guarded branch holds no portfolio where one is looked for, or several."""

    code = "U868"


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
        return self.hook.with_name(f"{self.hook.name}.before-innoctl")

    @property
    def difference(self) -> str:
        """What would change, as a unified diff."""
        return files.difference(self.hook.name, self.before, self.after)


def installing(repository: Repository, kind: Kind = PRE_COMMIT) -> Plan:
    """Return what makes the hook stand there; nothing to do when it does."""
    hook, before = _now(repository, kind)
    after = script(repository, kind)
    if before is None or _is_ours(before):
        return Plan(hook, before, after)
    if hook.with_name(kind.kept).exists():
        raise TwoHooks(path=hook, kept=hook.with_name(kind.kept))
    return Plan(hook, before, after, keep=True)


def removing(repository: Repository, kind: Kind = PRE_COMMIT) -> Plan:
    """Return what takes the hook away and puts the earlier one back; a hook of others stays."""
    hook, before = _now(repository, kind)
    if before is None or not _is_ours(before):
        return Plan(hook, before, before)
    kept = hook.with_name(kind.kept)
    if kept.exists():
        return Plan(hook, before, kept.read_bytes(), restore=True)
    return Plan(hook, before, None)


def guarded(repository: Repository) -> Guarded:
    """Return what a hook on a server is to guard.

    The folder is the one that was asked for, else the top, else the only one that there is. A
    branch that is not there yet is believed. Raises `NoBranch`, `NotBorn`, `NoFolder`.
    """
    git = Git(repository)
    counts = _counts(git)
    branch = counts.removeprefix(BRANCHES)
    born = git.run("for-each-ref", "--format=%(refname)", BRANCHES).decode().splitlines()
    if counts in born:
        return Guarded(branch, repository._replace(prefix=_prefix(git, branch)), born=True)
    if born:
        others = ", ".join(name.removeprefix(BRANCHES) for name in born)
        raise NotBorn(folder=repository.top, branch=branch, others=others)
    return Guarded(branch, repository, born=False)


def _counts(git: Git) -> str:
    """Return the ref that HEAD names, or raise `NoBranch`."""
    counts = git.run("symbolic-ref", "--quiet", "HEAD", ok=(0, 1)).decode().strip()
    if not counts.startswith(BRANCHES):
        raise NoBranch(folder=git.repository.top)
    return counts


def _prefix(git: Git, branch: str) -> str:
    words = ("ls-tree", "-r", "-z", "--full-tree", "--name-only", f"{BRANCHES}{branch}")
    paths = git.run(*words).decode("utf-8", "surrogateescape").split("\0")
    found = [path.removesuffix(MARKER) for path in paths if f"/{path}".endswith(f"/{MARKER}")]
    top, asked = git.repository.top, git.repository.prefix
    if asked in found:
        return asked
    if asked or len(found) != 1:
        there = ", ".join(found) or "-"
        raise NoFolder(branch=branch, folders=there, place=f"./{asked}", server=top)
    refuse_break(Path(found[0]))
    return found[0]


def check_objects(repository: Repository, *, dry: bool) -> str:
    """Let git refuse malformed objects that are pushed; return the difference, '' when it did."""
    git, key = Git(repository), "receive.fsckObjects"
    before = git.run("config", "--local", "--get", key, ok=(0, 1))
    if before.strip() == b"true":
        return ""
    if not dry:
        git.run("config", "--local", key, "true")
    return files.difference(key, before or None, b"true\n")


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


def script(repository: Repository, kind: Kind = PRE_COMMIT) -> bytes:
    """Return the hook: a portfolio below the top of the repository is found by its folder.

    The one of a server is tied to the branch that HEAD names now; `NoBranch` where it names none.
    """
    below = f"./{repository.prefix}".rstrip("/")
    if kind.server:
        place = repository.top / repository.prefix
        text = hook_texts.pre_receive(kind.kept, below, _counts(Git(repository)), place)
    else:
        text = hook_texts.pre_commit(kind.kept, below)
    return text.encode("utf-8", "surrogateescape")


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


def _now(repository: Repository, kind: Kind) -> tuple[Path, bytes | None]:
    hook = folder_of_hooks(repository) / kind.name
    try:
        return hook, hook.read_bytes()
    except FileNotFoundError:
        return hook, None


def _is_ours(script: bytes) -> bool:
    return MARK.encode() in script
