"""What a person at a terminal sees, on a real pseudo-terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.program import environment, run
from tests.terminal import Session

pty = pytest.importorskip("pty")


def on_terminal(*words: str, **env: str) -> str:
    """Run innoctl with its output on a terminal of 80 columns and return what was drawn."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "innoctl", *words],
        stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment(TERM="xterm-256color") | env,
    )  # fmt: skip
    os.close(theirs)
    drawn = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not piece:
            break
        drawn += piece
    os.close(ours)
    assert process.wait(30) == 0
    return drawn.decode().replace("\r\n", "\n")


def test_a_table_on_a_terminal_is_drawn_within_its_width() -> None:
    drawn = on_terminal("config", "show", "--origin")
    assert "\x1b[" in drawn
    plain = on_terminal("config", "show", "--origin", "--no-color")
    assert "───" in plain
    assert max(map(len, plain.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "env"),
    [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})],
)
def test_who_asks_for_no_colour_gets_no_escape_byte(words: list[str], env: dict[str, str]) -> None:
    for command in (["config", "show"], ["explain"], ["explain", "U801"]):
        assert "\x1b" not in on_terminal(*command, *words, **env)


def test_a_terminal_without_unicode_is_drawn_in_ascii() -> None:
    drawn = on_terminal(
        "config", "show", "--no-color", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LANG="C"
    )
    assert drawn.isascii()
    assert "---" in drawn


def test_a_list_without_a_row_says_so_to_a_person_alone(small: Place) -> None:
    words = ("list", "--where", "title~bestaat nergens")
    assert "no idea fits" not in "".join(map(str, small.run(*words)))
    with Session(*words, cwd=small.root, home=small.home) as session:
        assert session.finish() == 0
        assert "no idea fits" in session.drawn


def test_an_empty_portfolio_names_the_first_step(small: Place) -> None:
    small.git("rm", "-rq", "ideas", "decisions")
    with Session("list", cwd=small.root, home=small.home) as session:
        assert session.finish() == 0
        assert "innoctl new idea" in " ".join(session.drawn.split())
        assert "no idea fits" not in session.drawn


@pytest.mark.parametrize("words", [("set", "koffie", "horizn=1"), ("explain", "D401"), ("check",)])
def test_sentences_are_broken_between_words_on_a_terminal_and_nowhere_else(
    small: Place, words: tuple[str, ...]
) -> None:
    (idea,) = small.root.glob("ideas/*/m4k7pa*")
    idea.write_text(idea.read_text() + "horizn: 2\n")
    plain = small.run(*words)
    with Session(*words, cwd=small.root, home=small.home, COLUMNS="60") as session:
        assert session.finish() == plain.status
        rows = session.drawn.splitlines()
    whole = ("innoctl ", " | ")  # what can be typed, and what stands in a file
    assert [row for row in rows if len(row) > 60 and not any(one in row for one in whole)] == []
    assert any(len(row) > 60 for row in (plain.out + plain.err).splitlines())
    assert sorted(session.drawn.split()) == sorted((plain.out + plain.err).split())


def test_errors_stand_nearest_to_where_one_types_and_in_order_for_machines(
    politie: Path, tmp_path: Path
) -> None:
    root = tmp_path / "portfolio"
    shutil.copytree(politie, root)
    path = min(root.glob("ideas/*/*.yaml"))
    path.write_text(path.read_text().replace("submitted_on: ", "submitted: "))

    def kinds(text: str) -> list[str]:
        return re.findall(r"^ideas/[^ ]+ (error|advice) ", text, re.MULTILINE)

    before = kinds(run("check", cwd=root, home=tmp_path).out)
    assert (before[0], before[-1]) == ("error", "advice")
    with Session("check", cwd=root, home=tmp_path, NO_COLOR="1") as session:
        assert session.finish() == 1
    rows = session.drawn.splitlines()
    told = kinds("\n".join(rows))
    assert (told[0], told[-1]) == ("advice", "error")
    assert "--errors leaves out" in rows[-1]
    with Session("check", "--errors", cwd=root, home=tmp_path) as session:
        assert session.finish() == 1
    assert "leaves out" not in session.drawn
