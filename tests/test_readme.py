from __future__ import annotations

import re
import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from innoctl.errors import InnoError
from innoctl.model.kinds import KINDS
from innoctl.resources import folder
from tests.program import run
from tests.readme import PICTURE, README, ROOT, Shell, follow, picture, steps

TEXT = README.read_text(encoding="utf-8")
IDENTITY = "[user]\n  name = Robin Smit\n  email = robin@example.org\n"
EDITOR = """
import pathlib, sys
file = pathlib.Path(sys.argv[1])
file.write_bytes(file.read_bytes().replace(b"kind: technological", b"kind: social"))
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Return somebody who has just typed the first line of the README in a clone."""
    home, clone = tmp_path / "home", tmp_path / "clone"
    home.mkdir()
    (home / ".gitconfig").write_text(IDENTITY)
    binaries = clone / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "innoctl").symlink_to(Path(sys.executable).parent / "innoctl")
    (home / "editor.py").write_text(EDITOR)
    editor = shlex.join([sys.executable, str(home / "editor.py")])
    shell = Shell(clone, home)
    assert shell.type(f"export INNOCTL_EDITOR={shlex.quote(editor)}").status == 0
    return shell


def test_every_command_of_the_tour_does_what_the_readme_shows(shell: Shell) -> None:
    line = TEXT.partition("<!-- try -->")[2].split("```")[1].splitlines()[1]
    assert shell.type(line.rpartition("&& ")[2]).status == 0
    wrong = follow(README, shell)
    assert not wrong, "\n".join(wrong)
    assert len(list(steps(TEXT))) > 30


def test_the_picture_of_the_readme_is_what_the_program_draws() -> None:
    assert f"]({PICTURE.relative_to(ROOT).as_posix()})" in TEXT
    assert PICTURE.read_text(encoding="utf-8") == picture(), "draw it anew: python -m tests.readme"
    assert picture() == picture()


def test_the_readme_names_every_exit_status() -> None:
    table = TEXT.partition("## Exit codes")[2].partition("\n## ")[0]
    named = {int(status) for status in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert {one.exit_status for one in _situations(InnoError)} <= named
    assert named == {0, 1, 2, 3, 70, 130}


def _situations(kind: type[InnoError]) -> set[type[InnoError]]:
    return {kind}.union(*(_situations(below) for below in kind.__subclasses__()))


def test_the_readme_tells_where_every_kind_of_file_stands() -> None:
    for kind in KINDS:
        place = kind.pattern.pattern.partition("/")[0].replace("\\", "")
        assert f"`{place}" in TEXT, kind.name


def test_the_decision_in_the_readme_is_one_that_check_takes(tmp_path: Path) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(folder("examples") / "minimal", root)
    section = TEXT.partition("### Writing down a decision")[2]
    place = re.search(r"`(decisions/\S+\.yaml)`", section)
    assert place
    (root / place[1]).parent.mkdir(parents=True, exist_ok=True)
    (root / place[1]).write_text(section.partition("```yaml\n")[2].partition("```")[0])
    (idea,) = root.glob("ideas/*/m4k7pa-*.yaml")
    said = run("check", cwd=root, home=tmp_path)
    assert (said.status, said.out.count(": error D451")) == (1, 1)
    idea.write_text(idea.read_text().replace("state: active", "state: stopped"))
    assert run("check", cwd=root, home=tmp_path).status == 0
    assert "No-go (bestaat al)" in run("--lang", "nl", "show", "m4k7pa", cwd=root).out


def test_what_the_readme_points_at_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert target.startswith("https://") or (ROOT / target).exists(), target
    for module in re.findall(r"`python -m (tests[\w.]*)", TEXT):
        assert find_spec(module) is not None, module


def test_the_readme_names_no_machine_and_no_registry() -> None:
    assert not re.search(r"/home/|/root|/tmp|C:\\|pypi|index-url", TEXT, re.IGNORECASE)


def test_a_gate_that_mowed_nothing_has_no_bar_in_the_picture() -> None:
    drawn = PICTURE.read_text(encoding="utf-8")
    rows = dict(re.findall(r'<text x="[\d.]+" y="(\d+)"[^>]*>(\d+)% of \d+<', drawn))
    bars = {str(int(top) + 11) for top in re.findall(r'<rect [^>]*y="(\d+)" width', drawn)}
    assert sorted(rows.values()) == ["0", "44", "50"]
    assert {share for row, share in rows.items() if row in bars} == {"44", "50"}
