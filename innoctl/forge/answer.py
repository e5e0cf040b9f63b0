"""Reading what a forge answers: nothing is taken for what it is not.

An answer comes from outside. A wrong type, an id that is a string or a bool, a commit that is no
commit id: each ends in `NotUnderstood` with the place, never in a value that looks right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from innoctl.forge.errors import NotUnderstood

COMMIT: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
ID_LIMIT: Final = 2**63
PREVIEW: Final = 200
"""So many characters of a forge's own words go into a message."""
REMARK: Final = 4000
"""So many characters of a person's own words are kept."""


class Answer:
    """A JSON value of a forge and the way to it, such as ``reviews[3].user``."""

    __slots__ = ("host", "place", "value")

    def __init__(self, value: object, host: str, place: str) -> None:
        self.value, self.host, self.place = value, host, place

    @classmethod
    def parsed(cls, data: bytes, host: str, place: str) -> Answer:
        """Parse a body; a login page in HTML or half an answer is `NotUnderstood`."""
        try:
            value = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError):
            raise NotUnderstood(host=host, place=place) from None
        return cls(value, host, place)

    def refuse(self) -> NoReturn:
        """Say that this is not what the forge documents."""
        raise NotUnderstood(host=self.host, place=self.place)

    def __getitem__(self, key: str) -> Answer:
        if not isinstance(self.value, dict):
            self.refuse()
        return Answer(self.value.get(key), self.host, f"{self.place}.{key}")

    def __iter__(self) -> Iterator[Answer]:
        if not isinstance(self.value, list):
            self.refuse()
        for at, value in enumerate(self.value):
            yield Answer(value, self.host, f"{self.place}[{at}]")

    def __bool__(self) -> bool:
        return self.value is not None

    def text(self) -> str:
        """Return a string; halves of a character, which no file could hold, become ``?``."""
        if not isinstance(self.value, str):
            self.refuse()
        return self.value.encode("utf-8", "replace").decode("utf-8")

    def text_or_none(self) -> str:
        """Return a string, '' for null."""
        return self.text() if self else ""

    def remark(self) -> str:
        """Return what somebody wrote, '' for null: as much of its beginning as is of use."""
        return self.text_or_none().strip()[:REMARK]

    def number(self) -> int:
        """Return an id or number: a whole number above 0, no bool and no string."""
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < ID_LIMIT:
            self.refuse()
        return value

    def below_zero(self) -> bool:
        """Tell whether this is a whole number below 0, as no id of a person is."""
        return type(self.value) is int and self.value < 0

    def flag(self) -> bool:
        """Return a bool; null is no."""
        if not isinstance(self.value, bool | None):
            self.refuse()
        return bool(self.value)

    def commit(self) -> str:
        """Return a full commit id."""
        text = self.text()
        if not COMMIT.fullmatch(text):
            self.refuse()
        return text

    def commit_or_none(self) -> str:
        """Return a full commit id, '' for null or nothing: the forge does not know one."""
        return self.commit() if self.value else ""

    def instant(self) -> str:
        """Return an instant in UTC to the microsecond, so that instants compare as text."""
        try:
            moment = datetime.fromisoformat(self.text())
            if moment.tzinfo is None:
                self.refuse()
            return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
        except (ValueError, OverflowError):
            self.refuse()

    def address(self) -> str:
        """Return an address that a browser may open."""
        text = self.text()
        if not text.startswith(("https://", "http://")) or not text.isprintable() or " " in text:
            self.refuse()
        return text

    def one_of(self, words: dict[str, str]) -> str:
        """Return what ``words`` has for this string; a word that nobody foresaw is no default."""
        found = words.get(self.text())
        if found is None:
            self.refuse()
        return found


def said(data: bytes, hide: Callable[[str], str]) -> str:
    """Return a forge's own words about a refusal on one line, '' when it has none of use.

    ``hide`` takes the token out of a text. It goes before all else: what was cut or quoted
    first could leave a part of the token that no longer looks like it.
    """
    try:
        found = _hidden(json.loads(data.decode("utf-8", "replace")), hide)
        words = found.get("message") or found.get("error") if isinstance(found, dict) else found
        text = words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
        if isinstance(found, dict) and found.get("errors"):
            text = f"{text}: {json.dumps(found['errors'], ensure_ascii=False)}"
    except (ValueError, RecursionError):
        return ""
    line = " ".join(text.split())[:PREVIEW]
    return line.encode("utf-8", "replace").decode("utf-8")


def _hidden(value: Any, hide: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list):
        return [_hidden(one, hide) for one in value]
    if isinstance(value, dict):
        return {hide(key): _hidden(one, hide) for key, one in value.items()}
    return value
