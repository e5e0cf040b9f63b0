"""The wire of the house: tokens, pages, faults; what is said stands in the dialects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from tests.forge.house import House


class Request(NamedTuple):
    """What was asked."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


class Fault(NamedTuple):
    """An answer that is given instead of the right one."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


Said = tuple[int, Any]
Route = tuple[str, str, Callable[..., Said]]


class Dialect(NamedTuple):
    """How one forge speaks. ``routes`` are (method, path below ``prefix``, what answers)."""

    prefix: str
    authorised: Callable[[dict[str, str], str], bool]
    page_parameter: str
    links: bool
    routes: list[Route]


class Wire(BaseHTTPRequestHandler):
    """One request to a house."""

    house: House
    dialect: Dialect
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a body in its own packet waits 40 ms for the headers' receipt

    def do_GET(self) -> None:
        with self.house.lock:
            self._serve()

    do_POST = do_PUT = do_PATCH = do_GET  # noqa: N815

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = dict(parse_qsl(parts.query))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Request(
            self.command, parts.path, query, headers, json.loads(data) if data else None
        )
        self.house.requests.append(asked)
        if self.house.faults:
            fault = self.house.faults.pop(0)
            self._reply(fault.status, fault.body, dict(fault.headers))
        elif not self.dialect.authorised(headers, self.house.token):
            self._say(401, {"message": "401 Unauthorized"})
        else:
            self._route(asked)

    def _route(self, asked: Request) -> None:
        for method, path, answer in self.dialect.routes:
            found = re.fullmatch(re.escape(self.dialect.prefix) + path, asked.path)
            if found and method == asked.method:
                self.house.notice()
                numbers = map(int, found.groups())
                try:
                    self._say(*answer(self.house, asked, *numbers), asked=asked)
                except KeyError:
                    self._say(404, {"message": "Not Found"})
                return
        self._say(404, {"message": "Not Found"})

    def _say(self, status: int, value: Any, asked: Request | None = None) -> None:
        headers = {"Content-Type": "application/json"}
        if isinstance(value, list) and asked and asked.method == "GET":
            value, link = self._page(value, asked.query)
            headers |= {"Link": link} if link and self.dialect.links else {}
        self._reply(status, json.dumps(value).encode(), headers)

    def _page(self, rows: list[Any], query: dict[str, str]) -> tuple[list[Any], str]:
        page = int(query.get("page", "1"))
        size = min(int(query.get(self.dialect.page_parameter, "30")), self.house.page_size)
        rest = {**query, "page": str(page + 1)}
        next_page = f"{self.house.url}{urlsplit(self.path).path}?{urlencode(rest)}"
        link = f'<{next_page}>; rel="next", <{self.house.url}/>; rel="first"'
        return rows[(page - 1) * size : page * size], link if page * size < len(rows) else ""

    def _reply(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        if int(headers.get("Content-Length", len(data))) != len(data):
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(data)


def handler(house: House, dialect: Dialect) -> type[Wire]:
    """Return what answers requests to a house."""
    return type("Handler", (Wire,), {"house": house, "dialect": dialect})
