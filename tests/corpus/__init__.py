"""Broken portfolios, one for each code that ``check`` gives, with what it must say in both languages.

``base/`` is a portfolio without a remark. The folder of a code holds only the files that
differ from it, so that one sees what is wrong; what git cannot hold is made by `MADE`.
Write what is expected anew with ``python -m tests.corpus``, and read the difference.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from innoctl.codes import readiness, table
from innoctl.errors import Finding
from innoctl.locale import LANGUAGES, use
from innoctl.render.findings import text
from innoctl.workspace.check import Checked, check
from innoctl.workspace.portfolio import Portfolio

FOLDER: Final = Path(__file__).parent
BASE: Final = FOLDER / "base"
IDEA: Final = "ideas/2026-09/k3f9ac-nog-een-idee.yaml"

BY_CHECK: Final = "FMRDLAB"
"""Families of codes that check gives."""
NEVER: Final = {
    **{row.code: "a row of gate status, not of check" for row in readiness.CODES},
    "F101": "the operating system refuses to read a file; who runs as root is refused nothing",
    "F150": "an edit that cannot be made is no finding of check",
    "F151": "idem",
    "F152": "idem",
    "F153": "idem",
    "F154": "idem",
    **dict.fromkeys(
        (f"D56{number}" for number in range(10)), "a decision is refused before it is written"
    ),
    **dict.fromkeys(
        ("D566", "D567", "D568"),
        "told of a decision that is made: by gate advance and check --base",
    ),
    "D570": "an allocation that is asked to change is refused before it is written",
    "B712": "told of the decision that does it: by gate advance, and by check --base",
    "B741": "told by the command that books it: the files do not tell what others were granted since",
    "M200": "for error types that no model of ours raises",
}
"""Codes without a broken portfolio, each with the reason."""


def _huge(root: Path) -> None:
    with (root / IDEA).open("wb") as file:
        file.truncate(50_000_000)


def _link_outside(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_text("secret: of somebody else\n", "utf-8")
    (root / IDEA).symlink_to(outside)


def _folder_as_file(root: Path) -> None:
    (root / IDEA).mkdir()


def _hidden_line(root: Path) -> None:
    """A carriage return of its own: a tool that mends line endings would take it out of a file here."""
    file = root / "budgets" / "2026.yaml"
    file.write_bytes(file.read_bytes().replace(b"\nbudgets:", b" # begroot\rbudgets:"))


def _without_organisation(root: Path) -> None:
    (root / "organisation.yaml").unlink()


def _without_people(root: Path) -> None:
    (root / "people.yaml").unlink()


def _capital(root: Path) -> None:
    (root / "budgets").rename(root / "Budgets")


MADE: Final[dict[str, Callable[[Path], None]]] = {
    "F103": _huge,
    "F110": _link_outside,
    "F111": _folder_as_file,
    "F112": _hidden_line,
    "L501": _without_organisation,
    "L505": _capital,
    "L506": _without_people,
}


def codes() -> list[str]:
    """Return every code that check can give and that must have a broken portfolio."""
    return [code for code in table() if code[0] in BY_CHECK and code not in NEVER]


def build(code: str, root: Path) -> Path:
    """Make the broken portfolio of a code, at ``root``."""
    shutil.copytree(BASE, root)
    if (FOLDER / code).is_dir():
        shutil.copytree(
            FOLDER / code, root, ignore=shutil.ignore_patterns("expected.*.txt"), dirs_exist_ok=True
        )
    if code in MADE:
        MADE[code](root)
    return root


def checked(root: Path) -> Checked:
    """Check a portfolio on its own day."""
    with Portfolio.find(root) as portfolio:
        return check(portfolio)


def said(found: Checked, language: str) -> str:
    """Return what check says on a terminal, in one language."""
    use(language)
    try:
        return "".join(f"{row}\n" for row in text(found.findings, found.source))
    finally:
        use("en")


def expected(code: str, language: str) -> Path:
    """Return the file that holds what check must say."""
    return FOLDER / code / f"expected.{language}.txt"


def write(code: str, root: Path) -> list[Finding]:
    """Write what check says now as what it must say, and return the findings."""
    found = checked(build(code, root))
    for language in LANGUAGES:
        expected(code, language).write_text(said(found, language), "utf-8", newline="\n")
    return found.findings
