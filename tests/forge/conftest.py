"""A forge of each kind, and what innoctl sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from innoctl.forge import Forge, connected
from tests.forge.house import House


@pytest.fixture(params=["github", "gitlab", "forgejo"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """Give each kind of forge in turn."""
    with House(request.param, tmp_path) as forge:
        yield forge


@pytest.fixture
def gitlab(tmp_path: Path) -> Iterator[House]:
    """Give a GitLab."""
    with House("gitlab", tmp_path) as forge:
        yield forge


@pytest.fixture
def github(tmp_path: Path) -> Iterator[House]:
    """Give a GitHub."""
    with House("github", tmp_path) as forge:
        yield forge


@pytest.fixture
def asked(house: House) -> Iterator[Forge]:
    """Give the forge as innoctl asks it."""
    with connected(house.settings, house.environment) as forge:
        yield forge
