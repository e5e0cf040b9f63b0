"""Change the rules of approval in small ways and see that some test notices each: mutation testing.

``python -m tests.mutation [MODULE ...] [--fast]`` works on a copy in a temporary folder. Each
mutant meets the fast tests of its module; one that passes them and is not explained in
survivors.toml meets the slower ones, unless ``--fast``. Fails when an unexplained mutant survives,
and when an explained one is killed or can no longer be made.
mutmut 3 leaves properties and other decorated functions alone, and neither it nor cosmic-ray takes
a condition out of an ``and``: both are where an approval that should not count would come from.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.mutation.mutants import mutants

ROOT: Final = Path(__file__).parents[2]
SURVIVORS: Final = "tests/mutation/survivors.toml"
FAST: Final[dict[str, tuple[str, ...]]] = {  # the first that notices ends the run
    "innoctl/rules/approvals.py": (
        "tests/rules/test_places.py",
        "tests/rules/test_shares.py",
        "tests/rules/test_approvals.py",
    ),
    "innoctl/rules/mandate.py": ("tests/rules/test_mandate.py",),
    "innoctl/rules/reach.py": ("tests/rules/test_reach.py",),
    "innoctl/rules/bearing.py": ("tests/rules/test_bearing.py", "tests/rules/test_corrections.py"),
    "innoctl/rules/told.py": ("tests/rules/test_corrections.py", "tests/rules/test_history.py"),
    "innoctl/rules/votes.py": (
        "tests/rules/test_votes.py",
        "tests/rules/test_unmet.py",
        "tests/rules/test_subjects.py",
        "tests/rules/test_approvals.py",
    ),
    "innoctl/rules/shares.py": ("tests/rules/test_shares.py", "tests/gates/test_weights.py"),
    "innoctl/rules/heard.py": ("tests/rules/test_heard.py", "tests/gates/test_late.py"),
    "innoctl/rules/subjects.py": ("tests/rules/test_subjects.py",),
    "innoctl/rules/fitness.py": ("tests/rules/test_fitness.py",),
    "innoctl/rules/landing.py": (
        "tests/rules/test_landing.py",
        "tests/rules/test_subjects.py",
        "tests/rules/test_history.py",
        "tests/gates/test_twice.py",
    ),
    "innoctl/rules/unmet.py": ("tests/rules/test_unmet.py",),
    "innoctl/rules/reviews.py": ("tests/rules/test_reviews.py",),
    "innoctl/model/authority_facts.py": ("tests/model/test_authority.py",),
    "innoctl/model/statement.py": ("tests/model/test_statement.py",),
    "innoctl/vcs/signature.py": ("tests/test_signature.py",),
    "innoctl/rules/in_force.py": ("tests/rules/test_history.py",),
    "innoctl/rules/replaced.py": ("tests/rules/test_corrections.py", "tests/rules/test_history.py"),
    "innoctl/rules/let_through.py": ("tests/rules/test_let_through.py",),
    "innoctl/rules/history.py": (
        "tests/rules/test_history.py",
        "tests/rules/test_corrections.py",
        "tests/rules/test_homes.py",
    ),
    "innoctl/rules/homes.py": ("tests/rules/test_homes.py", "tests/rules/test_corrections.py"),
}
SLOWER: Final = (
    "tests/rules", "tests/model",
    *(
        f"tests/gates/test_{name}.py"
        for name in ("attacks", "homes", "late", "push", "refused", "weights")
    ),
)  # fmt: skip
FOLDERS: Final = ("innoctl", "tests", "examples", "schemas")
OPTIONS: Final = (
    "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:anyio",
    "--hypothesis-profile=ci",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",  # hypothesis is loaded before the fork
)  # fmt: skip
PATIENCE: Final = {"fast": 60, "slower": 900}
"""Seconds after which a mutant that never ends counts as noticed."""


class Key(NamedTuple):
    """What an explanation is of: a change on a line, wherever the line stands in its function."""

    module: str
    within: str
    line: str
    change: str


def main(words: Sequence[str]) -> int:
    """Start over in a copy, with a Python of its own that finds the copy's innoctl first."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(FAST))
    parser.add_argument("--fast", action="store_true", help="leave the slower tests out")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if unknown := set(asked.modules) - FAST.keys():
        parser.error(f"no tests are known for {', '.join(sorted(unknown))}")
    if asked.here:
        return _all_of(asked.modules or list(FAST), fast=asked.fast)
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        python = _copy(Path(folder, "project"))
        command = [str(python), "-m", "tests.mutation", "--here", *words]
        return subprocess.run(command, cwd=Path(folder, "project"), check=False).returncode


def _copy(place: Path) -> Path:
    """Copy the project and return a Python whose processes, and theirs, run the copy."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    for name in ("innoctl", "tests"):  # once, for every fork; a mutant is younger than this
        compileall.compile_dir(place / name, quiet=1)
    home = place / ".venv"
    venv.create(home, symlinks=True)
    scripts, library = (
        Path(sysconfig.get_path(name, "venv", {"base": str(home), "platbase": str(home)}))
        for name in ("scripts", "purelib")
    )
    (library / "copy.pth").write_text(f"{place}\n{sysconfig.get_path('purelib')}\n", "utf-8")
    python, program = scripts / "python", scripts / "innoctl"
    program.write_text(f"#!{python}\nfrom innoctl.__main__ import main\nraise SystemExit(main())\n")
    program.chmod(0o755)
    return python


def _all_of(modules: Sequence[str], *, fast: bool) -> int:
    """Run the mutants of these modules in this folder, and say what no test noticed."""
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "1"}
    with Path(SURVIVORS).open("rb") as file:
        rows = tomllib.load(file).get("survivor", [])
    explained = {Key(r["module"], r["within"], r["line"], r["change"]) for r in rows if r["why"]}
    wrong = 0
    for module in modules:
        if _killed(module, FAST[module], "fast"):
            print(f"{module}: its tests fail without any change", flush=True)
            return 1
        wrong += _of(module, {key for key in explained if key.module == module}, fast=fast)
    return int(wrong > 0)


def _of(module: str, known: set[Key], *, fast: bool) -> int:
    """Return, and say, how much is wrong with a module: unexplained survivors, idle explanations."""
    made = [
        (Key(module, one.within, one.line, one.change), one.text)
        for one in mutants(Path(module).read_text("utf-8"))
    ]
    alive = list(_living(module, made, FAST[module], "fast"))
    left = [(key, text) for key, text in alive if key not in known]
    if left and not fast:
        if _killed(module, SLOWER, "slower"):
            print("the slower tests fail without any change", flush=True)
            return 1
        left = list(_living(module, left, SLOWER, "slower"))
    for key, _ in left:
        print(f"survives: {module} {key.within}: {key.line}\n    {key.change}", flush=True)
    idle = known - {key for key, _ in alive}
    for key in idle:
        print(f"explained, but no survivor: {module}: {key.line}\n    {key.change}", flush=True)
    print(f"{module}: {len(made)} mutants, {len(known) - len(idle)} explained", flush=True)
    return len(left) + len(idle)


def _living(
    module: str, made: Sequence[tuple[Key, str]], tests: Sequence[str], tier: str
) -> Iterator[tuple[Key, str]]:
    """Yield the mutants that these tests do not notice; the module's own text is put back."""
    own = Path(module).read_text("utf-8")
    for key, text in made:
        Path(module).write_text(text, "utf-8")
        if not _killed(module, tests, tier):
            print(f"the {tier} tests miss: {module} {key.within}: {key.change}", file=sys.stderr)
            yield key, text
    Path(module).write_text(own, "utf-8")


def _killed(module: str, tests: Sequence[str], tier: str) -> bool:
    """Run tests in a fork, where all that is heavy is loaded, and nothing that knows the module."""
    child = os.fork()
    if not child:
        signal.alarm(PATIENCE[tier])
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if module.startswith("innoctl/model/"):
            for name in [name for name in sys.modules if name.startswith("innoctl")]:
                del sys.modules[name]
        import pytest

        os._exit(int(pytest.main([*OPTIONS, *tests])))
    return os.waitpid(child, 0)[1] != 0


if __name__ == "__main__":
    if "--here" in sys.argv:
        import hypothesis.strategies  # noqa: F401
        import pytest  # noqa: F401

        import innoctl.model.validate  # noqa: F401  (the floor below all others, with pydantic)
    sys.exit(main(sys.argv[1:]))
