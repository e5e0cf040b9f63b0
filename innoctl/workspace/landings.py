"""Landings read from git objects: nothing is checked out, and nothing that a branch brings is run."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Finding
from innoctl.model.kinds import ID_LENGTH, kind_of
from innoctl.model.policy_reading import portfolio_facts
from innoctl.model.statement import IMPORT_NAMESPACE, NAMESPACE, statement
from innoctl.named import NamedTuple
from innoctl.rules.landing import Ground, Landed, Landing
from innoctl.rules.mandate import owner_of
from innoctl.store import shelf
from innoctl.vcs.history import Step, changed, line_of, listed, steps
from innoctl.vcs.index import own
from innoctl.vcs.objects import objects
from innoctl.vcs.plumbing import Git
from innoctl.vcs.signature import Signed, signers
from innoctl.vcs.trees import crooked, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from innoctl.vcs import Repository

PLACES: Final = (
    "portfolio.yaml",
    "authority.yaml",
    "process.yaml",
    "organisation.yaml",
    "agenda.yaml",
    "process",
    "budgets",
    "decisions",
    "approvals",
)
"""What tells of decisions and of who may take them."""
_RECORDS: Final = ("decision", "change", "approval")
_SHELF: Final = "signatures"
_VERSION: Final = "1"

Files = tuple[tuple[str, str, str], ...]


class Reader:
    """Landings of one repository, read in bulk; signatures are proved once and remembered."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.git = Git(repository)
        self._paths = tuple(f":(top,literal){repository.prefix}{place}" for place in PLACES)
        self._plain = tuple(f"{repository.prefix}{place}" for place in PLACES)
        self._booked = f"{repository.prefix}ledger/"

    def day(self, revision: str) -> str:
        """Return the day that ``portfolio.yaml`` fixes at a commit or tree, '' for none."""
        name = f"{revision}:{self.repository.prefix}portfolio.yaml"
        found = next(iter(objects(self.git, [name])), None)
        return portfolio_facts(plain(found.data) if found else None).today

    def crooked(self, tree: str) -> Iterator[Finding]:
        """Yield the folders of a commit or tree in which git's own commands see different things."""
        for path in crooked(self.git, tree, self.repository.prefix):
            place = path.removeprefix(self.repository.prefix) or "."
            yield Finding.of("G546", place, file=place)

    def line(self, tip: str) -> list[str]:
        """Return the commits on the first line of parents, the oldest first."""
        return line_of(self.git, tip)

    def history(self, tip: str, line: Sequence[str], *, root: str = "") -> list[Step]:
        """Return every step up to ``tip``, bookings too; the root (the first commit unless said) first."""
        first = root or line[0]
        begin = Step(first, "", "", listed(self.git, first, *self._plain, self._booked))
        booked = f":(top,literal){self._booked}"
        return [begin, *steps(self.git, tip, *self._paths, booked, after=first)]

    def landings(self, rows: Sequence[Step], line: Sequence[str]) -> list[Landing]:
        """Return what the steps of a `history` landed beside bookings, the root of trust first."""
        beside: list[Step] = []
        for row in rows:
            files = tuple(file for file in row.files if not file[0].startswith(self._booked))
            beside += [row._replace(files=files)] if files or not beside else []
        return self.read(beside, line, rows[0].oid)

    def between(self, base: str, tip: str, line: Sequence[str]) -> list[Landing]:
        """Return the landings after ``base`` up to ``tip``, commit by commit."""
        return self.read(steps(self.git, tip, *self._paths, after=base), line)

    def proposed(self, base: str, tree: str, line: Sequence[str]) -> list[Landing]:
        """Return the one landing that brings ``base`` to ``tree``, whatever commits lie between."""
        files = changed(self.git, base, tree, *self._plain)
        return self.read([Step(tree, base, "", files)], line)

    def read(self, rows: Sequence[Step], line: Sequence[str], root: str = "") -> list[Landing]:
        """Read all that these steps brought, with what their decisions stand on."""
        texts = self._texts(rows)
        landed = {row.oid: self._landed(row, texts) for row in rows}
        _prove(self.repository, landed)
        place = {oid: number for number, oid in enumerate(line)}
        grounds = _Grounds(self.git, self.repository.prefix, place)
        wanted = [(row, one) for row in rows if row.oid != root for one in landed[row.oid].added]
        grounds.gather(wanted)
        return [self._landing(row, landed[row.oid], grounds, root=row.oid == root) for row in rows]

    def _texts(self, rows: Sequence[Step]) -> dict[str, bytes]:
        oids = dict.fromkeys(
            new for row in rows for path, _, new in row.files if new and self._kind(path)
        )
        found = objects(self.git, oids)
        return {oid: one.data for oid, one in zip(oids, found, strict=True) if one}

    def _kind(self, path: str) -> str:
        kind = kind_of(path.removeprefix(self.repository.prefix))
        return kind.name if kind else ""

    def _landed(self, row: Step, texts: dict[str, bytes]) -> _Brought:
        brought = _Brought([], [], [], [])
        names = [full for full, _, _ in row.files]
        for full, old, new in row.files:
            path = full.removeprefix(self.repository.prefix)
            if names.count(full) > 1 and self._kind(full):
                brought.doubled.append(_Read(path, self._kind(full), ""))
                continue
            kind = self._kind(full)
            if kind in _RECORDS and old:
                brought.altered.append(_Read(path, kind, new))
            elif kind in _RECORDS:
                brought.added.append(_Read(path, kind, new))
            elif kind and owner_of(path):
                brought.policy.append(_Read(path, kind, new))
        for one in (*brought.added, *brought.policy, *brought.altered):
            one.read(texts.get(one.oid))
        return brought

    def _landing(self, row: Step, brought: _Brought, grounds: _Grounds, *, root: bool) -> Landing:
        return Landing(
            commit=row.oid,
            root=root,
            added=tuple(one.landed() for one in brought.added),
            policy=tuple(one.landed() for one in brought.policy),
            altered=tuple(one.landed() for one in brought.altered),
            doubled=tuple(dict.fromkeys(one.path for one in brought.doubled)),
            grounds={
                one.path: grounds.of(row, one)
                for one in brought.added
                if one.kind == "decision" and not root
            },
        )


class _Read:
    """One file of a landing on its way from bytes to what rules see."""

    def __init__(self, path: str, kind: str, oid: str) -> None:
        self.path = path
        self.kind = kind
        self.oid = oid
        self.data: dict[str, Any] | None = None
        self.digest = ""
        self.key = self.importer = ""

    def read(self, text: bytes | None) -> None:
        if text is not None:
            self.data = plain(text)
            self.digest = sha256(text).hexdigest()

    def landed(self) -> Landed:
        return Landed(self.path, self.data, self.digest, self.key, self.importer)


class _Brought(NamedTuple):
    added: list[_Read]
    policy: list[_Read]
    altered: list[_Read]
    doubled: list[_Read]


def plain(text: bytes) -> dict[str, Any] | None:
    """Return the mapping that a file holds; None where there is anything wrong with its YAML."""
    from innoctl.store.yaml_document import load

    value, problems = load(text)
    return value if isinstance(value, dict) and not problems else None


def _prove(repository: Repository, landed: dict[str, _Brought]) -> None:
    """Find out whose key made each signature; what was proved before is remembered by the blob."""
    rows = [one for brought in landed.values() for one in brought.added if one.kind == "approval"]
    signed = [
        one for one in rows if one.data and (one.data.get("signature") or one.data.get("imported"))
    ]
    if not signed:
        return
    folder = own(repository)
    known = shelf.fetch(folder, _SHELF, _VERSION)
    new = {one.oid: one for one in signed if one.oid not in known}
    for oid, keys in zip(new, _keys(list(new.values())), strict=True):
        known[oid] = keys
    if new:
        shelf.keep(folder, _SHELF, _VERSION, known)
    for one in signed:
        one.key, one.importer = known[one.oid]


def _keys(rows: Sequence[_Read]) -> list[list[str]]:
    tasks = []
    for one in rows:
        data = one.data or {}
        said = statement(data)
        for key, namespace in (("signature", NAMESPACE), ("imported", IMPORT_NAMESPACE)):
            text = data.get(key)
            tasks.append(Signed(said, text if isinstance(text, str) else "", namespace))
    found = signers(tasks)
    return [found[at : at + 2] for at in range(0, len(found), 2)]


class _Grounds:
    """What decisions stand on, asked of git in two goes: folders first, then files."""

    def __init__(self, git: Git, prefix: str, place: dict[str, int]) -> None:
        self.git = git
        self.prefix = prefix
        self.place = place
        self._paths: dict[tuple[str, str], str] = {}
        self._texts: dict[str, bytes | None] = {}

    def gather(self, rows: Sequence[tuple[Step, _Read]]) -> None:
        decisions = [(row, one) for row, one in rows if one.kind == "decision"]
        folders = dict.fromkeys(
            f"{row.oid}:{self.prefix}ideas/{one.path.split('/')[1]}" for row, one in decisions
        )
        names: dict[str, dict[str, str]] = {}
        for folder, tree in zip(folders, objects(self.git, folders), strict=True):
            entries = parse(tree.data, len(tree.oid) // 2) if tree and tree.kind == "tree" else {}
            month = folder.rpartition("/")[2]
            there = [
                name
                for name, entry in entries.items()
                if entry.mode.startswith("100") and kind_of(f"ideas/{month}/{name}")
            ]
            names[folder] = _alone(there)
        for row, one in decisions:
            month, file = one.path.split("/")[1:]
            known = names[f"{row.oid}:{self.prefix}ideas/{month}"]
            name = known.get(file[:ID_LENGTH], f"{file[:ID_LENGTH]}-.yaml")
            self._paths[row.oid, one.path] = f"ideas/{month}/{name}"
        asked = dict.fromkeys(name for row, one in decisions for name in self._names(row, one))
        found = objects(self.git, asked)
        self._texts = {
            name: one.data if one else None for name, one in zip(asked, found, strict=True)
        }

    def _names(self, row: Step, one: _Read) -> Iterator[str]:
        path = self._paths[row.oid, one.path]
        base = self._base(one)
        for commit in (row.parent, row.oid, base):
            if commit:
                yield self._name(commit, path)
        for item in _evidence(one) if base else ():
            yield self._name(base, item)

    def _name(self, commit: str, path: str) -> str:
        return f"{commit}:{self.prefix}{path}"

    def _base(self, one: _Read) -> str:
        said = (one.data or {}).get("base_commit")
        return said if isinstance(said, str) and said in self.place else ""

    def of(self, row: Step, one: _Read) -> Ground:
        """Return what one decision stands on."""
        path, base = self._paths[row.oid, one.path], self._base(one)
        return Ground(
            path=path,
            before=self._document(row.parent, path),
            after=self._document(row.oid, path),
            judged=self._document(base, path),
            sums=tuple((item, self._sum(base, item)) for item in _evidence(one)) if base else (),
            known=bool(base) and self.place[base] <= self.place.get(row.parent, len(self.place)),
        )

    def _document(self, commit: str, path: str) -> dict[str, Any] | None:
        text = self._texts.get(self._name(commit, path)) if commit else None
        return None if text is None else plain(text)

    def _sum(self, commit: str, path: str) -> str:
        text = self._texts.get(self._name(commit, path))
        return "" if text is None else sha256(text).hexdigest()


def _alone(names: Sequence[str]) -> dict[str, str]:
    """Return the names of idea files by id; of two with one id neither is known to be meant."""
    ids = [name[:ID_LENGTH] for name in names]
    return {key: name for key, name in zip(ids, names, strict=True) if ids.count(key) == 1}


def _evidence(one: _Read) -> Iterable[str]:
    rows = (one.data or {}).get("evidence")
    paths = (
        [item.get("path") for item in rows if isinstance(item, dict)]
        if isinstance(rows, list)
        else []
    )
    return [path for path in paths if isinstance(path, str) and "\n" not in path]
