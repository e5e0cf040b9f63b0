"""A bookkeeping export at the door: all lines that the rules let in become one commit, or none do (V31)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from innoctl.changes import book, export
from innoctl.changes.edit import Change, File
from innoctl.changes.export import Entry, Setting
from innoctl.errors import Finding
from innoctl.locale import N_, Text
from innoctl.model.facts import LineFacts
from innoctl.model.kinds import idea_of
from innoctl.named import NamedTuple
from innoctl.rules.accepting import Candidate, accept
from innoctl.rules.deciding import euros
from innoctl.rules.funding import funded
from innoctl.rules.life import chain
from innoctl.store import files
from innoctl.store.csv_lines import NoLines, Table
from innoctl.workspace.billed import Filled, booked_twice
from innoctl.workspace.booking import UnreadableLedger, ledger_lines
from innoctl.workspace.commit import settle
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.overviews import by_idea
from innoctl.workspace.records import trailers
from innoctl.workspace.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from innoctl.model.facts import DecisionFacts, IdeaFacts
    from innoctl.store.csv_lines import Read
    from innoctl.workspace.portfolio import Portfolio

NAMED: Final = 50
"""Up to so many ideas are named in the commit's trailers."""
ROOM: Final = 64
"""Bytes that a line may take beside what it says, whatever the style of its file."""


class Asked(NamedTuple):
    """How the file is to be read; '' for what it shows itself."""

    maps: Mapping[str, str]
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    what: str = ""
    booked_by: str = ""


class Plan(NamedTuple):
    """What an import would do; ``change`` is None where there is nothing to book.

    ``twice`` are the lines with an invoice that another idea has booked too.
    """

    change: Change | None
    booked: int
    ideas: int
    skipped: int
    refused: list[Refused]
    told: Counter[str]
    twice: list[tuple[int, Finding]]
    header: list[str]
    delimiter: str


def planned(portfolio: Portfolio, path: Path, asked: Asked, today: date) -> Plan:
    """Return what importing this file would do, or raise why it cannot be read as a whole; writes nothing."""
    settle(portfolio.root)
    with Table(path, asked.encoding, asked.delimiter) as table:
        records = table.records()
        first = next(records, None)
        if first is None or first.fact:
            raise NoLines(path=path)
        rows, unread = _sound(records, len(first.fields))
    if not rows and not unread:
        raise NoLines(path=path)
    fixed = {"what"} if asked.what else set()
    places = export.columns(first.fields, asked.maps, fixed, str(path))
    decimal = asked.decimal or export.decimal(path.name, rows, places["amount"])
    how = Setting(places, decimal, today.isoformat(), asked.what, asked.booked_by)
    made = _Import(portfolio, how, rows, unread)
    return made.plan(first.fields, table.delimiter, path.name)


def _sound(records: Iterable[Read], width: int) -> tuple[dict[int, list[str]], list[Refused]]:
    """Part the records that have the form of a line from those that have not."""
    rows: dict[int, list[str]] = {}
    unread: list[Refused] = []
    for one in records:
        if one.fact:
            why = Finding.of("I101", "", (), fact=one.fact)
        elif len(one.fields) != width:
            why = Finding.of("I102", "", (), count=len(one.fields), asked=width)
        elif one.cut:
            why = Finding.of("I103", "", ())
        else:
            rows[one.number] = one.fields
            continue
        unread.append(Refused(one.number, one.fields, why))
    return rows, unread


class _Import:
    """The lines of one file, idea by idea."""

    def __init__(
        self, portfolio: Portfolio, how: Setting, rows: dict[int, list[str]], unread: list[Refused]
    ) -> None:
        self.portfolio = portfolio
        self.how = how
        self.rows = rows
        self.refused = unread
        self.skipped = self.booked = 0
        self.told: Counter[str] = Counter()
        self.budgets = {row.id: row for row in portfolio.budgets()}
        self.persons = portfolio.people().persons
        self.paths: dict[str, list[str]] = {}
        for path in portfolio.idea_files():
            self.paths.setdefault(idea_of(path), []).append(path)
        self.seen: dict[tuple[object, ...], int] = {}
        self.filled: list[Filled] = []

    def plan(self, header: list[str], delimiter: str, name: str) -> Plan:
        """Return what importing them would do."""
        asking: dict[str, list[Entry]] = {}
        for number, fields in self.rows.items():
            one = export.entry(number, fields, self.how)
            if isinstance(one, Finding):
                self._refuse(number, one)
            elif self._known(one):
                asking.setdefault(one.idea, []).append(one)
        index = self.portfolio.index
        ideas = {entry.facts.id: entry.facts for entry in index.ideas(ids=asking)}
        decisions = by_idea(entry.facts for entry in index.decisions(ideas=asking))
        made: list[File] = []
        for idea in sorted(asking):
            if idea not in ideas:
                for one in asking[idea]:
                    self._no(one, "I112", value=idea)
                continue
            counting = chain(decisions.get(idea, ())).counting
            made += self._of_idea(ideas[idea], counting, asking[idea])
        self.refused.sort(key=lambda row: row.number)
        change = self._change(made, name) if made else None
        twice = list(booked_twice(self.portfolio, self.filled))
        self.told.update(one.code for _number, one in twice)
        return Plan(
            change, self.booked, len(made), self.skipped, self.refused, self.told, twice, header,
            delimiter,
        )  # fmt: skip

    def _change(self, made: list[File], name: str) -> Change:
        said = N_("import {count} bookings on {ideas} ideas from {file}")
        subject = Text.of(said, count=self.booked, ideas=len(made), file=name)
        ideas = [idea_of(file.path) for file in made]
        return Change(
            tuple(made), subject, trailers("budget import", *ideas[: NAMED * (len(ideas) <= NAMED)])
        )

    def _refuse(self, number: int, why: Finding) -> None:
        self.refused.append(Refused(number, self.rows[number], why))

    def _no(self, one: Entry, code: str, **params: object) -> None:
        self._refuse(one.number, Finding.of(code, "", (), **params))

    def _known(self, one: Entry) -> bool:
        """Refuse what names something that is not there, or stands in the file twice."""
        row = one.row
        key: tuple[object, ...] = (one.idea, row.what, row.budget, row.reference)
        if row.cents < 0 and not row.corrects:
            key = (*key, row.cents, row.on)
        if len(self.paths.get(one.idea, ())) != 1:
            self._no(one, "I112", value=one.idea)
        elif row.budget not in self.budgets:
            self._no(one, "I113", value=row.budget)
        elif self.persons and row.booked_by not in self.persons:
            self._no(one, "I121", value=row.booked_by)
        elif row.what == "release" and row.cents < 0:
            self._no(one, "I123")
        elif key in self.seen:
            self._no(one, "I115", reference=row.reference, budget=row.budget, line=self.seen[key])
        else:
            self.seen[key] = one.number
            return True
        return False

    def _of_idea(
        self, idea: IdeaFacts, counting: Sequence[DecisionFacts], asking: list[Entry]
    ) -> list[File]:
        """Judge all lines on one idea once, and return what becomes of its ledger."""
        month = self.paths[idea.id][0].split("/")[1]
        path = f"ledger/{month}/{idea.id}.yaml"
        data = files.read(self.portfolio.root, path)
        try:
            lines = ledger_lines(path, data) if data is not None else ()
        except UnreadableLedger:
            for one in asking:
                self._no(one, "I119")
            return []
        process = self.portfolio.process(idea.stream)
        own = funded(idea.id, counting, lines, process)
        new = [Candidate(one.number, one.row) for one in self._unbooked(lines, asking)]
        verdict = accept(own, self.budgets, process, new, self.how.today)
        for candidate, why in verdict.refused:
            self._refuse(candidate.number, why)
        fitting = self._fitting(verdict.accepted, len(data or b""))
        end = len(lines) + len(fitting)
        self.told.update(one.code for one in verdict.told if int(one.field[1]) < end)
        if not fitting:
            return []
        self.booked += len(fitting)
        self.filled.append(Filled(path, lines, verdict.accepted[: len(fitting)]))
        ledger = book.Ledger(idea.id, idea.title, path, fingerprint(data) or "")
        return [book.file(ledger, fitting)]

    def _unbooked(self, lines: Sequence[LineFacts], asking: list[Entry]) -> list[Entry]:
        """Return the lines that are not booked yet; what is booked otherwise is refused."""
        there = {(row.what, row.budget, row.reference): row for row in lines}
        back = Counter(
            (row.what, row.budget, row.corrects, row.on, row.cents) for row in lines if row.corrects
        )
        originals = {(o.row.what, o.row.budget, o.row.reference) for o in asking if o.row.cents > 0}
        taken = {row.reference for row in lines} | {one.row.reference for one in asking}
        found = []
        for one in asking:
            row = one.row
            key = (row.what, row.budget, row.reference)
            if row.cents < 0 and not row.corrects:
                booked = (*key, row.on, row.cents)
                if back[booked]:
                    back[booked] -= 1
                    self.skipped += 1
                elif key in there or key in originals:
                    name = _free_name(row.reference, taken)
                    found.append(
                        one._replace(row=row._replace(corrects=row.reference, reference=name))
                    )
                else:
                    self._no(one, "I117")
            elif key not in there:
                found.append(one)
            elif self._same(there[key], row):
                self.skipped += 1
            else:
                was = there[key]
                params = {"amount": euros(was.cents), "day": was.on, "budget": was.budget}
                self._no(one, "I116", reference=row.reference, **params)
        return found

    def _same(self, was: LineFacts, row: LineFacts) -> bool:
        """Tell whether a line says what is booked: its day and amount, and what it draws on if it says."""
        told = [name for name in ("commitment", "corrects") if name in self.how.columns]
        names = ("on", "cents", *told)
        return all(getattr(was, name) == getattr(row, name) for name in names)

    def _fitting(self, accepted: list[Candidate], size: int) -> list[LineFacts]:
        """Return the lines for which the file has room."""
        from innoctl.store.yaml_document import SIZE

        fitting = []
        for place, one in enumerate(accepted):
            size += sum(len(str(value).encode()) + 16 for value in one.row) + ROOM
            if size > SIZE:
                for late in accepted[place:]:
                    self._refuse(late.number, Finding.of("I122", "", ()))
                break
            fitting.append(one.row)
        return fitting


def _free_name(reference: str, taken: set[str]) -> str:
    """Return a reference for a credit note that has none of its own, and keep it taken."""
    number = 1
    while (name := f"{reference}-c{number}") in taken:
        number += 1
    taken.add(name)
    return name
