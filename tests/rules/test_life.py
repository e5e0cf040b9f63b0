"""The life of an idea follows from its decisions; a day-by-day diary is the oracle."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from innoctl.model.facts import DecisionFacts
from innoctl.rules.life import chain, life
from tests.rules.made import GATES, PHASES, PROCESS, START, day, decision, idea

ACTS = ("go", "conditional_go", "no_go", "hold", "rework", "move", "withdraw", "resume", "reopen")


def told(
    acts: list[tuple[str, int]],
) -> tuple[list[DecisionFacts], dict[int, tuple[str, str, str]]]:
    """Make decisions of acts and gaps in days, and a diary of (phase, state, stream) after each day."""
    rows: list[DecisionFacts] = []
    phase, state, stream, on = 0, "active", "unit/oost", 0
    diary = {0: (PHASES[0], state, stream)}
    for act, gap in acts:
        on += gap
        values: dict[str, Any] = {"from_phase": PHASES[phase], "stream": stream}
        what, outcome = (GATES[min(phase, 2)], act) if act in ACTS[:5] else (act, "done")
        if state in {"stopped", "embedded"} and act != "reopen":
            pass  # it counts for nothing
        elif act in ("go", "conditional_go"):
            phase += 1
            state = "embedded" if phase == len(PHASES) - 1 else "active"
        elif act in ("no_go", "withdraw"):
            state = "stopped"
        elif act == "hold":
            state, values["until"] = "on_hold", day(on + 30)
        elif act in ("rework", "resume"):
            state = "active" if state == "on_hold" else state
        elif act == "move":
            stream = "corps" if stream == "unit/oost" else "unit/oost"
            values["to_stream"] = stream
        elif act == "reopen":
            phase, state = 1, "active"
        values["to_phase"] = PHASES[phase]
        rows.append(decision(len(rows) + 1, what, outcome, on, **values))
        diary[on] = (PHASES[phase], state, stream)
    return rows, diary


STORIES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), max_size=12)


@given(STORIES, st.integers(0, 500), st.randoms(use_true_random=False))
def test_phase_state_and_stream_on_any_day_are_what_the_diary_says(
    acts: list[tuple[str, int]], asked: int, chance: random.Random
) -> None:
    rows, diary = told(acts)
    chance.shuffle(rows)
    found = life(idea(), rows, PROCESS, START + timedelta(days=asked))
    expected = diary[max(on for on in diary if on <= asked)]
    assert (found.phase, found.state, found.stream) == expected
    assert not found.broken


@given(STORIES, st.integers(0, 500))
def test_visits_and_holds_lie_within_each_other_and_never_overlap(
    acts: list[tuple[str, int]], asked: int
) -> None:
    rows, _ = told(acts)
    today = START + timedelta(days=asked)
    visits = life(idea(), rows, PROCESS, today).visits
    assert visits[0].entered_on == day(0)
    for before, after in pairwise(visits):
        assert before.left_on
        assert before.left_on <= after.entered_on
    for visit in visits:
        for since, until in visit.holds:
            assert visit.entered_on <= since
            assert not until or since <= until <= (visit.left_on or day(asked))
        assert visit.days(today) >= 0
        assert visit.hold_days(today) >= 0


@given(STORIES, st.integers(0, 400))
def test_days_in_phase_and_on_hold_are_those_of_the_diary(
    acts: list[tuple[str, int]], asked: int
) -> None:
    rows, diary = told([(act, gap) for act, gap in acts if act != "reopen"])
    today = START + timedelta(days=asked)
    states = []
    for on in range(asked):
        known = max(noted for noted in diary if noted <= on)
        states.append(diary[known][1])
    found = life(idea(), rows, PROCESS, today)
    expected_hold = sum(state == "on_hold" for state in states)
    assert sum(visit.hold_days(today) for visit in found.visits) == expected_hold
    if "stopped" not in states:
        assert sum(visit.days(today) for visit in found.visits) == asked - expected_hold


def test_an_idea_without_decisions_is_active_in_the_first_phase_since_it_came_in() -> None:
    found = life(idea(stream="corps"), [], PROCESS)
    assert (found.phase, found.state, found.stream) == ("ideation", "active", "corps")
    assert found.visit.entered_on == day(0)


def test_a_correction_stands_in_the_place_of_what_it_corrects() -> None:
    rows = [
        decision(1, "concept", "go", 10, to_phase="creation"),
        decision(2, "product", "hold", 20, from_phase="creation", to_phase="creation"),
        decision(3, "concept", "no_go", 10, supersedes="digest-1"),
        decision(4, "concept", "go", 12, to_phase="creation", supersedes="digest-3"),
    ]
    found = life(idea(), rows, PROCESS)
    assert [row.number for row in found.decisions] == ["04", "02"]
    assert (found.phase, found.state, found.visit.entered_on) == ("creation", "on_hold", day(12))


def test_of_two_decisions_after_the_same_one_the_other_is_broken() -> None:
    rows = [
        decision(1, "concept", "go", 10, to_phase="creation"),
        decision(2, "product", "go", 20, after="digest-1", to_phase="scaling"),
        decision(3, "product", "no_go", 20, after="digest-1"),
        decision(4, "embed", "go", 30, after="digest-3"),
    ]
    order = chain(rows)
    assert [row.number for row in order.linked] == ["01", "02"]
    assert [row.number for row in order.broken] == ["03", "04"]
    assert life(idea(), rows, PROCESS).phase == "scaling"


def test_decisions_that_point_in_a_circle_end_and_are_broken() -> None:
    rows = [
        decision(1, "concept", "go", 10, after="digest-2"),
        decision(2, "product", "go", 20, after="digest-1"),
    ]
    found = life(idea(), rows, PROCESS)
    assert found.decisions == ()
    assert len(found.broken) == 2
