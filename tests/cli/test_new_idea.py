from __future__ import annotations

import json
import re

import pytest

from tests.cli.conftest import Place


def _new(place: Place, *words: str, stdin: str = "") -> tuple[int, str, str]:
    return place.run("new", "idea", *words, stdin=stdin)


def test_a_title_and_a_stream_are_enough_and_the_answer_says_what_comes_next(small: Place) -> None:
    status, out, err = _new(small, "--title", "Fietsen delen", "--stream", "unit/team")
    assert (status, out) == (0, "")
    assert "next: innoctl edit" in err
    assert "innoctl undo" in err
    assert len(small.commits) == 2
    assert small.git("status", "--porcelain") == ""
    assert small.run("check").status == 0


def test_a_script_gets_the_id_and_can_go_on_with_it(small: Place) -> None:
    status, out, _ = _new(
        small, "--title", "Een", "--title", "Twee", "--stream", "unit/team", "-o", "name"
    )
    assert status == 0
    name = out.strip()
    assert small.run("set", name, "horizon=2").status == 0
    assert {"horizon", name} <= set(re.split(r"[ :]", small.commits[0]))


def test_json_tells_id_path_and_commit(small: Place) -> None:
    _, out, _ = _new(small, "--title", "Fietsen", "--stream", "unit/team", "-o", "json")
    found = json.loads(out)
    assert found["commit"] == small.git("rev-parse", "HEAD").strip()
    (row,) = found["data"]
    assert (small.root / row["path"]).is_file()
    assert row["path"].endswith(f"{row['id']}-fietsen.yaml")


def test_without_a_terminal_every_missing_flag_is_named(small: Place) -> None:
    status, _, err = _new(small)
    assert status == 2
    assert "--title" in err
    assert "--stream" in err
    assert _new(small, "--title", "Fietsen", "--no-input")[0] == 2


def test_a_file_is_taken_over_and_a_flag_wins(small: Place) -> None:
    text = "title: Uit een bestand\nstream: unit/team\nhorizon: 1\nteam:\n  - {person: p-01, role: trekker, side: operation}\n"
    (small.home / "idea.yaml").write_text(text)
    status, out, err = _new(
        small, "--from", str(small.home / "idea.yaml"), "--horizon", "2", "-o", "name"
    )
    assert status == 0, err
    shown = json.loads(small.run("show", out.strip(), "-o", "json").out)
    assert "trekker" in json.dumps(shown)
    (path,) = (small.root / "ideas").rglob("*-uit-een-bestand.yaml")
    assert "horizon: 2" in path.read_text()


def test_json_on_standard_input_is_an_idea_too(small: Place) -> None:
    idea = {"title": "Uit JSON", "stream": "unit/team", "tags": ["a", "b"]}
    assert _new(small, "--from", "-", stdin=json.dumps(idea))[0] == 0
    assert small.commits[0].endswith(": Uit JSON")


def test_all_faults_of_a_file_are_told_with_their_places(small: Place) -> None:
    text = "title: Goed genoeg\nid: abc234\nstream: unit/teem\nhorizn: 1\nkind: sociaal\n"
    status, _, err = _new(small, "--from", "-", stdin=text)
    assert status == 1
    for start in (
        "<stdin>:2:1: error U843",
        "<stdin>:3:1: error R302",
        "<stdin>:4:1: error M202",
        "<stdin>:5:1: error M205",
    ):
        assert start in err
    assert "    4 | horizn: 1\n      | ^\n" in err
    assert small.commits == ["Begin"]


def test_all_faults_of_flags_are_told_by_their_names(small: Place) -> None:
    words = ("--title", "x", "--stream", "unit/teem", "--horizon", "veel", "--submitter", "p-99")
    status, _, err = _new(small, *words)
    assert status == 2
    for flag in ("--title", "--stream", "--horizon", "--submitter"):
        assert f"{flag}: error" in err
    assert " | " not in err, "a flag has no line"


def test_a_fault_in_a_file_is_shown_with_its_line_whatever_its_line_ends(small: Place) -> None:
    text = b"\xef\xbb\xbftitle: Goed genoeg\r\nstream: unit/team\r\nkind: soci\x07aal\r\n"
    (small.home / "idea.yaml").write_bytes(text)
    for words in (("--horizon", "veel"), ()):
        _, _, err = _new(small, "--from", str(small.home / "idea.yaml"), *words)
        assert "    3 | kind: soci\\x07aal\n" in err


@pytest.mark.parametrize("text", ["- a\n- b\n", "title: [\n", "", "a: 1\na: 2\n", "\x00"])
def test_a_file_that_holds_no_idea_is_refused(small: Place, text: str) -> None:
    status, _, err = _new(small, "--from", "-", stdin=text)
    assert status in {1, 2}
    assert "Traceback" not in err
    assert small.commits == ["Begin"]


def test_a_file_of_ten_thousand_brackets_is_refused_at_once(small: Place) -> None:
    status, _, err = _new(small, "--from", "-", stdin="title: " + "[" * 10_000)
    assert status == 1
    assert "F1" in err
    assert len(err) < 5000


def test_a_file_that_is_not_there_is_said(small: Place) -> None:
    status, _, err = _new(small, "--from", "nergens.yaml")
    assert status == 2
    assert "nergens.yaml" in err


@pytest.mark.parametrize("title", ["🚔" * 200, "[bold red]x[/]", "=1+1", "a: b # c", "../../etc"])
def test_an_odd_title_is_kept_as_it_is(small: Place, title: str) -> None:
    status, _, err = _new(small, f"--title={title}", "--stream", "unit/team")
    assert status == 0, err
    assert small.run("check").status == 0
    assert title in json.dumps(json.loads(small.run("list", "-o", "json").out), ensure_ascii=False)


@pytest.mark.parametrize("title", ["rood\x1b[31m", "a\nInnoctl-Command: x", "x" * 201, "  ", "ab"])
def test_a_title_that_no_line_can_hold_is_refused_with_a_finding(small: Place, title: str) -> None:
    status, out, err = _new(small, f"--title={title}", "--stream", "unit/team")
    assert status == 2
    assert "\x1b" not in out + err
    assert small.commits == ["Begin"]


def test_a_title_that_looks_like_an_option_is_only_a_title(small: Place) -> None:
    assert _new(small, "--title=--help", "--stream", "unit/team")[0] == 0
    assert small.commits[0].endswith(": --help")


def test_who_git_knows_is_the_submitter(small: Place) -> None:
    people = small.root / "people.yaml"
    people.write_text(
        people.read_text().replace("name: Robin Smit", "name: Robin Smit, email: Robin@example.org")
    )
    small.git("commit", "-qam", "address")
    assert _new(small, "--title", "Fietsen", "--stream", "unit/team")[0] == 0
    (path,) = (small.root / "ideas").rglob("*-fietsen.yaml")
    assert "submitter: p-01" in path.read_text()


def test_a_dry_run_shows_the_file_and_changes_no_byte(small: Place) -> None:
    before = small.everything()
    status, out, err = _new(small, "--title", "Fietsen", "--stream", "unit/team", "--dry-run")
    assert status == 0
    assert "+title: Fietsen" in out
    assert "nothing was written" in err
    assert small.everything() == before


def test_the_comments_speak_the_language_of_the_portfolio(small: Place) -> None:
    _new(small, "--title", "Fietsen", "--stream", "unit/team", "--lang", "en")
    (path,) = (small.root / "ideas").rglob("*-fietsen.yaml")
    assert "# problem:" in path.read_text()


def test_ideas_that_resemble_it_are_told_and_off_a_terminal_it_goes_on(small: Place) -> None:
    status, out, err = _new(
        small, "--title", "Koffie met de buurt", "--stream", "unit/team", "-o", "name"
    )
    assert status == 0
    assert "m4k7pa  Koffie met de wijk" in err
    assert "m4k7pa" not in out
    assert len(small.commits) == 2
