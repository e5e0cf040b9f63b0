"""Plain data read tolerantly: a value of the wrong form is as good as absent, for ``check`` says so."""

from __future__ import annotations

from typing import Any

from innoctl.model.values import is_day


def map_of(data: object) -> dict[str, Any]:
    """Return a value that is a mapping; {} for anything else."""
    return data if isinstance(data, dict) else {}


def text_of(data: object, key: str) -> str:
    """Return the text at a key; '' for anything else."""
    value = map_of(data).get(key)
    return value if isinstance(value, str) else ""


def texts_of(data: object, key: str) -> tuple[str, ...]:
    """Return the texts in the list at a key; () for anything else."""
    values = map_of(data).get(key)
    return tuple(v for v in values if isinstance(v, str)) if isinstance(values, list) else ()


def parts_of(data: object, key: str) -> list[dict[str, Any]]:
    """Return the mappings in the list at a key; [] for anything else."""
    values = map_of(data).get(key)
    return [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []


def number_of(data: object, key: str, default: int) -> int:
    """Return the whole number at a key; ``default`` for anything else, ``true`` too."""
    value = map_of(data).get(key)
    return value if type(value) is int else default


def day_of(data: object, key: str) -> str:
    """Return the day (ISO) at a key; '' for anything else."""
    value = text_of(data, key)
    return value if is_day(value) else ""


def dated(part: dict[str, Any]) -> bool:
    """Tell whether ``from`` and ``until`` are days where they stand: else a period would have no end."""
    return all(part.get(key) is None or day_of(part, key) for key in ("from", "until"))
