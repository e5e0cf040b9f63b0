"""``innoctl gate advance``: decide on one idea or many, by flags, from a file, or by answering questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.cli import gate_options as options
from innoctl.cli.ask import Missing
from innoctl.cli.changing import show
from innoctl.cli.context import command_line, interactive
from innoctl.cli.given import content
from innoctl.cli.looking import here
from innoctl.cli.output import say_words
from innoctl.cli.pushing import push_and_tell
from innoctl.cli.values import DryRunOption, YesOption
from innoctl.errors import Finding
from innoctl.locale import N_, Text, language
from innoctl.locale import gettext as _

TEXTS: Final = ("rationale", "reason_code", "lesson", "until", "to_submitter", "proposed_by")
FORM: Final = "MRU"
"""Families of codes that say what was typed wrongly; all others say that a rule refuses."""

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from innoctl.changes.edit import Plain
    from innoctl.cli.questions import Kept
    from innoctl.rules.mandate import Policy
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.deciding import Planned, Sitting, Wish
    from innoctl.workspace.portfolio import Portfolio


def advance(
    ideas: options.Ideas = None,
    gate: options.Gate = "",
    outcome: options.OutcomeOption = None,
    rationale: options.Rationale = "",
    criterion: options.Criteria = None,
    condition: options.Conditions = None,
    resource: options.Resources = None,
    reason_code: options.ReasonCode = "",
    lesson: options.Lesson = "",
    until: options.Until = "",
    missing: options.Missing = None,
    waive: options.Waivers = None,
    to_submitter: options.ToSubmitter = "",
    to_phase: options.ToPhase = "",
    proposed_by: options.ProposedBy = "",
    decided_by: options.DecidedBy = None,
    on: options.On = "",
    corrects: options.Corrects = "",
    from_file: options.From = "",
    push: options.Push = False,
    remote: options.Remote = "",
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Decide on ideas at a gate, or beside gates; several at once are one sitting."""
    flags = _said(locals())
    with here() as portfolio:
        source = (from_file, content(from_file) if from_file else b"")
        _decide(
            portfolio, ideas or [], flags, source,
            push=push, remote=remote, yes=yes, dry_run=dry_run,
        )  # fmt: skip


def _decide(
    portfolio: Portfolio,
    ideas: Sequence[str],
    flags: dict[str, Plain],
    source: tuple[str, bytes],
    *,
    push: bool,
    remote: str,
    yes: bool,
    dry_run: bool,
) -> None:
    """Judge what is asked for and take it; answers that come to nothing are kept."""
    from innoctl.cli.gate_told import sure
    from innoctl.workspace.commit import settle
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.sitting import preview

    settle(portfolio.root)
    view = Committed(portfolio.root)
    wishes, kept = _wishes(portfolio, view, ideas, flags, source)
    try:
        sitting = _judged(portfolio, view, wishes, source)
        if dry_run:
            show([one.text for one in preview(sitting)])
        elif yes or kept is None or sure(sitting):
            _take(sitting, push=push, remote=remote)
            kept = kept and kept.drop()
    finally:
        if kept:
            kept.tell()


def _said(given: dict[str, Any]) -> dict[str, Plain]:
    """Return what the options say, by the keys of a decision."""
    from innoctl.cli.gate_words import said

    texts = {key: given[key] for key in TEXTS} | {"decided_on": given["on"]}
    lists = {key: given[key] or [] for key in ("missing", "decided_by")}
    criteria, conditions, resources, waivers = (
        given[key] or [] for key in ("criterion", "condition", "resource", "waive")
    )
    outcome = given["outcome"].value if given["outcome"] else ""
    own = {"outcome": outcome} | {key: given[key] for key in ("gate", "to_phase", "corrects")}
    flags = said(texts, criteria, conditions, resources, waivers, lists)
    return flags | {key: value for key, value in own.items() if value}


def _wishes(
    portfolio: Portfolio,
    view: Committed,
    ideas: Sequence[str],
    flags: dict[str, Plain],
    source: tuple[str, bytes],
) -> tuple[list[Wish], Kept | None]:
    """Return what is to be decided; where a person was asked for it, where the answers are kept."""
    from innoctl.workspace.records import refusal
    from innoctl.workspace.wishes import read_wishes, wish

    name, data = source
    kept = None
    if name:
        wishes, wrong = read_wishes(name if name != "-" else "<stdin>", data, ideas, flags)
        if wrong:
            raise refusal(wrong, data)
    else:
        if ideas and interactive():
            from innoctl.cli.gate_wizard import ask

            flags, kept = ask(portfolio, view, ideas, flags)
        wishes = [wish({**flags, "idea": idea}) for idea in ideas]
    _refuse_lacking(wishes)
    return wishes, kept


def _refuse_lacking(wishes: Sequence[Wish]) -> None:
    """Name what nobody can be asked for; on a terminal an idea is enough to begin with."""
    lacking = [] if wishes and all(one.idea for one in wishes) else ["IDEA"]
    if not all(one.outcome for one in wishes) or not (wishes or interactive()):
        lacking.append("--outcome")
    if lacking:
        what = ", ".join(_(word.strip("-").lower()) for word in lacking)
        raise Missing(what=what, flags=" ".join(f"{word} ..." for word in lacking))


def _completed(portfolio: Portfolio, view: Committed, wishes: Sequence[Wish]) -> list[Wish]:
    """Fill in who proposes and on what day, where nobody said so."""
    policy = view.policy()
    today = portfolio.today().isoformat()
    made = []
    for one in wishes:
        told = dict(one.said)
        given = told.get("decided_by")
        named = [str(person) for person in given] if isinstance(given, list) else []
        proposer, deciders = who(portfolio, policy, str(told.get("proposed_by") or ""), named)
        told["proposed_by"] = proposer
        if given is None or isinstance(given, list):
            told["decided_by"] = list(deciders)
        if not one.corrects:
            told.setdefault("decided_on", today)
        made.append(one._replace(said=told))
    return made


def who(
    portfolio: Portfolio, policy: Policy, proposer: str, deciders: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Return who proposes and who decided; who types it, where the portfolio knows them.

    Names of who decided are needed where no more than names is asked for. Without
    ``authority.yaml`` everybody may decide, so whoever proposes it.
    """
    proposer = _proposer(portfolio, proposer)
    if deciders or policy.reviewed:
        return proposer, tuple(person(portfolio, word) for word in deciders)
    if policy.authority is not None:
        raise Missing(what=_("decided by"), flags="--decided-by PERSON")
    return proposer, (proposer,)


def _proposer(portfolio: Portfolio, given: str) -> str:
    from innoctl.workspace.persons import NobodyKnown, myself

    proposer = person(portfolio, given) if given else myself(portfolio)
    if not proposer:
        raise NobodyKnown(flag="--proposed-by")
    return proposer


def person(portfolio: Portfolio, word: str) -> str:
    """Return the person that an id or a part of a name means; a word that means none is judged later."""
    from innoctl.workspace.choices import meaning

    return meaning(portfolio, language())("person", word).id or word


def _judged(
    portfolio: Portfolio, view: Committed, wishes: Sequence[Wish], source: tuple[str, bytes]
) -> Sitting:
    """Return the sitting, or say everything that is wrong with it at once."""
    from innoctl.workspace.deciding import Sitting

    sitting = Sitting(portfolio, view, _completed(portfolio, view, wishes))
    wrong, known = sitting.findings
    refuse(wrong, source)
    for _row, one in known:
        say_words(one.message)
    return sitting


def refuse(wrong: Sequence[tuple[Planned, Finding]], source: tuple[str, bytes]) -> None:
    """Say everything that is wrong with a sitting, if anything is."""
    from innoctl.workspace.records import Refused, Unfit, placed

    told = [_told(row.wish, one, source[0]) for row, one in wrong]
    if told:
        here = placed([one for one in told if one.path == source[0]], source[1])
        told = list(dict.fromkeys([*here, *(one for one in told if one.path != source[0])]))
        slips = any(one.code[0] in FORM for _row, one in wrong)
        error = (Unfit if slips else Refused)(count=len(told))
        error.findings, error.text = tuple(told), source[1]
        raise error


def _told(wish: Wish, one: Finding, name: str) -> Finding:
    """Say a finding where the person who typed it can put it right: in the file, or at the flag."""
    if one.code[0] not in FORM or not one.field:
        return one
    key = str(one.field[0])
    if name and key in wish.said:
        return one._replace(path=name, field=(*wish.at, *one.field))
    return one._replace(path=options.FLAGS.get(key, f"--{key.replace('_', '-')}"), field=())


def _take(sitting: Sitting, *, push: bool, remote: str) -> None:
    from innoctl.workspace.sitting import take

    taken = take(sitting)
    say_words(sitting.change(landing=False).subject)
    _say_released(sitting)
    for path in taken.left:
        say_words(
            Text.of(N_("{path} was changed at the same moment and stays as it is"), path=path)
        )
    if not taken.branch:
        _landed(sitting)
        return
    say_words(Text.of(N_("it waits for approval on the branch {branch}"), branch=taken.branch))
    from innoctl.workspace.requesting import request_of

    _say_paying(sitting)
    push_and_tell(
        sitting.view, sitting.policy.grade, taken, lambda: request_of(sitting),
        push=push, remote=remote,
    )  # fmt: skip


def _say_released(sitting: Sitting) -> None:
    """Say what stopped and embedded ideas set free, for others to use."""
    from innoctl.render.request_money import releases

    for row in sitting.rows:
        for budget, _granted, _needed, cents in sitting.payment.held(row):
            if cents:
                say_words(releases(budget, cents))


def _say_paying(sitting: Sitting) -> None:
    """Say whose approval is asked for as well: the money, or what is corrected, is theirs."""
    from innoctl.cli.looking import names
    from innoctl.render.request_money import besides
    from innoctl.workspace.requesting import gatekeepers

    known = names(sitting.portfolio)
    for row in sitting.rows:
        for one in gatekeepers(sitting, row)[1:]:
            persons = ", ".join(known.person(who) for who in one.persons)
            say_words(besides(one, known.stream(one.stream), persons))


def _landed(sitting: Sitting) -> None:
    """Say what comes next once a decision counts: it is not taken back but corrected."""
    name = sitting.rows[0].standing.idea.id
    number = sitting.rows[0].decided.facts.number if sitting.rows[0].decided.facts else "NUMBER"
    say_words(Text.of(N_("next: {command}"), command=command_line(f"innoctl show {name}")))
    command = command_line(f"innoctl gate advance {name} --corrects {number} --outcome ...")
    say_words(Text.of(N_("a decision is not taken back but corrected: {command}"), command=command))
