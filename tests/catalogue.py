"""Brings the Dutch catalogue up to date with the code: ``python -m tests.catalogue``.

It keeps what is translated, drops what no code says any more, adds what is new without a
translation, and lists that. Fill it in in the ``.po``, then compile: ``python hatch_build.py``.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE: Final = Path(__file__).parent.parent / "innoctl"
DUTCH: Final = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "innoctl.po"
KEYWORDS: Final = {"N_": None, "gettext": None, "ngettext": (1, 2)}
HEADER: Final = "# The Dutch texts of innoctl; to bring them up to date: python -m tests.catalogue"

Msgid = str | tuple[str, ...]
Found = tuple[int, str, list[str], list[str]]


def extracted() -> dict[Msgid, list[tuple[str, int]]]:
    """Return every msgid in the code with the places (file, line) that say it."""
    found: dict[Msgid, list[tuple[str, int]]] = {}
    method = [("**.py", "tests.catalogue:calls")]
    for name, at, msgid, *_rest in extract_from_dir(str(SOURCE), method, keywords=KEYWORDS):
        found.setdefault(msgid, []).append((f"{SOURCE.name}/{Path(name).as_posix()}", at))
    return found


def calls(
    file: IO[bytes],
    keywords: Collection[str],
    _tags: Collection[str],
    options: Mapping[str, Any],  # noqa: ARG001  (babel gives it by this name)
) -> Iterator[Found]:
    """Yield the calls of `innoctl.locale` in a module, under whichever name it imports them.

    Babel's own method reads tokens: before Python 3.12 it sees nothing inside an f-string.
    """
    tree = ast.parse(file.read())
    names = {
        one.asname or one.name: one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "innoctl.locale"
        for one in node.names
        if one.name in keywords
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            texts = [text for text in given if isinstance(text, str)]
            if node.func.id in names and texts:
                yield node.lineno, names[node.func.id], texts, []


def held() -> Catalog:
    """Return the Dutch catalogue as it lies there."""
    with DUTCH.open("rb") as file:
        return read_po(file, locale="nl")


def messages(catalogue: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def translated(message: Message) -> bool:
    """Tell whether a message has its Dutch, for one and for more."""
    said = message.string
    return bool(said) and all([said] if isinstance(said, str) else said or ())


def refreshed(old: Catalog) -> Catalog:
    """Return a catalogue of what the code says now, with the Dutch that ``old`` has of it."""
    new = Catalog(
        locale="nl", project="innoctl", version="", header_comment=HEADER, fuzzy=False,
        last_translator="", language_team="nl", msgid_bugs_address="", copyright_holder="",
        creation_date=old.creation_date, revision_date=old.creation_date,
    )  # fmt: skip
    known = {message.id: message.string for message in messages(old) if translated(message)}
    for msgid in extracted():
        new.add(msgid, known.get(msgid))
    return new


def write(catalogue: Catalog) -> None:
    """Write the Dutch catalogue, in the order of the English."""
    with DUTCH.open("wb") as file:
        write_po(file, catalogue, width=100, no_location=True, sort_output=True)


def main() -> int:
    """Bring the catalogue up to date and say what is still to translate."""
    new = refreshed(held())
    write(new)
    missing = {message.id for message in messages(new) if not translated(message)}
    for msgid, places in extracted().items():
        if msgid in missing:
            print(f"{places[0][0]}:{places[0][1]}: {msgid!r}")
    print(f"{len(messages(new))} texts, {len(missing)} without Dutch", file=sys.stderr)
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
