"""What who decides is told: where an idea stands, what it comes to, and what is about to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innoctl.cli.output import say_words
from innoctl.locale import N_, Text, say
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.model.tolerant import text_of
from innoctl.rules.subjects import CHANGES, versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoctl.changes.decide import Standing
    from innoctl.render.names import Names
    from innoctl.rules.readiness_rows import Row
    from innoctl.workspace.approving import Waiting
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.deciding import Sitting
    from innoctl.workspace.portfolio import Portfolio
    from innoctl.workspace.shown import Held


def named(view: Committed, standing: Standing) -> Names:
    """Return what people call things, as the commit that is judged has it."""
    from innoctl.render.names import Names

    return Names(view.people(), view.policy().organisation, standing.process)


def before(portfolio: Portfolio, view: Committed, standing: Standing, red: Sequence[Row]) -> None:
    """Tell where an idea stands: what is open, what the gate lacks (``red``), what resembles it."""
    from innoctl.render.readiness_words import said
    from innoctl.workspace.requesting import alike

    names = named(view, standing)
    _stands(standing, names)
    for row in red:
        say_words(Text.of(N_("  not there yet: {said}"), said=said(row, names)))
    for near in alike(portfolio, view.document(standing.path)):
        params = {"id": near.id, "title": near.title, "stream": names.stream(near.stream)}
        say_words(Text.of(N_("  resembles {id}  {title} ({stream})"), **params))


def _stands(standing: Standing, names: Names) -> None:
    idea = standing.idea
    state = _(word("state", idea.state))
    about = (names.phase(standing.before().phase), state, names.stream(idea.stream))
    head = {"id": idea.id, "title": idea.title, "about": ", ".join(about)}
    say_words(Text.of("{id}  {title} ({about})", **head))
    met = {(number, name) for number, name, _day in idea.conditions_met}
    for row in standing.order.counting:
        for name, owner, due in row.conditions:
            if (row.number, name) not in met:
                params = {"condition": name, "number": row.number, "due": names.day(due)}
                said = N_("  open: condition {condition} of decision {number} ({owner}, {due})")
                say_words(Text.of(said, owner=names.person(owner), **params))


def to_sign(portfolio: Portfolio, rows: Sequence[Waiting]) -> None:
    """Show all of each decision that somebody is about to speak on: nobody signs what he has not seen."""
    from innoctl.model.validate import validate
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.shown import Held

    view = Committed(portfolio.root)
    held = Held(view.repository)
    for one in rows:
        where = one.branch or _("the branch that counts")
        name = one.path.removeprefix("decisions/").removesuffix(".yaml")
        head = {"decision": name, "branch": where, "digest": one.digest[:8]}
        say_words(Text.of(N_("{decision}, on {branch} ({digest}):"), **head))
        change = one.path.startswith(CHANGES)
        if validate("change" if change else "decision", one.data):
            odd = N_("  it is no decision in order: innoctl check tells what is wrong with it")
            say_words(Text(odd))
        elif change:
            _files(view, held, one)
        else:
            _sentences(portfolio, one)


def _sentences(portfolio: Portfolio, one: Waiting) -> None:
    """Tell a decision on an idea."""
    from innoctl.cli.looking import names
    from innoctl.model.facts_reading import decision_facts
    from innoctl.render.decided import plainly

    named = names(portfolio, text_of(one.data, "stream"))
    ideas = portfolio.index.ideas(ids=[one.data["idea"]])
    title = ideas[0].facts.title if ideas else one.data["idea"]
    facts = decision_facts(one.data, "", one.digest)
    for text in plainly(title, one.data, facts, named):
        _say_aside(text)
    proposer = named.person(one.data["proposed_by"])
    said = N_("  proposed by {person}, decided in {stream}")
    say_words(Text.of(said, person=proposer, stream=named.stream(one.data["stream"])))


def _say_aside(text: Text) -> None:
    """Say a text of which no line but the first can look like a sentence of ours."""
    say_words(Text.of("{text}", text=say(text).replace("\n", "\n      ")))


def _files(view: Committed, held: Held, one: Waiting) -> None:
    """Show what a change does to the portfolio's own files, against what stood here before it.

    Of a file that stands here already all of it is shown: nothing tells what it was before.
    """
    from innoctl.cli.changing import show_words
    from innoctl.store.files import difference

    _say_aside(Text.of("  {text}", text=text_of(one.data, "rationale")))
    for path, _digest in versions(one.data):
        before = held.bytes_at(f"{one.landed}^" if one.landed else view.commit, path)
        after = held.bytes_at(one.tip, path)
        show_words(difference(path, None if before == after else before, after))


def sure(sitting: Sitting) -> bool:
    """Say what a wizard's answers come to, and ask whether it is meant."""
    from innoctl.render.decided import plainly
    from innoctl.workspace.sitting import preview

    differences = [one.text for one in preview(sitting)]
    for row in sitting.rows:
        names, decided = named(sitting.view, row.standing), row.decided
        for text in plainly(row.standing.idea.title, decided.record, decided.facts, names):
            say_words(text)
    return meant(differences)


def meant(differences: Sequence[str]) -> bool:
    """Ask whether it is meant; ``?`` shows the lines that are written."""
    from innoctl.cli.ask import confirm
    from innoctl.cli.changing import show_words

    def more() -> None:
        for text in differences:
            show_words(text)

    say_words(Text(N_("? shows the lines that are written")))
    if confirm(_("decide so?"), more=more):
        return True
    say_words(Text(N_("nothing was changed")))
    return False
