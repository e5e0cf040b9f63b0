"""The reports, run on the example portfolio: what they count is what its files hold."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.cli.looking import OOST, asked, data, records
from tests.program import run
from tests.terminal import Session


def test_the_counts_of_every_stream_equal_a_count_by_hand(politie: Path) -> None:
    ideas = list(records(politie, "ideas/*/*.yaml"))
    told = 0
    for stream in {idea["stream"] for idea in ideas}:
        by_hand: dict[tuple[str, str], set[str]] = {}
        for idea in ideas:
            if idea["stream"] == stream:
                by_hand.setdefault((idea["phase"], idea["state"]), set()).add(idea["id"])
        report = data(politie, "report", "stream", stream)
        counted = {(r["phase"], r["state"]): set(r["ids"]) for r in report["phases"] if r["ideas"]}
        assert counted == by_hand
        told += sum(row["ideas"] for row in report["phases"])
    assert told == len(ideas)


def test_gates_money_and_answers_equal_a_count_by_hand(politie: Path) -> None:
    decided = [d for d in records(politie, "decisions/*/*.yaml") if d["stream"] == OOST]
    report = data(politie, "report", "stream", OOST)
    for row in report["gates"]:
        here = [d for d in decided if (d["what"], d["outcome"]) == (row["gate"], row["outcome"])]
        assert row["decisions"] == len(here)
    today = date.fromisoformat(report["report"]["day"])
    lines = next(records(politie, f"budgets/{today.year}.yaml"))["budgets"]
    for line in (line for line in lines if line["stream"] == OOST):
        row = next(r for r in report["budget"] if r["budgets"] == [line["id"]])
        changes = [c["amount"] for c in line.get("changes", ()) if c["on"] <= today]
        allocated = sum(round(float(amount) * 100) for amount in [line["amount"], *changes])
        assert row["allocated"] == f"{allocated // 100}.{allocated % 100:02d}"


def test_first_answers_equal_a_count_by_hand_over_files_and_decisions(politie: Path) -> None:
    told: dict[str, list[date]] = {}
    for decision in records(politie, "decisions/*/*.yaml"):
        if decision.get("to_submitter"):
            told.setdefault(decision["idea"], []).append(decision["decided_on"])
    ideas = list(records(politie, "ideas/*/*.yaml"))
    for idea in ideas:
        told.setdefault(idea["id"], []).extend(row["on"] for row in idea.get("feedback", ()))
    named: set[tuple[str, str]] = set()
    for stream in {idea["stream"] for idea in ideas}:
        report = data(politie, "report", "stream", stream)
        today = date.fromisoformat(report["report"]["day"])
        here = [idea for idea in ideas if idea["stream"] == stream]
        silent = {i["id"]: (today - i["submitted_on"]).days for i in here if not told[i["id"]]}
        assert {row["idea"]: row["days"] for row in report["unanswered"]} == silent
        named.update((row["idea"], row["state"]) for row in report["unanswered"])
        times = sorted((min(told[i["id"]]) - i["submitted_on"]).days for i in here if told[i["id"]])
        p90 = next(m for m in report["measures"] if m["figure"] == "measures.first_answer_p90")
        assert p90["cases"] == len(times)
        assert p90["value"] == (times[-(-90 * len(times) // 100) - 1] if times[4:] else None)
    assert {state for _, state in named} == {"active", "stopped"}
    assert any("ysqsd5" in path for path in _advice(politie, "A607"))


def _advice(politie: Path, code: str) -> list[str]:
    said = asked(politie, "check", "-o", "json").out
    return [f["path"] for f in json.loads(said)["data"] if f["code"] == code]


def test_the_overview_agrees_with_each_stream(politie: Path) -> None:
    rows = {row["stream"]: row for row in data(politie, "report", "stream")}
    report = data(politie, "report", "stream", OOST)
    assert rows[OOST]["ideas"] == sum(row["ideas"] for row in report["phases"])
    assert rows[OOST]["waiting"] == len(report["waiting"])
    assert sum(row["ideas"] for row in rows.values()) == len(data(politie, "list"))


def test_a_figure_opens_to_the_ideas_behind_it(politie: Path) -> None:
    report = data(politie, "report", "stream", OOST)
    row = next(row for row in report["phases"] if row["ideas"] > 1)
    names = asked(politie, "report", "stream", OOST, "--open", row["figure"], "-o", "name").out
    assert names.split() == row["ids"]


def test_a_figure_that_does_not_exist_gets_a_near_miss(politie: Path) -> None:
    wrong = run("report", "stream", OOST, "--open", "phases.creaton", cwd=politie)
    assert (wrong.status, "phases.creation" in wrong.err) == (2, True)


def test_every_form_says_the_same(politie: Path) -> None:
    report = data(politie, "report", "stream", OOST)
    rows = list(
        csv.DictReader(io.StringIO(asked(politie, "report", "stream", OOST, "-o", "csv").out))
    )
    by_csv = {
        r["figure"]: r["value"] for r in rows if (r["table"], r["measure"]) == ("phases", "ideas")
    }
    assert by_csv == {row["figure"]: str(row["ideas"]) for row in report["phases"]}
    text = asked(politie, "report", "stream", OOST).out
    assert all(f"{row['figure']}\t" in text for row in report["flow"])
    as_yaml = YAML(typ="safe", pure=True).load(
        asked(politie, "report", "stream", OOST, "-o", "yaml").out
    )
    assert as_yaml["data"]["mowing"] == report["mowing"]


def test_the_report_names_its_commit_and_day_and_is_the_same_twice(politie: Path) -> None:
    head = subprocess.run(
        ["git", "-C", str(politie), "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    first = asked(politie, "report", "stream", OOST, "-o", "json").out
    assert json.loads(first)["commit"] == head
    assert asked(politie, "report", "stream", OOST, "-o", "json").out == first


def test_a_report_of_an_earlier_day_follows_from_the_decisions_of_then(politie: Path) -> None:
    then = "2025-03-31"
    report = data(politie, "report", "stream", OOST, "--at", then)
    known = {
        idea["id"]
        for idea in records(politie, "ideas/*/*.yaml")
        if idea["submitted_on"] <= date.fromisoformat(then)
    }
    assert {name for row in report["phases"] for name in row["ids"]} <= known
    scrum = next(row for row in report["phases"] if "w82khb" in row["ids"])
    assert (scrum["phase"], scrum["state"]) == ("scaling", "active")


def test_the_end_of_a_stream_is_enough_and_a_slip_gets_a_near_miss(politie: Path) -> None:
    assert data(politie, "report", "stream", "oost-nederland")["report"]["stream"] == OOST
    wrong = run("report", "stream", "oost-nedrland", cwd=politie)
    assert (wrong.status, OOST in wrong.err) == (2, True)


def test_a_changed_file_changes_the_report_at_once(politie: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(politie, copy)
    before = data(copy, "report", "stream", OOST)
    path = next(copy.glob("ideas/*/sj4wbg-*.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + "conditions: {\n", encoding="utf-8")
    after = json.loads(asked(copy, "report", "stream", OOST, "-o", "json").out)
    assert after["left_out"] == [path.relative_to(copy).as_posix()]
    assert (
        sum(r["ideas"] for r in after["data"]["phases"])
        == sum(r["ideas"] for r in before["phases"]) - 1
    )
    assert [row["path"] for row in after["data"]["left_out"]] == after["left_out"]


@pytest.mark.parametrize(
    "words",
    [
        (OOST, "-o", "csv"),
        (OOST, "-o", "name"),
        (OOST, "--open", "phases"),
        (OOST, "--open", "phases", "-o", "csv"),
        ("-o", "csv"),
        (),
    ],
)
def test_what_a_form_has_no_room_for_is_said_unreadable_or_without_a_chain(
    politie: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(politie, copy)
    loose, unreadable = copy / "decisions/2025-09/rcd7gc-01-concept.yaml", "sj4wbg"
    text = loose.read_text(encoding="utf-8")
    loose.write_text(text.replace("after: null", f"after: {'0' * 64}"), encoding="utf-8")
    path = next(copy.glob(f"ideas/*/{unreadable}-*.yaml"))
    path.write_text("x: {\n", encoding="utf-8")
    for _ in "counted", "remembered":
        said = asked(copy, "report", "stream", *words).err
        (told,) = [row for row in said.splitlines() if row.startswith("left out")]
        assert path.relative_to(copy).as_posix() in told
        assert "rcd7gc-01-concept.yaml" in told
        assert told.count("rcd7gc") == 1
    assert "left out" not in asked(politie, "report", "stream", *words).err
    if "--open" not in words:
        stream = [word for word in words if word == OOST]
        shape = json.loads(asked(copy, "report", "stream", *stream, "-o", "json").out)
        assert min(shape["left_out"]).endswith("rcd7gc-01-concept.yaml")
        assert path.relative_to(copy).as_posix() in shape["left_out"]


def test_the_portfolio_shows_open_ideas_and_with_all_every_one(politie: Path) -> None:
    states = [row["state"] for row in data(politie, "report", "portfolio")]
    assert set(states) <= {"active", "on_hold"}
    everything = data(politie, "report", "portfolio", "--all")
    assert len(everything) == len(list(politie.glob("ideas/*/*.yaml")))
    scaling = data(politie, "report", "portfolio", "--phase", "scaling", "--stream", OOST, "--all")
    assert all((row["phase"], row["stream"]) == ("scaling", OOST) for row in scaling)


def test_names_never_hide_what_an_idea_waits_for(politie: Path) -> None:
    pytest.importorskip("pty")
    words = ("report", "portfolio", "--stream", OOST, "--lang", "en")
    for columns in ("80", "200"):
        with Session(*words, cwd=politie, home=politie.parent, COLUMNS=columns) as session:
            session.expect("Debriefen in tien minuten")
            session.expect("waits for Innovatieraad Oost: decision · broker")
