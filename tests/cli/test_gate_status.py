"""``gate status``: what keeps a gate shut, in full and a line each, and what mends it."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import Place
from tests.cli.looking import OOST, asked, data, records
from tests.program import Answer, run
from tests.terminal import Session


def lights(root: Path, *words: str) -> dict[str, str]:
    return {row["key"]: row["light"] for row in data(root, "gate", "status", *words)["rows"]}


@pytest.mark.parametrize(
    ("idea", "expected"),
    [("debriefen", {"green"}), ("meelezen", {"green", "amber"}), ("herinneringskaart", {"green", "amber", "red"})],
)  # fmt: skip
def test_the_example_tells_of_an_open_gate_of_advice_and_of_a_shut_one(
    politie: Path, idea: str, expected: set[str]
) -> None:
    assert set(lights(politie, idea).values()) == expected


def test_every_form_tells_the_same_rows(politie: Path) -> None:
    found = lights(politie, "h57gwd")
    table = asked(politie, "gate", "status", "h57gwd").out.splitlines()
    start = table.index("rows") + 2
    rows_ = table[start : table.index("", start)]
    assert {row.split("\t")[0]: row.split("\t")[2] for row in rows_} == found
    rows = csv.DictReader(io.StringIO(asked(politie, "gate", "status", "h57gwd", "-o", "csv").out))
    assert {row["key"]: row["light"] for row in rows} == found
    assert asked(politie, "gate", "status", "h57gwd", "-o", "name").out == "h57gwd\n"
    written = asked(politie, "gate", "status", "h57gwd", "-o", "yaml").out
    head = YAML(typ="safe", pure=True).load(written)["data"]["gate"]
    assert str(head["handed_in_on"]) == "2026-06-10"


def test_no_amount_is_broken_where_the_terminal_ends(politie: Path) -> None:
    pytest.importorskip("pty")
    words = ("gate", "status", "a9qk5k", "--lang", "nl")
    with Session(*words, cwd=politie, home=politie.parent, COLUMNS="80", NO_COLOR="1") as session:
        session.finish()
    rows = session.drawn.replace("\r\n", "\n").partition("\ngeld\n")[2].splitlines()
    assert max(map(len, rows)) <= 80
    amounts = [row for row in rows if "€" in row]
    assert len(amounts) > 2
    for row in amounts:
        pieces = row.strip().split(" · ")
        assert all(re.fullmatch(r"[a-z ]+ € [\d.]+,\d\d", piece) for piece in pieces), row


def test_machines_get_the_same_in_both_languages(politie: Path) -> None:
    for words in (["h57gwd"], ["--stream", OOST]):
        for form in ("table", "csv", "json"):
            answers = [
                asked(politie, "--lang", language, "gate", "status", *words, "-o", form).out
                for language in ("nl", "en")
            ]
            assert answers[0] == answers[1]


def test_a_day_of_long_ago_asks_for_what_the_gate_of_then_asked(politie: Path) -> None:
    head = data(politie, "gate", "status", "scrum", "--at", "2024-02-01")["gate"]
    assert (head["phase"], head["gate"], head["to_phase"]) == ("ideation", "concept", "creation")


def test_a_stream_shows_first_who_waits_for_a_decision_and_then_who_lacks_least(
    politie: Path,
) -> None:
    rows = data(politie, "gate", "status", "--stream", "oost-nederland")
    assert rows[0]["idea"] == "sj4wbg"
    assert (rows[0]["handed_in_on"], rows[0]["days"]) == ("2026-05-12", 133)
    rest = [row["red"] for row in rows[1:]]
    assert rest == sorted(rest)
    active = asked(politie, "list", "--stream", OOST, "--state", "active", "-o", "name").out
    assert {row["idea"] for row in rows} == set(active.split())
    for row in rows:
        found = lights(politie, row["idea"])
        assert [list(found.values()).count(x) for x in ("red", "amber", "green")] == [
            row["red"], row["amber"], row["green"],
        ]  # fmt: skip
        assert row["first"] == next((key for key, one in found.items() if one == "red"), "")


FILLED = {
    "WHERE": "'op de teamsite'",
    "PERSON": "p-02",
    "ROLE": "agent",
    "TEXT": "'Zo gaat het.'",
    "KIND": "social",
    "STRATEGY": "implement",
    "OTHER": "t6h2bn",
    "WHAT": "dagen",
    "BEFORE": "'9'",
    "AIM": "'3'",
    "AFTER": "'2'",
    "VALUE": "'3'",
    "ANSWER": "minimal",
}


def mended(place: Place, command: str) -> Answer:
    """Type the command that mends a row, its words in capitals filled in."""
    for word, text in FILLED.items():
        quoted = text if "'" not in command else text.replace("'", '"')
        command = command.replace(word, quoted)
    return place.run(*shlex.split(command)[1:])


PROCESS_ROWS = """
checklist:
  - {id: privacy, name: Privacy, gate: concept, when: {}}
  - id: ai-class
    name: Klasse
    gate: concept
    when: {}
    answers: [{id: minimal, name: minimaal}, {id: prohibited, name: verboden, shuts: true}]
"""


def demanding(place: Place) -> None:
    """Let the small portfolio ask for everything at each of its gates."""
    path = place.root / "process.yaml"
    text = path.read_text("utf-8").replace(
        "criteria: [efficiency",
        "roles: [broker, sponsor, team], checklist: true, criteria: [efficiency",
    )
    for name, field in (
        ("efficiency", "links"),
        ("added-value", "value"),
        ("feasibility", "experiments"),
    ):
        text = text.replace(f"id: {name}, kind", f"id: {name}, evidence: [{field}], kind")
    path.write_text(text + PROCESS_ROWS, "utf-8")
    place.git("commit", "-qam", "ask for everything")


def first_that_is_not_green(place: Place, idea: str, gate: str) -> dict[str, str] | None:
    found = json.loads(place.run("gate", "status", idea, "-o", "json").out)["data"]
    assert found["gate"]["gate"] == gate
    return next((row for row in found["rows"] if row["light"] != "green"), None)


@pytest.mark.parametrize(("idea", "gate"), [("koffie", "concept"), ("bord", "product")])
def test_the_commands_that_mend_open_the_gate_one_by_one(
    small: Place, idea: str, gate: str
) -> None:
    demanding(small)
    seen = set()
    while row := first_that_is_not_green(small, idea, gate):
        assert (row["key"], row["code"]) not in seen, "the command did not mend it"
        seen.add((row["key"], row["code"]))
        answer = mended(small, row["mend"])
        assert answer.status == 0, (row, answer.err)
    assert len(seen) >= 9
    assert small.run("check").status == 0


PAGES = {
    "en": """\
Eén bord voor alle acties
x8d3we · Stroom van ons team · creation
before the product gate, into scaling
3 things keep this gate shut

red: keeps the gate shut  3
  x missing: minimum viable product  V8, can be waived
      innoctl set x8d3we 'deliverables+={id: viable-product, on: 2026-09-20, where: WHERE}'
  x nobody is named as change lead  V20, can be waived
      innoctl set x8d3we change_lead=PERSON
  x not chosen yet: implement or spread  V21, can be waived
      innoctl set x8d3we scaling.strategy=STRATEGY

amber: advice  1
  ! no study into its effects yet  V20
      innoctl set x8d3we effect='{what: WHAT, study: TEXT}'

green: is there  6
  + efficiency
""",
    "nl": """\
Eén bord voor alle acties
x8d3we · Stroom van ons team · creatie
voor de productpoort, naar opschaling
3 dingen houden deze poort dicht

rood: houdt de poort dicht  3
  x ontbreekt: minimum levensvatbaar product  V8, ontheffing mogelijk
      innoctl set x8d3we 'deliverables+={id: viable-product, on: 2026-09-20, where: WAAR}'
  x nog niemand als veranderaar  V20, ontheffing mogelijk
      innoctl set x8d3we change_lead=PERSOON
  x nog niet gekozen: implementeren (implement) of verspreiden (spread)
    V21, ontheffing mogelijk
      innoctl set x8d3we scaling.strategy=STRATEGIE

oranje: advies  1
  ! nog geen onderzoek naar de effecten  V20
      innoctl set x8d3we effect='{what: WAT, study: TEKST}'

groen: is er  6
  + efficiëntie
""",
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_person_sees_what_keeps_the_gate_shut_why_and_what_to_type(
    small: Place, language: str
) -> None:
    words = ("--lang", language, "gate", "status", "bord", "--at", "2026-09-20")
    with Session(*words, cwd=small.root, home=small.home, NO_COLOR="1") as session:
        assert session.finish() == 0
    assert session.drawn.startswith(PAGES[language])


def test_an_answer_that_is_no_is_not_told_as_its_reverse(politie: Path) -> None:
    words = ("gate", "status", "hfrb4t", "--lang")
    for language, said in (
        ("nl", "rechtmatigheid: raakt mensen: nee"),
        ("en", "touches persons: no"),
    ):
        with Session(*words, language, cwd=politie, home=politie.parent) as session:
            assert session.finish() == 0
            assert said in session.drawn


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_person_sees_a_stream_within_the_width_of_the_terminal(
    politie: Path, language: str
) -> None:
    words = ("--lang", language, "gate", "status", "--stream", OOST)
    with Session(*words, cwd=politie, home=politie.parent, NO_COLOR="1", COLUMNS="80") as session:
        assert session.finish() == 0
    rows = session.drawn.splitlines()
    assert max(map(len, rows)) <= 80
    assert rows[2].split()[:2] == ["sj4wbg", "Debriefen"]
    assert "133" in rows[3]


def test_a_hostile_title_steers_nothing(small: Place) -> None:
    path = next((small.root / "ideas").glob("*/m4k7pa-*"))
    text = path.read_text("utf-8").replace("Koffie met de wijk", '"\\e[2J[red]Koffie\\u202e"')
    path.write_text(text, "utf-8")
    for words in (["koffie"], ["--stream", "team"]):
        with Session(
            "gate", "status", *words, cwd=small.root, home=small.home, NO_COLOR="1"
        ) as drawn:
            assert drawn.finish() == 0
        assert "\x1b" not in drawn.drawn
        assert "\\x1b[2J[red]Koffie\\u202e" in drawn.drawn


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["scrum"], "U980", "innoctl show w82khb"),
        (["debriefen", "--gate", "embed"], "U982", "concept"),
        ([], "U983", "--stream"),
        (["debriefen", "--stream", "oost-nederland"], "U983", "--stream"),
        (["--stream", "oost-nederlant"], "U704", "unit/oost-nederland"),
    ],
)
def test_what_has_no_gate_before_it_is_refused_with_a_way_out(
    politie: Path, words: list[str], code: str, hint: str
) -> None:
    answer = run("gate", "status", *words, cwd=politie, home=politie.parent)
    assert (answer.status, answer.out) == (1 if code == "U980" else 2, "")
    assert f"[{code}]" in answer.err
    assert hint in answer.err.partition("hint:")[2]


def test_a_process_without_a_gate_out_of_a_phase_says_so(small: Place) -> None:
    path = small.root / "process.yaml"
    rows = [row for row in path.read_text("utf-8").splitlines() if "id: concept," not in row]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    assert "[U981]" in small.run("gate", "status", "koffie").err


def test_a_stream_counts_the_ideas_that_came_by_a_move_and_not_those_that_left(
    politie: Path,
) -> None:
    active = {
        i["id"]: i["stream"] for i in records(politie, "ideas/*/*.yaml") if i["state"] == "active"
    }
    moved = [
        d
        for d in records(politie, "decisions/*/*.yaml")
        if d["what"] == "move" and d["idea"] in active
    ]
    assert moved
    for move in moved:
        for stream in (move["stream"], move["to_stream"]):
            rows = data(politie, "gate", "status", "--stream", stream)
            there = move["idea"] in {row["idea"] for row in rows}
            assert there == (active[move["idea"]] == stream)
