"""What people look at: list and show, run on the example portfolio."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from innoctl.resources import folder
from tests.cli.conftest import Place
from tests.cli.looking import OOST, asked, data, records
from tests.program import environment, run

HOSTILE = "k3f9ab"
HEAVY = ("pydantic", "ruamel", "git", "rich", "babel")


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
        (["--lang", "nl", "--state", "gestopt"], "bedoelde je: stopped (gestopt)"),
        (["--lang", "nl", "--phase", "ingebed"], "bedoelde je: embedded (ingebed)"),
        (["--lang", "nl", "--where", "kind=sociaal"], "bedoelde je: social (sociaal)"),
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
