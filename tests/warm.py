"""Starts of the program for which everything is loaded already: forked off a process that waits.

Nine tenths of a start went to loading typer, pydantic, git, YAML and innoctl itself, again in each
of two thousand. A start from here is a process like any other, with its own words, folder,
environment and streams, that runs ``python -m innoctl``; only its modules are there before it.
The process that waits has run nothing of them. That innoctl loads by itself, all of it and only
what a command needs, is shown by the cold starts of `tests.program`: each command's example, what
a start does without, what a signal or a stream without UTF-8 does.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Final, NamedTuple, NoReturn

import innoctl

LIBRARIES: Final = ("_ruamel_yaml", "git", "httpx", "pydantic.type_adapter", "ruamel.yaml")
"""What innoctl loads at the moment that it needs it."""
PIPE: Final = 4_096
"""Bytes that any pipe takes before anybody reads them: one page, where a system is short of them."""


class Start(NamedTuple):
    """What a process is to be: its words, its folder and all of its environment."""

    words: Sequence[str]
    cwd: str
    env: Mapping[str, str]


class Nursery:
    """The process that waits, as the tests see it; it makes one start at a time."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.line, theirs = socket.socketpair()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", str(theirs.fileno())],
            # Pipes, so that Python makes its streams here as it does for a program that is caught.
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=Path(__file__).parent.parent, env=env, pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )  # fmt: skip
        theirs.close()
        atexit.register(self.close)

    def close(self) -> None:
        """Let it end."""
        self.line.close()
        self.process.communicate()

    def run(self, start: Start, stdin: bytes, patience: float) -> tuple[int, bytes, bytes]:
        """Run a start to its end; return its exit status (negative: a signal) and what it wrote.

        ``stdin`` has at most `PIPE` bytes. After ``patience`` seconds all of it is killed.
        """
        pipes = [os.pipe() for _ in range(3)]
        (taken, given), (told, out), (noted, err) = pipes
        os.write(given, stdin)
        os.close(given)
        text = json.dumps(start).encode()
        socket.send_fds(self.line, [len(text).to_bytes(4, "big")], [taken, out, err])
        self.line.sendall(text)
        for fd in (taken, out, err):
            os.close(fd)
        try:
            said = _heard((told, noted), patience)
            self.line.settimeout(patience)
            return int.from_bytes(_whole(self.line, 4), "big", signed=True), *said
        except TimeoutError:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise subprocess.TimeoutExpired(["innoctl", *start.words], patience) from None
        finally:
            os.close(told)
            os.close(noted)


def _heard(fds: tuple[int, int], patience: float) -> tuple[bytes, bytes]:
    """Return all that is written to two pipes until nobody holds their other end."""
    until = time.monotonic() + patience
    said = {fd: bytearray() for fd in fds}
    with selectors.DefaultSelector() as selector:
        for fd in fds:
            selector.register(fd, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(until - time.monotonic())
            if not ready:
                raise TimeoutError
            for key, _ in ready:
                piece = os.read(key.fd, 65_536)
                said[key.fd] += piece
                if not piece:
                    selector.unregister(key.fd)
    return bytes(said[fds[0]]), bytes(said[fds[1]])


def _whole(line: socket.socket, size: int) -> bytes:
    """Return so many bytes of a line."""
    data = b""
    while len(data) < size:
        piece = line.recv(size - len(data))
        if not piece:
            raise ConnectionError
        data += piece
    return data


def wait(line: socket.socket) -> None:
    """Make starts until the line ends; each is told of when it has ended."""
    while True:
        size, fds, _, _ = socket.recv_fds(line, 4, 3)
        if not size:
            return
        start = Start(*json.loads(_whole(line, int.from_bytes(size, "big"))))
        child = os.fork()
        if not child:
            line.close()
            become(start, fds)
        for fd in fds:
            os.close(fd)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with suppress(BrokenPipeError):
            line.sendall(status.to_bytes(4, "big", signed=True))


def become(start: Start, fds: Sequence[int]) -> None:
    """Be ``python -m innoctl`` with these words; leaves as that does, by raising."""
    for stream, fd in enumerate(fds):
        os.dup2(fd, stream)
        os.close(fd)
    os.environ.clear()
    os.environ.update(start.env)
    os.chdir(start.cwd)
    sys.path[0] = start.cwd
    sys.argv = ["-m", *start.words]
    sys.orig_argv = [sys.executable, "-m", "innoctl", *start.words]
    try:
        runpy.run_module("innoctl", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        _leave(end.code)


def _leave(status: int) -> NoReturn:
    """End as Python does, but for taking apart all that was loaded, which costs more than a fork."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def load() -> None:
    """Load all of innoctl, and all that it stands on but for babel, which asks for the language as it loads."""
    for module in walk_packages(innoctl.__path__, "innoctl."):
        if module.name != "innoctl.__main__":
            import_module(module.name)
    for name in LIBRARIES:
        import_module(name)


if __name__ == "__main__":
    load()
    gc.freeze()  # so that what is loaded stays one piece of memory for all who are forked off
    wait(socket.socket(fileno=int(sys.argv[1])))
