"""What a repository remembers of some paths: one ``git log`` for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from innoctl.vcs.branch import head

if TYPE_CHECKING:
    from collections.abc import Iterator

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
