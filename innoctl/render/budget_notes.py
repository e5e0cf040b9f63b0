"""What stands around the figures on money of a page: how to begin, what was sunk, how to go on."""

from __future__ import annotations

from innoctl.locale import gettext as _
from innoctl.named import NamedTuple
from innoctl.render.page import Block, Span, cells, cut, euros, percent
from innoctl.reports.budget import BudgetReport


class Made(NamedTuple):
    """What a page was made by: the command that asked for it, and the commit of its figures or ''."""

    command: str
    commit: str


def none(report: BudgetReport) -> Block:
    """Return what stands where no row fits; without any budget how the first begins."""
    if report.budgets:
        return [(Span(_("no budget fits"), "dim"),)]
    begin = (
        "innoctl budget allocate ID --new --stream STREAM --kind innovation --owner PERSON"
        " --amount AMOUNT --why TEXT"
    )
    said = _("there are no budgets yet; the first begins with:")
    return [(Span(said, "dim"),), (Span(f"  {begin}", "dim"),)]


def sunk(report: BudgetReport, width: int) -> Block:
    """Return what was spent on ideas that are stopped."""
    row = report.total.amounts
    if not row.sunk:
        return []
    text = _("spent on ideas that are stopped: {sunk} of {spent} ({share})").format(
        sunk=euros(row.sunk), spent=euros(row.spent), share=percent(report.sunk_share)
    )
    return [(Span(cut(text, width)),)]


def footer(made: Made, width: int) -> Block:
    """Return where the figures come from, and the commands that open them."""
    commit, typed = made.commit[:10], made.command
    source = _("computed at commit {commit}").format(commit=commit) if commit else ""
    ways = (
        (_("the ideas behind a figure:"), f"{typed} --figure spent"),
        (_("line by line:"), f"{typed} --figure spent --lines"),
    )
    notes = [*([source] if source else []), _("amounts are in whole euros")]
    notes = [cut(note, width) for note in notes]
    for said, command in ways:  # what is to be typed stays in one piece
        room = cells(f"{said} {command}") <= width
        notes += [f"{said} {command}"] if room else [said, f"  {command}"]
    return [(Span(note, "dim"),) for note in notes]
