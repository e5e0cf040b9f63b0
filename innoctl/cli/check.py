"""``innoctl check``: everything that is wrong, at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from innoctl.cli.context import terminal, width
from innoctl.cli.looking import here, origin
from innoctl.cli.output import emit_data, say_words, write_lines
from innoctl.cli.settings import place
from innoctl.cli.values import AtOption, FindingsOutput, FindingsOutputOption, Output
from innoctl.errors import UsageError
from innoctl.locale import N_, Text
from innoctl.locale import ngettext as _n
from innoctl.render.table import Origin

if TYPE_CHECKING:
    from innoctl.errors import Finding
    from innoctl.workspace.check import Checked
    from innoctl.workspace.portfolio import Portfolio


SEVERITIES: Final = ("advice", "warning", "error")
"""The order for a person: what must be mended stands nearest to where one types."""


class OutsidePortfolio(UsageError):
    """A path that lies outside the portfolio."""

    code = "U880"


class NoSuchPath(UsageError):
    """A path at which nothing stands."""

    code = "U881"


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help=N_("only findings in these files and folders"), metavar="PATHS"),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=N_("exit 1 on warnings and advice too"))
    ] = False,
    errors: Annotated[bool, typer.Option("--errors", help=N_("tell of errors alone"))] = False,
    at: AtOption = None,
    base: Annotated[
        str, typer.Option("--base", metavar="REV", help=N_("judge what changed since this commit"))
    ] = "",
    head: Annotated[
        str,
        typer.Option(
            "--head", metavar="TREEISH", help=N_("what it changed to, else what is checked out")
        ),
    ] = "",
    each_commit: Annotated[
        bool, typer.Option("--each-commit", help=N_("judge commit by commit, as for a push"))
    ] = False,
    number: Annotated[
        int | None,
        typer.Option(
            "--pr", metavar="NUMBER", help=N_("ask the forge who reviewed this pull request")
        ),
    ] = None,
    output: FindingsOutputOption = FindingsOutput.text,
) -> int:
    """Look at the whole portfolio and tell all that is wrong, where, why, and what to do."""
    from innoctl.workspace.check import check as look

    if base:
        found = _change(base, head or "HEAD", at, number, each=each_commit)
        told = [f for f in found.findings if f.severity == "error" or not errors]
        return _answered(found, told, output, Origin(base), strict=strict)
    with here() as portfolio:
        wanted = [_within(portfolio, path) for path in paths or ()]
        found = look(portfolio, wanted, at=at)
        told = [f for f in found.findings if f.severity == "error" or not errors]
        return _answered(found, told, output, origin(portfolio), strict=strict)


def _change(base: str, head: str, at: date | None, number: int | None, *, each: bool) -> Checked:
    """Judge a change by what stood before it, in a work tree or in a bare repository."""
    from innoctl.workspace.proposed import Change, look

    return look(place(), Change(base, head, each), at, number)


def _answered(
    found: Checked, told: list[Finding], output: FindingsOutput, source: Origin, *, strict: bool
) -> int:
    """Write what was found and return the exit status."""
    if output is FindingsOutput.text and terminal(sys.stdout):
        told = sorted(told, key=lambda one: SEVERITIES.index(one.severity))
    _write(found._replace(findings=told), output, source)
    if output is FindingsOutput.text:
        sys.stdout.flush()  # the total comes last, also where both streams are one
        say_words(_summary(found.findings))
        if {one.severity for one in told} > {"error"}:
            say_words(Text(N_("--errors leaves out all but the errors")))
    return int(any(strict or one.severity == "error" for one in found.findings))


def _within(portfolio: Portfolio, path: Path) -> str:
    """Return a path as findings name it: relative to the portfolio, with ``/``; '' for all of it."""
    full = os.path.normpath(place().absolute() / path)
    relative = os.path.relpath(full, portfolio.root)
    if relative.startswith(".."):
        raise OutsidePortfolio(path=path)
    if not os.path.lexists(full):
        raise NoSuchPath(path=path)
    return "" if relative == "." else Path(relative).as_posix()


def _write(found: Checked, output: FindingsOutput, source: Origin) -> None:
    from innoctl.render import findings

    match output:
        case FindingsOutput.text:
            write_lines(list(findings.text(found.findings, found.source, width(sys.stdout))))
        case FindingsOutput.json:
            emit_data(findings.as_data(found.findings), Output.json, source)
        case FindingsOutput.github:
            write_lines(list(findings.github(found.findings)))
        case FindingsOutput.gitlab:
            sys.stdout.write(findings.gitlab(found.findings))


def _summary(found: Sequence[Finding]) -> Text:
    if not found:
        return Text(N_("nothing to remark"))
    counts = dict.fromkeys(("error", "warning", "advice"), 0)
    for finding in found:
        counts[finding.severity] += 1
    errors, warnings, advice = counts.values()
    said = (
        _n("{count} error", "{count} errors", errors).format(count=errors),
        _n("{count} warning", "{count} warnings", warnings).format(count=warnings),
        _n("{count} piece of advice", "{count} pieces of advice", advice).format(count=advice),
    )
    total = N_("{errors}, {warnings}, {advice}; more about one: innoctl explain CODE")
    return Text.of(total, **dict(zip(("errors", "warnings", "advice"), said, strict=True)))
