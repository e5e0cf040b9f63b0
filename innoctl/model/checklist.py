"""The legal and ethical checklist as facts, from plain data; tolerant, as all of the policy is read."""

from __future__ import annotations

from typing import Any, Final

from innoctl.model.policy import Name
from innoctl.model.values import is_day
from innoctl.named import NamedTuple

DEFAULT: Final = (("kind", ("technological",)), ("touches_persons", ("true",)))
"""For which ideas a question is that does not say so: technology that touches persons (V10)."""
FIELDS: Final = ("kind", "touches_persons", "technologies", "tags")


class AnswerFacts(NamedTuple):
    """An answer that a question of the checklist allows; ``shuts``: no gate opens with it."""

    id: str
    name: Name
    shuts: bool = False


class QuestionFacts(NamedTuple):
    """A question of the legal and ethical checklist (V10); days are ISO or '' for no border.

    ``when`` are fields of an idea, each with the values of which one must be there.
    """

    id: str
    name: Name
    gate: str = ""
    since: str = ""
    until: str = ""
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    answers: tuple[AnswerFacts, ...] = ()
    required: bool = True
    source: str = ""


def checklist_facts(process: object) -> tuple[QuestionFacts, ...]:
    """Read the questions of ``process.yaml``."""
    found = process.get("checklist") if isinstance(process, dict) else None
    items = found if isinstance(found, list) else []
    return tuple(_question(item) for item in items if isinstance(item, dict))


def _question(item: dict[str, Any]) -> QuestionFacts:
    answers = item.get("answers")
    return QuestionFacts(
        id=_text(item, "id"),
        name=_name(item),
        gate=_text(item, "gate"),
        since=_day(item, "since"),
        until=_day(item, "until"),
        when=_when(item.get("when")),
        answers=tuple(
            AnswerFacts(_text(one, "id"), _name(one), one.get("shuts") is True)
            for one in (answers if isinstance(answers, list) else ())
            if isinstance(one, dict)
        ),
        required=item.get("required") is not False,
        source=_text(item, "source"),
    )


def _when(trigger: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(trigger, dict):
        return DEFAULT
    return tuple(
        (field, words(trigger[field])) for field in FIELDS if trigger.get(field) not in _NO
    )


_NO: Final[tuple[Any, ...]] = (None, [])


def words(value: object) -> tuple[str, ...]:
    """Return what a field of an idea says as words, so that ``true`` and a list compare alike."""
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _day(item: dict[str, Any], key: str) -> str:
    value = _text(item, key)
    return value if is_day(value) else ""


def _name(item: dict[str, Any]) -> Name:
    value = item.get("name")
    if isinstance(value, str):
        return (("", value),)
    texts = value.items() if isinstance(value, dict) else ()
    return tuple((str(key), text) for key, text in texts if isinstance(text, str))
