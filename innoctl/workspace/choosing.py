"""Which of the decisions that wait somebody means: of two that cannot both land never both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.errors import InnoError, UsageError
from innoctl.model.statement import NAMESPACE, statement
from innoctl.named import NamedTuple
from innoctl.rules.subjects import CHANGES, versions
from innoctl.vcs import demand
from innoctl.vcs.branch import current
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Git
from innoctl.vcs.signature import Signed, signer
from innoctl.workspace.approving import TwoBranches, Waiting, path_of, waiting
from innoctl.workspace.committed import Committed
from innoctl.workspace.grounds import plain
from innoctl.workspace.shown import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innoctl.rules.mandate import Policy
    from innoctl.workspace.portfolio import Portfolio


class NothingWaits(InnoError):
    """There is no decision that approval could still change anything about."""

    code = "U953"


class Rivals(UsageError):
    """Several decisions wait of which one can land at most, and no branch is named."""

    code = "U972"


class NotAsDecided(InnoError):
    """A file that a decision is about stands there with other bytes than were decided on."""

    code = "G524"


class NotSaid(InnoError):
    """A branch holds what is no word of a person where his own would stand."""

    code = "G590"


class Choice(NamedTuple):
    """The decisions that are meant, and why others are left out.

    Their branch went two ways, holds other files than they decide on, which nobody could see, or
    a word of the person that is none.
    """

    rows: list[Waiting]
    left: tuple[InnoError, ...]


def meant(portfolio: Portfolio, wanted: Sequence[str], branch: str, person: str) -> Choice:
    """Return the decisions that are named by idea or path, else all that wait for a person's word.

    ``branch`` is a gate branch, or the one that is checked out for what landed; '' for any.
    Raises `NothingWaits`, `Rivals`, and why it is left out where the one that is meant is left out.
    """
    here = current(demand(portfolio.root)) or "HEAD"
    every = [one for one in waiting(portfolio) if branch in ("", one.branch or here)]
    found = [one for one in every if not wanted or _names(one) & {*wanted}]
    held, policy = Held(demand(portfolio.root)), Committed(portfolio.root).policy()
    faults = [(one, _unfit(held, one) or _unsaid(held, one, policy, person)) for one in found]
    rows = [one for one, fault in faults if fault is None]
    missing = {*wanted} - {name for one in rows for name in _names(one)}
    left = [(one, fault) for one, fault in faults if fault is not None]
    for one, fault in left:
        if branch or _names(one) & missing:
            raise fault
    open_ = rows if wanted else _open_to(portfolio, rows, person)
    if left and not rows:
        raise left[0][1]
    if missing or not open_:
        idea = ", ".join(name for name in wanted if name in missing)
        raise NothingWaits(idea=idea or branch or "-")
    if not branch:
        _refuse_rivals(rows, open_, here)
    return Choice(open_, tuple({str(fault.message): fault for _, fault in left}.values()))


def _unfit(held: Held, one: Waiting) -> InnoError | None:
    """Return why nobody can speak on a decision as it stands, None where somebody can."""
    if one.torn:
        return TwoBranches(branch=one.branch, remote=one.torn)
    if one.path.startswith(CHANGES):
        for path, digest in versions(one.data):
            if held.digest(one.tip, path) != digest:
                return NotAsDecided(file=path)
    return None


def _unsaid(held: Held, one: Waiting, policy: Policy, person: str) -> InnoError | None:
    """Return that a file passes for a person's word, whoever pushed it; None where none does.

    What has landed was judged then, by the keys that there were.
    """
    path = path_of(one, person)
    there = held.bytes_at(one.tip, path) if one.branch else None
    if there is None or policy.authority is None or not policy.reviewed:
        return None
    data = plain(there) or {}
    text = data.get("signature")
    key = signer(Signed(statement(data), text if isinstance(text, str) else "", NAMESPACE))
    if key in {row.public for row in policy.authority.gatekeeper(person).keys}:
        return None
    return NotSaid(path=path, person=person, branch=one.branch)


def _names(one: Waiting) -> set[str]:
    return {one.path, str(one.data.get("idea", ""))}


def _open_to(portfolio: Portfolio, rows: Sequence[Waiting], person: str) -> list[Waiting]:
    """Return the decisions that a person did not propose and said nothing of yet."""
    repository = demand(portfolio.root)
    names = [f"{one.tip}:{repository.prefix}{path_of(one, person)}" for one in rows]
    there = objects(Git(repository), names)
    pairs = zip(rows, there, strict=True)
    return [one for one, said in pairs if said is None and one.data.get("proposed_by") != person]


def _refuse_rivals(rows: Iterable[Waiting], open_: Iterable[Waiting], here: str) -> None:
    """Raise `Rivals` where another branch holds other bytes at one path, or after one decision.

    One that a person has spoken on already is a rival too: or the other would be signed unasked.
    """
    places: dict[object, list[Waiting]] = {}
    for one in rows:
        for place in (one.path, (str(one.data.get("idea")), str(one.data.get("after")))):
            places.setdefault(place, []).append(one)
    asked = {(one.branch, one.path) for one in open_}
    for held in places.values():
        several = len({one.digest for one in held}) > 1 and len({one.branch for one in held}) > 1
        if several and any((one.branch, one.path) in asked for one in held):
            told = (f"{one.branch or here} ({one.digest[:8]})" for one in held)
            raise Rivals(path=held[0].path, choices=", ".join(told))
