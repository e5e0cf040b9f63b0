"""What holds for all tests."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings

from innoctl.locale import use

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG: Final = (
    *("test_beancount", "test_contract_github", "test_index_property", "test_mutation"),
    *("test_overviews", "test_readme", "test_stories", "test_together", "test_writers"),
)
"""Modules with a test of ten seconds and more."""

# A busy machine is no fault: no test hangs on how long an example took.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Let no test speak the language that another one left behind in the same process."""
    yield
    use("en")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no processor waits for one of these at the end."""
    items.sort(key=lambda item: item.path.stem not in LONG)


def pytest_collection_finish() -> None:
    """Let Python no longer look for garbage among all tests, which stay to the end."""
    gc.freeze()
