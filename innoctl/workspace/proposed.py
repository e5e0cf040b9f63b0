"""What a change may do to the branch that counts, judged by what stood before it.

One way serves the pre-commit hook, the pipeline of a pull request and the pre-receive hook of
a bare repository: it reads git objects alone, and runs nothing that the change brings.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Final

from innoctl.errors import Finding
from innoctl.model.kinds import idea_of
from innoctl.model.tolerant import text_of
from innoctl.named import NamedTuple
from innoctl.rules import cover
from innoctl.rules.kept import PLACES, erased, kept
from innoctl.rules.landing import RECORDS
from innoctl.rules.unmet import TOO_FEW, faults
from innoctl.vcs import demand
from innoctl.vcs.history import NoSuchCommit, changed, commit_named, steps
from innoctl.vcs.objects import objects
from innoctl.vcs.place import find_bare
from innoctl.vcs.plumbing import Git, GitFailed
from innoctl.workspace.check import Checked, check, placed
from innoctl.workspace.funds import beyond
from innoctl.workspace.grounds import plain
from innoctl.workspace.landings import Reader
from innoctl.workspace.portfolio import Portfolio
from innoctl.workspace.snapshot import Snapshot
from innoctl.workspace.verify import story, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from innoctl.rules.history import History
    from innoctl.rules.landing import Landing
    from innoctl.rules.mandate import Policy
    from innoctl.rules.votes import Judged
    from innoctl.vcs import Repository
    from innoctl.workspace.reviewing import Heard

NOTHING: Final = "0"
"""What git calls the commit of a branch that is not there, so many times."""

LATER: Final = (*TOO_FEW, "G521")
"""Whether enough approve is judged where a commit lands, and not while it is being made."""


class Stand(NamedTuple):
    """What stood before a change: the policy, the portfolio's id, and the forge that it names."""

    policy: Policy
    portfolio: str
    forge: object


class Change(NamedTuple):
    """A change: from ``base``, a commit, to ``head``, a commit or the tree of one in the making.

    ``each`` takes every commit between as a landing of its own (a push), else all of it is one
    (a pull request, a commit that is being made). ``heard`` gives the votes that are not in the
    repository yet: the reviews of a pull request.
    """

    base: str
    head: str
    each: bool = False
    heard: Callable[[Stand, Mapping[str, str]], Heard] | None = None


class Examined(NamedTuple):
    """What was found, and the tree that the change leads to ('' when there is none)."""

    findings: tuple[Finding, ...]
    tree: str


def look(start: Path, change: Change, at: date | None = None, number: int | None = None) -> Checked:
    """Return everything that a change may not do, each finding at its line in what it brings.

    ``number`` is the pull request whose reviews the forge is asked for.

    ``start`` lies in a portfolio, or is a bare repository itself: what a server's hook runs in.
    """
    repository = find_bare(start) or demand(Portfolio.find(start).root)
    reader = Reader(repository)
    change = change._replace(base=_known(reader, change.base), head=_known(reader, change.head))
    fixed = reader.day(change.head if set(change.base) == {NOTHING} else change.base)
    today = at or (date.fromisoformat(fixed) if fixed else date.today())  # noqa: DTZ011  (the user's)
    if number is not None:
        from innoctl.workspace.reviewing import heard

        change = change._replace(heard=heard(number, repository))
    found = examine(repository, change, today)
    if not found.tree:
        return Checked(list(found.findings), {})
    whole = _brought(repository, change, found.tree, today)
    with Snapshot(repository, found.tree) as portfolio:
        said = placed(found.findings, portfolio.fetch)
    both = dict.fromkeys((*whole.findings, *said.findings))
    return Checked(sorted(both, key=lambda one: (one.path, one.line)), whole.sources | said.sources)


def _brought(repository: Repository, change: Change, tree: str, today: date) -> Checked:
    """Return what is wrong after a change and was not wrong before it: that can be mended apart."""
    base = change.base
    line = "" if change.each else base.strip(NOTHING) and base
    with Snapshot(repository, tree, line) as portfolio:
        whole = check(portfolio, at=today)
        if set(base) == {NOTHING}:
            portfolio.refuse_elsewhere()
            return whole
        granted = _granted(repository, base, portfolio)
    if not whole.findings and not granted.findings:
        return whole
    with Snapshot(repository, base) as portfolio:
        found = cover.brought(check(portfolio, at=today).findings, whole.findings)
    return Checked([*found, *granted.findings], whole.sources | granted.sources)


def _granted(repository: Repository, base: str, after: Snapshot) -> Checked:
    """Return what a change grants that was not free before it."""
    place = f"{repository.prefix}decisions"
    rows = changed(Git(repository), base, str(after.commit), place)
    brought = {path.removeprefix(repository.prefix) for path, old, new in rows if new and not old}
    if not brought:
        return Checked([], {})
    with Snapshot(repository, base) as before:
        return placed(list(beyond(before, after, brought)), after.fetch)


def _erased(reader: Reader, base: str, change: Change, tree: str) -> Iterator[Finding]:
    """Yield the amounts that a landing takes out of a ledger or an allocation, or changes (V31)."""
    prefix, git = reader.repository.prefix, reader.git
    places = [f"{prefix}{place}" for place in PLACES]
    rows = _altered(git, base, change, tree, places)
    known = [row for row in rows if row[1] and kept(row[0].removeprefix(prefix))]
    texts = list(objects(git, [oid for _, old, new in known for oid in (old, new or old)]))
    pairs = zip(texts[::2], texts[1::2], strict=True)
    for (path, _, new), (before, after) in zip(known, pairs, strict=True):
        if before and after:
            said = plain(after.data) if new else None
            yield from erased(path.removeprefix(prefix), plain(before.data), said)


def _altered(
    git: Git, base: str, change: Change, tree: str, places: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Return what a change alters in some folders and files, commit by commit where each lands."""
    if not change.each:
        return list(changed(git, base, tree, *places))
    literal = (f":(top,literal){place}" for place in places)
    return [file for step in steps(git, tree, *literal, after=base) for file in step.files]


def _moved(
    reader: Reader, base: str, change: Change, tree: str, landings: Sequence[Landing]
) -> Iterator[Finding]:
    """Yield the ideas that get another stream, and other judges, without a move (V27)."""
    prefix, git = reader.repository.prefix, reader.git
    rows = [
        (path.removeprefix(prefix), old, new)
        for path, old, new in _altered(git, base, change, tree, [f"{prefix}ideas"])
    ]
    known = {idea_of(path) for path, old, _ in rows if old}
    rows = [row for row in rows if idea_of(row[0]) in known]
    texts = list(objects(git, [oid for _, old, new in rows for oid in (old or new, new or old)]))
    moving = {
        text_of(row.data, "idea")
        for one in landings
        for row in one.added
        if text_of(row.data, "what") == "move"
    }
    streams = [text_of(plain(one.data), "stream") if one else "" for one in texts]
    home: dict[str, str] = {}
    for (path, old, _), stream in zip(rows, streams[::2], strict=True):
        if old:
            home.setdefault(idea_of(path), stream)
    for (path, _, new), stream in zip(rows, streams[1::2], strict=True):
        idea = idea_of(path)
        if new and stream and home.get(idea) not in {stream, "", None} and idea not in moving:
            yield Finding.of("G566", path, ("stream",), idea=idea, home=home[idea], stream=stream)


def examine(repository: Repository, change: Change, today: date) -> Examined:
    """Return everything that the change may not do; nothing is written."""
    reader = Reader(repository)
    if set(change.head) == {NOTHING}:
        return Examined((Finding.of("G541", "portfolio.yaml", base=change.base[:12]),), "")
    if set(change.base) == {NOTHING}:
        return _begun(reader, change.head, today)
    base = commit_named(reader.git, change.base)
    landings, tree, unfit = _landings(reader, base, change)
    if unfit is not None:
        return Examined((unfit,), "")
    history = story(reader, base, today).history
    stand = Stand(
        history.in_force.policy,
        history.in_force.portfolio,
        history.in_force.document("portfolio.yaml").get("forge"),
    )
    before = dict(history.amiss)
    found = [] if change.each else list(_twice(reader, base, change.head))
    found += reader.crooked(tree)
    found += _erased(reader, base, change, tree)
    found += _moved(reader, base, change, tree, landings)
    found += chain.from_iterable([history.land(one) for one in landings])
    found += [one for path, one in history.amiss.items() if before.get(path) != one]
    left: tuple[Finding, ...] = ()
    if change.heard is not None:
        subjects = {one.path: one.digest for row in landings for one in row.added}
        reviews = change.heard(stand, {p: d for p, d in subjects.items() if p in history.decided})
        left = reviews.left
        for vote in reviews.votes:
            history.votes.setdefault(vote.decision, []).append(vote)
    brought = {one.path for landing in landings for one in landing.added}
    touched = [one for one in history.judged() if _touched(one, history, brought)]
    asked = change.heard is not None
    lacking = {one.decided.subject.path for one in touched if not one.grade}
    found += [one for one in left if one.path in lacking]
    if asked:  # who can ask the forge himself believes no record of a review
        from innoctl.workspace.online import differing

        found += differing(history, brought)
    told = (one for one in faults(touched, asked=asked) if asked or one.path in brought)
    making = tree == change.head and _kind(reader, tree) == "tree"
    found += [one for one in told if not (making and one.code in LATER)]
    return Examined(tuple(dict.fromkeys(found)), tree)


def _landings(
    reader: Reader, base: str, change: Change
) -> tuple[list[Landing], str, Finding | None]:
    """Return what lands, the tree that it leads to, and why it cannot land at all, if so."""
    git = reader.git
    if _kind(reader, change.head) == "tree":
        return reader.proposed(base, change.head, reader.line(base)), change.head, None
    head = commit_named(git, change.head)
    if change.each:
        line = reader.line(head)
        if base not in line:
            return [], "", Finding.of("G534", "portfolio.yaml", base=base[:12])
        return reader.between(base, head, line), head, None
    tree = head if git.contains(head, base) else _merged(reader, base, head)
    if not tree:
        return [], "", Finding.of("G542", "portfolio.yaml", base=base[:12])
    return reader.proposed(base, tree, reader.line(base)), tree, None


def _twice(reader: Reader, base: str, head: str) -> Iterator[Finding]:
    """Yield the records that one commit of a branch brings and a later one changes or takes out."""
    if _kind(reader, head) == "tree":
        return
    words = ("log", "--format=", "--name-only", "-z", "--no-renames", "--diff-filter=MD")
    places = [f":/{reader.repository.prefix}{folder}" for folder in RECORDS]
    names = reader.git.run(*words, f"{base}..{head}", "--", *places).decode("utf-8", "replace")
    for name in dict.fromkeys(filter(None, names.replace("\n", "").split("\0"))):
        path = name.removeprefix(reader.repository.prefix)
        yield Finding.of("G557", path, file=path)


def _known(reader: Reader, name: str) -> str:
    """Return the id of a commit or tree, so that no name is taken for an option or for two."""
    if set(name) == {NOTHING}:
        return name
    words = ("rev-parse", "--quiet", "--verify", "--end-of-options", name)
    found = reader.git.run(*words, ok=(0, 1, 128)).decode().strip()
    if not found:
        raise NoSuchCommit(revision=name)
    return found


def _kind(reader: Reader, name: str) -> str:
    return reader.git.run("cat-file", "-t", name, ok=(0, 128)).decode().strip()


def _merged(reader: Reader, base: str, head: str) -> str:
    """Return the tree that merging would make; '' where the two conflict or git cannot tell."""
    try:
        out = reader.git.run("merge-tree", "--write-tree", base, head)
    except GitFailed:
        return ""
    return out.decode().split("\n", 1)[0].strip()


def _begun(reader: Reader, head: str, today: date) -> Examined:
    """Judge a branch that is new here by its own history: its first commit is the root of trust."""
    if _kind(reader, head) == "tree":
        return Examined((), head)
    head = commit_named(reader.git, head)
    told = story(reader, head, today)
    return Examined(wrong(reader, head, told, told.history.judged()), head)


def _touched(one: Judged, history: History, brought: set[str]) -> bool:
    path = one.decided.subject.path
    return path in brought or any(vote.path in brought for vote in history.votes.get(path, ()))
