"""What a change may do to the branch that counts, judged by what stood before it.

One way serves the pre-commit hook, the pipeline of a pull request and the pre-receive hook of
a bare repository: it reads git objects alone, and runs nothing that the change brings.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from innoctl.errors import Finding
from innoctl.named import NamedTuple
from innoctl.rules import cover
from innoctl.rules.let_through import let_through
from innoctl.rules.unmet import TOO_FEW, faults
from innoctl.vcs import demand
from innoctl.vcs.history import changed, commit_named, forks, named
from innoctl.vcs.objects import object_named
from innoctl.vcs.place import find_bare
from innoctl.vcs.plumbing import Git, GitFailed
from innoctl.workspace.check import Checked, check, placed
from innoctl.workspace.funds import beyond
from innoctl.workspace.landings import Reader
from innoctl.workspace.portfolio import Portfolio
from innoctl.workspace.snapshot import Snapshot
from innoctl.workspace.touched import Touched
from innoctl.workspace.verify import judge, story, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from innoctl.rules.history import History
    from innoctl.rules.landing import Landing
    from innoctl.rules.mandate import Policy
    from innoctl.rules.votes import Judged
    from innoctl.vcs import Repository
    from innoctl.vcs.history import Step
    from innoctl.workspace.reviewing import Heard
    from innoctl.workspace.verify import Story

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
    found = examine(reader, change, today)
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


def examine(reader: Reader, change: Change, today: date) -> Examined:
    """Return everything that the change may not do; nothing is written."""
    if set(change.head) == {NOTHING}:
        return Examined((Finding.of("G541", "portfolio.yaml", base=change.base[:12]),), "")
    if set(change.base) == {NOTHING}:
        return _begun(reader, change.head, today)
    base = commit_named(reader.git, change.base)
    past = story(reader, base, today)
    landings, tree, unfit = _landings(reader, base, change, past.steps)
    if unfit is not None:
        return Examined((unfit,), "")
    begun = past.history
    making = _kind(reader, change.head) == "tree"
    touched = Touched(reader, base, "" if making else change.head, tree, each=change.each)
    found = [] if change.each else list(touched.twice())
    found += reader.crooked(tree)
    found += list(touched.erased()) or touched.left_out()
    history = begun.fork()
    found += _land(history, landings)
    reviews = _reviews(change, begun, history, landings)
    found += _unapproved(history, landings, reviews)
    if reviews is not None:  # who can ask the forge himself believes no record of a review
        from innoctl.workspace.online import Online

        forge = begun.in_force.document("portfolio.yaml").get("forge")
        online = Online(forge, history, reader, tree, reader.line(base))
        found += online.differing(_brought_by(landings))
    if making and reviews is None:  # nor need a move that it leans on be approved already
        early = set(history.homes.astray(history.judged()))
        found = [one for one in found if one.code not in LATER and one not in early]
    elif not (making or change.each):
        found += _one_by_one(reader, past, touched, reviews, found)
    return Examined(tuple(dict.fromkeys(found)), tree)


def _land(history: History, landings: Sequence[Landing]) -> Iterator[Finding]:
    """Take landings in; yield what they may not do, and what they leave as it should not stand."""
    before = dict(history.amiss)
    for landing in landings:
        stood = history.in_force
        yield from history.land(landing)
        decided = [history.decided.get(row.path) for row in landing.added]
        # one that was taken away and comes back is of the landing that brought it first
        new = (one for one in decided if one is not None and one.commit == landing.commit)
        yield from let_through(new, stood)
    yield from (one for path, one in history.amiss.items() if before.get(path) != one)


def _reviews(
    change: Change, begun: History, history: History, landings: Sequence[Landing]
) -> Heard | None:
    """Return what the forge says of the decisions that land; None where it is not asked."""
    if change.heard is None:
        return None
    stood = begun.in_force
    stand = Stand(stood.policy, stood.portfolio, stood.document("portfolio.yaml").get("forge"))
    subjects = {one.path: one.digest for row in landings for one in row.added}
    return change.heard(stand, {p: d for p, d in subjects.items() if p in history.decided})


def _unapproved(
    history: History, landings: Sequence[Landing], reviews: Heard | None
) -> Iterator[Finding]:
    """Yield what these landings bring that is not approved, or does not approve."""
    asked = reviews is not None
    for vote in reviews.votes if reviews else ():
        history.votes.setdefault(vote.decision, []).append(vote)
    brought = _brought_by(landings)
    judged = list(history.judged())
    touched = [one for one in judged if _touched(one, history, brought)]
    lacking = {one.decided.subject.path for one in touched if not one.grade}
    yield from (one for one in (reviews.left if reviews else ()) if one.path in lacking)
    told = faults(touched, asked=asked)
    yield from (one for one in told if asked or one.path in brought)
    yield from (one for one in history.homes.astray(judged) if one.path in brought)


def _one_by_one(
    reader: Reader,
    past: Story,
    touched: Touched,
    reviews: Heard | None,
    known: Sequence[Finding],
) -> Iterator[Finding]:
    """Yield what would come out otherwise if each commit landed by itself: by rebase, fast-forward.

    A branch that took the main one in would, by fast-forward, become another first line of parents.
    """
    base, head = touched.base, commit_named(reader.git, touched.head)
    line = reader.line(head)
    if base not in line and reader.git.contains(head, base):
        yield Finding.of("G568", "portfolio.yaml", base=base[:12])
        return
    fork = base if base in line else next(iter(forks(reader.git, base, head)), "")
    both = [*reader.line(base), *line]
    landings = reader.between(fork, head, both, past.steps) if fork in line else []
    history = past.history.fork()
    found = [*_land(history, landings), *_unapproved(history, landings, reviews)]
    told = {(one.code, one.path) for one in known}
    for one in found if len(landings) > 1 else ():
        again = (one.code, one.path) in told or ("G557", one.path) in told
        if one.severity == "error" and not again:
            yield Finding.of("G567", one.path, one.field, why=one.code)


def _brought_by(landings: Sequence[Landing]) -> set[str]:
    return {one.path for landing in landings for one in landing.added}


def _landings(
    reader: Reader, base: str, change: Change, past: Sequence[Step]
) -> tuple[list[Landing], str, Finding | None]:
    """Return what lands, the tree that it leads to, and why it cannot land at all, if so."""
    git = reader.git
    if _kind(reader, change.head) == "tree":
        return reader.proposed(base, change.head, reader.line(base), past), change.head, None
    head = commit_named(git, change.head)
    if change.each:
        line = reader.line(head)
        if base not in line:
            return [], "", Finding.of("G534", "portfolio.yaml", base=base[:12])
        return reader.between(base, head, line, past), head, None
    tree = head if git.contains(head, base) else _merged(reader, base, head)
    if not tree:
        return [], "", Finding.of("G542", "portfolio.yaml", base=base[:12])
    return reader.proposed(base, tree, reader.line(base), past), tree, None


def _known(reader: Reader, name: str) -> str:
    """Return the id of a commit or tree, so that no name is taken for an option or for two."""
    return name if set(name) == {NOTHING} else named(reader.git, name)


def _kind(reader: Reader, name: str) -> str:
    found = object_named(reader.git, name)
    return found.kind if found else ""


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
    return Examined(wrong(reader, head, told, judge(reader, head, told)), head)


def _touched(one: Judged, history: History, brought: set[str]) -> bool:
    path = one.decided.subject.path
    return path in brought or any(vote.path in brought for vote in history.votes.get(path, ()))
