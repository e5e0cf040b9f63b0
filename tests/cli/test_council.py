"""The worklist and the agenda of a council: who is to decide what, and on which page it stands."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.cli.conftest import Place
from tests.cli.looking import OOST, asked, data, records
from tests.program import run
from tests.terminal import Session


@pytest.fixture
def council(politie: Path, tmp_path: Path) -> Place:
    """A copy of the large example, to hand in more dossiers."""
    shutil.copytree(politie.parent, tmp_path / "home")
    return Place(tmp_path / "home" / "portfolio", tmp_path / "home")


def agenda(place: Place, *words: str, stream: str = OOST) -> dict[str, list[dict[str, object]]]:
    answer = place.run("gate", "agenda", "--stream", stream, *words, "-o", "json")
    assert answer.status == 0, answer.err
    found: dict[str, list[dict[str, object]]] = json.loads(answer.out)["data"]
    return found


def ids(pages: list[dict[str, object]]) -> list[object]:
    return [page["status"]["idea"] for page in pages]  # type: ignore[index]


def test_the_agenda_parts_what_is_complete_from_what_is_not_the_longest_waiting_first(
    council: Place,
) -> None:
    for name, on in (("c6dxty", "2026-09-10"), ("jq4xp6", "2026-09-08")):
        assert council.run("gate", "submit", name, "--yes", "--on", on).status == 0
    found = agenda(council, "--on", "2026-09-24")
    assert ids(found["complete"]) == ["sj4wbg"]
    assert ids(found["incomplete"]) == ["jq4xp6", "c6dxty"]
    assert [page["days"] for page in found["incomplete"]] == [16, 14]
    assert [row["idea"] for row in found["back"]] == ["chvxn8"]
    assert ids(agenda(council, "--on", "2026-09-09")["incomplete"]) == ["jq4xp6"]
    names = council.run("gate", "agenda", "--stream", OOST, "-o", "name").out
    assert names == "sj4wbg\n"


def test_a_page_tells_what_the_files_tell(politie: Path) -> None:
    for stream in ("portfolio/opsporing", "portfolio/dienstverlening"):
        (page,) = data(politie, "gate", "agenda", "--stream", stream)["incomplete"]
        name = page["status"]["idea"]
        idea = next(i for i in records(politie, f"ideas/*/{name}-*.yaml"))
        decisions = list(records(politie, f"decisions/*/{name}-*.yaml"))
        for field in ("problem", "solution", "value"):
            assert page["texts"][field] == idea[field].strip()
        assert [row["id"] for row in page["experiments"]] == [e["id"] for e in idea["experiments"]]
        assert [row["outcome"] for row in page["decisions"]] == [d["outcome"] for d in decisions]
        granted = [(r["budget"], r["amount"]) for d in decisions for r in d.get("resources", ())]
        assert [(row["budget"], row["granted"]) for row in page["status"]["money"]] == granted
        evidence = {row["criterion"]: row["evidence"] for row in page["criteria"]}
        assert evidence["added-value"]["value"] == idea["value"]
        assert name not in {row["idea"] for row in page["similar"]}
        status = data(politie, "gate", "status", name)
        assert [row["key"] for row in page["status"]["rows"]] == [r["key"] for r in status["rows"]]


HEADS = {
    "en": [
        "Agenda of Innovatieraad Oost, 24 Sep 2026", "To be decided", "Back from hold",
        "Debriefen in tien minuten", "Problem", "Solution", "Added value", "Criteria", "Readiness",
        "Money", "Ideas that resemble it",
    ],
    "nl": [
        "Agenda van Innovatieraad Oost, 24 sep 2026", "Te besluiten", "Terug van pauze",
        "Debriefen in tien minuten", "Probleem", "Oplossing", "Meerwaarde", "Criteria", "Gereedheid",
        "Geld", "Ideeën die erop lijken",
    ],
}  # fmt: skip
SAID = {
    "en": (
        "**Debriefen in tien minuten** (sj4wbg): concept gate, 135 days, beyond the norm",
        "handed in on 12 May 2026, 135 days ago · to be decided by 11 Jun 2026",
        "**lawfulness** Is it allowed and is it right? nothing is asked for here",
        "0 red, 0 amber, 12 green",
    ),
    "nl": (
        "**Debriefen in tien minuten** (sj4wbg): conceptpoort, 135 dagen, voorbij de norm",
        "ingediend op 12 mei 2026, 135 dagen geleden · te besluiten vóór 11 jun 2026",
        "**rechtmatigheid** Mag het en deugt het? hier wordt niets gevraagd",
        "0 rood, 0 oranje, 12 groen",
    ),
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_an_agenda_is_one_text_in_the_language_of_its_readers(politie: Path, language: str) -> None:
    words = ("gate", "agenda", "--stream", OOST, "--on", "2026-09-24")
    text = asked(politie, "--lang", language, *words).out
    assert re.findall(r"^#+ (.*)$", text, re.MULTILINE) == HEADS[language]
    for said in SAID[language]:
        assert said in text


def test_a_hostile_idea_stays_text_in_the_agenda(council: Place) -> None:
    path = next((council.root / "ideas").glob("*/sj4wbg-*"))
    text = path.read_text("utf-8")
    text = text.replace("Debriefen in tien minuten", "'<img src=x> [a](b) | **x** \u202e'")
    problem = r"problem: '# Kop <script>x</script> `c` [b](javascript:x)'"
    text = re.sub(r"problem: >\n.*?(?=\nsolution)", problem, text, flags=re.DOTALL)
    assert problem in text
    path.write_text(text, "utf-8")
    answer = council.run("gate", "agenda", "--stream", OOST)
    assert answer.status == 0, answer.err
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = reader.parse(answer.out)
    inner = {child.type for token in tokens for child in token.children or ()}
    assert inner <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}
    assert "html_block" not in {token.type for token in tokens}
    assert "\u202e" not in answer.out
    heads = [tokens[n + 1].content for n, one in enumerate(tokens) if one.type == "heading_open"]
    assert not [head for head in heads if "Kop" in head]


def test_an_evening_without_dossiers_says_so(small: Place) -> None:
    answer = small.run("gate", "agenda", "--stream", "team")
    assert (answer.status, "no dossier waits for a decision" in answer.out) == (0, True)
    answer = small.run("gate", "agenda", "--stream", "tema")
    assert (answer.status, "[U704]" in answer.err) == (2, True)


def work(root: Path, *words: str) -> list[tuple[str, str]]:
    return [(row["idea"], row["what"]) for row in data(root, "next", *words)]


def test_a_worklist_is_for_who_is_named_by_the_work_or_has_the_role(politie: Path) -> None:
    assert work(politie, "--for", "p-0203") == [
        ("rcd7gc", "roles"),
        ("jagc2x", "roles"),
        ("jq4xp6", "first-answer"),
        ("a9qk5k", "roles"),
        ("c6dxty", "roles"),
    ]
    assert work(politie, "--for", "hanneke wolters") == [
        ("sj4wbg", "decision"),
        ("jq4xp6", "broker"),
        ("chvxn8", "hold-over"),
    ]
    assert work(politie, "--for", "p-0212") == [("rcd7gc", "condition")]
    assert work(politie, "--for", "p-0201", "--stream", "portfolio/opsporing") == []


def test_a_worklist_of_a_role_holds_what_waits_for_whoever_has_it(politie: Path) -> None:
    rows = data(politie, "next", "--role", "gatekeepers")
    assert {row["role"] for row in rows} == {"gatekeepers"}
    assert [row["days"] for row in rows] == sorted((row["days"] for row in rows), reverse=True)
    everything = data(politie, "next", "--stream", OOST)
    mine = data(politie, "next", "--role", "gatekeepers", "--stream", OOST)
    assert mine == [row for row in everything if row["role"] == "gatekeepers"]
    assert ("sj4wbg", "decision") in work(politie, "--role", "innovation-holder-unit")


def test_a_worklist_is_yours_when_git_knows_you(small: Place) -> None:
    answer = small.run("next")
    assert (answer.status, "[U987]" in answer.err, "--for PERSON" in answer.err) == (2, True, True)
    people = small.root / "people.yaml"
    text = people.read_text("utf-8").replace("Robin Smit,", "Robin Smit, email: robin@example.org,")
    people.write_text(text, "utf-8")
    assert (
        small.run("next", "-o", "name").out == small.run("next", "--for", "p-01", "-o", "name").out
    )
    assert small.run("next", "-o", "name").status == 0


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["--for", "p-0203", "--role", "broker"], "U992", "--for PERSON"),
        (["--for", "Hanneke Wouters"], "U991", "p-0201 Hanneke Wolters"),
        (["--for", "p-02033"], "U991", "p-0203"),
        (["--role", "gatekeeper"], "U993", "gatekeepers"),
        (["--role", "makelaar", "--lang", "nl"], "U993", "broker (innovatiemakelaar)"),
    ],
)
def test_a_worklist_of_nobody_names_who_may_be_meant(
    politie: Path, words: list[str], code: str, hint: str
) -> None:
    answer = run("next", *words, cwd=politie, home=politie.parent)
    assert (answer.status, f"[{code}]" in answer.err) == (2, True)
    assert hint in answer.err.partition("]\n")[2]


PAGES = {
    "en": """\
Hanneke Wolters · Eenheidsstroom Oost-Nederland  3 things wait

 133 d  sj4wbg Debriefen in tien minuten
        decision, concept gate · was due on 11 Jun 2026 · Innovatieraad Oost
        innoctl gate advance sj4wbg

 127 d  jq4xp6 Werkdruk zichtbaar in het rooster
        no broker yet · Hanneke Wolters
        innoctl set jq4xp6 broker=PERSON
""",
    "nl": """\
Hanneke Wolters · Eenheidsstroom Oost-Nederland  er wachten 3 dingen

 133 d  sj4wbg Debriefen in tien minuten
        besluit, conceptpoort · had af moeten zijn op 11 jun 2026 · Innovatiera…
        innoctl gate advance sj4wbg

 127 d  jq4xp6 Werkdruk zichtbaar in het rooster
        nog geen makelaar · Hanneke Wolters
        innoctl set jq4xp6 broker=PERSOON
""",
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_person_sees_what_waits_since_when_and_what_to_type(politie: Path, language: str) -> None:
    words = ("--lang", language, "next", "--for", "p-0201", "--stream", "oost-nederland")
    with Session(*words, cwd=politie, home=politie.parent, NO_COLOR="1", COLUMNS="80") as session:
        assert session.finish() == 0
    assert session.drawn.startswith(PAGES[language])
