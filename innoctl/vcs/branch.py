"""What is checked out, read from git's own files, and how the branch goes on from there.

Commands that only read ask this on every run, so that none of them waits for git to start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from innoctl.vcs.place import Repository
    from innoctl.vcs.plumbing import Git


class HeadMoved(Exception):
    """Somebody else committed meanwhile; never leaves the workspace."""


def head(repository: Repository) -> str | None:
    """Return the commit that is checked out, None before the first; reads git's files by hand.

    Only a way of keeping refs that is not plain files (``reftable``) starts git.
    """
    name = "HEAD"
    for _ in range(5):
        value = _ref(repository, name)
        if not value.startswith("ref: "):
            return value or None
        name = value[5:].strip()
        if name == "refs/heads/.invalid" or not name.startswith("refs/") or ".." in name:
            break
    from innoctl.vcs.plumbing import Git

    found = Git(repository).run("rev-parse", "--quiet", "--verify", "HEAD^{commit}", ok=(0, 1))
    return found.decode().strip() or None


def on_branch(repository: Repository) -> bool:
    """Tell whether a branch is checked out, and not a commit by itself."""
    return _ref(repository, "HEAD").startswith("ref: ")


def move_head(git: Git, new: str, old: str | None, why: str) -> None:
    """Let HEAD's branch go from ``old`` (None: no commit yet) to ``new``, or raise `HeadMoved`."""
    from innoctl.vcs.plumbing import GitFailed

    try:
        git.run("update-ref", "-m", why, "HEAD", new, old or "0" * len(new))
    except GitFailed as error:
        now = head(git.repository)
        if now == new:
            return
        if now != old:
            raise HeadMoved from error
        raise


def _ref(repository: Repository, name: str) -> str:
    """Return what a ref says, ``""`` when it is not there: its own file first, then the packed ones."""
    own = name == "HEAD" or name.startswith(("refs/bisect/", "refs/worktree/", "refs/rewritten/"))
    folder = repository.gitdir if own else repository.common
    try:
        return (folder / name).read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass
    try:
        packed = (repository.common / "packed-refs").read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return ""
    return next((line.split(" ")[0] for line in packed if line.endswith(f" {name}")), "")


def current(repository: Repository) -> str:
    """Return the name of the branch that is checked out, '' where it is none."""
    said = _ref(repository, "HEAD")
    return said.removeprefix("ref: refs/heads/") if said.startswith("ref: refs/heads/") else ""


def branches(git: Git) -> set[str]:
    """Return the names of the branches here and, as far as is known here, at the remotes."""
    return {one.name for one in refs(git)}


def new_branch(git: Git, name: str, commit: str, why: str) -> bool:
    """Let a branch begin at ``commit``; False where one of this name is there already."""
    from innoctl.vcs.plumbing import GitFailed

    try:
        git.run("update-ref", "-m", why, f"refs/heads/{name}", commit, "0" * len(commit))
    except GitFailed:
        if name in branches(git):
            return False
        raise
    return True


class Ref(NamedTuple):
    """A branch: its name without what stands before it, where it is ('' for here), and its tip."""

    name: str
    remote: str
    tip: str


def refs(git: Git) -> list[Ref]:
    """Return the branches here and, as far as is known here, at the remotes."""
    form = "--format=%(objectname) %(refname)"
    out = git.run("for-each-ref", form, "refs/heads/", "refs/remotes/")
    found = []
    for line in out.decode("utf-8", "surrogateescape").splitlines():
        tip, _, full = line.partition(" ")
        parts = full.split("/", 2 if full.startswith("refs/heads/") else 3)
        found.append(Ref(parts[-1], parts[2] if parts[1] == "remotes" else "", tip))
    return found


def advance(git: Git, name: str, new: str, old: str, why: str) -> None:
    """Let a branch here go to ``new``; it must stand at ``old`` or before it, or not be here yet."""
    from innoctl.vcs.plumbing import GitFailed

    now = next((one.tip for one in refs(git) if one.name == name and not one.remote), "")
    if now and not git.contains(old, now):
        raise HeadMoved
    try:
        git.run("update-ref", "-m", why, f"refs/heads/{name}", new, now or "0" * len(new))
    except GitFailed as error:
        raise HeadMoved from error
