"""One idea for its submitter: what became of it, in words, and then all that its file says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from innoctl.locale import gettext as _
from innoctl.locale.keys import PARTS
from innoctl.locale.words import VALUES, label, word
from innoctl.named import NamedTuple
from innoctl.render.called import Called
from innoctl.render.idea_parts import numbered, spelt
from innoctl.render.idea_words import BESIDE, FACTS, PEOPLE, REST, TEXTS
from innoctl.render.names import WAITS
from innoctl.render.page import EMPTY, Block, Line, Span
from innoctl.render.people import amount
from innoctl.render.people import day as spoken_day
from innoctl.render.safe import line, lines
from innoctl.render.wrapped import wrapped_line
from innoctl.rules.life import Life
from innoctl.rules.waiting import Wait

Record = dict[str, Any]
Ties = tuple[tuple[str, str, str, bool], ...]


class Subject(NamedTuple):
    """What a page tells of: the idea's record, its decisions, and what follows from them.

    ``corrections`` are pairs of numbers: of a decision, and of the one in its place.
    """

    idea: Record
    decisions: tuple[tuple[str, Record], ...]
    life: Life | None
    wait: Wait | None
    ties: Ties
    corrections: tuple[tuple[str, str], ...] = ()


class IdeaPage:
    """Draws one idea; ``width`` 0 is for a file or a pipe, where no line is broken."""

    def __init__(self, called: Called, day: date, width: int) -> None:
        self.called = called
        self.names = called.names
        self.day = day
        self.width = width

    def page(self, subject: Subject) -> Block:
        """Return the whole page."""
        idea = subject.idea
        rows = [
            *self._head(subject),
            *self._section(_("What became of it"), self._story(subject)),
            *self._section(_("The idea"), self._texts(idea)),
            *self._section(_("At a glance"), self._facts(idea, FACTS)),
            *self._section(_("People"), self._facts(idea, PEOPLE)),
            *self._section(_("Ties"), self._ties(subject.ties)),
            *self._section(_("The work on it"), self._rest(subject)),
        ]
        return [part for row in rows for part in wrapped_line(row, self.width)]

    def _section(self, title: str, rows: Iterator[Line]) -> Block:
        found = list(rows)
        return [EMPTY, (Span(title, "head"),), *found] if found else []

    def _head(self, subject: Subject) -> Block:
        idea, life = subject.idea, subject.life
        stream = life.stream if life else _str(idea, "stream")
        phase, state = (
            (life.phase, life.state) if life else (_str(idea, "phase"), _str(idea, "state"))
        )
        about = [_str(idea, "id"), self.names.stream(stream), self.names.phase(phase)]
        about += [_(word("state", state))] if state != phase else []
        rows: Block = [
            (Span(line(_str(idea, "title")), "title"),),
            (Span(line(" · ".join(about)), "dim"),),
        ]
        return [*rows, *(self._standing(life, subject.wait) if life else [])]

    def _standing(self, life: Life, wait: Wait | None) -> Block:
        visit = life.visit
        since = self._date(visit.entered_on)
        days = visit.days(self.day)
        if life.state in {"stopped", "embedded"} and visit.left_on:
            since, days = self._date(visit.left_on), 0
        text = (
            _("so since {date}").format(date=since)
            if not days
            else _("in this phase since {date}: {days} days").format(date=since, days=days)
        )
        rows: Block = [(Span(text),)]
        if life.back_on:
            rows.append((Span(_("on hold until {date}").format(date=self._date(life.back_on))),))
        if wait:
            waiter = self.names.waiter(wait.who, wait.role, life.stream)
            told = _("waits for {who}: {what}, {days} days").format(
                who=waiter, what=_(WAITS[wait.what]), days=(self.day - wait.since).days
            )
            rows.append((Span(line(told), "late"),))
        return rows

    def _story(self, subject: Subject) -> Iterator[Line]:
        """Tell by date what happened between the submitter and those who decide."""
        idea = subject.idea
        told: list[tuple[str, int, list[str]]] = []
        person = self.names.person(_str(idea, "submitter"))
        submitted = _("handed in by {name}").format(name=person) if person else _("handed in")
        told.append((_str(idea, "submitted_on"), 0, [submitted]))
        for part in _parts(idea, "handed_in"):
            gate = self.names.gate(_str(part, "gate"))
            told.append(
                (_str(part, "on"), 1, [_("dossier handed in for the {gate}").format(gate=gate)])
            )
        for path, record in subject.decisions:
            what, *rest = self._decided(record)
            marked = " · ".join([what, *_marks(subject, numbered(path))])
            told.append((_str(record, "decided_on"), 2, [marked, *rest]))
        for part in _parts(idea, "feedback"):
            who = self.names.person(_str(part, "by"))
            answer = _("{name} answered the submitter:").format(name=who)
            told.append((_str(part, "on"), 3, [answer, _str(part, "text")]))
        for day, _order, texts in sorted(told, key=lambda row: row[:2]):
            yield (Span(f"  {self._date(day)}  ", "dim"), Span(line(texts[0])))
            for text in filter(None, texts[1:]):
                yield from self._text(text, "    ")

    def _decided(self, record: Record) -> Iterator[str]:
        """Put a decision in words: what was decided and why, what it asks, what it teaches."""
        what, outcome = _str(record, "what"), _str(record, "outcome")
        if what in BESIDE:
            yield _(BESIDE[what]) + (f": {to}" if (to := self._to(record)) else "")
        else:
            said = _("{gate}: {outcome}").format(
                gate=self.names.gate(what), outcome=_(word("outcome", outcome))
            )
            reason = self.names.reason(_str(record, "reason_code"))
            yield f"{said} ({reason})" if reason else said
        if _str(record, "until"):
            yield _("until {date}").format(date=self._date(_str(record, "until")))
        yield _str(record, "rationale")
        for part in _parts(record, "conditions"):
            yield _("condition: {text} ({owner}, before {date})").format(
                text=_str(part, "text"),
                owner=self.names.person(_str(part, "owner")),
                date=self._date(_str(part, "due")),
            )
        for missing in _list(record, "missing"):
            yield _("missing: {text}").format(text=missing)
        if lesson := _str(record, "lesson"):
            yield _("learnt: {text}").format(text=lesson)
        if message := _str(record, "to_submitter"):
            yield _("to the submitter: {text}").format(text=message)

    def _to(self, record: Record) -> str:
        stream = _str(record, "to_stream")
        return self.names.stream(stream) if stream else ""

    def _texts(self, idea: Record) -> Iterator[Line]:
        for field in TEXTS:
            if text := _str(idea, field):
                yield (Span(f"  {_(label(field))}", "dim"),)
                yield from self._text(text, "    ")

    def _facts(self, idea: Record, fields: tuple[str, ...]) -> Iterator[Line]:
        for field in fields:
            if idea.get(field) not in (None, "", []):
                yield from self._entry(_(label(field)), self._said(field, idea[field]), "  ")

    def _ties(self, ties: Ties) -> Iterator[Line]:
        for relation, idea, title, inward in ties:
            arrow = "←" if inward else "→"
            said = _(word("relation", relation))
            yield (Span(f"  {arrow} {said} ", "dim"), Span(line(f"{idea} {title}")))

    def _rest(self, subject: Subject) -> Iterator[Line]:
        decisions = {numbered(path): record for path, record in subject.decisions}
        for field in REST:
            value = spelt(field, subject.idea.get(field), self.names, decisions)
            if value not in (None, "", []):
                yield (Span(f"  {_(label(field))}", "dim"),)
                yield from self._nested(field, value, "    ")

    def _nested(self, field: str, value: object, indent: str) -> Iterator[Line]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from self._entry(str(key), inner, indent)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for item in value:
                rows = list(self._nested(field, item, f"{indent}  "))
                yield from _with_bullet(rows, indent)
        else:
            yield from self._text(self._said(field, value), indent)

    def _entry(self, key: str, value: object, indent: str) -> Iterator[Line]:
        title = line(_(PARTS.get(key, key)))
        nested = isinstance(value, dict) or (
            isinstance(value, list) and any(isinstance(item, dict) for item in value)
        )
        if nested:
            yield (Span(f"{indent}{title}:", "dim"),)
            yield from self._nested(key, value, f"{indent}  ")
            return
        head = f"{indent}{title}: "
        rows = list(self._text(" " * len(head) + self._said(key, value), ""))
        first = "".join(span.text for span in rows[0])
        yield (Span(head, "dim"), Span(first[len(head) :]))
        for row in rows[1:]:
            yield (Span(f"{indent}  "), *row)

    def _said(self, field: str, value: object) -> str:
        """Return a value in words."""
        if isinstance(value, list):
            return ", ".join(self._said(field, item) for item in value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return self._named(field, str(value))

    def _named(self, field: str, text: str) -> str:
        said = self.called.value(field, text)
        if said != text or field in VALUES:
            return said
        return self._amount(text) if field == "amount" else self._date(text)

    def _text(self, text: str, indent: str) -> Iterator[Line]:
        """Yield a text as it stands; only where a screen ends is a line broken."""
        for row in lines(text).rstrip("\n").split("\n"):
            for part in _broken(row, self.width - len(indent)) if self.width else [row]:
                yield (Span(f"{indent}{part}"),) if part else EMPTY

    def _date(self, text: str) -> str:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        return spoken_day(day) if self.width else text

    def _amount(self, text: str) -> str:
        from decimal import Decimal

        try:
            return amount(Decimal(text)) if self.width else text
        except ArithmeticError:
            return text


def _marks(subject: Subject, number: str) -> Iterator[str]:
    """Say of a decision which one it corrects, and which one corrects it."""
    for old, new in subject.corrections:
        if number == new:
            yield _("{number}, in the place of {other}").format(number=new, other=old)
        if number == old:
            yield _("{number}, replaced by {other}").format(number=old, other=new)


def _broken(row: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(row, max(width, 20), drop_whitespace=True, break_on_hyphens=False) or [""]


def _with_bullet(rows: list[Line], indent: str) -> Iterator[Line]:
    for number, row in enumerate(rows):
        if number or not row:
            yield row
        else:
            first = row[0]
            yield (Span(f"{indent}- {first.text[len(indent) + 2 :]}", first.style), *row[1:])


def _str(record: Record, key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _list(record: Record, key: str) -> list[str]:
    value = record.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _parts(record: Record, key: str) -> list[Record]:
    value = record.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
