"""Allocations that are asked to change: the edit of the landed file, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from innoctl.changes import allocation as make
from innoctl.errors import Finding, UsageError
from innoctl.locale import Text
from innoctl.model.policy_reading import budget_facts
from innoctl.named import NamedTuple
from innoctl.rules.carrying import Allocation, allocations
from innoctl.rules.deciding import euros
from innoctl.workspace.altered import Altered
from innoctl.workspace.booking import UnknownBudget
from innoctl.workspace.records import CONFIGURATION, read_record

if TYPE_CHECKING:
    from innoctl.changes.edit import Edit
    from innoctl.model.policy import BudgetFacts
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.portfolio import Portfolio

FLAGS: Final = {
    "id": "BUDGET",
    "amount": "--amount",
    "why": "--why",
    "on": "--on",
    "carry": "TO",
    "stream": "--stream",
    "kind": "--kind",
    "owner": "--owner",
    "since": "--since",
    "year": "--year",
}
"""The word of the command line that gives a key of an allocation."""
NEAR: Final = 3


class ThereAlready(UsageError):
    """A new allocation has the id of an old one."""

    code = "U975"


class YearStands(UsageError):
    """What is said of a year is not what its file says."""

    code = "U976"


class NotProvisional(UsageError):
    """The year that is to be adopted is final, or is not there."""

    code = "U977"


class Asked(NamedTuple):
    """What is asked: the files as they would be, and what the commit says.

    ``lowered`` are the budgets that get less, each with the day and the cents.
    """

    files: tuple[Altered, ...]
    subject: Text
    lowered: tuple[tuple[str, str, int], ...] = ()


class Budgets:
    """The allocations of the commit that is checked out."""

    def __init__(self, portfolio: Portfolio, view: Committed) -> None:
        self.portfolio, self.view = portfolio, view

    @cached_property
    def rows(self) -> dict[str, Allocation]:
        """Every allocation by its id."""
        files = self.view.budget_files()
        found = (Allocation(p, row) for p in files for row in budget_facts(self._document(p)))
        return {one.budget.id: one for one in found}

    def _document(self, path: str) -> Any:
        """Return what a file says; nothing is decided on allocations that cannot be read."""
        blob = self.view.file(path)
        return read_record(path, blob.data).value if blob else {}

    def named(self, name: str) -> Allocation:
        """Return an allocation, or say which ones resemble it."""
        if name in self.rows:
            return self.rows[name]
        from difflib import get_close_matches

        near = get_close_matches(name.lower(), self.rows, NEAR, 0.5) or list(self.rows)[:NEAR]
        raise UnknownBudget(name=name, near=", ".join(near) or "-")

    def change(self, name: str, line: make.Line) -> Asked:
        """Return what it takes to change an allocation."""
        row = self.named(name)
        lowered = ((name, line.on, _cents(line.amount)),) if line.amount.startswith("-") else ()
        return Asked((self._edited(row, line),), make.allocated(name, line), lowered)

    def carry(self, name: str, other: str, line: make.Line) -> Asked:
        """Return what it takes to carry an amount over: a change on both sides, or none."""
        rows = self.named(name), self.named(other)
        sides = make.carried(name, other, line)
        files = (self._edited(row, side) for row, side in zip(rows, sides, strict=True))
        lowered = (name, line.on, _cents(line.amount))
        return Asked(_joined(files), make.moved(name, other, line), (lowered,))

    def begin(self, begun: make.Begin, year: make.Year, line: make.Line) -> Asked:
        """Return what it takes to begin an allocation, and its year where that has none yet.

        Once its year can be granted on it counts from the day of ``line``, with the reason.
        """
        if begun.id in self.rows:
            raise ThereAlready(budget=begun.id)
        path = make.path(year.year)
        blob = self.view.file(path)
        first = year.since or _first(year.year)
        if blob is not None:
            first = self._agreed(path, year)
        gets = line.on > first and begun.amount != make.NOTHING and begun.amount[0] != "-"
        row = make.later(begun, line) if gets else begun
        if blob is None:
            made = Altered(path, None, make.year_file(year, row), made=True)
        else:
            made = self._made(path, make.beginning(row))
        return Asked((made,), make.begun(begun))

    def adopt(self, year: int) -> Asked:
        """Return what it takes to make a provisional year final."""
        paths = {path: self._document(path).get("status") for path in self.view.budget_files()}
        path = make.path(year)
        if paths.get(path) != "provisional":
            known = sorted(one[8:12] for one, status in paths.items() if status == "provisional")
            raise NotProvisional(year=year, years=", ".join(known) or "-")
        return Asked((self._made(path, make.adopting()),), make.adopted(year))

    def _agreed(self, path: str, year: make.Year) -> str:
        """Return from which day a year that is there can be granted on, if it is the one that is meant."""
        said = self._document(path)
        status = said.get("status", "final")
        since = str(said.get("since") or _first(year.year))
        if (year.provisional and status != "provisional") or year.since not in ("", since):
            raise YearStands(year=year.year, status=status)
        return since

    def _edited(self, row: Allocation, line: make.Line) -> Altered:
        return self._made(row.path, make.adding(row.budget.place, line))

    def _made(self, path: str, edit: Edit) -> Altered:
        from innoctl.store.yaml_edit import apply

        blob = self.view.file(path)
        old = blob.data if blob else b""
        return Altered(path, old, apply(old, (edit,)), (edit,), made=True)

    def findings(self, asked: Asked) -> list[Finding]:
        """Return what speaks against it: its form, where it points, and the money that is not free."""
        before = list(self.rows.values())
        after = [row for row in before if row.path not in {one.path for one in asked.files}]
        found: list[Finding] = []
        for one in asked.files:
            value = read_record(one.path, one.new or b"").value
            inside = list(self._inside(one, value))
            found += inside
            after += [Allocation(one.path, row) for row in budget_facts(value)]
        if not found:
            old = {(row.code, row.field, row.params) for row in allocations(before)}
            found = [
                row
                for row in allocations(after)
                if (row.code, row.field, row.params) not in old and row.code != "B715"
            ]
        if not found:
            found = list(self._taken(asked, [row.budget for row in after]))
        told: dict[tuple[str, str], Finding] = {}
        for row in found:
            told.setdefault((row.code, _flag(row)), row._replace(path=_flag(row), field=()))
        return list(told.values())

    def _inside(self, one: Altered, value: dict[str, Any]) -> Iterator[Finding]:
        """Yield what is wrong with the new text and was not wrong with the old."""
        from innoctl.model.references import references
        from innoctl.model.validate import validate
        from innoctl.rules.references import unresolved

        faults = validate("budget", value)
        old = read_record(one.path, one.old).value if one.old is not None else {}
        known = {(fault.code, fault.field) for fault in validate("budget", old)} if old else set()
        wrong = [fault for fault in faults if (fault.code, fault.field) not in known]
        yield from (Finding(row.code, one.path, row.field, row.params) for row in wrong)
        at = {row.field for row in wrong}
        stood = set(references("budget", old))
        pointers = [row for row in references("budget", value) if row not in stood]
        hidden = frozenset() if self.view.file("people.yaml") else frozenset({"person"})
        pointing = unresolved([(one.path, pointers)], self._known, hidden)
        yield from (row for row in pointing if row.field not in at)

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        from innoctl.model.references import definitions
        from innoctl.rules.references import known_ids

        places = ((kind, self.view.document(path)) for kind, path in CONFIGURATION.items())
        known = known_ids((kind, definitions(kind, data)) for kind, data in places)
        return {**known, "budget": set(self.rows)}

    def _taken(self, asked: Asked, after: Sequence[BudgetFacts]) -> Iterator[Finding]:
        """Yield what is taken of a budget and is not free there, on that day or any later one."""
        from innoctl.workspace.funds import lasting

        for budget, day, cents in asked.lowered:
            left = lasting(self.portfolio.committed, after, {budget}, [day])[day][budget]
            if left < 0:
                have = euros(max(left + cents, 0))
                params = {"budget": budget, "amount": euros(cents), "free": have, "day": day}
                yield Finding.of("D570", "budgets", ("amount",), **params)


def _first(year: int) -> str:
    return f"{year:04}-01-01"


def _cents(amount: str) -> int:
    from innoctl.model.values import signed_cents

    return abs(signed_cents(amount))


def _joined(files: Iterator[Altered]) -> tuple[Altered, ...]:
    """Make the edits of one file together, should both sides of a carry-over stand in it."""
    from innoctl.store.yaml_edit import apply

    found: dict[str, Altered] = {}
    for one in files:
        edits = (*(found[one.path].edits if one.path in found else ()), *one.edits)
        found[one.path] = one._replace(edits=edits, new=apply(one.old or b"", edits))
    return tuple(found.values())


def _flag(row: Finding) -> str:
    """Return the word of the command line that a finding is about."""
    keys = [str(key) for key in row.field if isinstance(key, str)]
    return FLAGS.get(keys[-1], row.path) if keys else row.path
