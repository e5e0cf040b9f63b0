from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.program import run


def shown(*words: str, home: Path, **env: str) -> dict[str, tuple[str, str]]:
    answer = run("config", "show", "--origin", "-o", "json", *words, home=home, env=env)
    assert answer.status == 0, answer.err
    rows = json.loads(answer.out)["data"]
    return {row["name"]: (row["value"], row["origin"]) for row in rows}


def write_settings(home: Path, text: str) -> Path:
    path = home / ".config" / "innoctl" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_a_flag_beats_the_environment_which_beats_the_users_file(tmp_path: Path) -> None:
    path = write_settings(tmp_path, 'lang = "nl"\n')
    assert shown(home=tmp_path)["lang"] == ("nl", str(path))
    assert shown(home=tmp_path, INNOCTL_LANG="en")["lang"] == ("en", "INNOCTL_LANG")
    assert shown("--lang", "nl", home=tmp_path, INNOCTL_LANG="en")["lang"] == ("nl", "flag")


def test_the_locale_comes_before_the_language_of_the_portfolio(tmp_path: Path) -> None:
    file = tmp_path / "portfolio.yaml"
    file.write_text("id: x\nlanguages:\n  # the main one first\n  - nl\n  - en\n")
    where = ("-C", str(tmp_path))
    assert shown(*where, home=tmp_path, LANG="nl_BE.UTF-8")["lang"] == ("nl", "LANG")
    assert shown(*where, home=tmp_path, LANG="C")["lang"] == ("nl", str(file))
    assert shown(home=tmp_path, LANG="C")["lang"] == ("en", "default")
    inside = tmp_path / "ideas" / "2026-10"
    inside.mkdir(parents=True)
    assert shown("-C", str(inside), home=tmp_path, LANG="C")["lang"] == ("nl", str(file))


@pytest.mark.parametrize("languages", ["[nl, en]", '["nl"]', "\n- nl", "  [ 'nl' ]"])
def test_the_main_language_is_found_in_any_style(languages: str, tmp_path: Path) -> None:
    (tmp_path / "portfolio.yaml").write_text(f"name: x\nlanguages: {languages}\n")
    assert shown("-C", str(tmp_path), home=tmp_path, LANG="C")["lang"][0] == "nl"


def test_no_file_however_strange_keeps_the_language_waiting(tmp_path: Path) -> None:
    (tmp_path / "portfolio.yaml").write_text("languages:" + " " * 60_000 + "!")
    assert shown("-C", str(tmp_path), home=tmp_path, LANG="C")["lang"] == ("en", "default")


@pytest.mark.parametrize(
    ("text", "code"),
    [('lang = "de"', "U815"), ('langauge = "nl"', "U814"), ("lang nl", "U813")],
)
def test_a_settings_file_that_is_wrong_is_named(text: str, code: str, tmp_path: Path) -> None:
    path = write_settings(tmp_path, text)
    status, _out, err = run("config", "show", home=tmp_path)
    assert status == 2
    assert f"[{code}]" in err
    assert str(path) in err
    assert run("--help", home=tmp_path).status == 0


NO = ("gate", "advance", "koffie", "--outcome", "no_go", "--reason-code", "little-value")


def test_the_person_of_the_settings_is_who_works_here(small: Place) -> None:
    write_settings(small.home, 'person = "p-01"\n')
    assert (
        small.run("next", "-o", "name").out == small.run("next", "--for", "p-01", "-o", "name").out
    )
    one = {"INNOCTL_PERSON": "p-02"}
    assert small.run("new", "idea", "--title", "Een bank", "--stream", "unit/team").status == 0
    assert "submitter: p-01" in small.git("show")
    assert small.run("feedback", "koffie", "--text", "Dank je wel.", **one).status == 0
    assert "by: p-02" in small.git("show"), "the variable beats the file"
    assert small.run(*NO, **one).status == 0
    assert "proposed_by: p-02" in small.git("show")
    file = small.root / "process.yaml"
    file.write_text(file.read_text("utf-8") + "# anders\n", "utf-8")
    assert small.run("gate", "change", "--rationale", "Geleerd.").status == 0
    assert "proposed_by: p-01" in small.git("show")


def test_the_person_of_the_settings_goes_before_the_address_of_git(small: Place) -> None:
    people = small.root / "people.yaml"
    text = people.read_text("utf-8").replace("Robin Smit,", "Robin Smit, email: robin@example.org,")
    people.write_text(text, "utf-8")
    small.git("commit", "-qam", "who")
    assert small.run("feedback", "koffie", "--text", "Dank.", INNOCTL_PERSON="p-02").status == 0
    assert "by: p-02" in small.git("show")


@pytest.mark.parametrize(
    "words",
    [("next",), ("feedback", "koffie", "--text", "x"), NO, ("gate", "approve"),
     ("new", "idea", "--title", "Een bank", "--stream", "unit/team")],
)  # fmt: skip
def test_a_person_of_the_settings_who_is_not_there_is_told_with_the_setting(
    small: Place, words: tuple[str, ...]
) -> None:
    answer = small.run(*words, INNOCTL_PERSON="p-99")
    assert (answer.status, "[U991]" in answer.err, "p-99" in answer.err) == (2, True, True)
    assert "the setting person" in answer.err
    assert small.commits == ["Begin"]


def test_who_is_unknown_hears_of_the_setting(small: Place) -> None:
    assert "INNOCTL_PERSON" in small.run("next").err


def test_without_people_in_the_repository_the_settings_are_believed(small: Place) -> None:
    small.git("rm", "-q", "people.yaml")
    small.git("commit", "-qm", "Elsewhere")
    answer = small.run(*NO, INNOCTL_PERSON="p-02")
    assert answer.status == 0, answer.err
    assert "proposed_by: p-02" in small.git("show")
