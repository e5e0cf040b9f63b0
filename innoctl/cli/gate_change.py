"""``innoctl gate change``: decide on a change of the portfolio's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from innoctl.cli import gate_options as options
from innoctl.cli.ask import Missing
from innoctl.cli.changing import show
from innoctl.cli.context import command_line, interactive
from innoctl.cli.gate import who
from innoctl.cli.looking import here, names
from innoctl.cli.output import say_words
from innoctl.cli.pushing import push_and_tell
from innoctl.cli.values import DryRunOption, YesOption
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from innoctl.cli.questions import Answers, Question
    from innoctl.workspace.altered import Altered, Wish
    from innoctl.workspace.committed import Committed
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
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Decide on a change of the portfolio's own files."""
    from innoctl.workspace.altered import Wish, lying
    from innoctl.workspace.commit import settle
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.policy import Amendment

    with here() as portfolio:
        settle(portfolio.root)
        view = Committed(portfolio.root)
        day = on or portfolio.today().isoformat()
        wish = Wish(tuple(paths or ()), tuple(removed or ()), rationale, proposed_by, (), day)
        files = lying(portfolio, view, wish)
        wish = _completed(portfolio, view, wish._replace(decided_by=tuple(decided_by or ())), files)
        amendment = Amendment(portfolio, view, wish, files)
        amendment.prove()
        _tell_errors(portfolio)
        if dry_run:
            show([one.text for one in amendment.differences()])
        elif yes or _sure(amendment):
            told(amendment, amendment.take(), push=push, remote=remote)


def _completed(portfolio: Portfolio, view: Committed, wish: Wish, files: Sequence[Altered]) -> Wish:
    """Return what is asked for with who proposes, who decided and why; asked on a terminal."""
    if interactive():
        wish = _asked(portfolio, view, wish, files)
    if not wish.rationale:
        raise Missing(what=_("rationale"), flags="--rationale TEXT")
    proposer, deciders = who(portfolio, view.policy(), wish.proposed_by, wish.decided_by)
    return wish._replace(proposed_by=proposer, decided_by=deciders)


def _asked(portfolio: Portfolio, view: Committed, wish: Wish, files: Sequence[Altered]) -> Wish:
    """Ask what was not given; whoever owns the files is named before the question who decided."""
    from innoctl.cli import gate_questions as questions
    from innoctl.cli.gate_wizard import proposer
    from innoctl.cli.questions import go_through
    from innoctl.workspace.policy import Amendment

    policy = view.policy()
    rows = [questions.proposer(portfolio), questions.why()]
    if policy.authority is not None and not policy.reviewed:
        rows.append(
            _deciders(portfolio, lambda said: Amendment(portfolio, view, said, files), wish)
        )
    known: Answers = dict(proposer(portfolio, wish.proposed_by))
    known |= {"rationale": wish.rationale} if wish.rationale else {}
    known |= {"decided_by": list(wish.decided_by)} if wish.decided_by else {}
    answers = dict(known)
    if any(one.field not in known for one in rows):
        say_words(Text(N_("? helps, < goes back, Ctrl-C stops.")))
        go_through(rows, answers, known, lambda _answers, _field: [], lambda _answers: None)
    return _with(wish, answers)


def _with(wish: Wish, answers: Answers) -> Wish:
    held = answers.get("decided_by")
    persons = tuple(map(str, held)) if isinstance(held, list) else ()
    why, proposer = str(answers.get("rationale") or "..."), str(answers.get("proposed_by") or "")
    return wish._replace(rationale=why, proposed_by=proposer, decided_by=persons)


def _deciders(portfolio: Portfolio, amendment: Callable[[Wish], Amendment], wish: Wish) -> Question:
    """Ask who decided, saying who may: whoever owns the files."""
    from innoctl.cli import gate_questions as questions
    from innoctl.workspace.policy import approvers

    def before(answers: Answers) -> list[Text]:
        asked = amendment(_with(wish, answers))
        able = approvers(asked.policy, asked.keys)
        persons = ", ".join(map(names(portfolio).person, able))
        return [Text.of(N_("who own these files decide: {persons}"), persons=persons or "-")]

    def enough(answers: Answers) -> list[Text]:
        return [one.message for one in amendment(_with(wish, answers)).unnamed()]

    return questions.deciders(portfolio)._replace(before=before, enough=enough)


def _sure(amendment: Amendment) -> bool:
    """Show the rules that change at once, and ask whether it is meant; a branch waits for others."""
    from innoctl.cli.ask import confirm
    from innoctl.cli.changing import show_words

    if amendment.policy.reviewed or not interactive():
        return True
    for one in amendment.differences():
        show_words(one.text)
    if confirm(_("decide so?")):
        return True
    say_words(Text(N_("nothing was changed")))
    return False


def _tell_errors(portfolio: Portfolio) -> None:
    """Say what ``check`` finds in the portfolio as it lies: a change of policy can break many ideas."""
    from innoctl.workspace.check import check

    count = sum(one.severity == "error" for one in check(portfolio).findings)
    if count:
        params = {"count": count, "command": command_line("innoctl check")}
        say_words(
            Text.of(N_("as it lies, the portfolio has errors ({count}): {command}"), **params)
        )


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
