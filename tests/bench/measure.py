"""Whole processes, measured: the median of their time and their peak memory.

A small process starts them: Linux counts the memory of whoever starts a process towards that
process's peak, so the starter holds nothing but what it needs.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

STARTER = """
import json, os, sys, time
words, folder, extra = json.loads(sys.argv[1])
os.chdir(folder)
gone = os.open(os.devnull, os.O_RDWR)
actions = [(os.POSIX_SPAWN_DUP2, gone, 0), (os.POSIX_SPAWN_DUP2, gone, 1), (os.POSIX_SPAWN_DUP2, gone, 2)]
begin = time.perf_counter()
pid = os.posix_spawn(words[0], words, dict(os.environ, **extra), file_actions=actions)
_pid, status, used = os.wait4(pid, 0)
took = time.perf_counter() - begin
print(json.dumps([took, used.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""


BARE = [sys.executable, "-c", "pass"]


class Cost(NamedTuple):
    """Seconds (median) and peak memory (KiB, the largest process) of a command.

    ``bare`` is what a bare Python took in turn with it, ``peer`` what it is held to did: on a
    machine with other work to do, only what ran side by side can be compared.
    """

    seconds: float
    memory: int
    bare: float
    peer: float

    @property
    def ratio(self) -> float:
        """The time in bare Pythons."""
        return self.seconds / self.bare


class Failed(Exception):
    """The command did not run, so there is nothing to measure."""


def once(words: list[str], folder: Path, env: Mapping[str, str]) -> tuple[float, int]:
    """Run a command once; raises `Failed` when it exits with more than 1 (1 is an answer)."""
    task = json.dumps([words, str(folder), dict(env)])
    out = subprocess.run(
        [sys.executable, "-I", "-S", "-c", STARTER, task],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    seconds, memory, status = json.loads(out)
    if status not in {0, 1}:
        raise Failed(status)
    return seconds, memory


def cost(
    words: list[str],
    folder: Path,
    *,
    runs: int,
    env: Mapping[str, str] | None = None,
    before: Callable[[], object] | None = None,
    peer: Callable[[], float] | None = None,
) -> Cost:
    """Run a command some times, ``before`` each of them doing what makes it cold or changed.

    ``peer`` runs what it is held to, once, and returns the seconds; a bare Python unless given.
    """
    found, bare, held_to = [], [], []
    for _run in range(runs):
        if before is not None:
            before()
        found.append(once(words, folder, env or {}))
        bare.append(once(BARE, folder, {})[0])
        held_to.append(peer() if peer else bare[-1])
    seconds = statistics.median(took for took, _memory in found)
    memory = max(memory for _took, memory in found)
    return Cost(seconds, memory, statistics.median(bare), statistics.median(held_to))
