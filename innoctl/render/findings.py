"""Findings for people and for the tools that show them beside a change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from innoctl.codes import lookup
from innoctl.errors import Finding
from innoctl.locale import N_, say, say_in
from innoctl.locale import gettext as _
from innoctl.render.machine import Json, to_json
from innoctl.render.safe import line
from innoctl.render.wrapped import wrapped

Source = Callable[[Finding], str]
"""Gives the line of a file that a finding is about, without its line break; ``""`` when unknown."""

SEVERITIES: Final = (N_("error"), N_("warning"), N_("advice"))
_GITHUB: Final = {"error": "error", "warning": "warning", "advice": "notice"}
_GITLAB: Final = {"error": "major", "warning": "minor", "advice": "info"}
_BREAK: Final = re.compile("\r\n|\n|\r")
WIDEST: Final = 160
"""Characters of a source line that are shown; a longer one is cut around its column."""


def in_text(data: bytes) -> Source:
    """Return where to find the lines of findings that are all about these bytes."""
    rows = _BREAK.split(data.decode("utf-8-sig", "replace"))
    return lambda finding: rows[finding.line - 1] if 0 < finding.line <= len(rows) else ""


def text(findings: Sequence[Finding], source: Source, width: int = 0) -> Iterator[str]:
    """Yield ``file:line:column: severity CODE message``, the source line, a caret, the way out.

    Sentences are broken at ``width`` columns of a terminal, the source line is cut; 0 breaks none.

    Why it matters is said with the first finding of each code; said with all it drowns them.
    """
    told: set[str] = set()
    for finding in findings:
        said = f"{_(finding.severity)} {finding.code} {line(say(finding.message))}"
        yield wrapped(f"{_place(finding)}: {said}", width)
        if finding.line:
            yield from _excerpt(finding, source(finding), width)
        if finding.code not in told:
            told.add(finding.code)
            yield wrapped(f"  {_('why')}: {_(lookup(finding.code).reason)}", width)
        yield wrapped(f"  {_('hint')}: {line(say(finding.way_out))}", width)


def _place(finding: Finding) -> str:
    place = f":{finding.line}:{max(finding.column, 1)}" if finding.line else ""
    return line(finding.path) + place


def _excerpt(finding: Finding, written: str, width: int) -> Iterator[str]:
    if not written:
        return
    column = max(finding.column, 1) - 1
    number = f"{finding.line:>5}"
    room = min(WIDEST, max(width - len(number) - 3, 20)) if width else WIDEST
    start = max(0, column - room // 2)
    before, after = written[start:column], written[column : start + room]
    yield f"{number} | {line(before)}{line(after)}"
    yield f"{' ' * len(number)} | {' ' * len(line(before))}^"


def as_data(findings: Sequence[Finding]) -> list[dict[str, Json]]:
    """Return findings for JSON; messages are English in every language."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "path": finding.path,
            "line": finding.line or None,
            "column": finding.column or None,
            "field": list(finding.field),
            "message": say_in("en", finding.message),
            "reason": lookup(finding.code).reason,
            "way_out": say_in("en", finding.way_out),
            "params": dict(finding.params),
        }
        for finding in findings
    ]


def github(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield GitHub workflow commands, which show as annotations on the changed lines."""
    for finding in findings:
        fields = {"file": finding.path, "title": finding.code}
        if finding.line:
            fields |= {"line": str(finding.line), "col": str(max(finding.column, 1))}
        shown = ",".join(f"{key}={_github_field(value)}" for key, value in fields.items())
        message = _github_text(line(say(finding.message)))
        yield f"::{_GITHUB[finding.severity]} {shown}::{message}"


def _github_text(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_field(value: str) -> str:
    return _github_text(line(value)).replace(":", "%3A").replace(",", "%2C")


def gitlab(findings: Sequence[Finding]) -> str:
    """Return a GitLab Code Quality report, which shows in the merge request."""
    return to_json(
        [
            {
                "description": line(say(finding.message)),
                "check_name": finding.code,
                "fingerprint": _fingerprint(finding),
                "severity": _GITLAB[finding.severity],
                "location": {"path": finding.path, "lines": {"begin": finding.line or 1}},
            }
            for finding in findings
        ]
    )


def _fingerprint(finding: Finding) -> str:
    """Identify a finding by what it says, not where: it survives lines added above it."""
    import hashlib

    parts = (finding.code, finding.path, finding.field, finding.params)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
