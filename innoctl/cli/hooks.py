"""``innoctl hooks``: the check before each commit."""

from __future__ import annotations

from typing import Annotated

import typer

from innoctl.cli.changing import show
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption
from innoctl.locale import N_, Text


def install(
    remove: Annotated[bool, typer.Option("--remove", help=N_("take the hook away"))] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Let git run innoctl check before each commit."""
    from innoctl.vcs import NotARepository
    from innoctl.workspace.hooks import carry_out, installing, removing

    with here() as portfolio:
        if portfolio.repository is None:
            raise NotARepository(folder=portfolio.root)
        plan = (removing if remove else installing)(portfolio.repository)
        if dry_run:
            show([plan.difference])
            return
        carry_out(plan)
        say_words(Text.of(_done(same=plan.before == plan.after, remove=remove), path=plan.hook))
        if plan.keep:
            say_words(
                Text.of(
                    N_("the hook that was there runs first; it now stands in {path}"),
                    path=plan.kept,
                )
            )
        if plan.restore:
            say_words(
                Text.of(N_("the hook that was there before is back in {path}"), path=plan.hook)
            )


def _done(*, same: bool, remove: bool) -> str:
    if remove:
        return N_("no hook of innoctl stands in {path}") if same else N_("the hook is gone: {path}")
    return (
        N_("the hook stands there already: {path}")
        if same
        else N_("before each commit git now runs innoctl check: {path}")
    )
