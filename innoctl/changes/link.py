"""Ties between two ideas: written in one file, true of both (V14, V28)."""

from __future__ import annotations

from typing import Any

from innoctl.changes.edit import Append, Edit, Remove
from innoctl.errors import InnoError
from innoctl.locale import N_, Text
from innoctl.named import NamedTuple

Record = dict[str, Any]


class SelfLink(InnoError):
    """An idea cannot be tied to itself."""

    code = "U840"


class LinkedAlready(InnoError):
    """The two are tied in this way, from the one side or the other."""

    code = "U841"


class NotLinked(InnoError):
    """There is no such tie to take away."""

    code = "U842"


class Tie(NamedTuple):
    """One edit in the idea with this id."""

    id: str
    edit: Edit


def link(first: Record, second: Record, relation: str, note: str = "") -> Tie:
    """Return the edit that ties ``first`` to ``second``; it stands in the first one's file."""
    if first["id"] == second["id"]:
        raise SelfLink(id=first["id"])
    if ties(first, second, relation):
        raise LinkedAlready(first=first["id"], second=second["id"], relation=relation)
    value = {"to": second["id"], "relation": relation, **({"note": note} if note else {})}
    return Tie(first["id"], Append(("links",), value))


def unlink(first: Record, second: Record, relation: str = "") -> list[Tie]:
    """Return the edits that take ties away, in whichever file they stand; all without a relation."""
    found = ties(first, second, relation)
    if not found:
        raise NotLinked(first=first["id"], second=second["id"])
    return [
        edit
        for record in (first, second)
        for edit in _removed(record, [at for holder, at in found if holder == record["id"]])
    ]


def _removed(record: Record, places: list[int]) -> list[Tie]:
    """Take the last one first, so that the places of the others stay; an emptied list goes too."""
    if len(places) == len(_links(record)):
        return [Tie(record["id"], Remove(("links",)))] if places else []
    return [Tie(record["id"], Remove(("links", at))) for at in reversed(places)]


def _links(record: Record) -> list[Any]:
    links = record.get("links")
    return links if isinstance(links, list) else []


def ties(first: Record, second: Record, relation: str = "") -> list[tuple[str, int]]:
    """Return where ties between the two stand: the holder's id and the place in its list."""
    pairs = ((first, second), (second, first))
    return [
        (holder["id"], at)
        for holder, other in pairs
        for at, held in enumerate(_links(holder))
        if isinstance(held, dict)
        and held.get("to") == other["id"]
        and relation in ("", held.get("relation"))
    ]


def subject(first: Record, second: Record, relation: str, *, removed: bool) -> Text:
    """Return what the commit says."""
    if removed:
        return Text.of(
            N_("untie {first} and {second}: {title}"),
            first=first["id"],
            second=second["id"],
            title=first.get("title"),
        )
    return Text.of(
        N_("tie {first} to {second} ({relation:relation}): {title}"),
        first=first["id"],
        second=second["id"],
        relation=relation,
        title=first.get("title"),
    )
