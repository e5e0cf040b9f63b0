from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.terminal import Session

pytest.importorskip("pty")

IDEA = "ideas/2026-09/m4k7pa-koffie-met-de-wijk.yaml"


def _editor(place: Place, program: str) -> str:
    """An editor that is a small program; ``path`` and ``text`` are what it works on."""
    script = place.home / "editor.py"
    head = "import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text()\n"
    script.write_text(head + program + "\n")
    return shlex.join([sys.executable, str(script)])


def _edit(place: Place, program: str, *words: str) -> Session:
    editor = _editor(place, program)
    return Session(
        "edit", *(words or ("m4k7pa",)), cwd=place.root, home=place.home, INNOCTL_EDITOR=editor
    )


def _drafts(place: Place) -> list[Path]:
    return sorted((place.root / ".git" / "innoctl" / "drafts").glob("*.yaml"))


ADD = "path.write_text(text.rstrip() + '\\nreach: unit  # ruim\\n')"


def test_an_edit_is_saved_with_its_comments_and_the_commit_names_the_fields(small: Place) -> None:
    with _edit(small, ADD) as session:
        assert session.finish() == 0
    assert "reach: unit  # ruim\n" in (small.root / IDEA).read_text()
    assert {"reach", "m4k7pa"} <= set(small.commits[0].split())
    assert small.git("status", "--porcelain") == ""
    assert _drafts(small) == []


def test_an_edit_can_be_taken_back(small: Place) -> None:
    before = (small.root / IDEA).read_bytes()
    with _edit(small, ADD) as session:
        assert session.finish() == 0
    assert small.run("undo", "--yes").status == 0
    assert (small.root / IDEA).read_bytes() == before


def test_nonsense_is_not_saved_and_the_text_is_kept_and_offered_again(small: Place) -> None:
    with _edit(small, "path.write_text(text + 'reech: unit\\ntitle: dubbel\\n')") as session:
        session.expect("error F130")
        session.answer("stop here?", "y")
        assert session.finish() == 1
        assert "m4k7pa-koffie-met-de-wijk.yaml" in session.drawn
    assert small.commits == ["Begin"]
    assert len(_drafts(small)) == 1
    mend = "path.write_text(text.replace('reech', 'reach').replace('title: dubbel\\n', ''))"
    with _edit(small, mend) as session:
        session.answer("go on with that text?", "y")
        assert session.finish() == 0
    assert "reach: unit" in (small.root / IDEA).read_text()


def test_the_editor_opens_again_until_the_text_is_fit(small: Place) -> None:
    program = "path.write_text(text.replace('reech', 'reach') if 'reech' in text else text + 'reech: unit\\n')"
    with _edit(small, program) as session:
        session.expect("M202")
        session.expect("reech: unit")
        session.answer("stop here?", "n")
        assert session.finish() == 0
    assert "reach: unit" in (small.root / IDEA).read_text()


def test_a_derived_line_cannot_be_edited(small: Place) -> None:
    with _edit(
        small, "path.write_text(text.replace('phase: ideation', 'phase: creation'))"
    ) as session:
        session.expect("U830")
        session.answer("stop here?", "y")
        assert session.finish() == 1
    assert "phase: ideation" in (small.root / IDEA).read_text()


def test_a_file_that_changed_meanwhile_is_not_overwritten(small: Place) -> None:
    other = f"other = pathlib.Path({str(small.root / IDEA)!r}); other.write_text(other.read_text() + '# ander\\n')"
    with _edit(small, f"{ADD}\n{other}") as session:
        assert session.finish() == 1
        assert "U858" in session.drawn
    assert "# ander" in (small.root / IDEA).read_text()
    assert "reach" in _drafts(small)[0].read_text()


def test_lines_of_ones_own_that_are_not_committed_come_along(small: Place) -> None:
    path = small.root / IDEA
    path.write_text(path.read_text() + "# van mij\n")
    with _edit(small, ADD) as session:
        session.expect("is not committed yet; it comes along")
        assert session.finish() == 0
    assert path.read_text().endswith("# van mij\nreach: unit  # ruim\n")
    assert small.git("status", "--porcelain") == ""
    assert _drafts(small) == []


def test_a_file_that_was_broken_by_hand_is_mended(small: Place) -> None:
    path = small.root / IDEA
    whole = path.read_text()
    path.write_text(
        whole.replace("title: ", "title: [").replace("phase: ideation", "phase: scaling")
    )
    shown = small.run("show", "m4k7pa")
    assert "innoctl edit m4k7pa" in shown.err
    with _edit(small, "path.write_text(text.replace('title: [', 'title: Nieuwe '))") as session:
        session.expect("U830")
        session.answer("stop here?", "y")
        assert session.finish() == 1
    mend = "path.write_text(text.replace('phase: scaling', 'phase: ideation'))"
    with _edit(small, mend) as session:
        session.answer("go on with that text?", "y")
        assert session.finish() == 0
    assert path.read_text() == whole.replace("title: ", "title: Nieuwe ")
    assert small.git("status", "--porcelain") == ""


def test_what_is_staged_otherwise_is_not_lost(small: Place) -> None:
    path = small.root / IDEA
    path.write_text(path.read_text() + "# klaargezet\n")
    small.git("add", IDEA)
    path.write_text(path.read_text().replace("klaargezet", "anders"))
    with _edit(small, ADD) as session:
        assert session.finish() == 1
        assert "U743" in session.drawn
    assert _drafts(small) == []


def test_an_editor_that_fails_saves_nothing(small: Place) -> None:
    with _edit(small, f"{ADD}\nsys.exit(3)") as session:
        assert session.finish() == 1
        assert "U859" in session.drawn
    assert small.commits == ["Begin"]
    assert "reach" in _drafts(small)[0].read_text()


def test_an_editor_that_is_not_there_is_said(small: Place) -> None:
    with Session(
        "edit", "m4k7pa", cwd=small.root, home=small.home, EDITOR="/no/such/editor"
    ) as session:
        assert session.finish() == 2
        assert "U856" in session.drawn


def test_a_dry_run_of_an_edit_changes_no_byte(small: Place) -> None:
    before = small.everything()
    with _edit(small, ADD, "m4k7pa", "--dry-run") as session:
        assert session.finish() == 0
        assert "+reach: unit" in session.drawn
    assert small.everything() == before


def test_nothing_changed_makes_no_commit(small: Place) -> None:
    with _edit(small, "pass") as session:
        assert session.finish() == 0
    assert small.commits == ["Begin"]


def test_a_file_that_cannot_be_read_can_be_mended_in_an_editor(small: Place) -> None:
    path = small.root / IDEA
    sound = path.read_text()
    path.write_text(sound + "title: nog een\n")
    small.git("commit", "-qam", "break it")
    with _edit(small, "path.write_text(text.replace('title: nog een\\n', ''))") as session:
        assert session.finish() == 0
    assert path.read_text() == sound


def test_off_a_terminal_the_way_is_set(small: Place) -> None:
    answer = small.run("edit", "m4k7pa")
    assert answer.status == 2
    assert "innoctl set m4k7pa" in answer.err
