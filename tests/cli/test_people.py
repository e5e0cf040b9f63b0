"""An organisation may keep people.yaml out of the repository: everything works all the same."""

from __future__ import annotations

import json

from tests.cli.conftest import Place


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
