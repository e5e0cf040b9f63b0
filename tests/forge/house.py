"""A small forge that keeps state: over a real bare repository, in the dialect of each forge.

For every test that needs a forge. It listens on loopback, knows accounts by number and login,
shows lists in small pages, notices pushes as that forge does, and merges with real git::

    with House("gitlab", folder) as forge:
        sanne = forge.account("sanne")
        forge.push("gate/k3f9ab", {"decisions/x.yaml": b"..."})      # or push to forge.remote
        number = forge.open("gate/k3f9ab", author=sanne)             # or over its API
        forge.review(number, forge.account("joris"), "approved")
        forge.merge(number, "squash")

``forge.settings`` is what ``portfolio.yaml`` says of it, ``forge.environment`` what innoctl
needs in its environment.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Literal, NamedTuple, Self

from innoctl.model.portfolio import Forge as Settings
from tests.forge import dialects
from tests.forge.server import Fault, Request, handler

Kind = Literal["github", "gitlab", "forgejo"]
How = Literal["merge", "squash", "rebase", "forward"]
PROJECT = "innovatie/portfolio"
TOKEN = "tok-3f9ab-only-for-the-house"
WHO = {
    "GIT_AUTHOR_NAME": "Sanne", "GIT_AUTHOR_EMAIL": "sanne@example.org",
    "GIT_COMMITTER_NAME": "Sanne", "GIT_COMMITTER_EMAIL": "sanne@example.org",
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
}  # fmt: skip


class Account(NamedTuple):
    """Somebody on the forge; the number stays, the login may change hands."""

    id: int
    login: str


class Version(NamedTuple):
    """What the forge saw of a branch, and when."""

    id: int
    on: str
    commit: str


@dataclass
class Review:
    """One review, with the mark that takes it out."""

    id: int
    account: int
    verdict: str
    commit: str
    on: str
    body: str = ""
    dismissed: bool = False


@dataclass
class Pull:
    """One pull request."""

    number: int
    author: int
    branch: str
    target: str
    title: str
    body: str
    versions: list[Version] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    state: str = "open"
    how: str = ""
    merged_as: str = ""
    base: str = ""
    pointed: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def head(self) -> str:
        """The newest commit that the forge saw."""
        return self.versions[-1].commit


class House:
    """The forge. ``folder`` holds its repository; without one given, it begins with one commit."""

    def __init__(self, kind: Kind, folder: Path, remote: Path | None = None) -> None:
        self.kind, self.folder, self.token = kind, folder, TOKEN
        self.page_size = 2
        self.resets_on_push = kind == "gitlab"
        self.tells_instants = self.filters_notes = True
        self.accounts: dict[int, Account] = {}
        self.outsiders: set[int] = set()
        self.pulls: dict[int, Pull] = {}
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.lock = threading.RLock()
        self._ids = 100
        self._now = datetime(2026, 9, 22, 10, tzinfo=UTC)
        self.owner = self.account("robin")
        self.remote = remote or self._begin(folder / "remote.git")
        self.git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=self.remote)  # as forges do
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self, dialects.of(kind)))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def settings(self) -> Settings:
        """What ``portfolio.yaml`` holds under ``forge``."""
        return Settings(kind=self.kind, url=self.url, project=PROJECT)

    @property
    def environment(self) -> dict[str, str]:
        """What innoctl needs in its environment to ask this forge."""
        host = self.url.removeprefix("http://")
        return {"INNOCTL_FORGE_TOKEN": self.token, "INNOCTL_FORGE_HOST": host}

    def account(self, login: str, number: int | None = None) -> int:
        """Return the number of who has a login now; make the account if there is none."""
        for one in self.accounts.values():
            if one.login == login:
                return one.id
        number = number or self.next_id()
        self.accounts[number] = Account(number, login)
        return number

    def rename(self, account: int, login: str) -> None:
        """Give an account another login, so that somebody else can take the old one."""
        self.accounts[account] = Account(account, login)

    def delete_account(self, account: int) -> None:
        """Take an account away; what it reviewed stays."""
        del self.accounts[account]

    def push(self, branch: str, files: Mapping[str, bytes], message: str = "change") -> str:
        """Commit files (path: bytes) on a branch, made off main if it is new; return the commit."""
        with self._checkout(branch) as work:
            for path, data in files.items():
                (work / path).parent.mkdir(parents=True, exist_ok=True)
                (work / path).write_bytes(data)
            self.git("add", "--all", cwd=work)
            self.git("commit", "-q", "-m", message, cwd=work)
            self.git("push", "-q", "origin", f"HEAD:{branch}", cwd=work)
        self.notice()
        return self.tip(branch)

    def open(
        self, branch: str, author: int | None = None, target: str = "main", title: str = "A gate"
    ) -> int:
        """Open a pull request by hand; return its number."""
        number = len(self.pulls) + 1
        pull = Pull(number, author or self.owner, branch, target, title, "")
        pull.versions.append(Version(self.next_id(), self.now(), self.tip(branch)))
        self.pulls[number] = pull
        self._keep(pull)
        return number

    def review(
        self, number: int, account: int, verdict: str = "approved", body: str = "", commit: str = ""
    ) -> int:
        """Hand in a review, of what stands there now unless told; return its id."""
        self.notice()
        pull = self.pulls[number]
        if self.kind == "gitlab" and verdict != "commented":  # one approval of each, or none
            self._void(pull, account)
        made = Review(
            self.next_id(), account, verdict, commit or pull.head, self.now(), body
        )  # fmt: skip
        pull.reviews.append(made)
        return made.id

    def point(self, number: int, target: str) -> None:
        """Point a pull request at another branch."""
        pull = self.pulls[number]
        pull.pointed.append((self.now(), pull.target, target))
        pull.target = target

    def dismiss(self, number: int, review: int) -> None:
        """Take a review out of the count."""
        [one] = [row for row in self.pulls[number].reviews if row.id == review]
        one.dismissed = True

    def merge(self, number: int, how: How = "merge") -> str:
        """Merge with real git and return the commit on the target branch."""
        self.notice()
        pull = self.pulls[number]
        pull.base = self.git("merge-base", pull.target, pull.head, cwd=self.remote)
        with self._checkout(pull.target) as work:
            if how == "merge":
                text = f"Merge {pull.branch}"
                self.git("merge", "-q", "--no-ff", "-m", text, pull.head, cwd=work)
            elif how == "squash":
                self.git("merge", "-q", "--squash", pull.head, cwd=work)
                self.git("commit", "-q", "-m", f"{pull.title} (#{number})", cwd=work)
            elif how == "forward":
                self.git("merge", "-q", "--ff-only", pull.head, cwd=work)
            else:
                base = self.git("rev-parse", "HEAD", cwd=work)
                self.git("checkout", "-q", "--detach", pull.head, cwd=work)
                self.git("rebase", "-q", "--no-ff", base, cwd=work)
            self.git("push", "-q", "origin", f"HEAD:{pull.target}", cwd=work)
        pull.state, pull.how, pull.merged_as = "merged", how, self.tip(pull.target)
        return pull.merged_as

    def fail(self, status: int, body: bytes = b"", times: int = 1, **headers: str) -> None:
        """Let the next requests be answered like this; ``Retry_After="0"`` is a header."""
        named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        self.faults += [Fault(status, named, body)] * times

    def notice(self) -> None:
        """See what was pushed, as the forge does: a new version, and perhaps approvals go."""
        for pull in self.pulls.values():
            tip = self.tip(pull.branch) if pull.state == "open" else ""
            if tip and tip != pull.head:
                pull.versions.append(Version(self.next_id(), self.now(), tip))
                self._keep(pull)
                if self.resets_on_push:
                    self._void(pull)

    def base(self, pull: Pull) -> str:
        """Return where a branch came off its target; of one that was merged, where it did then."""
        words = ("merge-base", pull.target, pull.head)
        return pull.base or self.git(*words, cwd=self.remote)

    def next_id(self) -> int:
        """Return a number that was not used before."""
        self._ids += 1
        return self._ids

    def now(self) -> str:
        """Return an instant one minute after the last."""
        self._now += timedelta(minutes=1)
        return f"{self._now:%Y-%m-%dT%H:%M:%SZ}"

    def tip(self, branch: str) -> str:
        """Return the commit of a branch, '' without."""
        name = f"refs/heads/{branch}"
        return self.git("for-each-ref", "--format=%(objectname)", name, cwd=self.remote)

    @staticmethod
    def git(*words: str, cwd: Path) -> str:
        """Run git and return what it says."""
        away = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
        done = subprocess.run(
            ("git", *words), cwd=cwd, env={**away, **WHO}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def _keep(self, pull: Pull) -> None:
        """Keep the commits of a pull request under its number, also when its branch is gone."""
        folder = "merge-requests" if self.kind == "gitlab" else "pull"
        self.git("update-ref", f"refs/{folder}/{pull.number}/head", pull.head, cwd=self.remote)

    @staticmethod
    def _void(pull: Pull, account: int = 0) -> None:
        for row in pull.reviews:
            if row.verdict == "approved" and account in {0, row.account}:
                row.dismissed = True

    def _begin(self, remote: Path) -> Path:
        self.git("init", "-q", "--bare", "-b", "main", str(remote), cwd=self.folder)
        tree = self.git("write-tree", cwd=remote)
        commit = self.git("commit-tree", tree, "-m", "begin", cwd=remote)
        self.git("update-ref", "refs/heads/main", commit, cwd=remote)
        return remote

    def _checkout(self, branch: str) -> _Checkout:
        return _Checkout(self, branch)


class _Checkout:
    """A clone that lasts as long as the block, on a branch."""

    def __init__(self, house: House, branch: str) -> None:
        self.house, self.branch = house, branch
        self.work = house.folder / f"work-{house.next_id()}"

    def __enter__(self) -> Path:
        git = self.house.git
        git("clone", "-q", str(self.house.remote), str(self.work), cwd=self.house.folder)
        start = self.branch if self.house.tip(self.branch) else "main"
        git("checkout", "-q", "-B", self.branch, f"origin/{start}", cwd=self.work)
        return self.work

    def __exit__(self, *_error: object) -> None:
        import shutil

        shutil.rmtree(self.work)
