"""The questions that lead to a decision: the outcome first, then only what that outcome asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from innoctl.cli import gate_words
from innoctl.cli.ask import typed
from innoctl.cli.gate_options import Outcome
from innoctl.cli.output import say_words
from innoctl.cli.wizard import list_choices, one_meant
from innoctl.errors import UsageError
from innoctl.locale import N_, Text, language, say
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.model.called import Choice
from innoctl.model.policy import in_language
from innoctl.render.idea_words import BESIDE
from innoctl.render.safe import line

if TYPE_CHECKING:
    from innoctl.changes.decide import Standing
    from innoctl.changes.edit import Plain
    from innoctl.model.policy import CriterionFacts
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.portfolio import Portfolio

Answers = dict[str, "Plain"]
ONWARD: Final = ("go", "conditional_go")


def ask(portfolio: Portfolio, view: Committed, ideas: Sequence[str], given: Answers) -> Answers:
    """Return the keys of the decision; what was ``given`` as an option is not asked."""
    from innoctl.workspace.standing import standings

    found = standings(portfolio, view, ideas)
    for standing in found:
        _show(portfolio, view, standing)
    answers = dict(given)
    outcome = answers.setdefault("outcome", _outcome())
    for key, put in _questions(
        portfolio, view, found[0], str(answers.get("gate") or ""), str(outcome)
    ):
        if key not in answers:
            value = put()
            if value:
                answers[key] = value
    return answers


def _show(portfolio: Portfolio, view: Committed, standing: Standing) -> None:
    """Tell what a gatekeeper wants to know before the first question."""
    from innoctl.workspace.requesting import alike
    from innoctl.workspace.standing import asked_for

    idea = standing.idea
    phase = standing.before().phase
    told = Text.of(
        "{id}  {title} ({phase:phase}, {state:state}, {stream})",
        id=idea.id, title=idea.title, phase=phase, state=idea.state, stream=idea.stream,
    )  # fmt: skip
    say_words(told)
    met = {(number, name) for number, name, _day in idea.conditions_met}
    for row in standing.order.counting:
        for name, owner, due in row.conditions:
            if (row.number, name) not in met:
                params = {"condition": name, "number": row.number, "owner": owner, "due": due}
                say_words(
                    Text.of(
                        N_("  open: condition {condition} of decision {number} ({owner}, {due})"),
                        **params,
                    )
                )
    for asked in asked_for(view, standing, "", portfolio.today()):
        if asked.light == "red":
            said = say(asked.finding(standing.path).message)
            say_words(Text.of(N_("  not there yet: {said}"), said=said))
    for one in alike(portfolio, view.document(standing.path)):
        params = {"id": one.id, "title": one.title, "stream": one.stream}
        say_words(Text.of(N_("  resembles {id}  {title} ({stream})"), **params))


def _outcome() -> str:
    choices = [
        Choice(one.value, _(BESIDE.get(one.value) or word("outcome", one.value))) for one in Outcome
    ]
    list_choices(choices)
    while True:
        found = one_meant(_typed(N_("What is decided?")), choices)
        if found:
            return found


Put = Callable[[], "Plain"]


def _questions(
    portfolio: Portfolio, view: Committed, standing: Standing, gate: str, outcome: str
) -> list[tuple[str, Put]]:
    """Return what this outcome asks for, in the order in which it is asked."""
    rows: list[tuple[str, Put]] = []
    if outcome in ONWARD:
        rows.append(("criteria", lambda: _criteria(standing, gate)))
        rows.append(("waivers", lambda: _waivers(portfolio, view, standing, gate)))
    if outcome == "conditional_go":
        rows.append(("conditions", lambda: _many(_CONDITION, gate_words.condition)))
    if outcome in ONWARD:
        rows.append(("resources", lambda: _resources(portfolio, view, standing)))
    if outcome == "no_go":
        rows.append(("reason_code", lambda: _reason(standing)))
    if outcome == "hold":
        rows.append(("until", lambda: _needed(N_("On which day do the gatekeepers look again?"))))
    if outcome == "rework":
        rows.append(("missing", lambda: _many(N_("What is missing?"), str)))
    needed = outcome in {"hold", "withdraw", "reopen"}
    why = N_("Why is it decided so?")
    rows.append(("rationale", lambda: _needed(why) if needed else _typed(why)))
    if outcome in {"no_go", "withdraw"}:
        rows.append(("lesson", lambda: _typed(N_("What was learnt?"))))
    rows.append(("to_submitter", lambda: _typed(N_("What is the submitter told?"))))
    policy = view.policy()
    if policy.authority is not None and not policy.reviewed:
        rows.append(("decided_by", lambda: _many(N_("Who decided?"), str)))
    return rows


_CONDITION: Final = N_("Which condition (what;who;when)?")


def _typed(question: str) -> str:
    return typed(f"{_(question)} ")


def _needed(question: str) -> str:
    while True:
        if found := _typed(question):
            return found


def _many(question: str, read: Callable[[str], Plain]) -> Plain:
    """Ask again and again, until an empty answer; what has no proper form is told and asked anew."""
    found: list[Plain] = []
    say_words(Text(N_("one at a time; Enter when there are no more")))
    while reply := _typed(question):
        try:
            found.append(read(reply))
        except UsageError as error:
            say_words(error.message)
            say_words(error.way_out)
    return found


def _criteria(standing: Standing, name: str) -> Plain:
    """Ask what was found on each criterion of the gate (V10)."""
    gates = standing.process.gates_from(standing.before().phase)
    gate = standing.process.gate(name) if name else (gates[0] if gates else None)
    found: list[Plain] = []
    for one in gate.criteria if gate else ():
        asked = standing.process.criterion(one)
        if asked is not None and (row := _criterion(asked)):
            found.append(row)
    return found


def _criterion(asked: CriterionFacts) -> Plain:
    spoken = language()
    name = in_language(asked.name, spoken) or asked.id
    question = in_language(asked.question, spoken)
    form = N_("1 to 5") if asked.kind == "score" else N_("met or not_met")
    shown = Text.of("{name}: {question} [{form}] ", name=name, question=question, form=_(form))
    while reply := typed(line(say(shown))):
        try:
            return gate_words.criterion(f"{asked.id}={reply}")
        except UsageError as error:
            say_words(error.message)
            say_words(error.way_out)
    return None


def _resources(portfolio: Portfolio, view: Committed, standing: Standing) -> Plain:
    """Ask for money, with what is free of each budget of the stream."""
    from innoctl.render.request_money import euros
    from innoctl.workspace.funds import lasting

    budgets = view.budgets().values()
    own = [row for row in budgets if row.stream == standing.before().stream]
    today = portfolio.today().isoformat()
    have = lasting(portfolio, own, {row.id for row in own}, [today])[today]
    for row in own:
        kind, amount = _(word("budget", row.kind)), euros(have[row.id])
        params = {"budget": row.id, "kind": kind, "amount": amount}
        say_words(Text.of(N_("  {budget}  {kind}, {amount} free"), **params))
    return _many(N_("Which money comes with it (BUDGET=AMOUNT)?"), gate_words.resource)


def _waivers(portfolio: Portfolio, view: Committed, standing: Standing, gate: str) -> Plain:
    """Ask what need not be there this time; nothing to ask where all that can be waived is there."""
    from innoctl.workspace.standing import asked_for

    rows = asked_for(view, standing, gate, portfolio.today())
    open_rows = [row for row in rows if row.light == "red" and row.waivable]
    for row in open_rows:
        said = say(row.finding(standing.path).message)
        say_words(Text.of("  {key}  {said}", key=row.key, said=said))
    if not open_rows:
        return None
    return _many(N_("What is waived (WHAT=BECAUSE)?"), gate_words.waiver)


def _reason(standing: Standing) -> str:
    spoken = language()
    codes = [Choice(row.id, in_language(row.name, spoken)) for row in standing.process.reason_codes]
    list_choices(codes)
    while True:
        if not codes:
            return _needed(N_("For which reason?"))
        if found := one_meant(_typed(N_("For which reason?")), codes):
            return found
