"""A page as a program: the README's tour and other stories, command by command, and its picture.

A block marked ``console`` holds commands, each behind ``$``, and what they print. There ``…``
stands for what differs each time or takes too much room: alone on a line for any lines,
within a line for any text. A block marked ``yaml`` whose first line is ``# NAME.yaml`` is a file
that the reader writes where he is. ``<!-- elsewhere: WORDS -->`` marks what people do somewhere
else, such as on a forge. ``python -m tests.readme`` draws the picture anew.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
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

_BLOCK: Final = re.compile(
    r"^```console\n(?P<console>.*?)^```$"
    r"|^```yaml\n(?P<text># (?P<path>\S+\.yaml)\n.*?)^```$"
    r"|^<!-- elsewhere: (?P<elsewhere>[^\n]*) -->$",
    re.MULTILINE | re.DOTALL,
)
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


class Written(NamedTuple):
    """A file that the page tells to write, and the line its text begins on."""

    line: int
    path: str
    text: str


class Elsewhere(NamedTuple):
    """What people do where no command of the page reaches."""

    line: int
    words: str


def acts(text: str) -> Iterator[Step | Written | Elsewhere]:
    """Yield everything that somebody does who follows a page, in order."""
    for block in _BLOCK.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        if block["console"] is not None:
            yield from _commands(block["console"], line + 1)
        elif block["path"]:
            yield Written(line + 1, block["path"], block["text"])
        else:
            yield Elsewhere(line, block["elsewhere"])


def _commands(block: str, first: int) -> Iterator[Step]:
    rows = block.splitlines()
    starts = [at for at, row in enumerate(rows) if row.startswith("$ ")]
    for at, after in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield Step(first + at, rows[at][2:], tuple(rows[at + 1 : after]))


def steps(text: str) -> Iterator[Step]:
    """Yield the commands of a page, in order."""
    return (one for one in acts(text) if isinstance(one, Step))


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

    def __init__(self, place: Path, home: Path, portfolio: str = "innoctl-demo") -> None:
        self.place, self.home, self.portfolio = place, home, portfolio
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
        copied = self.portfolio == "innoctl-demo" and not before
        self._made |= set() if copied else self._ideas() - before
        text = session.drawn
        for name in self._made:
            text = text.replace(name, NEW_IDEA)
        return Told(status, text)

    def _ideas(self) -> set[str]:
        files = self.place.glob(f"{self.portfolio}/ideas/*/*.yaml")
        return {path.name[:6] for path in files}


def follow(
    page: Path,
    shell: Shell,
    values: Mapping[str, str] | None = None,
    elsewhere: Callable[[str], object] = print,
) -> list[str]:
    """Do everything that a page tells to do; return each command that did not do what it shows.

    A status other than 0 is right where the next command asks for it. ``values`` stand in written
    files in the place of what the page can only give an example of.
    """
    wrong, every = [], list(acts(page.read_text(encoding="utf-8")))
    for one, after in zip(every, [*every[1:], None], strict=True):
        if isinstance(one, Elsewhere):
            elsewhere(one.words)
        elif isinstance(one, Written):
            write(one, shell, values or {})
        else:
            told = shell.type(one.command)
            asked = isinstance(after, Step) and after.command == "echo $?"
            if (told.status and not asked) or not fits(one.shown, told.text):
                wrong.append(_differing(page, one, told))
    return wrong


def _differing(page: Path, one: Step, told: Told) -> str:
    shown = "\n".join(one.shown)
    return (
        f"{page.name}:{one.line}: $ {one.command}\n(status {told.status})\n{told.text}\n"
        f"--- the page shows\n{shown}\n"
    )


def write(one: Written, shell: Shell, values: Mapping[str, str]) -> None:
    """Write a file where the shell stands, real values in the place of the example's."""
    text = one.text
    for example in values:
        text = text.replace(example, values[example]) if example in text else text
    draft = shell.home / "draft"
    draft.write_text(text, "utf-8")
    words = shlex.join(["cp", str(draft), one.path])
    assert shell.type(words).status == 0, words


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
