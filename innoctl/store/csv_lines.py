"""A CSV file of somebody else's, line by line: read as it is, or told why it cannot be."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, Self

from innoctl.errors import UsageError
from innoctl.named import NamedTuple

MOST: Final = 64
"""Megabytes of a file that is read."""
DELIMITERS: Final = (";", ",", "\t", "|")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TooLarge(UsageError):
    """More than one import should hold."""

    code = "U781"


class OtherEncoding(UsageError):
    """Bytes that mean nothing in the encoding."""

    code = "U782"


class HoldsNul(UsageError):
    """A NUL byte: this is no text."""

    code = "U783"


class NeverClosed(UsageError):
    """A quote that swallows the rest of the file."""

    code = "U784"


class NoEncoding(UsageError):
    """An encoding that Python does not know, or that is none of text."""

    code = "U785"


class NoLines(UsageError):
    """A file without a header, or without a line under it."""

    code = "U791"


class Read(NamedTuple):
    """One record: the line that it begins in, its fields, and why it is none ('' when it is).

    ``cut`` says that the file ends in it without a line break.
    """

    number: int
    fields: list[str]
    fact: str = ""
    cut: bool = False


class Table:
    """A CSV file: its header, and its records one by one."""

    def __init__(self, path: Path, encoding: str = "", delimiter: str = "") -> None:
        self.path = path
        self.encoding = self._encoding(encoding)
        self._raw: list[str] = []
        self._last = ""
        self._count = 0
        self._file = self._opened()
        first = next(self._lines(), "")
        self.delimiter = delimiter or max(DELIMITERS, key=first.count)
        self._file.seek(0)
        self._count = 0

    def _opened(self) -> IO[str]:
        return self.path.open(encoding=self.encoding, newline="")

    def _encoding(self, asked: str) -> str:
        if self.path.stat().st_size > MOST * 1024 * 1024:
            raise TooLarge(path=self.path, most=MOST)
        with self.path.open("rb") as file:
            start = file.read(4)
        marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
        if not asked:
            return marked or "utf-8"
        try:
            "".encode(asked)  # refuses codecs that are not of text
        except (LookupError, ValueError, TypeError):
            raise NoEncoding(name=asked) from None
        same = codecs.lookup(asked).name.replace("_", "-")
        return "utf-8-sig" if same == "utf-8" else asked

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()

    def _lines(self) -> Iterator[str]:
        """Yield the lines as they are, kept until the record that they make is whole."""
        while True:
            try:
                line = self._file.readline()
            except UnicodeError as error:
                said = {"path": self.path, "encoding": self.encoding, "line": self._count + 1}
                raise OtherEncoding(**said) from error
            if not line:
                return
            self._count += 1
            if "\0" in line:
                raise HoldsNul(path=self.path, line=self._count)
            self._raw.append(line)
            self._last = line
            yield line

    def records(self) -> Iterator[Read]:
        """Yield the header and every record, those that are none too; raises what cannot be read at all."""
        reader = csv.reader(self._lines(), delimiter=self.delimiter, strict=True)
        while True:
            self._raw = []
            begin = self._count + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "unexpected end of data" in str(error):
                    raise NeverClosed(path=self.path, line=begin) from None
                yield Read(begin, ["".join(self._raw).rstrip("\r\n")], str(error))
                continue
            if fields:
                yield Read(begin, fields, cut=not self._last.endswith(("\n", "\r")))
