"""A fresh repository and its first commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.vcs.branch import head
from innoctl.vcs.place import Repository, demand
from innoctl.vcs.plumbing import Git, NoIdentity

if TYPE_CHECKING:
    from pathlib import Path

NOBODY: Final = (("NAME", "innoctl"), ("EMAIL", "innoctl@localhost"))


def init(folder: Path) -> Repository:
    """Make an empty repository with the branch ``main``; harmless where there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    nowhere = Repository(folder, folder / ".git", folder / ".git", "")
    Git(nowhere).run("-c", "init.defaultBranch=main", "init", "--quiet")
    return demand(folder)


def commit_all(repository: Repository, subject: str, *, stranger: bool = False) -> str:
    """Commit everything below the portfolio as it stands and return the commit.

    ``stranger``: where git knows nobody, a neutral name signs for it (a demonstration).
    """
    git = Git(repository)
    try:
        git.email()
        env: dict[str, str] = {}
    except NoIdentity:
        if not stranger:
            raise
        env = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in NOBODY
        }
    git.run("add", "--all", "--", repository.prefix or ".")
    git.run("commit", "--quiet", "--no-verify", "-m", subject, env=env)
    return head(repository) or ""
