"""The questions that lead to a decision: each answer judged as it comes, and none of them lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import Place
from tests.cli.test_gate_advance import DEBRIEF, FIRST, FOUND, ME, NO, SCORED, large, right
from tests.terminal import Session

pytest.importorskip("pty")

__all__ = ["large"]
CRITERIA = (
    "Is it there already?", "innovation agenda?", "is it right?", "does it offer?",
    "organisationally?",
)  # fmt: skip
WHAT, WHY, TOLD = "What is decided?", "Why is it decided so?", "What is the submitter told?"
CONDITION, MONEY, DECIDED = "Which condition", "Which money comes with it", "Who decided?"


def _wizard(place: Place, *words: str) -> Session:
    return Session("gate", "advance", *words, cwd=place.root, home=place.home)


def _drafts(place: Place) -> list[Path]:
    return sorted((place.root / ".git" / "innoctl" / "drafts").glob("decide-*"))


def test_the_outcome_is_asked_first_and_then_only_what_that_asks_for(small: Place) -> None:
    with _wizard(small, "koffie", *ME) as session:
        session.answer(WHAT, "no-go")
        session.answer("For which reason?", "little-value")
        session.answer(WHY, "Te klein.")
        session.answer("What was learnt?", "")
        session.answer(TOLD, "Dank je wel.")
        session.expect("Koffie met de wijk (m4k7pa): No-go, concept gate")
        session.expect("reason: too little added value")
        session.expect("why: Te klein.")
        session.expect("the submitter hears: Dank je wel.")
        session.answer("decide so?", "y")
        assert session.finish() == 0, session.drawn
        assert "sha256" not in session.drawn
    assert small.commits[0].startswith("No-go")
    text = (small.root / FIRST).read_text()
    assert "reason_code: little-value" in text
    assert "rationale: Te klein." in text
    assert not _drafts(small)
    right(small)


def test_paragraphs_that_are_pasted_are_one_reason(small: Place) -> None:
    with _wizard(small, "koffie", *ME) as session:
        session.answer(WHAT, "no-go")
        session.answer("For which reason?", "little-value")
        session.answer(WHY, "Te klein.\n\nEn te duur.")
        session.answer("What was learnt?", "")
        session.answer(TOLD, "Dank je wel.\nTot ziens.")
        session.answer("decide so?", "y")
        assert session.finish() == 0, session.drawn
    said = YAML(typ="safe").load((small.root / FIRST).read_text())
    assert (said["rationale"].split(), "lesson" in said) == (
        ["Te", "klein.", "En", "te", "duur."],
        False,
    )
    assert said["to_submitter"].split() == ["Dank", "je", "wel.", "Tot", "ziens."]


def test_each_criterion_is_asked_and_nothing_is_written_without_a_yes(small: Place) -> None:
    with _wizard(small, "koffie", *ME) as session:
        session.expect("not there yet: missing: proof of concept")
        session.answer(WHAT, "1")
        session.answer("(1 met / 2 not met)", "ja")
        session.expect("type 1 for met, 2 for not met")
        session.answer(CRITERIA[0], "2")
        session.expect("no Go can be given")
        for question in CRITERIA:
            session.answer(question, "1;zeker")
        session.answer("missing: proof of concept: why", "Te klein.")
        session.answer("why is that not asked for", "Blijft in de wijk.")
        session.answer(MONEY, "")
        session.answer(WHY, "")
        session.answer(TOLD, "")
        session.expect("not asked for this time: proof of concept: Te klein.")
        session.expect("it comes with no money")
        session.answer("decide so?", "?")
        session.expect("+outcome: go")
        session.answer("decide so?", "")
        assert session.finish() == 0
        assert "what you typed is kept" in session.drawn
    assert small.commits == ["Begin"]
    (draft,) = _drafts(small)
    assert json.loads(draft.read_text())["outcome"] == "go"


def test_a_criterion_without_an_answer_stays_open_and_is_said_to(small: Place) -> None:
    with _wizard(small, "koffie", *ME) as session:
        session.answer(WHAT, "go")
        session.answer(CRITERIA[0], "")
        session.expect("efficiency stays open, and a Go asks for it")
        for question in CRITERIA[1:]:
            session.answer(question, "met")
        session.answer("missing: proof of concept: why", "Te klein.")
        session.answer("why is that not asked for", "Blijft in de wijk.")
        session.answer("efficiency: why is that not asked for", "")
        session.expect("without it no Go can be given")


def test_a_person_is_helped_and_goes_back(small: Place) -> None:
    with _wizard(small, "koffie", *ME) as session:
        session.answer(WHAT, "?")
        session.expect("what is asked next follows from it")
        session.answer(WHAT, "no_go")
        session.answer("For which reason?", "?")
        session.expect("A number or a word of the list")
        session.answer("For which reason?", "<")
        session.answer(WHAT, "hold")
        session.answer("On which day", "2026-12-01")
        session.answer(WHY, "")
        session.expect("needs an answer")
        session.answer(WHY, "Na de zomer.")
        session.answer(TOLD, "?")
        session.expect("it stands in the decision")
        session.answer(TOLD, "<")
        session.answer(WHY, "Na de winter.")
        session.answer(TOLD, "")
        session.answer("decide so?", "y")
        assert session.finish() == 0
    text = (small.root / FIRST).read_text()
    assert "rationale: Na de winter." in text
    assert "to_submitter" not in text
    assert "reason_code" not in text


def test_each_answer_is_judged_as_it_comes(large: Place) -> None:
    with _wizard(large, DEBRIEF, "--proposed-by", "sanne", *SCORED) as session:
        session.answer(WHAT, "conditional_go")
        session.answer(CONDITION, "")
        session.expect("needs an answer")
        session.answer(CONDITION, "Een team; Jansen; 2026-12-01")
        session.expect("none of them; did you mean")
        session.answer(CONDITION, "Een team; sanne; volgende maand")
        session.expect("is no date")
        session.answer(CONDITION, "Een team; sanne; 2026-12-01")
        session.answer(CONDITION, "")
        session.answer(MONEY, "3=25.000,00")
        session.expect("25000.00")
        session.answer(MONEY, "3=48000.01")
        session.expect("40,000.00")
        session.answer(MONEY, "3=25000")
        session.answer(MONEY, "")
        session.answer(WHY, "")
        session.answer(TOLD, "")
        session.expect("1 needed")
        session.answer(DECIDED, "Jansen")
        session.expect("none of them; did you mean")
        session.answer(DECIDED, "sanne")
        session.expect("p-0203")
        session.answer(DECIDED, "hanneke")
        session.answer(DECIDED, "")
        session.expect("it costs €25,000.00")
        session.answer("decide so?", "y")
        assert session.finish() == 0
    (file,) = (large.root / "decisions").rglob(f"{DEBRIEF}-01-*")
    text = file.read_text()
    assert "owner: p-0203" in text
    assert 'amount: "25000.00"' in text
    right(large)


def test_a_day_to_look_again_must_be_a_day_to_come(small: Place) -> None:
    with _wizard(small, "koffie", *ME) as session:
        session.answer(WHAT, "hold")
        session.answer("On which day", "volgende maand")
        session.expect("is no date")
        session.answer("On which day", "2026-01-01")
        session.expect("2026-01-01")
        session.answer("On which day", "2026-12-01")
        session.expect(WHY)


def test_it_says_how_many_must_decide_and_asks_until_they_are_named(large: Place) -> None:
    authority = large.root / "authority.yaml"
    text = authority.read_text("utf-8").replace("quorum: 1\n", "quorum: 2\n", 1)
    authority.write_text(text, "utf-8")
    large.git("commit", "-qam", "Two")
    words = ("--outcome", "rework", "--missing", "een team", "--proposed-by", "p-0203")
    with _wizard(large, DEBRIEF, *words) as session:
        session.expect("(2 needed): Hanneke Wolters")
        session.answer(DECIDED, "hanneke")
        session.answer(DECIDED, "")
        session.expect("1 of 2 are named")
        session.answer(DECIDED, "<")
        session.expect("taken back: p-0201")
        session.answer(DECIDED, "hanneke")
        session.answer(DECIDED, "lubbers")
        session.answer(DECIDED, "")
        session.answer("decide so?", "y")
        assert session.finish() == 0
    right(large)


def test_ctrl_c_loses_no_answer_and_the_next_time_goes_on(small: Place) -> None:
    with _wizard(small, "koffie", *ME) as session:
        session.answer(WHAT, "go")
        session.answer(CRITERIA[0], "1;zeker")
        session.expect(CRITERIA[1])
        session.interrupt()
        assert session.finish() == 130
        assert "what you typed is kept" in session.drawn
    assert small.git("status", "--porcelain") == ""
    with _wizard(small, "x8d3we", *ME) as session:
        session.expect("x8d3we")
        session.expect(WHAT)
    with _wizard(small, "koffie", *ME) as session:
        session.answer("go on with it?", "")
        session.answer("What is decided? [go]", "no_go")
        session.answer("For which reason?", "1")
        for question in (WHY, "What was learnt?", TOLD):
            session.answer(question, "")
        session.answer("decide so?", "y")
        assert session.finish() == 0
    assert "criteria" not in (small.root / FIRST).read_text()
    assert not _drafts(small)


def test_a_refusal_keeps_what_was_answered(small: Place) -> None:
    with _wizard(small, "koffie", *ME, *FOUND) as session:
        session.answer(WHAT, "go")
        session.answer("why is that not asked for", "")
        session.answer("why is that not asked for", "")
        session.answer(MONEY, "")
        session.answer(WHY, "Goed.")
        session.answer(TOLD, "")
        assert session.finish() == 1
        assert "what you typed is kept" in session.drawn
        assert "D601" in session.drawn
    with _wizard(small, "koffie", *ME, *FOUND) as session:
        session.answer("go on with it?", "")
        session.expect("What is decided? [go]")


@pytest.mark.parametrize(
    ("idea", "offered", "not_offered"),
    [("koffie", "withdraw", "reopen"), ("sleutelkast", "reopen", "rework")],
)
def test_only_what_can_be_decided_is_offered(
    small: Place, idea: str, offered: str, not_offered: str
) -> None:
    with _wizard(small, idea, *ME) as session:
        session.answer(WHAT, not_offered)
        session.expect("none of them")
        session.answer(WHAT, offered)
        session.expect(WHY)


def test_an_idea_on_hold_is_offered_to_be_taken_up_again(small: Place) -> None:
    hold = ("--outcome", "hold", "--until", "2026-12-01", "--rationale", "Later.")
    assert small.run("gate", "advance", "koffie", *hold, *ME).status == 0
    with _wizard(small, "koffie", *ME) as session:
        session.answer(WHAT, "resume")
        session.expect(WHY)


def test_a_correction_is_offered_what_could_be_decided_then(small: Place) -> None:
    assert small.run("gate", "advance", "koffie", *NO, *ME).status == 0
    with _wizard(small, "koffie", *ME, "--corrects", "1") as session:
        session.answer(WHAT, "rework")
        session.expect("What is missing?")


def test_who_proposes_is_asked_before_a_person_types_a_word(small: Place) -> None:
    with _wizard(small, "koffie") as session:
        session.answer("Who proposes it?", "")
        session.expect("needs an answer")
        session.answer("Who proposes it?", "nobody")
        session.expect("none of them")
        session.answer("Who proposes it?", "jo")
        session.answer(WHAT, "no_go")
        session.expect("For which reason?")
    with _wizard(small, "koffie", "--proposed-by", "nobody") as session:
        assert session.finish() == 2
        assert "U991" in session.drawn
        assert WHAT not in session.drawn


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--outcome", "hold", "--until", "morgen"), "M230"),
        (("--outcome", "rework", "--on", "vandaag"), "M230"),
        (("--gate", "nergens"), "U934"),
        (("--outcome", "go", "--criterion", "efficiency=not_met"), "D568"),
    ],
)
def test_what_options_gave_is_judged_before_a_person_types_a_word(
    small: Place, words: tuple[str, ...], code: str
) -> None:
    with _wizard(small, "koffie", *ME, *words) as session:
        assert session.finish() in {1, 2}
        assert code in session.drawn
        assert "Enter skips" not in session.drawn


def test_on_a_terminal_only_what_is_lacking_is_asked_of_who_gives_the_outcome(large: Place) -> None:
    with _wizard(large, DEBRIEF, "--outcome", "go", "--proposed-by", "p-0203") as session:
        for question, found in zip(CRITERIA, "14143", strict=True):
            session.answer(question, found)
        session.answer(DECIDED, "hanneke")
        session.answer(DECIDED, "")
        session.answer("decide so?", "y")
        assert session.finish() == 0
    right(large)


def test_on_a_terminal_nothing_is_asked_where_nothing_is_lacking(small: Place) -> None:
    with _wizard(small, "koffie", *NO, *ME) as session:
        assert session.finish() == 0
        assert "?" not in session.drawn
    assert len(small.commits) == 2


def test_without_an_idea_it_is_the_idea_that_is_missing(small: Place) -> None:
    with _wizard(small) as session:
        assert session.finish() == 2
        assert "not given: idea" in session.drawn
        assert "terminal" not in session.drawn


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ((), "IDEA ... --outcome ..."),
        (("koffie",), "--outcome ..."),
        (("koffie", *NO), "--proposed-by"),
        (("koffie", "--outcome", "hold", *ME), "--rationale"),
    ],
)
def test_off_a_terminal_nothing_is_asked_and_the_flag_is_named(
    small: Place, words: tuple[str, ...], flag: str
) -> None:
    for quiet in ((), ("--no-input",)):
        answer = small.run(*quiet, "gate", "advance", *words)
        assert answer.status in {1, 2}
        assert flag in answer.err
        assert "[y/N" not in answer.err


def test_in_dutch_it_uses_the_words_of_the_reports(small: Place) -> None:
    with _wizard(small, "koffie", *ME, "--lang", "nl") as session:
        session.expect("ontbreekt: bewijs dat het kan werken")
        session.expect("aanhouden")
        session.answer("Wat is het besluit?", "go")
        session.answer("(1 voldoet / 2 voldoet niet)", "voldoet")
        session.expect("strategische fit")
    hold = ("--outcome", "hold", "--until", "2026-12-01", "--rationale", "Later.")
    answer = small.run("gate", "advance", "koffie", *hold, *ME, "--lang", "nl")
    assert answer.err.startswith("aanhouden, conceptpoort")


def test_a_whole_decision_of_a_person_whom_the_settings_name(large: Place) -> None:
    words = ("gate", "advance", DEBRIEF, "--outcome", "rework", "--missing", "een team")
    session = Session(*words, cwd=large.root, home=large.home, INNOCTL_PERSON="p-0203")
    with session:
        session.answer(DECIDED, "hanneke")
        session.answer(DECIDED, "")
        session.answer("decide so?", "y")
        assert session.finish() == 0
    (file,) = (large.root / "decisions").rglob(f"{DEBRIEF}-01-*")
    assert "proposed_by: p-0203\ndecided_by: [p-0201]" in file.read_text()
