"""The figures on money, against a few lines of plain Python over the plain data of the files."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innoctl.model.facts_reading import decision_facts, ledger_facts
from innoctl.model.policy_reading import budget_facts, process_facts
from innoctl.reports.budget import (
    MEASURES,
    BudgetInputs,
    BudgetReport,
    Wanted,
    behind,
    budget_report,
    figures,
    found,
)
from innoctl.reports.budget_lines import movements
from innoctl.reports.journal import Account, journal
from innoctl.reports.spending import BY, Drawer, taken
from innoctl.rules import pace
from innoctl.rules.carrying import Allocation
from innoctl.rules.funding import funded
from innoctl.rules.life import chain
from tests.reports.purse import FIRST, PHASES, STREAMS, THEMES, Oracle, World, worlds, written

FACTS = process_facts(
    {
        "phases": [{"id": name} for name in PHASES],
        "gates": [
            {"id": gate, "from": begin, "to": end}
            for gate, begin, end in zip(
                ("concept", "product", "embed"), PHASES, PHASES[1:], strict=False
            )
        ],
    }
)
days = st.integers(-10, 420).map(lambda number: FIRST + timedelta(days=number))
some = settings(max_examples=40, deadline=None)
USERS = ("idea", "phase", "horizon", "theme")


def accounts(world: World) -> list[Account]:
    made = []
    for name in sorted(world.decisions.keys() | world.ledgers.keys()):
        rows = [
            decision_facts(data, f"{number:02d}", hashlib.sha256(written(data)).hexdigest())
            for number, data in enumerate(world.decisions.get(name, ()), 1)
        ]
        ledger = ledger_facts({"idea": name, "lines": world.ledgers.get(name, [])})
        assert ledger is not None
        own = funded(name, chain(row for row in rows if row).counting, ledger.lines, FACTS)
        made.append(Account(own, [("ledger", n) for n in range(len(ledger.lines))]))
    return made


def told(world: World, day: date) -> BudgetInputs:
    oracle = Oracle(world, day.isoformat())
    made = accounts(world)
    ideas = {
        a.funded.idea: Drawer(
            a.funded.idea,
            world.ideas[a.funded.idea]["title"],
            world.ideas[a.funded.idea].get("horizon", 0),
            tuple(world.ideas[a.funded.idea].get("themes", ())),
            oracle.state(a.funded.idea, day.isoformat())[1],
        )
        for a in made
    }
    cells = [cell for account in made for cell in taken(account.funded, day)]
    budgets = [row for year in world.years.values() for row in budget_facts(year)]
    return BudgetInputs(budgets, cells, ideas)


def sums(oracle: Oracle, pairs: list[tuple[str, str]], phase: str = "") -> dict[str, int]:
    """Add the positions of ideas on budgets up, by the oracle."""
    whole = dict.fromkeys(("granted", "committed", "open", "spent", "released", "over", "sunk"), 0)
    for idea, budget in pairs:
        row = (
            oracle.in_phase(idea, budget, phase)
            if phase
            else oracle.position(idea, budget, oracle.day)
        )
        stopped = oracle.state(idea, oracle.day)[1] == "stopped"
        row["sunk"] = row["spent"] if stopped else 0
        whole = {name: whole[name] + row[name] for name in whole}
    return whole


@given(worlds(), days)
@some
def test_every_budget_has_the_figures_of_its_definition(world: World, day: date) -> None:
    oracle = Oracle(world, day.isoformat())
    report = budget_report(told(world, day), day, "budget", Wanted())
    rows = {row.of[0]: row for row in report.rows}
    assert rows.keys() - {"nergens"} == {row["id"] for row in oracle.budgets}
    for budget in oracle.budgets:
        own = rows[budget["id"]].amounts._asdict()
        pairs = [(idea, budget["id"]) for idea in oracle.names()]
        held = sum(oracle.position(*pair, oracle.day)["held"] for pair in pairs)
        allocated = oracle.allocated(budget)
        wanted = {"allocated": allocated, "free": allocated - held, **sums(oracle, pairs)}
        assert own == wanted
    if "nergens" in rows:
        strange = rows["nergens"].amounts
        assert (strange.allocated, strange.free) == (None, None)
        wanted = sums(oracle, [(idea, "nergens") for idea in oracle.names()])
        assert {name: getattr(strange, name) for name in wanted} == wanted


def key(by: str, budget: dict[str, Any]) -> tuple[Any, ...]:
    layer = budget["stream"].split("/")[0]
    of = {
        "layer": layer,
        "stream": budget["stream"],
        "year": budget["year"],
        "kind": budget["kind"],
    }
    return tuple(of[name] for name in BY[by])


@given(worlds(), days, st.sampled_from(["layer", "stream"]))
@some
def test_layers_and_streams_add_budgets_up_and_never_kinds_or_years(
    world: World, day: date, by: str
) -> None:
    lines = budget_report(told(world, day), day, "budget", Wanted())
    report = budget_report(told(world, day), day, by, Wanted())
    held = {row.of[0]: row.amounts for row in lines.rows}
    wanted: dict[tuple[Any, ...], list[int]] = {}
    for budget in Oracle(world, day.isoformat()).budgets:
        amounts = held[budget["id"]]
        known = wanted.setdefault(key(by, budget), [0] * len(MEASURES))
        known[:] = [a + (b or 0) for a, b in zip(known, amounts, strict=True)]
    got = {row.of: list(row.amounts) for row in report.rows if row.of[0]}
    assert got == wanted
    kinds = {key("layer", budget) for budget in Oracle(world, day.isoformat()).budgets}
    if len(kinds) > 1:
        assert report.total.amounts.free is None


@given(worlds(), days, st.sampled_from(USERS))
@some
def test_ideas_phases_horizons_and_themes_hold_what_their_ideas_did(
    world: World, day: date, by: str
) -> None:
    oracle = Oracle(world, day.isoformat())
    names = {row["id"] for row in oracle.budgets} | {"nergens"}
    report = budget_report(told(world, day), day, by, Wanted())
    seen = dict.fromkeys(MEASURES, 0)
    for row in report.rows:
        of = row.of[0]
        ideas = [
            name
            for name in oracle.names()
            if by == "phase"
            or (by == "idea" and name == of)
            or (by == "horizon" and world.ideas[name].get("horizon", 0) == of)
            or (
                by == "theme"
                and (of in (t := world.ideas[name].get("themes", ())) or (not of and not t))
            )
        ]
        pairs = [(idea, budget) for idea in ideas for budget in sorted(names)]
        wanted = sums(oracle, pairs, of if by == "phase" else "")
        got = row.amounts._asdict()
        assert (got.pop("allocated"), got.pop("free")) == (None, None)
        if by == "phase":
            assert got.pop("over") is None
            wanted.pop("over")
        assert got == wanted
        for name, cents in got.items():
            seen[name] += cents
    if by != "theme":
        whole = report.total.amounts
        assert all(seen[name] == getattr(whole, name) for name in ("granted", "spent", "sunk"))


@given(worlds(), days)
@some
def test_the_total_of_themes_counts_each_cent_once(world: World, day: date) -> None:
    inputs = told(world, day)
    by_theme = budget_report(inputs, day, "theme", Wanted())
    by_idea = budget_report(inputs, day, "idea", Wanted())
    assert by_theme.total == by_idea.total
    twice = sum(
        row.amounts.spent * max(len(world.ideas[row.of[0]].get("themes", ())), 1)
        for row in by_idea.rows
    )
    assert sum(row.amounts.spent for row in by_theme.rows) == twice
    assert {row.of[0] for row in by_theme.rows} <= {*THEMES, ""}


@given(worlds(), days, st.sampled_from([*BY]))
@some
def test_a_day_is_told_as_if_nothing_came_after_it(world: World, day: date, by: str) -> None:
    earlier = world.until(day.isoformat())
    now, then = (budget_report(told(w, day), day, by, Wanted()) for w in (world, earlier))
    assert now.rows == then.rows
    assert (now.total, now.forecast, now.sunk_share) == (then.total, then.forecast, then.sunk_share)


asked = st.builds(
    Wanted,
    stream=st.sampled_from(["", "", *STREAMS]),
    year=st.sampled_from([None, None, 2026]),
    kind=st.sampled_from(["", "", "innovation"]),
    budget=st.sampled_from(["", "", "b0"]),
    idea=st.sampled_from(["", "", "aaaa22"]),
)


def entries_of(world: World) -> tuple[list[Any], list[Account]]:
    held = [Allocation("b", row) for year in world.years.values() for row in budget_facts(year)]
    made = accounts(world)
    return journal(held, made), made


@given(worlds(), days, st.sampled_from([*BY]), asked)
@some
def test_the_lines_of_every_figure_add_up_to_it(
    world: World, day: date, by: str, wanted: Wanted
) -> None:
    report = budget_report(told(world, day), day, by, wanted)
    entries, made = entries_of(world)
    for row in (report.total, *report.rows):
        for measure, cents in row.amounts._asdict().items():
            if cents is None:
                continue
            lines = list(movements(report, entries, made, row, measure))
            assert (lines[-1].total if lines else 0) == cents, (row.figure, measure)
            assert sum(one.cents for one in lines) == cents
            assert all(one.on <= day.isoformat() for one in lines)


@given(worlds(), days, st.sampled_from([*BY]), asked)
@some
def test_a_filter_leaves_what_it_names_and_changes_no_figure_of_it(
    world: World, day: date, by: str, wanted: Wanted
) -> None:
    inputs = told(world, day)
    whole = {row.figure: row for row in budget_report(inputs, day, "budget", Wanted()).rows}
    part = budget_report(inputs, day, by, wanted)
    names = {row.id for row in inputs.budgets if wanted.holds(row)}
    spent = sum(
        cell.spent
        for cell in inputs.cells
        if (cell.budget in names or (cell.budget == "nergens" and not any(wanted[:4])))
        and wanted.idea in {"", cell.idea}
    )
    assert part.total.amounts.spent == spent
    if by == "budget" and not wanted.idea:
        assert all(row == whole[row.figure] for row in part.rows)


@given(worlds(), days, st.sampled_from([*BY]), asked)
@some
def test_every_figure_opens_to_the_ideas_that_make_it(
    world: World, day: date, by: str, wanted: Wanted
) -> None:
    inputs = told(world, day)
    report = budget_report(inputs, day, by, wanted)
    for name in figures(report):
        named = found(report, name)
        assert named is not None
        row, measure = named
        opened = behind(inputs, report, row, measure)
        assert {idea for idea, _ in opened} <= set(row.ids)
        amount = getattr(row.amounts, measure) if measure else None
        if measure == "free":
            assert row.amounts.allocated is not None
            assert row.amounts.free is not None
            amount = row.amounts.free - row.amounts.allocated
        if measure and measure != "allocated":
            assert sum(cents for _, cents in opened) == amount
    assert found(report, "nowhere") is None
    assert found(report, "spent.nowhere") is None


@given(worlds(), days)
@some
def test_a_year_is_foretold_from_what_was_spent_and_the_days_that_passed(
    world: World, day: date
) -> None:
    oracle = Oracle(world, day.isoformat())
    report = budget_report(told(world, day), day, "stream", Wanted())
    own = [row for row in oracle.budgets if row["year"] == day.year]
    assert sorted(row.budget for row in report.forecast) == sorted(row["id"] for row in own)
    passed = (day - date(day.year, 1, 1)).days + 1
    for row in report.forecast:
        pairs = [(idea, row.budget) for idea in oracle.names()]
        now = sums(oracle, pairs)
        assert (row.spent, row.open) == (now["spent"], now["open"])
        if passed < 91:
            assert (row.expected, row.runs_out) == (None, "")
            continue
        exact = Fraction(now["spent"] * 365, passed)
        rounded = int((exact + Fraction(1, 2)) // 1)
        assert row.expected == max(now["spent"] + now["open"], rounded)
        if row.runs_out:
            before = date.fromisoformat(row.runs_out)
            assert day <= before <= date(day.year, 12, 31)
            gone = Fraction(now["spent"], passed) * ((before - date(day.year, 1, 1)).days + 1)
            assert gone >= row.allocated or now["spent"] >= row.allocated
        else:
            assert exact <= row.allocated or now["spent"] <= 0


@pytest.mark.parametrize(
    ("allocated", "spent", "day", "out"),
    [
        (365_00, 100_00, date(2026, 4, 10), None),
        (364_00, 100_00, date(2026, 4, 10), "2026-12-30"),
        (100_00, 100_00, date(2026, 4, 10), "2026-04-10"),
        (50_00, 100_00, date(2026, 4, 10), "2026-04-10"),
        (0, 1, date(2026, 4, 10), "2026-04-10"),
        (100_00, 0, date(2026, 4, 10), None),
        (100_00, -5, date(2026, 4, 10), None),
    ],
)
def test_money_runs_out_on_the_day_that_the_pace_says(
    allocated: int, spent: int, day: date, out: str | None
) -> None:
    found_day = pace.runs_out(allocated, spent, day)
    assert (found_day and found_day.isoformat()) == out


def test_half_a_cent_goes_upwards_and_promises_count_where_they_are_more() -> None:
    day = date(2026, 5, 26)  # 146 of 365 days: 2.5 times what was spent
    assert pace.expected(101, 0, day) == 253
    assert pace.expected(-101, 0, day) == -101
    assert pace.expected(100, 400, day) == 500


def small() -> World:
    world = World()
    change = {"on": "2026-05-01", "amount": "-100.00", "why": "nota"}
    world.budget("oost-26", 2026, "unit/oost", "innovation", "1000.00", change)
    world.budget("oost-r26", 2026, "unit/oost", "realisation", "500.00")
    world.budget("west-26", 2026, "unit/west", "innovation", "300.00")
    world.idea("aaaa22", horizon=1, themes=["t-near", "t-digital"])
    world.idea("aaaa23")
    given_ = [{"budget": "oost-26", "amount": "400.00"}, {"budget": "west-26", "amount": "50.00"}]
    world.decide("aaaa22", "2026-02-01", "concept", "go", to_phase="creation", resources=given_)
    given_ = [{"budget": "oost-r26", "amount": "200.00"}]
    world.decide("aaaa22", "2026-06-01", "product", "go", to_phase="scaling", resources=given_)
    given_ = [{"budget": "oost-26", "amount": "100.00"}]
    world.decide("aaaa23", "2026-03-01", "concept", "go", to_phase="creation", resources=given_)
    world.decide("aaaa23", "2026-07-01", "product", "no_go", reason_code="exists-already")
    world.book("aaaa22", "commit", "2026-02-10", "oost-26", "300.00", reference="O-1")
    world.book(
        "aaaa22", "spend", "2026-03-10", "oost-26", "120.00", reference="F-1", commitment="O-1"
    )
    world.book("aaaa22", "spend", "2026-06-10", "oost-r26", "250.00", reference="F-2")
    world.book("aaaa23", "spend", "2026-04-01", "oost-26", "30.00", reference="F-3")
    return world


def rows(report: BudgetReport, *measures: str) -> dict[str, tuple[Any, ...]]:
    return {row.figure: tuple(getattr(row.amounts, m) for m in measures) for row in report.rows}


def test_money_of_a_small_portfolio_is_what_one_reckons_by_hand() -> None:
    day = date(2026, 8, 1)
    inputs = told(small(), day)
    report = budget_report(inputs, day, "stream", Wanted())
    shown = rows(
        report, "allocated", "granted", "committed", "open", "spent", "released", "over", "free"
    )
    assert shown == {
        "stream.unit/oost.2026.innovation":
            (900_00, 500_00, 300_00, 180_00, 150_00, 70_00, 0, 470_00),
        "stream.unit/oost.2026.realisation": (500_00, 200_00, 0, 0, 250_00, 0, 50_00, 250_00),
        "stream.unit/west.2026.innovation": (300_00, 50_00, 0, 0, 0, 0, 0, 250_00),
    }  # fmt: skip
    assert (report.total.amounts.sunk, report.sunk_share) == (30_00, "0.0750")
    assert report.total.amounts.free is None
    assert rows(budget_report(inputs, day, "layer", Wanted()), "free") == {
        "layer.unit.2026.innovation": (720_00,),
        "layer.unit.2026.realisation": (250_00,),
    }
    assert rows(budget_report(inputs, day, "phase", Wanted()), "granted", "spent", "released") == {
        "phase.creation": (550_00, 150_00, 70_00),
        "phase.scaling": (200_00, 250_00, 0),
    }
    assert rows(budget_report(inputs, day, "theme", Wanted()), "spent") == {
        "theme.t-digital": (370_00,),
        "theme.t-near": (370_00,),
        "theme.unknown": (30_00,),
    }
    assert rows(budget_report(inputs, day, "horizon", Wanted()), "granted") == {
        "horizon.unknown": (100_00,),
        "horizon.1": (650_00,),
    }
    one = budget_report(inputs, day, "idea", Wanted(kind="realisation"))
    assert rows(one, "granted", "open", "spent", "released", "over") == {
        "idea.aaaa22": (200_00, 0, 250_00, 0, 50_00)
    }


def test_what_is_free_of_one_budget_never_hides_what_is_overdrawn_of_another_kind() -> None:
    world = World()
    world.budget("a", 2026, "unit/oost", "innovation", "100.00")
    world.budget("b", 2026, "unit/oost", "realisation", "100.00")
    world.idea("aaaa22")
    world.book("aaaa22", "spend", "2026-02-01", "a", "150.00")
    day = date(2026, 3, 1)
    report = budget_report(told(world, day), day, "stream", Wanted())
    assert rows(report, "free") == {
        "stream.unit/oost.2026.innovation": (-50_00,),
        "stream.unit/oost.2026.realisation": (100_00,),
    }
    assert report.total.amounts.free is None
    assert (
        budget_report(told(world, day), day, "stream", Wanted(kind="innovation")).total.amounts.free
        == -50_00
    )
