"""``innoctl feedback`` and ``innoctl condition met``: words that an idea's file keeps."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from innoctl.cli.changing import write
from innoctl.cli.context import interactive, terminal
from innoctl.cli.gate_submit import OnOption
from innoctl.cli.given import long_text
from innoctl.cli.looking import complete_people, here
from innoctl.cli.values import DryRunOption, IdeaArgument
from innoctl.locale import N_
from innoctl.locale import gettext as _

ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="PERSON",
        help=N_("who it is; you, unless said"),
        autocompletion=complete_people,
    ),
]


def feedback(
    idea: IdeaArgument,
    text: Annotated[
        str,
        typer.Option(
            "--text",
            metavar="TEXT",
            help=N_("the answer; @FILE or - reads it, else an editor opens"),
        ),
    ] = "",
    on: OnOption = None,
    by: ByOption = "",
    dry_run: DryRunOption = False,
) -> None:
    """Answer the submitter of an idea."""
    from innoctl.changes import gates
    from innoctl.workspace.gates import standing
    from innoctl.workspace.persons import person
    from innoctl.workspace.records import edited, open_idea

    with here() as portfolio:
        record = open_idea(portfolio, idea)
        today = portfolio.today()
        one = standing(portfolio, record.path, today)
        who = person(portfolio, by, "--by")
        made = gates.answer(one.facts, who, _words(text, one.facts.title), on or today, today)
        change = edited(record, (made.edit,), "feedback", made.subject)
        write(portfolio, change, f"innoctl show {record.id}", dry_run=dry_run)


def met(
    idea: IdeaArgument,
    condition: Annotated[
        str,
        typer.Argument(metavar="CONDITION", help=N_("its name, such as c1 or 01.c1")),
    ],
    evidence: Annotated[
        str,
        typer.Option(
            "--evidence", metavar="TEXT", help=N_("what shows that it is met; @FILE or -")
        ),
    ],
    on: OnOption = None,
    by: ByOption = "",
    dry_run: DryRunOption = False,
) -> None:
    """Close a condition of a decision, with what shows it."""
    from innoctl.changes import gates
    from innoctl.workspace.gates import standing
    from innoctl.workspace.persons import person
    from innoctl.workspace.records import edited, open_idea

    with here() as portfolio:
        record = open_idea(portfolio, idea)
        today = portfolio.today()
        one = standing(portfolio, record.path, today)
        who = person(portfolio, by, "--by")
        made = gates.condition_met(
            one.facts, one.lived, condition, _read(evidence), who, on or today, today
        )
        change = edited(record, (made.edit,), "condition met", made.subject)
        write(portfolio, change, f"innoctl gate status {record.id}", dry_run=dry_run)


def _words(text: str, title: str) -> str:
    """Return the answer as it was given, piped in, or typed in an editor."""
    if text:
        return _read(text)
    if interactive():
        return _typed(title)
    return "" if terminal(sys.stdin) else long_text("-")


def _read(text: str) -> str:
    return long_text(text) if text == "-" or text.startswith("@") else text


def _typed(title: str) -> str:
    """Let a person type; lines that begin with # are not part of the answer."""
    from innoctl.cli.edit import EditorFailed, NoEditor
    from innoctl.cli.editor import chosen, wait
    from innoctl.render.safe import line

    editor = chosen()
    with TemporaryDirectory() as folder:
        draft = Path(folder) / "feedback.txt"
        hint = _("# your answer to the submitter of: {title}").format(title=line(title))
        draft.write_text(f"\n{hint}\n", encoding="utf-8")
        try:
            words = [*shlex.split(editor, posix=sys.platform != "win32"), str(draft)]
            status = wait(subprocess.Popen(words))  # noqa: S603  (the person's own editor)
        except (OSError, ValueError) as error:
            raise NoEditor(
                editor=editor,
                fact=getattr(error, "strerror", None) or error,
                id="IDEA",
                draft=draft,
            ) from error
        if status:
            raise EditorFailed(editor=editor, status=status, draft=draft, id="IDEA")
        rows = draft.read_text(encoding="utf-8-sig").splitlines()
    return "\n".join(row for row in rows if not row.startswith("#")).strip()
