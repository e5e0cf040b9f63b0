"""Which of the decisions that wait somebody means: of two that cannot both land never both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.errors import InnoError, UsageError
from innoctl.named import NamedTuple
from innoctl.vcs import demand
from innoctl.vcs.branch import current
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Git
from innoctl.workspace.approving import TwoBranches, Waiting, path_of, waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innoctl.workspace.portfolio import Portfolio


class NothingWaits(InnoError):
    """There is no decision that approval could still change anything about."""

    code = "U953"


class Rivals(UsageError):
    """Several decisions wait of which one can land at most, and no branch is named."""

    code = "U972"


class Choice(NamedTuple):
    """The decisions that are meant, and the branches that are left out, for they went two ways."""

    rows: list[Waiting]
    torn: tuple[TwoBranches, ...]


def meant(portfolio: Portfolio, wanted: Sequence[str], branch: str, person: str) -> Choice:
    """Return the decisions that are named by idea or path, else all that wait for a person's word.

    ``branch`` is a gate branch, or the one that is checked out for what landed; '' for any.
    Raises `NothingWaits`, `Rivals`, and `TwoBranches` where that branch is the one that is meant.
    """
    here = current(demand(portfolio.root)) or "HEAD"
    every = [one for one in waiting(portfolio) if branch in ("", one.branch or here)]
    found = [one for one in every if not wanted or _names(one) & {*wanted}]
    rows = [one for one in found if not one.torn]
    missing = {*wanted} - {name for one in rows for name in _names(one)}
    torn = [one for one in found if one.torn]
    errors = {one.branch: TwoBranches(branch=one.branch, remote=one.torn) for one in torn}
    for one in torn:
        if branch or _names(one) & missing:
            raise errors[one.branch]
    open_ = rows if wanted else _open_to(portfolio, rows, person)
    if missing or not open_:
        idea = ", ".join(name for name in wanted if name in missing)
        raise NothingWaits(idea=idea or branch or "-")
    if not branch:
        _refuse_rivals(rows, open_, here)
    return Choice(open_, tuple(errors.values()))


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
        for place in (one.path, (one.data.get("idea"), str(one.data.get("after")))):
            places.setdefault(place, []).append(one)
    asked = {(one.branch, one.path) for one in open_}
    for held in places.values():
        several = len({one.digest for one in held}) > 1 and len({one.branch for one in held}) > 1
        if several and any((one.branch, one.path) in asked for one in held):
            told = (f"{one.branch or here} ({one.digest[:8]})" for one in held)
            raise Rivals(path=held[0].path, choices=", ".join(told))
