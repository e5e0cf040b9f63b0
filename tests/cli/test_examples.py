"""Every example of a help page, run in the example portfolio."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from innoctl.cli import commands
from tests.program import environment, run
from tests.terminal import Session

IDENTITY = "[user]\n  name = Sanne de Wit\n  email = sanne@example.org\n"


PAGE = Path(__file__).parent.parent.parent / "docs" / "pull-request.md"


def _propose(home: Path) -> None:
    """Let the example ask for signatures, and a decision wait for one of Hanneke's."""
    root, key = home / "portfolio", home / ".ssh" / "id_ed25519"
    key.parent.mkdir()
    words = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key))
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
    file = root / "authority.yaml"
    text = file.read_text("utf-8").replace("approval: recorded", "approval: signed")
    held = f"  - person: p-0201\n    keys: [{{public: {public}, added_on: 2026-01-01}}]\n"
    file.write_text(text.replace("  - person: p-0201\n", held), "utf-8")
    git = ("git", "-C", str(root), "commit", "--quiet", "--amend", "-a", "--no-edit")
    subprocess.run(git, check=True, env=environment(home))
    rework = ("--outcome", "rework", "--missing", "een begroting", "--proposed-by", "p-0203")
    assert run("gate", "advance", "debriefen", *rework, cwd=root, home=home).status == 0


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
    if row.name == "budget correct":
        spend = next(one for one in commands.COMMANDS if one.name == "budget spend")
        run(*shlex.split(spend.example)[1:], cwd=home / "portfolio", home=home)
    if row.name == "budget import":
        line = "a9qk5k;oost-nederland-2026-innovatie;22-09-2026;1.249,50;F-117\n"
        (home / "export.csv").write_text(f"idee;budget;datum;bedrag;factuurnummer\n{line}", "utf-8")
    if row.name == "gate change":
        with (home / "portfolio" / "process.yaml").open("a") as file:
            file.write("# na een half jaar\n")
    if row.name == "gate approve":
        _propose(home)
    if row.name == "gate record":
        # It asks a forge: the page on pull requests runs it, with a forge that answers.
        assert f"$ {row.example}" in PAGE.read_text("utf-8")
        return
    if row.name == "edit":
        with Session(*words, cwd=home / "portfolio", home=home, EDITOR="true") as session:
            assert session.finish() == 0, session.drawn
        return
    answer = run(*words, cwd=home / "portfolio", home=home, cold=True)
    assert answer.status == 0, answer.err
