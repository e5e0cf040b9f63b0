"""All rules over a whole portfolio at once, each finding at its line and column.

What is found depends on the files, the day and the rules alone, so it is remembered with
the index: a check of a portfolio in which nothing changed only proves that nothing did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from json import dumps
from typing import TYPE_CHECKING, Any, Final

from innoctl.errors import Field, Finding
from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from innoctl.store.yaml_document import Document
    from innoctl.workspace.portfolio import Portfolio

SOURCE: Final = 2000
"""Characters of a source line that are kept to show under its findings."""
_BREAK: Final = re.compile("\r\n|\n|\r")
_TOP: Final = r"""^["']?{}["']?\s*:(?=\s|$)"""

Place = tuple[str, int]
Fetch = Callable[[str], bytes | None]
"""Gives the bytes of a file of the portfolio, None where there is none."""


class Checked(NamedTuple):
    """What a check found, sorted by place; ``sources`` holds the line of a file by (path, line)."""

    findings: list[Finding]
    sources: dict[Place, str]

    def source(self, finding: Finding) -> str:
        """Return the line that a finding is about, '' where there is none."""
        return self.sources.get((finding.path, finding.line), "")


def check(portfolio: Portfolio, paths: Collection[str] = (), *, at: date | None = None) -> Checked:
    """Return all that is wrong with the portfolio on a day, or with some files and folders of it.

    ``paths`` are relative to the portfolio; the whole is always looked at, for what is wrong
    with one file often shows in another.
    """
    portfolio.validated_index()
    today = portfolio.today(at)
    top = portfolio.top()

    def look() -> object:
        return _packed(placed(_found(portfolio, top, today), portfolio.fetch))

    return _within(_unpacked(portfolio.remembered(f"check {today} {dumps(top)}", look)), paths)


def _found(portfolio: Portfolio, top: Sequence[str], today: date) -> list[Finding]:
    """Let every rule speak, once for each thing it says."""
    from innoctl.store.portions import uncollected
    from innoctl.workspace.gather import every_finding

    with uncollected():
        return list(dict.fromkeys(every_finding(portfolio, top, today)))


def _within(found: Checked, paths: Collection[str]) -> Checked:
    if not paths:
        return found
    folders = tuple(f"{path}/" for path in paths)
    kept = (row for row in found.findings if row.path in paths or row.path.startswith(folders))
    return found._replace(findings=list(kept))


def placed(findings: Iterable[Finding], fetch: Fetch) -> Checked:
    """Look up where each finding stands, fetching each file with findings once."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    found: list[Finding] = []
    sources: dict[Place, str] = {}
    for path in sorted(by_path):
        rows = _looked_up(fetch, path, by_path[path], sources)
        found += sorted(_first_causes(rows), key=lambda row: (row[4:], row.code, row.params))
    return Checked(found, sources)


def _first_causes(rows: Iterable[Finding]) -> list[Finding]:
    """Leave out what is said of a field on a line that YAML itself cannot be trusted on."""
    found = list(rows)
    doubtful = {row.line for row in found if row.code[0] == "F"}
    return [row for row in found if row.code[0] == "F" or row.line not in doubtful or not row.line]


def _looked_up(
    fetch: Fetch, path: str, rows: Sequence[Finding], sources: dict[Place, str]
) -> Iterator[Finding]:
    if not any(row.field or row.line for row in rows):
        yield from rows
        return
    data = fetch(path)
    if data is None:
        yield from rows
        return
    text = _Text(data)
    for row in rows:
        line, column = (
            (row.line, row.column) if row.line or not row.field else text.place(row.field)
        )
        if 0 < line <= len(text.lines):
            sources[path, line] = text.lines[line - 1][:SOURCE]
        yield row._replace(line=line, column=column)


class _Text:
    """One file with findings: its lines, and where its fields stand."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.text = data.decode("utf-8-sig", "replace")
        self.lines = _BREAK.split(self.text)

    def place(self, field: Field) -> tuple[int, int]:
        """Return line and column of a field, those at the top without parsing.

        A key that begins exactly one line is that key: what belongs to another key is indented.
        """
        if len(field) == 1:
            found = list(
                islice(
                    re.finditer(_TOP.format(re.escape(str(field[0]))), self.text, re.MULTILINE), 2
                )
            )
            if len(found) == 1:
                return len(_BREAK.findall(self.text, 0, found[0].start())) + 1, 1
        return self.document.place(field)

    @cached_property
    def document(self) -> Document:
        from innoctl.store.yaml_document import read

        return read(self.data)


def _packed(found: Checked) -> object:
    return [found.findings, [[*place, text] for place, text in found.sources.items()]]


def _unpacked(known: Any) -> Checked:
    findings, sources = known
    placed = {(path, line): text for path, line, text in sources}
    return Checked([unpacked(row) for row in findings], placed)


def unpacked(row: list[Any]) -> Finding:
    """Make a finding again of the JSON array that it was passed on as."""
    code, path, field, params, line, column = row
    said = tuple((name, value) for name, value in params)
    return Finding(code, path, tuple(field), said, line, column)
