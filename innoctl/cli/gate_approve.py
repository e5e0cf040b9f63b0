"""``innoctl gate approve``: one gatekeeper's word on decisions, signed with a key of his own."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Annotated, Final

import typer

from innoctl.cli import gate_words
from innoctl.cli.ask import confirm
from innoctl.cli.changing import show
from innoctl.cli.complete import complete_ideas
from innoctl.cli.context import command_line
from innoctl.cli.gate_told import to_sign
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.values import DryRunOption, YesOption
from innoctl.errors import UsageError
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from innoctl.workspace.approving import Draft, Waiting, Word
    from innoctl.workspace.portfolio import Portfolio


class NeedsBecause(UsageError):
    """Dissent and recusal without a reason, or both at once."""

    code = "U959"


def approve(
    ideas: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="IDEA", help=N_("the ideas, else all that waits"), autocompletion=complete_ideas
        ),
    ] = None,
    branch: Annotated[
        str,
        typer.Option("--branch", metavar="BRANCH", help=N_("only what this gate branch proposes")),
    ] = "",
    person: Annotated[
        str, typer.Option("--as", metavar="PERSON", help=N_("who says it; you, unless said"))
    ] = "",
    principal: Annotated[
        str,
        typer.Option("--for", metavar="PERSON", help=N_("in whose place, where you are a deputy")),
    ] = "",
    dissent: Annotated[
        bool, typer.Option("--dissent", help=N_("say that you are against"))
    ] = False,
    recuse: Annotated[bool, typer.Option("--recuse", help=N_("say that you take no part"))] = False,
    because: Annotated[
        str,
        typer.Option("--because", metavar="TEXT", help=N_("why; needed for dissent and recusal")),
    ] = "",
    criterion: Annotated[
        list[str] | None,
        typer.Option("--criterion", metavar="ID=FOUND", help=N_("your own score; once for each")),
    ] = None,
    key: Annotated[
        str, typer.Option("--key", metavar="FILE", help=N_("the SSH key to sign with"))
    ] = "",
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Approve decisions, or say that you are against or take no part."""
    from innoctl.workspace.approving import Word
    from innoctl.workspace.commit import settle
    from innoctl.workspace.persons import person as named_person

    stance = _stance(dissent=dissent, recuse=recuse, because=because)
    scores = tuple(gate_words.criterion(one) for one in criterion or ())
    with here() as portfolio:
        settle(portfolio.root)
        who = named_person(portfolio, person, "--as")
        rows = _meant(portfolio, ideas or [], branch, who)
        said = Word(who, principal, stance, because, scores, portfolio.today())
        to_sign(portfolio, rows)
        if yes or dry_run or confirm(_ASKED[stance]()):
            _write(portfolio, rows, said, key, dry_run=dry_run)


_ASKED: Final = {
    "approve": lambda: _("approve this?"),
    "dissent": lambda: _("say that you are against?"),
    "recuse": lambda: _("say that you take no part?"),
}


def _stance(*, dissent: bool, recuse: bool, because: str) -> str:
    if (dissent and recuse) or ((dissent or recuse) and not because.strip()):
        raise NeedsBecause
    return "dissent" if dissent else "recuse" if recuse else "approve"


def _meant(portfolio: Portfolio, ideas: Sequence[str], branch: str, who: str) -> list[Waiting]:
    """Return the decisions that are named, else all that wait for this person's word."""
    from innoctl.model.kinds import idea_of
    from innoctl.workspace.choosing import meant

    wanted = [
        name if name.startswith("decisions/") else idea_of(portfolio.resolve(name))
        for name in ideas
    ]
    found = meant(portfolio, wanted, branch, who)
    for error in found.left:
        say_words(error.message)
        say_words(Text(N_("so it is left out")))
    return found.rows


def _write(
    portfolio: Portfolio, rows: Sequence[Waiting], said: Word, key: str, *, dry_run: bool
) -> None:
    from innoctl.workspace.approving import Unheard, bring_in, drafted, record
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.records import language
    from innoctl.workspace.signing import signed, signing_key

    view = Committed(portfolio.root)
    policy = view.policy()
    words = [(one, record(view.portfolio, one, said)) for one in rows]
    if dry_run:
        show([_draft(one, word) for one, word in words])
        return
    file = None
    if policy.reviewed and policy.authority is not None:
        file = signing_key(policy.authority, said.person, key, view.git)
    made = [(one, signed(word, file)) for one, word in words]
    spoken = language(portfolio)
    groups = [[row for row in made if row[0].branch == name] for name in _branches(rows)]
    drafts = [drafted(portfolio, group, spoken) for group in groups]
    void = [row for one in drafts for row in one.void]
    if void:
        raise Unheard(void)
    for one in drafts:
        bring_in(portfolio, one, spoken)
        say_words(one.change.subject)
        _next(one)


def _branches(rows: Sequence[Waiting]) -> list[str]:
    return list(dict.fromkeys(one.branch for one in rows))


def _draft(one: Waiting, draft: dict[str, Any]) -> str:
    from innoctl.store.files import difference
    from innoctl.workspace.approving import path_of, text_of

    return difference(path_of(one, str(draft["person"])), None, text_of(draft))


def _next(draft: Draft) -> None:
    """Say what still keeps the decision from landing, or how it lands."""
    if not draft.at.branch:
        say_words(Text.of(N_("next: {command}"), command=command_line("innoctl gate verify")))
        return
    wanting = [row.message for row in draft.findings if row.severity == "error"]
    for row in dict.fromkeys(wanting):
        say_words(row)
    if not wanting:
        say_words(Text(N_("enough have approved it")))
        command = f"git merge --no-ff {quote(draft.at.branch)}"
        say_words(Text.of(N_("next: {command}"), command=command))
