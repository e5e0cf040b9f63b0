from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from tests.cli.conftest import IDENTITY, Place
from tests.program import environment, run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / ".gitconfig").write_text(IDENTITY)
    return tmp_path


def test_the_demonstration_shows_a_stream_and_three_commands_that_work(tmp_path: Path) -> None:
    answer = run("demo", cwd=tmp_path, home=tmp_path)
    assert answer.status == 0, answer.err
    assert "unit/oost-nederland" in answer.out
    commands = [row.strip() for row in answer.err.splitlines() if row.startswith("  innoctl -C ")]
    assert len(commands) == 3
    (tmp_path / ".gitconfig").write_text(IDENTITY)
    for command in commands:
        assert run(*shlex.split(command)[1:], cwd=tmp_path, home=tmp_path).status == 0


def test_commands_to_try_can_be_typed_as_innoctl_was_called(tmp_path: Path) -> None:
    bare = [
        part for part in os.environ["PATH"].split(os.pathsep) if not which("innoctl", path=part)
    ]
    env = environment(tmp_path, PATH=os.pathsep.join(bare))
    script = Path(sys.executable).with_name("innoctl")
    for called in ([os.path.relpath(script, tmp_path)], [sys.executable, "-m", "innoctl"]):
        done = subprocess.run(
            [*called, "demo"], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
        )
        told = [row.strip() for row in done.stderr.splitlines() if " -C " in row]
        assert [shlex.split(row)[: len(called)] for row in told] == [called] * 3
        run_as_typed = subprocess.run(shlex.split(told[0]), cwd=tmp_path, env=env, check=False)
        assert run_as_typed.returncode == 0


def test_an_undone_beginning_comes_back_by_the_command_that_is_told(home: Path) -> None:
    assert run("init", "x", "--profile", "minimal", cwd=home, home=home).status == 0
    told = run("-C", "x", "undo", "--yes", cwd=home, home=home)
    assert told.status == 0
    assert not (home / "x" / "portfolio.yaml").exists()
    again = shlex.split(told.err.rpartition(": ")[2])
    subprocess.run(again, cwd=home, env=environment(home), capture_output=True, check=True)
    assert (home / "x" / "portfolio.yaml").is_file()


def test_a_second_demonstration_takes_a_free_name_and_a_full_folder_is_refused(
    tmp_path: Path,
) -> None:
    assert run("demo", cwd=tmp_path, home=tmp_path).status == 0
    assert run("demo", cwd=tmp_path, home=tmp_path).status == 0
    assert (tmp_path / "innoctl-demo-2" / "portfolio.yaml").is_file()
    answer = run("demo", "innoctl-demo", cwd=tmp_path, home=tmp_path)
    assert answer.status == 2
    assert "innoctl-demo-3" in answer.err


def test_the_demonstration_passes_its_check(tmp_path: Path) -> None:
    run("demo", "een map's", cwd=tmp_path, home=tmp_path)
    assert run("-C", "een map's", "check", cwd=tmp_path, home=tmp_path).status == 0


@pytest.mark.parametrize("profile", ["politie", "minimal"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_fresh_portfolio_has_nothing_to_remark(home: Path, profile: str, language: str) -> None:
    words = ("init", "nieuw", "--profile", profile, "--lang", language, "--name", "Ons portfolio")
    assert run(*words, cwd=home, home=home).status == 0
    checked = run("-C", "nieuw", "check", "--strict", cwd=home, home=home)
    assert checked.status == 0, checked.out
    readme = (home / "nieuw" / "README.md").read_text()
    assert ("Zo begin je" in readme) == (language == "nl")


def test_a_fresh_portfolio_takes_an_idea_at_once(home: Path) -> None:
    (home / "x").mkdir()
    made = run("init", cwd=home / "x", home=home)
    assert made.status == 0, made.err
    command = made.err.partition("next: ")[2].strip()
    assert run(*shlex.split(command)[1:], cwd=home / "x", home=home).status == 0


def test_a_portfolio_can_begin_in_a_repository_that_is_there(home: Path) -> None:
    subprocess.run(["git", "init", "-q", str(home / "repo")], check=True, env=environment(home))
    (home / "repo" / "mine.txt").write_text("x")
    assert run("init", "innovatie", cwd=home / "repo", home=home).status == 0
    assert not (home / "repo" / "innovatie" / ".git").exists()
    words = ["git", "-C", str(home / "repo"), "status", "--porcelain"]
    said = subprocess.run(words, check=True, env=environment(home), capture_output=True, text=True)
    assert said.stdout == "?? mine.txt\n"


def test_a_portfolio_is_not_begun_twice(home: Path) -> None:
    assert run("init", "nieuw", cwd=home, home=home).status == 0
    for folder in ("nieuw", "nieuw/dieper"):
        answer = run("init", folder, cwd=home, home=home)
        assert answer.status == 2
        assert "U850" in answer.err


def test_without_an_identity_git_is_asked_for_one(tmp_path: Path) -> None:
    answer = run("init", "nieuw", cwd=tmp_path, home=tmp_path)
    assert answer.status == 3
    assert "user.email" in answer.err


def test_the_hook_stops_a_commit_that_breaks_the_portfolio(small: Place) -> None:
    assert small.run("hooks", "install").status == 0
    assert "stands there already" in small.run("hooks", "install").err
    path = f"{Path(sys.executable).parent}:{environment()['PATH']}"
    env = environment(small.home) | {"PATH": path}
    (small.root / "people.yaml").write_text("people: [\n")
    words = ["git", "-C", str(small.root), "commit", "-qam", "breaks it"]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "people.yaml" in done.stderr
    assert small.commits == ["Begin"]
    small.git("checkout", "-q", "people.yaml")
    (small.root / "note.txt").write_text("x")
    small.git("add", "note.txt")
    subprocess.run([*words[:-2], "-qm", "is fine"], env=env, check=True)
    assert small.run("hooks", "install", "--remove").status == 0
    assert not (small.root / ".git" / "hooks" / "pre-commit").exists()
