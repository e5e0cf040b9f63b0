"""``innoctl hooks``: the check before each commit, and of each push to a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli.changing import show
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.settings import place
from innoctl.cli.values import DryRunOption
from innoctl.locale import N_, Text

if TYPE_CHECKING:
    from innoctl.vcs import Repository


def install(
    server: Annotated[
        bool,
        typer.Option("--server", help=N_("guard what is pushed to this bare repository instead")),
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help=N_("take the hook away"))] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Let git run innoctl check before each commit, or on each push."""
    from innoctl.workspace.hooks import PRE_COMMIT, PRE_RECEIVE, carry_out, installing, removing

    kind = PRE_RECEIVE if server else PRE_COMMIT
    plan = (removing if remove else installing)(_repository(server=server), kind)
    if dry_run:
        show([plan.difference])
        return
    carry_out(plan)
    done = _done(same=plan.before == plan.after, remove=remove, server=server)
    say_words(Text.of(done, path=plan.hook))
    if plan.keep:
        kept = N_("the hook that was there runs first; it now stands in {path}")
        say_words(Text.of(kept, path=plan.kept))
    if plan.restore:
        say_words(Text.of(N_("the hook that was there before is back in {path}"), path=plan.hook))


def _repository(*, server: bool) -> Repository:
    """Return the repository of the portfolio, or on a server the bare one that stands here."""
    from innoctl.vcs import demand
    from innoctl.vcs.place import find_bare

    bare = find_bare(place()) if server else None
    return bare or demand(here().root)


def _done(*, same: bool, remove: bool, server: bool) -> str:
    if remove:
        return N_("no hook of innoctl stands in {path}") if same else N_("the hook is gone: {path}")
    if same:
        return N_("the hook stands there already: {path}")
    if server:
        return N_("git now lets innoctl check judge what is pushed: {path}")
    return N_("before each commit git now runs innoctl check: {path}")
