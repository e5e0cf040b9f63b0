"""What can be completed from a portfolio."""

from __future__ import annotations


def complete_ideas(incomplete: str) -> list[tuple[str, str]]:
    """Return ids with their titles for what has been typed; never raises, never says a word."""
    del incomplete
    return []
