"""The README as a program: its tour, command by command, and the picture that it shows.

A block marked ``console`` holds commands, each behind ``$``, and what they print. There ``…``
stands for what differs each time or takes too much room: alone on a line for any lines,
within a line for any text. ``python -m tests.readme`` draws the picture anew.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from innoctl.resources import folder
from tests.program import run
from tests.terminal import Session

ROOT: Final = Path(__file__).parent.parent
README: Final = ROOT / "README.md"
PICTURE: Final = ROOT / "examples" / "report-stream.svg"
DRAWN: Final = ("--lang", "en", "report", "stream", "unit/oost-nederland", "-o", "svg")
NEW_IDEA: Final = "k7m2xw"
"""What the README calls the idea that it hands in; the program makes up another id each time."""

_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_REMEMBER: Final = """. "$STATE"
{command}
status=$?
{{ export -p; printf 'cd %q\\n(exit %d)\\n' "$PWD" $status; }} >"$STATE"
exit $status"""
"""Runs a command in the folder, with the variables and after the status of the one before it."""


class Step(NamedTuple):
    """One command of the README, the line it stands on, and what the README says it prints."""

    line: int
    command: str
    shown: tuple[str, ...]


class Told(NamedTuple):
    """What a command really gave."""

    status: int
    text: str


def steps(text: str) -> Iterator[Step]:
    """Yield the commands of all blocks, in order."""
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        rows = block[1].splitlines()
        starts = [at for at, row in enumerate(rows) if row.startswith("$ ")]
        for at, after in zip(starts, [*starts[1:], len(rows)], strict=True):
            yield Step(first + at, rows[at][2:], tuple(rows[at + 1 : after]))


def fits(shown: tuple[str, ...], text: str) -> bool:
    """Tell whether a command printed what the README shows; where it shows nothing, anything fits.

    A terminal breaks sentences between words, and where depends on how long the paths in them are.
    """
    pattern = "".join(
        r"(?:.*\n)*?" if row == "…" else r".*?".join(map(_breakable, row.split("…"))) + r" *\n"
        for row in shown
    )
    return not shown or re.fullmatch(pattern, text.strip("\n") + "\n") is not None


def _breakable(text: str) -> str:
    return r"(?: |\n *)".join(map(re.escape, re.split("(?<! ) (?! )", text)))


class Shell:
    """Somebody at a terminal of eighty columns, who types one command after the other."""

    def __init__(self, place: Path, home: Path) -> None:
        self.place, self.home = place, home
        self.state = home / "state"
        self.state.write_text("")
        self._made: set[str] = set()

    def type(self, command: str) -> Told:
        """Run a command to its end."""
        words = ("-c", _REMEMBER.format(command=command))
        size = {"COLUMNS": "80", "LINES": "24", "NO_COLOR": "1", "STATE": str(self.state)}
        before = self._ideas()
        shell = Session(*words, cwd=self.place, home=self.home, program=("bash",), **size)
        with shell as session:
            status = session.finish()
        self._made |= self._ideas() - before if before else set()
        text = session.drawn
        for name in self._made:
            text = text.replace(name, NEW_IDEA)
        return Told(status, text)

    def _ideas(self) -> set[str]:
        files = self.place.glob("innoctl-demo/ideas/*/*.yaml")
        return {path.name[:6] for path in files}


def picture() -> str:
    """Return the picture of a stream of the example, drawn outside git so that it names no commit."""
    with TemporaryDirectory() as place:
        portfolio = Path(place) / "politie"
        shutil.copytree(folder("examples") / "politie", portfolio)
        drawn = run(*DRAWN, cwd=portfolio)
    if drawn.status:
        raise SystemExit(drawn.err)
    return drawn.out


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
    sys.exit()
