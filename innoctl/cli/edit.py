"""``innoctl edit``: one idea in an editor; a text that is not fit is offered again, never lost."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from innoctl.cli.ask import confirm
from innoctl.cli.changing import show_words, write
from innoctl.cli.context import interactive, width
from innoctl.cli.editor import chosen, wait
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption, IdeaArgument
from innoctl.errors import InnoError, UsageError
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _
from innoctl.model.kinds import idea_of

if TYPE_CHECKING:
    from innoctl.errors import Finding
    from innoctl.workspace.drafts import Draft
    from innoctl.workspace.portfolio import Portfolio


class NoTerminal(UsageError):
    """An editor needs somebody to type in it."""

    code = "U855"


class NoEditor(UsageError):
    """The editor cannot be started."""

    code = "U856"


class NotFit(InnoError):
    """The person stopped while the text still had faults."""

    code = "U857"


class Overtaken(InnoError):
    """Somebody else changed the file meanwhile."""

    code = "U858"


class EditorFailed(InnoError):
    """The editor said that something went wrong."""

    code = "U859"


def edit(idea: IdeaArgument, dry_run: DryRunOption = False) -> None:
    """Open an idea in your editor."""
    with here() as portfolio:
        path = portfolio.resolve(idea)
        if not interactive():
            raise NoTerminal(id=idea_of(path))
        if dry_run:
            from tempfile import TemporaryDirectory

            with TemporaryDirectory() as folder:
                _edit(portfolio, path, Path(folder), dry_run=True)
        else:
            from innoctl.workspace.commit import refuse_unready
            from innoctl.workspace.drafts import folder as drafts

            refuse_unready(portfolio.root)
            _edit(portfolio, path, drafts(portfolio), dry_run=False)


def _edit(portfolio: Portfolio, path: str, folder: Path, *, dry_run: bool) -> None:
    from innoctl.workspace.drafts import Draft
    from innoctl.workspace.editing import change, committed, current

    before = current(portfolio, path)
    draft = Draft(folder / path.rpartition("/")[2])
    base = committed(portfolio, path, before)
    if base != before:
        say_words(Text(N_("what you changed in it by hand is not committed yet; it comes along")))
    try:
        _begin(draft, path, before)
        after = _typed(portfolio, path, (base, before), draft)
        if after == before:
            say_words(Text(N_("nothing was changed; an editor that returns at once needs --wait")))
            return
        if current(portfolio, path) != before:
            raise Overtaken(path=path, draft=draft.path, id=idea_of(path))
        what = change(path, base, before, after)
        write(portfolio, what, f"innoctl show {idea_of(path)}", dry_run=dry_run)
    except (KeyboardInterrupt, InnoError):
        if not dry_run and draft.left:
            say_words(Text.of(N_("your text is kept in {draft}"), draft=draft.path))
        raise
    if not dry_run:
        draft.drop()


def _begin(draft: Draft, path: str, before: bytes) -> None:
    """Start from the file, or from a text that was left here if the person wants that."""
    if draft.left and _go_on(draft, path, before):
        return
    draft.begin(before)


def _go_on(draft: Draft, path: str, before: bytes) -> bool:
    from innoctl.store.files import difference
    from innoctl.workspace.journal import fingerprint

    say_words(Text.of(N_("a text that you did not save lies in {draft}"), draft=draft.path))
    if draft.base != fingerprint(before):
        say_words(Text(N_("the file was changed since; with your text it would change so:")))
        show_words(difference(path, before, draft.path.read_bytes()))
    if confirm(_("go on with that text?")):
        return True
    say_words(Text.of(N_("it now lies in {path}"), path=draft.set_aside()))
    return False


def _typed(portfolio: Portfolio, path: str, was: tuple[bytes, bytes], draft: Draft) -> bytes:
    """Let the person type until the text is fit; `NotFit` when they stop before that.

    It ``was`` so in the commit, and so in the work tree.
    """
    from innoctl.workspace.editing import faults

    base, before = was
    while True:
        _open(draft, idea_of(path))
        after = draft.path.read_bytes()
        wrong = [] if after == before else faults(portfolio, path, base, after)
        if not wrong:
            return after
        _tell(wrong, after)
        if confirm(_("stop here? (no: open the editor again)")):
            raise NotFit(count=len(wrong), draft=draft.path, id=idea_of(path))


def _open(draft: Draft, name: str) -> None:
    editor = chosen()
    try:
        words = [*shlex.split(editor, posix=sys.platform != "win32"), str(draft.path)]
        status = wait(subprocess.Popen(words))  # noqa: S603  (the person's own editor)
    except (OSError, ValueError) as error:
        raise NoEditor(
            editor=editor, fact=getattr(error, "strerror", None) or error, id=name, draft=draft.path
        ) from error
    if status:
        raise EditorFailed(editor=editor, status=status, draft=draft.path, id=name)


def _tell(wrong: Sequence[Finding], data: bytes) -> None:
    from innoctl.render.findings import in_text, text

    for row in text(wrong, in_text(data), width(sys.stderr)):
        sys.stderr.write(f"{row}\n")
