"""The one place that speaks over a network: JSON over HTTP to one origin, bounded in every way.

The token travels to the origin of the API and nowhere else: redirects are followed only there
and only for reads, links to the next page only there, and plain http only to this very machine.
Time, bytes, rows and tries have a limit each.
"""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlencode, urljoin, urlsplit

from innoctl.forge import errors
from innoctl.forge.answer import Answer, said
from innoctl.forge.pages import PER_PAGE, Kept, whole
from innoctl.forge.token import Token
from innoctl.named import NamedTuple

if TYPE_CHECKING:
    import httpx

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_REDIRECTS: Final = 5
TRIES: Final = 3
SILENCE: Final = 20.0
"""Seconds without a byte."""
WHOLE: Final = 60.0
"""Seconds for one answer as a whole: a forge that trickles is not waited for."""
LONGEST_PAUSE: Final = 30.0
"""Seconds; a forge that asks for a longer pause is told of instead."""
LATER: Final = frozenset({429, 502, 503})
MOVED: Final = frozenset({301, 302, 303, 307, 308})


class Reply(NamedTuple):
    """What came back, whole and within bounds."""

    url: str
    status: int
    headers: httpx.Headers
    data: bytes


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address; a port that is no number raises ValueError."""
    parts = urlsplit(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    return parts.scheme, (parts.hostname or "").lower(), port


def is_loopback(host: str) -> bool:
    """Say whether a host is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Http:
    """A forge's API at ``base`` (no slash at its end), asked with a token of ``kind``."""

    def __init__(self, client: httpx.Client, base: str, token: Token) -> None:
        self._client, self._base, self._token = client, base, token
        self._origin = origin(base)
        self.host = urlsplit(base).netloc

    def get(self, path: str, **query: str | int) -> Answer:
        """Read one thing."""
        return self._answer(self._read(self._url(path, query)), path)

    def items(
        self, path: str, keep: Callable[[Answer], Kept | None], **query: str | int
    ) -> list[Kept]:
        """Read a whole list along the forge's own links; return what ``keep`` makes of its rows."""
        return whole(
            lambda size: self._linked(path, {**query, "per_page": size}), keep, PER_PAGE
        )  # fmt: skip

    def numbered(
        self, path: str, keep: Callable[[Answer], Kept | None], limit: int, **query: str | int
    ) -> list[Kept]:
        """Read a whole list by page number, ``limit`` rows at once, up to the first empty page."""
        return whole(lambda size: self._counted(path, {**query, "limit": size}), keep, limit)

    def _linked(self, path: str, query: Mapping[str, str | int]) -> Iterator[Answer]:
        url: str | None = self._url(path, query)
        while url is not None:
            reply = self._read(url)
            yield self._answer(reply, path)
            url = self._next(reply)

    def _counted(self, path: str, query: Mapping[str, str | int]) -> Iterator[Answer]:
        for page in count(1):
            rows = self.get(path, **query, page=page)
            yield rows
            if not rows.value:
                return

    def send(self, method: str, path: str, body: Mapping[str, object]) -> Answer:
        """Write: asked once, never repeated and never redirected."""
        reply = self._once(method, self._url(path, {}), json.dumps(body).encode())
        if reply.status in MOVED:
            raise errors.RedirectRefused(host=self.host)
        return self._answer(self._granted(reply), path)

    def _url(self, path: str, query: Mapping[str, str | int]) -> str:
        return f"{self._base}{path}{'?' if query else ''}{urlencode(query)}"

    def _answer(self, reply: Reply, path: str) -> Answer:
        return Answer.parsed(reply.data, self.host, path.rsplit("/", 1)[-1])

    def _read(self, url: str) -> Reply:
        """Read an address: along redirects of the same origin, and again when the forge is busy."""
        for _hop in range(MAX_REDIRECTS):
            reply = self._patiently(url)
            if reply.status not in MOVED:
                return self._granted(reply)
            url = self._own(reply.url, reply.headers.get("location", ""))
        raise errors.RedirectRefused(host=self.host)

    def _patiently(self, url: str) -> Reply:
        reply = self._once("GET", url)
        for _again in range(TRIES - 1):
            pause = _pause(reply)
            if pause is None or pause > LONGEST_PAUSE:
                break
            time.sleep(pause)
            reply = self._once("GET", url)
        return reply

    def _next(self, reply: Reply) -> str | None:
        """Return the address of the next page; one of another origin is refused, not followed."""
        try:
            link = self._links(reply).get("next", {}).get("url")
        except ValueError:
            raise errors.NotUnderstood(host=self.host, place="Link") from None
        return self._own(reply.url, link) if link else None

    @staticmethod
    def _links(reply: Reply) -> dict[str, dict[str, str]]:
        import httpx

        links = httpx.Response(200, headers={"Link": reply.headers.get("link", "")}).links
        return {key: value for key, value in links.items() if key}

    def _own(self, here: str, there: str) -> str:
        """Return an address that the forge points to, if it is the same API of the same origin."""
        try:
            url = urljoin(here, there)
            same = there and origin(url) == self._origin and not urlsplit(url).username
        except ValueError:
            same = False
            url = ""
        if not same or not _below(urlsplit(url).path, urlsplit(self._base).path):
            raise errors.RedirectRefused(host=self.host)
        return url

    def _once(self, method: str, url: str, content: bytes | None = None) -> Reply:
        import httpx

        try:
            return _in_time(partial(self._asked, method, url, content, time.monotonic() + WHOLE))
        except TimeoutError:
            raise errors.Unreachable(host=self.host, cause="timeout") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            # What httpx says names addresses and causes, and quotes what a forge sent amiss.
            cause = self._token.hidden(_cause(error))
            raise errors.Unreachable(host=self.host, cause=cause) from None

    def _asked(self, method: str, url: str, content: bytes | None, until: float) -> Reply:
        kind = {"Content-Type": "application/json"} if content is not None else {}
        with self._client.stream(method, url, content=content, headers=kind) as response:
            data = self._within(response, until)
            return Reply(url, response.status_code, response.headers, data)

    def _within(self, response: httpx.Response, until: float) -> bytes:
        """Read a body up to its bounds; packed ones were not asked for: they can hide any size."""
        if response.headers.get("content-encoding", "identity") != "identity":
            raise errors.NotUnderstood(host=self.host, place="Content-Encoding")
        data = bytearray()
        for chunk in response.iter_raw():
            data += chunk
            if len(data) > MAX_BYTES:
                raise errors.AnswerTooLarge(host=self.host)
            if time.monotonic() > until:
                raise TimeoutError
        return bytes(data)

    def _granted(self, reply: Reply) -> Reply:
        """Return a reply that is what was asked for; raise the situation that it tells of."""
        status, words = reply.status, said(reply.data, self._token.hidden)
        if 200 <= status < 300:  # noqa: PLR2004  (HTTP's own)
            return reply
        if status == 401:  # noqa: PLR2004
            raise errors.TokenRefused(host=self.host, name=self._token.source)
        pause = _pause(reply)
        if pause is not None:
            raise errors.Busy(host=self.host, seconds=round(pause))
        if status == 403:  # noqa: PLR2004
            raise errors.NotAllowed(host=self.host, said=words)
        if status in {404, 410}:
            what = self._token.hidden(urlsplit(reply.url).path)  # a redirect may hold it
            raise errors.NotFound(host=self.host, what=what)
        if 400 <= status < 500:  # noqa: PLR2004
            raise errors.RequestRefused(host=self.host, said=words or status)
        raise errors.Failing(host=self.host, status=status)


def _below(path: str, base: str) -> bool:
    """Say whether a path lies below another, whoever reads it on its way.

    A client, a proxy and a forge each may undo an encoding and follow ``..`` upwards, so one that
    stays below only unread is none.
    """
    plain = path
    while (found := unquote(plain)) != plain:
        plain = found
    steps = plain.replace("\\", "/").split("/")
    return path.startswith(f"{base}/") and not {".", ".."} & {one.split(";")[0] for one in steps}


def _pause(reply: Reply) -> float | None:
    """Return the seconds that a forge asks to wait, None when it does not ask that.

    GitHub says 403 when a limit is reached; then a header tells that nothing is left.
    """
    spent = reply.headers.get("x-ratelimit-remaining") == "0"
    if reply.status not in LATER and not (reply.status == 403 and spent):  # noqa: PLR2004
        return None
    asked = reply.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit() and len(asked) < 10:  # noqa: PLR2004
        return float(asked)
    try:
        return max(parsedate_to_datetime(asked).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return LONGEST_PAUSE * 2 if spent else 1.0


def _in_time(ask: Callable[[], Reply]) -> Reply:
    """Ask beside the program and wait for `WHOLE`, then raise TimeoutError.

    httpx counts the silence before each byte and nothing as a whole: names that are looked up,
    a handshake, headers, answers that announce another one. What is given up ends with the
    session, or with the program: it keeps neither waiting.
    """
    from concurrent.futures import Future
    from threading import Thread

    said: Future[Reply] = Future()

    def act() -> None:
        try:
            said.set_result(ask())
        except BaseException as error:  # noqa: BLE001  (raised again where it is waited for)
            said.set_exception(error)

    Thread(target=act, daemon=True).start()
    return said.result(max(WHOLE, 0.0))


def _cause(error: Exception) -> str:
    return type(error).__name__.removesuffix("Error") if not str(error) else str(error)


@contextmanager
def session(base: str, kind: str, token: Token, timeout: float = SILENCE) -> Iterator[Http]:
    """Open a connection to a forge's API for as long as the block lasts.

    Raises `NoExtra` without httpx, `Insecure` for plain http to another machine.
    """
    try:
        import httpx
    except ImportError:
        raise errors.NoExtra from None
    scheme, host, _port = origin(base)
    if scheme != "https" and not is_loopback(host):
        raise errors.Insecure(url=base)
    headers = {
        "Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "innoctl",
        **token.header(kind),
    }  # fmt: skip
    # To this machine in plain text: no proxy of the environment sees it, no certificate is read.
    safe = scheme == "https"
    with httpx.Client(
        headers=headers, timeout=timeout, follow_redirects=False, trust_env=safe, verify=safe
    ) as client:
        yield Http(client, base, token)
