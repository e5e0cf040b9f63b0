"""What innoctl costs, as ratios to a bare Python and to peers in the same run.

``python -m tests.bench [--ideas N] [--runs N] [--only NAME]`` prints a line per command, its
target behind it; it exits 1 when a target is missed. Ratios hold on any machine, times do not.
"""

from __future__ import annotations

import argparse
import compileall
import itertools
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import innoctl
from tests.bench.decisions import decided
from tests.bench.measure import BARE, Cost, Failed, cost, once
from tests.bench.money import booked
from tests.bench.portfolio import make

PEER = """
import sys, yaml
for path in open(sys.argv[1]).read().split("\\0"):
    with open(path, "rb") as file:
        yaml.load(file, yaml.CLoader)
"""
INDEX = """
import sys
from pathlib import Path
from innoctl.workspace.portfolio import Portfolio
with Portfolio(Path(sys.argv[1])) as portfolio:
    portfolio.index
"""
PROGRAM = str(Path(sys.executable).parent / "innoctl")
COLD = "cold index"
LOG = "git log --raw"
PEERS = ("P", "git status", "PyYAML CLoader", LOG, "report stream, with ledgers")


class Case(NamedTuple):
    """One command, what is done before each run, its target and the name of what it is held to."""

    name: str
    words: list[str]
    target: float = 0
    held_to: str = "P"
    before: Callable[[], object] | None = None
    env: dict[str, str] | None = None
    memory: str = ""
    rare: bool = False

    def once(self, folder: Path) -> float:
        """Run it once, made cold or changed before, and return the seconds that it took."""
        if self.before is not None:
            self.before()
        return once(self.words, folder, self.env or {})[0]


def changer(files: list[Path]) -> Callable[[], None]:
    """Return what changes ten other files each time that it is called."""
    turns = itertools.count()

    def change() -> None:
        turn = next(turns)
        for path in files[turn * 10 : turn * 10 + 10]:
            path.write_bytes(path.read_bytes() + b"notes: changed\n")

    return change


def cases(root: Path, files: list[Path]) -> Iterator[Case]:
    """Yield what is measured, peers first; a later case may be held to an earlier one."""
    first = files[0].name[:6]
    listed = root / ".git" / "bench-files"
    listed.write_text("\0".join(map(str, files)), encoding="utf-8")
    index = root / ".git" / "innoctl"
    forget, change = partial(shutil.rmtree, index, ignore_errors=True), changer(files)
    here = [PROGRAM, "-C", str(root)]
    report = [*here, "report", "stream", "unit/oost-nederland"]
    bash = {"_INNOCTL_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    git = shutil.which("git") or "git"
    yield Case("P", BARE)
    yield Case("git status", [git, "-C", str(root), "status", "--porcelain"])
    yield Case("PyYAML CLoader", [sys.executable, "-c", PEER, str(listed)], rare=True)
    yield Case("--help", [PROGRAM, "--help"], 6)
    yield Case("complete a command", [PROGRAM], 7, env=bash | {"COMP_WORDS": "innoctl config s"})
    yield Case(COLD, report, 0.5, "PyYAML CLoader", before=forget, memory="80 MiB", rare=True)
    yield Case(
        "check, cold", [*here, "check"], 1.3, COLD, before=forget, memory="80 MiB", rare=True
    )
    yield Case("report stream", report, 8, memory="3 P")
    yield Case("the index alone", [sys.executable, "-c", INDEX, str(root)])
    yield Case("report stream, 10 changed", report, 11, before=change)
    yield Case("report portfolio", [*here, "report", "portfolio"])
    yield Case("check", [*here, "check"], 1.3, "report stream")
    yield Case("list", [*here, "list"], 10)
    yield Case("list -o json", [*here, "list", "-o", "json"])
    yield Case("show ID", [*here, "show", first], 7)
    yield Case(
        "complete an id",
        [PROGRAM],
        7,
        env=bash | {"COMP_WORDS": f"innoctl show {first[:2]}", "INNOCTL_DIRECTORY": str(root)},
    )
    yield Case("search", [*here, "search", "meldkamer"])
    yield Case("similar", [*here, "similar", first])


def money(root: Path) -> Iterator[Case]:
    """Yield what the report on money costs, held to another report on the same files.

    What is remembered, what is counted anew, and every line of every ledger.
    """
    here = [PROGRAM, "-C", str(root), "report"]
    report, peer = [*here, "budget"], "report stream, with ledgers"
    change = changer(sorted(root.glob("ideas/*/*.yaml")))
    yield Case(peer, [*here, "stream", "unit/oost-nederland"])
    yield Case("report budget", report, 1.3, peer)
    yield Case("report budget --by idea", [*report, "--by", "idea"])
    yield Case("report budget --rev", [*report, "--rev", "HEAD"], rare=True)
    yield Case("report budget, 10 changed", report, before=change, rare=True)
    yield Case("report budget --lines", [*report, "--lines", "--figure", "spent"], rare=True)


def gates(root: Path) -> Iterator[Case]:
    """Yield what verifying costs, held to git's own walk over the same history."""
    forget = partial(shutil.rmtree, root / ".git" / "innoctl", ignore_errors=True)
    git = shutil.which("git") or "git"
    prove = [PROGRAM, "-C", str(root), "gate", "verify"]
    yield Case(LOG, [git, "-C", str(root), "log", "--raw"])
    yield Case("gate verify, cold", prove, before=forget, rare=True)
    yield Case("gate verify", prove, 2, LOG)


def line(case: Case, found: Cost, known: dict[str, Cost]) -> tuple[str, bool]:
    """Return the line of a case and whether it meets its targets."""
    bare, status = known["P"], known.get("git status", found)
    ratio = found.seconds / found.peer
    good = not case.target or ratio <= case.target
    text = f"{case.name:<28}{found.seconds * 1000:>9.1f} ms{found.ratio:>8.1f} P"
    text += f"{found.ratio / status.ratio:>8.1f} x git status{found.memory / 1024:>8.1f} MiB"
    if case.target:
        text += f"   {ratio:.2f} of {case.target} {case.held_to}"
    if case.memory:
        most = 3 * bare.memory if case.memory == "3 P" else 80 * 1024
        good = good and found.memory <= most
        text += f"; memory {found.memory / most:.2f} of {case.memory}"
    return f"{text}{'' if good else '   MISSED'}", good


def main() -> int:
    """Make the portfolio, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ideas", type=int, default=10_000)
    parser.add_argument("--decisions", type=int, default=500)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", help="only cases whose name holds this (and P)")
    asked = parser.parse_args()
    # else Python compiles our modules on each start, where it may not write beside them
    compileall.compile_dir(Path(innoctl.__file__).parent, quiet=1)
    missed = False
    known: dict[str, Cost] = {}
    met: dict[str, Case] = {}
    with tempfile.TemporaryDirectory() as place:
        files = make(Path(place) / "portfolio", asked.ideas)
        size = sum(path.stat().st_size for path in files) // len(files)
        print(f"{len(files)} ideas of {size} bytes, {asked.runs} runs")
        every = cases(Path(place) / "portfolio", files)
        if asked.only in "gate verify, cold" and asked.decisions:
            print(f"{asked.decisions} decisions with two signatures each for gate verify")
            every = chain(every, gates(decided(Path(place) / "decided", asked.decisions)))
        if not asked.only or "budget" in asked.only:
            every = chain(every, money(booked(Path(place) / "booked", asked.ideas)))
        for case in every:
            if asked.only not in case.name and case.name not in PEERS:
                continue
            runs = max(3, asked.runs // 3) if case.rare else asked.runs
            met[case.name] = case
            peer = met.get(case.held_to) if case.target and case.held_to != "P" else None
            try:
                known[case.name] = found = cost(
                    case.words,
                    Path(place),
                    runs=runs,
                    env=case.env,
                    before=case.before,
                    peer=peer and partial(peer.once, Path(place)),
                )
            except Failed as status:
                print(f"{case.name:<28}  did not run (exit {status})")
                missed = True
                continue
            told, good = line(case, found, known)
            print(told, flush=True)
            missed |= not good
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
