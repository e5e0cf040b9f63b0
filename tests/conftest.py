"""What holds for all tests."""

from __future__ import annotations

import gc

from hypothesis import settings

# A busy machine is no fault: no test hangs on how long an example took.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    """Let Python no longer look for garbage among all tests, which stay to the end."""
    gc.freeze()
