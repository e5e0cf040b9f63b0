"""The report on money as one asks for it: figures, forms, earlier commits, lines, and what is hostile."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from innoctl.reports.budget import Wanted
from innoctl.workspace.budget_report import report_on_money
from innoctl.workspace.portfolio import Portfolio
from tests import answers
from tests.cli.conftest import Place
from tests.cli.test_completion import completed
from tests.reports.purse import Oracle, World, worlds
from tests.reports.test_budget import days, small, sums
from tests.terminal import Session

BY = ("stream", "layer", "budget", "idea", "phase", "horizon", "theme")
AT = ("--at", "2026-08-01")


def begun(home: Path, *worlds_: World) -> Place:
    """Make a repository with a commit for each of these worlds."""
    home.mkdir(parents=True, exist_ok=True)
    (home / ".gitconfig").write_text("[user]\n  name = Anne\n  email = anne@example.org\n")
    place = Place(home / "portfolio", home)
    place.root.mkdir()
    place.git("init", "-q", "-b", "main")
    for world in worlds_:
        for path in place.root.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        world.write(place.root)
        place.git("add", "-A")
        place.git("commit", "-q", "-m", "Book")
    return place


@pytest.fixture(scope="module")
def purse(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A portfolio with money; its first commit holds what happened until the end of March."""
    return begun(tmp_path_factory.mktemp("purse"), small().until("2026-03-31"), small())


def told(place: Place, *words: str) -> Any:
    answer = place.run("report", "budget", *words, "-o", "json")
    assert (answer.status, answer.err) == (0, ""), answer.err
    return json.loads(answer.out)


def test_the_figures_of_a_small_portfolio_are_those_reckoned_by_hand(purse: Place) -> None:
    data = told(purse, *AT)["data"]
    rows = {row["figure"]: row for row in data["rows"]}
    oost = rows["stream.unit/oost.2026.innovation"]
    assert (oost["allocated"], oost["granted"], oost["free"]) == ("900.00", "500.00", "470.00")
    assert (oost["open"], oost["spent"], oost["released"]) == ("180.00", "150.00", "70.00")
    assert (data["total"]["sunk"], data["report"]["sunk_share"]) == ("30.00", "0.0750")
    assert data["total"]["free"] is None
    ahead = {row["budget"]: row for row in data["forecast"]}
    assert ahead["oost-26"]["expected"] == "330.00"  # paid and promised: more than by the days
    assert ahead["oost-r26"]["expected"] == "428.40"  # 250 x 365 / 213
    assert told(purse, "--at", "2026-03-31")["data"]["forecast"][0]["expected"] is None


@pytest.mark.parametrize("by", BY)
def test_an_answer_in_json_keeps_to_its_published_schema(purse: Place, by: str) -> None:
    whole, lines = (Draft202012Validator(schema) for schema in answers.schemas().values())
    whole.validate(told(purse, "--by", by, *AT))
    if by == "idea":
        lines.validate(told(purse, "--lines", *AT))
        lines.validate(told(purse, "--lines", "--figure", "spent", *AT))
        wrong = told(purse, *AT)
        wrong["data"]["rows"][0]["spent"] = 150.0
        assert not whole.is_valid(wrong)


def test_the_published_schemas_are_those_of_the_tables() -> None:
    held = {path.name: path.read_text("utf-8") for path in answers.FOLDER.iterdir()}
    assert held == answers.texts(), "write them again: python -m tests.answers"


def test_the_report_on_money_agrees_with_that_of_the_stream(purse: Place) -> None:
    data = told(purse, "--stream", "oost", *AT)["data"]
    answer = purse.run("report", "stream", "unit/oost", *AT, "-o", "json").out
    for row in json.loads(answer)["data"]["budget"]:
        name = f"stream.unit/oost.{row['year']}.{row['kind']}"
        own = next(one for one in data["rows"] if one["figure"] == name)
        same = ("allocated", "granted", "released", "spent", "free")
        assert [own[field] for field in same] == [row[field] for field in same]
        assert own["open"] == row["committed"]


@pytest.mark.parametrize("by", ["stream", "idea", "phase"])
def test_an_earlier_commit_is_told_as_a_checkout_of_it_would_be(
    purse: Place, tmp_path: Path, by: str
) -> None:
    purse.git("clone", "-q", ".", str(tmp_path / "then"))
    then = Place(tmp_path / "then", purse.home)
    then.git("checkout", "-q", "HEAD~1")
    for words in (
        (*AT, "-o", "json"),
        ("--at", "2026-02-15", "-o", "csv"),
        ("--lines", "--figure", "spent", "-o", "json"),
    ):
        asked = ("report", "budget", "--by", by, *words)
        assert purse.run(*asked, "--rev", "HEAD~1") == then.run(*asked)
    now, before = told(purse, "--by", by, *AT), told(purse, "--by", by, *AT, "--rev", "HEAD~1")
    assert now["commit"] != before["commit"] == then.git("rev-parse", "HEAD").strip()
    assert now["data"] != before["data"]
    assert purse.git("status", "--porcelain") == ""


def test_the_other_reports_tell_an_earlier_commit_too(purse: Place, tmp_path: Path) -> None:
    purse.git("clone", "-q", ".", str(tmp_path / "then"))
    then = Place(tmp_path / "then", purse.home)
    then.git("checkout", "-q", "HEAD~1")
    for words in (("stream", "oost"), ("stream",), ("portfolio", "--all")):
        asked = ("report", *words, *AT, "-o", "json")
        assert purse.run(*asked, "--rev", "HEAD~1") == then.run(*asked)


def test_every_form_says_the_same_and_the_same_twice(purse: Place) -> None:
    data = told(purse, "--by", "budget", *AT)["data"]
    asked = ("report", "budget", "--by", "budget", *AT)
    rows = list(csv.DictReader(io.StringIO(purse.run(*asked, "-o", "csv").out)))
    for by_csv, by_json in zip(rows, data["rows"], strict=True):
        plain = {key: "" if value is None else value for key, value in by_json.items()}
        assert by_csv == {**plain, "year": str(plain["year"]), "ids": ",".join(plain["ids"])}
    text = purse.run(*asked).out
    assert all("\t".join((row["figure"], row["budget"])) in text for row in data["rows"])
    as_yaml = YAML(typ="safe", pure=True).load(purse.run(*asked, "-o", "yaml").out)
    assert as_yaml["data"] == data
    assert purse.run(*asked, "-o", "name").out.split() == ["oost-26", "oost-r26", "west-26"]
    assert purse.run(*asked, "-o", "json") == purse.run(*asked, "-o", "json")


@pytest.mark.parametrize("by", ["stream", "phase"])
def test_the_last_total_of_the_lines_is_the_figure(purse: Place, by: str) -> None:
    data = told(purse, "--by", by, *AT)["data"]
    for row in data["rows"]:
        for measure in ("allocated", "granted", "spent", "open", "free", "sunk"):
            if row[measure] is None:
                continue
            name = f"{measure}.{row['figure']}"
            lines = told(purse, "--by", by, "--lines", "--figure", name, *AT)["data"]
            assert (lines[-1]["total"] if lines else "0.00") == row[measure]


def test_each_line_names_the_place_where_it_stands(purse: Place) -> None:
    lines = told(purse, "--lines", *AT)["data"]
    assert {row["what"] for row in lines} >= {"allocated", "changed", "granted", "drawn", "lapsed"}
    for row in lines:
        if row["what"] in {"drawn", "lapsed", "over"}:
            assert row["place"] == ""
            continue
        path, _, number = row["place"].rpartition(":")
        first, *rest = (purse.root / path).read_text("utf-8").splitlines()[int(number) - 1 :]
        assert first.lstrip().startswith("- ")
        others = itertools.takewhile(lambda text: not text.lstrip().startswith("- "), rest)
        entry = "\n".join((first, *others))
        assert f"{row['amount'].lstrip('-')}'" in entry
        assert row["what"] in {"changed", "carried"} or row["budget"] in entry
        assert not path.startswith("ledger/") or row["reference"] in entry


def test_a_figure_opens_to_ideas_that_are_fit_to_be_arguments(purse: Place) -> None:
    asked = ("report", "budget", *AT)
    assert purse.run(*asked, "--figure", "spent", "-o", "name").out.split() == ["aaaa22", "aaaa23"]
    assert purse.run(*asked, "--figure", "sunk", "-o", "name").out == "aaaa23\n"
    assert purse.run(*asked, "--by", "theme", "--figure", "spent.theme.t-near", "-o", "name").out == "aaaa22\n"  # fmt: skip
    opened = told(purse, *AT, "--figure", "granted")["data"]
    assert [(row["id"], row["amount"]) for row in opened] == [
        ("aaaa22", "650.00"),
        ("aaaa23", "100.00"),
    ]


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("--budget", "oost-62"), "oost-26"),
        (("--year", "2062"), "2026"),
        (("--stream", "oots"), "unit/oost"),
        (("--figure", "spend"), "spent"),
        (("--figure", "free"), "free.stream.unit/oost.2026.innovation"),
        (("--idea", "aaaa2x"), "aaaa22"),
        (("--rev", "nergens"), "nergens"),
    ],
)
def test_a_slip_gets_a_near_miss(purse: Place, words: tuple[str, str], near: str) -> None:
    wrong = purse.run("report", "budget", *AT, *words)
    assert (wrong.status, wrong.out, near in wrong.err) == (2, "", True), wrong.err


def test_a_commit_before_the_portfolio_was_there_is_said_to_be_one(tmp_path: Path) -> None:
    place = begun(tmp_path / "home", World(), small())
    for file in ("portfolio.yaml", "process.yaml"):
        place.git("rm", "-q", file)
    place.git("commit", "-q", "-m", "Take it away")
    place.git("checkout", "-q", "HEAD~1", "--", ".")
    wrong = place.run("report", "budget", "--rev", "HEAD")
    assert (wrong.status, "U714" in wrong.err) == (2, True)
    assert place.run("report", "budget", "--rev", "HEAD~1").status == 0


def test_a_file_that_cannot_be_read_is_named_and_its_money_left_out(tmp_path: Path) -> None:
    place = begun(tmp_path / "home", small())
    path = place.root / "ledger" / "2025-11" / "aaaa22.yaml"
    path.write_text(path.read_text("utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    found = told_with_words(place, *AT)
    assert found["left_out"] == ["ledger/2025-11/aaaa22.yaml"]
    assert found["data"]["left_out"][0]["path"] == "ledger/2025-11/aaaa22.yaml"
    assert found["data"]["total"]["spent"] == "30.00"
    answer = place.run("report", "budget", *AT, "-o", "csv")
    assert "ledger/2025-11/aaaa22.yaml" in answer.err
    page = drawn(place, 80, "en", *AT)
    assert "1 file is not in these figures" in page


def told_with_words(place: Place, *words: str) -> Any:
    answer = place.run("report", "budget", *words, "-o", "json")
    assert answer.status == 0, answer.err
    return json.loads(answer.out)


def test_money_of_an_idea_whose_own_file_is_broken_still_counts(tmp_path: Path) -> None:
    place = begun(tmp_path / "home", small())
    path = place.root / "ideas" / "2025-11" / "aaaa23-idee.yaml"
    path.write_text("id: {\n", encoding="utf-8")
    found = told_with_words(place, "--by", "idea", *AT)
    assert found["left_out"] == ["ideas/2025-11/aaaa23-idee.yaml"]
    row = next(row for row in found["data"]["rows"] if row["idea"] == "aaaa23")
    assert (row["title"], row["state"], row["spent"]) == ("", "stopped", "30.00")


HOSTILE = "=cmd|' /C calc'!A0 \x1b[2J[red]x[/red] \u202e<script> ../..\t\x07"


def hostile() -> World:
    world = World()
    world.budget("oost-26", 2026, "unit/oost", "innovation", "1000.00")
    world.idea("aaaa22", title=HOSTILE, themes=[HOSTILE])
    world.book("aaaa22", "spend", "2026-02-01", "oost-26", "10.00", reference=HOSTILE, note=HOSTILE)
    world.book("aaaa22", "spend", "2026-02-02", HOSTILE, "5.00", reference="F-2")
    return world


def test_hostile_names_are_shown_harmlessly_in_every_form(tmp_path: Path) -> None:
    place = begun(tmp_path / "home", hostile())
    shown: list[tuple[str, ...]] = [("--by", by) for by in ("budget", "idea", "theme")]
    shown += [("--lines",), ("--lines", "--figure", "spent"), ("--figure", "spent")]
    for extra in shown:
        for output in ("table", "csv", "name"):
            answer = place.run("report", "budget", *extra, *AT, "-o", output)
            assert answer.status == 0, answer.err
            assert harmless(answer.out)
            assert output != "csv" or not re.search(r'(?m)(^|,)"?=cmd', answer.out)
        if extra != ("--figure", "spent"):
            assert harmless(drawn(place, 80, "nl", *extra, *AT))
    strange = told_with_words(place, *AT)["data"]["rows"][-1]
    assert strange == {
        "figure": "stream.unknown.unknown.unknown", "layer": "", "stream": "", "year": None,
        "kind": "", "allocated": None, "granted": "0.00", "committed": "0.00", "open": "0.00",
        "spent": "5.00", "released": "0.00", "over": "5.00", "free": None, "sunk": "0.00",
        "ids": ["aaaa22"],
    }  # fmt: skip


def harmless(text: str) -> bool:
    return not {"\x1b", "\u202e", "\x07"} & set(text)


def drawn(place: Place, columns: int, lang: str, *words: str) -> str:
    """Return the page as a terminal without colours shows it."""
    pytest.importorskip("pty")
    size = {"COLUMNS": str(columns), "LINES": "50", "NO_COLOR": "1"}
    session = Session(
        "report", "budget", *words, "--lang", lang, cwd=place.root, home=place.home, **size
    )
    with session:
        assert session.finish() == 0, session.drawn
        return session.drawn.replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("by", BY)
def test_the_page_fits_the_terminal_and_says_in_words_what_its_bars_say(
    purse: Place, columns: int, by: str
) -> None:
    words = (
        ("en", "spent", "stopped", " committed "),
        ("nl", "uitgegeven", "gestopt", " vastgelegd "),
    )
    for lang, spent, stopped, promised in words:
        page = drawn(purse, columns, lang, "--by", by, *AT)
        assert promised in page
        assert all(len(row) <= columns for row in page.splitlines())
        assert "\x1b" not in page
        assert f"█ {spent}" in page
        assert stopped in page
        commit = purse.git("rev-parse", "HEAD")[:10]
        assert commit in page


def test_a_page_of_one_stream_has_no_row_of_all_and_its_commands_ask_the_same(purse: Place) -> None:
    asked = ("--stream", "unit/oost", "--year", "2026", *AT)
    for columns in (80, 200):
        page = drawn(purse, columns, "en", *asked)
        assert not [row for row in page.splitlines() if row.startswith("units")]
        assert [row for row in page.splitlines() if row.startswith("  ") and "900" in row]
        assert "amounts are in whole euros" in page
        words = " ".join(("report", "budget", *asked, "--figure", "spent", "--lines"))
        assert words in page.replace("\n", "")
        assert "units" in drawn(purse, columns, "en", *AT)


def test_without_a_budget_the_page_says_how_the_first_begins(purse: Place, tmp_path: Path) -> None:
    world = small()
    place = begun(tmp_path, world)
    shutil.rmtree(place.root / "budgets")
    for folder in ("decisions", "ledger"):
        shutil.rmtree(place.root / folder)
    page = drawn(place, 80, "en")
    assert "innoctl budget allocate ID --new --stream STREAM" in page.replace("\n", "")
    assert "no budget fits" in drawn(purse, 80, "en", "--kind", "realisation", "--stream", "corps")


def test_the_lines_fit_the_terminal_and_end_in_the_figure(purse: Place) -> None:
    asked = ("--lines", "--figure", "free.stream.unit/oost.2026.innovation", *AT)
    for columns in (80, 200):
        for lang, total in (("en", "€470.00"), ("nl", "€ 470,00")):
            page = drawn(purse, columns, lang, *asked)
            assert all(len(row) <= columns for row in page.splitlines())
            assert total in page.split("\n\n")[0].splitlines()[-1 if columns > 80 else -2]


def test_no_forecast_is_made_before_a_quarter_has_passed_and_the_page_says_why(
    purse: Place,
) -> None:
    asked = ("--at", "2026-02-20")
    assert "no forecast before a quarter of the year has passed" in drawn(purse, 80, "en", *asked)
    assert "no forecast" not in drawn(purse, 80, "en", "--at", "2026-05-20")


def test_streams_budgets_years_and_figures_complete(purse: Place) -> None:
    here = {"INNOCTL_DIRECTORY": str(purse.root)}
    asked = "innoctl report budget"
    assert completed("bash", f"{asked} --budget oost-r", **here) == "oost-r26\n"
    assert completed("bash", f"{asked} --year 20", **here) == "2026\n"
    assert completed("bash", f"{asked} --stream unit/w", **here) == "unit/west\n"
    assert completed("bash", f"{asked} --figure sp", **here) == "spent\n"
    assert completed("bash", f"{asked} --by hor", **here) == "horizon\n"
    nowhere = {"INNOCTL_DIRECTORY": str(purse.home)}
    assert completed("bash", f"{asked} --budget o", **nowhere).strip() == ""


@given(worlds(), days)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_portfolio_on_disk_has_the_figures_of_its_plain_data(
    tmp_path_factory: pytest.TempPathFactory, world: World, day: Any
) -> None:
    root = world.write(tmp_path_factory.mktemp("world") / "portfolio")
    oracle = Oracle(world, day.isoformat())
    with Portfolio(root) as portfolio:
        assert portfolio.left_out() == []
        report = report_on_money(portfolio, day, "budget", Wanted())
    rows = {row.of[0]: row.amounts for row in report.rows}
    for budget in oracle.budgets:
        wanted = sums(oracle, [(idea, budget["id"]) for idea in oracle.names()])
        assert {name: getattr(rows[budget["id"]], name) for name in wanted} == wanted
