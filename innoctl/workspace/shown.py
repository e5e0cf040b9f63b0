"""What the reviewers of a pull request had before them: read from its commits, as git has them.

A review is of bytes. It counts for a decision when the tree of the commit that was looked at holds
exactly those bytes, and the pull request brings the decision: nobody reads in a pull request what
stood there before it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoctl.forge import PullRequest, Review
    from innoctl.vcs import Repository
    from innoctl.vcs.objects import Object
    from innoctl.vcs.plumbing import Git
    from innoctl.workspace.reviewing import Asked

HEADS: Final = {
    "github": "refs/pull/{number}/head",
    "forgejo": "refs/pull/{number}/head",
    "gitlab": "refs/merge-requests/{number}/head",
}
"""Where a forge keeps the commits of a pull request."""


class Held:
    """Which bytes a file had at a commit; '' where the commit or the file is not there."""

    def __init__(self, repository: Repository) -> None:
        from innoctl.vcs.plumbing import Git as Plumbing

        self.git = Plumbing(repository)
        self._prefix = repository.prefix
        self._known: dict[tuple[str, str], str] = {}

    def has(self, commit: str) -> bool:
        """Tell whether a commit is here."""
        found = self._object(f"{commit}^{{commit}}") if commit else None
        return found is not None and found.kind == "commit"

    def bytes_at(self, commit: str, path: str) -> bytes | None:
        """Return a file of a commit or a tree, None where there is none."""
        found = self._object(f"{commit}:{self._prefix}{path}") if commit else None
        return found.data if found is not None and found.kind == "blob" else None

    def _object(self, name: str) -> Object | None:
        from innoctl.vcs.objects import object_named

        return object_named(self.git, name)

    def digest(self, commit: str, path: str) -> str:
        """Return the SHA-256 of a file at a commit."""
        key = (commit, path)
        if key not in self._known:
            data = self.bytes_at(commit, path)
            self._known[key] = "" if data is None else sha256(data).hexdigest()
        return self._known[key]


def brings(held: Held, request: PullRequest, path: str, digest: str) -> bool:
    """Tell whether a pull request that was merged is what brought a file with these bytes."""
    there = held.digest(request.head, path) == digest
    start = _start(held.git, request) if there else ""
    return bool(start) and not held.digest(start, path)


def _start(git: Git, request: PullRequest) -> str:
    """Return where the branch came off its target; '' where that cannot be told here.

    A fast-forward makes no commit of its own, so there the forge must tell.
    """
    forward = git.contains(request.head, request.merged_as)
    before = request.base if forward else f"{request.merged_as}^1"
    words = ("merge-base", before, request.head)
    return git.run(*words, ok=(0, 1, 128)).decode().strip() if before else ""


def fetch(held: Held, remote: str, asked: Asked, reviews: Iterable[Review]) -> None:
    """Fetch the commits of a pull request that are not here; what cannot be had stays unfetched.

    Those that were reviewed may be left behind by a rebase: forges give them by their id, and
    without them it would hang on what a clone happens to keep whether a review counts. Only
    those of these ``reviews`` are asked for: anybody may review on a forge.
    """
    wanted = [HEADS[asked.kind].format(number=asked.request.number)]
    wanted += [one.commit for one in reviews]
    known = {asked.request.head} if held.has(asked.request.head) else set()
    for name in dict.fromkeys(wanted[1:] if known else wanted):
        if name and not held.has(name):
            words = ("fetch", "--quiet", "--no-tags", "--", remote, name)
            held.git.run(*words, ok=(0, 1, 128))
