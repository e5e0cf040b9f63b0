"""A story that follows the rules gives no finding; one thing wrong in it gives one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from innoctl.errors import Finding
from innoctl.model.facts import DecisionFacts
from innoctl.rules.coherence import Case, coherent, coherent_with
from innoctl.rules.life import life
from tests.rules.made import GATES, PHASES, PROCESS, day, decision, idea

TODAY = date(2030, 1, 1)
ACTS = ("go", "conditional_go", "no_go", "hold", "rework", "move", "withdraw", "resume", "reopen")


def lawful(acts: list[tuple[str, int]]) -> list[DecisionFacts]:
    """Make the decisions of those acts that the rules allow at that point, as a council would."""
    rows: list[DecisionFacts] = []
    phase, state, stream, on = 0, "active", "unit/oost", 0
    for act, gap in acts:
        closed = state in {"stopped", "embedded"}
        if closed != (act == "reopen") or (act == "resume" and state != "on_hold"):
            continue
        on += gap
        values: dict[str, Any] = {"from_phase": PHASES[phase], "stream": stream}
        what, outcome = (GATES[phase], act) if act in ACTS[:5] else (act, "done")
        match act:
            case "go" | "conditional_go":
                phase += 1
                state = "embedded" if phase == len(GATES) else "active"
            case "no_go" | "withdraw":
                state = "stopped"
            case "hold":
                state, values["until"] = "on_hold", day(on + 30)
            case "rework" | "resume":
                state = "active"
            case "move":
                stream = "corps" if stream == "unit/oost" else "unit/oost"
                values["to_stream"], outcome = stream, "accepted"
            case _:
                phase, state = min(phase, 2), "active"
        values["to_phase"] = PHASES[phase]
        rows.append(decision(len(rows) + 1, what, outcome, on, **values))
    return rows


def findings(rows: list[DecisionFacts], **said: Any) -> list[Finding]:
    lived = life(idea(), rows, PROCESS)
    derived = {"phase": lived.phase, "state": lived.state, "stream": lived.stream}
    case = Case("idea", idea(**{**derived, **said}), [(f"d{row.number}", row) for row in rows])
    return list(coherent(case, PROCESS, life(case.idea, rows, PROCESS), TODAY))


STORIES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), max_size=12).map(lawful)


@given(STORIES)
def test_a_lawful_story_gives_no_finding(rows: list[DecisionFacts]) -> None:
    assert findings(rows) == []


@given(STORIES, st.sampled_from(["phase", "state", "stream"]))
def test_an_idea_that_says_something_else_than_its_decisions_is_told_so(
    rows: list[DecisionFacts], key: str
) -> None:
    lived = life(idea(), rows, PROCESS)
    other = {
        "phase": PHASES[(PHASES.index(lived.phase) + 1) % 4],
        "state": "on_hold" if lived.state != "on_hold" else "active",
        "stream": "portfolio/opsporing",
    }
    assume(rows or key != "stream")
    code = {"phase": "D450", "state": "D451", "stream": "D452"}[key]
    assert [f.code for f in findings(rows, **{key: other[key]})] == [code]


@given(STORIES, st.data())
def test_a_decision_that_is_lost_breaks_the_chain_at_the_one_after_it(
    rows: list[DecisionFacts], data: st.DataObject
) -> None:
    assume(len(rows) > 1)
    lost = data.draw(st.integers(0, len(rows) - 2))
    left = rows[:lost] + rows[lost + 1 :]
    found = [f for f in findings(left) if f.code == "D420"]
    assert [f.path for f in found] == [f"d{lost + 2:02}"]


@given(STORIES, st.data())
def test_a_second_decision_after_the_same_one_is_told_at_the_later_one(
    rows: list[DecisionFacts], data: st.DataObject
) -> None:
    assume(rows)
    twin = data.draw(st.sampled_from(rows))
    rows = [*rows, twin._replace(number="99", digest="other")]
    assert [(f.code, f.path) for f in findings(rows)] == [("D421", "d99")]


@given(STORIES, st.data())
def test_a_decision_before_the_one_it_follows_is_told(
    rows: list[DecisionFacts], data: st.DataObject
) -> None:
    assume(len(rows) > 1)
    place = data.draw(st.integers(1, len(rows) - 1))
    assume(rows[place - 1].decided_on > day(0))
    rows[place] = rows[place]._replace(decided_on=day(0))
    assert ("D438", f"d{place + 1:02}") in [(f.code, f.path) for f in findings(rows)]


IN_CREATION = decision(1, "concept", "go", 10, to_phase="creation")
WITHDRAWN = decision(2, "withdraw", "done", 20, from_phase="creation", to_phase="creation")
IN_SCALING = decision(2, "product", "go", 20, from_phase="creation", to_phase="scaling")
IN_USE = decision(3, "embed", "go", 30, from_phase="scaling", to_phase="embedded")


@pytest.mark.parametrize(
    ("rows", "phases"),
    [
        ([IN_CREATION, WITHDRAWN], ("ideation", "creation")),
        ([IN_CREATION, IN_SCALING, IN_USE], ("ideation", "creation", "scaling")),
        ([decision(1, "concept", "no_go", 10)], ("ideation",)),
    ],
)
def test_an_idea_is_reopened_no_further_than_it_was_and_never_in_use(
    rows: list[DecisionFacts], phases: tuple[str, ...]
) -> None:
    at = rows[-1].to_phase
    for phase in (*PHASES, "elsewhere"):
        more = {"from_phase": at, "to_phase": phase}
        again = decision(len(rows) + 1, "reopen", "done", 40, **more)
        found = [one for one in findings([*rows, again]) if one.code != "D450"]
        said = {"to_phase": phase, "actual": at}
        wrong = Finding.of("D441", f"d{again.number}", ("to_phase",), **said)
        assert found == ([] if phase in phases else [wrong]), phase


def test_an_idea_of_a_phase_that_is_no_more_is_reopened_in_the_first_one() -> None:
    assert [PROCESS.back(phase, "elsewhere") for phase in PHASES] == [True, False, False, False]
    assert PROCESS._replace(phases=PROCESS.phases[:1]).back("ideation", "ideation")


def test_more_decisions_than_there_are_numbers_are_not_looked_at_together() -> None:
    rows = [decision(number, "change", "done", 1, after="") for number in range(100)]
    again = decision(7, "change", "done", 1, digest="again")
    case = Case("idea", idea(), [(f"d{number}", row) for number, row in enumerate(rows)])
    codes = {one.code for one in coherent_with("d7", case, PROCESS, TODAY)}
    assert codes == {"D421"}
    case = case._replace(decisions=[*case.decisions, ("more", again)])
    told = [Finding.of("D424", "more", number="07")]
    assert list(coherent_with("more", case, PROCESS, TODAY)) == told
    assert list(coherent_with("unreadable", case, PROCESS, TODAY)) == []


def test_what_another_correction_stands_in_the_place_of_is_corrected_no_more() -> None:
    first = decision(1, "change", "done", 1)
    second = decision(2, "change", "done", 1, supersedes="digest-1")
    again = decision(3, "move", "accepted", 2, to_stream="corps", supersedes="digest-1")
    told = Finding.of("D442", "d03", ("supersedes",), number="02")
    assert findings([first, second, again]) == [told]
    mended = decision(4, "change", "done", 2, supersedes="digest-3")
    assert findings([first, second, again, mended]) == []
    assert findings([first, second, again._replace(supersedes="digest-2")]) == []
