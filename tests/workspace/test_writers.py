"""Writers that are killed: nothing is torn and nothing is lost."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from innoctl.workspace.save import save
from tests.repositories import IDEA, LINES, adding, home, root, run, status

__all__ = ["home", "root"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="process groups of POSIX")

WORKS = """
import itertools, os, sys
from pathlib import Path
from innoctl.changes.edit import Append, Change, NewFile, Set
from innoctl.locale import Text
from innoctl.workspace.commit import settle
from innoctl.workspace.save import save
from tests.repositories import IDEA, editing
root, log = Path(sys.argv[1]), Path(sys.argv[2])
def work(name):
    os.setpgid(0, 0)
    print(os.getpid(), flush=True)
    for number in itertools.count():
        settle(root)
        edit = editing(root, Set(("horizon",), os.getpid() * 1000 + number)).files[0]
        new = NewFile(f"ideas/2026-{number % 12 + 1:02}/{name}x{number}.yaml", b"title: a\\n" * 300)
        save(root, Change((new, edit), Text("work")), language="en")
        with log.open("a") as told:
            told.write(new.path + "\\n")
save(root, editing(root, Set(("horizon",), 7)), language="en")  # all is imported now
for line in sys.stdin:
    if (child := os.fork()) == 0:
        work(line.strip())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Starts writer after writer, each in a process group of its own, as fast as a fork is.

A writer tells of itself: what is pressed while Python still begins it would be lost.
"""
AGAIN = 5.0
"""Seconds after which a person presses once more."""


def start(script: str, said: IO[bytes], *words: object) -> subprocess.Popen[bytes]:
    """Start a writer as the leader of its own process group; what it says of errors is ``said``."""
    return subprocess.Popen(
        (sys.executable, "-c", script, *map(str, words)),
        bufsize=0,  # so that what waits in the pipe is all that waits
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,  # no pipe: the words of so many that were stopped would fill it
        start_new_session=True,
    )


def clean(root: Path) -> None:
    assert status(root) == ""
    run(root, "fsck", "--strict", "--no-dangling")
    assert list(root.rglob(".innoctl-*")) == []
    left = {path.name for path in (root / ".git/innoctl").iterdir()}
    assert left <= {"lock", "blobs"}
    assert not (root / ".git/index.lock").exists()


def work(root: Path, tmp_path: Path, times: int, how: signal.Signals) -> tuple[list[str], int]:
    """Stop writer after writer; return what they saved and how often one was in the midst of it.

    The next one gets more time after one that saved nothing, and less after one that did: so one
    of two saves something, however slow the machine is at the moment.
    """
    log, said = tmp_path / "log", tmp_path / "said"
    log.touch()
    chance, halfway, longest = random.Random(7), 0, 0.2
    with said.open("wb") as errors, start(WORKS, errors, root, log) as starter:
        assert starter.stdin
        assert starter.stdout
        for number in range(times):
            starter.stdin.write(f"n{number}\n".encode())
            starter.stdin.flush()
            pid, before = int(starter.stdout.readline()), log.stat().st_size
            time.sleep(chance.uniform(0.005, longest))
            os.killpg(pid, how)
            while not select.select([starter.stdout], [], [], AGAIN)[0]:
                os.killpg(pid, how)
            assert int(starter.stdout.readline()) == -how, said.read_text("utf-8")
            whole(root, log.read_text().split())
            halfway += (root / ".git/innoctl/journal").exists()
            longest *= 0.97 if log.stat().st_size > before else 1.03
    return log.read_text().split(), halfway


def whole(root: Path, saved: list[str]) -> None:
    """What was reported as saved is there, and no file is torn."""
    assert all((root / path).exists() for path in saved)
    for path in root.glob("ideas/*/n*.yaml"):
        assert path.read_bytes() == b"title: a\n" * 300
    assert (root / IDEA).read_bytes().count(b"\n") == LINES.count(b"\n")


def test_a_writer_that_is_killed_at_any_moment_loses_and_tears_nothing(
    root: Path, tmp_path: Path
) -> None:
    saved, halfway = work(root, tmp_path, 200, signal.SIGKILL)
    assert len(saved) > 50
    assert halfway > 5
    save(root, adding("after1"), language="en")
    assert set(saved) <= set(run(root, "ls-files").split())
    clean(root)


def test_a_ctrl_c_ends_a_writer_between_two_changes(root: Path, tmp_path: Path) -> None:
    _, halfway = work(root, tmp_path, 20, signal.SIGINT)
    assert halfway == 0
    assert status(root) == ""
    save(root, adding("after1"), language="en")
    clean(root)
