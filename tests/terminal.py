"""The program with a person at a real pseudo-terminal: what is typed, and what is drawn."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

from tests.program import environment

PATIENCE = 20.0
PRESSES: Final = 4
INNOCTL: Final = (sys.executable, "-m", "innoctl")
TAKES_TERMINAL: Final = (
    *(sys.executable, "-ISc"),
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])",
)
"""Makes the pseudo-terminal the one of its session, so that Ctrl-C reaches the program it becomes."""


class Session:
    """One run on a terminal, of innoctl or another program. Killed on leaving the block."""

    def __init__(
        self, *words: str, cwd: Path, home: Path, program: Sequence[str] = INNOCTL, **env: str
    ) -> None:
        import pty

        self.ours, theirs = pty.openpty()
        self.drawn = ""
        self.pressed = 0
        self.process = subprocess.Popen(
            [*TAKES_TERMINAL, *program, *words],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd,
            env=environment(home, TERM="xterm") | env, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.ours)

    def expect(self, text: str) -> None:
        """Wait until ``text`` is drawn; what came before it is forgotten."""
        until = time.monotonic() + PATIENCE
        while text not in self.drawn:
            assert time.monotonic() < until, f"{text!r} was not drawn; this was:\n{self.drawn}"
            if not self._read():
                raise AssertionError(f"ended without {text!r}; this was:\n{self.drawn}")
        self.drawn = self.drawn.partition(text)[2]

    def type(self, text: str, *, enter: bool = True) -> None:
        """Type a line."""
        os.write(self.ours, text.encode() + (b"\n" if enter else b""))

    def answer(self, question: str, text: str) -> None:
        """Wait for a question and type the answer."""
        self.expect(question)
        self.type(text)

    def interrupt(self) -> None:
        """Press Ctrl-C; `finish` presses again, as a person does, should Python not have heard it.

        It doesn't between its last look at signals and the wait for a line, until that is there.
        """
        self.pressed += 1
        os.write(self.ours, b"\x03")

    def finish(self) -> int:
        """Read to the end and return the exit status."""
        patience = PATIENCE / PRESSES if self.pressed else PATIENCE
        while self._read(patience) or self._pressed_again():
            pass
        return self.process.wait(PATIENCE)

    def _pressed_again(self) -> bool:
        if not 0 < self.pressed < PRESSES or self.process.poll() is not None:
            return False
        self.interrupt()
        return True

    def _read(self, patience: float = PATIENCE) -> bool:
        if not select.select([self.ours], [], [], patience)[0]:
            return False
        try:
            piece = os.read(self.ours, 65_536)
        except OSError:  # how Linux says that the other side is closed
            return False
        self.drawn += piece.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(piece)
