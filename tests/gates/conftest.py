"""The council, ready to decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from tests.forge.house import Kind
from tests.gates.council import Council
from tests.gates.over_a_forge import Story
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


@pytest.fixture(params=["github", "gitlab", "forgejo"])
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Story]:
    """The council before its first pull request, on each kind of forge."""
    one = Story(cast("Kind", request.param), tmp_path)
    with one.forge:
        yield one


@pytest.fixture
def github(tmp_path: Path) -> Iterator[Story]:
    """The council on GitHub, where what is told is the same on each."""
    one = Story("github", tmp_path)
    with one.forge:
        yield one
