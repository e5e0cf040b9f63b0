"""Codes: layout."""

from __future__ import annotations

CODES = ()
