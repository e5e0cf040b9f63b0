"""``innoctl gate verify``: what was decided, proved years later from the repository alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.context import terminal
from innoctl.cli.looking import here, names
from innoctl.cli.output import emit, emit_data, say_words, write_lines
from innoctl.cli.values import Output, OutputOption
from innoctl.locale import N_, Text
from innoctl.render.table import Origin

if TYPE_CHECKING:
    from innoctl.workspace.verify import Verified


def verify(
    revision: Annotated[
        str, typer.Option("--rev", metavar="REV", help=N_("verify the history up to this commit"))
    ] = "HEAD",
    anchor: Annotated[
        str,
        typer.Option(
            "--anchor",
            metavar="COMMIT",
            help=N_("the commit that everything rests on, else the first"),
        ),
    ] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help=N_("exit 1 also while approvals are not recorded yet"))
    ] = False,
    online: Annotated[
        bool,
        typer.Option("--online", help=N_("ask the forge again for every review that is recorded")),
    ] = False,
    output: OutputOption = Output.table,
) -> int:
    """Prove of every decision who approved it."""
    from innoctl.vcs import demand
    from innoctl.workspace.verify import verify as prove

    with here() as portfolio:
        repository = demand(portfolio.root)
        found = prove(
            repository, portfolio.today(), revision=revision, anchor=anchor, online=online
        )
        _write(found, output, lambda person: names(portfolio).person(person))
    wrong = [one for one in found.findings if strict or one.severity == "error"]
    return 1 if any(one.severity != "advice" for one in wrong) else 0


def _write(found: Verified, output: Output, name: Callable[[str], str]) -> None:
    from innoctl.render import verification
    from innoctl.render.findings import as_data, text

    origin = Origin(found.commit)
    if output in {Output.json, Output.yaml}:
        data = {
            "anchor": found.anchor,
            "decisions": verification.as_data(found.rows),
            "findings": as_data(found.findings),
        }
        emit_data(data, output, origin)
    elif output is Output.table and terminal(sys.stdout):
        emit(verification.table(found.rows, name), output, origin)
    else:
        emit(verification.keyed(found.rows), output, origin)
    if output is Output.table:
        sys.stdout.flush()
        write_lines(list(text(found.findings, lambda _finding: "")))
        _say_total(found)


def _say_total(found: Verified) -> None:
    from collections import Counter

    counts = Counter(row.state for row in found.rows)
    total = N_(
        "{all} decisions since {anchor}: {approved} approved, {waits} not recorded yet,"
        " {refused} not approved, {superseded} corrected"
    )
    shown = {state: counts[state] for state in ("approved", "waits", "refused", "superseded")}
    anchor = found.anchor[:12]
    say_words(Text.of(total, all=len(found.rows), anchor=anchor, **shown))
