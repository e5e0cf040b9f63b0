"""The person's own editor: which one it is, and waiting until it is closed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys


def wait(editor: subprocess.Popen[bytes]) -> int:
    """Wait for the editor; a Ctrl-C typed in it is meant for it alone."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return editor.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def chosen() -> str:
    """Return the editor as the person set it, else what is there on every machine."""
    names = ("INNOCTL_EDITOR", "VISUAL", "EDITOR")
    found = next((os.environ[name] for name in names if os.environ.get(name, "").strip()), "")
    if found or sys.platform == "win32":
        return found or "notepad"
    return "nano" if shutil.which("nano") else "vi"
