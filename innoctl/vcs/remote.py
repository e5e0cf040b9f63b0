"""Another repository: where a branch goes, and how it gets there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from innoctl.errors import InnoError
from innoctl.named import NamedTuple
from innoctl.vcs.branch import current
from innoctl.vcs.plumbing import ELSEWHERE, SAFE, load

if TYPE_CHECKING:
    from innoctl.vcs.plumbing import Git

ORIGIN = "origin"


class NoRemote(InnoError):
    """There is no remote of this name."""

    code = "U943"


class NotPushed(InnoError):
    """The remote did not take the branch."""

    code = "U944"


class Upstream(NamedTuple):
    """Where the checked-out branch comes from: a remote, its address, and the branch there."""

    remote: str
    url: str
    branch: str


def upstream(git: Git, remote: str = "") -> Upstream:
    """Return where a pull request of the checked-out branch goes; `NoRemote` when nowhere."""
    here = current(git.repository)
    name = remote or _setting(git, f"branch.{here}.remote") or ORIGIN
    urls = git.run("config", "--get-all", f"remote.{name}.url", ok=(0, 1)).decode().splitlines()
    if not urls:
        raise NoRemote(remote=name)
    merge = "" if remote else _setting(git, f"branch.{here}.merge")
    return Upstream(name, urls[0], merge.removeprefix("refs/heads/") or here)


def push(git: Git, remote: str, branch: str) -> None:
    """Bring one branch to a remote; git itself talks to the terminal, for it may ask who one is.

    No hook runs here. `NotPushed` when the remote refuses or cannot be reached.
    """
    program = load().Git.GIT_PYTHON_GIT_EXECUTABLE
    ref = f"refs/heads/{branch}"
    words = [program, *SAFE, "push", "--porcelain", "--", remote, f"{ref}:{ref}"]
    env = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    sys.stderr.flush()
    done = subprocess.run(  # noqa: S603  (git itself, with names that git knows)
        words, cwd=git.repository.top, env=env, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise NotPushed(remote=remote, branch=branch)


def reaches(git: Git, there: Upstream, commit: str) -> bool:
    """Tell whether the remote's branch, as far as is known here, holds the parent of a commit."""
    ref = f"refs/remotes/{there.remote}/{there.branch}"
    known = git.run("rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}", ok=(0, 1))
    parent = git.run("rev-parse", "--verify", f"{commit}^").decode().strip()
    return not known or git.contains(known.decode().strip(), parent)


def _setting(git: Git, key: str) -> str:
    return git.run("config", "--get", key, ok=(0, 1)).decode("utf-8", "surrogateescape").strip()
