"""Every example of a help page, run in the example portfolio."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from innoctl.cli import commands
from tests.program import run
from tests.terminal import Session

IDENTITY = "[user]\n  name = Sanne de Wit\n  email = sanne@example.org\n"


@pytest.mark.parametrize("row", commands.COMMANDS, ids=lambda row: row.name)
def test_the_example_of_a_help_page_works(
    row: commands.Command, politie: Path, tmp_path: Path
) -> None:
    shutil.copytree(politie.parent, tmp_path / "home")
    program, *words = shlex.split(row.example)
    assert program == "innoctl"
    assert words[: len(row.name.split())] == row.name.split()
    home = tmp_path / "home"
    if row.name == "undo":
        run("set", "scrum", "horizon=2", cwd=home / "portfolio", home=home)
    if row.name == "gate change":
        with (home / "portfolio" / "process.yaml").open("a") as file:
            file.write("# na een half jaar\n")
    if row.name == "edit":
        with Session(*words, cwd=home / "portfolio", home=home, EDITOR="true") as session:
            assert session.finish() == 0, session.drawn
        return
    answer = run(*words, cwd=home / "portfolio", home=home)
    assert answer.status == 0, answer.err
