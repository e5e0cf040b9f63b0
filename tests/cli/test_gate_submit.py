"""Handing in, answering and closing a condition: what an idea's file keeps, one commit each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.terminal import Session

IDEA = "ideas/2026-09/m4k7pa-koffie-met-de-wijk.yaml"
BOARD = "ideas/2026-09/x8d3we-een-bord-voor-alle-acties.yaml"
DECISION = "decisions/2026-09/x8d3we-01-concept.yaml"


@pytest.fixture
def known(small: Place) -> Place:
    """Let git's address be that of a person; the portfolio says that it is 22 September."""
    people = small.root / "people.yaml"
    text = people.read_text("utf-8").replace("Robin Smit,", "Robin Smit, email: Robin@example.org,")
    people.write_text(text, "utf-8")
    small.git("commit", "-qam", "who and when")
    return small


def added(place: Place, path: str) -> str:
    """Return the lines that the last commit added to a file; it may take none away."""
    changed = place.git("show", "--format=", "--unified=0", "HEAD", "--", path).splitlines()
    assert not [row for row in changed if row.startswith("-") and not row.startswith("---")]
    return "\n".join(row[1:] for row in changed if row[:1] == "+" and row[:3] != "+++")


def conditional(place: Place) -> None:
    """Make the one decision on the board a conditional Go."""
    path = place.root / DECISION
    text = path.read_text("utf-8").replace("outcome: go", "outcome: conditional_go")
    rows = "".join(
        f"  - {{id: {name}, text: Doe {name}., owner: p-02, due: 2026-10-01}}\n"
        for name in ("c1", "c2")
    )
    path.write_text(f"{text}conditions:\n{rows}", "utf-8")
    place.git("commit", "-qam", "with conditions")


def test_what_is_missing_is_said_before_a_dossier_is_handed_in(known: Place) -> None:
    answer = known.run("gate", "submit", "koffie", "--yes")
    assert (answer.status, answer.out) == (0, "")
    before, _, after = answer.err.partition("hand in m4k7pa for the ")
    assert "missing: proof of concept" in before
    assert "innoctl set m4k7pa 'deliverables+={id: proof-of-concept, on: 2026-09-22" in before
    assert "next: innoctl gate status m4k7pa" in after
    assert added(known, IDEA) == "handed_in:\n  - gate: concept\n    on: 2026-09-22"
    assert known.commits[0] == "m4k7pa ingediend voor de conceptpoort: Koffie met de wijk"
    status = json.loads(known.run("gate", "status", "koffie", "-o", "json").out)["data"]["gate"]
    assert status["handed_in_on"] == "2026-09-22"
    assert known.run("check").status == 0
    assert known.run("undo", "--yes").status == 0
    assert "handed_in" not in (known.root / IDEA).read_text("utf-8")


def test_a_complete_dossier_is_handed_in_without_a_question(known: Place) -> None:
    assert known.run("set", "koffie", "scaling.conditions=Geen.").status == 0
    item = "deliverables+={id: proof-of-concept, on: 2026-09-18}"
    assert known.run("set", "koffie", item).status == 0
    answer = known.run("gate", "submit", "koffie", "--on", "2026-09-19")
    assert (answer.status, "missing" in answer.err) == (0, False)
    assert "on: 2026-09-19" in added(known, IDEA)


def test_without_a_terminal_what_is_red_needs_a_yes(known: Place) -> None:
    before = known.everything()
    for words in ([], ["--no-input"]):
        answer = known.run("gate", "submit", "koffie", *words)
        assert answer.status == 2
        assert "missing: proof of concept" in answer.err
        assert "--yes" in answer.err.partition("[U812]")[2]
    assert known.everything() == before


@pytest.mark.parametrize(("typed", "count"), [("y", 1), ("n", 0), ("", 0)])
def test_a_person_is_asked_whether_to_hand_in_all_the_same(
    known: Place, typed: str, count: int
) -> None:
    words = ("gate", "submit", "koffie")
    with Session(*words, cwd=known.root, home=known.home, LANG="en_GB.UTF-8") as session:
        session.expect("missing: proof of concept")
        session.answer("hand it in all the same?", typed)
        assert session.finish() == 0
    assert sum("m4k7pa ingediend voor" in subject for subject in known.commits) == count


def test_a_dry_run_shows_the_lines_and_changes_no_byte(known: Place) -> None:
    conditional(known)
    before = known.everything()
    for words, line in (
        (["gate", "submit", "koffie"], "+  - gate: concept"),
        (["feedback", "koffie", "--text", "Dank."], "+    text: Dank."),
        (["condition", "met", "bord", "c1", "--evidence", "Foto."], "+    evidence: Foto."),
    ):
        answer = known.run(*words, "--dry-run")
        assert answer.status == 0, answer.err
        assert line in answer.out.splitlines()
    assert known.everything() == before


def test_a_dossier_is_not_handed_in_twice_before_it_is_decided(known: Place) -> None:
    assert known.run("gate", "submit", "koffie", "--yes").status == 0
    answer = known.run("gate", "submit", "koffie", "--yes")
    assert (answer.status, "[U984]" in answer.err) == (1, True)
    dutch = known.run("gate", "submit", "koffie", "--yes", "--lang", "nl").err
    assert "m4k7pa is op 22 sep 2026 ingediend voor de conceptpoort" in dutch
    assert "innoctl gate agenda --stream unit/team" in answer.err


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["sleutelkast"], "U980", 1),
        (["koffie", "--gate", "product"], "U982", 2),
        (["koffie", "--gate", "embed"], "U982", 2),
        (["koffie", "--on", "2026-09-13"], "U985", 2),
        (["koffie", "--on", "2026-09-23"], "U985", 2),
        (["koffie", "--on", "20 september"], "U810", 2),
        (["bord", "--on", "2026-09-09"], "U985", 2),
    ],
)
def test_what_cannot_be_handed_in_is_refused_and_nothing_written(
    known: Place, words: list[str], code: str, status: int
) -> None:
    before = known.everything()
    answer = known.run("gate", "submit", *words, "--yes")
    assert (answer.status, answer.out) == (status, "")
    assert f"[{code}]" in answer.err
    assert known.everything() == before


def test_a_dossier_that_was_sent_back_is_handed_in_again_on_a_later_day(known: Place) -> None:
    assert known.run("gate", "submit", "koffie", "--yes", "--on", "2026-09-16").status == 0
    text = (known.root / DECISION).read_text("utf-8")
    for old, new in (
        ("x8d3we", "m4k7pa"), ("outcome: go", "outcome: rework"), ("to_phase: creation", "to_phase: ideation"),
        ("2026-09-10", "2026-09-18"), ("rationale:", "missing: [een proef]\nrationale:"),
    ):  # fmt: skip
        text = text.replace(old, new)
    (known.root / "decisions/2026-09/m4k7pa-01-concept.yaml").write_text(text, "utf-8")
    assert "[U985]" in known.run("gate", "submit", "koffie", "--yes", "--on", "2026-09-18").err
    assert known.run("gate", "submit", "koffie", "--yes", "--on", "2026-09-19").status == 0


def test_an_answer_to_the_submitter_is_by_who_gives_it(known: Place) -> None:
    assert known.run("feedback", "koffie", "--text", "Mooi plan.", "--on", "2026-09-15").status == 0
    told = "feedback:\n  - on: 2026-09-15\n    by: p-01\n    text: Mooi plan."
    assert added(known, IDEA) == told
    assert known.commits[0] == "antwoord aan de indiener van m4k7pa: Koffie met de wijk"
    long = "Eerste alinea.\n\nTweede: met 'tekens' # en <b>zo</b>.\n"
    assert known.run("feedback", "koffie", "--by", "jo de boer", stdin=long).status == 0
    (known.root.parent / "antwoord.txt").write_text(long, "utf-8")
    assert known.run("feedback", "koffie", "--text", "@../antwoord.txt").status == 0
    held = json.loads(known.run("show", "koffie", "-o", "json").out)["data"]["idea"]["feedback"]
    assert [(part["by"], part["text"]) for part in held[1:]] == [
        ("p-02", long.strip()),
        ("p-01", long.strip()),
    ]


def test_an_answer_is_typed_in_an_editor_where_there_is_one(known: Place, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\ncat "$1" > "$0.seen"\nprintf "Dank je wel.\\n" > "$1"\n')
    editor.chmod(0o755)
    words = ("feedback", "koffie")
    with Session(*words, cwd=known.root, home=known.home, EDITOR=str(editor)) as session:
        assert session.finish() == 0, session.drawn
    assert "Koffie met de wijk" in (tmp_path / "editor.seen").read_text("utf-8")
    assert "text: Dank je wel." in added(known, IDEA)


def test_an_answer_without_words_or_of_nobody_is_refused(known: Place) -> None:
    before = known.everything()
    for words, code in (
        (["--text", "  "], "U986"),
        ([], "U986"),
        (["--text", "x", "--by", "p-03"], "U991"),
        (["--text", "x", "--on", "2026-09-01"], "U985"),
    ):
        answer = known.run("feedback", "koffie", *words)
        assert (answer.status, f"[{code}]" in answer.err) == (2, True)
    known.git("config", "user.email", "stranger@example.org")
    answer = known.run("feedback", "koffie", "--text", "x")
    assert (answer.status, "[U987]" in answer.err, "--by PERSON" in answer.err) == (2, True, True)
    known.git("config", "--unset", "user.email")
    assert known.everything().keys() == before.keys()
    assert known.commits[0] == "who and when"


def test_a_condition_is_closed_with_what_shows_it_and_who_accepts_it(known: Place) -> None:
    conditional(known)
    words = ("condition", "met", "bord", "c2", "--evidence", "Het hangt er.", "--by", "p-02")
    assert known.run(*words).status == 0
    assert added(known, BOARD) == (
        'conditions:\n  - decision: "01"\n    id: c2\n    met_on: 2026-09-22\n'
        "    evidence: Het hangt er.\n    accepted_by: p-02"
    )
    rows = json.loads(known.run("gate", "status", "bord", "-o", "json").out)["data"]["rows"]
    found = {row["key"]: row["light"] for row in rows if row["kind"] == "condition"}
    assert found == {"condition.01.c1": "red", "condition.01.c2": "green"}
    assert known.run("check").status == 0


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["c9", "--evidence", "x"], "U988", 2),
        (["02.c1", "--evidence", "x"], "U988", 2),
        (["c1", "--evidence", " "], "U986", 2),
        (["c1"], "U804", 2),
        (["c1", "--evidence", "x", "--on", "2026-09-09"], "U985", 2),
        (["c1", "--evidence", "x", "--on", "2026-09-23"], "U985", 2),
    ],
)
def test_a_condition_that_cannot_be_closed_says_which_can(
    known: Place, words: list[str], code: str, status: int
) -> None:
    conditional(known)
    answer = known.run("condition", "met", "bord", *words)
    assert (answer.status, f"[{code}]" in answer.err) == (status, True)
    assert code != "U988" or "01.c1, 01.c2" in answer.err
    assert known.commits[0] == "with conditions"


def test_a_condition_is_closed_once(known: Place) -> None:
    conditional(known)
    for status, code in ((0, ""), (1, "[U990]")):
        answer = known.run("condition", "met", "bord", "01.c1", "--evidence", "x")
        assert (answer.status, code in answer.err) == (status, True)
