"""What waits for approval, and one person's word on it: signed, and put beside the decision."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from innoctl.changes.edit import Change, NewFile, Plain
from innoctl.changes.writing import lines
from innoctl.errors import Finding, InnoError
from innoctl.locale import N_, Text
from innoctl.model.kinds import kind_of
from innoctl.named import NamedTuple
from innoctl.vcs import demand
from innoctl.vcs.branch import HeadMoved, Ref, refs
from innoctl.vcs.history import changed
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Git
from innoctl.workspace import proposal, save
from innoctl.workspace.committed import Committed
from innoctl.workspace.grounds import plain
from innoctl.workspace.records import trailers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from innoctl.workspace.portfolio import Portfolio

DECISIONS: Final = ("decision", "change")
SCHEMA: Final = "# yaml-language-server: $schema=../../.innoctl/schemas/approval.schema.json"


class SaidAlready(InnoError):
    """This person's word on these very bytes is there already."""

    code = "U956"


class Unheard(InnoError):
    """This person's word would count for nothing; the findings say why."""

    code = "U957"

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = tuple(found)


class TwoBranches(InnoError):
    """A branch went two ways, here and at a remote."""

    code = "U958"


class Waiting(NamedTuple):
    """A decision that waits: where it stands ('' for the branch that is checked out), and its bytes.

    ``torn`` names the remote where its branch went another way than here, '' where it did not.
    ``landed`` is the commit that it landed with, '' for one that is still proposed.
    """

    branch: str
    tip: str
    path: str
    digest: str
    data: dict[str, Any]
    torn: str = ""
    landed: str = ""


Said = tuple[Waiting, dict[str, Any]]
"""A decision that waits, and a person's word on it as its file will hold it."""


class Word(NamedTuple):
    """What a person has to say, on a day; ``principal`` is '' for who speaks for himself."""

    person: str
    principal: str
    stance: str
    because: str
    criteria: tuple[Plain, ...]
    day: date


def waiting(portfolio: Portfolio) -> list[Waiting]:
    """Return every decision that a gate branch proposes, and those that landed with too few approvals."""
    view = Committed(portfolio.root)
    found = [one for tip in gate_branches(view.git) for one in _proposed(view, *tip)]
    return [*found, *_landed(portfolio, view)]


def gate_branches(git: Git) -> list[tuple[Ref, str]]:
    """Return the gate branches, each once: the further one of those here and at a remote.

    Of a branch whose tips do not hold one another each is returned, with the name of a remote.
    """
    best: dict[str, list[Ref]] = {}
    for ref in refs(git):
        if not ref.name.startswith(proposal.FOLDER):
            continue
        known = best.setdefault(ref.name, [])
        if not any(git.contains(one.tip, ref.tip) for one in known):
            known[:] = [*(one for one in known if not git.contains(ref.tip, one.tip)), ref]
    return [(ref, _torn(tips)) for tips in best.values() for ref in tips]


def _torn(tips: Sequence[Ref]) -> str:
    return next(ref.remote for ref in tips if ref.remote) if len(tips) > 1 else ""


def _proposed(view: Committed, ref: Ref, torn: str) -> Iterator[Waiting]:
    git, prefix = view.git, view.repository.prefix
    base = git.run("merge-base", view.commit, ref.tip, ok=(0, 1)).decode().strip()
    if not base or base == ref.tip:
        return
    rows = changed(git, base, ref.tip, f"{prefix}decisions")
    new = [(path.removeprefix(prefix), oid) for path, old, oid in rows if oid and not old]
    texts = objects(git, [oid for _, oid in new])
    for (path, _), text in zip(new, texts, strict=True):
        if text and _is_decision(path):
            yield _waiting(ref.name, ref.tip, path, text.data)._replace(torn=torn)


def _landed(portfolio: Portfolio, view: Committed) -> Iterator[Waiting]:
    from innoctl.workspace.verify import verify

    for row in verify(view.repository, portfolio.today()).rows:
        blob = view.file(row.path) if row.state in {"waits", "refused"} else None
        if blob is not None:
            one = _waiting("", view.commit, row.path, blob.data)
            yield one._replace(landed=row.commit)


def _waiting(branch: str, tip: str, path: str, text: bytes) -> Waiting:
    return Waiting(branch, tip, path, sha256(text).hexdigest(), plain(text) or {})


def _is_decision(path: str) -> bool:
    kind = kind_of(path)
    return kind is not None and kind.name in DECISIONS


def record(portfolio: str, one: Waiting, word: Word) -> dict[str, Any]:
    """Return the approval as its file will hold it, without the signature."""
    said: dict[str, Any] = {
        "schema": "innoctl/approval/1",
        "portfolio": portfolio,
        "decision": one.path,
        "sha256": one.digest,
        "person": word.person,
    }
    said |= {"for": word.principal} if word.principal else {}
    said |= {"stance": word.stance, "approved_on": word.day.isoformat()}
    said |= {"criteria": list(word.criteria)} if word.criteria else {}
    return said | ({"because": word.because} if word.because else {})


def path_of(one: Waiting, person: str) -> str:
    """Return where the approval of a decision by a person stands."""
    _, folder, name = one.path.split("/")
    return f"approvals/{folder}/{name.split('-')[0]}-{one.digest[:8]}-{person}.yaml"


def text_of(said: dict[str, Any]) -> bytes:
    """Return the text of an approval's file."""
    rows = [SCHEMA, *(row for key, value in said.items() for row in lines(key, value))]
    return ("\n".join(rows) + "\n").encode()


def change(rows: Sequence[Said], command: str = "gate approve") -> Change:
    """Return what brings these approvals in, as one commit of a command."""
    new = [NewFile(path_of(one, str(said["person"])), text_of(said)) for one, said in rows]
    ideas = dict.fromkeys(str(one.data["idea"]) for one, _ in rows if one.data.get("idea"))
    return Change(tuple(new), _subject(rows), trailers(command, *ideas))


def _subject(rows: Sequence[Said]) -> Text:
    one, said = rows[0]
    told = {"person": said["person"], "stance": said["stance"], "count": len(rows)}
    if len(rows) > 1:
        return Text.of(N_("{person} {stance:stance}: {count} decisions"), **told)
    name = one.path.removeprefix("decisions/").removesuffix(".yaml")
    return Text.of(N_("{person} {stance:stance}: {decision}"), decision=name, **told)


class Draft(NamedTuple):
    """Approvals in a commit that no branch holds yet, with what is found of it were it to land now.

    ``void`` are the findings that let one of them count for nothing.
    """

    at: Waiting
    change: Change
    commit: proposal.Draft
    findings: tuple[Finding, ...]
    void: tuple[Finding, ...]


def drafted(portfolio: Portfolio, rows: Sequence[Said], language: str) -> Draft:
    """Return approvals of what one branch proposes (or of what landed), judged and not yet given.

    Raises `SaidAlready` and what a proposal raises.
    """
    from innoctl.workspace.landings import Reader
    from innoctl.workspace.proposed import Change as Landing
    from innoctl.workspace.proposed import examine

    at, made = rows[0][0], change(rows)
    try:
        commit = proposal.drafted(portfolio.root, made, at.tip, language=language)
    except save.AlreadyThere as error:
        raise SaidAlready(**dict(error.params)) from error
    landing = Landing("HEAD", commit.commit)
    found, tree = examine(Reader(demand(portfolio.root)), landing, portfolio.today())
    void = (row for row in found if not tree or _is_void(row, rows))
    return Draft(at, made, commit, found, tuple(void))


def _is_void(row: Finding, rows: Sequence[Said]) -> bool:
    """Tell whether a finding says that one of these approvals, or one that it crowds out, is void."""
    if row.code == "G512":
        return bool({str(said["person"]) for _, said in rows} & {str(v) for _, v in row.params})
    new = {path_of(one, str(said["person"])) for one, said in rows}
    return row.path in new and (row.severity == "error" or row.code == "G564")


def bring_in(portfolio: Portfolio, draft: Draft, language: str) -> None:
    """Put approvals beside their decision: on its gate branch, or on what is checked out.

    Raises `TwoBranches` and what a save raises.
    """
    if not draft.at.branch:
        save.save(portfolio.root, draft.change, language=language)
        return
    try:
        proposal.hold(portfolio.root, draft.commit, draft.at.branch)
    except HeadMoved as error:
        raise TwoBranches(branch=draft.at.branch, remote="-") from error
