"""A new idea: what was given, judged as a whole, becomes a change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from innoctl.changes import new_idea
from innoctl.changes.edit import Change, Plain
from innoctl.changes.naming import Choose, new_id
from innoctl.errors import Field, Finding, UsageError
from innoctl.locale import translator
from innoctl.model.kinds import idea_of
from innoctl.named import NamedTuple
from innoctl.workspace.persons import myself
from innoctl.workspace.portfolio import Portfolio
from innoctl.workspace.records import findings, language, placed, problems, trailers

if TYPE_CHECKING:
    from innoctl.store.similar import Alike

GIVEN: Final = frozenset({"id", "phase", "state"})
"""What innoctl gives a new idea; a file that brings its own is refused."""
CLOSE: Final = 0.5
"""From this share of its words in common an idea is shown to who hands in another."""
RESEMBLING: Final = 3
"""So many are shown: more would not be read."""


class NoIdea(UsageError):
    """A file that should hold an idea holds something else."""

    code = "U846"


class Source(NamedTuple):
    """Where values came from: the name of a file with its bytes, or nothing but flags."""

    name: str = ""
    data: bytes = b""


def read_source(source: Source) -> tuple[dict[str, Plain], list[Finding]]:
    """Return the fields that a file gives, and what is wrong with them already."""
    from innoctl.store.yaml_document import load

    value, _ = load(source.data)
    wrong = problems(source.name, source.data)
    if wrong:
        return {}, wrong
    if not isinstance(value, dict):
        raise NoIdea(path=source.name)
    own = [Finding("U843", source.name, (key,), (("field", key),)) for key in value if key in GIVEN]
    fields = {key: one for key, one in value.items() if key not in GIVEN}
    return fields, placed(own, source.data)


def draw_id(portfolio: Portfolio, choose: Choose) -> str:
    """Return an id that no idea of the portfolio has."""
    taken = {idea_of(path) for path in portfolio.idea_files()}
    while (name := new_id(choose)) in taken:
        pass
    return name


def completed(
    portfolio: Portfolio, fields: Mapping[str, Plain], choose: Choose, today: date
) -> dict[str, Plain]:
    """Return the whole record: what was given, and what innoctl and git know."""
    known = dict(fields)
    if "submitter" not in known and (who := myself(portfolio)):
        known["submitter"] = who
    stream = str(known.get("stream") or "")
    phase = portfolio.process(stream).first or "ideation"
    return new_idea.record(known, draw_id(portfolio, choose), phase, today.isoformat())


def faults(
    portfolio: Portfolio, idea: dict[str, Any], source: Source, fields: Collection[str]
) -> list[Finding]:
    """Return what is wrong with a new idea, each at the flag or the place in the file it came from.

    ``fields`` are those that the file gave; all others came from flags.
    """
    from innoctl.store.yaml_document import read

    document = read(source.data)
    found = []
    for one in findings(portfolio, source.name, idea):
        if one.severity != "error":
            continue
        if one.field[:1] and one.field[0] in fields:
            line, column = document.place(one.field)
            found.append(one._replace(line=line, column=column))
        else:
            found.append(one._replace(path=flag(one.field)))
    return found


def flag(field: Field) -> str:
    """Return the option that gives a field."""
    return f"--{str(field[0]).replace('_', '-')}" if field else "new idea"


def proposal(portfolio: Portfolio, idea: dict[str, Any]) -> Change:
    """Return the change that adds the idea, its comments in the portfolio's language."""
    made = new_idea.change(idea, translator(language(portfolio)))
    return made._replace(trailers=trailers("new idea", idea["id"]))


def resembling(portfolio: Portfolio, idea: dict[str, Any]) -> list[Alike]:
    """Return the ideas that a new one resembles most, by what it is called and comes down to."""
    from innoctl.store.similar import similar

    text = f"{idea['title']} {idea.get('summary', '')}"
    found = similar(portfolio.index, text, exclude=(idea["id"],), limit=RESEMBLING)
    return [one for one in found if one.score >= CLOSE]
