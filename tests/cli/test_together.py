"""Many people hand in ideas at the same time: nothing is lost, nobody is in another's way."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.conftest import Place
from tests.program import environment

WRITERS = 8
EACH = 50
HANDS_IN = """
import sys
from innoctl.cli.app import main
root, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
for number in range(count):
    idea = ["--title", f"idea {number} of {name}", "--stream", "unit/team", "--yes"]
    status = main(["-C", root, "new", "idea", *idea, "-o", "name"])
    if status:
        sys.exit(status)
"""
"""The program itself, over and over in one process: starting Python 400 times is not the point."""


def test_eight_processes_hand_in_fifty_ideas_each_at_the_same_time(small: Place) -> None:
    before = int(small.git("rev-list", "--count", "HEAD"))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", HANDS_IN, str(small.root), f"writer {number}", str(EACH)],
            env=environment(small.home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    made = []
    for writer in writers:
        out, said = writer.communicate()
        assert writer.returncode == 0, said
        made += out.split()
    assert len(set(made)) == WRITERS * EACH
    found = {path.name[:6] for path in small.root.glob("ideas/*/*.yaml")}
    assert set(made) <= found
    assert len(found) == WRITERS * EACH + 3
    assert int(small.git("rev-list", "--count", "HEAD")) == before + WRITERS * EACH
    assert small.git("status", "--porcelain") == ""
    small.git("fsck", "--strict", "--no-dangling")
    checked = small.run("check")
    assert checked.status == 0, checked.out
