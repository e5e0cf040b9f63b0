"""Modules that load when first used, asked by many at once."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys, threading
sys.path.insert(0, sys.argv[1])
import time
for name in ("shutil", "textwrap", "subprocess", "difflib"):
    sys.modules.pop(name, None)
from innoctl.later import postpone
postpone()
import shutil, textwrap, subprocess, difflib
loader = type(shutil.__spec__.loader)
load = loader.exec_module
def slowly(self, module):
    time.sleep(0.05)
    load(self, module)
    time.sleep(0.05)
loader.exec_module = slowly
wrong, start = [], threading.Barrier(16)
def ask(number):
    start.wait()
    try:
        if number % 2:
            shutil.rmtree, textwrap.dedent, subprocess.Popen, difflib.SequenceMatcher
        else:
            difflib.get_close_matches("a", ["b"]), shutil.get_terminal_size()
    except BaseException as error:
        wrong.append(repr(error))
many = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
for one in many: one.start()
for one in many: one.join(20)
assert not [one for one in many if one.is_alive()], "they wait for each other"
assert not wrong, wrong
print("all found")
"""


def test_threads_that_ask_at_once_all_find_what_they_ask_for() -> None:
    for _ in range(3):
        words = [sys.executable, "-c", SCRIPT, "."]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, done.stdout) == (0, "all found\n"), done.stderr
