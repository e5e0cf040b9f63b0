"""How what is typed at the questions of a decision becomes a part of it; None, with a word, where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.cli.gate_words import SCORES
from innoctl.cli.output import say_words
from innoctl.cli.questions import Answers, one_meant
from innoctl.errors import UsageError
from innoctl.locale import N_, Text, language
from innoctl.locale import gettext as _
from innoctl.model.called import Choice, meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoctl.changes.edit import Plain
    from innoctl.model.policy import BudgetFacts, CriterionFacts
    from innoctl.workspace.portfolio import Portfolio

CRITERIA: Final = "criteria."
WAIVERS: Final = "waivers."
"""Each criterion and each waiver is a question of its own: what the names of these begin with."""
VERDICTS: Final = (Choice("met", N_("met")), Choice("not_met", N_("not met")))


def persons(portfolio: Portfolio) -> list[Choice]:
    """Return who can be named; nobody where ``people.yaml`` is kept elsewhere."""
    from innoctl.workspace.choices import choices

    return choices(portfolio, "person", language())


def judged(row: Plain) -> str:
    """Return what was found as it is shown again."""
    if not isinstance(row, dict):
        return ""
    found = row.get("score") or next(
        (_(one.name) for one in VERDICTS if one.id == row.get("verdict")), ""
    )
    return " · ".join(map(str, filter(None, (found, row.get("because")))))


def found(asked: CriterionFacts, reply: str) -> Plain:
    """Return what was found on a criterion; None, with a word about it, when that is not clear."""
    said, _mark, because = (part.strip() for part in reply.partition(";"))
    row: dict[str, Plain] = {"id": asked.id}
    if asked.kind == "score":
        if said not in SCORES:
            say_words(Text.of(N_("{word} is no score; type 1 to 5"), word=said))
            return None
        row["score"] = int(said)
    else:
        choices = [Choice(one.id, _(one.name)) for one in VERDICTS]
        numbered = dict(zip("12", choices, strict=True))
        found = numbered[said].id if said in numbered else meant(said, choices).id
        if not found:
            form = N_("{word} can mean either; type 1 for met, 2 for not met")
            say_words(Text.of(form, word=said))
            return None
        row["verdict"] = found
    return row | ({"because": because} if because else {})


def condition(portfolio: Portfolio, reply: str) -> Plain:
    """Return a condition with the person and the day that are meant."""
    from innoctl.cli.values import iso_date

    parts = [part.strip() for part in reply.rsplit(";", 2)]
    if len(parts) != len(("text", "owner", "due")) or not all(parts):
        say_words(Text(N_("three things with semicolons between: what; who; by when")))
        return None
    known = persons(portfolio)
    owner = one_meant(parts[1], known) if known else parts[1]
    if owner is None:
        return None
    try:
        return {"text": parts[0], "owner": owner, "due": iso_date(parts[2]).isoformat()}
    except UsageError as error:
        _refuse(error)
        return None


def resource(budgets: Sequence[BudgetFacts], own: Sequence[BudgetFacts], reply: str) -> Plain:
    """Return an amount out of a budget; an amount alone where the stream has but one."""
    from innoctl.changes.amounts import typed_cents
    from innoctl.rules.deciding import euros

    name, sign, amount = (part.strip() for part in reply.partition("="))
    if not sign and len(own) == 1:
        name, amount = own[0].id, name
    elif not sign:
        say_words(Text(N_("a budget and an amount with = between, such as 1=25000.00")))
        return None
    others = [row for row in budgets if row not in own]
    budget = one_meant(name, [Choice(row.id, row.stream) for row in (*own, *others)])
    if budget is None:
        return None
    try:
        return {"budget": budget, "amount": euros(typed_cents(amount))}
    except UsageError as error:
        _refuse(error)
        return None


def _refuse(error: UsageError) -> None:
    say_words(error.message)
    say_words(error.way_out)


def day(reply: str) -> Plain:
    """Return a day in its one form."""
    from innoctl.cli.values import iso_date

    try:
        return iso_date(reply).isoformat()
    except UsageError as error:
        _refuse(error)
        return None


def decision(answers: Answers) -> Answers:
    """Return the keys of a decision that answers come to."""
    made = {key: value for key, value in answers.items() if "." not in key}
    for start in (CRITERIA, WAIVERS):
        rows = [value for key, value in answers.items() if key.startswith(start)]
        if rows:
            made[start[:-1]] = rows
    return made


def spread(given: Answers) -> Answers:
    """Return what options said, by question."""
    answers = {key: value for key, value in given.items() if f"{key}." not in (CRITERIA, WAIVERS)}
    for start, key in ((CRITERIA, "id"), (WAIVERS, "what")):
        rows = given.get(start[:-1])
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                answers[f"{start}{row.get(key)}"] = row
    return answers
