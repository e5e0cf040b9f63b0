"""Every figure of innoctl is the one that Beancount computes from the export, to the cent."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from innoctl.resources import folder
from innoctl.workspace.exporting import Exported, money_ledger
from innoctl.workspace.portfolio import Portfolio
from tests.money import plain
from tests.money.__main__ import one
from tests.money.asked import Asked
from tests.money.compare import compare
from tests.money.made import LAST, Made
from tests.program import run
from tests.reports.purse import Data

SAMPLE = 50
SMALL = 130
"""lines at most"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder("examples") / "politie", tmp_path / "politie"))


def test_fifty_portfolios_have_no_figure_that_differs() -> None:
    found = [one(seed, SMALL)[2] for seed in range(SAMPLE)]
    assert [text for row in found for text in row.wrong] == []
    assert sum(row.figures for row in found) > 40_000


def test_no_figure_of_the_example_differs(example: Path) -> None:
    found = compare(example, 1, every=True)
    assert found.wrong == []
    assert found.figures > 3_000


def test_a_cent_that_is_lost_is_found(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def short(portfolio: Portfolio, day: date) -> Exported:
        text, left_out = money_ledger(portfolio, day)
        for sign in ("-", ""):  # both sides, so that Beancount itself has nothing to say
            text = text.replace(f" {sign}3260.00 EUR", f" {sign}3259.99 EUR")
        return Exported(text, left_out)

    monkeypatch.setattr("tests.money.compare.money_ledger", short)
    found = compare(example, 1)
    assert any("innoctl 733500, bean-query 733499" in text for text in found.wrong)


def test_an_export_up_to_a_day_is_the_whole_one_cut_off_there(example: Path) -> None:
    day = date(2026, 3, 31)
    with Portfolio.find(example) as portfolio:
        whole = money_ledger(portfolio, portfolio.today()).text
        part = money_ledger(portfolio, day).text
        assert part == money_ledger(portfolio, day).text
    for measure in ("free", "spent", "released"):
        cut = Asked(part).figures(measure, LAST, "account")
        assert cut == Asked(whole).figures(measure, day, "account")


@pytest.mark.parametrize("seed", [3, 14, 15])
@pytest.mark.parametrize("day", [date(2027, 4, 1), LAST])
def test_bean_query_says_what_plain_reckoning_over_the_files_says(
    seed: int, day: date, tmp_path: Path
) -> None:
    with Portfolio.find(Made(seed, 300).write(tmp_path)) as portfolio:
        asked = Asked(money_ledger(portfolio, LAST).text)
    reckoned = plain.figures(tmp_path, day)
    of_ideas = ("granted", "committed", "open", "spent", "released", "over")
    for measure in (*of_ideas, "allocated", "free"):
        wanted = {
            ":".join(filter(None, (budget.capitalize(), idea.capitalize()))): cents
            for (name, budget, idea), cents in reckoned.items()
            if name == measure and cents
        }
        end = 8 if measure in of_ideas else 7
        found = {
            ":".join(account.split(":")[6:end]): cents
            for (account,), cents in asked.figures(measure, day, "account").items()
            if cents
        }
        assert found == wanted, measure


def test_a_made_portfolio_has_no_error_and_meets_all_that_money_can_meet(tmp_path: Path) -> None:
    world = Made(4, 1_500)
    answer = run("check", "-o", "json", cwd=world.write(tmp_path))
    rows: list[Data] = json.loads(answer.out)["data"]
    assert [row for row in rows if row["severity"] == "error"] == []
    assert {row["code"] for row in rows} >= {"B720", "B721", "B722", "B723"}
    decided = [row for rows in world.decisions.values() for row in rows]
    lines = [row for rows in world.ledgers.values() for row in rows]
    whats = Counter((row["what"], row["outcome"]) for row in decided)
    assert min(whats["reopen", "done"], whats["embed", "go"], whats["product", "no_go"]) > 3
    assert sum("supersedes" in row for row in decided) > 3
    assert sum(len({world.of[b][0] for b in _budgets(row)}) > 1 for row in decided) > 3
    orders = Counter(r["reference"] for r in lines if r["what"] == "commit")
    assert sum(count > 1 for count in orders.values()) > 3
    back = Counter(row["what"] for row in lines if row["amount"].startswith("-"))
    assert min(back["commit"], back["spend"]) > 20
    changes = [c for y in world.years.values() for b in y["budgets"] for c in b.get("changes", ())]
    assert sum("carry" in row for row in changes) > 3


def _budgets(row: Data) -> list[str]:
    return [one["budget"] for one in row.get("resources", ())]
