"""Landings read from git objects: nothing is checked out, and nothing that a branch brings is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.errors import Finding, InnoError
from innoctl.model.kinds import ID_LENGTH, idea_of, kind_of
from innoctl.model.policy_reading import portfolio_facts
from innoctl.model.statement import IMPORT_NAMESPACE, NAMESPACE, statement
from innoctl.named import NamedTuple
from innoctl.rules.landing import Landing, Redrawn
from innoctl.rules.mandate import owner_of
from innoctl.store import shelf
from innoctl.vcs.history import Step, changed, grafted, line_of, listed, steps
from innoctl.vcs.index import own
from innoctl.vcs.objects import object_named, objects
from innoctl.vcs.plumbing import Git
from innoctl.vcs.signature import Signed, signers
from innoctl.vcs.trees import crooked
from innoctl.workspace.begun import FOLDER, Begun
from innoctl.workspace.grounds import Grounds, Read, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    "ideas",
)
"""What tells of decisions and of who may take them."""
_RECORDS: Final = ("decision", "change", "approval")
_SHELF: Final = "signatures"
_VERSION: Final = "1"

Files = tuple[tuple[str, str, str], ...]


class Grafted(InnoError):
    """A clone that says of commits that they have other parents: its history is not everybody's."""

    code = "U979"


class Reader:
    """Landings of one repository, read in bulk; signatures are proved once and remembered."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.git = Git(repository)
        self._paths = tuple(f":(top,literal){repository.prefix}{place}" for place in PLACES)
        self._plain = tuple(f"{repository.prefix}{place}" for place in PLACES)
        self._booked = f"{repository.prefix}ledger/"
        self._ideas = f"{repository.prefix}{FOLDER}"
        self._lines: dict[str, list[str]] = {}

    def day(self, revision: str) -> str:
        """Return the day that ``portfolio.yaml`` fixes at a commit or tree, '' for none."""
        name = f"{revision}:{self.repository.prefix}portfolio.yaml"
        found = object_named(self.git, name)
        return portfolio_facts(plain(found.data) if found else None).today

    def crooked(self, tree: str) -> Iterator[Finding]:
        """Yield the folders of a commit or tree in which git's own commands see different things."""
        for path in crooked(self.git, tree, self.repository.prefix):
            place = path.removeprefix(self.repository.prefix) or "."
            yield Finding.of("G546", place, file=place)

    def astray(self, tip: str, decided: Iterable[str]) -> Iterator[Finding]:
        """Yield the decisions on an idea whose file stands in another month, or in two of them.

        Who decides is read from the idea's file: a second one would choose other judges. A link
        or the commit of another repository is no file that anybody reads.
        """
        below = f"{self.repository.prefix}ideas/"
        months: dict[str, set[str]] = {}
        for path, _, oid in listed(self.git, tip, below):
            month, _, name = path.removeprefix(below).partition("/")
            if oid and kind_of(f"ideas/{month}/{name}"):
                months.setdefault(name[:ID_LENGTH], set()).add(month)
        for path in decided:
            _, month, name = path.split("/")
            others = months.get(name[:ID_LENGTH], {month}) - {month}
            if others:
                yield Finding.of("L514", path, named=month, said=min(others), file=path)

    def line(self, tip: str) -> list[str]:
        """Return the commits on the first line of parents of a commit's id, the oldest first; `Grafted`."""
        if grafted(self.git):
            raise Grafted
        if tip not in self._lines:
            self._lines[tip] = line_of(self.git, tip)
        return self._lines[tip]

    def history(self, tip: str, line: Sequence[str], *, root: str = "") -> list[Step]:
        """Return every step up to ``tip`` with its bookings, the root first: the first commit unless said."""
        first = root or line[0]
        begin = Step(first, "", "", listed(self.git, first, *self._plain, self._booked))
        booked = f":(top,literal){self._booked}"
        return [begin, *steps(self.git, tip, *self._paths, booked, after=first)]

    def landings(self, rows: Sequence[Step], line: Sequence[str]) -> list[Landing]:
        """Return what the steps of a `history` landed of decisions, the root of trust first."""
        rest = self._without(rows, self._booked, self._ideas)
        beside = [row for place, row in enumerate(rest) if row.files or not place]
        begun = Begun(self.git, self.repository.prefix, rows)
        return self._read(beside, line, begun, rows[0].oid)

    def between(
        self, base: str, tip: str, line: Sequence[str], past: Sequence[Step] = ()
    ) -> list[Landing]:
        """Return the landings after ``base`` up to ``tip``, commit by commit, ``past`` before them."""
        return self._proposed(steps(self.git, tip, *self._paths, after=base), line, past)

    def proposed(
        self, base: str, tree: str, line: Sequence[str], past: Sequence[Step] = ()
    ) -> list[Landing]:
        """Return the one landing that brings ``base`` to ``tree``, whatever commits lie between."""
        files = changed(self.git, base, tree, *self._plain)
        return self._proposed([Step(tree, base, "", files)], line, past)

    def _proposed(
        self, rows: Sequence[Step], line: Sequence[str], past: Sequence[Step]
    ) -> list[Landing]:
        """Read all that these steps bring, and what they make of ideas."""
        begun = Begun(self.git, self.repository.prefix, rows, past)
        return self._read(self._without(rows, self._ideas), line, begun, redrawn=begun.redrawn())

    def _without(self, rows: Sequence[Step], *places: str) -> list[Step]:
        """Return these steps without the files in some folders."""
        return [
            row._replace(files=tuple(one for one in row.files if not one[0].startswith(places)))
            for row in rows
        ]

    def _read(
        self,
        rows: Sequence[Step],
        line: Sequence[str],
        begun: Begun,
        root: str = "",
        redrawn: Mapping[str, tuple[Redrawn, ...]] = {},
    ) -> list[Landing]:
        """Read all that these steps brought, with what their decisions stand on."""
        texts = self._texts(rows)
        landed = {row.oid: self._landed(row, texts) for row in rows}
        _prove(self.repository, landed)
        place = {oid: number for number, oid in enumerate(line)}
        grounds = Grounds(self.git, self.repository.prefix, place)
        wanted = [(row, one) for row in rows if row.oid != root for one in landed[row.oid].added]
        grounds.gather(wanted)
        found = [self._landing(row, landed[row.oid], grounds, root=row.oid == root) for row in rows]
        found = [one._replace(redrawn=redrawn.get(one.commit, ())) for one in found]
        streams = begun.streams({idea for one in found for idea in _ideas(one)})
        return [one._replace(begun={i: streams.get(i, "") for i in _ideas(one)}) for one in found]

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
                brought.doubled.append(Read(path, self._kind(full), ""))
                continue
            kind = self._kind(full)
            if kind in _RECORDS and old:
                brought.altered.append(Read(path, kind, new))
            elif kind in _RECORDS:
                brought.added.append(Read(path, kind, new))
            elif kind and owner_of(path):
                brought.policy.append(Read(path, kind, new))
        for one in (*brought.added, *brought.policy, *brought.altered):
            one.read(texts.get(one.oid))
        return brought

    def _landing(self, row: Step, brought: _Brought, grounds: Grounds, *, root: bool) -> Landing:
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


class _Brought(NamedTuple):
    added: list[Read]
    policy: list[Read]
    altered: list[Read]
    doubled: list[Read]


def _ideas(landing: Landing) -> Iterator[str]:
    """Yield the ideas that a landing decides on or alters."""
    yield from (idea_of(row.path) for row in landing.added if row.path.startswith("decisions/"))
    yield from (idea_of(row.path) for row in landing.redrawn)


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


def _keys(rows: Sequence[Read]) -> list[list[str]]:
    tasks = []
    for one in rows:
        data = one.data or {}
        said = statement(data)
        for key, namespace in (("signature", NAMESPACE), ("imported", IMPORT_NAMESPACE)):
            text = data.get(key)
            tasks.append(Signed(said, text if isinstance(text, str) else "", namespace))
    found = signers(tasks)
    return [found[at : at + 2] for at in range(0, len(found), 2)]
