"""``innoctl log``: what happened to one idea."""

from __future__ import annotations

from innoctl.cli.looking import called, here, looked_at
from innoctl.cli.output import emit
from innoctl.cli.values import IdeaArgument, Output, OutputOption


def log(idea: IdeaArgument, output: OutputOption = Output.table) -> None:
    """Tell one idea's history, the newest first."""
    from innoctl.render.history import for_machines, for_people
    from innoctl.render.table import Origin
    from innoctl.workspace.history import history

    with here() as portfolio:
        rows = history(portfolio.root, portfolio.resolve(idea))
        read = looked_at(output)
        table = for_people(rows, called(portfolio)) if read else for_machines(rows)
        emit(table, output, Origin(commit=portfolio.commit or ""))
