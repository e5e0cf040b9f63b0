"""What people look at: list, show and the reports, run on the example portfolio."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from ruamel.yaml import YAML

from innoctl.resources import folder
from tests.cli.conftest import Place
from tests.program import Answer, environment, run
from tests.terminal import Session

OOST = "unit/oost-nederland"
HOSTILE = "k3f9ab"
HEAVY = ("pydantic", "ruamel", "git", "rich", "babel")


@pytest.fixture(scope="module")
def politie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("looking")
    root = home / "politie"
    shutil.copytree(folder("examples") / "politie", root)
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-q", "-m", "Begin"],
    ):
        subprocess.run(["git", "-C", str(root), *words], check=True, env=environment(home))
    return root


def asked(root: Path, *words: str, **env: str) -> Answer:
    answer = run(*words, cwd=root, home=root.parent, env=env)
    assert answer.status == 0, answer.err
    return answer


def data(root: Path, *words: str) -> Any:
    return json.loads(asked(root, *words, "-o", "json").out)["data"]


def records(root: Path, pattern: str) -> Iterator[dict[str, Any]]:
    """Read files with a reader of somebody else's: the oracle of the counts."""
    reader = YAML(typ="safe", pure=True)
    for path in sorted(root.glob(pattern)):
        yield reader.load(path.read_text(encoding="utf-8"))


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


def test_machines_get_the_same_in_dutch_as_in_english(politie: Path) -> None:
    for words in (
        ["report", "stream", OOST],
        ["report", "portfolio"],
        ["list"],
        ["show", "w82khb"],
    ):
        dutch, english = (
            asked(politie, "--lang", x, *words, "-o", "json").out for x in ("nl", "en")
        )
        assert dutch == english
    for words in (
        ["report", "stream", OOST],
        ["report", "portfolio"],
        ["list"],
        ["log", "w82khb"],
        ["search", "chatbot"],
        ["config", "show", "--origin"],
    ):
        for form in ("table", "csv"):
            dutch, english = (
                asked(politie, *words, "-o", form, "--lang", x).out for x in ("nl", "en")
            )
            assert dutch.replace("\tnl\t", "\ten\t").replace(",nl,", ",en,") == english


def test_any_field_can_be_a_column(politie: Path) -> None:
    names = ("team", "links", "experiments", "scaling", "effect", "checklist", "deliverables")
    for form in ("table", "csv", "json", "yaml", "name"):
        asked(politie, "list", "--columns", f"id,{','.join(names)}", "-o", form)
    rows = data(politie, "list", "--columns", "id,scaling")
    kept = {row["id"]: row.get("scaling") for row in records(politie, "ideas/*/*.yaml")}
    assert {row["id"] for row in rows if row["scaling"]} == {i for i, said in kept.items() if said}


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


LISTS = (
    ["list"],
    ["list", "--state", "active", "-o", "csv"],
    ["list", "-o", "name"],
    ["report", "portfolio"],
    ["report", "stream"],
    ["report", "stream", OOST, "-o", "csv"],
    ["report", "stream", OOST, "--open", "phases", "-o", "name"],
)


@pytest.mark.parametrize("words", LISTS)
def test_an_answer_without_room_for_it_says_beside_it_what_it_leaves_out(
    words: list[str], politie: Path, tmp_path: Path
) -> None:
    assert asked(politie, *words).err == ""
    copy = tmp_path / "copy"
    shutil.copytree(politie, copy)
    path = next(copy.glob("ideas/*/sj4wbg-*.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + "conditions: {\n", encoding="utf-8")
    for _ in ("counted", "remembered"):
        assert path.relative_to(copy).as_posix() in asked(copy, *words).err
    assert asked(copy, *words, "-o", "json").err == ""


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


def test_a_list_can_be_filtered_by_any_field_sorted_and_cut_to_columns(politie: Path) -> None:
    ideas = list(records(politie, "ideas/*/*.yaml"))
    wanted = {
        i["id"] for i in ideas if (i.get("horizon") or 0) >= 2 and "p-0203" in str(i.get("broker"))
    }
    words = ["list", "--where", "horizon>=2", "--where", "broker=p-0203", "-o", "name"]
    assert set(asked(politie, *words).out.split()) == wanted
    spread = {i["id"] for i in ideas if (i.get("scaling") or {}).get("strategy") == "spread"}
    assert (
        set(asked(politie, "list", "--where", "scaling.strategy=spread", "-o", "name").out.split())
        == spread
    )
    either = asked(politie, "list", "--where", "horizon=1,2", "-o", "name").out.split()
    assert set(either) == {i["id"] for i in ideas if i.get("horizon") in {1, 2}}
    late = asked(politie, "list", "--where", "submitted_on>=2026-08", "-o", "name").out.split()
    assert set(late) == {i["id"] for i in ideas if i["submitted_on"] >= date(2026, 8, 1)}
    days = [
        r["submitted_on"]
        for r in data(politie, "list", "--sort", "-submitted_on", "--columns", "submitted_on")
    ]
    assert days == sorted(days, reverse=True)


def test_a_number_that_is_not_filled_in_is_empty_and_comes_last(small: Place) -> None:
    assert small.run("new", "idea", "--title", "Zonder", "--stream", "unit/team").status == 0
    for sort in ("horizon", "-horizon"):
        rows = small.run("list", "--columns", "title,horizon", "--sort", sort).out.splitlines()
        assert rows[-1] == "Zonder\t"
        assert not any(row.endswith("\t0") for row in rows)
    shown = json.loads(small.run("report", "portfolio", "-o", "json").out)["data"]
    assert [row["horizon"] for row in shown if row["title"] == "Zonder"] == [None]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--where", "horizn>=2"], "horizon"),
        (["--where", "horizon"], "is not a filter"),
        (["--where", "horizon>1,5"], "is not a filter"),
        (["--where", "submitted_on>3-4-2026"], "2026-10-31"),
        (["--where", "feedback.on=3-4-2026"], "2026-10-31"),
        (["--where", "state=activ"], "active"),
        (["--where", "kind!=socail"], "did you mean: social"),
        (["--stream", "oost"], "did you mean: unit/oost-nederland, unit/oost-brabant"),
        (["--columns", "titel"], "title"),
        (["--sort", "titel"], "title"),
        (["--phase", "creaton"], "creation"),
        (["--state", "activ"], "active"),
        (["--stream", "corp"], "corps"),
    ],
)
def test_a_slip_in_a_filter_is_wrong_usage_and_gets_a_near_miss(
    politie: Path, words: list[str], hint: str
) -> None:
    wrong = run("list", *words, cwd=politie)
    assert (wrong.status, hint in wrong.err, wrong.out) == (2, True, "")


def test_one_idea_is_told_to_its_submitter(politie: Path) -> None:
    page = asked(politie, "show", "scrum-in-de").out
    assert page.splitlines()[0] == "Scrum in de opsporing"
    assert "embedding gate: Go" in page
    assert "to the submitter: " in page
    told = data(politie, "show", "w82khb")
    assert told["derived"]["phase"] == told["idea"]["phase"] == "embedded"
    assert [d["what"] for d in told["decisions"]] == ["concept", "product", "embed"]
    assert asked(politie, "show", "w82", "-o", "name").out == "w82khb\n"


def test_an_idea_that_is_not_there_or_may_be_two_is_refused(politie: Path) -> None:
    nothing = run("show", "w82khx", cwd=politie)
    assert (nothing.status, "w82khb" in nothing.err) == (2, True)
    several = run("show", "chatbot", cwd=politie)
    assert (several.status, "can mean" in several.err) == (2, True)


def test_a_tie_shows_from_both_sides(politie: Path) -> None:
    tied = next(i for i in records(politie, "ideas/*/*.yaml") if i.get("links"))
    other = tied["links"][0]["to"]
    assert data(politie, "show", tied["id"])["ties"][0]["idea"] == other
    assert any(
        t["idea"] == tied["id"] and t["inward"] for t in data(politie, "show", other)["ties"]
    )


@pytest.fixture
def hostile(politie: Path, tmp_path: Path) -> Path:
    root = tmp_path / "politie"
    shutil.copytree(politie, root)
    text = next(root.glob("ideas/*/sj4wbg-*.yaml")).read_text(encoding="utf-8")
    title = '"=1+1 \\e[31m[red]<script>\\u202e & </text>\\0\\ufffe"'
    text = text.replace("id: sj4wbg", f"id: {HOSTILE}").replace(
        "title: Debriefen in tien minuten", f"title: {title}"
    )
    (root / "ideas" / "2026-03" / f"{HOSTILE}-x.yaml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["show", HOSTILE],
        ["report", "stream", OOST],
        ["report", "portfolio"],
        ["report", "stream", OOST, "--open", "waiting"],
    ],
)
def test_a_hostile_title_is_shown_harmlessly(hostile: Path, words: list[str]) -> None:
    text = asked(hostile, *words).out
    assert "[red]" in text
    assert not {"\x1b", "\x00", "\u202e"} & set(text)
    cells = [
        cell
        for row in csv.reader(io.StringIO(asked(hostile, *words, "-o", "csv").out))
        for cell in row
    ]
    assert not any(cell.startswith("=") for cell in cells)


def test_a_hostile_title_stays_text_in_a_picture_that_asks_for_nothing(hostile: Path) -> None:
    drawn = asked(hostile, "report", "stream", OOST, "-o", "svg").out
    root = ET.fromstring(drawn)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "style", "rect", "path", "text"}
    assert "script" in "".join(root.itertext())
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
    assert not {"url(", "@import", "href"} & {
        word for word in ("url(", "@import", "href") if word in drawn
    }


@pytest.mark.parametrize(
    "words", [["list"], ["show", "w82khb"], ["report", "stream", OOST], ["report", "stream"]]
)
def test_a_warm_look_loads_nothing_heavy(politie: Path, words: list[str]) -> None:
    asked(politie, *words)
    code = (
        "import sys; from innoctl.cli.app import main; status = main(sys.argv[1:]);"
        f"print(status, *sorted({{m.partition('.')[0] for m in sys.modules}} & set({HEAVY!r})), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=politie, env=environment(politie.parent), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == "0\n"


def test_outside_a_portfolio_the_way_in_is_named(tmp_path: Path) -> None:
    lost = run("list", cwd=tmp_path)
    assert (lost.status, "innoctl init" in lost.err) == (3, True)
    assert f"neither {tmp_path} nor" in lost.err


def test_an_idea_is_shown_with_names_where_its_file_has_ids(politie: Path) -> None:
    process = next(records(politie, "process.yaml"))
    questions = {row["id"]: row["name"] for row in process["checklist"]}
    delivered = {
        row["id"]: row["name"]
        for phase in process["phases"]
        for row in phase.get("deliverables", ())
    }
    for spoken in ("nl", "en"):
        said = asked(politie, "--lang", spoken, "show", "mjt2ea").out
        idea = next(records(politie, "ideas/*/mjt2ea-*.yaml"))
        for field, names in (("checklist", questions), ("deliverables", delivered)):
            assert [row["id"] for row in idea[field] if row["id"] in said] == []
            assert all(names[row["id"]][spoken] in said for row in idea[field])
        assert said.count("Het PDC maakt een ontwikkelaar vrij") == 2
    shown = data(politie, "show", "mjt2ea")["idea"]["checklist"]
    assert {row["id"] for row in shown} <= set(questions)


def test_what_the_process_does_not_know_is_shown_by_its_id(tmp_path: Path) -> None:
    root = tmp_path / "politie"
    shutil.copytree(folder("examples") / "politie", root)
    (path,) = root.glob("ideas/*/mjt2ea-*.yaml")
    text = path.read_text().replace("id: test-report", "id: odd-one").replace("id: c1", "id: c9")
    path.write_text(text)
    said = asked(root, "show", "mjt2ea").out
    assert "deliverable: odd-one" in said
    assert "id: c9" in said
