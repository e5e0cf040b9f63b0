"""The pull request of a sitting: its text is the dossier, its reviewers are the gatekeepers.

Those are of the stream of an idea, and of each stream that pays along.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from innoctl.changes.edit import Set
from innoctl.locale import say_in
from innoctl.render.names import Names
from innoctl.render.request import Alike, Item, policy_text, text
from innoctl.render.request_money import Held, Money, Payer
from innoctl.rules.deciding import asked, free
from innoctl.rules.shares import Panel, own_panels, panel
from innoctl.workspace.opening import Request
from innoctl.workspace.policy import approvers

if TYPE_CHECKING:
    from innoctl.workspace.deciding import Planned, Sitting
    from innoctl.workspace.policy import Amendment
    from innoctl.workspace.portfolio import Portfolio

CLOSE: Final = 0.3
"""From this share of its words in common an idea is named to those who decide (V28)."""
MOST: Final = 3


def request_of(sitting: Sitting) -> Request:
    """Return the pull request of a sitting, in the portfolio's language."""
    spoken = sitting.rows[0].standing.language
    title = " ".join(say_in(spoken, sitting.change(landing=False).subject).split())
    body = text([_item(sitting, row) for row in sitting.rows], spoken)
    asked_for = (one for row in sitting.rows for one in gatekeepers(sitting, row))
    persons = (who for one in asked_for for who in one.persons)
    return Request(title, body, tuple(dict.fromkeys(persons)))


def gatekeepers(sitting: Sitting, row: Planned) -> list[Payer]:
    """Return who may approve a decision in its own stream, and in each other that must as well.

    Those took what it corrects, or pay along. Whoever proposed it is left out.
    """
    if row.decided.facts is None:
        return []
    one, policy = row.proposed, sitting.policy
    itself, day = one.itself, one.row.decided_on
    own, *others = asked(one, sitting.payment.budgets)
    taking: dict[str, list[Panel]] = {}
    for each in own_panels(policy, (itself, *one.stakes), day, own):
        taking.setdefault(each.stream, []).append(each)

    def payer(panels: list[Panel], *, took: bool = False) -> Payer:
        seats = (seat for panel in panels for seat in panel.seats)
        persons = (who for seat in seats for who in free(policy, seat, one.row.proposed_by))
        return Payer(panels[0].stream, panels[0].cents, tuple(dict.fromkeys(persons)), took)

    first = [payer(rows, took=name != own.stream) for name, rows in taking.items()]
    return [*first, *(payer([panel(policy, itself, day, share)]) for share in others)]


def request_for(amendment: Amendment) -> Request:
    """Return the pull request for a change of the portfolio's own files."""
    view, policy = amendment.view, amendment.policy
    names = Names(view.people(), policy.organisation, view.process(""))
    difference = "".join(one.text for one in amendment.differences()[:-1])
    persons = approvers(policy, amendment.keys)
    body = policy_text(amendment.record, difference, names, persons, amendment.language)
    title = " ".join(say_in(amendment.language, amendment.subject).split())
    return Request(title, body, persons)


def alike(portfolio: Portfolio, idea: dict[str, Any]) -> Iterator[Alike]:
    """Yield the ideas that resemble the one that is decided on."""
    from innoctl.store.similar import similar

    said = f"{idea.get('title', '')} {idea.get('summary', '')}"
    for one in similar(portfolio.index, said, exclude=(str(idea.get("id")),), limit=MOST):
        if one.score >= CLOSE:
            yield Alike(one.id, one.title, one.stream)


def _item(sitting: Sitting, row: Planned) -> Item:
    view, standing = sitting.view, row.standing
    idea = view.document(standing.path)
    names = Names(view.people(), sitting.policy.organisation, standing.process)
    changes = (
        (str(edit.field[0]), str(idea.get(str(edit.field[0]), "")), str(edit.value))
        for edit in row.decided.edits
        if isinstance(edit, Set)
    )
    return Item(
        path=row.decided.file.path,
        idea=idea,
        decision=row.decided.record,
        changes=tuple(changes),
        names=names,
        money=tuple(_money(sitting, row)),
        alike=tuple(alike(sitting.portfolio, idea)),
        gatekeepers=tuple(gatekeepers(sitting, row)),
        held=tuple(Held(*one) for one in sitting.payment.held(row)),
    )


def _money(sitting: Sitting, row: Planned) -> Iterator[Money]:
    budgets = sitting.view.budgets()
    for budget, cents in row.decided.facts.resources if row.decided.facts else ():
        known = budgets.get(budget)
        yield Money(budget, known.kind if known else "", cents, sitting.payment.have(row, budget))
