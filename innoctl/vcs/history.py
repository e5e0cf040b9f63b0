"""What a repository remembers: one ``git log`` for all of it, never commit by commit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from innoctl.errors import UsageError
from innoctl.named import NamedTuple
from innoctl.vcs.branch import head
from innoctl.vcs.objects import object_named, objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innoctl.vcs.plumbing import Git


class Logged(NamedTuple):
    """One commit of a history; ``files`` are (path, object ids before per parent, object id after).

    A missing file has an object id of zeros. ``when`` is ISO 8601 with its zone.
    """

    oid: str
    when: str
    who: str
    subject: str
    trailers: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, tuple[str, ...], str], ...]


def log(
    git: Git, *paths: str, most: int | None = None, words: tuple[str, ...] = ()
) -> list[Logged]:
    """Return the commits that touch these pathspecs, the newest first, by one ``git log``.

    A merge is there only if it differs from all that it merges. ``words`` narrow it down.
    """
    form = "%H%x00%aI%x00%aN%x00%s%x00%(trailers:only=true,unfold=true)%x00"
    many = (f"-{most}",) if most else ()
    shape = ("-z", "--raw", "--no-abbrev", "--no-renames", "--no-color", "-c", f"--format={form}")
    if head(git.repository) is None:
        return []
    out = git.run("log", *shape, *many, *words, "--", *paths)
    return list(_logged(iter(out.decode("utf-8", "surrogateescape").split("\0"))))


def _logged(tokens: Iterator[str]) -> Iterator[Logged]:
    """Take ``git log -z --raw`` apart: five facts of a commit, then a row and a path per file."""
    facts: list[str] = []
    files: list[tuple[str, tuple[str, ...], str]] = []
    for token in tokens:
        word = token.lstrip("\n")
        if word.startswith(":"):
            parents = len(word) - len(word.lstrip(":"))
            oids = word.split()[parents + 1 :]
            files.append((next(tokens), tuple(oids[:parents]), oids[parents]))
        elif word:
            if facts:
                yield _commit(facts, files)
            facts, files = [word, *(next(tokens) for _ in range(4))], []
    if facts:
        yield _commit(facts, files)


def _commit(facts: list[str], files: list[tuple[str, tuple[str, ...], str]]) -> Logged:
    oid, when, who, subject, trailers = facts
    pairs = (line.partition(": ") for line in trailers.splitlines() if ": " in line)
    named = tuple((name, value) for name, _, value in pairs)
    return Logged(oid, when, who, subject, named, tuple(files))


_PLACES: Final = ("refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}")
"""Where git looks for a name."""
_SUFFIX: Final = re.compile(r"[~^:]|@\{")
_WHOLE: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SHORT: Final = re.compile(r"[0-9a-f]{4,}")


class NoSuchCommit(UsageError):
    """A name that is no commit of this repository."""

    code = "U955"


class TwoMeanings(UsageError):
    """A name that git has for several things, of which it would choose one."""

    code = "U923"


class Step(NamedTuple):
    """One commit on the first line of parents; ``files`` are (path, object id before and after).

    An id is '' where there is no file, and where there is something else than a plain file.
    ``parent`` is '' for the first commit.
    """

    oid: str
    parent: str
    when: str
    files: tuple[tuple[str, str, str], ...]


def commit_named(git: Git, revision: str) -> str:
    """Return the id of the commit that a name means, as `named` does. ``HEAD`` starts no git."""
    if revision == "HEAD" and (here := head(git.repository)):
        return here
    return named(git, revision, "commit")


def named(git: Git, name: str, kind: str = "object") -> str:
    """Return the id of what a name means, of a ``kind``.

    Raises `NoSuchCommit`, `TwoMeanings`, and what git itself cannot do (`StorageError`).

    What is fetched brings tags along, and git takes a tag for a branch of the same name.
    """
    first = _SUFFIX.split(name, maxsplit=1)[0]
    meanings = [] if first in {"HEAD", "@", ""} or _WHOLE.fullmatch(first) else _meant(git, first)
    if len(meanings) > 1:
        raise TwoMeanings(name=first, refs=", ".join(meanings))
    if kind == "commit" and _WHOLE.fullmatch(name):
        found = object_named(git, f"{name}^{{{kind}}}")
        oid = found.oid if found else ""
    else:
        words = ("rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{{kind}}}")
        oid = git.run(*words, ok=(0, 1, 128)).decode().strip()
    if not oid:
        raise NoSuchCommit(revision=name)
    return oid


def _meant(git: Git, name: str) -> list[str]:
    """Return the refs of a name, and the objects of which it is the beginning where a ref has it too."""
    refs = [place.format(name) for place in _PLACES]
    found = git.run("for-each-ref", "--format=%(refname)", *refs).decode().split()
    held = [ref for ref in found if ref in refs]
    short = held and _SHORT.fullmatch(name)
    return [
        *held,
        *(git.run("rev-parse", f"--disambiguate={name}").decode().split() if short else ()),
    ]


def grafted(git: Git) -> bool:
    """Tell whether this clone gives commits other parents than they have: its own ``info/grafts``."""
    try:
        rows = (git.repository.common / "info" / "grafts").read_bytes().splitlines()
    except OSError:  # git reads none either
        return False
    return any(row.strip() and not row.startswith(b"#") for row in rows)


def line_of(git: Git, tip: str) -> list[str]:
    """Return the commits on the first line of parents up to ``tip``, the oldest first."""
    return git.run("rev-list", "--first-parent", "--reverse", tip).decode().split()


def steps(git: Git, tip: str, *paths: str, after: str = "") -> list[Step]:
    """Return what each commit on the first line of parents changed in these pathspecs, oldest first.

    ``after`` leaves out a commit and all before it. A merge counts for what it brought.
    """
    form = "--format=%H%x00%P%x00%cI%x00"
    shape = ("-z", "--raw", "--no-abbrev", "--no-renames", "--no-color", "--reverse", form)
    gone = (f"^{after}",) if after else ()
    out = git.run("log", "--first-parent", "-m", *shape, tip, *gone, "--", *paths)
    return list(_steps(iter(out.decode("utf-8", "surrogateescape").split("\0"))))


def merged(git: Git, tip: str, *paths: str, after: str) -> list[Step]:
    """Return what each merge up to ``tip`` has otherwise than what it took in, the oldest first.

    That is one step for every parent but the first, which is the ``parent`` of that step; those
    that differ in none of these pathspecs are left out. ``after`` leaves out a commit and all
    before it. Merges on branches are there too.
    """
    out = git.run("rev-list", "--merges", "--parents", "--reverse", tip, f"^{after}").decode()
    rows = [row.split() for row in out.splitlines()]
    asked = "".join(f"{oid} {other}\n" for oid, _, *others in rows for other in others)
    if not asked:
        return []
    form = "--format=%H%x00%P%x00%cI%x00"
    shape = ("--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", form)
    out = git.run("diff-tree", *shape, "--", *paths, data=asked.encode()).decode(
        "utf-8", "surrogateescape"
    )
    return list(_steps(iter(out.split("\0"))))


def forks(git: Git, one: str, other: str) -> list[str]:
    """Return the commits at which two lines parted; none where they never met."""
    return git.run("merge-base", "--all", one, other, ok=(0, 1)).decode().split()


def came_in(git: Git, tip: str, paths: Sequence[str]) -> dict[str, int]:
    """Return for each path the place of the commit on the first line of parents that added it last."""
    places = [f":(top,literal){path}" for path in paths]
    found: dict[str, int] = {}
    for place, step in enumerate(steps(git, tip, *places) if places else ()):
        found.update({path: place for path, old, new in step.files if new and not old})
    return found


def blob_before(git: Git, tip: str, path: str, other: str) -> bytes | None:
    """Return what ``other`` held before ``path`` was last added on the first line of parents.

    b"" where it was not there; None where ``path`` was never added.
    """
    held, found = "", None
    for step in steps(git, tip, *(f":(top,literal){name}" for name in (path, other))):
        files = {name: (old, new) for name, old, new in step.files}
        old, new = files.get(path, ("", ""))
        if new and not old:
            found = held
        held = files.get(other, ("", held))[1]
    blob = next(objects(git, [found])) if found else None
    return None if found is None else blob.data if blob else b""


def listed(git: Git, tree: str, *paths: str) -> tuple[tuple[str, str, str], ...]:
    """Return every plain file of a tree below these paths, in the form of `Step.files`."""
    out = git.run("ls-tree", "-r", "-z", "--full-tree", tree, "--", *paths)
    rows = (row.partition("\t") for row in out.decode("utf-8", "surrogateescape").split("\0"))
    parts = [(path, *facts.split()) for facts, _, path in rows if path]
    return tuple((path, "", oid if mode in PLAIN else "") for path, mode, _kind, oid in parts)


def entries(git: Git, tree: str, prefix: str) -> list[tuple[str, int, str, int]]:
    """Return path below ``prefix``, mode, object id and size of all in a tree, folders too."""
    below = f"{tree}:{prefix.rstrip('/')}" if prefix else tree
    out = git.run("ls-tree", "-r", "-t", "-l", "-z", "--full-tree", below)
    found = []
    for row in out.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        facts, _, path = row.partition("\t")
        mode, _kind, oid, size = facts.split()
        found.append((path, int(mode, 8), oid, 0 if size == "-" else int(size)))
    return found


def changed(git: Git, before: str, after: str, *paths: str) -> tuple[tuple[str, str, str], ...]:
    """Return what one tree has otherwise than another, in the form of `Step.files`."""
    shape = ("-r", "-z", "--raw", "--no-abbrev", "--no-renames")
    out = git.run("diff-tree", *shape, before, after, "--", *paths)
    return tuple(_files(iter(out.decode("utf-8", "surrogateescape").split("\0"))))


PLAIN: Final = ("100644", "100755", "100664")


def _steps(tokens: Iterator[str]) -> Iterator[Step]:
    """Take the log apart by its NULs alone: a name may hold every other character.

    A row of ``--raw`` takes exactly one token after it, its name; all else begins a commit.
    """
    facts: list[str] = []
    files: list[tuple[str, str, str]] = []
    for token in tokens:
        word = token.lstrip("\n")
        if word.startswith(":"):
            files.append(_file(word, next(tokens)))
        elif word:
            if facts:
                yield Step(facts[0], facts[1], facts[2], tuple(files))
            facts, files = [word, next(tokens).partition(" ")[0], next(tokens)], []
    if facts:
        yield Step(facts[0], facts[1], facts[2], tuple(files))


def _file(row: str, path: str) -> tuple[str, str, str]:
    before, after, old, new, _ = row[1:].split()
    return path, old if before in PLAIN else "", new if after in PLAIN else ""


def _files(tokens: Iterator[str]) -> Iterator[tuple[str, str, str]]:
    for token in tokens:
        word = token.lstrip("\n")
        if word.startswith(":"):
            yield _file(word, next(tokens))
