"""Every check of the project, in order: ``python -m tests``. Fails when any of them fails."""

from __future__ import annotations

import compileall
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
# One more than there are cores, for many a test waits for git or the disk. They are handed out in
# small parts, for one test may take as long as a hundred others.
SHARED = ("-n", str((os.cpu_count() or 1) + 1), "--maxschedchunk", "16")
TESTS = [
    *(sys.executable, "-m", "pytest", "-q", *SHARED),
    f"--color={'yes' if sys.stdout.isatty() else 'no'}",
    *sys.argv[1:],
]
STEPS: dict[str, list[str]] = {
    "lint": [str(BIN / "ruff"), "check"],
    "format": [str(BIN / "ruff"), "format", "--check"],
    "types": [sys.executable, "-m", "mypy"],
    "import floors": [str(BIN / "lint-imports"), "--no-cache"],
}


def main() -> int:
    """Run all steps, also after a failure, so that one run tells everything; pytest speaks last.

    It begins first, for it takes the longest by far and leaves a processor room for the others.
    """
    # Tests start the program by the hundred: without its bytecode each start compiles all of it,
    # and where Python may not write any (PYTHONDONTWRITEBYTECODE) it would do so every time.
    compileall.compile_dir(ROOT / "innoctl", quiet=1)
    # What runs in the background ignores Ctrl-C, and all that it starts: tests press it and wait.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    failed = []
    said, told = os.pipe()
    with subprocess.Popen(
        TESTS, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT
    ) as tests:
        os.close(told)
        for name, command in STEPS.items():
            print(f"== {name}", flush=True)
            if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
                failed.append(name)
        print("== tests", flush=True)
        while piece := os.read(said, 4096):
            sys.stdout.buffer.write(piece)
            sys.stdout.flush()
        os.close(said)
    if tests.returncode:
        failed.append("tests")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
