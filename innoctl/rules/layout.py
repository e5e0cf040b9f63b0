"""Where files stand and how they are named: a record at a wrong place would be read by nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from innoctl.errors import Finding
from innoctl.model.facts import DecisionFacts, IdeaFacts, LedgerFacts
from innoctl.model.kinds import FOLDERS, PEOPLE, REQUIRED, kind_of

FORMS: Final = {
    "ideas": "ideas/YYYY-MM/ID-SLUG.yaml",
    "decisions": "decisions/YYYY-MM/ID-NN-WHAT.yaml",
    "approvals": "approvals/YYYY-MM/ID-DIGEST-PERSON.yaml",
    "ledger": "ledger/YYYY-MM/ID.yaml",
    "budgets": "budgets/YYYY.yaml",
    "process": "process/STREAM.yaml",
}
"""How the files of each folder are named."""
TOP: Final = (*REQUIRED, PEOPLE, "authority.yaml", "agenda.yaml")
_ALIKE: Final = 0.8


def missing(paths: Collection[str]) -> Iterator[Finding]:
    """Yield each file that a portfolio cannot do without, and people.yaml, that it can."""
    for name in REQUIRED:
        if name not in paths:
            yield Finding.of("L501", name, name=name)
    if PEOPLE not in paths:
        yield Finding.of("L506", PEOPLE)


def misplaced(strangers: Iterable[str], top: Iterable[str]) -> Iterator[Finding]:
    """Yield the YAML files that are read by nobody.

    ``strangers`` stand in the folders of records, ``top`` are the names in the portfolio's own
    folder, of which only those that resemble one of ours are looked at.
    """
    for path in strangers:
        if "/" in path:
            yield _stranger(path)
    for name in top:
        yield from _at_top(name)


def _stranger(path: str) -> Finding:
    better = _renamed(path)
    if kind_of(better):
        return Finding.of("L504", path, suffix=path.rpartition(".")[2], near=better, file=path)
    folder = path.partition("/")[0]
    return Finding.of("L502", path, form=FORMS.get(folder, ""), folder=folder)


def _renamed(path: str) -> str:
    return f"{path.rpartition('.')[0]}.yaml"


def _at_top(name: str) -> Iterator[Finding]:
    if name in TOP or name in FOLDERS:
        return
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        near = name.lower()
        if near in FOLDERS:
            yield Finding.of("L505", name, folder=name, near=near)
    elif suffix.lower() in {"yaml", "yml"}:
        matches = get_close_matches(f"{stem.lower()}.yaml", TOP, 1, _ALIKE)
        if matches and stem.lower() == matches[0].removesuffix(".yaml") and suffix != "yaml":
            yield Finding.of("L504", name, suffix=suffix, near=matches[0], file=name)
        elif matches:
            yield Finding.of("L503", name, near=matches[0], file=name)


def ideas(rows: Iterable[tuple[str, IdeaFacts]]) -> Iterator[Finding]:
    """Yield where name and content of idea files disagree."""
    for path, facts in rows:
        month, name = path[6:13], path[14:20]
        if facts.id != name:
            yield Finding.of("L510", path, ("id",), named=name, said=facts.id[:80])
        if facts.submitted_on[:7] != month:
            yield Finding.of("L511", path, ("submitted_on",), named=month, said=facts.submitted_on)


def decisions(
    rows: Iterable[tuple[str, DecisionFacts]], months: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield where name and content of decision files disagree; ``months`` by the id of an idea."""
    for path, facts in rows:
        month, name, what = path[10:17], path[18:24], path[28:-5]
        if facts.idea != name:
            yield Finding.of("L512", path, ("idea",), named=name, said=facts.idea[:80])
        if facts.what != what:
            yield Finding.of("L513", path, ("what",), named=what, said=facts.what[:80])
        home = months.get(facts.idea, month)
        if home != month and facts.idea == name:
            yield Finding.of("L514", path, named=month, said=home, file=path)


def ledgers(
    rows: Iterable[tuple[str, LedgerFacts]], months: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield where name and content of ledgers disagree; ``months`` by the id of an idea."""
    for path, facts in rows:
        month, name = path[7:14], path[15:21]
        if facts.idea != name:
            yield Finding.of("L512", path, ("idea",), named=name, said=facts.idea[:80])
        home = months.get(facts.idea, month)
        if home != month and facts.idea == name:
            yield Finding.of("L518", path, named=month, said=home, file=path)


def approvals(rows: Iterable[tuple[str, Any]]) -> Iterator[Finding]:
    """Yield approvals whose name tells of another person, decision or bytes than their content."""
    for path, data in rows:
        _, folder, name = path.split("/")
        start, digest, person = name.removesuffix(".yaml").split("-", 2)
        for key, named in (
            ("decision", f"decisions/{folder}/{start}-"),
            ("sha256", digest),
            ("person", person),
        ):
            said = data.get(key) if isinstance(data, dict) else None
            whole = len(said) if isinstance(said, str) and key == "person" else len(named)
            if isinstance(said, str) and said[:whole] != named:
                yield Finding.of("L517", path, (key,), named=named, said=said[:80])


def budgets(rows: Iterable[tuple[str, Any]]) -> Iterator[Finding]:
    """Yield budget files whose year is not that of their name."""
    for path, data in rows:
        named, said = path[8:12], data.get("year") if isinstance(data, dict) else None
        if type(said) is int and str(said) != named:
            yield Finding.of("L515", path, ("year",), named=named, said=said)


def overlays(rows: Iterable[tuple[str, Any]]) -> Iterator[Finding]:
    """Yield overlays whose stream is not that of their path."""
    for path, data in rows:
        named, said = path[8:-5], data.get("stream") if isinstance(data, dict) else None
        if isinstance(said, str) and said != named:
            yield Finding.of("L516", path, ("stream",), named=named, said=said[:80])
