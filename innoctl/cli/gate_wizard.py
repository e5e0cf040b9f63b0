"""The questions that lead to a decision: the outcome first, then only what that outcome asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from innoctl.cli import gate_questions as questions
from innoctl.cli import gate_told
from innoctl.cli.gate_answers import CRITERIA, WAIVERS, decision, spread
from innoctl.cli.questions import Answers, Kept, Question, interview
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innoctl.changes.decide import Standing
    from innoctl.errors import Finding
    from innoctl.model.policy import GateFacts
    from innoctl.render.names import Names
    from innoctl.rules.life import Story
    from innoctl.rules.readiness_rows import Row
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.deciding import Sitting
    from innoctl.workspace.portfolio import Portfolio

FIELDS: Final = {
    "outcome": ("outcome", "what", "proposed_by"),
    "decided_by": ("decided_by", "person", "for"),
}
"""Where findings on an answer stand, when not at its own key."""
FEW: Final = "D569"
"""Too few decided: no fault of one name, and told when there are no more."""
UNJUDGED: Final = "D567"
"""A criterion has no answer yet."""
STAND_INS: Final[dict[str, Answers]] = {
    "conditional_go": {"conditions": [{"text": "...", "owner": "x", "due": "9999-12-31"}]},
    "no_go": {"reason_code": "x"},
    "hold": {"until": "9999-12-31", "rationale": "..."},
    "rework": {"missing": ["..."]},
    "withdraw": {"rationale": "..."},
    "reopen": {"rationale": "..."},
}
"""What an outcome cannot do without, as long as it is not answered: the rest can be judged by then."""


class Case(NamedTuple):
    """What is decided on, by which rules, and what was said of it already, by question."""

    portfolio: Portfolio
    view: Committed
    ideas: tuple[str, ...]
    standings: tuple[Standing, ...]
    given: Answers

    @property
    def gate(self) -> GateFacts | None:
        """The gate that is meant: the one that was named, else the first that leads onward."""
        first = self.standings[0]
        named = str(self.given.get("gate") or "")
        gates = first.process.gates_from(self.before(first).phase)
        return first.process.gate(named) if named else next(iter(gates), None)

    def before(self, standing: Standing) -> Story:
        """Return where an idea stands, or stood before the decision that is corrected."""
        number = str(self.given.get("corrects") or "").zfill(2)
        rows = (row.digest for row in standing.order.counting if row.number == number)
        return standing.before(next(rows, ""))

    @property
    def kept(self) -> Kept:
        """Where the answers lie until the decision is written: for these ideas and this gate."""
        ids = "-".join(one.idea.id for one in self.standings)[:120]
        gate = self.gate.id if self.gate else "beside"
        name = f"decide-{ids}-{gate}{self.given.get('corrects') or ''}.json"
        titles = ", ".join(one.idea.title for one in self.standings)
        command = f"innoctl gate advance {' '.join(one.idea.id for one in self.standings)}"
        return Kept(self.portfolio, command, name, titles)

    def lacking(self, asked: Sequence[Question]) -> list[Question]:
        """Return what must still be answered; what need not be said is no reason to ask."""
        answers = self.given
        return [
            one
            for one in asked
            if one.field not in answers
            and (one.needed or one.field.startswith(CRITERIA))
            and one.when(answers)
        ]

    def sitting(self, answers: Answers) -> Sitting:
        """Return the sitting that these answers come to, with stand-ins for what is not asked yet."""
        from innoctl.workspace.deciding import Sitting
        from innoctl.workspace.wishes import wish

        today = self.portfolio.today().isoformat()
        lacking = STAND_INS.get(str(answers.get("outcome")), {})
        told = {"decided_on": today, **lacking, **decision(answers)}
        wishes = [wish({**told, "idea": idea}) for idea in self.ideas]
        return Sitting(self.portfolio, self.view, wishes)

    def judge(self, answers: Answers, field: str) -> list[Text]:
        """Return what is wrong with one answer, by the rules that judge the decision."""
        if field.startswith(CRITERIA):
            return _keeps_back(self.standings[0], answers[field])
        if field.startswith(WAIVERS) or "outcome" not in answers:
            return []
        at = FIELDS.get(field, (field,))
        found = (one for _row, one in self.sitting(answers).findings[0] if one.code != FEW)
        return _told([one for one in found if one.field and one.field[0] in at])

    def refuse_given(self) -> None:
        """Say what is wrong with what options gave, before a person types a word."""
        from innoctl.cli.gate import refuse
        from innoctl.workspace.deciding import WhichGate

        first = self.standings[0]
        if self.given.get("gate") and self.gate is None:
            gates = ", ".join(one.id for one in first.process.gates)
            raise WhichGate(id=first.idea.id, phase=self.before(first).phase, gates=gates)
        if "outcome" in self.given:
            known = decision(self.given).keys()
            rows = self.sitting(self.given).findings[0]
            told = [row for row in rows if row[1].field and str(row[1].field[0]) in known]
            refuse([row for row in told if row[1].code not in (FEW, UNJUDGED)], ("", b""))

    def few(self, answers: Answers) -> list[tuple[str, str, str]]:
        """Return for each stream of which too few decided: how many did, how many must, and its id."""
        found = (one for _row, one in self.sitting(answers).findings[0] if one.code == FEW)
        rows = (dict(one.params) for one in found)
        return list(dict.fromkeys((row["able"], row["quorum"], row["stream"]) for row in rows))


def _told(found: Sequence[Finding]) -> list[Text]:
    """Return findings as sentences; an option means nothing to who answers questions."""
    texts = (text for one in found for text in (one.message, one.way_out))
    return [text for text in dict.fromkeys(texts) if "--" not in text.msgid]


def _keeps_back(standing: Standing, row: object) -> list[Text]:
    """Return why what was found on a criterion lets no idea through."""
    from innoctl.rules.deciding import Judged, passes

    said = row if isinstance(row, dict) else {}
    asked = standing.process.criterion(str(said.get("id")))
    verdict, score = str(said.get("verdict") or ""), int(said.get("score") or 0)
    if asked is None or passes(asked, Judged(asked.id, verdict, score)):
        return []
    found = str(score) if score else _(N_("not met"))
    about = N_("with {found} no Go can be given; < goes back, Enter leaves it open")
    return [Text.of(about, found=found)]


def ask(
    portfolio: Portfolio, view: Committed, ideas: Sequence[str], given: Answers
) -> tuple[Answers, Kept | None]:
    """Return the keys of the decision, and where the answers are kept; None where nothing was asked.

    What was ``given`` as an option is not asked. With the outcome among it only what is lacking
    is: who types that much knows what to say.
    """
    from innoctl.cli.gate import person
    from innoctl.workspace.commit import refuse_unready
    from innoctl.workspace.standing import standings

    known = spread({**given, **proposer(portfolio, str(given.get("proposed_by") or ""))})
    named = known.get("decided_by")
    if isinstance(named, list):
        known["decided_by"] = [person(portfolio, str(word)) for word in named]
    case = Case(portfolio, view, tuple(ideas), tuple(standings(portfolio, view, ideas)), known)
    asked = list(_questions(case))
    if not case.lacking(asked):
        return given, None
    refuse_unready(portfolio.root)
    case.refuse_given()
    if "outcome" in given:
        asked = [one for one in asked if one.needed or "." in one.field]
    for standing in case.standings:
        gate_told.before(portfolio, view, standing, _red(case, standing))
    answers = interview(asked, case.kept, known, case.judge)
    live = {one.field for one in asked if one.when(answers)} | known.keys()
    return decision({key: value for key, value in answers.items() if key in live}), case.kept


def proposer(portfolio: Portfolio, word: str) -> Answers:
    """Return who proposes, by the option, the settings or git's address; nothing when nobody says."""
    from innoctl.workspace.persons import NobodyKnown, person

    if word and not portfolio.people().persons:
        return {"proposed_by": word}
    try:
        return {"proposed_by": person(portfolio, word, "--proposed-by")}
    except NobodyKnown:
        return {}


def _questions(case: Case) -> Iterator[Question]:
    """Yield all that can be asked, in the order in which it is asked."""
    from innoctl.render.readiness_words import said

    first, gate, policy = case.standings[0], case.gate, case.view.policy()
    yield questions.proposer(case.portfolio)
    yield questions.outcome([case.before(one).state for one in case.standings])
    yield from questions.criteria(first.process, gate)
    names = gate_told.named(case.view, first)
    told = {key.removeprefix(WAIVERS) for key in case.given if key.startswith(WAIVERS)}
    lacking = [row for row in _red(case, first) if row.waivable]
    rows = [(row, said(row, names)) for row in lacking if not told & {row.key, row.waiver}]
    yield from questions.waivers(gate, rows, names)
    yield questions.conditions(case.portfolio)
    yield _resources(case)
    yield questions.reason(first.process)
    yield from questions.words()
    if policy.authority is not None and not policy.reviewed:
        yield _deciders(case, names)


def _deciders(case: Case, names: Names) -> Question:
    """Ask who decided, saying how many must and who may."""

    def before(answers: Answers) -> list[Text]:
        from innoctl.workspace.requesting import gatekeepers

        bare = {key: value for key, value in answers.items() if key != "decided_by"}
        sitting = case.sitting(bare)
        able = {
            one.stream: one.persons for row in sitting.rows for one in gatekeepers(sitting, row)
        }
        said = N_("for {stream} these decide ({quorum} needed): {persons}")
        return [
            Text.of(
                said, stream=names.stream(stream), quorum=quorum,
                persons=", ".join(names.person(one) for one in able.get(stream, ())) or "-",
            )
            for _able, quorum, stream in case.few(bare)
        ]  # fmt: skip

    def enough(answers: Answers) -> list[Text]:
        said = N_("{able} of {quorum} are named who decide for {stream}")
        return [
            Text.of(said, able=able, quorum=quorum, stream=names.stream(stream))
            for able, quorum, stream in case.few(answers)
        ]

    return questions.deciders(case.portfolio)._replace(before=before, enough=enough)


def _resources(case: Case) -> Question:
    """Ask for money, with what is free of each budget of the stream."""
    from innoctl.render.request_money import euros
    from innoctl.workspace.funds import lasting

    budgets = list(case.view.budgets().values())
    own = [row for row in budgets if row.stream == case.before(case.standings[0]).stream]

    def before(_answers: Answers) -> list[Text]:
        today = case.portfolio.today().isoformat()
        have = lasting(case.portfolio, own, {row.id for row in own}, [today])[today]
        said = N_("  {number}  {budget}  {kind}, {amount} free")
        return [
            Text.of(
                said, number=number, budget=row.id, kind=_(word("budget", row.kind)),
                amount=euros(have[row.id]),
            )
            for number, row in enumerate(own, 1)
        ]  # fmt: skip

    return questions.resources(budgets, own)._replace(before=before)


def _red(case: Case, standing: Standing) -> list[Row]:
    """Return what keeps the gate shut; a correction asks nothing anew."""
    from innoctl.workspace.standing import asked_for

    if case.given.get("corrects") or case.gate is None:
        return []
    rows = asked_for(case.view, standing, case.gate.id, case.portfolio.today())
    return [row for row in rows if row.light == "red"]
