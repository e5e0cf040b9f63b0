"""What a decision beside gates bears on follows from the decisions before it."""

from __future__ import annotations

import pytest

from innoctl.model.facts import DecisionFacts
from innoctl.rules.bearing import Bearing, Past, bearing, borne, correcting, settled, unsettled
from innoctl.rules.life import before
from innoctl.rules.shares import Stake
from tests.rules.approving import SUBJECT
from tests.rules.made import PROCESS, decision, idea

IN_CREATION = decision(1, "concept", "go", 10, to_phase="creation")
IN_SCALING = decision(2, "product", "go", 20, from_phase="creation", to_phase="scaling")
IN_USE = decision(3, "embed", "go", 30, from_phase="scaling", to_phase="embedded")
STOPPED = decision(2, "product", "no_go", 20, from_phase="creation", to_phase="creation")
WITHDRAWN = decision(2, "withdraw", "done", 20, from_phase="creation", to_phase="creation")


def on(rows: list[DecisionFacts], what: str, supersedes: str = "") -> Bearing:
    """Return what a decision bears on that says of itself that all is still at its beginning."""
    row = decision(len(rows) + 1, what, "done", 40, supersedes=supersedes)
    return bearing(row, rows, PROCESS)


def test_what_is_decided_beside_gates_stands_before_the_gate_out_of_the_phase_it_is_in() -> None:
    assert on([], "change") == Bearing(("concept",))
    assert on([IN_CREATION], "change") == Bearing(("product",))
    assert on([IN_CREATION, IN_SCALING], "move") == Bearing(("embed",))
    assert on([IN_CREATION, IN_SCALING, IN_USE], "change") == Bearing(())


def test_a_correction_stands_where_the_idea_stood_before_what_it_corrects() -> None:
    assert on([IN_CREATION, IN_SCALING], "change", "digest-1") == Bearing(("concept",))
    assert on([IN_CREATION, IN_SCALING], "change", "digest-2") == Bearing(("product",))
    assert on([IN_CREATION], "change", "elsewhere") == Bearing(("product",))


@pytest.mark.parametrize(
    ("rows", "undone"),
    [
        ([IN_CREATION, STOPPED], (Stake("unit/oost", "product", 0),)),
        ([IN_CREATION, IN_SCALING, IN_USE], (Stake("unit/oost", "embed", 0),)),
        ([IN_CREATION, WITHDRAWN], ()),
        ([IN_CREATION], ()),
        ([], ()),
    ],
)
def test_who_reopens_undoes_the_gate_that_closed_the_idea(
    rows: list[DecisionFacts], undone: tuple[Stake, ...]
) -> None:
    assert on(rows, "reopen").undone == undone
    assert on(rows, "change").undone == ()


def test_a_correction_of_a_reopening_undoes_what_that_one_undid() -> None:
    again = decision(3, "reopen", "done", 30, from_phase="creation", to_phase="creation")
    rows = [IN_CREATION, STOPPED, again]
    assert on(rows, "reopen", "digest-3") == Bearing(
        ("product",), (Stake("unit/oost", "product", 0),)
    )
    assert on(rows, "reopen").undone == ()


def test_a_decision_at_a_gate_bears_on_nothing_but_itself() -> None:
    assert on([IN_CREATION, STOPPED], "concept") == Bearing()


def test_an_idea_is_closed_by_the_decision_that_closed_it_and_by_none_while_it_is_open() -> None:
    again = decision(3, "reopen", "done", 30, from_phase="creation", to_phase="creation")
    late = decision(3, "concept", "no_go", 30, from_phase="creation")
    assert before([IN_CREATION], PROCESS).closed_by == ""
    assert before([IN_CREATION, WITHDRAWN], PROCESS).closed_by == "withdraw"
    assert before([IN_CREATION, STOPPED], PROCESS).closed_by == "product"
    assert before([IN_CREATION, STOPPED, late], PROCESS).closed_by == "product"
    assert before([IN_CREATION, STOPPED, again], PROCESS).closed_by == ""
    assert before([IN_CREATION, IN_SCALING, IN_USE], PROCESS).closed_by == "embed"


def test_a_story_without_its_idea_begins_in_the_stream_of_its_first_decision() -> None:
    begun = before([], PROCESS)
    assert (begun.stream, begun.visits[0].entered_on) == ("", "")
    assert before([IN_CREATION], PROCESS).stream == "unit/oost"
    known = before([], PROCESS, idea=idea(stream="corps"))
    assert (known.stream, known.visits[0].entered_on) == ("corps", "2026-01-01")


def test_a_subject_takes_over_what_it_bears_on_and_what_it_corrects() -> None:
    row = decision(3, "reopen", "done", 30)
    found = borne(SUBJECT, row, [IN_CREATION, STOPPED], PROCESS)
    assert (found.gates, found.stakes) == (("product",), (Stake("unit/oost", "product", 0),))
    old = found._replace(what="change", cents=7)
    stake = Stake(SUBJECT.stream, "change", 7, ("product",))
    new = SUBJECT._replace(stakes=(Stake("unit/oost", "embed", 0),))
    assert correcting(new, [(old, True)]).stakes == (
        Stake("unit/oost", "embed", 0), stake, Stake("unit/oost", "product", 0),
    )  # fmt: skip
    assert correcting(new, [(old, False)]).stakes == (
        Stake("unit/oost", "embed", 0),
        Stake("unit/oost", "product", 0),
    )


BESIDE = decision(1, "change", "done", 5)
HOME, CORPS = "unit/oost", "corps"


def after(*rows: DecisionFacts, what: str, outcome: str = "done", **more: str) -> list[Stake]:
    """Return what a correction changes of these decisions that comes in the place of the first."""
    row = decision(9, what, outcome, 40, supersedes="digest-1", **more)
    return list(unsettled(row, Past(rows, frozenset(one.digest for one in rows), PROCESS)))


def test_a_correction_changes_what_follows_where_the_idea_then_stands_elsewhere() -> None:
    grant = decision(2, "change", "done", 20, resources=(("b", 7),))
    no = decision(2, "concept", "no_go", 20)
    moved = decision(2, "move", "accepted", 20, to_stream=CORPS)
    again = decision(2, "reopen", "done", 20)
    gone = decision(1, "withdraw", "done", 5)
    assert after(IN_CREATION, grant, what="change") == [
        Stake(HOME, "change", 7, ("product",)), Stake(HOME, "change", 7, ("concept",)),
    ]  # fmt: skip
    assert after(BESIDE, no, what="withdraw") == [Stake(HOME, "concept", 0)] * 2
    assert after(BESIDE, moved, what="concept", outcome="hold") == (
        [Stake(CORPS, "move", 0, ("concept",))] * 2
    )
    assert after(BESIDE, no, what="move", to_stream=CORPS) == [Stake(HOME, "concept", 0)] * 2
    assert after(gone, again, what="concept", outcome="no_go") == [
        Stake(HOME, "reopen", 0, ("concept",)),
        Stake(HOME, "reopen", 0, ("concept",)), Stake(HOME, "concept", 0),
    ]  # fmt: skip
    assert after(BESIDE, no, moved, what="change") == []
    assert after(BESIDE, what="withdraw") == []


def test_a_decision_weighs_by_what_counts_beside_all_that_landed() -> None:
    grant = SUBJECT._replace(what="change", cents=7, gates=("product",))
    row = decision(2, "change", "done", 20)
    past = Past([IN_CREATION], frozenset({"digest-1"}), PROCESS)
    assert settled(grant, row, past) == grant
    stake = Stake(SUBJECT.stream, "change", 7, ("concept",))
    assert settled(grant, row, past._replace(counts=frozenset())).stakes == (stake,)
    hidden = [STOPPED._replace(after="", number="01"), WITHDRAWN._replace(after="digest-2")]
    again = decision(3, "reopen", "done", 30)
    undone = Stake(HOME, "product", 0)
    past = Past(hidden, frozenset({"digest-2"}), PROCESS)
    assert undone in settled(SUBJECT, again, past).stakes
