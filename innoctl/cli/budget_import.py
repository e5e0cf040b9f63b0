"""``innoctl budget import``: lines of a bookkeeping export become bookings, or are refused one by one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from innoctl.cli import budget_options as options
from innoctl.cli.changing import show
from innoctl.cli.context import command_line
from innoctl.cli.given import content, small_yaml
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption
from innoctl.errors import InnoError, UsageError
from innoctl.locale import N_, Text, ngettext

if TYPE_CHECKING:
    from innoctl.workspace.importing import Plan
    from innoctl.workspace.portfolio import Portfolio

TOLD: Final = 5
"""So many refused lines are told; the file holds all."""


class Decimal(StrEnum):
    """What stands before the cents."""

    comma = ","
    point = "."


class LinesRefused(InnoError):
    """Some lines are refused, and all or nothing was asked."""

    code = "U790"


class IsTheExport(UsageError):
    """The refused lines would be written over the export."""

    code = "U792"


def _text(help_text: str, *names: str, metavar: str = "TEXT", complete: Any = None) -> Any:
    return typer.Option(*names, help=help_text, metavar=metavar, autocompletion=complete)


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("the export: CSV with a header"))],
    maps: Annotated[
        list[str] | None,
        _text(
            N_("which column a field is, where its name does not tell; once for each"),
            "--map",
            metavar="FIELD=COLUMN",
        ),
    ] = None,
    map_file: Annotated[
        str,
        _text(N_("take the columns from a YAML file: field: column"), "--map-file", metavar="FILE"),
    ] = "",
    what: Annotated[
        options.What | None,
        typer.Option(
            "--what", metavar="WHAT", help=N_("what all lines are, where no column says it")
        ),
    ] = None,
    delimiter: Annotated[
        str, _text(N_("what parts the fields; as the header shows, unless said"), "--delimiter")
    ] = "",
    decimal: Annotated[
        Decimal | None,
        typer.Option("--decimal", metavar="SIGN", help=N_("what stands before the cents: , or .")),
    ] = None,
    encoding: Annotated[
        str, _text(N_("the encoding of the file; UTF-8, unless said"), "--encoding", metavar="NAME")
    ] = "",
    rejected: Annotated[
        str,
        _text(
            N_("where the refused lines go; beside the export, unless said"),
            "--rejected",
            metavar="FILE",
        ),
    ] = "",
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help=N_("book nothing when any line is refused"))
    ] = False,
    booked_by: options.BookedBy = "",
    dry_run: DryRunOption = False,
) -> None:
    """Take over the lines of a bookkeeping export."""
    from innoctl.workspace.importing import Asked, planned
    from innoctl.workspace.persons import person

    place = Path(rejected) if rejected else file.with_name(f"{file.name}.rejected.csv")
    if place.resolve() == file.resolve():
        raise IsTheExport(path=place)
    with here() as portfolio:
        columns = _columns(maps or [], map_file)
        who = person(portfolio, booked_by, "--booked-by") if _named(columns, booked_by) else ""
        asked = Asked(
            columns, encoding, "\t" if delimiter == "\\t" else delimiter,
            decimal.value if decimal else "", what.value if what else "", who,
        )  # fmt: skip
        plan = planned(portfolio, file, asked, portfolio.today())
        _take(portfolio, plan, place, whole=all_or_nothing, dry_run=dry_run)
        if plan.refused:
            raise typer.Exit(1)


def _named(columns: dict[str, str], booked_by: str) -> bool:
    """Tell whether one person books all lines; a column may name one for each."""
    return bool(booked_by) or "booked_by" not in columns


def _columns(maps: list[str], map_file: str) -> dict[str, str]:
    """Return the column of each field as it was asked."""
    from innoctl.changes.export import FIELDS, NotAMap

    fields = ", ".join(FIELDS)
    found: dict[str, str] = {}
    if map_file:
        said = small_yaml(content(map_file).decode("utf-8-sig", "replace"))
        if not isinstance(said, dict):
            raise NotAMap(value=map_file, fields=fields)
        found |= {key: str(value) for key, value in said.items()}
    for word in maps:
        field, sign, column = word.partition("=")
        if not sign:
            raise NotAMap(value=word, fields=fields)
        found[field.strip()] = column.strip()
    wrong = next((f"{field}={name}" for field, name in found.items() if field not in FIELDS), "")
    if wrong:
        raise NotAMap(value=wrong, fields=fields)
    return found


def _take(portfolio: Portfolio, plan: Plan, place: Path, *, whole: bool, dry_run: bool) -> None:
    """Write the refused lines and make the commit, or show what it would be."""
    from innoctl.store import files
    from innoctl.workspace import refused
    from innoctl.workspace.records import language
    from innoctl.workspace.save import preview, save

    _tell_refused(plan)
    if dry_run:
        if plan.change:
            show([one.text for one in preview(portfolio.root, plan.change)])
        _tell_counts(plan)
        return
    if plan.refused:
        files.replace(place, refused.text(plan.refused, plan.header, plan.delimiter))
    if plan.refused and whole:
        raise LinesRefused(count=len(plan.refused), path=place)
    if plan.change:
        save(portfolio.root, plan.change, language=language(portfolio))
        say_words(plan.change.subject)
    _tell_counts(plan)
    if plan.refused:
        said = N_("the refused lines stand in {path}, each with its reason")
        say_words(Text.of(said, path=place))
    say_words(Text.of(N_("next: {command}"), command=command_line("innoctl check ledger")))


def _tell_refused(plan: Plan) -> None:
    for one in plan.refused[:TOLD]:
        said = N_("line {number} is refused: {why} [{code}]")
        from innoctl.locale import say

        params = {"number": one.number, "why": say(one.why.message), "code": one.why.code}
        say_words(Text.of(said, **params))
    if len(plan.refused) > TOLD:
        more = len(plan.refused) - TOLD
        say_words(Text(ngettext("and {count} more", "and {count} more", more).format(count=more)))


def _tell_twice(plan: Plan) -> None:
    """Name the invoices that another idea has too: they may be paid twice."""
    from innoctl.locale import say

    said = N_("line {number} is booked, and to be looked at: {why} [{code}]")
    for number, one in plan.twice[:TOLD]:
        params = {"number": number, "why": say(one.message), "code": one.code}
        say_words(Text.of(said, **params))


def _tell_counts(plan: Plan) -> None:
    said = N_("booked: {booked}, booked already: {skipped}, refused: {refused}")
    params: dict[str, object] = {
        "booked": plan.booked,
        "skipped": plan.skipped,
        "refused": len(plan.refused),
    }
    say_words(Text.of(said, **params))
    _tell_twice(plan)
    for code, count in sorted(plan.told.items()):
        params = {"code": code, "count": count}
        say_words(
            Text.of(N_("{code} is said of {count} of them: innoctl explain {code}"), **params)
        )
