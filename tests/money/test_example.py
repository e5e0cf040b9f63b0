"""What the money of the example tells: its stories, and totals that were added up by hand."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from innoctl.model.authority_facts import authority_facts
from innoctl.model.policy_reading import budget_facts, organisation_facts
from innoctl.resources import folder
from innoctl.rules.approvals import judge
from innoctl.rules.landing import Document, Landed
from innoctl.rules.mandate import Policy
from innoctl.rules.shares import payers
from innoctl.rules.subjects import subject_of
from innoctl.store.yaml_document import load
from tests.money import plain
from tests.program import run

TODAY = date(2026, 9, 22)
STORIES = {
    ("B720", "ledger/2024-12/rx3t39.yaml"): 1,  # an invoice beyond its grant
    ("B721", "ledger/2024-03/yw9et8.yaml"): 1,  # one that came after the year
    ("B722", "ledger/2024-10/gct94n.yaml"): 1,  # one on an idea that was stopped
    ("B730", "budgets/2026.yaml"): 6,  # streams that under-spend
    ("B731", "budgets/2025.yaml"): 2,  # two ideas that lie still: amgh2r, m9h4c6
    ("B732", "budgets/2026.yaml"): 1,  # a pace that ends before the year does
}


@pytest.fixture(scope="module")
def politie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("example") / "politie"
    return Path(shutil.copytree(folder("examples") / "politie", place))


@pytest.fixture(scope="module")
def found(politie: Path) -> dict[tuple[str, str, str], int]:
    return plain.figures(politie, TODAY)


def test_check_finds_no_error_in_it_and_of_money_only_the_stories(politie: Path) -> None:
    rows = json.loads(run("check", "-o", "json", cwd=politie).out)["data"]
    assert [row for row in rows if row["severity"] == "error"] == []
    told: dict[tuple[str, str], int] = {}
    for row in rows:
        if row["code"].startswith("B7"):
            told[row["code"], row["path"]] = told.get((row["code"], row["path"]), 0) + 1
    assert told == STORIES


def test_a_contract_over_two_years_stands_on_both_budgets(
    found: dict[tuple[str, str, str], int],
) -> None:
    first, second = (f"gebiedsgebonden-politie-{year}-realisatie" for year in (2025, 2026))
    assert found["committed", first, "vz3t4d"] == 42_000_00
    assert found["open", first, "vz3t4d"] == 0
    assert found["committed", second, "vz3t4d"] == 84_000_00
    assert found["open", second, "vz3t4d"] == 84_000_00 - 28_000_00 - 28_000_00
    assert found["spent", second, "vz3t4d"] == 28_000_00 + 14_250_00 + 28_000_00 + 12_600_00


def test_a_stopped_idea_keeps_what_it_spent_and_released_the_rest(
    found: dict[tuple[str, str, str], int],
) -> None:
    budget = "oost-nederland-2025-innovatie"
    assert found["granted", budget, "vvqr5h"] == 24_000_00
    assert found["spent", budget, "vvqr5h"] == 8_250_00 + 1_960_00 + 8_250_00
    assert found["released", budget, "vvqr5h"] == 24_000_00 - 18_460_00


def test_an_embedded_idea_released_what_it_did_not_need(
    found: dict[tuple[str, str, str], int],
) -> None:
    budget = "rotterdam-2025-realisatie"
    assert found["spent", budget, "xfcrq6"] == 35_750_00 + 35_750_00 + 9_680_00
    assert found["released", budget, "xfcrq6"] == 85_000_00 - 81_180_00


def test_two_streams_pay_for_one_idea(found: dict[tuple[str, str, str], int]) -> None:
    assert found["granted", "oost-nederland-2026-innovatie", "a9qk5k"] == 7_500_00
    assert found["granted", "dienstverlening-2026-innovatie", "a9qk5k"] == 7_500_00
    assert found["spent", "dienstverlening-2026-innovatie", "a9qk5k"] == 2_890_00


def test_what_was_carried_over_left_one_year_and_came_into_the_next(
    found: dict[tuple[str, str, str], int],
) -> None:
    assert (
        found["allocated", "oost-nederland-2025-innovatie", ""] == (160_000 + 25_000 - 12_000) * 100
    )
    assert found["allocated", "oost-nederland-2026-innovatie", ""] == (
        (105_000 - 20_000 + 12_500 + 12_000) * 100
    )
    assert found["free", "oost-nederland-2026-innovatie", ""] == (
        (109_500 - 32_000 - 7_500 - 22_000) * 100
    )


def test_no_budget_of_it_is_overdrawn_on_any_day_on_which_something_happens(politie: Path) -> None:
    days = {date(year, month, 28) for year in (2025, 2026) for month in range(1, 13)}
    for day in sorted(days):
        free = {key: c for key, c in plain.figures(politie, day).items() if key[0] == "free"}
        assert min(free.values()) >= 0, day


def test_each_stream_that_pays_for_one_idea_decided_on_it(politie: Path) -> None:
    def data(path: Path) -> Document:
        value, problems = load(path.read_bytes())
        assert isinstance(value, dict)
        assert not problems
        return value

    files = sorted((politie / "budgets").glob("*.yaml"))
    paid_by = payers(row for path in files for row in budget_facts(data(path)))
    organisation = organisation_facts(data(politie / "organisation.yaml"))
    policy = Policy(authority_facts(data(politie / "authority.yaml")), organisation)
    rows = [
        subject_of(Landed(path.name, data(path), "0f"), paid_by)
        for path in (politie / "decisions").rglob("*.yaml")
    ]
    shared = [row for row in rows if row.shares]
    assert [row.path for row in shared] == ["a9qk5k-01-concept.yaml"]
    verdict = judge(shared[0], (), policy)
    assert [(one.stream, one.grade) for one in verdict.parts] == [
        ("unit/oost-nederland", "recorded"),
        ("portfolio/dienstverlening", "recorded"),
    ]
