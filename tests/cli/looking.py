"""How tests look at the example portfolio: by the program, and by a reader of somebody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.program import Answer, run

OOST = "unit/oost-nederland"


def asked(root: Path, *words: str, **env: str) -> Answer:
    """Ask and get an answer."""
    answer = run(*words, cwd=root, home=root.parent, env=env)
    assert answer.status == 0, answer.err
    return answer


def data(root: Path, *words: str) -> Any:
    """Return the data of a JSON answer."""
    return json.loads(asked(root, *words, "-o", "json").out)["data"]


def records(root: Path, pattern: str) -> Iterator[dict[str, Any]]:
    """Read files with a reader of somebody else's: the oracle of the counts."""
    reader = YAML(typ="safe", pure=True)
    for path in sorted(root.glob(pattern)):
        yield reader.load(path.read_text(encoding="utf-8"))
