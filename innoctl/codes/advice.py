"""Codes: advice."""

from __future__ import annotations

CODES = ()
