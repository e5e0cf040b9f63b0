"""One record at work: read for a change, and judged before the change is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from innoctl.changes.edit import Change, Edit, FileEdit
from innoctl.changes.set_field import FORBIDDEN
from innoctl.errors import Finding, InnoError, UsageError
from innoctl.locale import Text
from innoctl.model.kinds import idea_of
from innoctl.named import NamedTuple
from innoctl.store import files
from innoctl.workspace.commit import settle
from innoctl.workspace.dossier import UnreadableIdea
from innoctl.workspace.journal import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innoctl.changes.link import Tie
    from innoctl.workspace.portfolio import Portfolio

CONFIGURATION: Final = {
    "portfolio": "portfolio.yaml",
    "process": "process.yaml",
    "organisation": "organisation.yaml",
    "people": "people.yaml",
    "agenda": "agenda.yaml",
}
"""Where the ids stand that an idea points to; other ideas are known by their file names."""


class Unfit(UsageError):
    """What was typed does not fit; every fault is told."""

    code = "U844"


class Refused(InnoError):
    """What was typed is understood, and a rule or the text itself says no; every finding is told."""

    code = "U849"


def refusal(found: Sequence[Finding], text: bytes = b"") -> Unfit | Refused:
    """Return the error that tells these findings; those with a line are counted in ``text``.

    Findings in a text are an answer, as those of ``check`` are; a slip on the command line is not.
    """
    slips = any(not one.line and one.code not in FORBIDDEN for one in found)
    error = (Unfit if slips else Refused)(count=len(found))
    error.findings, error.text = tuple(found), text
    return error


class Record(NamedTuple):
    """One file as it is now: its bytes and the mapping that they hold."""

    path: str
    data: bytes
    value: dict[str, Any]

    @property
    def id(self) -> str:
        """The id of the idea, as its file is named; what stands in the file may be wrong."""
        return idea_of(self.path)

    @property
    def digest(self) -> str:
        """What the edits are made for."""
        return fingerprint(self.data) or ""


def open_idea(portfolio: Portfolio, name: str) -> Record:
    """Return the idea that ``name`` means, read from its file; `UnreadableIdea` says what is wrong with it."""
    settle(portfolio.root)
    path = portfolio.resolve(name)
    return read_record(path, files.read(portfolio.root, path) or b"")


def read_record(path: str, data: bytes) -> Record:
    """Return the record that these bytes hold, or raise `UnreadableIdea`."""
    from innoctl.store.yaml_document import read

    document = read(data)
    if document.problems or not isinstance(document.value, dict):
        raise UnreadableIdea(path, problems(path, data), data)
    return Record(path, data, document.value)


def problems(path: str, data: bytes) -> list[Finding]:
    """Return what makes these bytes no YAML, with their places."""
    from innoctl.store.yaml_document import read

    return [
        Finding(one.code, path, (), one.params, one.line, one.column) for one in read(data).problems
    ]


def edited(record: Record, edits: Iterable[Edit], command: str, subject: Text) -> Change:
    """Return the change that makes these edits to one idea."""
    file = FileEdit(record.path, tuple(edits), record.digest)
    return Change((file,), subject, trailers(command, record.id))


def tied(records: Sequence[Record], ties: Sequence[Tie], subject: Text) -> Change:
    """Return the change that makes the edits of ties, each in the file of its own idea."""
    touched = (
        FileEdit(
            record.path,
            tuple(tie.edit for tie in ties if tie.id == record.id),
            record.digest,
        )
        for record in records
    )
    ideas = dict.fromkeys(record.id for record in records)
    return Change(tuple(file for file in touched if file.edits), subject, trailers("link", *ideas))


def trailers(command: str, *ideas: str) -> tuple[tuple[str, str], ...]:
    """Return what a commit of innoctl says for machines."""
    return (("Innoctl-Command", command), *(("Innoctl-Idea", idea) for idea in ideas))


def findings(portfolio: Portfolio, path: str, idea: dict[str, Any]) -> list[Finding]:
    """Return what is wrong with an idea: inside it, and in what it points to."""
    from innoctl.model.references import references
    from innoctl.model.validate import validate
    from innoctl.rules.references import unresolved

    inside = [Finding(one.code, path, one.field, one.params) for one in validate("idea", idea)]
    at = {finding.field for finding in inside}
    known, uncertain = _known(portfolio, str(idea.get("stream", "")))
    pointing = unresolved([(path, references("idea", idea))], known, uncertain)
    return inside + [finding for finding in pointing if finding.field not in at]


def fresh(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    """Return the errors that a change brings; what was wrong before may be put right step by step."""
    old = {(one.code, one.field, one.params) for one in before}
    return [
        one
        for one in after
        if one.severity == "error" and (one.code, one.field, one.params) not in old
    ]


def placed(found: Sequence[Finding], data: bytes) -> list[Finding]:
    """Return findings with line and column in these bytes."""
    from innoctl.store.yaml_document import read

    document = read(data)
    return [
        one if one.line else one._replace(line=place[0], column=place[1])
        for one in found
        for place in (document.place(one.field),)
    ]


def _known(portfolio: Portfolio, stream: str) -> tuple[dict[str, set[str]], set[str]]:
    """Return the ids that an idea may point to, and the sorts that nobody knows.

    Those are of a file that cannot be read, and persons where people.yaml is kept elsewhere.
    """
    from innoctl.model.references import DEFINITIONS, definitions
    from innoctl.rules.references import known_ids

    sources = {kind: portfolio.document(path) for kind, path in CONFIGURATION.items()}
    pointers = [(kind, definitions(kind, data)) for kind, data in sources.items()]
    overlay = portfolio.document(f"process/{stream}.yaml") if stream else {}
    known = known_ids([*pointers, ("overlay", definitions("overlay", overlay))])
    known["idea"] = {idea_of(path) for path in portfolio.idea_files()}
    lost = {
        sort
        for kind, data in sources.items()
        if not data and (kind == "people" or (portfolio.root / CONFIGURATION[kind]).exists())
        for sort in DEFINITIONS[kind].values()
    }
    return known, lost


def language(portfolio: Portfolio) -> str:
    """Return the main language of a portfolio: its commits and new files speak it."""
    return spoken(portfolio.document("portfolio.yaml"))


def spoken(data: dict[str, Any]) -> str:
    """Return the main language that ``portfolio.yaml`` names."""
    said = data.get("languages")
    return "en" if isinstance(said, list) and said and said[0] == "en" else "nl"
