"""No line of a report is wider than the terminal, whatever the streams are called."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from innoctl.cli.looking import names
from innoctl.locale import LANGUAGES, use
from innoctl.render.overview_page import overview_page, portfolio_page
from innoctl.render.page import Block, cells
from innoctl.render.stream_page import stream_page
from innoctl.reports.overview import overview
from innoctl.reports.portfolio import portfolio_rows
from innoctl.resources import folder
from innoctl.workspace.overviews import every_case, report_on_all
from innoctl.workspace.portfolio import Portfolio

LONG = "digitalisering-en-cybercrime"
COMMIT = "0123456789" * 4


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


def pages(root: Path, width: int) -> Iterator[tuple[str, Block]]:
    with Portfolio.find(root) as portfolio:
        day, organisation = portfolio.today(None), portfolio.organisation()
        reports = report_on_all(portfolio, day)
        for report in reports:
            known = names(portfolio, report.stream)
            yield report.stream, stream_page(report, known, width, COMMIT)
        rows, known = overview(reports), names(portfolio)
        yield "all", overview_page(rows, known, width, day.isoformat(), COMMIT)
        cases = portfolio_rows(every_case(portfolio, day), organisation, portfolio.process, day)
        yield "portfolio", portfolio_page(cases, known, width)


def texts(block: Block) -> list[str]:
    return ["".join(span.text for span in row) for row in block]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 160])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    use(language)
    told = 0
    for name, page in pages(folder("examples") / "politie", width):
        told += 1
        rows = [row.rstrip() for row in texts(page)]
        assert [row for row in rows if cells(row) > width] == [], name
    assert told > 20


def test_a_command_that_would_be_too_long_names_the_stream_by_its_end(tmp_path: Path) -> None:
    root = tmp_path / "politie"
    shutil.copytree(folder("examples") / "politie", root)
    hints = {name: texts(page)[-1] for name, page in pages(root, 80)}
    assert hints[f"portfolio/{LONG}"].endswith(f"report stream {LONG} --open phases.creation")
    assert hints["corps"].endswith("report stream corps --open phases.creation")
    organisation = root / "organisation.yaml"
    organisation.write_text(organisation.read_text().replace("id: unit/lx", f"id: unit/{LONG}"))
    assert dict(pages(root, 80)).keys() >= {f"unit/{LONG}", f"portfolio/{LONG}"}
    hints = {name: texts(page)[-1] for name, page in pages(root, 80)}
    assert hints[f"portfolio/{LONG}"] == "  … --open phases.creation"
