"""Hold the figures of generated portfolios against Beancount: ``python -m tests.money``.

Each portfolio, of 100 to 2,000 lines, is written as files, read by innoctl, exported, loaded by
Beancount and asked by bean-query; every figure must be the same to the cent.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.money.compare import Compared, compare
from tests.money.made import Made

LINES = (100, 2_000)


def one(seed: int, most: int = LINES[1]) -> tuple[int, int, Compared]:
    """Make one portfolio and compare it; returns seed, lines and what came of it.

    Sizes are spread evenly by their logarithm: as many of 100 to 450 lines as of 450 to 2,000.
    """
    lines = round(LINES[0] * (most / LINES[0]) ** random.Random(seed).random())
    world = Made(seed, lines)
    with TemporaryDirectory() as place:
        found = compare(world.write(Path(place)), seed)
    return seed, sum(map(len, world.ledgers.values())), found


def main() -> int:
    """Compare so many portfolios on all processors; 1 if any figure differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.money", description=__doc__)
    parser.add_argument("--portfolios", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0, help="the first one; the others follow it")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    begin, lines, transactions, figures, wrong = time.monotonic(), 0, 0, 0, 0
    with ProcessPoolExecutor(asked.jobs, initializer=gc.freeze) as pool:
        seeds = range(asked.seed, asked.seed + asked.portfolios)
        for number, (seed, size, found) in enumerate(pool.map(one, seeds), 1):
            lines, figures, wrong = lines + size, figures + found.figures, wrong + len(found.wrong)
            transactions += found.transactions
            for text in found.wrong[:10]:
                print(f"seed {seed}: {text}")
            if sys.stderr.isatty() or number % 50 == 0:
                print(f"{number} portfolios, {time.monotonic() - begin:.0f} s", file=sys.stderr)
    print(
        f"{asked.portfolios} portfolios, {lines} lines, {transactions} transactions:"
        f" {figures} figures compared, {wrong} differ ({time.monotonic() - begin:.0f} s)"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
