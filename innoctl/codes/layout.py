"""Codes: layout."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
)
