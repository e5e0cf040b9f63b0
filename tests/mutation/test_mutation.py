"""The tool itself: it makes the changes that matter, and notices a rule that no test guards."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.__main__ import FAST, FOLDERS, ROOT
from tests.mutation.mutants import mutants
from tests.program import environment

MODULE = "innoctl/model/statement.py"
DOOR = '''

def opens(votes: int, quorum: int) -> bool:
    """Tell whether there are enough."""
    return votes >= quorum
'''
GUARD = """

def test_the_door_opens_for_enough_alone() -> None:
    from innoctl.model.statement import opens

    assert [opens(votes, 2) for votes in (1, 2, 3)] == [False, True, True]
"""
EXPLAINED = """
[[survivor]]
module = "innoctl/model/statement.py"
within = "opens"
line = "return votes >= quorum"
change = "votes >= quorum -> votes > quorum"
why = "nobody goes through this door"

[[survivor]]
module = "innoctl/model/statement.py"
within = "opens"
line = "return votes >= quorum"
change = "return votes >= quorum -> return None"
why = "nobody goes through this door"
"""


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("x = a < b", ["a < b -> a <= b"]),
        ("x = a not in b", ["a not in b -> a in b"]),
        ("x = a and b", ["a and b -> a or b", "a and b -> b", "a and b -> a"]),
        ("x = not a", ["not a -> a"]),
        ("x = a if b else c", ["a if b else c -> a", "a if b else c -> c"]),
        ("x = [a for a in b if c]", ["for a in b if c -> for a in b"]),
        ("x = (a, b)", ["(a, b) -> (b,)", "(a, b) -> (a,)"]),
        ("x = any(a)", ["any(a) -> all(a)"]),
        ("x = sorted(a, key=b)", ["sorted(a, key=b) -> list(a)"]),
        ("x = True, -2", ["(True, -2) -> (-2,)", "(True, -2) -> (True,)", "True -> False", "-2 -> 2",
                          "2 -> 3"]),
        ("if a:\n    b()", ["if a: b() -> if True: b()", "if a: b() -> if False: b()", "b() -> pass"]),
        ("x: 'int | str' = y", []),
        ("X = Literal['a', 'b']", []),
        ("Finding.of('G501', a and b, c=1)", ["Finding.of('G501', a and b, c=1) -> pass",
                                              "'G501' -> 'G501~'"]),
        ('''def f(a):\n    """Docstring."""\n    return a''', ["return a -> return None"]),
        ("def f(a):\n    @property\n    def g():\n        return a == 1",
         ["return a == 1 -> return None", "a == 1 -> a != 1", "1 -> 2"]),
    ],
)  # fmt: skip
def test_every_small_change_is_made_once(text: str, changes: list[str]) -> None:
    found = list(mutants(text))
    assert [one.change for one in found] == changes
    assert len({one.text for one in found}) == len(found)


def test_every_module_that_has_tests_is_there_and_so_are_they() -> None:
    assert [name for name in FAST if not ROOT.joinpath(name).is_file()] == []
    tests = {name for names in FAST.values() for name in names}
    assert [name for name in tests if not ROOT.joinpath(name).is_file()] == []


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a rule that no test guards."""
    place = tmp_path_factory.mktemp("project")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    place.joinpath(MODULE).write_text(DOOR, "utf-8")
    place.joinpath(FAST[MODULE][0]).write_text("def test_nothing() -> None:\n    assert 1\n")
    return place


def mutate(project: Path, explained: str = "", *more: str) -> tuple[int, str]:
    project.joinpath("tests/mutation/survivors.toml").write_text(explained, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation", "--fast", MODULE, *more],
        cwd=project, env=environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_a_rule_that_no_test_guards_is_noticed_until_it_is_guarded_or_explained(
    project: Path,
) -> None:
    status, said = mutate(project)  # in a copy, which takes most of the time; the others do without
    assert status == 1
    assert "opens: return votes >= quorum\n    votes >= quorum -> votes > quorum\n" in said
    assert f"{MODULE}: 2 mutants, 0 explained" in said
    assert mutate(project, EXPLAINED, "--here") == (0, f"{MODULE}: 2 mutants, 2 explained\n")
    project.joinpath(FAST[MODULE][0]).write_text(GUARD, "utf-8")
    assert mutate(project, "", "--here") == (0, f"{MODULE}: 2 mutants, 0 explained\n")
    status, said = mutate(project, EXPLAINED, "--here")
    assert (status, said.count("explained, but no survivor")) == (1, 2)
    project.joinpath(FAST[MODULE][0]).write_text("def test_x() -> None:\n    assert 0\n")
    assert mutate(project, "", "--here") == (1, f"{MODULE}: its tests fail without any change\n")
    assert project.joinpath(MODULE).read_text("utf-8") == DOOR
