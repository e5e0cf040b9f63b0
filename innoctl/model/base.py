"""What all records share: strictness, the schema line, and the field types of the field.

Values come from YAML 1.2 as plain data; dates and amounts arrive as strings, so that
a bad one is a finding on its field and never a failure of the parser.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from innoctl.locale import N_
from innoctl.model.kinds import IDEA_ID, LOGIN, SHARE, SLUG, STREAM_ID
from innoctl.model.values import is_day, is_inside, is_public_key

DIGITS: Final = 13
"""Digits before the point of an amount: enough for any public budget, small enough for cents in 64 bits."""


class Part(BaseModel):
    """A piece of a record: read-only, and no key that we do not know."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True
    )


class Record(Part):
    """A whole file; its first key ``schema`` names kind and version."""


def _day(value: object) -> date:
    if isinstance(value, str) and is_day(value):
        return date.fromisoformat(value)
    raise PydanticCustomError("day", "a date is written as 2026-05-31")


def _amount(value: object) -> Decimal:
    if isinstance(value, str) and re.fullmatch(rf"-?\d{{1,{DIGITS}}}\.\d\d", value, re.ASCII):
        return Decimal(value)
    raise PydanticCustomError("amount", "an amount is a quoted decimal string with two places")


def _share(value: object) -> Decimal:
    if isinstance(value, str) and re.fullmatch(SHARE, value, re.ASCII):
        return Decimal(value)
    raise PydanticCustomError("share", "a share is a quoted decimal string from 0.0 to 1.0")


def _positive(value: Decimal) -> Decimal:
    if value.is_signed():  # -0.00 too: what reads amounts takes no sign here
        raise PydanticCustomError("negative_amount", "this amount cannot be below zero")
    return value


def _words(value: object) -> str | dict[str, str]:
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, dict) and value and set(value) <= {"nl", "en"}:
        texts: dict[str, str] = {k: v for k, v in value.items() if isinstance(v, str) and v.strip()}
        if len(texts) == len(value):
            return texts
    raise PydanticCustomError("words", "a text, or a mapping with nl and en")


def _unique(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(values)) != len(values):
        raise PydanticCustomError("repeated", "each item may stand here once")
    return values


_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Line breaks, control characters and marks that turn the reading direction."""


def _one_line(value: str) -> str:
    if not value.isprintable() and _CONTROL.search(value):
        raise PydanticCustomError("one_line", "one line of text without control characters")
    return value


def _public_key(value: str) -> str:
    if not is_public_key(value):
        raise PydanticCustomError("public_key", "an SSH public key, as in a .pub file")
    return value


def _inside(value: str) -> str:
    if not is_inside(value):
        raise PydanticCustomError("inside", "the path of a file in the portfolio")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    WithJsonSchema({"type": "string", "pattern": rf"^-?\d{{1,{DIGITS}}}\.\d\d$"}),
]
PositiveAmount = Annotated[Amount, AfterValidator(_positive)]
Share = Annotated[
    Decimal,
    BeforeValidator(_share),
    WithJsonSchema({"type": "string", "pattern": rf"^({SHARE})$"}),
]
Words = Annotated[
    str | dict[str, str],
    PlainValidator(_words),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "properties": {"nl": {"type": "string"}, "en": {"type": "string"}},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }
    ),
]
"""A text in one language, or ``{nl: ..., en: ...}``."""

Title = Annotated[
    str, StringConstraints(min_length=3, max_length=200, pattern=r"\S"), AfterValidator(_one_line)
]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=500, pattern=r"\S"), AfterValidator(_one_line)
]
InsidePath = Annotated[Line, AfterValidator(_inside)]
PublicKey = Annotated[Line, AfterValidator(_public_key)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=r"\S")]
Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=80)]
IdeaId = Annotated[str, StringConstraints(pattern=rf"^{IDEA_ID}$")]
StreamId = Annotated[str, StringConstraints(pattern=rf"^({STREAM_ID})$", max_length=80)]
Login = Annotated[str, StringConstraints(pattern=rf"^{LOGIN}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ObjectId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]


T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""A YAML list; kept as a tuple, because records are read-only. What stands in it is as strict as ever."""
Unique = Annotated[tuple[T, ...], Strict(False), AfterValidator(_unique)]
"""A YAML list in which nothing stands twice."""


def doc(description: str, *examples: Any, default: Any = ..., alias: str | None = None) -> Any:
    """Describe a field; ``description`` is a msgid, shown by editors through the JSON Schema."""
    return Field(default, description=description, examples=list(examples) or None, alias=alias)


def schema_line(kind: str) -> Any:
    """Describe the first key of a file of ``kind``."""
    return doc(
        N_("The kind of file and the version of its form."), f"innoctl/{kind}/1", alias="schema"
    )
