"""``innoctl show``: one idea, for its submitter and for whoever works on it."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from innoctl.cli.context import colour
from innoctl.cli.looking import called, here, id_table, looked_at
from innoctl.cli.output import emit, emit_data
from innoctl.cli.values import AtOption, IdeaArgument, Output, OutputOption
from innoctl.locale import N_
from innoctl.model.kinds import idea_of
from innoctl.render.table import Column, Origin, Table

if TYPE_CHECKING:
    from innoctl.workspace.dossier import Dossier
    from innoctl.workspace.portfolio import Portfolio


def show(
    idea: IdeaArgument,
    at: AtOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show all there is to know of one idea."""
    from innoctl.workspace.dossier import dossier

    with here() as portfolio:
        path = portfolio.resolve(idea)
        if output is Output.name:
            emit(id_table((idea_of(path),)), output)
            return
        day = portfolio.today(at)
        found = dossier(portfolio, path, day)
        where = Origin(portfolio.commit or "")
        if output is Output.table:
            _page(portfolio, found, day)
        elif output is Output.csv:
            emit(_fields(found), output, where)
        else:
            emit_data(_data(found, day), output, where)


def _page(portfolio: Portfolio, found: Dossier, day: date) -> None:
    from shutil import get_terminal_size

    from innoctl.render.idea_page import IdeaPage, Subject
    from innoctl.render.page import write

    stream = found.life.stream if found.life else ""
    width = get_terminal_size().columns if looked_at(Output.table) else 0
    drawer = IdeaPage(called(portfolio, stream), day, width)
    subject = Subject(
        found.idea, found.decisions, found.life, found.wait, found.ties, found.corrections
    )
    write(drawer.page(subject), sys.stdout, colour=colour(sys.stdout))


def _data(found: Dossier, day: date) -> dict[str, Any]:
    """Return the record as it stands, its decisions, and what follows from them."""
    return {
        "path": found.path,
        "idea": found.idea,
        "decisions": [{"path": p, **record, **_place(found, p)} for p, record in found.decisions],
        "derived": _derived(found, day),
        "ties": [tie._asdict() for tie in found.ties],
    }


def _place(found: Dossier, path: str) -> dict[str, str | None]:
    """Return the number of the decision that this one replaces, and of the one that replaces it."""
    from innoctl.render.idea_parts import numbered

    number = numbered(path)
    replaces = {new: old for old, new in found.corrections}
    return {"replaces": replaces.get(number), "replaced_by": dict(found.corrections).get(number)}


def _derived(found: Dossier, day: date) -> dict[str, Any] | None:
    life, wait = found.life, found.wait
    if life is None:
        return None
    visits = [
        {
            "phase": visit.phase,
            "entered_on": visit.entered_on,
            "left_on": visit.left_on or None,
            "exit_outcome": visit.exit_outcome or None,
            "days": visit.days(day),
            "hold_days": visit.hold_days(day),
        }
        for visit in life.visits
    ]
    waits = (
        {"for": wait.who, "role": wait.role, "what": wait.what, "since": str(wait.since)}
        if wait
        else None
    )
    return {
        "day": str(day),
        "phase": life.phase,
        "state": life.state,
        "stream": life.stream,
        "days_in_phase": life.visit.days(day),
        "waits": waits,
        "visits": visits,
    }


def _fields(found: Dossier) -> Table:
    """Return the record as fields and values; what is more than a word is JSON."""
    from json import dumps

    columns = (Column("field", N_("field")), Column("value", N_("value")))
    values = (
        (key, v if isinstance(v, str) else dumps(v, ensure_ascii=False))
        for key, v in found.idea.items()
    )
    return Table(columns, list(values))
