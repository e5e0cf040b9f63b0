from __future__ import annotations

import re
import subprocess
import sys

import pytest

from innoctl.cli import commands, lazy
from innoctl.cli.help import place
from tests.program import environment, run

HEAVY = ("pydantic", "ruamel", "git", "rich", "babel", "sqlite3", "decimal", "tomllib")


def test_help_lists_every_command_with_its_purpose() -> None:
    page = " ".join(run("--help", env={"COLUMNS": "200"}).out.split())
    for row in commands.COMMANDS:
        assert f"{row.name} {row.purpose}" in page


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("-h", "--lang", "nl")])
def test_help_is_an_answer(words: tuple[str, ...]) -> None:
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert out.startswith("innoctl: ")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_help_fits_the_terminal(columns: int) -> None:
    for words in ((), ("explain",), ("config",), ("config", "show")):
        page = run(*words, "--help", env={"COLUMNS": str(columns)}).out
        assert max(len(row) for row in page.splitlines() if "usage" not in row) <= columns


def test_a_list_of_values_is_broken_between_two_of_them() -> None:
    page = run("gate", "advance", "--help", env={"COLUMNS": "80"}).out
    values = ("go", "conditional_go", "no_go", "hold", "rework", "withdraw", "resume", "reopen")
    assert all(value in re.findall(r"\w+", page) for value in values)
    assert "|".join(values) in "".join(row.strip() for row in page.splitlines())


def test_every_family_and_noun_of_a_command_is_known() -> None:
    for row in commands.COMMANDS:
        assert row.family in commands.FAMILIES
        first, _space, rest = row.name.partition(" ")
        assert bool(rest) == (first in commands.NOUNS)
    assert commands.NOUNS.keys() == {r.name.split()[0] for r in commands.COMMANDS if " " in r.name}


@pytest.mark.parametrize("words", [["--help"], ["explain", "--help"], ["explain", "U801"]])
def test_small_commands_load_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys; from innoctl.cli.app import main; main(sys.argv[1:]);"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True, text=True, env=environment(), check=True,
    )  # fmt: skip
    assert done.stderr.strip() == "[]"


def test_global_options_stand_before_or_after_the_command() -> None:
    before = run("-C", "/tmp", "config", "show", "--origin")
    after = run("config", "show", "--origin", "-C", "/tmp")
    between = run("config", "-C", "/tmp", "show", "--origin")
    assert before == after == between
    assert "/tmp" in before.out


def test_what_is_the_same_in_help_has_the_same_placeholder() -> None:
    places: dict[str, set[str]] = {}
    for row in commands.COMMANDS:
        for param in lazy.load(row).params:
            if not getattr(param, "is_flag", False):
                places.setdefault(getattr(param, "help", ""), set()).add(place(param))
    assert {said: names for said, names in places.items() if len(names) > 1} == {}
    ideas = {names for said, (names,) in places.items() if said.startswith("an idea: ")}
    assert ideas == {"IDEA"}
