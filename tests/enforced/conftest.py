"""The council whose portfolio a forge is to guard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.enforced import portfolio
from tests.gates.council import Council
from tests.repositories import home

__all__ = ["home"]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """A portfolio in Dutch: p-01 and p-02 have a login."""
    return portfolio(tmp_path)
