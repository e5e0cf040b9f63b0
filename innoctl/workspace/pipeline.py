"""The pipeline of a portfolio: what a forge runs to judge a change and to prove the history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from innoctl.changes.edit import Change
from innoctl.changes.whole import marked, ours
from innoctl.errors import UsageError
from innoctl.locale import N_, Text
from innoctl.resources import PACKAGE
from innoctl.store import files
from innoctl.vcs.branch import refs
from innoctl.vcs.history import commit_named
from innoctl.vcs.plumbing import Git
from innoctl.vcs.remote import ORIGIN
from innoctl.workspace.begin import spoken
from innoctl.workspace.landings import Reader
from innoctl.workspace.proposal import FOLDER
from innoctl.workspace.records import language, trailers
from innoctl.workspace.verify import NotInHistory, Shallow
from innoctl.workspace.whole import top_of, whole

if TYPE_CHECKING:
    from innoctl.vcs import Repository
    from innoctl.workspace.portfolio import Portfolio

Forge = Literal["github", "gitlab", "forgejo"]

PLACES: Final = {
    "github": ".github/workflows/innoctl.yml",
    "gitlab": ".gitlab-ci.yml",
    "forgejo": ".forgejo/workflows/innoctl.yml",
}
INCLUDED: Final = ".gitlab/innoctl.yml"
"""Where GitLab's stands when the portfolio has a pipeline of its own."""

_RELEASE: Final = re.compile(r"\d+(?:\.\d+){0,3}(?:(?:a|b|rc)\d+)?(?:\.post\d+)?", re.ASCII)
_BRANCH: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*", re.ASCII)
_ANCHOR: Final = re.compile(rb"anchor[:=] ?\"?([0-9a-f]{40,64})\b", re.ASCII | re.IGNORECASE)


class NoRelease(UsageError):
    """A version that is not the number of a release."""

    code = "U961"


class NoBranchName(UsageError):
    """A branch whose name a forge or a shell would take for something else, or none."""

    code = "U963"


class WhichBranch(UsageError):
    """A remote of several branches, of which nobody said which one is its main one."""

    code = "U922"


class Wishes(NamedTuple):
    """What a pipeline is to hold; '' for what is to be found out."""

    forge: Forge
    version: str
    anchor: str = ""
    branch: str = ""
    overwrite: bool = False


def written(portfolio: Portfolio, wishes: Wishes, *, running: str) -> Change:
    """Return the change that writes the pipeline; ``running`` is the version of this innoctl.

    Raises `NoRelease`, what `branch_that_counts` raises, and what `innoctl.workspace.whole` raises.
    """
    if not _RELEASE.fullmatch(wishes.version):
        raise NoRelease(version=wishes.version, running=running)
    repository = top_of(portfolio.root)
    path = place(portfolio, wishes.forge)
    values = {
        "version": wishes.version,
        "anchor": _anchor(repository, wishes.anchor, files.read(portfolio.root, path) or b""),
        "branch": branch_that_counts(Git(repository), wishes.branch),
    }
    template = (PACKAGE / "pipelines" / f"{wishes.forge}.yml").read_text("utf-8")
    content = marked("ci", spoken(template, language(portfolio), values))
    file = whole(portfolio.root, path, content, overwrite=wishes.overwrite)
    subject = Text.of(N_("write the pipeline for {forge}: {path}"), forge=wishes.forge, path=path)
    return Change((file,), subject, trailers("ci"))


def place(portfolio: Portfolio, forge: Forge) -> str:
    """Return where the pipeline stands; on GitLab beside one that the portfolio has already."""
    path = PLACES[forge]
    now = files.read(portfolio.root, path) if forge == "gitlab" else None
    return path if now is None or ours(now) else INCLUDED


def branch_that_counts(git: Git, said: str = "") -> str:
    """Return the branch that decisions land on: as said, else the remote's main one, else this one.

    A branch that is checked out may be anybody's: where there is a remote, that one tells. Raises
    `WhichBranch` and `NoBranchName`.
    """
    name = said or _symbolic(git, "refs/remotes/origin/HEAD", "refs/remotes/origin/")
    name = name or _only_one(git) or _symbolic(git, "HEAD", "refs/heads/")
    if not _BRANCH.fullmatch(name):
        raise NoBranchName(name=name or "HEAD")
    return name


def _only_one(git: Git) -> str:
    """Return the one branch of the remote that proposes nothing, '' where nothing is known of it."""
    there = [one.name for one in refs(git) if one.remote == ORIGIN]
    names = [name for name in there if name != "HEAD" and not name.startswith(FOLDER)]
    if len(names) > 1:
        raise WhichBranch(branches=", ".join(names))
    return "".join(names)


def _symbolic(git: Git, name: str, below: str) -> str:
    out = git.run("symbolic-ref", "--quiet", name, ok=(0, 1, 128)).decode("utf-8", "replace")
    return out.strip().removeprefix(below)


def _anchor(repository: Repository, said: str, before: bytes) -> str:
    """Return the pinned commit: as said, else what the pipeline pins already, else the first one."""
    reader = Reader(repository)
    line = reader.line(commit_named(reader.git, "HEAD"))
    if said:
        commit = commit_named(reader.git, said)
        if commit not in line:
            raise NotInHistory(commit=commit[:12])
        return commit
    kept = _ANCHOR.search(before) if ours(before) else None
    if kept is None and reader.git.run("rev-parse", "--is-shallow-repository").strip() == b"true":
        raise Shallow
    commit = kept[1].decode() if kept else line[0]
    if commit not in line:
        raise NotInHistory(commit=commit[:12])
    return commit
