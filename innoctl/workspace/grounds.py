"""Files of a landing as they are read, and what its decisions stand on: from git objects alone."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from innoctl.model.kinds import idea_of, kind_of
from innoctl.model.values import is_inside
from innoctl.rules.landing import Ground, Landed
from innoctl.vcs.objects import objects
from innoctl.vcs.trees import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from innoctl.vcs.history import Step
    from innoctl.vcs.plumbing import Git


def plain(text: bytes) -> dict[str, Any] | None:
    """Return the mapping that a file holds; None where there is anything wrong with its YAML."""
    from innoctl.store.yaml_document import load

    value, problems = load(text)
    return value if isinstance(value, dict) and not problems else None


class Read:
    """One file of a landing on its way from bytes to what rules see."""

    def __init__(self, path: str, kind: str, oid: str) -> None:
        self.path = path
        self.kind = kind
        self.oid = oid
        self.data: dict[str, Any] | None = None
        self.digest = ""
        self.key = self.importer = ""

    def read(self, text: bytes | None) -> None:
        """Take the file's bytes in; None where there are none."""
        if text is not None:
            self.data = plain(text)
            self.digest = sha256(text).hexdigest()

    def landed(self) -> Landed:
        """Return the file as rules see it."""
        return Landed(self.path, self.data, self.digest, self.key, self.importer)


class Grounds:
    """What decisions stand on, asked of git in two goes: folders first, then files."""

    def __init__(self, git: Git, prefix: str, place: dict[str, int]) -> None:
        self.git = git
        self.prefix = prefix
        self.place = place
        self._paths: dict[tuple[str, str], tuple[str, str]] = {}
        """the idea's file by landing and decision, as it is called before and after"""
        self._texts: dict[str, bytes | None] = {}

    def gather(self, rows: Sequence[tuple[Step, Read]]) -> None:
        """Read what all decisions among these files stand on."""
        decisions = [(row, one) for row, one in rows if one.kind == "decision"]
        folders: dict[str, set[str]] = {}
        for row, one in decisions:
            for commit in filter(None, (row.parent, row.oid)):
                folders.setdefault(self._folder(commit, one), set()).add(idea_of(one.path))
        names: dict[str, dict[str, str]] = {}
        last, entries = "", parse(b"", 20)
        for (folder, ideas), tree in zip(folders.items(), objects(self.git, folders), strict=True):
            oid = tree.oid if tree and tree.kind == "tree" else ""
            if oid != last:  # most often it is as the landing before left it
                last, entries = oid, parse(tree.data, len(oid) // 2) if tree and oid else {}
            month = folder.rpartition("/")[2]
            there = [
                name
                for name, entry in entries.items()
                if idea_of(name) in ideas
                and entry.mode.startswith("100")
                and kind_of(f"ideas/{month}/{name}")
            ]
            names[folder] = _alone(there)
        for row, one in decisions:
            idea = idea_of(one.path)
            name = names[self._folder(row.oid, one)].get(idea, f"{idea}-.yaml")
            known = names[self._folder(row.parent, one)] if row.parent else {}
            folder = f"ideas/{_month(one)}/"
            self._paths[row.oid, one.path] = folder + known.get(idea, name), folder + name
        asked = dict.fromkeys(name for row, one in decisions for name in self._names(row, one))
        found = objects(self.git, asked)
        self._texts = {
            name: one.data if one and one.kind == "blob" else None
            for name, one in zip(asked, found, strict=True)
        }

    def _names(self, row: Step, one: Read) -> Iterator[str]:
        (old, path), base = self._paths[row.oid, one.path], self._base(one)
        for commit, name in ((row.parent, old), (row.oid, path), (base, old), (base, path)):
            if commit:
                yield self._name(commit, name)
        for item in _evidence(one) if base else ():
            yield self._name(base, item)

    def _folder(self, commit: str, one: Read) -> str:
        return f"{commit}:{self.prefix}ideas/{_month(one)}"

    def _name(self, commit: str, path: str) -> str:
        return f"{commit}:{self.prefix}{path}"

    def _base(self, one: Read) -> str:
        said = (one.data or {}).get("base_commit")
        return said if isinstance(said, str) and said in self.place else ""

    def of(self, row: Step, one: Read) -> Ground:
        """Return what one decision stands on."""
        (old, path), base = self._paths[row.oid, one.path], self._base(one)
        return Ground(
            path=path,
            before=self._document(row.parent, old),
            after=self._document(row.oid, path),
            judged=self._document(base, path) or self._document(base, old),
            sums=tuple((item, self._sum(base, item)) for item in _evidence(one)) if base else (),
            known=bool(base) and self.place[base] <= self.place.get(row.parent, len(self.place)),
        )

    def _document(self, commit: str, path: str) -> dict[str, Any] | None:
        text = self._texts.get(self._name(commit, path)) if commit else None
        return None if text is None else plain(text)

    def _sum(self, commit: str, path: str) -> str:
        text = self._texts.get(self._name(commit, path))
        return "" if text is None else sha256(text).hexdigest()


def _month(one: Read) -> str:
    """Return the month that a decision's path names: that of its idea."""
    return one.path.split("/")[1]


def _alone(names: Sequence[str]) -> dict[str, str]:
    """Return the names of idea files by id; of two with one id neither is known to be meant."""
    often = Counter(map(idea_of, names))
    return {idea_of(name): name for name in names if often[idea_of(name)] == 1}


def _evidence(one: Read) -> Iterable[str]:
    """Return the files that a decision says were judged; what lies elsewhere is not there."""
    rows = (one.data or {}).get("evidence")
    paths = (
        [item.get("path") for item in rows if isinstance(item, dict)]
        if isinstance(rows, list)
        else []
    )
    return [path for path in paths if isinstance(path, str) and is_inside(path)]
