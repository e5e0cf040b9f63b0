"""The one place that uses GitPython: git's plumbing in bulk, never object by object.

Nothing here runs what a repository may bring along: no hooks, no file system monitor, no
filters (bytes go to git and come back as they are), no background upkeep. Nor is a file believed
that says once more what commits say themselves (``commit-graph``). git itself finds
the repository from its top folder, so that its own guard against other people's folders
(``safe.directory``) stays in force; what a hook's environment says of other places is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import weakref
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import StorageError
from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from innoctl.vcs.place import Repository

SAFE: Final = (
    "-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}", "-c", "gc.auto=0",
    "-c", "maintenance.auto=false", "-c", "user.useConfigOnly=true",
    "-c", "i18n.commitEncoding=UTF-8", "-c", "i18n.logOutputEncoding=UTF-8",
    "-c", "core.fsync=objects,reference,index", "-c", "core.filesRefLockTimeout=5000",
    "-c", "log.showSignature=false", "-c", "log.diffMerges=separate", "-c", "log.showRoot=true",
    "-c", "log.follow=false", "-c", "core.commitGraph=false", "-c", f"diff.orderFile={os.devnull}", "-c", "diff.relative=false",
    "-c", "core.warnAmbiguousRefs=false", "--no-replace-objects",
)  # fmt: skip
ELSEWHERE: Final = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH",
    "GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE",
    "GIT_INTERNAL_SUPER_PREFIX", "GIT_IMPLICIT_WORK_TREE", "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
)  # fmt: skip
"""What git tells a hook (``git rev-parse --local-env-vars``), but for configuration."""

QUARANTINE: Final = (
    "GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
)  # fmt: skip
"""Where git keeps what is being pushed until the pre-receive hook has said yes."""

PLAIN_FILE: Final = "100644"
GONE: Final = "0"
BATCH: Final = 4000
"""So many bytes fit in a pipe and on a command line of every system."""
BATCHED: Final = ("cat-file", "--batch")
RENEWED: Final = 250
"""Questions to one ``cat-file`` that stays open."""


class NoGit(StorageError):
    """There is no git program."""

    code = "U720"


class NoIdentity(StorageError):
    """git does not know who commits."""

    code = "U722"


class NotYours(StorageError):
    """git distrusts a folder that belongs to somebody else."""

    code = "U723"


class GitFailed(StorageError):
    """git said no to something that should work."""

    code = "U724"


class Entry(NamedTuple):
    """What a tree or the index holds under a name: mode (octal, as git writes it) and object id."""

    mode: str
    oid: str


class Git:
    """git's plumbing on one repository. ``keep`` are descriptors that its children inherit."""

    def __init__(self, repository: Repository, keep: tuple[int, ...] = ()) -> None:
        self.repository = repository
        self.keep = () if sys.platform == "win32" else keep
        self._readers: dict[int, Any] = {}
        self._questions = 0
        # before the collector, which would warn of a process that still runs
        weakref.finalize(self, self._readers.clear)

    def reader(self) -> Any:
        """Return a ``cat-file`` for one question; `NoGit`.

        It stays open until `close`, or until nobody holds this git, and each process has one of
        its own. It only reads, so it inherits nothing: a lock that it had would last as long as it
        does. After `RENEWED` questions comes another, for nobody reads what it complains of, and
        a pipe that is full would stop it for ever.
        """
        self._questions += 1
        if self._questions % RENEWED == 0:
            self.close()
        if os.getpid() not in self._readers:
            self._readers[os.getpid()] = Git(self.repository).start(*BATCHED)
        return self._readers[os.getpid()]

    def close(self) -> None:
        """Let what stays open end, if this process began it; it is begun again when need be."""
        self._readers.pop(os.getpid(), None)  # GitPython ends what nobody holds any more

    def start(self, *words: str, env: Mapping[str, str] | None = None) -> Any:
        """Start git with open streams, in its own session: a Ctrl-C is not meant for it."""
        git = load()
        with _here():
            try:
                return git.Git(str(self.repository.top)).execute(
                    [git.Git.GIT_PYTHON_GIT_EXECUTABLE, *SAFE, *words],
                    as_process=True,
                    istream=subprocess.PIPE,
                    env=env,
                    start_new_session=True,
                    pass_fds=self.keep,
                )
            except git.GitCommandNotFound as error:
                raise NoGit from error

    def run(
        self,
        *words: str,
        data: bytes = b"",
        ok: tuple[int, ...] = (0,),
        env: Mapping[str, str] | None = None,
    ) -> bytes:
        """Run git to its end and return what it wrote; another status than ``ok`` raises."""
        process = self.start(*words, env=env)
        out, err = process.communicate(data)
        if process.returncode not in ok:
            raise _failure(words, err.decode("utf-8", "replace"))
        return bytes(out)

    def index_entries(self, index: Path | None, paths: tuple[str, ...]) -> dict[str, list[Entry]]:
        """Return what an index file (None: git's own) holds under these paths; two are a conflict."""
        asked = [f":(literal){path}" for path in paths] if sum(map(len, paths)) < BATCH else []
        found: dict[str, list[Entry]] = {}
        out = self.run("ls-files", "-s", "-z", "--", *asked, env=_on(index))
        for row in out.split(b"\0")[:-1]:
            facts, _, path = row.decode("utf-8", "surrogateescape").partition("\t")
            found.setdefault(path, []).append(Entry(*facts.split()[:2]))
        return {path: found[path] for path in paths if path in found}

    def update_index(self, index: Path, entries: Mapping[str, Entry]) -> None:
        """Set entries of an index file, or take them away (mode `GONE`); the work tree is not read."""
        text = "".join(f"{mode} {oid}\t{path}\0" for path, (mode, oid) in entries.items())
        words = ("update-index", "-z", "--index-info")
        self.run(*words, data=encoded(text), env={**_on(index), **self._without_filters()})

    def write_commit(
        self, tree: str, parent: str | None, message: str, env: Mapping[str, str] | None = None
    ) -> str:
        """Write a commit and return its id; no ref moves. Signed if ``commit.gpgSign`` asks for it.

        No hook runs: innoctl proves its own change before it commits, and a hook that formats
        or stages files would break the promise that exactly this change is made.
        """
        sign = self._settings.get("commit.gpgsign", "false").lower() in {
            "",
            "true",
            "yes",
            "on",
            "1",
        }
        words = [*(["-p", parent] if parent else []), *(["-S"] if sign else [])]
        # What gpg starts in the background must not inherit our lock.
        alone = Git(self.repository)
        said = encoded(message, "replace")
        out = alone.run("commit-tree", tree, *words, "-F", "-", data=said, env=env)
        return out.decode().strip()

    @cached_property
    def _settings(self) -> dict[str, str]:
        """What is configured that matters here; a key without a value counts as true."""
        wanted = r"^(commit\.gpgsign|filter\..*\.(clean|process|required))$"
        rows = self.run("config", "-z", "--get-regexp", wanted, ok=(0, 1)).split(b"\0")[:-1]
        pairs = (row.decode("utf-8", "surrogateescape").partition("\n") for row in rows)
        return {key: value for key, _, value in pairs}

    def _without_filters(self) -> dict[str, str]:
        """Return an environment in which no filter of the repository's is run.

        git compares files that changed in the same second as the index with what it holds, by
        their filters. Without them it takes such a file for changed, and looks again later.
        """
        keys = [key for key in self._settings if key.startswith("filter.")]
        first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
        env = {"GIT_CONFIG_COUNT": str(first + len(keys))}
        for number, key in enumerate(keys, first):
            env[f"GIT_CONFIG_KEY_{number}"] = key
            env[f"GIT_CONFIG_VALUE_{number}"] = ""  # false, where a boolean is expected
        return env

    def contains(self, commit: str, ancestor: str) -> bool:
        """Say whether ``ancestor`` stands in the history of ``commit``."""
        base = self.run("merge-base", ancestor, commit, ok=(0, 1, 128))
        return base.decode().strip() == ancestor

    def email(self) -> str:
        """Return the address that git commits with; `NoIdentity` when it knows none."""
        line = self.run("var", "GIT_COMMITTER_IDENT").decode("utf-8", "replace")
        return line.rpartition(">")[0].rpartition("<")[2]


def load() -> Any:
    """Import GitPython, which looks for the git program; `NoGit` if there is none."""
    try:
        import git
    except ImportError as error:
        raise NoGit from error
    return git


def _on(index: Path | None) -> dict[str, str]:
    return {"GIT_INDEX_FILE": str(index)} if index else {}


@contextmanager
def _here() -> Iterator[None]:
    """Leave out what the environment says of another repository, while a child is started."""
    held = QUARANTINE if os.environ.get("GIT_QUARANTINE_PATH") else ()
    away = {
        name: os.environ.pop(name) for name in ELSEWHERE if name in os.environ and name not in held
    }
    try:
        yield
    finally:
        os.environ.update(away)


def _failure(words: tuple[str, ...], said: str) -> StorageError:
    """Tell the situations apart in which git says no."""
    line = next((line for line in said.splitlines() if line.startswith(("fatal:", "error:"))), said)
    if "auto-detection is disabled" in said or "ident name" in said:
        return NoIdentity()
    if "dubious ownership" in said or "unsafe repository" in said:
        return NotYours()
    return GitFailed(command=next(word for word in words if word[0] != "-"), said=line.strip())


def tell(process: Any, data: bytes) -> None:
    """Say something to a running git; what it died of is raised."""
    try:
        process.stdin.write(data)
        process.stdin.flush()
    except BrokenPipeError:
        answer(process)


def answer(process: Any) -> str:
    """Return one line of a running git; what it died of is raised."""
    line: bytes = process.stdout.readline()
    if not line:
        raise _failure(tuple(process.args), process.stderr.read().decode("utf-8", "replace"))
    return line.decode("utf-8", "replace").strip()


def encoded(text: str, errors: str = "surrogateescape") -> bytes:
    """Return text as git takes it; names that are no UTF-8 go back to the bytes they came from."""
    return text.encode("utf-8", errors)
