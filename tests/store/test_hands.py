"""Work on two processes: all of it done, whoever fails; each case in a process without threads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def ran(code: str, *words: str) -> str:
    """Run Python code in a process of its own and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_each_portion_is_taken_once() -> None:
    code = """
from innoctl.store.hands import share
parts = share(1000, lambda numbers: b"".join(n.to_bytes(4, "little") for n in numbers))
whole = b"".join(parts)
print(sorted(int.from_bytes(whole[at:at + 4], "little") for at in range(0, len(whole), 4)) == list(range(1000)))
"""
    assert ran(code) == "True\n"


def test_as_many_portions_as_there_may_be_fit_the_smallest_pipe() -> None:
    code = """
import os
from innoctl.store import hands
assert hands.PORTIONS * hands._WIDTH <= 4096
print(sum(map(int, hands.share(hands.PORTIONS, lambda numbers: str(sum(numbers)).encode()))))
"""
    assert ran(code) == f"{sum(range(2048))}\n"


def test_a_second_process_that_fails_is_shown_by_its_silence() -> None:
    code = """
import os
from innoctl.store.hands import share
me = os.getpid()
def work(numbers):
    for number in numbers:
        if os.getpid() != me:
            os.close(2)
            raise OSError
    return b"done"
print(share(2000, work))
"""
    assert ran(code) in {"[b'done', b'']\n", "[b'done', b'done']\n"}


def test_an_abandoned_pair_leaves_no_process_behind() -> None:
    code = """
import os
from innoctl.store.hands import Pair
Pair(2000, lambda numbers: b"x" * (1_000_000 + len(list(numbers)))).abandon()
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody")
"""
    assert ran(code) == "nobody\n"


INDEX = """
import os, sys
from pathlib import Path
from innoctl.store import hands
from innoctl.store.index import Index
from tests.store.indexed import at, fresh, idea, opened, picture, portfolio, write
root = portfolio(Path(sys.argv[1]) / "p")
for number in range(700):
    name = f"z{number:03}ab"
    write(root, at(name, f"ideas/2024-{number % 12 + 1:02}"), idea(name, title=f"Idee {number % 650}"))
    write(root, f"ideas/2023-{number % 12 + 1:02}/leeg{number}.md", b"")
hands.two = lambda: True
if sys.argv[2] == "killed":
    me, share = os.getpid(), hands.share
    def torn(portions, work):
        def part(numbers):
            if os.getpid() != me:
                os._exit(9)
            return work(numbers)
        return share(portions, part)
    hands.share = torn
with opened(root) as index, fresh(root) as new:
    assert index._base.file is not None
    assert index._base.ask("PRAGMA integrity_check") == [("ok",)]
    assert len(index.ideas()) == 700
    assert picture(index) == picture(new)
with opened(root) as index:
    assert index.refresh().changed == 0
index._base.file.unlink()
write(root, at("z007ab", "ideas/2024-08"), idea("z007ab", more="kleur: rood"))
with Index.open(root, root / ".git") as index, fresh(root) as new:
    index.refresh(validate=True)
    assert picture(index) == picture(new)
    bad = [path for path, fault in index.faults() if "kleur" in fault.field]
    assert bad == [at("z007ab", "ideas/2024-08")]
"""


@pytest.mark.parametrize("second", ["alive", "killed"])
def test_two_processes_make_the_same_index_as_one(tmp_path: Path, second: str) -> None:
    assert ran(INDEX, str(tmp_path), second) == ""
