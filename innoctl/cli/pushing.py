"""A branch with decisions goes to the others: pushed, and opened as a pull request or handed over."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from innoctl.cli.context import command_line
from innoctl.cli.output import say_words, write_lines
from innoctl.errors import InnoError
from innoctl.locale import N_, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from innoctl.workspace.committed import Committed
    from innoctl.workspace.opening import Request
    from innoctl.workspace.sitting import Taken


def push_and_tell(
    view: Committed,
    grade: str,
    taken: Taken,
    make: Callable[[], Request],
    *,
    push: bool,
    remote: str,
) -> None:
    """Push a branch and open its pull request, or say how the approval comes about."""
    if push:
        _pushed(view, taken, make(), remote)
        return
    signed = command_line(f"innoctl gate approve --branch {taken.branch}")
    command = signed if grade == "signed" else f"git push -u origin {taken.branch}"
    say_words(Text.of(N_("next: {command}"), command=command))
    say_words(Text.of(N_("to take it back: {command}"), command=f"git branch -D {taken.branch}"))


def _pushed(view: Committed, taken: Taken, request: Request, remote: str) -> None:
    """Push and open; where no forge opens it, hand over the text for a person to do so."""
    from innoctl.workspace.opening import open_request, push_branch

    there, complete = push_branch(view, taken, remote)
    say_words(
        Text.of(N_("{branch} is pushed to {remote}"), branch=taken.branch, remote=there.remote)
    )
    if not complete:
        behind = {"branch": there.branch, "remote": there.remote}
        behind["command"] = f"git push {quote(there.remote)} {quote(there.branch)}"
        say_words(Text.of(N_("{branch} has commits that {remote} lacks: {command}"), **behind))
    try:
        opened = open_request(view, taken.branch, there, request)
    except InnoError:
        _by_hand(there.branch, request)
        raise
    if opened is None:
        _by_hand(there.branch, request)
        return
    for finding in opened.unasked:
        say_words(finding.message)
    say_words(Text.of(N_("the pull request, number {number}:"), number=opened.request.number))
    write_lines([opened.request.url])


def _by_hand(branch: str, request: Request) -> None:
    say_words(Text.of(N_("open a pull request into {branch} with this text:"), branch=branch))
    write_lines(request.text.splitlines())
