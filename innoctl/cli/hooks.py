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
    from innoctl.workspace.hooks import Plan


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

    if server and not remove:
        _guard(dry_run=dry_run)
        return
    kind = PRE_RECEIVE if server else PRE_COMMIT
    plan = (removing if remove else installing)(_repository(server=server), kind)
    if dry_run:
        show([plan.difference])
        return
    carry_out(plan)
    _say(plan, _done(same=plan.before == plan.after, remove=remove))


def _guard(*, dry_run: bool) -> None:
    """Guard the branch that counts on a server, and tell which one that is."""
    from innoctl.workspace.hooks import (
        PRE_RECEIVE,
        carry_out,
        check_objects,
        guarded,
        installing,
    )

    found = guarded(_repository(server=True))
    plan = installing(found.repository, PRE_RECEIVE)
    stricter = check_objects(found.repository, dry=dry_run)
    if dry_run:
        show([plan.difference, stricter])
    else:
        carry_out(plan)
        made = N_("git now lets innoctl check judge what is pushed: {path}")
        there = N_("the hook stands there already: {path}")
        _say(plan, there if plan.before == plan.after else made)
        if stricter:
            say_words(Text(N_("git now refuses malformed objects: receive.fsckObjects is true")))
    guards = N_("it guards branch {branch} with the portfolio in {folder}")
    folder = f"./{found.repository.prefix}"
    say_words(Text.of(guards, branch=found.branch, folder=folder))
    if not found.born:
        unborn = N_("that branch is not there yet; where another one counts, say so: {command}")
        say_words(Text.of(unborn, command="git symbolic-ref HEAD refs/heads/BRANCH"))
        say_words(Text(N_("and then give this command once more")))


def _say(plan: Plan, done: str) -> None:
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


def _done(*, same: bool, remove: bool) -> str:
    if remove:
        return N_("no hook of innoctl stands in {path}") if same else N_("the hook is gone: {path}")
    if same:
        return N_("the hook stands there already: {path}")
    return N_("before each commit git now runs innoctl check: {path}")
