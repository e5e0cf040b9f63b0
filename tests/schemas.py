"""Writes ``schemas/`` anew from the models: ``python -m tests.schemas``."""

from __future__ import annotations

from pathlib import Path

from innoctl.model.kinds import KINDS
from innoctl.model.schema import as_text, file_name, json_schema

FOLDER = Path(__file__).parent.parent / "schemas"


def texts() -> dict[str, str]:
    """Return what each file in ``schemas/`` must hold: English, for tools of any language."""
    return {file_name(kind.name): as_text(json_schema(kind.name, str)) for kind in KINDS}


if __name__ == "__main__":
    for name, text in texts().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
