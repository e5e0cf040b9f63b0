"""A forge that trickles is not waited for beyond the limit, wherever in its answer it does so."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from innoctl.forge import connected, http
from innoctl.forge.errors import Unreachable
from innoctl.model.portfolio import Forge as Settings
from tests.forge.house import House

LIMIT = 0.6
BEGINNINGS = {
    "nothing": (b"", b"H"),
    "headers": (b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
    "announcements": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "head of a chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=", b"a"),
    "trailers": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: ", b"a"),
    "body": (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", b" "),
}


@contextmanager
def trickling(first: bytes, then: bytes) -> Iterator[int]:
    """Serve an answer that begins and goes on a little at a time; give the port."""
    over = threading.Event()

    def serve(server: socket.socket) -> None:
        client, _address = server.accept()
        with client:
            client.recv(65536)
            try:
                client.sendall(first)
                for _little in range(200):
                    if over.wait(0.05):
                        break
                    client.sendall(then)
            except OSError:  # who asked went away
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server,))
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            over.set()
            thread.join()


@pytest.mark.parametrize("where", BEGINNINGS)
def test_a_forge_that_trickles_is_given_up_in_time(
    monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(http, "WHOLE", LIMIT)
    with trickling(*BEGINNINGS[where]) as port:
        settings = Settings(kind="github", url=f"http://127.0.0.1:{port}", project="a/b")
        begun = time.monotonic()
        token = {"INNOCTL_FORGE_TOKEN": "t", "INNOCTL_FORGE_HOST": f"127.0.0.1:{port}"}
        with connected(settings, token) as forge:
            with pytest.raises(Unreachable) as error:
                forge.pull_request(1)
            took = time.monotonic() - begun
    assert ("cause", "timeout") in error.value.params
    assert LIMIT <= took < LIMIT + 3.0


def test_what_is_asked_after_a_forge_was_given_up_is_answered(
    github: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    github.push("b", {"x.yaml": b"1\n"})
    number = github.open("b")
    with connected(github.settings, github.environment) as forge:
        with monkeypatch.context() as patch, github.lock:
            patch.setattr(http, "WHOLE", 0.2)
            with pytest.raises(Unreachable):
                forge.pull_request(number)
        assert forge.pull_request(number).number == number
