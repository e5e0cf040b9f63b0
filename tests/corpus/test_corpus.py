"""Each code has a broken portfolio, and check says of it exactly that, at its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from innoctl.codes import table
from innoctl.locale import LANGUAGES
from innoctl.resources import folder
from tests.corpus import BASE, FOLDER, NEVER, build, checked, codes, expected, said
from tests.program import run

TWICE = ("R320", "R321", "D424", "B715", "B716")
"""Codes about two places: both are told."""
WITH = {"B710": ["B701"], "B724": ["B720"]}
"""Codes that never come alone: what lost its grant, and invoices beyond theirs, are told too."""


@pytest.fixture(autouse=True)
def _index_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the index find no place on disk: a hundred and fifty of them would wait for the disk."""
    nowhere = tmp_path / "nowhere"
    nowhere.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(nowhere))


def test_every_code_of_check_has_a_broken_portfolio_or_a_reason_why_not() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path != BASE}
    assert folders - {"__pycache__"} == set(codes())
    assert set(NEVER) <= set(table())


@pytest.mark.parametrize("code", codes())
def test_a_broken_portfolio_gives_its_finding_and_no_other(code: str, tmp_path: Path) -> None:
    found = checked(build(code, tmp_path / code))
    own = [code] * (1 + (code in TWICE))
    assert [finding.code for finding in found.findings] == [*own, *WITH.get(code, ())]
    for language in LANGUAGES:
        again = "write what is expected anew: python -m tests.corpus"
        assert said(found, language) == expected(code, language).read_text("utf-8"), again


def test_the_portfolio_without_mistakes_gives_no_remark(tmp_path: Path) -> None:
    assert checked(build("base", tmp_path / "base")).findings == []


@pytest.mark.parametrize("name", ["politie", "minimal"])
def test_the_example_portfolios_hold_no_error(name: str) -> None:
    found = checked(folder("examples") / name).findings
    assert [finding for finding in found if finding.severity == "error"] == []


def test_explain_knows_every_code_and_its_three_texts(tmp_path: Path) -> None:
    for row in table().values():
        assert all((row.message, row.reason, row.way_out)), row.code
    listed = run("explain", cwd=tmp_path).out.splitlines()
    assert {line.split("\t")[0] for line in listed} >= set(table())


@pytest.mark.parametrize(("code", "status"), [("M202", 1), ("A610", 0), ("base", 0)])
def test_only_errors_fail_unless_strict(code: str, status: int, tmp_path: Path) -> None:
    root = build(code, tmp_path / code)
    assert run("check", cwd=root).status == status
    assert run("check", "--strict", cwd=root).status == (code != "base")


def test_findings_can_be_asked_of_one_folder_and_in_every_form(tmp_path: Path) -> None:
    root = build("R321", tmp_path / "R321")
    assert run("check", "ideas", cwd=root) == (0, "", "nothing to remark\n")
    assert run("check", "people.yaml", cwd=root).out == expected("R321", "en").read_text("utf-8")
    assert run("check", "../people.yaml", cwd=root / "ideas").status == 1
    assert '"code": "R321"' in run("check", "-o", "json", cwd=root).out
    assert run("check", "-o", "github", cwd=root).out.startswith(
        "::error file=people.yaml,title=R321"
    )
    assert '"check_name": "R321"' in run("check", "-o", "gitlab", cwd=root).out
    assert run("check", "idees", cwd=root).status == 2
    assert run("check", "..", cwd=root).status == 2
