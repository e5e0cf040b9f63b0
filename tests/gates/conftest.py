"""The council, ready to decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gates.council import Council
from tests.repositories import home

__all__ = ["home"]


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """A portfolio with a council of three that signs, two of whom must."""
    return Council(tmp_path)


@pytest.fixture
def recorded(tmp_path: Path) -> Council:
    """The same council where names are enough, and one of them."""
    return Council(tmp_path, approval="recorded", quorum=1)
