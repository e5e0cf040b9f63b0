"""What ideas say, made comparable: kept by blob when first searched, with a trigram index.

Letters lose their capitals and accents. Trigrams know nothing of words, which is what
makes them find ``spraakherkenning`` by ``spraak``: Dutch glues its words together.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from json import loads
from typing import TYPE_CHECKING, Any, Final
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innoctl.store.index_base import Base

LEAD: Final = ("summary", "tags", "themes", "technologies")
BODY: Final = ("problem", "solution", "value", "social_side", "notes")

SIZE: Final = 20_000
"""Most characters of one field that are searched; nobody means to find more of a hostile file."""

PORTION: Final = 500
"""Ideas in one transaction."""


def plain(text: str) -> str:
    """Return a text without capitals and accents, with single spaces."""
    if not text.isascii():
        text = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
        text = text.encode("utf-8", "replace").decode()
    return " ".join(text.lower().split())


def trigrams(text: str) -> set[str]:
    """Return every three letters in a row within the words of a plain text."""
    found = {text[at : at + 3] for at in range(len(text) - 2)}
    return {gram for gram in found if gram.isalnum()}


def bring_up(base: Base) -> None:
    """Let the texts be those of the ideas that stand there now. Raises `sqlite3.Error`."""
    if not base.ask("SELECT 1 FROM sqlite_master WHERE name = 'text'"):
        _lay_out(base)
    stale = [blob for (blob,) in base.ask(_STALE)]
    missing = [blob for (blob,) in base.ask(_MISSING)]
    for at in range(0, len(stale), PORTION):
        _forget(base, stale[at : at + PORTION])
    for at in range(0, len(missing), PORTION):
        _add(base, missing[at : at + PORTION])


def holders(base: Base, gram: str) -> int:
    """Return in how many texts a trigram occurs."""
    if not _indexed(base):
        return len(held_by(base, gram))
    found = base.ask("SELECT doc FROM holders WHERE term = ?", gram)
    return int(found[0][0]) if found else 0


def held_by(base: Base, gram: str) -> list[int]:
    """Return the blobs whose text holds a trigram, in order."""
    if _indexed(base):
        found = base.ask("SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rowid", f'"{gram}"')
    else:
        found = base.ask(_BY_HAND, gram)
    return [blob for (blob,) in found]


_BY_HAND: Final = """
SELECT blob FROM text WHERE instr(title || ' ' || lead || ' ' || body, ?) ORDER BY blob
"""


def _indexed(base: Base) -> bool:
    """Tell whether there is a trigram index: SQLite can have one since 3.34."""
    return bool(base.ask("SELECT 1 FROM sqlite_master WHERE name = 'gram'"))


def _lay_out(base: Base) -> None:
    with base.writing() as connection:
        connection.execute(_TEXT)
    # an older SQLite has no such tokenizer: texts are then looked through
    with suppress(sqlite3.OperationalError), base.writing() as connection:
        connection.execute(_GRAM)
        connection.execute(_HOLDERS)


_TEXT: Final = """
CREATE TABLE IF NOT EXISTS text (
  blob INTEGER PRIMARY KEY, title TEXT NOT NULL, lead TEXT NOT NULL, body TEXT NOT NULL
)
"""
_GRAM: Final = """
CREATE VIRTUAL TABLE IF NOT EXISTS gram
USING fts5(text, content='', columnsize=0, detail=none, tokenize='trigram')
"""
_HOLDERS: Final = "CREATE VIRTUAL TABLE IF NOT EXISTS holders USING fts5vocab(gram, row)"
_STALE: Final = """
SELECT blob FROM text WHERE blob NOT IN (SELECT blob FROM file WHERE kind = 'idea' AND NOT bad)
"""
_MISSING: Final = """
SELECT DISTINCT blob FROM file
WHERE kind = 'idea' AND NOT bad AND blob NOT IN (SELECT blob FROM text) ORDER BY blob
"""


def _add(base: Base, blobs: list[int]) -> None:
    with base.writing() as connection:
        for blob in blobs:
            data = base.ask("SELECT data FROM body WHERE blob = ?", blob)
            row = (blob, *_fields(loads(data[0][0])))
            added = connection.execute("INSERT OR IGNORE INTO text VALUES (?, ?, ?, ?)", row)
            if added.rowcount and _indexed(base):
                whole = " ".join(row[1:])
                connection.execute("INSERT INTO gram (rowid, text) VALUES (?, ?)", (blob, whole))


def _forget(base: Base, blobs: list[int]) -> None:
    """Take texts out; the trigram index holds none itself, so that it must be told which."""
    with base.writing() as connection:
        for blob in blobs:
            for row in base.ask("SELECT title, lead, body FROM text WHERE blob = ?", blob):
                connection.execute("DELETE FROM text WHERE blob = ?", (blob,))
                if _indexed(base):
                    connection.execute(_TAKE_OUT, (blob, " ".join(row)))


_TAKE_OUT: Final = "INSERT INTO gram (gram, rowid, text) VALUES ('delete', ?, ?)"


def whole(data: Any) -> str:
    """Return all that is compared of an idea, from its plain data."""
    return " ".join(_fields(data))


def _fields(data: Any) -> tuple[str, str, str]:
    return _joined(data, ("title",)), _joined(data, LEAD), _joined(data, BODY)


def _joined(data: Any, names: Iterable[str]) -> str:
    found = (data.get(name) for name in names)
    texts = (" ".join(map(str, value)) if isinstance(value, list) else value for value in found)
    return plain(" ".join(text[:SIZE] for text in texts if isinstance(text, str)))
