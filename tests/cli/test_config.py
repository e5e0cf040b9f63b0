from __future__ import annotations

import json
from pathlib import Path

import pytest

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
    path = write_settings(tmp_path, 'lang = "nl"\nperson = "p-one"\n')
    assert shown(home=tmp_path)["lang"] == ("nl", str(path))
    assert shown(home=tmp_path)["person"] == ("p-one", str(path))
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
