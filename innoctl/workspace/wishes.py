"""What is to be decided, from a file: one decision or many, with what holds for all said once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from innoctl.changes.decide import GIVEN, GROUPS
from innoctl.errors import Field, Finding, UsageError
from innoctl.workspace.deciding import Wish
from innoctl.workspace.records import placed, problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innoctl.changes.edit import Plain

SAID: Final = tuple(
    key
    for group in GROUPS
    for key in group
    if key not in GIVEN and key not in {"idea", "what", "outcome", "supersedes", "to_phase"}
)
"""The keys of a decision that a person gives."""
OWN: Final = ("idea", "gate", "outcome", "to_phase", "corrects")
MANY: Final = "decisions"


class NoDecisions(UsageError):
    """A file that should hold decisions holds something else."""

    code = "U939"


class IdeasTwice(UsageError):
    """Ideas are named on the command line and in the file."""

    code = "U941"


def read_wishes(
    name: str, data: bytes, ideas: Sequence[str], flags: dict[str, Plain]
) -> tuple[list[Wish], list[Finding]]:
    """Return the decisions that a file asks for, and what is wrong with it, with its places.

    ``ideas`` are those of the command line, for a file that names none. What a decision says
    itself goes before ``flags``, and those before what the file says for all.
    """
    from innoctl.store.yaml_document import load

    value, _ = load(data)
    wrong = problems(name, data)
    if wrong:
        return [], wrong
    every, items = _parts(name, value)
    rows = [((), every), *items] if every and items else items
    found = [one for at, row in rows for one in _keys(name, at, row)]
    wishes = [
        wish({**every, **flags, **row, "idea": idea}, at)
        for at, row in items
        for idea in _ideas(row, ideas)
    ]
    return wishes, placed(found, data)


def wish(row: dict[str, Any], at: Field = ()) -> Wish:
    """Return the decision that a mapping asks for; what has not the form of its key is judged later."""
    said: dict[str, Plain] = {key: row[key] for key in SAID if key in row}
    words = {key: row[key] if isinstance(row.get(key), str) else "" for key in OWN}
    return Wish(
        words["idea"], words["outcome"], said, words["gate"], words["to_phase"],
        str(row.get("corrects") or ""), at,
    )  # fmt: skip


def _parts(name: str, value: Any) -> tuple[dict[str, Any], list[tuple[Field, dict[str, Any]]]]:
    """Take a file apart: what it says for all, and its decisions with their places."""
    every: dict[str, Any] = {}
    at: Field = ()
    if isinstance(value, dict) and MANY in value:
        every = {key: held for key, held in value.items() if key != MANY}
        value, at = value[MANY], (MANY,)
    elif isinstance(value, dict) and value:
        return {}, [((), value)]
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        return every, [((*at, number), row) for number, row in enumerate(value)]
    raise NoDecisions(path=name)


def _keys(name: str, at: Field, row: dict[str, Any]) -> list[Finding]:
    known = (*OWN, *SAID)
    return [
        Finding.of(
            "U940", name, (*at, key), key=str(key)[:80],
            near=", ".join(get_close_matches(str(key)[:80], known, 3) or known),
        )
        for key in row
        if key not in known
    ]  # fmt: skip


def _ideas(row: dict[str, Any], ideas: Sequence[str]) -> Sequence[str]:
    own = row.get("idea")
    if own and ideas:
        raise IdeasTwice(idea=own)
    return [str(own)] if own else list(ideas) or [""]
