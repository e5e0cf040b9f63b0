"""Plain data against its model: everything that is wrong with one record, as faults.

What pydantic says is turned into codes of our own, so that each has a reason and a way
out in both languages; what pydantic cannot say field by field stands in `consistent`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any, Final, cast

from pydantic_core import ValidationError

from innoctl.errors import Field, Params
from innoctl.model.consistent import inconsistencies
from innoctl.model.faults import Fault, shown
from innoctl.model.kinds import BY_NAME, IDEA_ID, SLUG, STREAM_ID
from innoctl.named import NamedTuple

MOST: Final = 100
"""Most faults that are told of one file."""

TYPES: Final[dict[str, tuple[str, ...]]] = {
    "M201": ("missing",),
    "M202": ("extra_forbidden",),
    "M204": ("string_type", "string_unicode", "string_not_ascii"),
    "M205": ("literal_error", "enum"),
    "M210": ("string_too_short", "too_short"),
    "M211": ("string_too_long", "too_long"),
    "M212": ("string_pattern_mismatch",),
    "M220": (
        "tuple_type",
        "list_type",
        "set_type",
        "frozen_set_type",
        "iterable_type",
        "deque_type",
    ),
    "M221": ("model_type", "dict_type", "mapping_type", "model_attributes_type"),
    "M222": ("bool_type", "bool_parsing"),
    "M223": ("int_type", "int_parsing", "int_parsing_size", "int_from_float"),
    "M224": ("greater_than_equal", "greater_than"),
    "M225": ("less_than_equal", "less_than"),
    "M230": ("day",),
    "M231": ("amount",),
    "M232": ("share",),
    "M233": ("negative_amount",),
    "M234": ("words",),
    "M235": ("repeated",),
    "M236": ("one_line",),
    "M237": ("public_key",),
    "M238": ("inside",),
    "M200": (
        *("arguments_type", "assertion_error", "bytes_invalid_encoding", "bytes_too_long"),
        *("bytes_too_short", "bytes_type", "callable_type", "complex_str_parsing", "complex_type"),
        *("counter_type", "dataclass_exact_type", "dataclass_type", "date_from_datetime_inexact"),
        *("date_from_datetime_parsing", "date_future", "date_parsing", "date_past", "date_type"),
        *("datetime_from_date_parsing", "datetime_future", "datetime_object_invalid"),
        *("datetime_parsing", "datetime_past", "datetime_type", "decimal_max_digits"),
        *("decimal_max_places", "decimal_parsing", "decimal_type", "decimal_whole_digits"),
        *("default_factory_not_called", "ellipsis_error", "finite_number", "float_parsing"),
        *("float_type", "fraction_parsing", "fraction_type", "frozen_dict_type", "frozen_field"),
        *("frozen_instance", "get_attribute_error", "invalid_key", "is_instance_of"),
        *("is_subclass_of", "iteration_error", "json_invalid", "json_type", "missing_argument"),
        *("missing_keyword_only_argument", "missing_positional_only_argument"),
        *("missing_sentinel_error", "multiple_argument_values", "multiple_of", "named_tuple_type"),
        *("needs_python_object", "no_such_attribute", "none_required", "ordered_dict_type"),
        *(
            "recursion_depth_exceeded",
            "recursion_loop",
            "set_item_not_hashable",
            "time_delta_parsing",
        ),
        *("time_delta_type", "time_parsing", "time_type", "timezone_aware", "timezone_naive"),
        *("timezone_offset", "unexpected_keyword_argument"),
        *("unexpected_positional_argument", "union_tag_invalid", "union_tag_not_found"),
        *("url_parsing", "url_scheme", "url_syntax_violation", "url_too_long", "url_type"),
        *("uuid_parsing", "uuid_type", "uuid_version", "value_error"),
    ),
}
"""Every error type of pydantic and of `base`, by code. Those under M200 no model of ours can raise
today; the code is there so that a later pydantic cannot leave a user without a sentence."""
_CODES: Final = {error: code for code, errors in TYPES.items() for error in errors}

_PATTERNS: Final = {
    rf"^{SLUG}$": "M213",
    rf"^{IDEA_ID}$": "M214",
    rf"^({STREAM_ID})$": "M215",
    r"^[0-9a-f]{64}$": "M216",
    r"^[0-9a-f]{40}([0-9a-f]{24})?$": "M217",
    r"\S": "M218",
}
"""What a text does not look like, by the pattern of its type in `base`."""


_OTHER_KIND: Final = ("M220", "M221", "M222", "M223")
"""Where a text stands in the place of something else; its quotes show that it is one."""


class _Error(NamedTuple):
    """One error of pydantic, at a field as the file writes it."""

    type: str
    field: Field
    value: object
    context: dict[str, Any]


def validate(kind: str, data: object) -> list[Fault]:
    """Return what is wrong with a record of ``kind``, in the order of its fields; [] when nothing is."""
    return validated([(kind, data)])[0]


def validated(records: Sequence[tuple[str, object]]) -> list[list[Fault]]:
    """Return what is wrong with each of these records, given by kind and plain data.

    Pydantic sees all of them before anything else looks at one: what it works with then stays in
    the processor's caches, which takes a quarter less time with many.
    """
    refused = [_refused(kind, data) for kind, data in records]
    return [_faults(*record, error) for record, error in zip(records, refused, strict=True)]


def _refused(kind: str, data: object) -> ValidationError | None:
    try:
        _validator(kind)(data)
    except ValidationError as error:
        return error
    return None


def _faults(kind: str, data: object, error: ValidationError | None) -> list[Fault]:
    if error is None:
        return list(inconsistencies(kind, data))[:MOST]
    faults = _told(kind, _by_field(error.errors(include_url=False), data))
    newer = [fault for fault in faults if fault.code == "M208"]
    if newer:
        return newer  # what this version of the form says about the rest would be noise
    at = {fault.field for fault in faults}
    faults += [fault for fault in inconsistencies(kind, data) if fault.field not in at]
    return faults[:MOST]


def prepare(kind: str) -> None:
    """Load what validates records of a kind, which the first of them would wait for."""
    _validator(kind)


@cache
def _validator(kind: str) -> Callable[[object], object]:
    row = BY_NAME[kind]
    model = getattr(import_module(row.module), row.model)
    return cast("Callable[[object], object]", model.__pydantic_validator__.validate_python)


def _told(kind: str, errors: list[_Error]) -> list[Fault]:
    """Return the faults; a missing key is none when another key was meant to be that one."""
    faults = [_fault(kind, error) for error in errors]
    meant = {fault.params[1][1] for fault in faults if fault.code == "M202"}
    return [fault for fault in faults if fault.code != "M201" or str(fault.field[-1]) not in meant]


def _by_field(details: list[Any], data: object) -> list[_Error]:
    """Keep the first error of each field; the options of a union all point to the same one."""
    found: dict[Field, _Error] = {}
    for detail in details[: MOST * 2]:
        field = _written(detail["loc"], data, detail["type"])
        error = _Error(detail["type"], field, detail["input"], detail.get("ctx", {}))
        found.setdefault(field, error)
    return list(found.values())


def _written(location: Field, data: Any, error: str) -> Field:
    """Leave out of pydantic's location what the file does not hold: names of a union's options."""
    field: list[str | int] = []
    for key in location:
        if isinstance(data, dict) and key in data:
            data = data[str(key)]
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        elif error == "missing" and key is location[-1]:
            pass
        else:
            break
        field.append(key)
    return tuple(field)


def _fault(kind: str, error: _Error) -> Fault:
    code = _CODES[error.type]
    special = _SPECIAL.get(code)
    if special is not None:
        return special(kind, error)
    if error.value is None:
        return Fault("M219", error.field, (("key", shown(_key(error.field))),))
    value = shown(error.value)
    if code in _OTHER_KIND and isinstance(error.value, str):
        value = f'"{value}"'
    params = (("value", value), ("type", error.type))
    return Fault(code, error.field, params + _limits(error.context))


def _limits(context: dict[str, Any]) -> Params:
    limits = ("ge", "gt", "le", "lt", "min_length", "max_length")
    return tuple(("limit", str(context[name])) for name in limits if name in context)


def _key(field: Field) -> str:
    """Return the last key by name; a place in a list is said by the key that holds the list."""
    return next((key for key in reversed(field) if isinstance(key, str)), "")


def _missing(_kind: str, error: _Error) -> Fault:
    return Fault("M201", error.field, (("key", _key(error.field)),))


def _unknown(kind: str, error: _Error) -> Fault:
    from innoctl.model.shape import shape

    key = str(error.field[-1])
    above = shape(kind, error.field[:-1])
    known = list(above.fields if above else ())
    near = _near(key, known)
    if near:
        return Fault("M202", error.field, (("key", shown(key)), ("near", near)))
    return Fault("M203", error.field, (("key", shown(key)), ("keys", ", ".join(known))))


def _choice(_kind: str, error: _Error) -> Fault:
    if error.field == ("schema",):
        return _schema_line(error)
    if error.value is None:
        return Fault("M219", error.field, (("key", _key(error.field)),))
    allowed = _allowed(error)
    value = ("value", shown(error.value))
    near = _near(str(error.value), allowed)
    if near:
        return Fault("M205", error.field, (value, ("near", near), ("allowed", ", ".join(allowed))))
    return Fault("M206", error.field, (value, ("allowed", ", ".join(allowed))))


def _allowed(error: _Error) -> list[str]:
    """Read the values out of pydantic's ``'go', 'hold' or 'rework'``."""
    return str(error.context["expected"]).strip("'").replace("' or '", "', '").split("', '")


def _schema_line(error: _Error) -> Fault:
    expected = _allowed(error)[0]
    newer = isinstance(error.value, str) and error.value.startswith(expected[:-1])
    newer = newer and str(error.value)[len(expected) - 1 :].isdecimal()
    params = (("value", shown(error.value)), ("expected", expected))
    return Fault("M208" if newer else "M207", error.field, params)


def _pattern(_kind: str, error: _Error) -> Fault:
    code = _PATTERNS.get(str(error.context["pattern"]), "M212")
    return Fault(code, error.field, (("value", shown(error.value)),))


_SPECIAL: Final[dict[str, Callable[[str, _Error], Fault]]] = {
    "M201": _missing,
    "M202": _unknown,
    "M205": _choice,
    "M212": _pattern,
}


def _near(typed: str, names: list[str]) -> str:
    """Return the name that was probably meant, or ''; case, dashes and spaces are often mixed up."""
    plain = typed[:100].lower().replace("-", "_").replace(" ", "_")
    folded = {name.lower().replace("-", "_"): name for name in names}
    matches = get_close_matches(plain, folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else ""
