"""Codes: references."""

from __future__ import annotations

CODES = ()
