"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no fault: no test hangs on how long an example took.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
