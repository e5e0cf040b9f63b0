"""Writes ``schemas/answers/`` anew from the tables that answers are made of: ``python -m tests.answers``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from innoctl.render.budget_tables import HEAD, LINES, ROWS, TITLES, TOTALS, columns
from innoctl.render.table import SCHEMA_VERSION
from innoctl.reports.forecast import ForecastRow
from innoctl.reports.stream import LeftOutRow

FOLDER = Path(__file__).parent.parent / "schemas" / "answers"
Schema = dict[str, Any]
_AMOUNT: Final = r"^-?\d+\.\d{2}$"
_SHARE: Final = r"^-?\d+\.\d{4}$"


def schemas() -> dict[str, Schema]:
    """Return the schema of each answer in JSON, by the name of its file."""
    report = {
        "report": _record(HEAD),
        "rows": _records(*ROWS.values()),
        "total": _record(TOTALS),
        "forecast": _records(ForecastRow._fields),
        "left_out": _records(LeftOutRow._fields),
    }
    data = {"type": "object", "properties": report, "required": list(report)}
    alone = tuple(name for name in LINES if name != "total")
    return {
        "report-budget.schema.json": _envelope(
            "innoctl report budget -o json", data | {"additionalProperties": False}
        ),
        "report-budget-lines.schema.json": _envelope(
            "innoctl report budget --lines -o json", _records(LINES, alone)
        ),
    }


def texts() -> dict[str, str]:
    """Return what each file must hold."""
    return {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }


def _envelope(title: str, data: Schema) -> Schema:
    own = {
        "schema_version": {"const": SCHEMA_VERSION},
        "commit": {"type": ["string", "null"]},
        "left_out": {"type": "array", "items": {"type": "string"}},
        "data": data,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": own,
        "required": list(own),
        "additionalProperties": False,
    }


def _records(*shapes: Iterable[str]) -> Schema:
    items = [_record(shape) for shape in shapes]
    return {"type": "array", "items": items[0] if len(items) == 1 else {"anyOf": items}}


def _record(fields: Iterable[str]) -> Schema:
    own = {
        column.key: {"title": TITLES[column.key], **_value(column.key, column.kind)}
        for column in columns(fields)
    }
    return {
        "type": "object", "properties": own, "required": list(own), "additionalProperties": False,
    }  # fmt: skip


def _value(name: str, kind: str) -> Schema:
    if name == "ids":
        return {"type": "array", "items": {"type": "string"}}
    if kind == "money":
        return {"type": ["string", "null"], "pattern": _AMOUNT}
    if name == "sunk_share":
        return {"type": ["string", "null"], "pattern": _SHARE}
    return {"type": ["integer" if kind == "number" else "string", "null"]}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in texts().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
