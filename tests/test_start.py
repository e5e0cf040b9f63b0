"""What every start does without: modules that load when first used, annotations that nobody asks for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from innoctl.later import LATER
from innoctl.named import NamedTuple
from tests.program import environment


class Point(NamedTuple):
    """A place."""

    x: int
    y: int = 2

    @property
    def total(self) -> int:
        """Both together."""
        return self.x + self.y

    @classmethod
    def at(cls, both: int) -> Point:
        """Make one of one number."""
        return cls(both, both)


def _told(program: str) -> str:
    begin = "import sys; from innoctl.later import postpone; postpone();"
    done = subprocess.run(
        [sys.executable, "-c", begin + program],
        capture_output=True, text=True, env=environment(), check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_a_named_tuple_has_its_fields_defaults_methods_and_words() -> None:
    point = Point(1)
    assert (point, point.x, point.y, point.total) == ((1, 2), 1, 2, 3)
    assert Point.at(4) == (4, 4)
    assert (Point._fields, Point._field_defaults) == (("x", "y"), {"y": 2})
    assert repr(point._replace(y=5)) == "Point(x=1, y=5)"
    assert (Point.__doc__, Point.__module__) == ("A place.", __name__)
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_what_typer_imports_in_vain_is_not_loaded_by_the_start() -> None:
    program = "import innoctl.cli.app; print([n for n in {} if len(vars(sys.modules[n])) > 20])"
    names = [name for name in LATER if name not in {"linecache", "ntpath"}]
    assert _told(program.format(names)) == "[]"


@pytest.mark.parametrize("name", LATER)
def test_a_module_that_loads_later_is_the_same_as_one_that_loads_now(name: str) -> None:
    program = (
        f"import {name} as m, os; from {name} import *;"
        "print(sorted(w for w in dir(m) if w != '__cached__'))"
    )
    now = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, env=environment(), check=True,
    )  # fmt: skip
    assert _told(program) == now.stdout.strip()


def test_a_function_taken_by_name_is_the_real_one_when_it_is_called() -> None:
    program = (
        "from difflib import get_close_matches as a; from shutil import get_terminal_size as b;"
        "print(a('stram', ['stream', 'other']), b((5, 6)).lines > 0);"
        "print(a('stram', ['stream']), sys.modules['difflib'].SequenceMatcher.__name__)"
    )
    assert _told(program) == "['stream'] True\n['stream'] SequenceMatcher"


def test_an_error_of_a_module_that_loads_later_is_its_own() -> None:
    program = (
        "import platform, os; assert platform.system() == os.uname().sysname;"
        "import textwrap\ntry: textwrap.no_such_word\nexcept AttributeError as e: print(e)"
    )
    assert _told(program) == "module 'textwrap' has no attribute 'no_such_word'"
