"""A portfolio of signed decisions for measuring: each a commit of its own, approved by two."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from unittest import mock

from innoctl.changes.naming import ALPHABET
from tests.gates.council import Council

IDENTITY = {
    "GIT_AUTHOR_NAME": "Bench",
    "GIT_AUTHOR_EMAIL": "bench@example.org",
    "GIT_COMMITTER_NAME": "Bench",
    "GIT_COMMITTER_EMAIL": "bench@example.org",
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
    "GIT_CONFIG_KEY_1": "gc.auto",
    "GIT_CONFIG_VALUE_1": "0",  # else one may be under way when the last is asked for
}


def decided(folder: Path, decisions: int) -> Path:
    """Make a repository with so many decisions, two signatures under each, and return it."""
    with mock.patch.dict(os.environ, IDENTITY):
        council = Council(folder)
        names = [_name(number) for number in range(decisions)]
        for name in names:
            council.idea(name)
        council.commit("ideas")
        for name in names:
            path = council.decide(name)
            council.derive(name, phase="creation")
            for person in ("p-01", "p-02"):
                council.approve(path, person)
            council.commit(f"decide on {name}")
    subprocess.run(("git", "gc", "--quiet"), cwd=council.root, check=True)
    return council.root


def _name(number: int) -> str:
    """Return an id of six characters, never a number to YAML."""
    digits = [number // len(ALPHABET) ** place % len(ALPHABET) for place in range(3)]
    return "k3f" + "".join(ALPHABET[digit] for digit in digits)
