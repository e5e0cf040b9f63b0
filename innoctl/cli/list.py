"""``innoctl list``: ideas by any of their fields, fast enough for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.context import command_line
from innoctl.cli.errors import Misspelt, near
from innoctl.cli.looking import (
    PhaseOption,
    StateOption,
    StreamOption,
    answer_once,
    called,
    here,
    looked_at,
    origin,
    tell_left_out,
)
from innoctl.cli.output import answer, emit, say_words
from innoctl.cli.values import NotADate, Output, OutputOption
from innoctl.errors import UsageError
from innoctl.locale import N_, Text, language
from innoctl.locale import gettext as _
from innoctl.locale.words import FIELDS, VALUES, label
from innoctl.render.table import Column, Table

if TYPE_CHECKING:
    from innoctl.reports.listing import Filter, Value
    from innoctl.workspace.portfolio import Portfolio

USUAL = "id,title,stream,phase,state"
WHOLE = frozenset({"id", "stream"})
"""What is typed again: never broken at the end of a line."""
NUMBERS = frozenset({"horizon"})
DAYS = ("_on", ".on", ".since", ".until", ".due")
SHOWN = 5
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?").fullmatch


Where = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FILTER",
        help=N_(
            "only ideas that fit, such as state=active,on_hold, horizon>=2, title~scrum, broker="
        ),
    ),
]
Sort = Annotated[str, typer.Option(metavar="FIELD", help=N_("order by a field; -FIELD turns it"))]
Columns = Annotated[str, typer.Option(metavar="A,B,C", help=N_("the fields to show"))]


class NoSuchField(Misspelt):
    """A field that ideas do not have."""

    code = "U705"


class NotAFilter(UsageError):
    """A filter that cannot be read."""

    code = "U706"


def list_ideas(
    stream: StreamOption = None,
    phase: PhaseOption = None,
    state: StateOption = None,
    where: Where = None,
    sort: Sort = "",
    columns: Columns = USUAL,
    output: OutputOption = Output.table,
) -> None:
    """List ideas as their files have them."""
    shown = ["id"] if output is Output.name else [_field(name) for name in columns.split(",")]
    filters = [_filter(text) for text in where or ()]
    order = _field(sort.removeprefix("-")) if sort else ""
    with here() as portfolio:
        equal = _equal(portfolio, stream, phase, state)
        _possible(portfolio, filters)
        filters = [_pointing(portfolio, row) for row in filters]

        def table() -> Table:
            rows = _rows(portfolio, shown, filters, order, equal, turned=sort.startswith("-"))
            if NUMBERS.intersection(shown):
                rows = [_known(shown, row) for row in rows]
            if looked_at(output):
                said = called(portfolio)
                keys = [name.rpartition(".")[2] for name in shown]
                rows = [tuple(map(said.whole, keys, row)) for row in rows]
            return Table(tuple(_column(name) for name in shown), rows)

        if filters or equal or looked_at(output):
            found = table()
            emit(found, output, origin(portfolio))
            if not found.rows and looked_at(output):
                say_words(_nothing(portfolio))
        else:
            key = f"list {','.join(shown)} {sort}"
            answer_once(portfolio, key, output, lambda: answer(table(), output, origin(portfolio)))
        tell_left_out(portfolio, output)


def _nothing(portfolio: Portfolio) -> Text:
    """Say that no idea fits, or that there is none to fit."""
    if any(portfolio.listing.values()):
        return Text(N_("no idea fits"))
    command = command_line("innoctl new idea")
    return Text.of(N_("there is no idea yet; hand in the first one: {command}"), command=command)


def _rows(
    portfolio: Portfolio,
    shown: list[str],
    filters: list[Filter],
    order: str,
    equal: dict[str, str],
    *,
    turned: bool,
) -> list[tuple[Value, ...]]:
    """Return the rows that fit, in order; only fields that somebody asked for are unpacked.

    What is not filled in comes last, whichever way the order goes.
    """
    needed = [*shown, *(row.field for row in filters), *([order] if order else [])]
    rows = portfolio.index.rows(needed, **equal)
    if not filters and not order:
        return rows
    from innoctl.reports.listing import sort_key, test_of

    tests = [(len(shown) + at, test_of(row)) for at, row in enumerate(filters)]
    rows = [row for row in rows if all(fits(row[at]) for at, fits in tests)]
    if order:
        rows.sort(key=lambda row: sort_key(row[-1]), reverse=turned)
        rows.sort(key=lambda row: not row[-1])
    return [row[: len(shown)] for row in rows]


def _equal(
    portfolio: Portfolio, stream: str | None, phase: str | None, state: str | None
) -> dict[str, str]:
    """Return what the named filters ask for; a value that cannot occur is refused."""
    if not (stream or phase or state):
        return {}
    from innoctl.workspace.overviews import allowed, stream_named

    wanted = {"phase": phase, "state": state}
    allowed(portfolio, wanted)
    named = stream_named(portfolio.organisation(), stream) if stream else None
    return {name: value for name, value in {"stream": named, **wanted}.items() if value}


def _filter(text: str) -> Filter:
    """Read a filter; one that would quietly find nothing, or the wrong thing, is refused."""
    from innoctl.reports.listing import parse

    found = parse(text)
    if found is None:
        raise NotAFilter(filter=text)
    _field(found.field)
    for value in filter(None, _alternatives(found)):
        if found.field in NUMBERS and not (value.isascii() and value.isdigit()):
            raise NotAFilter(filter=text)
        if found.field.endswith(DAYS) and not _DAY(value):
            raise NotADate(value=value)
    return found


def _alternatives(row: Filter) -> list[str]:
    """Return the values that a filter compares with; a part of a text compares with none."""
    if row.operator in {"~", "!~"}:
        return []
    whole = row.operator in {"=", "!="}
    return [value.strip() for value in row.value.split(",")] if whole else [row.value]


def _possible(portfolio: Portfolio, filters: list[Filter]) -> None:
    """Refuse a value that a field cannot have."""
    if not filters:
        return
    from innoctl.workspace.overviews import allowed, no_such_value

    for row in filters:
        for value in filter(None, _alternatives(row)):
            if row.field in {"phase", "state"}:
                allowed(portfolio, {row.field: value})
            elif row.field in VALUES and value not in VALUES[row.field]:
                words = ((one, _(said)) for one, said in VALUES[row.field].items())
                raise no_such_value(row.field, value, words)


def _pointing(portfolio: Portfolio, row: Filter) -> Filter:
    """Return a filter with the ids of what it calls by name (``broker=Sanne de Wit``)."""
    from innoctl.model.references import sort_of

    sort = sort_of("idea", tuple(row.field.split(".")))
    if not (sort and row.value and row.operator in {"=", "!="}):
        return row
    from innoctl.workspace.choices import meaning
    from innoctl.workspace.overviews import UnknownValue

    ids, find = [], meaning(portfolio, language())
    for value in _alternatives(row):
        found = find(sort, value)
        if candidates := found.several or found.near:
            names = ", ".join(f"{one.id} ({one.name})" for one in candidates[:SHOWN])
            raise UnknownValue(field=row.field, name=value, near=names)
        ids.append(found.id or value)
    return row._replace(value=",".join(ids))


def _field(name: str) -> str:
    name = name.strip()
    first = name.partition(".")[0]
    if first not in FIELDS and name != "path":
        raise NoSuchField(near(first, [*FIELDS, "path"]) or list(FIELDS)[:5], name=name)
    return name


def _column(name: str) -> Column:
    if name in WHOLE:
        return Column(name, label(name), "id")
    return Column(name, label(name), "number" if name in NUMBERS else "text")


def _known(shown: list[str], row: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return a row in which a number that is not filled in is none, rather than 0."""
    return tuple(
        value or None if name in NUMBERS else value for name, value in zip(shown, row, strict=True)
    )
