"""Finding a portfolio and the ideas in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from innoctl.workspace.meant import AmbiguousIdea, UnknownIdea
from innoctl.workspace.portfolio import NotAPortfolio, Portfolio

NAMES = ("k3f9ab-drone", "k3f9cd-scrum-in-de-opsporing", "m22222-scrum", "p7k3f9-chatbot")


@pytest.fixture
def portfolio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Portfolio:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "portfolio.yaml").write_text("today: 2026-09-22\n")
    (tmp_path / "ideas" / "2026-01").mkdir(parents=True)
    for name in NAMES:
        (tmp_path / "ideas" / "2026-01" / f"{name}.yaml").touch()
    return Portfolio.find(tmp_path / "ideas" / "2026-01")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("k3f9ab", "k3f9ab-drone"),
        ("K3F9AB", "k3f9ab-drone"),
        ("k3f9c", "k3f9cd-scrum-in-de-opsporing"),
        ("chat", "p7k3f9-chatbot"),
        ("scrum", "m22222-scrum"),
        ("Scrum in de", "k3f9cd-scrum-in-de-opsporing"),
        ("k3f9ab-drone", "k3f9ab-drone"),
    ],
)
def test_an_idea_is_found_by_id_start_or_part_of_its_slug(
    portfolio: Portfolio, name: str, found: str
) -> None:
    assert portfolio.resolve(name) == f"ideas/2026-01/{found}.yaml"


def test_what_can_mean_two_ideas_names_both(portfolio: Portfolio) -> None:
    with pytest.raises(AmbiguousIdea) as raised:
        portfolio.resolve("k3f9")
    assert dict(raised.value.params)["count"] == "2"


@pytest.mark.parametrize("name", ["", "  ", "../../etc/passwd", "k3f9zz", "\x1b[31m"])
def test_what_means_no_idea_is_refused(portfolio: Portfolio, name: str) -> None:
    with pytest.raises(UnknownIdea):
        portfolio.resolve(name)


def test_a_near_miss_is_offered(portfolio: Portfolio) -> None:
    with pytest.raises(UnknownIdea) as raised:
        portfolio.resolve("k3f9ac")
    assert "k3f9ab-drone" in dict(raised.value.params)["near"]


def test_the_day_is_what_is_asked_else_what_the_portfolio_says(portfolio: Portfolio) -> None:
    assert portfolio.today() == date(2026, 9, 22)
    assert portfolio.today(date(2025, 1, 1)) == date(2025, 1, 1)


def test_a_folder_without_a_portfolio_above_it_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotAPortfolio):
        Portfolio.find(tmp_path)


@pytest.mark.parametrize("folder", ["ideas", "ideas/2026-01"])
def test_a_link_that_leads_out_of_the_portfolio_hides_no_foreign_ideas(
    portfolio: Portfolio, folder: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert portfolio.index.document("portfolio.yaml")
    outside = tmp_path_factory.mktemp("outside") / "moved"
    (portfolio.root / folder).rename(outside)
    (portfolio.root / folder).symlink_to(outside)
    for name in ("k3f9ab", "drone"):
        with pytest.raises(UnknownIdea):
            portfolio.resolve(name)


def test_a_day_that_is_no_day_does_not_stand_for_today(portfolio: Portfolio) -> None:
    (portfolio.root / "portfolio.yaml").write_text("today: 2026-W01-1\n")
    assert portfolio.today() == date.today()  # noqa: DTZ011
