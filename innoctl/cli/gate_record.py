"""``innoctl gate record``: the reviews of a merged pull request, brought into the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.changing import next_command, show
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption
from innoctl.locale import N_, Text

if TYPE_CHECKING:
    from typing import Any

    from innoctl.workspace.approving import Waiting
    from innoctl.workspace.portfolio import Portfolio
    from innoctl.workspace.recording import Recorded


def record(
    number: Annotated[
        int, typer.Option("--pr", metavar="NUMBER", help=N_("the pull request that was merged"))
    ],
    remote: Annotated[
        str,
        typer.Option("--remote", metavar="REMOTE", help=N_("where its commits are fetched from")),
    ] = "origin",
    key: Annotated[
        str,
        typer.Option(
            "--key", metavar="FILE", help=N_("the importer's SSH key, where one must sign")
        ),
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Bring the reviews of a merged pull request into the repository as approvals."""
    from innoctl.workspace.commit import settle
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.recording import reviews_of

    with here() as portfolio:
        settle(portfolio.root)
        view = Committed(portfolio.root)
        found = reviews_of(portfolio, view, number, remote=remote, key=key)
        for one in dict.fromkeys(row.message for row in found.left):
            say_words(one)
        if dry_run:
            show([_draft(waiting, said) for waiting, said in found.rows])
            return
        _write(portfolio, found)


def _draft(one: Waiting, said: dict[str, Any]) -> str:
    from innoctl.store.files import difference
    from innoctl.workspace.approving import path_of, text_of

    return difference(path_of(one, str(said["person"])), None, text_of(said))


def _write(portfolio: Portfolio, found: Recorded) -> None:
    from innoctl.workspace.approving import change
    from innoctl.workspace.records import language
    from innoctl.workspace.save import save

    made = change(found.rows, "gate record")
    save(portfolio.root, made, language=language(portfolio))
    for one, said in found.rows:
        told = N_("{person} {stance:stance}: {decision}")
        name = one.path.removeprefix("decisions/").removesuffix(".yaml")
        say_words(Text.of(told, person=said["person"], stance=said["stance"], decision=name))
    next_command("innoctl gate verify")
