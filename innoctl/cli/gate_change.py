"""``innoctl gate change``: decide on a change of the portfolio's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli import gate_options as options
from innoctl.cli.ask import Missing
from innoctl.cli.changing import show
from innoctl.cli.context import command_line, interactive
from innoctl.cli.gate import who
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.pushing import push_and_tell
from innoctl.cli.values import DryRunOption
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from innoctl.workspace.policy import Amendment
    from innoctl.workspace.portfolio import Portfolio
    from innoctl.workspace.sitting import Taken


def change(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH", help=N_("the files that you changed; all of them unless said")
        ),
    ] = None,
    rationale: options.Rationale = "",
    removed: Annotated[
        list[str] | None,
        typer.Option("--removed", metavar="PATH", help=N_("a file that you took away")),
    ] = None,
    proposed_by: options.ProposedBy = "",
    decided_by: options.DecidedBy = None,
    on: options.On = "",
    push: options.Push = False,
    remote: options.Remote = "",
    dry_run: DryRunOption = False,
) -> None:
    """Decide on a change of the portfolio's own files."""
    from innoctl.workspace.altered import Wish
    from innoctl.workspace.commit import settle
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.policy import Amendment

    with here() as portfolio:
        settle(portfolio.root)
        view = Committed(portfolio.root)
        proposer, deciders = who(portfolio, view.policy(), proposed_by, decided_by or [])
        why = rationale or _why()
        day = on or portfolio.today().isoformat()
        wish = Wish(tuple(paths or ()), tuple(removed or ()), why, proposer, deciders, day)
        amendment = Amendment(portfolio, view, wish)
        amendment.prove()
        _tell_errors(portfolio)
        if dry_run:
            show([one.text for one in amendment.differences()])
            return
        told(amendment, amendment.take(), push=push, remote=remote)


def _tell_errors(portfolio: Portfolio) -> None:
    """Say what ``check`` finds in the portfolio as it lies: a change of policy can break many ideas."""
    from innoctl.workspace.check import check

    count = sum(one.severity == "error" for one in check(portfolio).findings)
    if count:
        params = {"count": count, "command": command_line("innoctl check")}
        say_words(
            Text.of(N_("as it lies, the portfolio has errors ({count}): {command}"), **params)
        )


def _why() -> str:
    from innoctl.cli.ask import text

    if not interactive():
        raise Missing(what=_("rationale"), flags="--rationale TEXT")
    return text(_("Why is it decided so?"), "--rationale")


def told(amendment: Amendment, taken: Taken, *, push: bool, remote: str) -> None:
    """Say what was decided, and what comes next: a check, or the approval of others."""
    say_words(amendment.subject)
    for path in taken.left:
        say_words(
            Text.of(N_("{path} was changed at the same moment and stays as it is"), path=path)
        )
    if not taken.branch:
        say_words(Text.of(N_("next: {command}"), command=command_line("innoctl check")))
        return
    say_words(Text.of(N_("it waits for approval on the branch {branch}"), branch=taken.branch))
    if not amendment.made:
        say_words(Text(N_("your work tree keeps the files as you changed them")))
    from innoctl.workspace.requesting import request_for

    push_and_tell(
        amendment.view, amendment.policy.grade, taken, lambda: request_for(amendment),
        push=push, remote=remote,
    )  # fmt: skip
