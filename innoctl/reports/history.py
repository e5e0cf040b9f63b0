"""What happened to one idea, commit by commit, in the words of the field instead of lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

from innoctl.errors import Field
from innoctl.named import NamedTuple

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""A value as the store reads it; the same as that of `innoctl.changes`, which is no neighbour."""

What = Literal[
    "created", "deleted", "changed", "added", "removed",
    "answered", "linked", "unlinked", "decided", "approved", "unreadable",
]  # fmt: skip

NAMED: Final = ("id", "to", "person", "stream")
"""What tells the items of a list apart, the first that all of them have."""


class Difference(NamedTuple):
    """One value that differs between two versions of a record."""

    what: Literal["changed", "added", "removed"]
    field: Field
    old: Plain
    new: Plain


class HistoryRow(NamedTuple):
    """One thing that happened. ``when`` is the commit's own time (ISO 8601): not an event's date."""

    when: str
    who: str
    commit: str
    subject: str
    path: str
    what: What
    field: Field
    old: Plain
    new: Plain


class Version(NamedTuple):
    """A file before or after a commit: None where there was no file, else its value.

    ``readable`` is false when it was there, but not fit to read.
    """

    value: Plain
    readable: bool = True


def events(path: str, old: Version, new: Version) -> list[tuple[What, Field, Plain, Plain]]:
    """Return what a commit did to one file (path from the portfolio)."""
    if not (old.readable and new.readable):
        return [("unreadable", (), None, None)]
    if old.value is None or new.value is None:
        return [(_whole(path, gone=new.value is None), (), old.value, new.value)]
    return [(_word(one), one.field, one.old, one.new) for one in differences(old.value, new.value)]


def differences(old: Plain, new: Plain, field: Field = ()) -> list[Difference]:
    """Return every value in which two plain values differ, in the order in which they stand."""
    if isinstance(old, dict) and isinstance(new, dict):
        return list(_mappings(old, new, field))
    if isinstance(old, list) and isinstance(new, list):
        return list(_lists(old, new, field))
    same = type(old) is type(new) and old == new  # True is no 1 here
    return [] if same else [Difference("changed", field, old, new)]


def _mappings(old: dict[str, Plain], new: dict[str, Plain], field: Field) -> Iterator[Difference]:
    for key in (key for key in old if key not in new):
        yield Difference("removed", (*field, key), old[key], None)
    for key, value in new.items():
        if key not in old:
            yield Difference("added", (*field, key), None, value)
        else:
            yield from differences(old[key], value, (*field, key))


def _lists(old: list[Plain], new: list[Plain], field: Field) -> Iterator[Difference]:
    """Compare item by item: by what names them, else by what they are."""
    name = _naming(old, new)
    before, after = _keyed(old, name), _keyed(new, name)
    for key, (place, value) in before.items():
        if key not in after:
            yield Difference("removed", (*field, place), value, None)
    for key, (place, value) in after.items():
        if key not in before:
            yield Difference("added", (*field, place), None, value)
        elif name:
            yield from differences(before[key][1], value, (*field, place))


def _naming(*lists: list[Any]) -> str | None:
    """Return the key that tells all items apart in each of the lists, if there is one."""
    for name in NAMED:
        if all(_tells_apart(name, items) for items in lists):
            return name
    return None


def _tells_apart(name: str, items: list[Any]) -> bool:
    names = [item.get(name) for item in items if isinstance(item, dict)]
    known = [repr(value) for value in names if value is not None]
    return len(known) == len(items) == len(set(known))


def _keyed(items: list[Any], name: str | None) -> dict[tuple[str, int], tuple[int, Plain]]:
    """Give each item a key; equal ones without a name are told apart by their number."""
    keyed: dict[tuple[str, int], tuple[int, Plain]] = {}
    seen: dict[str, int] = {}
    for place, item in enumerate(items):
        word = repr(item[name] if name else item)
        seen[word] = seen.get(word, 0) + 1
        keyed[word, seen[word]] = (place, item)
    return keyed


def _whole(path: str, *, gone: bool) -> What:
    if gone:
        return "deleted"
    if path.startswith("decisions/"):
        return "decided"
    return "approved" if path.startswith("approvals/") else "created"


def _word(one: Difference) -> What:
    """Return the field's own word for a difference where it has one."""
    if one.field[:1] == ("links",) and one.what != "changed":
        return "linked" if one.what == "added" else "unlinked"
    if one.field[:1] == ("feedback",) and one.what == "added":
        return "answered"
    return one.what
