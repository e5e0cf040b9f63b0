"""A fresh repository and its first commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.vcs.branch import move_head
from innoctl.vcs.index import own
from innoctl.vcs.objects import write_blobs
from innoctl.vcs.place import Repository, demand, refuse_break
from innoctl.vcs.plumbing import PLAIN_FILE, Entry, Git, NoIdentity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOBODY: Final = (("NAME", "innoctl"), ("EMAIL", "innoctl@localhost"))


def init(folder: Path) -> Repository:
    """Make an empty repository with the branch ``main``; harmless where there is one."""
    refuse_break(folder.resolve())
    folder.mkdir(parents=True, exist_ok=True)
    nowhere = Repository(folder, folder / ".git", folder / ".git", "")
    Git(nowhere).run("-c", "init.defaultBranch=main", "init", "--quiet")
    return demand(folder)


def first_commit(
    repository: Repository, files: Mapping[str, bytes], subject: str, *, stranger: bool = False
) -> str:
    """Commit these files (paths from the portfolio) as they are and return the commit.

    Their bytes go to git unaltered, whatever filters the user has for files of other projects.
    ``stranger``: where git knows nobody, a neutral name signs for it (a demonstration).
    """
    git = Git(repository)
    env = _signing(git, stranger=stranger)
    oids = write_blobs(git, list(files.values()), own(repository) / "blobs")
    entries = {
        repository.prefix + path: Entry(PLAIN_FILE, oid)
        for path, oid in zip(files, oids, strict=True)
    }
    git.update_index(repository.gitdir / "index", entries)
    tree = git.run("write-tree").decode().strip()
    made = git.write_commit(tree, None, f"{subject}\n", env=env)
    move_head(git, made, None, subject)
    return made


def _signing(git: Git, *, stranger: bool) -> dict[str, str]:
    """Return what git must be told of who commits; nothing where it knows."""
    try:
        git.email()
    except NoIdentity:
        if not stranger:
            raise
        roles = ("AUTHOR", "COMMITTER")
        return {f"GIT_{role}_{what}": value for role in roles for what, value in NOBODY}
    return {}
