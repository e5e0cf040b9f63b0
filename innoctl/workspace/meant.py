"""Which idea a person means by a word: by the names of the files alone, and near misses if none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.errors import UsageError
from innoctl.locale import N_, Text
from innoctl.model.kinds import ID_LENGTH

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NEAR: Final = 5
"""So many near misses are offered; more would hide the right one."""


class UnknownIdea(UsageError):
    """No idea has this id, start of an id, or part of a slug."""

    code = "U702"

    def __init__(self, *, name: str, near: list[str]) -> None:
        super().__init__(name=name, near=", ".join(near))

    @property
    def way_out(self) -> Text:
        """Name the near misses; without any, where to look."""
        near = dict(self.params)["near"]
        return super().way_out if near else Text(N_("see which ideas there are: innoctl list"))


class AmbiguousIdea(UsageError):
    """More than one idea fits what was given."""

    code = "U703"

    def __init__(self, *, name: str, candidates: list[str]) -> None:
        more = ", ..." if len(candidates) > NEAR else ""
        super().__init__(
            name=name, count=len(candidates), candidates=", ".join(candidates[:NEAR]) + more
        )


def spelled(name: str) -> str:
    """Return a name as files have it: in lower case, with ``-`` between its words."""
    return "-".join(name.lower().split())


def stem(path: str) -> str:
    """Return the name of an idea's file: its id and its slug."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def meant(name: str, listing: Mapping[str, Collection[str]]) -> str:
    """Return the path of the idea that ``name`` means; ``listing`` are the names by folder."""
    asked = spelled(name)
    found = sorted(_fitting(asked, listing)) if asked else []
    if len(found) > 1:
        raise AmbiguousIdea(name=name, candidates=[stem(path) for path in found])
    if not found:
        stems = [one for names in listing.values() for one in names]
        raise UnknownIdea(name=name, near=_near(asked, stems))
    return found[0]


def _fitting(asked: str, listing: Mapping[str, Collection[str]]) -> list[str]:
    """Return the paths that fit best: by id, else by start of the name, else by part of the slug."""
    for fits in (
        lambda name: name[:ID_LENGTH] == asked,
        lambda name: name.startswith(asked),
        lambda name: name[ID_LENGTH + 1 :] == asked,
        lambda name: asked in name[ID_LENGTH + 1 :],
    ):
        found = [
            f"{at}/{name}.yaml" for at, names in listing.items() for name in names if fits(name)
        ]
        if found:
            return found
    return []


def _near(asked: str, stems: Collection[str]) -> list[str]:
    from difflib import get_close_matches

    by_id = {name[:ID_LENGTH]: name for name in stems}
    by_slug = {name[ID_LENGTH + 1 :]: name for name in stems}
    ids = [by_id[match] for match in get_close_matches(asked, by_id, 3)]
    slugs = [by_slug[match] for match in get_close_matches(asked, by_slug, 3)]
    return list(dict.fromkeys(ids + slugs))[:NEAR]
