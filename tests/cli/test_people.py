"""An organisation may keep people.yaml out of the repository: everything works all the same."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Place
from tests.terminal import Session

pytest.importorskip("pty")


def codes(place: Place) -> list[str]:
    return [row["code"] for row in json.loads(place.run("check", "-o", "json").out)["data"]]


def test_without_people_everything_works_and_shows_numbers(small: Place) -> None:
    before = codes(small)
    small.git("rm", "-q", "people.yaml")
    small.git("commit", "-qm", "Keep names elsewhere")
    assert sorted(codes(small)) == sorted([*before, "L506"])
    assert small.run("set", "koffie", "broker=p-77").status == 0
    new = ("--title", "Eten", "--stream", "unit/team", "--submitter", "p-78")
    assert small.run("new", "idea", *new, "--yes").status == 0
    assert "p-77" in small.run("show", "koffie").out
    assert sorted(codes(small)) == sorted([*before, "L506"])
    assert small.run("set", "koffie", "stream=unit/nergens").status == 1


def test_people_that_git_leaves_out_count_as_ever(small: Place) -> None:
    before, people = codes(small), (small.root / "people.yaml").read_bytes()
    small.git("rm", "-q", "people.yaml")
    (small.root / ".gitignore").write_text("people.yaml\n")
    (small.root / "people.yaml").write_bytes(people)
    small.git("add", ".gitignore")
    small.git("commit", "-qm", "Keep names here alone")
    assert codes(small) == before
    assert "Robin Smit" in small.run("show", "x8d3we").out
    done = small.run("set", "koffie", "broker=p-77")
    assert (done.status, "R301" in done.err) == (2, True)
    assert "people.yaml" not in small.git("ls-files")


def broker(place: Place) -> str:
    return place.run("list", "--where", "title~koffie", "--columns", "broker", "-o", "csv").out


def test_a_person_is_set_by_name_and_stands_in_the_file_by_number(small: Place) -> None:
    done = small.run("set", "koffie", "broker=robin smit")
    assert done.status == 0, done.err
    assert broker(small) == "broker\np-01\n"
    team = small.run("set", "koffie", "team+={person: Robin Smit, role: proef, side: support}")
    assert team.status == 0, team.err
    assert "person: p-01" in small.git("show", "HEAD")


def test_a_name_that_several_have_is_refused_with_all_of_them(small: Place) -> None:
    done = small.run("set", "koffie", "sponsor=p-0")
    assert (done.status, "error U865" in done.err) == (2, True)
    assert "p-01 (Robin Smit)" in done.err
    assert small.commits == ["Begin"]


def test_a_name_with_a_slip_is_refused_with_who_may_be_meant(small: Place) -> None:
    done = small.run("set", "koffie", "sponsor=Robin Smid")
    assert done.status == 2
    assert "R301" in done.err
    assert "nearest: p-01 (Robin Smit)" in done.err


def test_a_new_idea_takes_names_for_whatever_has_both(small: Place) -> None:
    words = ("--title", "Fietsen delen", "--stream", "unit/team", "--submitter", "Robin Smit")
    assert small.run("new", "idea", *words, "--yes").status == 0
    assert "submitter: p-01" in small.git("show", "HEAD")


def test_a_list_is_filtered_by_name(small: Place) -> None:
    small.run("set", "koffie", "broker=p-02")
    words = ("list", "-o", "name", "--where")
    assert small.run(*words, "broker=Jo de Boer").out == "m4k7pa\n"
    wrong = small.run(*words, "broker=Robin Smid")
    assert (wrong.status, "p-01 (Robin Smit)" in wrong.err) == (2, True)


def test_people_read_names_and_programs_numbers(small: Place) -> None:
    small.run("set", "koffie", "broker=p-02", "team+={person: p-01, role: proef, side: support}")
    columns = ("list", "--columns", "id,broker,team.person")
    for words in (("log", "koffie"), columns):
        assert "p-02" in small.run(*words).out
        with Session(*words, cwd=small.root, home=small.home) as session:
            assert session.finish() == 0
            assert "Jo de Boer" in session.drawn
            assert "Robin Smit" in session.drawn
            assert "p-0" not in session.drawn
