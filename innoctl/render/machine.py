"""Forms for machines: JSON, YAML, CSV and names. English keys, UTF-8, the same bytes each time."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, Final

from innoctl.render.safe import cell, line, lines
from innoctl.render.table import (
    SCHEMA_VERSION,
    Document,
    Origin,
    Table,
    Value,
    machine_text,
)

Json = Any
"""What the json module writes: dict, list, str, int, float, bool or None."""

_WORD: Final = "[a-z][a-z0-9_]*"
_NO_WORDS: Final = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def _value(value: Value) -> Json:
    match value:
        case None | str() | bool() | int() | float() | dict():
            return value
        case tuple():
            return list(value)
        case _:
            return machine_text(value)  # an amount as a number would lose its cents somewhere


def objects(table: Table) -> list[dict[str, Json]]:
    """Return the rows as objects by column key; amounts are strings, dates ISO."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(_value, row), strict=True)) for row in table.rows]


def plain_data(document: Document) -> dict[str, Json]:
    """Return a document as one object: a list for each part, an object for a single one."""
    data: dict[str, Json] = {}
    for part in document:
        rows = objects(part.table)
        data[part.key] = rows[0] if part.single else rows
    return data


def envelope(data: Json, origin: Origin) -> dict[str, Json]:
    """Put data in the envelope that every JSON and YAML answer has."""
    return {
        "schema_version": SCHEMA_VERSION,
        "commit": origin.commit or None,
        "left_out": list(origin.left_out),
        "data": data,
    }


def to_json(data: Json) -> str:
    """Return JSON: an object with a line for each key, a list of records with a line for each."""
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    try:
        written = _json(data, "", encode)
    except ValueError:
        written = _json(_finite(data), "", encode)
    if not written.replace("\n", "").isprintable():
        written = "\n".join(map(_escaped, written.split("\n")))
    return written + "\n"


def _json(data: Json, indent: str, encode: Callable[[Json], str]) -> str:
    deeper = f"{indent}  "
    if isinstance(data, dict) and data:
        rows = [f"{encode(key)}: {_json(value, deeper, encode)}" for key, value in data.items()]
        opened, closed = "{}"
    elif isinstance(data, list) and data and isinstance(data[0], dict):
        rows = [encode(value) for value in data]  # in C: 10,000 records in 20 ms, not in 90
        opened, closed = "[]"
    else:
        return encode(data)
    inner = f",\n{deeper}".join(rows)
    return f"{opened}\n{deeper}{inner}\n{indent}{closed}"


def _finite(data: Json) -> Json:
    """Put what JSON has no number for, as a file may hold it, in words."""
    match data:
        case dict():
            return {key: _finite(value) for key, value in data.items()}
        case list():
            return [_finite(value) for value in data]
        case float() if not math.isfinite(data):
            return str(data)
        case _:
            return data


def _escaped(row: str) -> str:
    """Escape what a terminal would obey or hide; JSON itself does so below a space only."""
    import json

    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in row)


def to_yaml(data: Json) -> str:
    """Return YAML 1.2 in block style; strings stay in JSON's quotes, so nothing is guessed."""
    return "".join(f"{row}\n" for row in _yaml_lines(data))


def _yaml_lines(data: Json) -> list[str]:
    if isinstance(data, dict) and data:
        return [row for k, value in data.items() for row in _yaml_entry(_key(k), value, "  ")]
    if isinstance(data, list) and data:
        return [row for value in data for row in _yaml_item(value)]
    return [_scalar(data)]


def _key(key: str) -> str:
    """Return a key with its colon; what is not plainly a word, to YAML 1.1 too, is quoted."""
    return f"{key}:" if re.fullmatch(_WORD, key) and key not in _NO_WORDS else f"{_scalar(key)}:"


def _yaml_entry(head: str, value: Json, indent: str) -> list[str]:
    if isinstance(value, (dict, list)) and value:
        return [head, *(indent + row for row in _yaml_lines(value))]
    return [f"{head} {_scalar(value)}"]


def _yaml_item(value: Json) -> list[str]:
    first, *rest = _yaml_lines(value)
    return [f"- {first}", *(f"  {row}" for row in rest)]


def _scalar(value: Json) -> str:
    import json

    if isinstance(value, float) and not math.isfinite(value):
        return {"inf": ".inf", "-inf": "-.inf"}.get(str(value), ".nan")
    text = json.dumps(value, ensure_ascii=False)
    if text.isprintable():
        return text
    # YAML takes JSON's escapes but for pairs of surrogates: beyond 16 bits it has its own
    return "".join(sign if sign.isprintable() else _yaml_escape(ord(sign)) for sign in text)


def _yaml_escape(number: int) -> str:
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004


def to_csv(tables: list[Table]) -> str:
    """Return comma-separated values with a header of keys; tables stand apart by an empty line."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, table in enumerate(tables):
        if number:
            out.write("\n")
        writer.writerow([column.key for column in table.columns])
        writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def _csv_cell(value: Value) -> str:
    if isinstance(value, str) and value[:1].isalnum() and value.isprintable() and ";" not in value:
        return value
    text = machine_text(value)
    return cell(lines(text)) if isinstance(value, (str, tuple, dict)) else text


def to_names(table: Table) -> str:
    """Return the first column of kind ``id`` (else the first column), one a line."""
    kinds = [column.kind for column in table.columns]
    at = kinds.index("id") if "id" in kinds else 0
    return "".join(f"{line(machine_text(row[at]))}\n" for row in table.rows)
