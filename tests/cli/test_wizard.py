from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import IDENTITY, Place
from tests.program import run
from tests.terminal import Session

pytest.importorskip("pty")

TITLE, STREAM, PROBLEM = "in one line?", "should direct it?", "whom?"


def _wizard(place: Place, *words: str) -> Session:
    return Session("new", "idea", *words, cwd=place.root, home=place.home)


def _skip_the_rest(session: Session) -> None:
    for question in ("done differently?", "bring?", "kind of innovation", "themes", "hands it in?"):
        session.answer(question, "")


def test_the_wizard_asks_helps_and_writes_what_was_answered(small: Place) -> None:
    with _wizard(small) as session:
        session.answer(TITLE, "?")
        session.expect("people will know it by")
        session.answer(TITLE, "Fietsen delen")
        session.answer(STREAM, "1")
        session.answer(PROBLEM, "Te weinig fietsen in de wijk.")
        _skip_the_rest(session)
        assert session.finish() == 0
        assert "new idea" in session.drawn
    assert small.commits[0].endswith(": Fietsen delen")
    (path,) = (small.root / "ideas").rglob("*-fietsen-delen.yaml")
    assert "problem: Te weinig fietsen in de wijk." in path.read_text()


def test_what_is_given_as_a_flag_is_not_asked(small: Place) -> None:
    with _wizard(small, "--stream", "unit/team") as session:
        session.answer(TITLE, "Een bankje")
        session.answer(PROBLEM, "")
        _skip_the_rest(session)
        assert session.finish() == 0
        assert STREAM not in session.drawn


def test_one_goes_back_and_changes_an_answer(small: Place) -> None:
    with _wizard(small) as session:
        session.answer(TITLE, "Verkeerd")
        session.answer(STREAM, "<")
        session.answer(TITLE, "Goed zo")
        session.answer(STREAM, "ons team")
        session.answer(PROBLEM, "")
        _skip_the_rest(session)
        assert session.finish() == 0
    assert small.commits[0].endswith(": Goed zo")


def test_an_answer_that_does_not_fit_is_asked_again(small: Place) -> None:
    with _wizard(small) as session:
        session.answer(TITLE, "x")
        session.expect("too short")
        session.answer(TITLE, "")
        session.expect("this one needs an answer")
        session.answer(TITLE, "Lang genoeg")
        session.answer(STREAM, "bestaat niet")
        session.expect("none of them")
        session.answer(STREAM, "unit/team")
        session.expect(PROBLEM)


def test_a_number_means_the_same_in_a_shorter_list(tmp_path: Path) -> None:
    root = tmp_path / "politie"
    (tmp_path / ".gitconfig").write_text(IDENTITY)
    made = run("init", str(root), "--profile", "politie", "--lang", "en", home=tmp_path)
    assert made.status == 0, made.err
    with Session("new", "idea", cwd=root, home=tmp_path) as session:
        session.answer(TITLE, "Piket per app")
        session.answer(STREAM, "oost")
        session.expect("more than one")
        session.expect("9  unit/oost-brabant")
        session.answer(STREAM, "9")
        session.expect(PROBLEM)
        session.interrupt()
        assert session.finish() == 130
    kept = json.loads((root / ".git" / "innoctl" / "drafts" / "new-idea.json").read_text())
    assert kept["stream"] == "unit/oost-brabant"


def test_a_technological_idea_is_asked_for_its_social_side(small: Place) -> None:
    with _wizard(small, "--stream", "unit/team") as session:
        session.answer(TITLE, "Een slimme pen")
        for question in (PROBLEM, "done differently?", "bring?"):
            session.answer(question, "")
        session.answer("kind of innovation", "1")
        session.answer("behaviour, organisation or leadership?", "Agenten schrijven minder over.")
        session.answer("themes", "")
        session.answer("hands it in?", "robin")
        assert session.finish() == 0
    (path,) = (small.root / "ideas").rglob("*-een-slimme-pen.yaml")
    assert "submitter: p-01" in path.read_text()


def test_ctrl_c_loses_nothing_and_the_next_time_goes_on(small: Place) -> None:
    with _wizard(small) as session:
        session.answer(TITLE, "Half idee")
        session.expect(STREAM)
        session.interrupt()
        assert session.finish() == 130
        assert "kept" in session.drawn
    kept = small.root / ".git" / "innoctl" / "drafts" / "new-idea.json"
    assert json.loads(kept.read_text()) == {"title": "Half idee"}
    assert small.git("status", "--porcelain") == ""
    with _wizard(small) as session:
        session.answer("go on with it?", "y")
        session.answer(TITLE, "")
        session.answer(STREAM, "1")
        session.answer(PROBLEM, "")
        _skip_the_rest(session)
        assert session.finish() == 0
    assert small.commits[0].endswith(": Half idee")
    assert not kept.exists()


def test_the_wizard_speaks_dutch(small: Place) -> None:
    with Session("new", "idea", "--lang", "nl", cwd=small.root, home=small.home) as session:
        session.expect("?")
        session.interrupt()
        assert session.finish() == 130


def test_what_would_stop_the_save_is_told_before_a_word_is_typed(small: Place) -> None:
    (small.home / ".gitconfig").unlink()
    with _wizard(small) as session:
        assert session.finish() == 3
        assert "git does not know who you are" in session.drawn
        assert TITLE not in session.drawn
    with _wizard(small, "--dry-run") as session:
        session.expect(TITLE)
    home, editor = small.home, "touch editor-was-opened"
    with Session("edit", "koffie", cwd=small.root, home=home, EDITOR=editor) as session:
        assert session.finish() == 3
        assert "git does not know who you are" in session.drawn
    assert not (small.root / "editor-was-opened").exists()
    (small.home / ".gitconfig").write_text(IDENTITY)
    small.git("checkout", "-q", "--detach")
    with _wizard(small) as session:
        assert session.finish() == 3
        assert "no branch is checked out" in session.drawn
    small.git("checkout", "-q", "main")
    (small.root / ".git" / "innoctl" / "lock").unlink(missing_ok=True)
    (small.root / ".git" / "innoctl" / "lock").mkdir(parents=True)
    with _wizard(small) as session:
        assert session.finish() == 3
        assert "cannot write" in session.drawn
        assert TITLE not in session.drawn


def test_a_flag_with_a_fault_is_told_before_a_word_is_typed(small: Place) -> None:
    with _wizard(small, "--stream", "unit/teem") as session:
        assert session.finish() == 2
        assert "--stream: error R302" in session.drawn
        assert TITLE not in session.drawn


def test_who_sees_a_like_idea_can_stop_and_nothing_is_written(small: Place) -> None:
    words = ("--title", "Koffie met de buurt", "--stream", "unit/team")
    with _wizard(small, *words) as session:
        session.expect("m4k7pa  Koffie met de wijk")
        session.answer("all the same?", "n")
        assert session.finish() == 0
    assert small.commits == ["Begin"]
    with _wizard(small, *words, "--yes") as session:
        assert session.finish() == 0
    assert len(small.commits) == 2


PASTE = "Er is te weinig.\n\nVooral 's avonds:\n- geen koffie\n- geen thee; één kan"


@pytest.mark.parametrize("ending", ["", "\n"])
def test_paragraphs_that_are_pasted_are_one_answer(small: Place, ending: str) -> None:
    with _wizard(small, "--stream", "unit/team") as session:
        session.answer(TITLE, "Een bankje")
        session.expect(PROBLEM)
        session.type(PASTE + ending, enter=False)
        if not ending:
            time.sleep(0.5)
            session.type(" met dop")
        session.answer("done differently?", "Anders.")
        for question in ("bring?", "kind of innovation", "themes", "hands it in?"):
            session.answer(question, "")
        assert session.finish() == 0
    (path,) = (small.root / "ideas").rglob("*-een-bankje.yaml")
    idea = YAML(typ="safe").load(path.read_text())
    assert idea["problem"].rstrip() == PASTE + ("" if ending else " met dop")
    assert idea["solution"] == "Anders."
    assert "value" not in idea


def test_what_was_typed_is_kept_for_who_stops_at_a_like_idea(small: Place) -> None:
    with _wizard(small, "--stream", "unit/team") as session:
        session.answer(TITLE, "Koffie met de buurt")
        session.answer(PROBLEM, "Men kent elkaar niet.")
        _skip_the_rest(session)
        session.answer("all the same?", "")
        session.expect("what you typed is kept; go on with it:")
        session.expect("new idea")
        assert session.finish() == 0
    with _wizard(small, "--stream", "unit/team") as session:
        session.answer("go on with it? [Y/n]", "")
        session.answer("[Koffie met de buurt]", "")
        session.answer("[Men kent elkaar niet.]", "<")
