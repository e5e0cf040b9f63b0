"""The overview of a stream, against histories whose outcome is known without our code."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from innoctl.model.facts import OPEN_STATES, IdeaFacts
from innoctl.model.policy import BudgetFacts, ChangeFacts
from innoctl.reports.overview import overview
from innoctl.reports.stream import (
    LeftOutRow,
    StreamInputs,
    StreamReport,
    figures,
    opened,
    rows_of,
    stream_report,
)
from tests.reports.field import (
    FIRST_DAY,
    OTHER,
    PROCESS,
    STREAM,
    History,
    decisions,
    histories,
    idea,
)

days = st.integers(0, 700).map(lambda number: FIRST_DAY + timedelta(days=number))


def told(found: list[History], stream: str = STREAM) -> StreamInputs:
    return StreamInputs(
        stream,
        [history.idea for history in found],
        {history.name: history.decisions for history in found},
        PROCESS,
    )


def cell(report: StreamReport, phase: str, state: str) -> int:
    return next(r.ideas for r in report.phases if (r.phase, r.state) == (phase, state))


@given(histories(), days)
def test_every_idea_stands_in_exactly_one_cell_and_the_cells_add_up(
    found: list[History], day: date
) -> None:
    report = stream_report(told(found), day)
    here = sorted(h.name for h in found if (s := h.on(day)) and s[2] == STREAM)
    assert sorted(name for row in report.phases for name in row.ids) == here
    assert sum(row.ideas for row in report.phases) == len(here)
    assert all(h.on(day) == (r.phase, r.state, STREAM) for r in report.phases for n in r.ids
               for h in found if h.name == n)  # fmt: skip


@given(histories(), days)
def test_figures_of_a_day_are_not_moved_by_what_happens_later(
    found: list[History], day: date
) -> None:
    whole = stream_report(told(found), day)
    iso = day.isoformat()
    earlier = told(found)._replace(
        decisions={h.name: [r for r in h.decisions if r.decided_on <= iso] for h in found},
        ideas=[_as_filed(h, day) for h in found],
    )
    assert stream_report(earlier, day) == whole


def _as_filed(history: History, day: date) -> IdeaFacts:
    """Return the idea file as it stood on ``day``, its stream line included."""
    stood = history.on(day)
    return history.idea._replace(stream=stood[2]) if stood else history.idea


@given(histories(), days)
def test_open_at_the_end_is_open_at_the_start_plus_in_minus_out(
    found: list[History], day: date
) -> None:
    report = stream_report(told(found), day)
    begin = {"1": (1, 1), "2": (4, 1), "3": (7, 1), "4": (10, 1)}[report.quarter[-1]]
    eve = date(day.year, *begin) - timedelta(days=1)

    def open_on(when: date) -> int:
        return sum(1 for h in found if (s := h.on(when)) and s[1] in OPEN_STATES and s[2] == STREAM)

    came = sum(r.ideas for r in report.flow if (r.quarter, r.direction) == (report.quarter, "in"))
    went = sum(r.ideas for r in report.flow if (r.quarter, r.direction) == (report.quarter, "out"))
    assert open_on(eve) + came - went == open_on(day)


@given(histories(), days)
def test_every_figure_opens_to_the_ideas_behind_it(found: list[History], day: date) -> None:
    report = stream_report(told(found), day)
    for row in rows_of(report):
        behind = opened(report, row.figure)
        assert behind is not None
        assert set(row.ids) <= set(behind)
        assert row.figure in figures(report)
    assert opened(report, "phases.nowhere") is None
    assert len(opened(report, "phases") or ()) == sum(row.ideas for row in report.phases)


@given(histories(), days)
def test_the_streams_together_hold_every_idea_once(found: list[History], day: date) -> None:
    rows = overview(stream_report(told(found, stream), day) for stream in (STREAM, OTHER))
    assert sum(row.ideas for row in rows) == sum(1 for h in found if h.on(day))
    assert all(row.ideas == row.active + row.on_hold + row.stopped + row.embedded for row in rows)


def test_a_stream_that_never_says_no_has_a_mowing_rate_of_zero_and_says_of_how_many() -> None:
    ideas = [idea(f"aaaa2{n}") for n in range(3)]
    made = {row.id: decisions(row.id, {"decided_on": "2026-02-01"}) for row in ideas}
    report = stream_report(StreamInputs(STREAM, ideas, made, PROCESS), date(2026, 3, 1))
    concept = report.mowing[0]
    assert (concept.gate, concept.mown, concept.cases, concept.rate) == ("concept", 0, 3, "0.0000")
    assert report.mowing[1].rate is None


def test_hold_and_rework_stand_beside_the_mowing_rate() -> None:
    outcomes = ("go", "conditional_go", "no_go", "hold", "rework")
    ideas = [idea(f"aaaa2{n}") for n in range(5)]
    made = {
        row.id: decisions(row.id, {"decided_on": "2026-02-01", "outcome": outcome})
        for row, outcome in zip(ideas, outcomes, strict=True)
    }
    report = stream_report(StreamInputs(STREAM, ideas, made, PROCESS), date(2026, 3, 1))
    assert (report.mowing[0].mown, report.mowing[0].cases) == (1, 3)
    assert report.mowing[0].rate == "0.3333"
    assert {r.outcome: r.decisions for r in report.gates if r.gate == "concept"} == dict.fromkeys(
        outcomes, 1
    )


def test_a_median_is_shown_from_five_cases_on_without_the_days_on_hold() -> None:
    ideas = [idea(f"aaaa2{n}", submitted_on="2026-01-01") for n in range(5)]
    made = {
        row.id: decisions(
            row.id,
            {"decided_on": "2026-01-03", "outcome": "hold", "to_phase": "ideation"},
            {"decided_on": "2026-01-11", "what": "resume", "outcome": "done"},
            {"decided_on": f"2026-01-{15 + place}"},
        )
        for place, row in enumerate(ideas)
    }
    inputs = StreamInputs(STREAM, ideas, made, PROCESS)
    row = stream_report(inputs, date(2026, 3, 1)).durations[0]
    assert (row.phase, row.cases, row.median) == ("ideation", 5, 16 - 8)
    four = stream_report(inputs._replace(ideas=ideas[:4]), date(2026, 3, 1)).durations[0]
    assert (four.cases, four.median) == (4, None)


def test_money_follows_its_own_stream_year_and_kind_and_changes_count_from_their_day() -> None:
    def budget(name: str, year: int, kind: str, cents: int, *changes: ChangeFacts) -> BudgetFacts:
        return BudgetFacts(name, year, "final", STREAM, kind, "p-1", cents, changes)

    budgets = [
        budget("b26", 2026, "innovation", 100_000_00, ChangeFacts("2026-02-01", -10_000_00)),
        budget("r26", 2026, "realisation", 50_000_00),
        budget("b27", 2027, "innovation", 70_000_00),
        budget("old", 2020, "innovation", 1_00),
    ]
    rows = {
        "resources": [
            {"budget": "b26", "amount": "25000.50"},
            {"budget": "r26", "amount": "60000.00"},
        ]
    }
    made = {"aaaa22": decisions("aaaa22", {"decided_on": "2026-03-01", **rows})}
    inputs = StreamInputs(STREAM, [idea()], made, PROCESS, budgets)
    found = stream_report(inputs, date(2026, 3, 1)).budget
    assert [(r.figure, r.allocated, r.granted, r.free, r.ids) for r in found] == [
        ("budget.2026.innovation", 90_000_00, 25_000_50, 64_999_50, ("aaaa22",)),
        ("budget.2026.realisation", 50_000_00, 60_000_00, -10_000_00, ("aaaa22",)),
        ("budget.2027.innovation", 70_000_00, 0, 70_000_00, ()),
    ]
    earlier = stream_report(inputs, date(2026, 1, 31)).budget[0]
    assert (earlier.allocated, earlier.granted) == (100_000_00, 0)


def test_the_horizon_balance_counts_active_ideas_and_their_money_against_the_targets() -> None:
    ideas = [
        idea("aaaa21", horizon=1),
        idea("aaaa22", horizon=1),
        idea("aaaa23", horizon=3),
        idea("aaaa24"),
    ]
    made = {
        "aaaa23": decisions(
            "aaaa23",
            {"decided_on": "2026-02-01", "resources": [{"budget": "x", "amount": "10.00"}]},
        )
    }
    inputs = StreamInputs(STREAM, ideas, made, PROCESS, (), ("0.60", "0.30", "0.10"))
    report = stream_report(inputs, date(2026, 3, 1))
    assert [(r.horizon, r.ideas, r.share, r.money_share) for r in report.horizons] == [
        (1, 2, "0.6667", "0.0000"),
        (2, 0, "0.0000", "0.0000"),
        (3, 1, "0.3333", "1.0000"),
        (0, 1, None, None),
    ]
    measures = {row.figure: row.value for row in report.measures}
    # (|0.6667-0.60| + |0-0.30| + |0.3333-0.10|) / 2 and (|0-0.60| + |0-0.30| + |1-0.10|) / 2
    assert measures["measures.imbalance_by_count"] == "0.3000"
    assert measures["measures.imbalance_by_money"] == "0.9000"


def test_the_oldest_without_an_answer_comes_first_and_late_is_beyond_the_norm() -> None:
    ideas = [
        idea("aaaa21", submitted_on="2026-02-20"),
        idea("aaaa22", submitted_on="2026-01-05"),
        idea("aaaa23", feedback=[{"on": "2026-01-09", "by": "p-1", "text": "dank"}]),
        idea("aaaa24", submitted_on="2026-03-02"),
        idea("aaaa25", submitted_on="2026-01-07"),
        idea("aaaa26", submitted_on="2026-01-08"),
    ]
    no = {"decided_on": "2026-01-20", "outcome": "no_go", "to_phase": "ideation"}
    made = {
        "aaaa25": decisions("aaaa25", no),
        "aaaa26": decisions("aaaa26", {**no, "to_submitter": "dank, maar nee"}),
    }
    report = stream_report(StreamInputs(STREAM, ideas, made, PROCESS), date(2026, 3, 1))
    assert [(r.idea, r.state, r.days, r.late) for r in report.unanswered] == [
        ("aaaa22", "active", 55, True),
        ("aaaa25", "stopped", 53, True),
        ("aaaa21", "active", 9, False),
    ]
    assert opened(report, "unanswered.late") == ("aaaa22", "aaaa25")


def test_a_decision_that_no_chain_leads_to_is_named_as_left_out() -> None:
    loose = [
        row._replace(after="f" * 64) for row in decisions("aaaa22", {"decided_on": "2026-02-01"})
    ]
    inputs = StreamInputs(
        STREAM, [idea()], {"aaaa22": loose}, PROCESS, left_out=[LeftOutRow("ideas/x", "F101")]
    )
    report = stream_report(inputs, date(2026, 3, 1))
    assert cell(report, "ideation", "active") == 1
    assert [tuple(row) for row in report.left_out] == [
        ("ideas/x", "F101"),
        ("decisions/**/aaaa22-01-concept.yaml", "D420"),
    ]


def test_an_idea_in_a_phase_that_the_process_lacks_is_counted_apart_and_never_dropped() -> None:
    made = {"aaaa22": decisions("aaaa22", {"decided_on": "2026-02-01", "to_phase": "limbo"})}
    report = stream_report(StreamInputs(STREAM, [idea()], made, PROCESS), date(2026, 3, 1))
    assert cell(report, "other", "active") == 1
